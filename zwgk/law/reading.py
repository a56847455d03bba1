"""One YAML file as a page that checks itself: each wrong key becomes a Problem, reading goes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml

from zwgk.law.errors import Problem

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where it is there: six times faster
Choice = TypeVar("Choice", bound=StrEnum)


# What libyaml says about the commonest slips, for people who do not read English.
_YAML_SAYS = {
    "found character that cannot start any token": "有不能使用的字符，多半是制表符（Tab）",
    "mapping values are not allowed in this context": "冒号的位置不对，多半是上一行缩进有误",
    "did not find expected key": "缩进不齐，或者少了一个键",
    "could not find expected ':'": "少了冒号，或者冒号后没有空格",
    "found unexpected end of stream": "引号或者括号没有成对",
    "did not find expected ',' or ']'": "方括号里少了逗号或者右括号",
    "did not find expected ',' or '}'": "花括号里少了逗号或者右括号",
}


class _Loader(_Base):  # type: ignore[misc]
    """Refuses a key that stands twice in one mapping; plain YAML would silently keep the last."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[object] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"重复的键“{key.value}”", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


class Page:
    """A mapping of a file with its place; the readers of all kinds of law files ask it for typed values."""

    def __init__(self, file: str, data: Mapping[Any, Any], problems: list[Problem], prefix: str = "") -> None:
        self.file, self.data, self.problems, self.prefix = file, data, problems, prefix

    def wrong(self, key: object, wrong: str, remedy: str) -> None:
        """Note a mistake and go on."""
        self.problems.append(Problem(self.file, f"{self.prefix}{key}", wrong, remedy))

    def allow(self, keys: Iterable[str]) -> None:
        """Report keys nobody knows: mostly spelling mistakes."""
        known = list(keys)
        for key in self.data:
            if str(key) not in known:
                self.wrong(key, f"不认识的键“{key}”。", f"可用的键：{'、'.join(known)}。")

    def text(self, key: str, *, needed: bool = True) -> str:
        """A text, "" when it is absent and not needed."""
        found = self.data.get(key)
        if found is None:
            if needed:
                self.wrong(key, "缺少这一项。", f"补上“{key}: …”。")
            return ""
        if isinstance(found, (dict, list)):
            self.wrong(key, "这里应当是一段文字。", f"写成“{key}: 文字”。")
            return ""
        return str(found).strip()

    def day(self, key: str, *, needed: bool = True) -> date | None:
        """A day."""
        found = self.data.get(key)
        if found is None and not needed:
            return None
        return self.as_day(key, found)

    def as_day(self, key: object, found: object) -> date | None:
        """The day, or a problem."""
        if type(found) is date:
            return found
        self.wrong(key, f"“{found}”不是日期。", "日期写成 2019-05-15 的形式，不加引号。")
        return None

    def choice(self, key: str, options: type[Choice], default: Choice | None = None) -> Choice | None:
        """One of a closed list."""
        found = self.data.get(key)
        if found is None and default is not None:
            return default
        try:
            return options(str(found))
        except ValueError:
            known = "、".join(option.value for option in options)
            shown = "缺少这一项。" if found is None else f"“{found}”不在允许的取值之内。"
            self.wrong(key, shown, f"从这些取值中选一个：{known}。")
            return None

    def truth(self, key: str) -> bool:
        """true or false; false when absent."""
        found = self.data.get(key, False)
        if isinstance(found, bool):
            return found
        self.wrong(key, f"“{found}”应当是 true 或 false。", f"写成“{key}: true”或“{key}: false”。")
        return False

    def part(self, key: str, *, needed: bool = False) -> Page | None:
        """The mapping below a key."""
        found = self.data.get(key)
        if isinstance(found, dict):
            return Page(self.file, found, self.problems, f"{self.prefix}{key}.")
        if found is not None or needed:
            self.wrong(
                key, "缺少这一项。" if found is None else "这里应当是若干“键: 值”。", f"在“{key}:”下面缩进书写。"
            )
        return None

    def parts(self, key: str) -> list[Page]:
        """The mappings of a list below a key."""
        found = self.data.get(key)
        if found is None:
            return []
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            self.wrong(key, "这里应当是一个列表。", f"在“{key}:”下面每项以“- ”开头。")
            return []
        return [Page(self.file, item, self.problems, f"{self.prefix}{key}.{n}.") for n, item in enumerate(found)]


def pages(root: Path, folder: str, problems: list[Problem]) -> list[tuple[str, Page]]:
    """Each file of a folder with its id: the path below the folder without the ending."""
    base = root / folder
    found = []
    for path in base.rglob("*.yaml") if base.is_dir() else ():
        page = page_of(root, path, problems)
        if page is not None:
            found.append((path.relative_to(base).with_suffix("").as_posix(), page))
    for path in sorted(base.rglob("*.yml")):
        name = path.relative_to(root).as_posix()
        problems.append(Problem(name, "", "扩展名是 .yml，这个文件没有被读取。", "把扩展名改为 .yaml。"))
    return sorted(found, key=lambda item: item[0])


def page_of(root: Path, path: Path, problems: list[Problem]) -> Page | None:
    """The file as a page, or None with a problem noted."""
    name = path.relative_to(root).as_posix()
    try:
        data = yaml.load(path.read_text("utf-8-sig"), Loader=_Loader)
    except UnicodeDecodeError:
        problems.append(Problem(name, "", "文件不是UTF-8编码。", "用UTF-8编码另存。"))
        return None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"第{mark.line + 1}行" if mark else ""
        said = getattr(error, "problem", None) or "无法读取"
        wrong = f"不是正确的YAML：{_YAML_SAYS.get(said, said)}。"
        problems.append(Problem(name, line, wrong, "检查缩进、冒号后的空格和引号；每个键只写一次。"))
        return None
    except ValueError as error:  # a date such as 2019-02-30
        problems.append(Problem(name, "", f"有不存在的日期或数值（{error}）。", "改成日历上有的日期。"))
        return None
    if not isinstance(data, dict):
        problems.append(
            Problem(
                name,
                "",
                "文件里没有内容。" if data is None else "文件应当由若干“键: 值”组成。",
                "参照同一目录下的其他文件书写。",
            )
        )
        return None
    return Page(name, data, problems)
