from django.db import migrations, models


def came_back_active(apps, editor):
    """Closed accounts came back as active until now; that some had waited for approval is not kept anywhere."""
    apps.get_model("accounts", "Person").objects.filter(state="closed").update(state_before="active")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_kept_but_not_used"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="state_before",
            field=models.CharField(
                choices=[("active", "active"), ("waiting", "waiting for approval"), ("closed", "closed")],
                max_length=7,
                null=True,
                verbose_name="state before it was closed",
            ),
        ),
        migrations.RunPython(came_back_active, migrations.RunPython.noop, elidable=True),
    ]
