"""What the sample county shows the public: something of every field."""

from __future__ import annotations

import re

from tests.demo.data import FOLDER
from zwgk.law.loading import load


def test_every_field_has_documents_filed_under_it() -> None:
    text = "".join(each.read_text(encoding="utf-8") for each in sorted((FOLDER / "records").glob("*.yaml")))
    filed = set(re.findall(r"\b([a-z][a-z-]+)/\d+", "".join(re.findall(r"filed: \[([^]]*)\]", text))))
    assert set(load().catalogues) <= filed
