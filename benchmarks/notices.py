"""How fast notices are read: ordinary ones per second, and hostile texts of ten megabytes.

    python benchmarks/notices.py            prints a table
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from zwgk.domain.notices import as_json, read, text_to_extracted

TARGET = 40  # notices of 10,000 characters per second on one core
HOSTILE = ["（（（（", "一、一、一、", "（一）（二）（三）", "责任单位：县政府办、", "2020年12月底前", "一、公开\n（一）做好\n1.完成\n", "附件\n", "序号\t工作任务\t责任单位\n"]
MEGABYTES = 10


def ordinary() -> str:
    """A fictional notice of about 10,000 characters."""
    head = "和光县人民政府办公室关于印发和光县2023年政务公开工作要点的通知\n和政办发〔2023〕12号\n各乡镇人民政府，县政府各部门：\n《和光县2023年政务公开工作要点》已经县政府同意，现印发给你们，请认真贯彻执行。\n和光县人民政府办公室\n2023年5月5日\n和光县2023年政务公开工作要点\n"
    clause = "（{n}）推进重点领域信息公开。围绕重大项目、财政预算、公共资源配置等方面加大公开力度，及时公布进展情况，{m}月底前完成目录编制，公开后3个工作日内发布解读材料，按季度通报情况，征求意见不少于30天。（责任单位：县发展改革局、县财政局、各乡镇人民政府（街道办事处））\n"
    body = []
    for chapter in "一二三四五六七八":
        body.append(f"{chapter}、围绕中心工作推进公开\n")
        body += [clause.format(n=n, m=month) for month, n in enumerate("一二三四五六七八九", 3)]
    return head + "".join(body)


def measure(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> int:
    text = ordinary()
    extracted = text_to_extracted(text.encode())
    read(extracted)
    rounds = 40
    seconds = measure(lambda: [as_json(read(extracted)) for _ in range(rounds)])
    rate = rounds * len(text) / 10_000 / seconds
    print(f"{'what':<44}{'seconds':>10}{'result':>28}")
    print(f"{f'{rounds} notices of {len(text)} characters':<44}{seconds:>10.2f}{f'{rate:.0f} per second (bar {TARGET})':>28}")
    for piece in HOSTILE:
        data = (piece * (MEGABYTES * 1_000_000 // len(piece.encode()))).encode()
        seconds = measure(lambda data=data: read(text_to_extracted(data)))
        print(f"{f'{MEGABYTES} MB of {piece[:14]!r}':<44}{seconds:>10.2f}{f'{MEGABYTES / seconds:.1f} MB per second':>28}")
    return 0 if rate >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
