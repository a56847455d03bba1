"""The rows: `core` is the record and what the public sees of it, `after` what follows a publication, `rows` imports of kind rows,
`shelf` what each public list holds."""

from .after import Capture, Certificate, CleanUp, CleanUpLine, Incident, OutsideCopy, Reassessment, Round
from .core import (
    DOCUMENT,
    PUBLICATION,
    SUBJECT,
    Attachment,
    Attribute,
    Cell,
    Classification,
    Hit,
    Publication,
    PublishedFile,
    Record,
    Series,
    State,
    Unsaved,
    Version,
)
from .migrated import Migration, MigrationAct, OldPage
from .rows import Intake, Line, Posting
from .shelf import Shelf

__all__ = [
    "DOCUMENT", "PUBLICATION", "SUBJECT", "Attachment", "Attribute", "Capture", "Cell", "Certificate", "Classification", "CleanUp", "CleanUpLine",
    "Hit", "Incident", "Intake", "Line", "Migration", "MigrationAct", "OldPage", "OutsideCopy", "Posting", "Publication", "PublishedFile", "Reassessment", "Record", "Round", "Series", "Shelf", "State", "Unsaved", "Version",
]  # fmt: skip
