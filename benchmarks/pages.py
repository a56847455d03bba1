"""How many pages a second the server gives: kept, revalidated, made anew, beside a plain Django page. `python benchmarks/pages.py [--workers 2]`.

Needs `wrk` (Debian: apt-get install wrk). A database of its own with publications; granian as `zwgk serve` starts it; 32 clients, each page asked
for some seconds. Limits on two idle cores: kept 10,000 a second with p99 under 50 ms; a document made anew 800 a second; a worker under 160 MB
(PSS) before the search is touched. Machine and clients share the cores.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import own
import public
from django.core.management import call_command

PORT = 8391
ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, number in (("rows", 20_000), ("workers", 2), ("clients", 32), ("seconds", 6)):
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--keep", default="", help="a folder whose database is kept and used again")
    told = parser.parse_args()
    if not shutil.which("wrk"):
        print("wrk is not installed: apt-get install wrk", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="zwgk-pages-") as made:
        folder = told.keep or made
        with own.database(folder) as vendor:
            public.prepare(told.rows, vendor)
            call_command("collectstatic", interactive=False, verbosity=0)  # as every installation has it
        print(f"{'':<34}{'a second':>10}{'p50 ms':>9}{'p99 ms':>9}{'ms of processor':>17}")
        document = f"/xxgk/info/unit-6-{_of_unit(6)}/"
        with server(folder, told.workers, ZWGK_CACHE="on") as started:
            print(f"{'worker, PSS, after its first page':<34}{pss(started):>9.0f} MB")
            for path in ("/xxgk/", "/xxgk/new/", "/xxgk/unit-6/", "/xxgk/unit-6/art20-05/", "/contact/", "/sitemap/"):
                _opened(path)
            print(f"{'… after six others':<34}{pss(started):>9.0f} MB")
            _opened(document)  # its 相关文件 ask the search
            print(f"{'… after a document':<34}{pss(started):>9.0f} MB")
            asked(told, started, "kept: column", "/xxgk/unit-6/art20-05/")
            asked(told, started, "kept: document", document)
            asked(told, started, "kept: document, unchanged (304)", document, "If-None-Match: " + tag(document))
        with server(folder, told.workers, ZWGK_CACHE="off") as started:
            asked(told, started, "made anew: documents in turn", _in_turn(folder, told.rows))
            asked(told, started, "made anew: one document", document)
            asked(told, started, "made anew: column", "/xxgk/unit-6/art20-05/")
        with server(folder, told.workers, application="benchmarks.plain:application") as started:
            asked(told, started, "plain Django page", "/")
    return 0


def _of_unit(unit: int) -> int:
    """The first publication of this unit, as `public.seed` numbers them."""
    return next(n for n in range(1000) if n % 5 >= 2 and n % public.UNITS == unit + 1)


@contextmanager
def server(folder: str, workers: int, application: str = "zwgk.config.wsgi:application", **more: str) -> Iterator[int]:
    """Serving until the end of the block; gives the number of the first process."""
    environment = {**os.environ, "ZWGK_DATA_DIR": folder, "PYTHONPATH": str(ROOT), **more}
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(PORT), "--workers", str(workers), "--blocking-threads", "8", "--log-level", "error", application]
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait()
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


def _wait() -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=5).read()
        except OSError as problem:
            if isinstance(problem, urllib.error.HTTPError):
                return
            time.sleep(0.25)
        else:
            return
    raise SystemExit("the server did not start")


def _in_turn(folder: str, rows: int) -> str:
    """A script of wrk that asks for another document of the first unit each time."""
    script = Path(folder) / "in_turn.lua"
    script.write_text(f'local n = 0\nrequest = function() n = (n + 5) % {rows}; return wrk.format("GET", "/xxgk/info/unit-0-" .. n .. "/") end\n')
    return str(script)


def asked(told: argparse.Namespace, first: int, name: str, path: str, header: str = "") -> None:
    """One line of the table; `path` is an address, or a script of wrk. The last figure is what a page costs the workers, whoever else is on the machine."""
    where = ["-s", path, f"http://127.0.0.1:{PORT}/"] if path.endswith(".lua") else [f"http://127.0.0.1:{PORT}{path}"]
    headers = ["-H", "Accept-Encoding: gzip", *(["-H", header] if header else [])]
    run = ["wrk", "-t1", f"-c{told.clients}", "--latency", *headers, *where]
    for seconds in (3, told.seconds):  # what a worker loads late is loaded by then
        before = processor(first)
        out = subprocess.run([*run, f"-d{seconds}"], capture_output=True, text=True, check=True).stdout
    rate, middle, late = (re.search(pattern, out, re.MULTILINE) for pattern in (r"^Requests/sec:\s+([\d.]+)", r"^\s+50%\s+(\S+)", r"^\s+99%\s+(\S+)"))
    assert rate and middle and late and "Non-2xx" not in out, out
    pages = re.search(r"(\d+) requests in", out)
    assert pages, out
    spent = 1000 * (processor(first) - before) / int(pages[1])
    print(f"{name:<34}{float(rate[1]):>10,.0f}{_ms(middle[1]):>9.1f}{_ms(late[1]):>9.1f}{spent:>17.2f}", flush=True)


def _ms(said: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", said).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def tag(path: str) -> str:
    return _opened(path)["ETag"]


def _opened(path: str) -> Any:
    """The headers of a page."""
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}") as answer:
        answer.read()
        return answer.headers


def workers_of(first: int) -> list[str]:
    return (Path("/proc") / str(first) / "task" / str(first) / "children").read_text().split()


def processor(first: int) -> float:
    """Seconds that the workers of this server have had so far."""
    told = [(Path("/proc") / child / "stat").read_text().rpartition(")")[2].split() for child in workers_of(first)]
    return sum(int(each[11]) + int(each[12]) for each in told) / os.sysconf("SC_CLK_TCK")


def pss(first: int) -> float:
    """Of the largest worker of this server, in MB."""
    found = []
    for child in workers_of(first):
        told = re.search(r"^Pss:\s+(\d+)", (Path("/proc") / child / "smaps_rollup").read_text(), re.MULTILINE)
        found.append(int(told[1]) / 1024 if told else 0)
    return max(found, default=0)


if __name__ == "__main__":
    sys.exit(main())
