"""deliver, acknowledge."""

import pytest

from tests.cast import AT, liaison_actor, office_actor
from zwgk.domain.errors import Conflict, NotAllowed
from zwgk.foundation.inbox import queries as inbox
from zwgk.matters.notices import actions

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("DOC-04")]


def delivered(notice, county):
    actions.confirm(notice, actor=office_actor(), at=AT)
    wanted = [("县政府各部门", organ, False) for organ in (county.finance, county.justice)]
    return actions.deliver(notice, wanted, actor=office_actor(), at=AT)


def test_it_reaches_the_in_box_of_each_organ(notice, county):
    assert delivered(notice, county) == 2
    liaison = liaison_actor(county.finance)
    assert any(notice.title in message.title for message in inbox.for_actor(liaison))


def test_a_second_delivery_reaches_only_new_organs(notice, county):
    delivered(notice, county)
    again = [("县政府各部门", organ, False) for organ in (county.finance, county.development)]
    assert actions.deliver(notice, again, actor=office_actor(), at=AT) == 1


def test_the_organ_signs_for_it(notice, county):
    delivered(notice, county)
    recipient = actions.acknowledge(notice, county.finance, actor=liaison_actor(county.finance), at=AT)
    assert recipient.received_at == AT


def test_nobody_signs_for_another_organ(notice, county):
    delivered(notice, county)
    with pytest.raises(NotAllowed):
        actions.acknowledge(notice, county.finance, actor=liaison_actor(county.justice), at=AT)


def test_an_unchecked_document_is_not_delivered(notice, county):
    with pytest.raises(Conflict, match="先核对"):
        actions.deliver(notice, [("", county.finance, False)], actor=office_actor(), at=AT)
