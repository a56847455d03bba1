"""Programs of the machine that readers may call: LibreOffice and tesseract; run with a time limit, killed as a group."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from functools import cache
from pathlib import Path

from . import limits


def soffice() -> str | None:
    """Path of LibreOffice, if installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def tesseract() -> str | None:
    return shutil.which("tesseract")


@cache
def languages(program: str) -> frozenset[str]:
    """Languages that this tesseract can recognise."""
    found = run([program, "--list-langs"], seconds=20)
    return frozenset(found.decode(errors="replace").split()) if found is not None else frozenset()


def available() -> dict[str, bool | str]:
    """Optional programs: path or False; and whether simplified Chinese can be recognised."""
    recogniser = tesseract()
    return {
        "soffice": soffice() or False,
        "tesseract": recogniser or False,
        "tesseract chi_sim": bool(recogniser and "chi_sim" in languages(recogniser)),
    }


def _bounded(command: list[str]) -> list[str]:
    """The command under a limit of memory, where there is a shell that can set one."""
    shell = shutil.which("sh")
    return [shell, "-c", f'ulimit -v {limits.PROGRAM_KILOBYTES}; exec "$@"', "sh", *command] if shell else command


def run(command: list[str], *, seconds: float, stdin: bytes = b"", home: Path | None = None) -> bytes | None:
    """Standard output, or None when the program failed or took too long (then its whole group is killed)."""
    environment = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX", "TMPDIR", "SystemRoot", "TEMP")}
    environment |= {"HOME": str(home) if home else os.environ.get("HOME", os.sep), "OMP_THREAD_LIMIT": "1"}
    process = subprocess.Popen(
        _bounded(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, start_new_session=True
    )
    try:
        out, _ = process.communicate(stdin, timeout=seconds)
    except subprocess.TimeoutExpired:
        out = b""
        process.returncode = -1
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        code = process.returncode
        process.communicate() if code == -1 and process.poll() is None else None
    return out if code == 0 else None
