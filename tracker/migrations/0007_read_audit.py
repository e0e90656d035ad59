from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):

    dependencies = [
        ('tracker', '0006_agency_open_due'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadAudit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='lúc')),
                ('kind', models.CharField(choices=[('task', 'Nhiệm vụ'), ('directive', 'Chỉ đạo'), ('document', 'Văn bản'), ('file', 'Tệp')], max_length=10, verbose_name='loại')),
                ('object_id', models.PositiveBigIntegerField(verbose_name='mã')),
                ('view', models.CharField(max_length=80, verbose_name='trang')),
                ('ip', models.GenericIPAddressField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người xem')),
            ],
            options={
                'verbose_name': 'lượt xem nội dung hạn chế',
                'verbose_name_plural': 'lượt xem nội dung hạn chế',
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(fields=['kind', 'object_id', '-at'], name='read_of_object')],
            },
        ),
    ]
