"""Rule of the hash, reasons that can be forgotten; triggers that refuse to change the record but in the declared ways."""

from django.db import migrations, models

KEPT = ("id", "at", "by", "what", "about", "where", "reason", "rule", "previous", "hash")
SAID = "The record of what was done is only ever added to"
#: A reason may be emptied with its salt, or sealed anew with the same salt; nothing else of an entry may change.
WAYS = "((NEW.why IS NULL AND NEW.salt IS NULL) OR (NEW.why IS NOT NULL AND OLD.why IS NOT NULL AND NEW.salt {same} OLD.salt))"


def _same(same: str) -> str:
    return " AND ".join(f'NEW."{name}" {same} OLD."{name}"' for name in KEPT) + " AND " + WAYS.format(same=same)


# ruff: noqa: S608
SQLITE = (
    f"""CREATE TRIGGER audit_entry_unchanged BEFORE UPDATE ON audit_entry WHEN NOT ({_same("IS")})
        BEGIN SELECT RAISE(ABORT, '{SAID}'); END""",
    f"""CREATE TRIGGER audit_entry_stays BEFORE DELETE ON audit_entry
        WHEN NOT EXISTS (SELECT 1 FROM audit_cut WHERE audit_cut.entry >= OLD.id)
        BEGIN SELECT RAISE(ABORT, '{SAID}'); END""",
    f"""CREATE TRIGGER audit_cut_unchanged BEFORE UPDATE ON audit_cut BEGIN SELECT RAISE(ABORT, '{SAID}'); END""",
    f"""CREATE TRIGGER audit_cut_stays BEFORE DELETE ON audit_cut BEGIN SELECT RAISE(ABORT, '{SAID}'); END""",
)
POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION audit_entry_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'UPDATE' AND {_same("IS NOT DISTINCT FROM")} THEN RETURN NEW; END IF;
        IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM audit_cut WHERE entry >= OLD.id) THEN RETURN OLD; END IF;
        RAISE EXCEPTION '{SAID}' USING ERRCODE = 'restrict_violation'; END $$""",
    f"""CREATE OR REPLACE FUNCTION audit_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION '{SAID}' USING ERRCODE = 'restrict_violation'; END $$""",
    """CREATE TRIGGER audit_entry_unchanged BEFORE UPDATE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_guard()""",
    """CREATE TRIGGER audit_entry_stays BEFORE DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_guard()""",
    """CREATE TRIGGER audit_entry_kept BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_guard()""",
    """CREATE TRIGGER audit_cut_unchanged BEFORE UPDATE OR DELETE ON audit_cut FOR EACH ROW EXECUTE FUNCTION audit_guard()""",
    """CREATE TRIGGER audit_cut_kept BEFORE TRUNCATE ON audit_cut FOR EACH STATEMENT EXECUTE FUNCTION audit_guard()""",
)


def guard(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.AddField("Entry", "salt", models.BinaryField("salt of the reason", max_length=32, null=True)),
        migrations.AddField("Entry", "reason", models.BinaryField("digest of the reason", max_length=32, null=True)),
        migrations.AddField("Entry", "rule", models.PositiveSmallIntegerField("rule of the hash", default=1), preserve_default=False),
        migrations.AlterField("Entry", "where", models.CharField("in which class", max_length=12, blank=True, db_index=True)),
        migrations.CreateModel(
            name="Cut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry", models.BigIntegerField("last entry that is gone")),
                ("hash", models.BinaryField("its hash", max_length=32)),
                ("mark", models.BinaryField("mark of this service", max_length=32)),
                ("at", models.DateTimeField("when")),
            ],
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField("which look", max_length=10, unique=True)),
                ("entry", models.BigIntegerField("entry it has come to")),
                ("hash", models.BinaryField("its hash", max_length=32)),
                ("mark", models.BinaryField("mark of this service", max_length=32)),
                ("broken", models.BigIntegerField("first entry that does not hold", null=True)),
                ("at", models.DateTimeField("when")),
            ],
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
