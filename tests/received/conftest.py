"""A notice of our own, received."""

from __future__ import annotations

import pytest

from tests.cast import AT, County, office_actor
from zwgk.matters.notices import actions
from zwgk.matters.notices.models import Notice

TEXT = """和政办发〔2026〕31号

和光县人民政府办公室
关于印发和光县2026年政务公开工作要点的通知

各乡镇人民政府、街道办事处，县政府各部门：
为落实《中华人民共和国政府信息公开条例》（以下简称《条例》），经县政府同意，现将《和光县2026年政务公开工作要点》印发给你们，请认真贯彻执行。

和光县人民政府办公室
2026年11月2日
（此件公开发布）

和光县2026年政务公开工作要点

一、加强权力运行公开
（一）公开权责清单。2026年12月10日前，在县政府门户网站公布修订后的权责清单。（责任单位：县司法局、县财政局）
（二）公开预算决算。按季度公布预算执行情况，全年公开案例不少于4个。（责任单位：县财政局）
二、加强政策解读
（一）同步解读。政策文件公布后3个工作日内发布解读材料。（责任单位：各乡镇（街道））
（二）办好政务公开讲堂。年底前举办讲堂。（责任单位：县法治办）
三、强化保障
（一）制定方案。各单位要在本要点公布后15个工作日内制定实施方案，并在网站公开。

抄送：县委办公室，县人大常委会办公室。
和光县人民政府办公室              2026年11月2日印发
"""


@pytest.fixture
def notice(county: County) -> Notice:
    """The notice, received by the office and not yet checked."""
    return actions.receive(TEXT.encode(), "来文.txt", actor=office_actor(), at=AT)
