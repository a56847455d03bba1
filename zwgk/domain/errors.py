"""What the core refuses, as one small tree. Each refusal is a full Chinese sentence and cites its article.

    Refusal                      an expected answer: "this is not allowed, because …, do … instead"
    ├── NotAllowed               the actor has no right to this
    ├── BadInput                 what was typed or uploaded cannot be used; names place and remedy
    ├── LawMissing               a rule that was asked for does not exist in this rulebook
    └── Conflict                 somebody else changed it meanwhile, or the state forbids it
"""

from __future__ import annotations


class Refusal(Exception):
    """这项操作不能进行。"""

    def __init__(self, message: str = "", *, field: str = "", basis: str = "", remedy: str = "") -> None:
        self.message = message or (type(self).__doc__ or "")
        self.field = field  # the form field or place in the file, if one is to blame
        self.basis = basis  # article that forbids, e.g. 《政府信息公开条例》第三十条
        self.remedy = remedy  # what one can do
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """Message, basis and remedy as one text for people."""
        text = self.message
        if self.basis:
            text += f"（依据：{self.basis}）"
        if self.remedy:
            text += f" {self.remedy}"
        return text


class NotAllowed(Refusal):
    """您没有办理这项操作的权限。"""


class BadInput(Refusal):
    """填写或上传的内容无法使用。"""


class LawMissing(Refusal):
    """规则库中没有这条规则。"""


class Conflict(Refusal):
    """当前状态不允许这项操作。"""
