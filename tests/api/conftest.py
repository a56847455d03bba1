"""和光县 as programs find it: documents, rows of a kind by the real verbs, a released entry; the same pictures as the portal's tests."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from tests.records_public.conftest import columns, entry, make_columns, make_file, make_publication, publish
from tests.records_rows.conftest import public

__all__ = ["columns", "entry", "make_columns", "make_file", "make_publication", "public", "publish"]
Get = Callable[..., Any]


@pytest.fixture(autouse=True)
def no_files(settings: Any, tmp_path: Path) -> None:
    """No file of another test."""
    settings.DATA_DIR = tmp_path


@pytest.fixture
def get(client: Client) -> Get:
    """get("documents", limit=2): the JSON of an answer, which must be 200."""

    def ask(path: str, status: int = 200, **told: Any) -> Any:
        answer = client.get(path if path.startswith("/") else f"/api/v1/{path}", told)
        assert answer.status_code == status, answer.content.decode()
        return json.loads(answer.content)

    return ask


def whole(answer: HttpResponseBase) -> bytes:
    """The body, streamed or not."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
