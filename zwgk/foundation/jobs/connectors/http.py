"""One POST of JSON or of a form, by the standard library; shared by webhook and sms."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from .errors import Hopeless, Later, Unknown

TIMEOUT = 20  # seconds
LONGEST = 64 * 1024  # bytes of an answer that are read
LONGEST_WAIT = 6 * 3600  # seconds that a Retry-After may ask for


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A gateway answers itself; following it elsewhere would carry its token along."""

    def redirect_request(self, *args: Any, **values: Any) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirect)
_TYPES = {"json": "application/json; charset=utf-8", "form": "application/x-www-form-urlencoded; charset=utf-8"}


def post(url: str, data: Mapping[str, Any], headers: Mapping[str, str], *, shape: str = "json") -> str:
    """The text of the answer. Hopeless for 4xx, Later for those that ask to come again, Unknown when no answer came."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise Hopeless(f"地址“{url}”不是网址。")
    body = (json.dumps(data, ensure_ascii=False) if shape == "json" else urlencode(data)).encode()
    asked = urllib.request.Request(url, body, {"Content-Type": _TYPES[shape], **headers}, method="POST")
    try:
        with _opener.open(asked, timeout=TIMEOUT) as answer:
            return str(answer.read(LONGEST).decode("utf-8", "replace"))
    except urllib.error.HTTPError as error:
        raise _refused(error) from None
    except urllib.error.URLError as error:  # nothing was handed over
        raise ConnectionError(f"无法连接：{error.reason}") from None
    except (OSError, http.client.HTTPException) as error:  # the request went out, the answer did not come
        raise Unknown(f"已提交，没有收到回答：{type(error).__name__}") from None


def _refused(error: urllib.error.HTTPError) -> Exception:
    with error:
        said = f"HTTP {error.code}：{error.read(500).decode('utf-8', 'replace')}"
    if error.code < 500 and error.code not in (408, 425, 429):
        return Hopeless(said)
    wait = error.headers.get("Retry-After", "")
    return Later(said, min(int(wait), LONGEST_WAIT) if wait.isdigit() else 0)
