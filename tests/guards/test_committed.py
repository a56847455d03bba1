"""What is committed works on any machine: no path of this one, no address of a package registry."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from urllib.parse import urlsplit

from . import house

LARGEST = 2_000_000
# Written in two halves, so that this file does not find itself.
REGISTRY = re.compile(
    r"https?://[^\s\"'<>]*(?:pypi\.|python" + r"hosted|/sim" + r"ple/|npm" + r"js|registry\.)"
    r"|https?://[^\s\"'<>]+\.(?:whl|tgz)\b"
    r"|--(?:extra-)?index-" + r"url[= ]"
)


@cache
def texts() -> dict[str, str]:
    found = {}
    for file in house.committed():
        try:
            found[house.name(file)] = file.read_text("utf-8")
        except UnicodeDecodeError:
            continue
    return found


def paths_of_this_machine() -> list[str]:
    """This checkout, its neighbour with the materials, the home of whoever runs the tests."""
    above = house.ROOT.parent
    home = os.path.expanduser("~")
    return [str(house.ROOT), f"{above}/shared", *([home + "/"] if home.count("/") > 1 else [])]


def hosts_of_registries() -> list[str]:
    """Where pip fetches on this machine, if somebody has told it so."""
    asked = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True).stdout
    addresses = re.findall(r"https?://[^\s'\"]+", asked + " " + os.environ.get("PIP_INDEX_URL", ""))
    return [host for address in addresses if (host := urlsplit(address).hostname)]


def test_no_path_of_this_machine():
    broken = [f"{name}: {path}" for name, text in texts().items() for path in paths_of_this_machine() if path in text]
    assert not broken, house.told(broken, "say it relative to the checkout, or ask for it as a setting")


def test_no_address_of_a_package_registry():
    hosts = hosts_of_registries()
    broken = [
        name for name, text in texts().items() if REGISTRY.search(text) or any(host in text for host in hosts)
    ]
    assert not broken, house.told(broken, "packages come from the ordinary pip configuration of each machine")


def test_no_file_is_too_large():
    large = [house.name(file) for file in house.committed() if file.stat().st_size > LARGEST]
    assert not large, house.told(large, "keep what is generated out of the repository")
