"""Which information each link (环节) of a power or service brings forth; process and result alike (CAT-03, CAT-04)."""

from __future__ import annotations

from .models import Ground

APPLIED = (
    ("依据", "设定依据"), ("受理", "办事指南（条件、材料、流程、时限、收费）"), ("审查", "办理过程信息"), ("决定", "办理结果"), ("监督", "咨询和投诉渠道"),
)  # fmt: skip
_PUNISHED = (
    ("依据", "处罚（强制）依据和裁量基准"), ("立案", "立案和调查材料"), ("决定", "处罚（强制）决定信息"), ("救济", "复议、诉讼途径"), ("监督", "投诉举报渠道"),
)  # fmt: skip
_CHECKED = (
    ("依据", "检查依据"), ("计划", "年度检查计划、随机抽查事项清单"), ("检查", "现场检查记录"), ("结果", "检查结果"), ("监督", "投诉举报渠道"),
)  # fmt: skip
LINKS = {"行政处罚": _PUNISHED, "行政强制": _PUNISHED, "行政检查": _CHECKED}
# 《政府信息公开条例》第十六条第二款 names case files and information of the process; a proposal, a person decides.
PROPOSED = {"立案": Ground.CASE_FILE, "检查": Ground.CASE_FILE, "审查": Ground.PROCESS}
