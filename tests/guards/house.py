"""The house as the guards see it: its folders, its order (read from pyproject.toml), its files."""

from __future__ import annotations

import ast
import subprocess
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "zwgk"
SLICED = ("matters", "foundation")  # rooms whose folders are slices

# What a slice shows to the others. Everywhere: the verbs, the reading, the addresses. Its rows may be named (as a type,
# in a foreign key, for an enum) but never queried or made: test_rows_of_another_slice_are_named_and_not_queried.
FRONT_DOORS = frozenset({"actions", "queries", "urls"})
NAMES_ONLY = "models"
# Further doors, each documented in the docstring of its slice.
MORE_DOORS = {
    "zwgk.foundation.files": {"readers", "fields", "redaction"},  # text of any format, burning out, both without a database; a form field for files in pieces
    "zwgk.foundation.gate": {"pages"},  # a form that everybody can send, asking its question; where the browser calls from
    "zwgk.foundation.jobs": {"worker", "resolving"},  # the background process itself, `zwgk work` starts it; names of other sites, for aiohttp
    "zwgk.foundation.organs": {"pages"},  # staff(right) and public: who may open a page
    "zwgk.foundation.pagecache": {"pages", "prepared", "wsgi"},  # kept: a page that may be kept whole; questions written once; the wrapper around Django, for config
    "zwgk.foundation.visitors": {"pages"},  # who of the public is signed in
    "zwgk.foundation.ui": {"templatetags", "charts", "feeds", "words", "traditional", "portal"},  # SVG figures; RSS, Atom, JSON; days in words; 繁體; the cookie of reading modes
}


@cache
def order() -> dict[str, tuple[int, int]]:
    """Each slice's place, lowest room and lowest line first: `zwgk.foundation.journal` → (0, 1)."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    places: dict[str, tuple[int, int]] = {}
    for contract in contracts:
        containers = contract.get("containers", [])
        if contract["type"] == "layers" and containers in (["zwgk.foundation"], ["zwgk.matters"]):
            for line, layer in enumerate(reversed(contract["layers"])):
                for name in layer.split("|"):
                    places[f"{containers[0]}.{name.strip(' ()')}"] = (int(containers[0] == "zwgk.matters"), line)
    return places


def slice_of(module: str) -> str | None:
    """`zwgk.matters.ledger.actions.adopt` → `zwgk.matters.ledger`; None outside the slices."""
    parts = module.split(".")
    return ".".join(parts[:3]) if len(parts) > 2 and parts[0] == "zwgk" and parts[1] in SLICED else None


@cache
def committed() -> tuple[Path, ...]:
    """The files git keeps; the whole tree when this is an archive without git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        return tuple(file for file in ROOT.rglob("*") if file.is_file() and ".venv" not in file.parts)
    return tuple(file for name in listed.stdout.split("\0") if name and (file := ROOT / name).is_file())


@cache
def sources(folder: str = "zwgk") -> tuple[Path, ...]:
    """The committed Python files below a folder, migrations left out."""
    return tuple(
        file
        for file in committed()
        if file.suffix == ".py" and file.is_relative_to(ROOT / folder) and "migrations" not in file.parts
    )


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"), filename=name(file))


def imported(node: ast.AST) -> list[str]:
    """The dotted names that an import statement brings in."""
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=module, names=names, level=0):
            return [f"{module}.{alias.name}" for alias in names]
        case _:
            return []


def told(lines: list[str], remedy: str) -> str:
    """The message of a broken guard: where, and what to do."""
    return "\n" + "\n".join(sorted(lines)) + f"\n→ {remedy}"
