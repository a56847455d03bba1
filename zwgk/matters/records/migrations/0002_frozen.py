"""The database itself refuses to change what was published; ending and sealing stay possible.

SQLite drops the triggers of a table that a later migration remakes: such a migration runs `freeze` again.
"""

from django.db import migrations

COLUMNS = (
    "record_id", "number", "organ_id", "kind", "title", "body", "values", "meta", "slug", "index_number", "doc_number", "formed_on", "written_on",
    "hash", "body_hash", "published_at", "first_published_at", "published_by", "clearance", "review_id",
)  # fmt: skip
REFUSAL = "已公开的内容不能改动，只能发布新版本、撤下或者封存"


def freeze(apps, schema_editor):
    thaw(apps, schema_editor)
    columns = ", ".join(f'"{name}"' for name in COLUMNS)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION records_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"
        )
        changed = " OR ".join(f'OLD."{name}"::text IS DISTINCT FROM NEW."{name}"::text' for name in COLUMNS)
        schema_editor.execute(
            f"CREATE TRIGGER records_frozen BEFORE UPDATE OF {columns} ON records_publication FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION records_refuse()"
        )
    else:
        changed = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in COLUMNS)
        schema_editor.execute(
            f"CREATE TRIGGER records_frozen BEFORE UPDATE OF {columns} ON records_publication WHEN {changed} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def thaw(apps, schema_editor):
    on = " ON records_publication" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER IF EXISTS records_frozen{on}")


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(freeze, thaw)]
