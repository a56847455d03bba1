"""Scores of the notice reader on the documents beside the checkout; writes the table into docs/reading-notices.md.

    python scripts/score_notices.py [--gold FOLDER ...] [--write]

Gold readings are looked for in ../shared/gold and in every folder named with --gold; documents in ../shared/documents.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from zwgk.domain.notices import as_json, read  # noqa: E402
from zwgk.foundation.files.readers import extract  # noqa: E402

SHARED = ROOT.parent / "shared"
PAGE = ROOT / "docs" / "reading-notices.md"
BEGIN, END = "<!-- scores: begin -->", "<!-- scores: end -->"
METRICS = ["leaves", "lead_units", "responsible_units", "core_deadlines", "targets", "metadata"]


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_plan", SHARED / "tools" / "score_plan.py")
    if spec is None or spec.loader is None:
        raise SystemExit("../shared/tools/score_plan.py is absent")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sources(stem: str) -> list[Path]:
    """Every form in which the document is stored: .txt, .lines.txt, .html."""
    found = [path for path in sorted((SHARED / "documents").rglob(f"{stem}.*")) if path.suffix in (".txt", ".html") and ".meta" not in path.name]
    return [path for path in found if path.name in (f"{stem}.txt", f"{stem}.lines.txt", f"{stem}.html")]


def rows(folders: list[Path]) -> list[tuple[str, dict[str, Any]]]:
    tool, found = scorer(), []
    for folder in folders:
        for gold in sorted(folder.glob("*.yaml")):
            for stem, wanted in tool.load_gold(str(gold)):
                for path in sources(stem):
                    found.append((path.name, tool.score(wanted, as_json(read(extract(path.read_bytes(), path.name))))))
    return found


def table(found: list[tuple[str, dict[str, Any]]]) -> str:
    """Markdown: F1 per document, a dash where a metric does not apply."""
    lines = ["| document | " + " | ".join(METRICS) + " |", "|---|" + "---|" * len(METRICS)]
    for name, score in found:
        cells = [f"{score[m]['f1']:.3f}" if m in score and score[m]["f1"] is not None else "–" for m in METRICS]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    means = []
    for metric in METRICS:
        values = [score[metric]["f1"] for _, score in found if metric in score and score[metric]["f1"] is not None]
        means.append(f"{sum(values) / len(values):.3f}" if values else "–")
    return "\n".join([*lines, "| **mean** | " + " | ".join(means) + " |"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", action="append", type=Path, default=[], help="another folder of gold readings")
    parser.add_argument("--write", action="store_true", help="put the table into docs/reading-notices.md")
    options = parser.parse_args()
    text = table(rows([SHARED / "gold", *options.gold]))
    print(text)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        head, rest = page.split(BEGIN)
        PAGE.write_text(f"{head}{BEGIN}\n{text}\n{END}{rest.split(END)[1]}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
