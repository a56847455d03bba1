"""A form field for files that arrive in pieces: with ui/upload.js the form hands in keys, without it the files themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from zwgk.domain.rights import Actor

from .actions import keep, take_uploads
from .models import StoredFile

ENDPOINT = "/office/uploads/"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What came: keys of complete uploads, and plain files."""

    keys: list[str] = field(default_factory=list)
    files: list[UploadedFile] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.keys or self.files)

    def take(self, *, actor: Actor, at: datetime) -> list[StoredFile]:
        """Keep them all. Call it before the transaction of the verb that uses them."""
        taken = take_uploads(self.keys, actor=actor, at=at)
        return taken + [keep(file.read(), file.name or "", actor=actor, at=at) for file in self.files]


class ResumableInput(forms.FileInput):
    """A file input that ui/upload.js takes over; `{name}_key` are the hidden inputs it adds."""

    allow_multiple_selected = True

    def __init__(self, endpoint: str = ENDPOINT, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"multiple": True, "data-upload": endpoint, **(attrs or {})})

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, UploadedFile], name: str) -> HandedIn:
        keys: Iterable[str] = data.getlist(f"{name}_key") if hasattr(data, "getlist") else ()
        plain = files.getlist(name) if hasattr(files, "getlist") else []
        return HandedIn([key for key in keys if key][:100], [file for file in plain if file])

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in files and f"{name}_key" not in data


class ResumableFileField(forms.Field):
    """`cleaned_data["files"].take(actor=…, at=…)` gives the kept files."""

    widget = ResumableInput

    def clean(self, value: HandedIn | None) -> HandedIn:
        found = value or HandedIn()
        if self.required and not found:
            raise forms.ValidationError("请选择文件。", code="required")
        return found
