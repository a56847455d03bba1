"""References after rows were inserted: moved, and stretched where a range ends at the last row of the table."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError

_AREA = re.compile(r"^(\$?[A-Z]{1,3}\$?)(\d{1,7})(?::(\$?[A-Z]{1,3}\$?)(\d{1,7}))?$", re.I)
_WHOLE_ROWS = re.compile(r"^(\$?)(\d{1,7}):(\$?)(\d{1,7})$")
_LONE_SUM = re.compile(r"\b(SUM|AVERAGE|COUNT|COUNTA|MAX|MIN)\((\$?[A-Z]{1,3}\$?)(\d+)\)", re.I)


@dataclass(frozen=True, slots=True)
class Inserted:
    """`count` rows were inserted into `sheet` below row `after`, the last row of a table that begins at `first`."""

    sheet: str
    first: int
    after: int
    count: int

    def row(self, number: int) -> int:
        return number + self.count if number > self.after else number

    def area(self, text: str, *, stretch: bool = True) -> str:
        """A1, $B$2:C9, 3:5 → where they are now. Ranges that end at the last row of the table stretch."""
        if found := _AREA.match(text):
            left, top, right, bottom = found[1], int(found[2]), found[3], int(found[4] or found[2])
            if right is None:
                return f"{left}{self.row(top)}"
            return f"{left}{self.row(top)}:{right}{self._end(top, bottom, stretch)}"
        if found := _WHOLE_ROWS.match(text):
            top, bottom = int(found[2]), int(found[4])
            return f"{found[1]}{self.row(top)}:{found[3]}{self._end(top, bottom, stretch)}"
        return text

    def _end(self, top: int, bottom: int, stretch: bool) -> int:
        if bottom == self.after and top <= self.after and stretch:
            return bottom + self.count
        return self.row(bottom)

    def areas(self, texts: str) -> str:
        """A sqref. One cell in the last row stretches too: a rule for a single row holds for the rows made from it."""
        return " ".join(self._grown(part) for part in texts.split())

    def _grown(self, text: str) -> str:
        found = _AREA.match(text)
        if found and found[3] is None and int(found[2]) == self.after:
            return f"{text}:{found[1]}{self.after + self.count}"
        return self.area(text)

    def formula(self, text: str, *, home: str, row: int = 0) -> str:
        """A formula standing in `home`, row `row` (before the insertion; 0: in no cell)."""
        inside = home == self.sheet and self.first <= row <= self.after
        if not inside and home == self.sheet and self.first == self.after:
            text = _LONE_SUM.sub(lambda m: f"{m[1]}({m[2]}{m[3]}:{m[2]}{m[3]})" if int(m[3]) == self.after else m[0], text)
        try:
            tokens = Tokenizer(f"={text}").items
        except (TokenizerError, IndexError):
            return text
        return "".join(self._token(token, home, not inside) for token in tokens)

    def _token(self, token: Token, home: str, stretch: bool) -> str:
        value = str(token.value)
        if token.type != Token.OPERAND or token.subtype != Token.RANGE:
            return value
        sheet, mark, area = value.rpartition("!")
        named = sheet.strip("'").replace("''", "'") if mark else home
        return f"{sheet}{mark}{self.area(area, stretch=stretch)}" if named == self.sheet else value
