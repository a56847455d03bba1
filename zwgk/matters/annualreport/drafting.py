"""The words a new report begins with: what section 一, 五 and 六 must say, the figures as placeholders."""

from __future__ import annotations

from zwgk.foundation.organs.models import OrganKind

OVERVIEW = """本报告根据《中华人民共和国政府信息公开条例》编制，所列数据统计期限为{年度}年1月1日至{年度}年12月31日。
（一）主动公开。{年度}年制发行政规范性文件{制发规范性文件}件，废止{废止规范性文件}件，现行有效行政规范性文件{现行有效规范性文件}件。
（二）依申请公开。全年收到政府信息公开申请{新收}件，上年结转{上年结转}件，办结{办结}件，其中予以公开{予以公开}件，部分公开{部分公开}件，不予公开{不予公开}件，无法提供{无法提供}件，不予处理{不予处理}件，其他处理{其他处理}件；结转下年度继续办理{结转下年}件。因政府信息公开引起的行政复议{复议}件、行政诉讼{诉讼}件。
（三）政府信息管理。（请写明公开属性认定、保密审查、动态管理的情况。）
（四）政府信息公开平台建设。（请写明网站、政务新媒体、政务公开专区的情况。）
（五）监督保障。{计划落实}"""
GOVERNMENT = "（请写明工作考核、社会评议和责任追究结果情况。）"
PROBLEMS = "（请写明存在的主要问题；上一年度报告列出的问题改进得怎样；{下一年度}年的改进措施。）"
OTHERS = "{信息处理费}"


def first_words(kind: str) -> dict[str, str]:
    """Section id → text, for a new report."""
    # Art. 50(4): governments also report the results of assessment, public appraisal and accountability.
    return {"overview": OVERVIEW + (GOVERNMENT if kind == OrganKind.GOVERNMENT else ""), "problems": PROBLEMS, "others": OTHERS}


def unwritten(text: str) -> bool:
    """Whether an invitation to write still stands there."""
    return "（请写明" in text
