"""What is sealed cannot be read from disk or database, and comes back whole."""

from __future__ import annotations

import pytest

from tests.cast import AT
from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import system_actor
from zwgk.foundation.files import actions, queries

ACTOR = system_actor("测试")


def test_a_sealed_text_is_not_readable_and_comes_back():
    sealed = actions.seal_text("999900199001010011")
    assert "9999" not in sealed and queries.unseal_text(sealed) == "999900199001010011"
    assert actions.seal_text("") == queries.unseal_text("") == ""


def test_the_digest_finds_the_same_text_again():
    assert actions.key_of("甲") == actions.key_of("甲") != actions.key_of("乙")


@pytest.mark.django_db
def test_a_sealed_file_lies_encrypted_on_disk():
    file = actions.keep_sealed(b"%PDF identity", "identity.pdf", actor=ACTOR, at=AT)
    assert b"identity" not in queries.content(file) and queries.unsealed_content(file) == b"%PDF identity"
    with pytest.raises(BadInput):
        actions.keep_sealed(b"", "empty.pdf", actor=ACTOR, at=AT)


def test_a_changed_key_still_opens_what_the_old_one_closed(settings):
    sealed = actions.seal_text("甲")
    settings.FIELD_KEY = "another key"
    assert queries.unseal_text(sealed) == "甲"
    newer = actions.seal_text("乙")
    settings.FIELD_KEY = ""
    with pytest.raises(Conflict, match="密钥"):
        queries.unseal_text(newer)
