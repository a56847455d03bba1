"""What lapsed or was repealed: the places outside are asked to say so, and show that they did."""

import pytest
from django.test import Client

from tests.cast import AT, County, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.inbox import queries as inbox
from zwgk.matters.channels import actions, queries
from zwgk.matters.channels.actions import Given
from zwgk.matters.channels.models import RELEASE, Channel, Release, State

from .conftest import new_piece

pytestmark = pytest.mark.django_db
SAID = "本文件已于2026年11月23日废止，由《新办法》替代"


@pytest.fixture
def out(county: County, portal: Channel, wechat: Channel, board: Channel) -> Release:
    """On the portal and the account; the board still waits. The release on the account."""
    rows = actions.release(new_piece(county.finance), [portal, wechat, board], actor=office_actor(), at=AT)
    return actions.confirm(rows[1], Given("https://mp.example/s/1"), actor=office_actor(), at=AT)


def test_where_it_stands_it_is_to_say_so_and_where_it_waits_it_is_not_needed(county: County, out: Release):
    assert [row.channel.name for row in actions.label("records.record", 7, SAID, actor=office_actor(), at=AT)] == ["和光财政"]
    assert dict(Release.objects.values_list("channel__name", "state")) == {
        "和光县人民政府门户网站": State.DONE, "和光财政": State.LABEL, "柳溪村公开栏": State.VOID,
    }
    assert any(message.title.startswith("请标注或撤除：") for message in inbox.for_actor(liaison_actor(county.finance)))
    assert not [clock for row in Release.objects.filter(state=State.VOID) for clock in clocks.open_of(RELEASE, row.pk)]


def test_the_keeper_says_that_it_is_done(county: County, out: Release):
    row = actions.label("records.record", "7", SAID, actor=office_actor(), at=AT)[0]
    keeper = liaison_actor(county.finance)
    with pytest.raises(BadInput, match="标注说明"):
        actions.mark_labelled(row, "", actor=keeper, at=AT)
    with pytest.raises(NotAllowed):
        actions.mark_labelled(row, "已加注", actor=liaison_actor(county.justice), at=AT)
    done = actions.mark_labelled(row, "已在标题下加注", actor=keeper, at=AT)
    assert (done.state, done.labelled_by, done.label) == (State.DONE, keeper.name, SAID)
    with pytest.raises(Conflict):
        actions.mark_labelled(row, "再注一次", actor=keeper, at=AT)


def test_a_wall_may_take_it_off_instead(county: County, out: Release):
    row = actions.label("records.record", 7, SAID, actor=office_actor(), at=AT)[0]
    assert actions.remove(row, "已揭下", actor=office_actor(), at=AT).state == State.WITHDRAWN


def test_withdrawn_after_all_it_is_removed_and_not_labelled(county: County, out: Release):
    actions.label("records.record", 7, SAID, actor=office_actor(), at=AT)
    assert [row.state for row in actions.recall("records.record", 7, "撤回", actor=office_actor(), at=AT)] == [State.RECALL]
    assert queries.outside_copies("records.record", 7).count() == 1


def test_the_page_gives_the_words_to_copy_and_takes_the_proof(office_client: Client, out: Release):
    row = actions.label("records.record", 7, SAID, actor=office_actor(), at=AT)[0]
    page = office_client.get(row.url).content.decode()
    assert SAID in page and "复制标注语" in page and "登记标注" in page
    assert office_client.post(f"{row.url}label/", {"note": "已加注"}).status_code == 302
    assert "已加注" in office_client.get(row.url).content.decode()
