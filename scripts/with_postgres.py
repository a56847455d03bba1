#!/usr/bin/env python3
"""Run a command with a temporary PostgreSQL of its own: `scripts/with_postgres.py -- COMMAND …`.

Makes a cluster from Debian's binaries in a temporary folder, reachable by a unix socket only, hands its address over
as DATABASE_URL, and removes it whatever happens. Exit code: the command's own, or 77 when PostgreSQL is not here.
Needs nothing but Python's standard library.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import quote

ABSENT = 77  # automake's exit code for “skipped”
# Nothing here has to survive a power cut, so nothing waits for the disk.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "50",
    "timezone": "UTC",
}


def main(argv: list[str]) -> int:
    command = argv[1:] if argv[:1] == ["--"] else argv
    if not command:
        print("usage: scripts/with_postgres.py -- COMMAND …", file=sys.stderr)
        return 2
    programs = find_programs()
    if programs is None:
        print("PostgreSQL is not installed here (apt-get install postgresql).", file=sys.stderr)
        return ABSENT
    owner = find_owner()
    if owner is None:
        print("PostgreSQL does not run as root, and there is no user “postgres” or “nobody” to run it.", file=sys.stderr)
        return ABSENT
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGHUP, _leave)
    with cluster(programs, owner) as url:
        return run(command, {**os.environ, "DATABASE_URL": url})


def find_programs() -> Path | None:
    """The folder with initdb and pg_ctl: the newest of Debian's, else the one on PATH."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: float(file.parts[-3]), reverse=True
    )
    on_path = shutil.which("initdb")
    found = [*debian, *([Path(on_path).resolve()] if on_path else [])]
    return next((file.parent for file in found if (file.parent / "pg_ctl").exists()), None)


def find_owner() -> dict[str, Any] | None:
    """Arguments for subprocess that leave root behind; empty for an ordinary user, None when nobody can take it."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            person = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    return None


@contextmanager
def cluster(programs: Path, owner: dict[str, Any]) -> Iterator[str]:
    # /tmp and not TMPDIR: a socket's path may have 107 characters, and its owner must be able to walk there.
    home = Path(tempfile.mkdtemp(prefix="zwgk-pg-", dir="/tmp"))
    data = home / "data"
    try:
        if owner:
            os.chown(home, owner["user"], owner["group"])
        call = {**owner, "cwd": home, "env": {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}}
        _checked(
            [programs / "initdb", "--pgdata", data, "--username=zwgk", "--auth=trust", "--encoding=UTF8",
             "--locale=C.UTF-8", "--no-sync"],
            call,
        )  # fmt: skip
        lines = "".join(f"{name} = '{value}'\n" for name, value in SETTINGS.items())
        with (data / "postgresql.conf").open("a") as file:
            file.write(f"{lines}unix_socket_directories = '{home}'\n")
        _checked([programs / "pg_ctl", "--pgdata", data, "--log", home / "log", "--wait", "start"], call)
        try:
            _checked([programs / "createdb", "--host", home, "--username=zwgk", "zwgk"], call)
            yield f"postgres://zwgk@/zwgk?host={quote(str(home), safe='')}"
        finally:
            subprocess.run(
                [programs / "pg_ctl", "--pgdata", data, "--mode=immediate", "stop"], stdout=subprocess.DEVNULL, **call
            )
    finally:
        shutil.rmtree(home, ignore_errors=True)


def run(command: list[str], environment: dict[str, str]) -> int:
    """The command's exit code. Ctrl-C reaches it by itself; we only wait for it to tidy up."""
    process = subprocess.Popen(command, env=environment)
    try:
        return process.wait()
    except BaseException:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
        raise


def _checked(arguments: list[Any], call: dict[str, Any]) -> None:
    done = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **call)
    if done.returncode:
        sys.exit(f"{Path(arguments[0]).name} failed:\n{done.stdout}")


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
