from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracker", "0015_part_repeated_ids")]

    operations = [
        migrations.AddConstraint(
            model_name="directive",
            constraint=models.UniqueConstraint(
                fields=["external_system", "external_id"],
                condition=models.Q(("external_id", ""), _negated=True),
                name="directive_once_per_external_id",
                violation_error_message="Mã hệ thống khác này đã có trong hệ thống.",
            ),
        ),
    ]
