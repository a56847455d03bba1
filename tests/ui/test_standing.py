"""Parts that are the same on every page: once rendered, right on each."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from zwgk.foundation.ui.templatetags import standing
from zwgk.foundation.ui.templatetags.standing import Anywhere

PART = Template('{% load standing %}{% standing "ui/parts/find_faults.html" %}{% standing "ui/parts/sizes.html" %}')


def drawn(path: str, **more: object) -> str:
    return PART.render(Context({"request": RequestFactory().get(path), "site": {"name": "和光县"}, "modes": {"classes": ""}, **more}))


@pytest.mark.parametrize("path", ["/xxgk/", "/search/?q=%E5%A5%96+%26&page=2", "/a'b\"<c>/"])
def test_each_page_has_its_own_address_in_the_part(path: str):
    plain = Template('{% include "ui/parts/find_faults.html" %}{% include "ui/parts/sizes.html" %}')
    request = RequestFactory().get(path)
    assert drawn(path) == plain.render(Context({"request": request, "site": {"name": "和光县"}, "modes": {"classes": ""}}))
    assert Anywhere.path not in drawn(path) and Anywhere.address not in drawn(path)


def test_other_facts_are_another_part():
    normal = drawn("/xxgk/")
    assert 'aria-current="true">大</a>' in drawn("/xxgk/", modes={"scale": "big", "classes": "scale-big"}) and 'aria-current="true">大</a>' not in normal
    assert "site_code=3701000001" in drawn("/xxgk/", site={"id_code": "3701000001"}) and "site_code" not in normal
    assert drawn("/xxgk/") == normal


def test_room_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(standing, "ROOM", 3)
    for number in range(9):
        drawn("/xxgk/", site={"id_code": str(number)})
    assert len(standing._parts) <= 3
