"""How long the search takes with a million documents. `make bench-search`, or `python -m benchmarks.search [--documents 1000000]`.

Documents are made of words that are as frequent as Zipf says; thirty kinds of question are asked of each: single characters, common
and rare words, names, numbers, phrases, several words, exclusions, filters, questions nothing holds. An answer is ten results with
total, three facets and snippets. Beside the engine, on the same documents: SQLite's FTS5 (trigram), and PostgreSQL's full text search
when DATABASE_URL names one, as `make bench-search` sees to. Told: median and p95 in milliseconds. DOCUMENTS=50000 makes it smaller.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from zwgk.foundation.search.engine import Asked, Engine, Text
from zwgk.foundation.search.engine.snippets import snippet
from zwgk.foundation.search.engine.texts import pairs, units

SEED, TODAY, WORDS = 20261123, 20_780, 60_000
SYLLABLES = [bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFA)]  # 3,471 frequent characters
FACETS = ("organ", "type", "year")
MOST_BESIDE = 200_000  # documents the alternatives get
LIMITS = "median 15 ms, p95 100 ms; add to visible 2 s; memory 400 MB; build 20 min"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--keep", default="", help="a folder whose index is kept and used again")
    parser.add_argument("--ask", default="", help=argparse.SUPPRESS)  # the process whose memory is measured
    told = parser.parse_args()
    if told.ask:
        return serve(Path(told.ask), told.documents, told.rounds)
    with tempfile.TemporaryDirectory(prefix="zwgk-search-") as made:
        folder = Path(told.keep or made)
        return measure(folder, told.documents, told.rounds)


def measure(folder: Path, count: int, rounds: int) -> int:
    engine = Engine(folder / "index")
    if not engine.ready:
        began = time.perf_counter()
        engine.rebuild(documents(count))
        size = sum(file.stat().st_size for file in (folder / "index").rglob("*") if file.is_file())
        print(f"| build | {count:,} documents | {time.perf_counter() - began:.0f} s | {size / 1e6:,.0f} MB on disk |", flush=True)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.search", "--ask", str(folder), "--documents", str(count), "--rounds", str(rounds)], check=False
    )
    if done.returncode:
        return done.returncode
    visible(engine)
    beside(folder, count)
    return 0


def documents(count: int) -> Iterator[Text]:
    """Deterministic: the same for every engine."""
    chance = random.Random(SEED)
    words = ["".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 2, 2, 3, 4)))) for _ in range(WORDS)]
    ranks = range(1, WORDS + 1)
    total, bounds = 0.0, []
    for rank in ranks:
        total += 1 / (rank + 2.7)
        bounds.append(total)
    for number in range(count):
        drawn = chance.choices(words, cum_weights=bounds, k=chance.randrange(80, 640))
        name = "".join(chance.choices(SYLLABLES, k=3))
        body = "".join(drawn[12:]) + f"联系人{name}，文号和政发〔{2000 + number % 27}〕{number % 900 + 1}号。"
        facets = {"organ": [f"单位{number * 7 % 75}"], "type": [f"类别{number % 12}"], "year": [str(2000 + number % 27)], "standing": ["valid"]}
        yield Text(f"t:{number}", "关于" + "".join(drawn[:12]) + "的通知", (body,), f"和政发〔{2000 + number % 27}〕{number % 900 + 1}号", (), 11_000 + number % 9_700, facets)


def questions() -> list[tuple[str, Asked]]:
    """Thirty kinds; words by their rank, so that common and rare ones are asked."""
    chance = random.Random(SEED)
    words = ["".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 2, 2, 3, 4)))) for _ in range(WORDS)]
    long = [word for word in words if len(word) > 1]
    w = lambda rank: long[rank]  # noqa: E731
    sample = next(documents(1))
    text = sample.parts[0]
    plain = {
        "commonest word": w(0), "common word": w(20), "word of rank 200": w(200), "rank 2,000": w(2_000), "rank 20,000": w(20_000),
        "single common character": long[0][0], "single rare character": long[-1][0], "every title": "关于 通知", "two common": f"{w(1)} {w(3)}",
        "two of rank 100": f"{w(100)} {w(120)}", "three": f"{w(5)} {w(50)} {w(500)}", "four": f"{w(5)} {w(50)} {w(500)} {w(5000)}",
        "common and rare": f"{w(1)} {w(20_000)}", "two joined": w(30) + w(60), "title": sample.title, "half a title": sample.title[:12],
        "document number": "和政发2016 37号", "document number in brackets": "和政发〔2016〕37号", "substring of eight": text[100:108],
        "substring of twenty": text[200:220], "name": text[text.index("联系人") + 3 :][:3], "quoted": f"“{w(10)}{w(11)}”", "without": f"{w(2)} -{w(4)}",
        "nothing": "魑魅魍魉饕餮", "long question": "请问" + w(40) + "的" + w(80) + "怎么" + w(160), "digits": "2016", "latin": "abc",
    }  # fmt: skip
    asked = [(name, Asked(text, counts=FACETS)) for name, text in plain.items()]
    asked.append(("filtered by organ", Asked(w(3), {"organ": ["单位7"]}, counts=FACETS)))
    asked.append(("filtered by year, newest", Asked(w(3), {"year": ["2016", "2017"]}, newest=True, counts=FACETS)))
    asked.append(("page 50 of the commonest", Asked(w(0), offset=490, counts=FACETS)))
    return asked


def serve(folder: Path, count: int, rounds: int) -> int:
    """In a process of its own: ask, and tell the memory of a process that answers."""
    engine, told = Engine(folder / "index"), {}
    body = next(documents(1)).parts[0]

    def once(asked: Asked) -> int:
        found = engine.ask(asked, today=TODAY)
        for _ in found.keys:
            snippet(body, found.marks)
        return found.total

    totals = {name: once(asked) for name, asked in questions()}  # the first round warms the files
    for _ in range(rounds):
        for name, asked in questions():
            told.setdefault(name, []).append(timed(lambda asked=asked: once(asked)))
    print("\n| question | hits | median ms | p95 ms |\n|---|---|---|---|")
    for name, taken in told.items():
        print(f"| {name} | {totals[name]:,} | {statistics.median(taken):.1f} | {p95(taken):.1f} |")
    every = [ms for taken in told.values() for ms in taken]
    print(f"| **all** | | **{statistics.median(every):.1f}** | **{p95(every):.1f}** |\n\nLimits: {LIMITS}")
    print(f"Anonymous memory of the process that answers: {anonymous()} MB", flush=True)
    return 0


def visible(engine: Engine) -> None:
    """From adding a document to finding it."""
    taken = [timed(lambda n=n: found_after(engine, n)) for n in range(10)]
    print(f"Add to visible: median {statistics.median(taken):.0f} ms, slowest {max(taken):.0f} ms", flush=True)


def found_after(engine: Engine, number: int) -> None:
    engine.change([Text(f"new:{number}", f"新发布的第{number}号饕餮公告", ("正文",))])
    assert engine.ask(Asked(f"第{number}号饕餮公告"), today=TODAY).total


def beside(folder: Path, count: int) -> None:
    """The obvious alternatives on the same documents, a line for each kind of question: ten results and a total."""
    few = min(count, MOST_BESIDE)
    ours = Engine(folder / "index")
    asking: dict[str, Callable[[Asked], object]] = {"zwgk": lambda asked: ours.ask(replace(asked, counts=()), today=TODAY), "SQLite FTS5": fts5(folder, few)}
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        asking["PostgreSQL"] = postgres(few)
    print(f"\nBeside, ten results and a total, median ms of three (zwgk: {count:,} documents; the others: {few:,})\n")
    print(f"| question | {' | '.join(asking)} |\n|---|{'---|' * len(asking)}")
    for name, asked in questions():
        print(f"| {name} | {' | '.join(str(median_of(ask, asked)) for ask in asking.values())} |", flush=True)


def fts5(folder: Path, count: int) -> Callable[[Asked], object]:
    """SQLite's trigrams; what is shorter than three characters can only be looked for row by row."""
    place = folder / "fts5.sqlite3"
    place.unlink(missing_ok=True)
    base = sqlite3.connect(place)
    base.execute("create virtual table t using fts5(title, body, tokenize='trigram')")
    base.executemany("insert into t values (?, ?)", ((each.title, each.parts[0]) for each in documents(count)))
    base.commit()

    def ask(asked: Asked) -> None:
        words = [word.strip("“”") for word in asked.text.split() if not word.startswith("-")]
        without = "".join(f' NOT "{word[1:]}"' for word in asked.text.split() if word.startswith("-") and len(word) > 3)
        if any(len(word) < 3 for word in words):
            like = " and ".join("body like ?" for _ in words)
            values = [f"%{word}%" for word in words]
            base.execute(f"select rowid from t where {like} limit 10", values).fetchall()
            base.execute(f"select count(*) from t where {like}", values).fetchone()
            return
        match = " AND ".join(f'"{word}"' for word in words) + without
        base.execute("select rowid from t where t match ? order by rank limit 10", (match,)).fetchall()
        base.execute("select count(*) from t where t match ?", (match,)).fetchone()

    return ask


def postgres(count: int) -> Callable[[Asked], object]:
    """PostgreSQL's full text search over the same bigrams; it knows no substring."""
    base = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
    base.execute("drop table if exists bench_search")
    base.execute("create table bench_search (id serial, v tsvector)")
    with base.cursor().copy("copy bench_search (v) from stdin") as copy:
        for each in documents(count):
            grams = {pair for pair in pairs(units(each.title + each.parts[0])) if len(pair) == 2}
            copy.write_row((" ".join(f"'{gram}'" for gram in grams),))
    base.execute("create index on bench_search using gin (v)")
    base.execute("analyze bench_search")

    def ask(asked: Asked) -> None:
        words = [("!" if word.startswith("-") else "", units(word)) for word in asked.text.split()]
        grams = " & ".join(f"{no}'{gram}'" for no, word in words for gram in pairs(word) if len(gram) == 2) or "'的'"
        base.execute("select id, ts_rank(v, q) r from bench_search, to_tsquery('simple', %s) q where v @@ q order by r desc limit 10", (grams,)).fetchall()
        base.execute("select count(*) from bench_search where v @@ to_tsquery('simple', %s)", (grams,)).fetchone()

    return ask


def median_of(ask: Callable[[Asked], object], asked: Asked) -> float:
    return round(statistics.median(timed(lambda: ask(asked)) for _ in range(3)), 1)


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def p95(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95)]


def anonymous() -> int:
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("Anonymous:"))) // 1024


if __name__ == "__main__":
    sys.exit(main())
