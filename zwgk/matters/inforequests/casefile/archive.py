"""For the archive: the file, the list, the original files with their digests, and the metadata with the FOI status (档案法实施条例第三十条第二项)."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime

from django.utils.timezone import localtime

from zwgk.foundation.files import queries as files
from zwgk.foundation.rulebook import queries as rulebook

from ..models import Case
from .binding import bound
from .evidence import evidence_pdf

STATUS = {"disclosed": "已公开", "partly": "部分公开", "withheld": "不予公开", "unable": "没有提供", "declined": "不予处理", "other": "其他处理"}
TRANSFER = "县级国家档案馆自档案形成之日起满10年移交，设区的市级以上满20年（档案法实施条例第二十条）"


def exported(case: Case, at: datetime) -> bytes:
    """One .zip: 案卷.pdf, 证据清单.pdf, 归档信息.json and .xlsx, the files as they were kept."""
    done = bound(case, at)
    said = metadata(case, done.pages, at)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("案卷.pdf", done.pdf)
        archive.writestr("证据清单.pdf", evidence_pdf(done, at))
        archive.writestr("归档信息.json", json.dumps(said, ensure_ascii=False, indent=2))
        rows = [[name, json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value] for name, value in said.items()]
        archive.writestr("归档信息.xlsx", files.workbook("归档信息", [("项目", 24), ("内容", 80)], rows))
        for each in done.placed:
            if each.piece.file:
                archive.writestr(f"电子文件/{each.number:03} {each.piece.file.name}".replace("..", "_"), files.content(each.piece.file))
    return out.getvalue()


def metadata(case: Case, pages: int, at: datetime) -> dict[str, object]:
    """What the archive enters: who made it, when, how long, and how far it was public."""
    outcome = rulebook.law().outcomes.get(case.outcome)
    reply = case.replies.exclude(state="replaced").order_by("-id").first()
    return {
        "题名": f"关于{case.title}的政府信息公开申请", "责任者": case.organ.name, "受理编号": case.number, "档号": case.archive_number,
        "形成日期": str(case.finished_on or case.received_on or ""), "页数": pages, "保管期限": "由立档单位按保管期限表确定",
        "政府信息公开情况": STATUS.get(str(outcome.group), "") if outcome else "", "处理决定": outcome.label if outcome else "",
        "依据": outcome.cited if outcome else "", "答复文号": reply.number if reply else "", "答复日期": str(reply.issued_on or "") if reply else "",
        "年度报告栏目": case.report_row, "开放意见": "由立档单位移交时填写", "密级变更情况": "由立档单位移交时填写", "移交期限": TRANSFER,
        "电子文件": [{"题名": row.title, "文件名": row.file.name, "SHA-256": row.file.sha256, "公开": row.public} for row in case.papers.select_related("file") if row.kind != "withheld"],
        "导出时间": localtime(at).isoformat(timespec="seconds"),
    }  # fmt: skip
