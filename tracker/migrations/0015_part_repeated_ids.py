"""Two directives of one foreign id: the oldest keeps it, the later ones are set apart and named."""

import sys

from django.db import migrations
from django.db.models import Count, Min


def part(apps, schema_editor):
    rows = apps.get_model("tracker", "Directive").objects.exclude(external_id="")
    repeated = (
        rows.order_by().values("external_system", "external_id").annotate(n=Count("pk"), first=Min("pk"))
    )
    parted = []
    for found in repeated.filter(n__gt=1):
        same = rows.filter(external_system=found["external_system"], external_id=found["external_id"])
        for row in same.exclude(pk=found["first"]).order_by("pk"):
            rows.filter(pk=row.pk).update(external_system=f"trùng #{row.pk}")
            parted.append(f"{row.external_id} (chỉ đạo {row.pk}, giữ mã ở {found['first']})")
    if parted:
        sys.stdout.write(
            f"\nMã hệ thống khác bị trùng ở {len(parted)} chỉ đạo; các chỉ đạo sau được ghi hệ thống nguồn "
            f"“trùng #…”, không mất mã. Xem sổ tay vận hành, mục “Mã hệ thống khác bị trùng”:\n  "
            + "\n  ".join(parted)
            + "\n"
        )


class Migration(migrations.Migration):
    dependencies = [("tracker", "0014_external_system")]

    operations = [migrations.RunPython(part, migrations.RunPython.noop)]
