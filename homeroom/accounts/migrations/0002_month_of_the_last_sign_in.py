import datetime

from django.db import migrations, models


def count_from_now(apps, editor):
    """Nobody knows when accounts that are there were used last: they count as used in the month of the upgrade."""
    month = datetime.datetime.now(datetime.UTC).date().replace(day=1)
    apps.get_model("accounts", "Person").objects.update(active_in=month)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="active_in",
            field=models.DateField(null=True, verbose_name="month of the last sign-in"),
        ),
        migrations.RunPython(count_from_now, migrations.RunPython.noop, elidable=True),
    ]
