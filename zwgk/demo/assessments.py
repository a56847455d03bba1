"""佐证材料 of 和光县: the indicator table of the year, in use since spring; in November about seven of ten are proved."""

from __future__ import annotations

import io
from datetime import date, timedelta

import openpyxl

from zwgk.foundation.organs.models import Organ
from zwgk.matters.assessments import actions, queries
from zwgk.matters.assessments.models import Indicator, IndicatorTable

from .reading import Cast, moment

TITLE = "2026年度政务公开工作考核指标"
HEAD = ["序号", "一级指标", "二级指标", "考核内容", "分值", "评分标准", "责任单位", "佐证材料要求"]
TOWNS = "青禾镇、白鹭镇、石桥镇、临溪镇"
MANY = "县财政局、县司法局、县发展改革局、县民政局、县教育体育局、县卫生健康局、县农业农村局、青禾镇、白鹭镇"
# level 1, level 2, content, points, criteria, units, what proves it
ROWS = (
    ("主动公开", "法定内容", "机构职能、负责人、办公地址等信息变动后二十个工作日内更新", 3, "发现一处未更新扣0.5分", MANY, "网页截图"),
    ("主动公开", "法定内容", "公开本机关制定的规范性文件并注明有效性", 3, "缺一件扣0.5分", "县司法局、县发展改革局、县民政局", "文件页面"),
    ("主动公开", "法定内容", "公开本级政府财政预算、决算及报告", 4, "未按时公开不得分", "县财政局", "预算决算公开页面"),
    ("主动公开", "法定内容", "公开部门预算、决算和“三公”经费", 4, "少一项扣1分", MANY, "预算决算公开页面"),
    ("主动公开", "法定内容", "公开行政许可、行政处罚的依据、条件、程序", 3, "缺一类扣1分", "县市场监督管理局、县城市管理局、县交通运输局", "事项页面截图"),
    ("主动公开", "法定内容", "公开重大行政执法决定", 3, "未公示一件扣0.5分", "县市场监督管理局、县应急管理局", "公示页面"),
    ("主动公开", "重点领域", "公开义务教育招生政策、范围和结果", 3, "未公开不得分", "县教育体育局", "招生公告"),
    ("主动公开", "重点领域", "公开社会救助对象、标准和资金发放", 3, "少一项扣1分", f"县民政局、{TOWNS}", "救助公示"),
    ("主动公开", "重点领域", "公开突发公共卫生事件应对和健康科普信息", 2, "酌情扣分", "县卫生健康局", "公开页面"),
    ("主动公开", "重点领域", "公开生态环境质量和环评审批信息", 3, "缺一期扣0.5分", "市生态环境局和光县分局", "监测信息页面"),
    ("主动公开", "重点领域", "公开涉农补贴申报、发放和乡村振兴项目", 3, "少一项扣1分", f"县农业农村局、{TOWNS}", "补贴公示"),
    ("主动公开", "重点领域", "公开征地补偿安置信息", 2, "缺一宗扣0.5分", "县自然资源和规划局", "征地公告"),
    ("主动公开", "重点领域", "公开保障性住房分配和房屋征收信息", 2, "少一项扣0.5分", "县住房和城乡建设局", "分配公示"),
    ("主动公开", "重点领域", "公开食品药品抽检和监督检查结果", 3, "缺一期扣0.5分", "县市场监督管理局", "抽检公告"),
    ("政策解读", "解读", "政策性文件与解读材料同步发布", 4, "缺一件扣0.5分", "县发展改革局、县民政局、县财政局", "解读页面"),
    ("政策解读", "解读", "主要负责同志解读重要政策不少于一次", 2, "未开展不得分", "县发展改革局、县农业农村局", "解读稿或视频"),
    ("政策解读", "回应", "政务舆情在规定时限内回应", 3, "超时一次扣1分", "县委宣传部、县公安局", "回应材料"),
    ("政策解读", "回应", "网上留言按期答复", 3, "超期一件扣0.2分", MANY, "留言答复截图"),
    ("依申请公开", "办理", "信息公开申请在法定期限内答复", 5, "超期一件扣1分", "县财政局、县自然资源和规划局、县公安局", "答复书和台账"),
    ("依申请公开", "办理", "行政复议、诉讼无因程序被纠错", 3, "被纠错一件扣1分", "县司法局", "情况说明"),
    ("平台建设", "网站", "政府网站专栏完整、链接有效", 3, "错链一处扣0.2分", f"县融媒体中心、县数据局、{TOWNS}", "检查记录"),
    ("平台建设", "新媒体", "政务新媒体定期更新、互动回应", 2, "停更一次扣0.5分", "县融媒体中心、县文化旅游局", "更新记录"),
    ("平台建设", "公报", "政府公报按期编发并上网", 2, "缺一期扣0.5分", "县政府办公室", "公报页面"),
    ("平台建设", "专区", "政务公开专区设置规范、有人服务", 2, "酌情扣分", f"县政务服务中心、{TOWNS}", "照片"),
    ("决策公开", "预公开", "重大决策草案公开征求意见并反馈采纳情况", 4, "缺一件扣1分", "县发展改革局、县交通运输局、县教育体育局", "征求意见页面"),
    ("决策公开", "会议公开", "邀请利益相关方列席政府有关会议", 2, "未开展不得分", "县政府办公室", "会议记录"),
    ("组织保障", "领导", "主要负责同志年内专题听取政务公开工作汇报", 3, "未听取不得分", MANY, "会议纪要"),
    ("组织保障", "方案", "印发本单位年度政务公开实施方案", 3, "未印发不得分", MANY, "实施方案文件"),
    ("组织保障", "培训", "组织政务公开业务培训", 2, "未组织不得分", MANY, "培训通知、签到表"),
    ("组织保障", "整改", "上级和第三方检查发现的问题按期整改", 4, "逾期一件扣1分", "县财政局、县民政局、青禾镇", "整改销号材料"),
    ("组织保障", "年报", "按时发布政府信息公开工作年度报告", 3, "逾期不得分", MANY, "年度报告页面"),
    ("组织保障", "台账", "按要点建立任务台账并按季度更新", 3, "缺一期扣0.5分", MANY, "台账"),
)  # fmt: skip


def make_assessments(cast: Cast) -> int:
    """The table and its tags, through the verbs; how many per cent are proved."""
    office, spring = cast.actor("luqinghe"), moment("2026-04-08 10:00")
    new = actions.NewTable(TITLE, 2026, "曜州市人民政府办公室")
    table = actions.import_table(new, _sheet(), f"{TITLE}.xlsx", actor=office, at=spring)
    named = queries.proposed_organs(table, spring.date())
    units = {name: meant or [best.organ for best in [found.best] if best] for name, (found, meant) in named.items()}
    actions.put_in_use(table, actions.Decisions(units), actor=office, at=spring + timedelta(minutes=20))
    table.refresh_from_db()
    for number, unit in enumerate(queries.standing(table).units):
        _unit(table, unit, number, cast)
    return queries.standing(table).percent


def _sheet() -> bytes:
    """As it came from the city: a title, merged first and second levels, a sum."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "考核指标"
    sheet.append([TITLE])
    sheet.merge_cells("A1:H1")
    sheet.append(HEAD)
    for number, row in enumerate(ROWS, 1):
        sheet.append([number, *row])
    for column in (2, 3):
        _merge(sheet, column)
    sheet.append(["合计", None, None, None, sum(row[3] for row in ROWS)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _merge(sheet: openpyxl.worksheet.worksheet.Worksheet, column: int) -> None:
    start = 3
    for row in range(4, len(ROWS) + 4):
        if sheet.cell(row, column).value != sheet.cell(start, column).value:
            if row - start > 1:
                sheet.merge_cells(start_row=start, end_row=row - 1, start_column=column, end_column=column)
            start = row


def _unit(table: IndicatorTable, unit: queries.Unit, number: int, cast: Cast) -> None:
    """Take what is proposed; put in by hand most of what is still missing."""
    actor, at = cast.actor("luqinghe"), moment("2026-10-15 09:30") + timedelta(minutes=7 * number)
    wanted = [
        actions.NewTag(each.indicator, offer.material.key) for offer in queries.offers(table, unit.organ) for each in offer.proposals[:1] if each.closes_gap
    ]
    done = {new.indicator.pk for new in wanted}
    for place, each in enumerate(unit.required):
        if each.pk not in done and (place + number) % 10 < 5:
            wanted.append(_uploaded(each, unit.organ, place + number, cast))
    if wanted:
        actions.tag_many(wanted, unit.organ, actor=actor, at=at)


def _uploaded(indicator: Indicator, organ: Organ, number: int, cast: Cast) -> actions.NewTag:
    dated = date(2026, 2 + number % 8, 5 + number % 20)
    words = f"{organ.name}\n{indicator.text}\n情况说明\n\n本单位已按要求办理，公开页面和登记表附后。\n{dated:%Y年%m月%d日}\n"
    new = actions.NewUpload(organ, f"{indicator.short}（{indicator.requirement.partition('、')[0]}）"[:80], dated)
    row = actions.upload(new, words.encode(), f"{indicator.code}情况说明.txt", actor=cast.actor("luqinghe"), at=moment("2026-10-14 16:00"))
    return actions.NewTag(indicator, f"upload:{row.pk}")
