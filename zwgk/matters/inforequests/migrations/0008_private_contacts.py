"""Telephone and address of applicants, telephone of complainants: encrypted at rest, as the identity number is."""

from django.db import migrations, models

from zwgk.foundation.files.actions import key_of, seal_text
from zwgk.foundation.files.queries import unseal_text

CHUNK = 1000
SEALED = {"Case": ("phone_sealed", "address_sealed"), "Complaint": ("phone_sealed",)}


def close(apps, schema_editor):
    _each(apps, seal_text)


def open_again(apps, schema_editor):
    _each(apps, unseal_text)


def _each(apps, turned):
    for name, columns in SEALED.items():
        model, last = apps.get_model("inforequests", name), 0
        while rows := list(model.objects.filter(pk__gt=last).order_by("pk")[:CHUNK]):
            for row in rows:
                if turned is seal_text and name == "Case" and row.phone_sealed:
                    row.phone_key = key_of(row.phone_sealed)
                for column in columns:
                    setattr(row, column, turned(getattr(row, column)))
            model.objects.bulk_update(rows, [*columns, *(["phone_key"] if name == "Case" else [])], batch_size=200)
            last = rows[-1].pk


def _column(model, old, words):
    return [
        migrations.RenameField(model, old, f"{old}_sealed"),
        migrations.AlterField(model, f"{old}_sealed", models.TextField(words, blank=True)),
    ]


class Migration(migrations.Migration):

    dependencies = [("inforequests", "0007_accounts")]

    operations = [
        *_column("case", "phone", "联系电话"), *_column("case", "address", "通信地址"), *_column("complaint", "phone", "电话"),
        migrations.AddField("case", "phone_key", models.CharField(blank=True, db_index=True, max_length=64)),
        migrations.RunPython(close, open_again),
    ]
