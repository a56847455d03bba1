"""How well the search finds, over real laws and regulations. `python -m benchmarks.search_quality [--corpus folder] [--few 300]`.

Known items: each title is asked, the rank of its text counts (MRR; two texts of one title are both right). Citations: the title
between 《》 in another text is asked, among the first ten has to be the text of that title (recall@10). Substrings: any eight
characters in a row are asked, every text that holds them has to be found and no other (recall, precision; counted by looking through
all texts). Says so and does nothing where the corpus is absent.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from zwgk.foundation.search.engine import Asked, Engine, Text
from zwgk.foundation.search.engine.texts import units

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "documents" / "open" / "corpus"
SEED, TODAY, PIECE = 20261123, 20_780, 8
CITED = re.compile(r"《([^《》]{4,60})》")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--few", type=int, default=300, help="questions of each kind")
    told = parser.parse_args()
    texts = list(read(told.corpus))
    if not texts:
        print(f"no corpus at {told.corpus}: quality not measured")
        return 0
    with tempfile.TemporaryDirectory(prefix="zwgk-quality-") as folder:
        engine = Engine(Path(folder))
        engine.rebuild(texts)
        known, cited = known_items(engine, texts, told.few), citations(engine, texts, told.few)
        recall, precision = substrings(engine, texts, told.few)
    print(f"{len(texts):,} texts, {sum(len(part) for each in texts for part in each.parts):,} characters, {told.few} questions of each kind\n")
    print("| measure | value | wanted |\n|---|---|---|")
    print(f"| known item, MRR | {known:.3f} | 0.900 |\n| citation, recall@10 | {cited:.3f} | |")
    print(f"| substring, recall | {recall:.4f} | 0.9900 |\n| substring, precision | {precision:.4f} | |")
    return 0 if known >= 0.9 and recall >= 0.99 else 1


def read(folder: Path) -> Iterator[Text]:
    """The laws of the corpus."""
    for file in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                yield Text(row["id"], row["title"], (row["text"],), row.get("doc_no") or "", (), 0, {"standing": ["valid"]})


def known_items(engine: Engine, texts: Sequence[Text], few: int) -> float:
    """Mean of 1/rank of the text whose title is asked."""
    of_title = by_title(texts)
    asked = random.Random(SEED).sample(sorted(of_title), min(few, len(of_title)))
    return mean([1 / rank if (rank := rank_of(engine, title, of_title[title])) else 0.0 for title in asked])


def citations(engine: Engine, texts: Sequence[Text], few: int) -> float:
    """Share of cited titles whose text is among the first ten."""
    of_title = by_title(texts)
    cited = sorted({title for each in texts for title in CITED.findall(each.parts[0]) if units(title) in of_title})
    asked = random.Random(SEED).sample(cited, min(few, len(cited)))
    return mean([float(rank_of(engine, f"《{title}》", of_title[units(title)]) > 0) for title in asked])


def substrings(engine: Engine, texts: Sequence[Text], few: int) -> tuple[float, float]:
    """Of all texts that hold some characters in a row the share that is found; of those found the share that holds them."""
    chance, plain = random.Random(SEED), {each.key: [units(each.title), units(each.parts[0])] for each in texts}
    recalls, precisions = [], []
    for _ in range(few):
        body = plain[chance.choice(texts).key][1]
        start = chance.randrange(max(1, len(body) - PIECE))
        piece = body[start : start + PIECE]
        right = {key for key, parts in plain.items() if any(piece in part for part in parts)}
        found = set(engine.ask(Asked(f"“{piece}”", limit=len(texts), counts=()), today=TODAY).keys)
        recalls.append(len(found & right) / len(right))
        precisions.append(len(found & right) / len(found) if found else 0.0)
    return mean(recalls), mean(precisions)


def by_title(texts: Sequence[Text]) -> dict[str, set[str]]:
    """Title, as units → the texts that are called so."""
    told: dict[str, set[str]] = {}
    for each in texts:
        told.setdefault(units(each.title), set()).add(each.key)
    return told


def rank_of(engine: Engine, asked: str, right: set[str]) -> int:
    """The place of the first right one among ten; 0 when there is none."""
    found = engine.ask(Asked(asked, counts=()), today=TODAY).keys
    return next((place for place, key in enumerate(found, 1) if key in right), 0)


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    sys.exit(main())
