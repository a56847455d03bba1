"""WEB-02: a channel of an organ is a form, shows shared data, and takes the place of a site of its own."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import AT, County, liaison_actor, login, office_actor
from tests.records_public.conftest import Publish
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.matters.catalogue.models import Column
from zwgk.matters.governance.models import Duty, Responsible
from zwgk.matters.sites import actions, queries
from zwgk.matters.sites.actions import Plan
from zwgk.matters.sites.models import OrganChannel

pytestmark = pytest.mark.requirement("WEB-02")


def planned(county: County, *parts: tuple[str, int | None], **more: str) -> OrganChannel:
    plan = Plan("和光县财政局", "管县里的钱袋子。", parts=parts or (("news", None), ("intro", None)), **more)
    return actions.save_channel(county.finance, plan, actor=liaison_actor(county.finance), at=AT)


def test_a_form_makes_it_and_the_office_opens_it(county: County, publish: Publish, client: Client) -> None:
    publish("关于2026年预算公开的通知")
    planned(county, ("news", None), ("intro", None), palette="green")
    assert "管县里的钱袋子" not in client.get("/organs/finance/").content.decode()  # in preparation: the usual parts
    with pytest.raises(NotAllowed):
        actions.open_channel(queries.channel_of(county.finance), actor=liaison_actor(county.finance), at=AT)
    actions.open_channel(queries.channel_of(county.finance), actor=office_actor(), at=AT)
    page = client.get("/organs/finance/").content.decode()
    assert "管县里的钱袋子" in page and 'data-palette="green"' in page
    assert page.index("关于2026年预算公开的通知") < page.index("管县里的钱袋子")  # in the order of the plan


def test_an_empty_column_is_not_shown_and_keeps_it_closed(county: County, columns: dict[str, Column], publish: Publish) -> None:
    rules = columns["rules"]
    row = planned(county, ("column", rules.pk))
    with pytest.raises(BadInput, match="空白栏目"):
        actions.open_channel(row, actor=office_actor(), at=AT)
    publish(column=rules)
    assert actions.open_channel(row, actor=office_actor(), at=AT).state == "open"
    (section,) = queries.sections(county.finance, queries.open_channel_of(county.finance), AT)
    assert section.title == rules.title and len(section.rows) == 1


def test_refusals_of_a_plan(county: County, columns: dict[str, Column]) -> None:
    with pytest.raises(BadInput, match="主色"):
        planned(county, palette="pink")
    with pytest.raises(BadInput, match="不属于本单位"):
        planned(county, ("column", 999_999))
    with pytest.raises(BadInput, match="不设单位频道"):
        actions.save_channel(county.village, Plan("柳溪村"), actor=office_actor(), at=AT)
    with pytest.raises(NotAllowed):
        actions.save_channel(county.finance, Plan("财政"), actor=liaison_actor(county.qinghe), at=AT)


def test_closing_leaves_the_page_with_its_usual_parts(county: County, client: Client, publish: Publish) -> None:
    publish()
    row = actions.open_channel(planned(county), actor=office_actor(), at=AT)
    actions.close_channel(row, "并入县站", actor=office_actor(), at=AT)
    assert "管县里的钱袋子" not in client.get("/organs/finance/").content.decode()
    with pytest.raises(Conflict):
        actions.close_channel(row, "再关", actor=office_actor(), at=AT)


def test_leaders_and_contact_come_from_the_registers_without_mobile_numbers(county: County, client: Client) -> None:
    Responsible.objects.create(organ=county.finance, duty=Duty.HEAD, name="陆清和", title="局长", phone="0999-6000001", mobile="13900000000", work="主持全面工作", published_at=AT, since=AT.date(), entered_at=AT)
    page = client.get("/organs/finance/").content.decode()
    assert "陆清和" in page and "主持全面工作" in page and county.finance.phone in page and "13900000000" not in page


def test_the_directory_has_its_groups(county: County, client: Client) -> None:
    page = client.get("/organs/").content.decode()
    assert page.index("<h2>县级政府") < page.index("<h2>政府部门") < page.index("<h2>乡镇、街道")
    assert "/organs/finance/" in page and "柳溪村" not in page and "曜州市" not in page
    assert client.get("/organs/liuxi/").status_code == 404


def test_office_pages_keep_what_was_typed(county: County, columns: dict[str, Column], office_client: Client) -> None:
    here = f"/office/sites/channels/{county.finance.pk}/"
    assert "新建频道" in office_client.get("/office/sites/channels/").content.decode()
    assert office_client.get(here).status_code == 200
    sent = {"name": "", "intro": "管县里的钱袋子。", "palette": "", "old_site": "", "show_news": "on", "at_news": "2", "show_intro": "on", "at_intro": "1"}
    assert "管县里的钱袋子" in office_client.post(here, sent).content.decode()
    assert office_client.post(here, {**sent, "name": "和光县财政局"}).status_code == 302
    row = queries.channel_of(county.finance)
    assert [part.block for part in row.parts.all()] == ["intro", "news"]
    assert office_client.post(f"{here}open/").status_code == 302
    assert office_client.post(f"{here}close/", {"reason": "试用结束"}).status_code == 302
    closed, opened = (office_client.get(f"/office/sites/channels/?state={state}").content.decode() for state in ("closed", "open"))
    assert here in closed and f"/channels/{county.qinghe.pk}/" not in closed and "没有已开通的频道" in opened, "each tile leads to its rows"
    assert login(Client(), liaison_actor(county.qinghe)).get(here).status_code == 403
