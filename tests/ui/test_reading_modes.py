"""Size, dark, elderly, accessible: a cookie that works without JavaScript."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from zwgk.foundation.ui import queries
from zwgk.surfaces.middleware import SmallerMiddleware

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
    assert not any(queries.modes({"zwgk_modes": "scale%3Dhuge%26theme%3Ddark%22%3E"}).values())


def test_cookie_of_the_script_and_of_the_server_are_one():
    value = queries.changed({}, {"scale": "big", "theme": "dark"})
    assert value == "scale%3Dbig%26theme%3Ddark"
    assert queries.modes({"zwgk_modes": value})["classes"] == "scale-big theme-dark"


def test_a_page_goes_out_compressed_and_a_file_as_it_is():
    plain = Client().get("/about/").content
    small = Client().get("/about/", headers={"accept-encoding": "gzip"})
    assert small["Content-Encoding"] == "gzip" and len(small.content) < len(plain) / 2
    assert gzip.decompress(small.content)[:100] == plain[:100]
    asked = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    as_it_is = SmallerMiddleware(lambda request: HttpResponse(b"0" * 5000, content_type="application/zip"))(asked)
    assert "Content-Encoding" not in as_it_is and len(as_it_is.content) == 5000
