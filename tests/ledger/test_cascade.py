"""Superior document ↔ local tasks."""

import pytest

from tests.cast import AT, login, office_actor
from tests.ledger.conftest import confirmed, decisions
from tests.received.conftest import TEXT
from zwgk.domain.errors import BadInput, Conflict
from zwgk.matters.ledger import actions, queries
from zwgk.matters.notices import actions as notices

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("TSK-01")]
ABOVE = TEXT.replace("和政办发〔2026〕31号", "曜政办发〔2026〕7号").replace("（二）办好政务公开讲堂。年底前举办讲堂。", "（二）完善公报制度。每月编印政府公报并免费赠阅。").replace("修订后的权责清单", "本级权责清单")


@pytest.fixture
def chain(county):
    superior = confirmed(ABOVE, "上级.txt")
    own = confirmed()
    notices.link_superior(own, superior, actor=office_actor(), at=AT)
    return actions.adopt(own, decisions(county), actor=office_actor(), at=AT)


def test_links_are_proposed_by_likeness_and_confirmed_by_a_person(chain):
    assert actions.propose_links(chain, actor=office_actor(), at=AT) >= 4
    task = chain.tasks.get(path="一/(一)")
    assert task.superior.path == "一/(一)" and task.superior_by == ""
    actions.link_superior_clause(task, task.superior, actor=office_actor(), at=AT)
    task.refresh_from_db()
    assert task.superior_by == office_actor().name


def test_a_superior_clause_that_nobody_carries_out_is_a_gap(chain):
    actions.propose_links(chain, actor=office_actor(), at=AT)
    gaps = [clause.text for clause, tasks in queries.trace_matrix(chain) if not tasks]
    assert len(gaps) == 1 and "政府公报" in gaps[0]


def test_the_page_shows_the_gap(chain, client):
    actions.propose_links(chain, actor=office_actor(), at=AT)
    page = login(client, office_actor()).get(f"/office/ledger/plans/{chain.pk}/trace/").content.decode()
    assert "本级还没有对应任务" in page and "政府公报" in page


def test_a_clause_of_another_document_is_refused(chain):
    with pytest.raises(BadInput):
        actions.link_superior_clause(chain.tasks.first(), chain.notice.clauses.first(), actor=office_actor(), at=AT)


def test_without_superior_document_there_is_nothing_to_compare(plan):
    with pytest.raises(Conflict, match="上级文件"):
        actions.propose_links(plan, actor=office_actor(), at=AT)
