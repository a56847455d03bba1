#!/usr/bin/env bash
# Make .venv and put the locked packages into it: `scripts/setup.sh base` to run, `scripts/setup.sh dev` to test as well.
# What was installed is remembered as a checksum inside .venv, so the second run is instant.
set -euo pipefail
cd "$(dirname "$0")/.."
wanted=${1:-base}
lock=requirements/$wanted.txt
export PIP_DISABLE_PIP_VERSION_CHECK=1

exec 9<.   # two makes at the same time must not write into one .venv
flock 9

find_python() {
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}

no_python() {
    echo "需要 Python 3.11 或更高版本。Debian 12、Ubuntu 24.04 及以上：apt-get install python3 python3-venv" >&2
    echo "Python 3.11 or newer is needed. Debian 12, Ubuntu 24.04 and later: apt-get install python3 python3-venv" >&2
    exit 1
}

no_venv() {
    echo "缺少 Python 的 venv 组件，请先安装：sudo apt-get install python3-venv" >&2
    echo "Python's venv part is missing. Install it first: sudo apt-get install python3-venv" >&2
    exit 1
}

make_venv() {
    local python version
    python=$(find_python) || no_python
    if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || no_venv
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        echo "Installing Debian's python3-venv …"
        apt-get update -qq || true
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "python$version-venv" >/dev/null ||
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null || no_venv
    fi
    "$python" -m venv .venv || no_venv
}

digest() { sha256sum "$1" pyproject.toml | sha256sum | cut -d' ' -f1; }
installed() { [ "$(cat ".venv/.installed-$1" 2>/dev/null)" = "$(digest "requirements/$1.txt")" ]; }

# A virtual environment knows its own path: after a move of the folder it has to be made again.
usable() { .venv/bin/python -c 'import pip' 2>/dev/null && [ "$(cat .venv/.made-in 2>/dev/null || pwd)" = "$(pwd)" ]; }

usable || { rm -rf .venv; make_venv; }
pwd >.venv/.made-in
installed "$wanted" && exit 0

echo "Installing the packages of $lock (the first time takes a few minutes) …"
.venv/bin/python -m pip install --quiet --require-hashes -r "$lock"
.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
digest "$lock" >".venv/.installed-$wanted"
if [ "$wanted" = dev ]; then   # dev.txt holds every line of base.txt
    digest requirements/base.txt >.venv/.installed-base
fi
