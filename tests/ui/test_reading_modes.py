"""Size, dark, elderly, accessible: a cookie that works without JavaScript."""

import pytest
from django.test import Client

from zwgk.foundation.ui import queries

pytestmark = pytest.mark.django_db


def test_a_mode_is_set_kept_and_taken_back():
    client = Client()
    client.get("/reading/?scale=big&to=/about/")
    client.get("/reading/?theme=dark")
    assert 'class="scale-big theme-dark"' in client.get("/about/").content.decode()
    client.get("/reading/?scale=")
    assert 'class="theme-dark"' in client.get("/about/").content.decode()


def test_it_goes_back_only_to_this_site():
    assert Client().get("/reading/?elder=on&to=https://example.com/").url == "/"
    assert Client().get("/reading/?elder=on&to=/about/").url == "/about/"


def test_unknown_values_are_no_classes():
    assert queries.modes({"zwgk_modes": "scale%3Dhuge%26theme%3Ddark%22%3E"}) == {"classes": ""}


def test_cookie_of_the_script_and_of_the_server_are_one():
    value = queries.changed({}, {"scale": "big", "theme": "dark"})
    assert value == "scale%3Dbig%26theme%3Ddark"
    assert queries.modes({"zwgk_modes": value})["classes"] == "scale-big theme-dark"
