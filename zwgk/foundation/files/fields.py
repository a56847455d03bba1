"""Form fields for files: many that arrive in pieces (with ui/upload.js the form hands in keys, without it the files themselves), and a few
small ones from the public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor

from . import readers
from .actions import keep, take_uploads
from .models import StoredFile

ENDPOINT = "/office/uploads/"
FILE_BYTES, ALL_BYTES, MOST_FILES = 10 * 1024 * 1024, 20 * 1024 * 1024, 5
PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".pdf", ".docx", ".doc", ".wps", ".ofd", ".txt")


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


class ScanField(forms.FileField):
    """A signed paper that comes back: a scan or photo, known by its content and not by its name."""

    widget = forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png", "capture": "environment"})
    KINDS = (readers.Kind.PDF, readers.Kind.IMAGE)
    SAID = "PDF、JPG 或 PNG"

    def clean(self, data: Any, initial: Any = None) -> UploadedFile:
        sent: UploadedFile = super().clean(data, initial)
        if (sent.size or 0) > ALL_BYTES:
            raise forms.ValidationError(f"扫描件超过 {ALL_BYTES // 1048576} MB。请降低扫描分辨率（200 dpi 即可）后重新上传。")
        head = sent.read(4096)
        sent.seek(0)
        try:
            known = readers.sniff(head, "") in self.KINDS
        except BadInput:
            known = False
        if not known:
            raise forms.ValidationError(f"这不是 {self.SAID} 文件。请上传签字盖章件的扫描件或照片。")
        return sent


class SeveralInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SafeFiles(forms.FileField):
    """A few small files that are what they say they are; anything else is refused with its name and the remedy."""

    widget = SeveralInput
    elsewhere = ""  # how else it may be handed in

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        sent = [each for each in (data if isinstance(data, list | tuple) else [data]) if each]
        if len(sent) > MOST_FILES:
            raise forms.ValidationError(f"一次最多上传 {MOST_FILES} 个文件，您选了 {len(sent)} 个。请合并后上传{self.elsewhere}。")
        if sum(each.size or 0 for each in sent) > ALL_BYTES:
            raise forms.ValidationError(f"文件合计超过 {ALL_BYTES // 1048576} MB。请压缩图片后上传{self.elsewhere}。")
        for each in sent:
            _accept(each)
        return sent


def _accept(file: UploadedFile) -> None:
    """Refuse what is too large, of a strange kind, or not what its name says."""
    name = file.name or "未命名文件"
    if (file.size or 0) > FILE_BYTES:
        raise forms.ValidationError(f"文件“{name}”超过 {FILE_BYTES // 1048576} MB。请把图片拍小一些或压缩后上传。")
    if not name.lower().endswith(PICTURES):
        raise forms.ValidationError(f"不接收“{name}”这种文件。请上传照片（jpg、png）、PDF 或 Word、WPS 文档。")
    data = file.read()
    file.seek(0)
    try:
        readers.sniff(data, name)
    except BadInput as refusal:
        raise forms.ValidationError(refusal.sentence) from refusal
