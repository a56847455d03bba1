"""One row of the standard catalogue: the columns of the official form (standards.md §5.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from zwgk.law.catalogue_model import TemplateRow

# 公开渠道和载体, as the national guides print them.
CHANNELS = (
    "政府网站", "政府公报", "两微一端", "发布会/听证会", "广播电视", "纸质媒体", "公开查阅点", "政务服务中心", "便民服务站", "入户/现场",
    "社区/企事业单位/村公示栏（电子屏）", "精准推送", "其他",
)  # fmt: skip
TIERS = ("市级", "县级", "乡级", "村级")
REQUIRED_MARKS, OPTIONAL_MARKS = "■◆☑●", "□◇☐〇○"
TICKS = frozenset("√✓✔☑vV是■●")
_MARKED = re.compile(rf"[{REQUIRED_MARKS}{OPTIONAL_MARKS}]")
_SPLIT = re.compile(r"[、，,；;\n]+|\s{2,}")


@dataclass(frozen=True, slots=True)
class Channel:
    """Where it is published; “■” is required, “□” optional."""

    name: str
    required: bool = True

    def __str__(self) -> str:
        return f"{'■' if self.required else '□'}{self.name}"


@dataclass(frozen=True, slots=True)
class Row:
    """All columns of one matter."""

    level1: str
    level2: str = ""
    level3: str = ""
    number: str = ""  # 序号, as printed; never a key
    content: str = ""
    basis: str = ""
    limit: str = ""
    publisher: str = ""
    channels: tuple[Channel, ...] = ()
    to_all: bool = False
    to_some: str = ""  # 特定群体: "√", or who
    active: bool = False
    on_request: bool = False
    tiers: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)  # columns of this place, as they came
    exceptions: Mapping[str, str] = field(default_factory=dict)  # rule → why it does not hold here

    @property
    def title(self) -> str:
        return self.level3 or self.level2 or self.level1

    @property
    def path(self) -> tuple[str, str, str]:
        return self.level1, self.level2, self.level3


LABELS: Mapping[str, str] = {
    "number": "序号", "level1": "一级事项", "level2": "二级事项", "level3": "三级事项", "content": "公开内容（要素）", "basis": "公开依据", "limit": "公开时限",
    "publisher": "公开主体", "channels": "公开渠道和载体", "to_all": "全社会", "to_some": "特定群体", "active": "主动", "on_request": "依申请", "tiers": "公开层级",
    "extra": "其他栏", "exceptions": "特殊情形说明",
}  # fmt: skip
TEXTS = ("number", "level1", "level2", "level3", "content", "basis", "limit", "publisher", "to_some")
TRUTHS = ("to_all", "active", "on_request")


def to_values(row: Row) -> dict[str, Any]:
    """Plain values, as kept and compared."""
    values: dict[str, Any] = {name: getattr(row, name) for name in (*TEXTS, *TRUTHS)}
    values["channels"] = [{"name": each.name, "required": each.required} for each in row.channels]
    values["tiers"] = list(row.tiers)
    values["extra"], values["exceptions"] = dict(row.extra), dict(row.exceptions)
    return values


def from_values(values: Mapping[str, Any]) -> Row:
    """The row of plain values; what is absent is empty."""
    texts: dict[str, Any] = {name: str(values.get(name) or "").strip() for name in TEXTS}
    truths: dict[str, Any] = {name: bool(values.get(name)) for name in TRUTHS}
    channels = tuple(Channel(str(each["name"]), bool(each.get("required", True))) for each in values.get("channels") or ())
    tiers = tuple(str(each) for each in values.get("tiers") or ())
    extra = {str(key): str(value) for key, value in (values.get("extra") or {}).items()}
    exceptions = {str(key): str(value) for key, value in (values.get("exceptions") or {}).items()}
    return Row(**texts, **truths, channels=channels, tiers=tiers, extra=extra, exceptions=exceptions)


def of_template(told: TemplateRow, number: str = "") -> Row:
    """A row of a guide in the law files; all its channels are required."""
    return Row(
        level1=told.level1, level2=told.level2, number=number, content=told.content, basis=told.basis, limit=told.limit, publisher=told.publisher,
        channels=tuple(Channel(name) for name in told.channels), to_all=not told.audience,
        to_some="√" if told.audience == "特定群体" else told.audience, active=not told.on_request, on_request=told.on_request, tiers=told.tiers,
    )  # fmt: skip


def shown(value: Any) -> str:
    """One value as a person reads it, for comparisons."""
    if isinstance(value, bool):
        return "√" if value else "—"
    if isinstance(value, Mapping):
        return "；".join(f"{key}：{each}" for key, each in value.items()) or "—"
    if isinstance(value, list | tuple):
        return "　".join(shown_channel(each) for each in value) or "—"
    return str(value) or "—"


def shown_channel(each: Any) -> str:
    return str(Channel(each["name"], each.get("required", True))) if isinstance(each, Mapping) else str(each)


def read_channels(text: str) -> tuple[Channel, ...]:
    """“■政府网站 □政府公报” or “政府网站、公示栏” (all required)."""
    found: list[Channel] = []
    if _MARKED.search(text):
        for mark, words in re.findall(rf"([{REQUIRED_MARKS}{OPTIONAL_MARKS}])\s*([^{REQUIRED_MARKS}{OPTIONAL_MARKS}]*)", text):
            name = " ".join(words.split()).strip("、，,；; ")
            if name:
                found.append(Channel(name, mark in REQUIRED_MARKS))
    else:
        found = [Channel(" ".join(part.split())) for part in _SPLIT.split(text) if part.strip()]
    return tuple(dict.fromkeys(found))


def write_channels(channels: Iterable[Channel]) -> str:
    return "\n".join(str(each) for each in channels)


def is_tick(text: str) -> bool:
    return bool(text) and len(text.strip()) <= 2 and set(text.strip()) <= TICKS
