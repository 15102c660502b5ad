"""Three years more than the account (DAT-52). When the accounts ended whose rows are cut already, nobody knows: theirs count from the day
of agreeing, so that less is kept and not more."""

from django.db import migrations, models
from django.db.models import F


def begin(apps, schema_editor):  # type: ignore[no-untyped-def]
    apps.get_model("agreements", "Acceptance").objects.filter(person=None).update(account_ended_at=F("at"))


class Migration(migrations.Migration):
    dependencies = [("agreements", "0003_how_and_role")]

    operations = [
        migrations.AddField("acceptance", "account_ended_at", models.DateTimeField("account ended", null=True)),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
