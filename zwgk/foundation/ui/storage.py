"""Style sheets and scripts under names that change with their content, so that browsers keep them for ever."""

from __future__ import annotations

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """A process that runs before `collectstatic` calls the files by their own names."""

    manifest_strict = False

    def __init__(self, *args: Any, **told: Any) -> None:
        super().__init__(*args, **told)
        self.known: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """Every page asks for several; what was collected keeps its address as long as the process runs."""
        if name in self.known:
            return self.known[name]
        found = str(super().url(name, force))
        if self.hashed_files:
            self.known[name] = found
        return found

    def create_compressor(self, **told: Any) -> Compressor:
        """Gzip alone: brotli takes half a minute at the first start, for a few kilobytes."""
        return Compressor(**{**told, "use_brotli": False})

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        try:
            return str(super().hashed_name(name, content, filename))
        except ValueError:  # not collected
            return name
