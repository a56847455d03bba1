"""What goes out, field by field, with the words of the description. A field without a value is null."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Generic, TypeVar

from ninja import Field, Schema

One = TypeVar("One")


class OrganRef(Schema):
    """单位"""

    id: str = Field(description="单位的网址名", examples=["finance"])
    name: str = Field(description="单位全称", examples=["和光县财政局"])


class Page(Schema, Generic[One]):
    """一页结果"""

    items: list[One] = Field(description="本页的内容")
    next: str | None = Field(None, description="下一页的完整网址；没有时就是最后一页")
    cursor: str | None = Field(None, description="下一页的翻页标记，原样放进参数 cursor")
    total: int | None = Field(None, description="总数（能够直接得到时才有）")


class Problem(Schema):
    """出错时的说明（RFC 9457）"""

    type: str = Field(description="说明页", examples=["/api/#problems"])
    title: str = Field(description="出了什么问题", examples=["参数不符合要求"])
    status: int = Field(description="HTTP 状态码", examples=[400])
    detail: str | None = Field(None, description="完整的说明", examples=["参数 limit 不能大于 100。"])
    where: str | None = Field(None, description="问题在哪里", examples=["参数 limit"])
    remedy: str | None = Field(None, description="怎样改正", examples=["请改为 100 或者更小的数；需要更多数据时请翻页。"])
    instance: str | None = Field(None, description="请求的网址", examples=["/api/v1/documents"])
    errors: list[dict[str, str]] | None = Field(None, description="不止一处时，逐条列出")


class Gone(Problem):
    """曾经公开、现在已经撤下的信息：只说明撤下，不含任何原内容"""

    ended_at: datetime | None = Field(None, description="撤下的时间")
    organ: str | None = Field(None, description="原公开单位", examples=["和光县财政局"])


class File(Schema):
    """附件"""

    title: str = Field(description="附件名称", examples=["2026年部门预算表.xlsx"])
    url: str = Field(description="下载地址")
    media_type: str = Field(description="文件类型", examples=["application/pdf"])
    size: int = Field(description="字节数", examples=[20480])
    sha256: str = Field(description="文件内容的 SHA-256，用于核对")


class Version(Schema):
    """一个版本"""

    number: int = Field(description="第几版", examples=[2])
    published_at: datetime = Field(description="这一版的发布时间")
    current: bool = Field(description="是否现行版本")
    url: str = Field(description="这一版的网页")


class Place(Schema):
    """所在的栏目"""

    key: str = Field(description="栏目的网址名，在各单位相同", examples=["art20-07"])
    title: str = Field(description="栏目名称", examples=["财政预算、决算"])
    organ: str = Field(description="单位的网址名", examples=["finance"])
    url: str = Field(description="栏目网页")


class EntryRef(Schema):
    """目录事项"""

    id: int = Field(description="事项编号", examples=[12])
    title: str = Field(description="事项名称")
    field: str = Field(description="所属领域的网址名", examples=["social-assistance"])
    url: str = Field(description="事项网页")


class Successor(Schema):
    """替代它的文件"""

    slug: str = Field(description="替代文件的编号")
    title: str | None = Field(None, description="替代文件的名称")
    url: str = Field(description="替代文件的网页")


class DocumentLine(Schema):
    """一条已经公开的信息（列表用）"""

    slug: str = Field(description="编号，也是永久网址的最后一段；各版本不变", examples=["finance-2026-00012"])
    url: str = Field(description="永久网址")
    api: str = Field(description="它的接口地址")
    title: str = Field(description="名称", examples=["关于做好2026年秋季困难群众救助工作的通知"])
    kind: str = Field(description="信息类型：document 是文件，其余见 /api/v1/kinds", examples=["document"])
    organ: OrganRef = Field(description="发文单位")
    index_number: str | None = Field(None, description="索引号", examples=["999900001/2026-00012"])
    doc_number: str | None = Field(None, description="文号", examples=["和财〔2026〕12号"])
    theme: str | None = Field(None, description="主题分类")
    genre: str | None = Field(None, description="体裁分类", examples=["通知"])
    validity: str = Field(description="有效性：valid 有效，lapsed 失效，repealed 废止", examples=["valid"])
    validity_label: str = Field(description="有效性（文字）", examples=["有效"])
    version: int = Field(description="现行版本是第几版", examples=[1])
    published_at: datetime = Field(description="现行版本的发布时间")
    first_published_at: datetime = Field(description="首次公开的时间")
    written_on: date | None = Field(None, description="成文日期")
    formed_on: date | None = Field(None, description="发文日期")
    effective_on: date | None = Field(None, description="生效日期")
    ended_at: datetime | None = Field(None, description="失效或者废止的时间")
    summary: str | None = Field(None, description="内容概述")
    keywords: str | None = Field(None, description="主题词")
    replaced_by: Successor | None = Field(None, description="替代它的文件")


class Document(DocumentLine):
    """一条已经公开的信息（全文）"""

    head: dict[str, str] = Field(description="信息头：与网页上的表格一致", examples=[{"索引号": "999900001/2026-00012", "发文单位": "和光县财政局"}])
    source: str | None = Field(None, description="来源")
    html: str = Field(description="正文（HTML，已清理，不含脚本）")
    text: str = Field(description="正文（纯文字）")
    values: dict[str, Any] | None = Field(None, description="结构化的内容：信息类型不是文件时，逐项的值（与网页一样遮盖）")
    files: list[File] = Field(description="附件")
    columns: list[Place] = Field(description="所在的栏目")
    entries: list[EntryRef] = Field(description="对应的标准目录事项")
    versions: list[Version] = Field(description="可以阅读的全部版本，新的在前")
    replaces: list[Successor] = Field(description="它替代的文件")
    sha256: str = Field(description="公众所见内容的 SHA-256")


class OldVersion(Schema):
    """一个较早的版本"""

    slug: str = Field(description="编号")
    number: int = Field(description="第几版")
    current: bool = Field(description="是否现行版本")
    title: str = Field(description="当时的名称")
    published_at: datetime = Field(description="这一版的发布时间")
    html: str = Field(description="正文（HTML）")
    text: str = Field(description="正文（纯文字）")
    url: str = Field(description="这一版的网页")


class ChangeLine(Schema):
    """一次变化"""

    event: str = Field(description="published 首次发布，amended 修订后发布，lapsed 标注失效，repealed 标注废止，withdrawn、sealed 撤下，restored 恢复公开，migrated 自旧平台迁入", examples=["repealed"])
    label: str = Field(description="变化（文字）", examples=["标注废止"])
    at: datetime = Field(description="发生的时间")
    slug: str = Field(description="编号", examples=["finance-2026-00012"])
    shown: bool = Field(description="现在是否仍然公开；否的，请同时从您的副本里删除")
    document: DocumentLine | None = Field(None, description="现在的样子；已经撤下的没有这一项")


class Section(Schema):
    """内设机构"""

    name: str = Field(description="名称", examples=["办公室"])
    duties: str | None = Field(None, description="职责")
    phone: str | None = Field(None, description="办公电话", examples=["0999-6000011"])


class Organ(OrganRef):
    """单位和它的职能"""

    short_name: str | None = Field(None, description="简称", examples=["县财政局"])
    kind: str = Field(description="类别", examples=["政府部门"])
    parent: str | None = Field(None, description="上级单位的网址名")
    address: str | None = Field(None, description="办公地址")
    phone: str | None = Field(None, description="办公电话")
    office_hours: str | None = Field(None, description="办公时间")
    basis: str | None = Field(None, description="三定规定")
    duties: str | None = Field(None, description="主要职责；没有时是尚未公开")
    sections: list[Section] = Field(description="内设机构")
    subordinates: list[str] = Field(description="下属单位")
    url: str = Field(description="单位的信息公开网页")
    feed: str = Field(description="单位新公开信息的订阅地址（Atom）")


class Column(Place):
    """栏目"""

    part: str = Field(description="统一栏目的哪一部分", examples=["法定主动公开内容"])
    parent: str | None = Field(None, description="上一级栏目的网址名")
    item: int | None = Field(None, description="《中华人民共和国政府信息公开条例》第二十条的第几项", examples=[7])
    count: int = Field(description="已公开的条数", examples=[36])
    newest_at: datetime | None = Field(None, description="最近一次公开的时间")
    feed: str = Field(description="订阅地址（Atom）")


class FieldLine(Schema):
    """标准目录的领域"""

    key: str = Field(description="领域的网址名", examples=["social-assistance"])
    name: str = Field(description="领域名称", examples=["社会救助"])
    department: str | None = Field(None, description="牵头单位")
    entries: int = Field(description="已发布的事项数", examples=[24])
    url: str = Field(description="领域网页")


class Entry(EntryRef):
    """目录事项的全部要素"""

    elements: dict[str, str] = Field(description="官方表格的各列；空的不列", examples=[{"一级事项": "最低生活保障", "公开时限": "信息形成之日起20个工作日内"}])
    publishers: list[OrganRef] = Field(description="本级公开单位")
    published: int = Field(description="这一事项下已经公开的信息条数；逐条见 /api/v1/documents?entry=编号", examples=[5])
    version: int = Field(description="目录事项的版本", examples=[1])


class KindLine(Schema):
    """一类逐条公开的信息"""

    id: str = Field(description="类型的网址名", examples=["administrative-penalty"])
    title: str = Field(description="名称", examples=["行政处罚"])
    theme: str = Field(description="分组", examples=["行政执法"])
    publisher: str | None = Field(None, description="公开主体")
    rows: int = Field(description="已公开的行数", examples=[1280])
    newest_at: datetime | None = Field(None, description="最近一次公开的时间")
    url: str = Field(description="网页（查询、图表、下载）")
    api: str = Field(description="逐行读取的接口地址")


class Filter(Schema):
    """可以用来筛选或者排序的字段"""

    name: str = Field(description="参数名；日期字段另有 名称_from、名称_to", examples=["party"])
    label: str = Field(description="字段名称", examples=["当事人"])
    type: str = Field(description="字段类型", examples=["name"])
    filter: bool = Field(description="可以筛选")
    sort: bool = Field(description="可以排序（sort=名称，从大到小写 -名称）")
    options: list[str] | None = Field(None, description="可以选的值")


class Kind(KindLine):
    """一类信息的说明"""

    reference: str | None = Field(None, description="公开的依据")
    fields: list[Filter] = Field(description="可以筛选和排序的字段")
    dictionary: list[dict[str, str]] = Field(description="数据字典")
    row_schema: dict[str, Any] = Field(description="一行的 JSON Schema")
    downloads: dict[str, str] = Field(description="整表下载：格式 → 地址", examples=[{"csv": "/xxgk/data/administrative-penalty/rows.csv"}])


class Row(Schema):
    """一行"""

    slug: str = Field(description="编号")
    url: str = Field(description="这一行的网页")
    organ: OrganRef = Field(description="公开单位")
    published_at: datetime = Field(description="发布时间")
    version: int = Field(description="第几版", examples=[1])
    values: dict[str, Any] = Field(description="各字段的值，字段见数据字典；涉及个人的按公开要求遮盖，与网页一致")


class Counts(Schema):
    """完成情况"""

    total: int = Field(description="全部件数", examples=[120])
    done: int = Field(description="已完成", examples=[86])
    late: int = Field(description="逾期未完成", examples=[3])
    open_in_time: int = Field(description="正在办理", examples=[31])


class PlanLine(Schema):
    """一份公开的工作要点"""

    id: int = Field(description="编号", examples=[1])
    title: str = Field(description="名称", examples=["和光县2026年政务公开工作要点"])
    year: int = Field(description="年度", examples=[2026])
    organ: OrganRef = Field(description="制定单位")
    published_at: datetime = Field(description="公开的时间")
    standing: Counts = Field(description="完成情况")
    url: str = Field(description="网页")
    api: str = Field(description="逐项读取的接口地址")


class Duty(Schema):
    """一个单位在一项任务里的情况"""

    organ: OrganRef = Field(description="责任单位")
    label: str | None = Field(None, description="分期办理的，是哪一期", examples=["2026年第三季度"])
    state: str = Field(description="done 已完成，late 逾期未完成，doing 正在办理", examples=["done"])
    done_on: date | None = Field(None, description="完成的日期")
    said: str | None = Field(None, description="公开的完成情况")
    url: str | None = Field(None, description="公开成果的网页")


class Task(Schema):
    """一项任务"""

    number: str | None = Field(None, description="序号", examples=["1.2"])
    chapter: str | None = Field(None, description="所属部分")
    text: str = Field(description="任务内容")
    duties: list[Duty] = Field(description="各责任单位的情况")


class Plan(PlanLine):
    """一份工作要点和各项任务"""

    tasks: list[Task] = Field(description="任务，按原文的顺序")


class ReportLine(Schema):
    """一份已经公开的年度报告"""

    organ: OrganRef = Field(description="单位")
    year: int = Field(description="年度", examples=[2025])
    title: str = Field(description="名称", examples=["和光县财政局2025年政府信息公开工作年度报告"])
    url: str = Field(description="网页")
    api: str = Field(description="数字的接口地址")


class FeedLine(Schema):
    """一个订阅"""

    title: str = Field(description="名称", examples=["政府信息公开：最新公开"])
    url: str = Field(description="地址")
    format: str = Field(description="atom、rss 或者 json（JSON Feed）", examples=["atom"])
