from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracker", "0013_office_answers")]

    operations = [
        migrations.AddField(
            model_name="directive",
            name="external_system",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=40, verbose_name="hệ thống nguồn"
            ),
        ),
    ]
