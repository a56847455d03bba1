"""「不知道向谁申请」: organs proposed by their duties, with the words that made it so."""

from __future__ import annotations

import pytest

from zwgk.domain.finding_organs import Doer, propose

CIVIL, HOUSES, LAND, QINGHE = 1, 2, 3, 4
COUNTY = [
    Doer(CIVIL, ("和光县民政局",), (("机构职能", "（一）负责全县社会救助体系建设，承担最低生活保障、特困人员救助供养工作；（二）负责婚姻登记。"),)),
    Doer(HOUSES, ("和光县住房和城乡建设局",), (("机构职能", "负责保障性住房建设和管理；组织实施农村危房改造；负责国有土地上房屋征收与补偿。"),)),
    Doer(LAND, ("和光县自然资源局",), (("机构职能", "负责农村土地征收、不动产登记；负责国土空间规划。"), ("标准目录", "征地补偿安置方案"))),
    Doer(QINGHE, ("青禾镇人民政府", "青禾镇", "青禾镇柳溪村村民委员会"), ()),
]


@pytest.mark.requirement("REQ-01")
@pytest.mark.parametrize(
    ("asked", "organ", "says"),
    [
        ("我想知道去年领低保的有哪些人家", CIVIL, "最低生活保障"),
        ("危房改造补助是怎么发的", HOUSES, "危房改造"),
        ("征地补偿安置方案", LAND, "征地补偿"),
        ("房产证什么时候能办", LAND, "不动产登记"),
        ("柳溪村的路灯合同", QINGHE, "柳溪村"),
    ],
)
def test_the_organ_whose_duty_it_is_comes_first_with_the_reason(asked: str, organ: int, says: str) -> None:
    found = propose(asked, COUNTY, place="和光县")
    assert found[0].organ_id == organ and says in found[0].text


def test_nothing_is_proposed_out_of_thin_air() -> None:
    assert propose("和光县政府信息", COUNTY, place="和光县") == []
    assert propose("", COUNTY) == [] and propose("火星探测", COUNTY) == []
