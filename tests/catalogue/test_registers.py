"""权责清单 and its like: versions with reason, old and new text; what is not yet out; the superior's list."""

from __future__ import annotations

import pytest

from tests.cast import AT, DAY, County, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.matters.catalogue import actions, queries


def power(county: County, name: str = "会计代理记账机构执业资格审批", **more: object) -> actions.NewItem:
    values = {"basis": "《会计法》第三十四条", "duties": "受理、审查、决定、送达", "accountability": "违法许可的责任"}
    return actions.NewItem("power", county.finance, "CZ-01", name, "行政许可", values={**values, **more})


@pytest.mark.requirement("PWR-01", "PWR-02")
def test_a_change_keeps_old_and_new_text_and_waits_for_publication(county: County):
    me = liaison_actor(county.finance)
    actions.set_item(power(county), "first", actor=me, at=AT)
    item = actions.set_item(power(county, basis="《会计法》（2024年修正）第三十四条"), "law", "《会计法》2024年修正", actor=me, at=AT)
    (change, told), _ = queries.item_changes(item)
    assert (item.version, change.get_reason_display()) == (2, "法律法规修订")
    assert told == [("实施依据", "《会计法》第三十四条", "《会计法》（2024年修正）第三十四条")]
    assert queries.unpublished_changes().count() == 2
    actions.mark_published(change, "/xxgk/caizheng/1", actor=me, at=AT)
    assert list(queries.unsynced_changes()) == [change]
    actions.mark_published(change, "", synced="已在政务服务网更新", actor=me, at=AT)
    assert not queries.unsynced_changes()
    assert queries.counts_of()[county.finance.pk] == {"power": 1}


@pytest.mark.requirement("PWR-02")
def test_no_change_without_reason_and_basis_or_by_another_unit(county: County):
    me = liaison_actor(county.finance)
    with pytest.raises(BadInput):
        actions.set_item(power(county), "", actor=me, at=AT)
    with pytest.raises(BadInput, match="依据的文件"):
        actions.set_item(power(county), "law", actor=me, at=AT)
    actions.set_item(power(county), "first", actor=me, at=AT)
    with pytest.raises(Conflict):
        actions.set_item(power(county), "process", actor=me, at=AT)
    with pytest.raises(NotAllowed):
        actions.set_item(power(county), "first", actor=liaison_actor(county.justice), at=AT)


@pytest.mark.requirement("PWR-03", "PWR-06")
def test_approvals_and_services_are_lists_of_the_same_kind(county: County):
    rows = [
        actions.NewItem("approval", county.development, "XZ-1", "企业投资项目核准", state="kept"),
        actions.NewItem("approval", county.development, "XZ-2", "节能审查", state="delegated"),
        actions.NewItem("intermediary", county.development, "ZJ-1", "节能报告编制"),
        actions.NewItem("service", county.development, "FW-1", "项目咨询", "公共服务"),
    ]
    assert actions.import_items(rows, "first", "省政府关于下放行政审批事项的决定", actor=office_actor(), at=AT) == (4, 0)
    assert actions.import_items(rows, "first", "同上", actor=office_actor(), at=AT) == (0, 4)
    assert [row.get_state_display() for row in queries.items("approval")] == ["保留", "下放"]


@pytest.mark.requirement("PWR-07")
def test_the_list_of_the_superior_shows_what_differs(county: County):
    actions.set_item(power(county), "first", actor=office_actor(), at=AT)
    rows = [{"code": "CZ-01", "name": "代理记账机构执业资格审批", "category": "行政许可"}, {"code": "CZ-09", "name": "非营利组织免税资格认定", "category": "行政确认"}]
    superior = actions.import_superior("power", "全省统一行政权力清单（2026年本）", "省政府办公厅", rows, actor=office_actor(), at=AT)
    found = queries.compare_superior(superior)
    assert [(each.what, each.name) for each in found] == [("changed", "代理记账机构执业资格审批"), ("added", "非营利组织免税资格认定")]
    assert found[0].fields == (("名称", "会计代理记账机构执业资格审批", "代理记账机构执业资格审批"),)


@pytest.mark.requirement("PWR-04", "PWR-05")
def test_functions_have_versions_and_the_directory_says_who_is_missing(county: County):
    sections = [{"name": "预算股", "duties": "编制年度预算"}, {"name": "", "duties": "空行"}]
    new = actions.NewFunctions(county.finance, "负责全县财政收支管理", "first", "和办字〔2024〕3号", sections)
    row = actions.set_functions(new, actor=liaison_actor(county.finance), at=AT)
    assert (row.version, row.sections) == (1, [{"name": "预算股", "duties": "编制年度预算", "phone": ""}])
    assert [each.organ for each in queries.directory(DAY)] == [county.finance]
    told = {each.organ: each.missing for each in queries.functions_rows(DAY)}
    assert "主要职责" in told[county.justice] and "主要职责" not in told[county.finance]
    with pytest.raises(Conflict):
        actions.set_functions(new, actor=office_actor(), at=AT)
