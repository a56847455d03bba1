"""What is to be burnt out, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zwgk.domain.errors import BadInput


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in shares of the page as it is shown: 0 is left and top, 1 is right and bottom."""

    page: int  # from 1
    left: float
    top: float
    right: float
    bottom: float

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Left, top, right, bottom on a picture of that size, a pixel wider on every side."""
        return (
            max(0, int(self.left * width) - 1), max(0, int(self.top * height) - 1),
            min(width, int(self.right * width) + 2), min(height, int(self.bottom * height) + 2),
        )  # fmt: skip

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Redacted:
    """The new file, and how it was made."""

    data: bytes
    ending: str  # pdf, png, jpg, tif
    boxes: tuple[Box, ...]
    burnt: tuple[int, ...]  # pages with boxes
    flattened: tuple[int, ...]  # further pages that became pictures because they shared or carried more than they show


def checked(boxes: Iterable[Box], count: int) -> tuple[Box, ...]:
    """The boxes in order; BadInput for none, for one that lies outside, or for one that covers nothing."""
    found = tuple(sorted(set(boxes), key=lambda box: (box.page, box.top, box.left)))
    if not found:
        raise BadInput("还没有标出要涂黑的地方。", field="boxes", remedy="请在页面上框选，或写出要涂黑的词。")
    for box in found:
        if not 1 <= box.page <= count:
            raise BadInput(f"没有第 {box.page} 页，文件共 {count} 页。", field="boxes")
        if not (0 <= box.left < box.right <= 1 and 0 <= box.top < box.bottom <= 1):
            raise BadInput(f"第 {box.page} 页有一处方框不在页面内。", field="boxes", remedy="左、上、宽、高按页面的百分数填写，合起来不超过 100。")
    return found
