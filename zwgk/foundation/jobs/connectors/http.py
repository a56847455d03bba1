"""One POST of JSON, by the standard library; shared by webhook and sms."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from .errors import Hopeless

TIMEOUT = 20  # seconds
LONGEST = 64 * 1024  # bytes of an answer that are read


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A gateway answers itself; following it elsewhere would carry its token along."""

    def redirect_request(self, *args: Any, **values: Any) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirect)


def post(url: str, data: Mapping[str, Any], headers: Mapping[str, str]) -> str:
    """The text of the answer. Hopeless for 4xx, except those that ask to come again later."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise Hopeless(f"地址“{url}”不是网址。")
    body = json.dumps(data, ensure_ascii=False).encode()
    asked = urllib.request.Request(
        url, body, {"Content-Type": "application/json; charset=utf-8", **headers}, method="POST"
    )
    try:
        with _opener.open(asked, timeout=TIMEOUT) as answer:
            return str(answer.read(LONGEST).decode("utf-8", "replace"))
    except urllib.error.HTTPError as error:
        with error:
            said = error.read(500).decode("utf-8", "replace")
        if error.code < 500 and error.code not in (408, 425, 429):
            raise Hopeless(f"HTTP {error.code}：{said}") from None
        raise ConnectionError(f"HTTP {error.code}：{said}") from None
