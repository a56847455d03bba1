"""Real servers on the loopback: one takes e-mail, one takes HTTP."""

from __future__ import annotations

import json
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl


@dataclass
class Mailbox:
    """What the mail server took, and whom it refuses."""

    port: int = 0
    letters: list[Message] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)  # address → answer


class _Smtp(socketserver.StreamRequestHandler):
    """RFC 5321, as far as smtplib speaks it."""

    def handle(self) -> None:
        self._say("220 loopback")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            if verb == "RCPT" and (answer := self._box.refused.get(line.split("<")[1].split(">")[0])):
                self._say(answer)
            elif verb == "DATA":
                self._say("354 go on")
                self._box.letters.append(message_from_bytes(self._data(), policy=default))
                self._say("250 taken")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    @property
    def _box(self) -> Mailbox:
        return self.server.box  # type: ignore[attr-defined]

    def _data(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        return b"".join(lines)

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """A mail server for the time of the block."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Smtp) as server:
        server.daemon_threads = True
        server.box = Mailbox(server.server_address[1])  # type: ignore[attr-defined]
        with _running(server):
            yield server.box  # type: ignore[attr-defined]


@dataclass
class Posted:
    """What the HTTP server was sent, and what it answers."""

    url: str = ""
    status: int = 200
    answer: str = '{"errcode": 0, "errmsg": "ok"}'
    headers: dict[str, str] = field(default_factory=dict)
    seen: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)  # path, headers, JSON or form
    delay: float = 0.0  # seconds before it answers
    judge: Callable[[str, Any], str] | None = None  # path, data → the answer


class _Http(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        posted: Posted = self.server.posted  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        data = json.loads(body) if "json" in self.headers["Content-Type"] else dict(parse_qsl(body.decode()))
        posted.seen.append((self.path, dict(self.headers), data))
        time.sleep(posted.delay)
        self.send_response(posted.status)
        for name, value in posted.headers.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(BrokenPipeError):  # who asked has gone
            self.wfile.write((posted.judge(self.path, data) if posted.judge else posted.answer).encode())

    def log_message(self, *args: Any) -> None:
        return None


@contextmanager
def http_server() -> Iterator[Posted]:
    """A web server for the time of the block."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Http) as server:
        server.posted = Posted(f"http://127.0.0.1:{server.server_address[1]}/robot/send")  # type: ignore[attr-defined]
        with _running(server):
            yield server.posted  # type: ignore[attr-defined]


@contextmanager
def _running(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
