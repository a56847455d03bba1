"""The nginx configuration that we give out, in a real nginx: kept for a second, asked again, never for who has a session."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

CONF = Path(__file__).resolve().parents[2] / "docs" / "deploy" / "nginx.conf"
pytestmark = pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed here")


class Behind(BaseHTTPRequestHandler):
    """A server that counts; its pages carry a mark unless the path says otherwise."""

    protocol_version = "HTTP/1.1"
    asked: list[tuple[str, str]] = []

    def do_GET(self) -> None:
        known = self.headers.get("If-None-Match", "")
        self.asked.append((self.path, known))
        if known == '"v1"':
            self.send_response(304)
            self.send_header("ETag", '"v1"')
            self.end_headers()
            return
        body = f"page {len(self.asked)}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache, public")
        if "unmarked" not in self.path:
            self.send_header("ETag", '"v1"')
        if "cookie" in self.path:
            self.send_header("Set-Cookie", "csrftoken=x")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("nginx")
    behind = ThreadingHTTPServer(("127.0.0.1", 0), Behind)
    threading.Thread(target=behind.serve_forever, daemon=True).start()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ours = CONF.read_text("utf-8").replace("/var/cache/nginx/zwgk", f"{folder}/cache").replace("127.0.0.1:8000", f"127.0.0.1:{behind.server_port}")
    ours = ours.replace("listen 80", f"listen 127.0.0.1:{port}").replace("/srv/zwgk/var", str(folder))
    temp = "".join(f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(f"{'user root;' if os.geteuid() == 0 else ''} daemon off; pid {folder}/pid; error_log {folder}/error; events {{}} http {{ access_log off; {temp}\n{ours}\n}}", "utf-8")
    process = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.PIPE)
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(10)
        behind.shutdown()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        assert process.poll() is None, process.stderr and process.stderr.read().decode()
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)


def get(port: int, path: str, **headers: str) -> str:
    line = http.client.HTTPConnection("127.0.0.1", port)
    line.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = line.getresponse()
    body = answer.read()
    assert answer.status == 200, body
    return answer.headers["X-Cache"]


def test_a_page_is_asked_of_the_server_seldom_and_only_whether_it_changed(front: int):
    assert [get(front, "/xxgk/") for _ in range(3)] == ["MISS", "HIT", "HIT"]
    time.sleep(2.2)  # nginx counts whole seconds
    assert get(front, "/xxgk/") == "REVALIDATED"
    assert [each for each in Behind.asked if each[0] == "/xxgk/"] == [("/xxgk/", ""), ("/xxgk/", '"v1"')]


def test_another_way_of_reading_is_another_page(front: int):
    assert get(front, "/about/") == "MISS"
    assert get(front, "/about/", Cookie="zwgk_modes=elder%3Don") == "MISS"
    assert get(front, "/about/", Cookie="zwgk_modes=elder%3Don; csrftoken=x") == "HIT"


@pytest.mark.parametrize(("path", "headers"), [
    ("/a/", {"Cookie": "sessionid=abc"}), ("/office/", {}), ("/my/", {}), ("/unmarked/", {}), ("/cookie/", {}), ("/b/", {"Authorization": "Bearer x"}),
])  # fmt: skip
def test_what_is_one_persons_is_never_kept(front: int, path: str, headers: dict[str, str]):
    assert {get(front, path, **headers) for _ in range(3)} <= {"MISS", "BYPASS"}
