"""A broken law file teaches its author: which file, which key, what is wrong, what to write instead.

LawError         everything that is wrong with a folder of law files, as a list of problems
└── problems     each a `Problem(file, key, wrong, remedy)`
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in one file."""

    file: str  # path below the folder of law files: "deadlines/requests/answer.yaml"
    key: str  # where in the file: "values.2019-05-15.reference"; "" for the file as a whole
    wrong: str  # what is wrong, one Chinese sentence
    remedy: str  # what to write instead

    def __str__(self) -> str:
        place = f"{self.file}：{self.key}" if self.key else self.file
        return f"{place}\n    问题：{self.wrong}\n    改法：{self.remedy}"


class LawError(ValueError):
    """规则文件有错误，不能使用。"""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        lines = [f"规则文件有 {len(self.problems)} 处错误："]
        super().__init__("\n".join([*lines, *(str(problem) for problem in self.problems)]))
