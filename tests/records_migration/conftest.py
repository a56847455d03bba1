"""Old pages of 和光县: lists, saved sites, a local server; and a batch taken through to the end."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from openpyxl import Workbook

from tests.cast import AT, DAY, County, office_actor
from zwgk.matters.records import actions
from zwgk.matters.records.actions.migration import list_hash_of
from zwgk.matters.records.models import Migration, OldPage

HEADS = ("标题", "原网址", "发布日期", "栏目", "单位", "正文", "附件", "文号")
OLD = "http://www.old-heguang.example"
IDENTITY = "11010519491231002X"  # the sample number of the standard
SCAN = b"%PDF-1.4 signed"


def html(title: str, day: str, body: str, *, unit: str = "县财政局", column: str = "通知公告", links: str = "") -> str:
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title><meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{day}">'
        f'<meta name="ColumnName" content="{column}"><meta name="ContentSource" content="{unit}"></head><body><div class="crumb"><a href="/">首页</a></div>'
        f'<h1>{title}</h1><div id="zoom">{body}{links}</div></body></html>'
    )


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    def make(rows: Sequence[Sequence[Any]], heads: Sequence[str] = HEADS) -> Path:
        workbook = Workbook()
        workbook.active.append(list(heads))
        for row in rows:
            workbook.active.append(list(row))
        path = tmp_path / "清单.xlsx"
        workbook.save(path)
        return path

    return make


def row(number: int, body: str = "", **said: Any) -> list[Any]:
    given = {
        "title": f"关于第{number}号事项的通知", "url": f"{OLD}/art/2019/3/{number}.html", "dated": "2019-03-05", "column": "通知公告", "unit": "县财政局",
        "body": body or f"现将第{number}号事项的有关情况予以公布，请遵照执行。", "files": "", "doc_number": "",
    } | said  # fmt: skip
    return list(given.values())


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def read(new: actions.NewMigration) -> Migration:
    """Begun and read by the worker."""
    made = actions.begin_migration(new, actor=office_actor(), at=AT)
    return actions.migrate_some(made, actor=office_actor(), at=AT)


def mapped(migration: Migration, organ_id: int) -> Migration:
    units = dict.fromkeys(migration.pages.order_by().values_list("unit", flat=True).distinct(), organ_id)
    return actions.map_migration(migration, units, {}, actor=office_actor(), at=AT)


def signing(migration: Migration, **said: Any) -> actions.Signing:
    given = {"signer": "卢清荷", "position": "县政务公开办公室主任", "signed_on": DAY, "list_hash": list_hash_of(migration)[0], "scan": SCAN, "scan_name": "签发.pdf"}
    return actions.Signing(**(given | said))


def out(migration: Migration, organ_id: int) -> Migration:
    """Mapped, signed and published."""
    if migration.state == Migration.State.MAPPING:
        migration = mapped(migration, organ_id)
    actions.sign_migration(migration, signing(migration), actor=office_actor(), at=AT)
    migration.refresh_from_db()
    return actions.migrate_some(migration, actor=office_actor(), at=AT)


@pytest.fixture
def batch(county: County, book: Callable[..., Path]) -> Callable[..., Migration]:
    """A batch from a list of so many rows, read."""

    def make(rows: Sequence[Sequence[Any]], **said: Any) -> Migration:
        return read(actions.NewMigration("2019年旧网页", "sheet", county.finance, book=book(rows), **said))

    return make


def states(migration: Migration) -> dict[int, str]:
    return dict(migration.pages.order_by("number").values_list("number", "state"))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A real web server over a folder."""
    folder = tmp_path / "site"
    folder.mkdir()
    handler = partial(Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", folder
    server.shutdown()
    server.server_close()
    thread.join()


class Quiet(SimpleHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self) -> None:
        Quiet.asked.append(self.path)
        if self.path.startswith("/away"):
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/latest/meta-data/")
            self.end_headers()
            return
        super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        pass


__all__ = ["HEADS", "IDENTITY", "OLD", "OldPage", "Quiet", "batch", "book", "html", "mapped", "out", "read", "row", "signing", "site", "states", "zipped"]
