"""Walk through the first five minutes of a county in a real browser, on a fresh database, and write down what it took.

    python scripts/walkthroughs.py --port 8108                 prints the figures
    python scripts/walkthroughs.py --write                     also writes docs/figures/first-minutes.md

Typing is as slow as an office types (120 ms a key); pasting is one act. Clicks, keys and seconds are counted, not estimated.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from docx import Document
from playwright.sync_api import Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
KEY_MS = 120
WORDS = "财政 司法 教育 民政 水利 农业农村 自然资源 交通运输 文化旅游 卫生健康 应急管理 审计 统计 医疗保障 市场监管 林业 商务 信访 住房城乡建设 生态环境".split()  # noqa: SIM905
NOTICE = """晴川县人民政府办公室
关于印发晴川县2027年政务公开工作要点的通知

各乡镇人民政府、街道办事处，县政府各部门：
现将《晴川县2027年政务公开工作要点》印发给你们，请认真贯彻执行。

晴川县人民政府办公室
2026年11月20日

晴川县2027年政务公开工作要点

一、加强权力运行公开
（一）公开权责清单。2027年3月10日前，公布修订后的权责清单。（责任单位：县司法局、县财政局）
（二）公开预算决算。2027年4月18日前公布部门预算执行情况。（责任单位：县财政局）
二、加强政策解读
（一）同步解读。2027年6月30日前每个乡镇（街道）发布解读材料。（责任单位：各乡镇（街道））
"""


def roster() -> str:
    """75 units as copied from Excel: sections, a merged unit with two people, two people in a cell."""
    lines = ["单位\t职务\t姓名\t手机\t办公电话", "一、县直部门\t\t\t\t"]
    names = [f"{word}局" for word in WORDS] + [f"第{n}服务中心" for n in range(1, 21)]
    for n, name in enumerate(names):
        lines.append(f"{name}\t副局长\t甲{chr(0x4E00 + n)}\t138 0000 {n:04d}\t0999-600{n:04d}")
        lines.append(f"\t办公室干事\t乙{chr(0x4E00 + n)}\t+86139-0000-{n:04d}\t")
    lines.append("二、乡镇（街道）\t\t\t\t")
    for n in range(35):
        name = f"第{n + 1}{'街道' if n % 7 == 0 else '镇'}"
        lines.append(f"{name}\t党政办主任\t丙{chr(0x4E00 + n)}、丁{chr(0x4E00 + n)}\t1370000{n:04d}、1360000{n:04d}\t")
    return "\n".join(lines)


@dataclass
class Count:
    """What a person did, and how long it took."""

    clicks: int = 0
    keys: int = 0
    began: float = field(default_factory=time.monotonic)
    steps: list[tuple[str, float, int, int]] = field(default_factory=list)

    def click(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def type(self, page: Page, name: str, text: str) -> None:
        self.keys += len(text)
        page.locator(f"[name={name}]").press_sequentially(text, delay=KEY_MS)

    def step(self, name: str) -> None:
        self.steps.append((name, time.monotonic() - self.began, self.clicks, self.keys))


def walk(page: Page, base: str, code: str, folder: Path) -> Count:
    """From the set-up code to tasks on the screen."""
    count = Count()
    page.goto(f"{base}/setup/?code={code}")
    for name, text in (
        ("division_code", "999901"), ("government", "晴川县人民政府"), ("office", "晴川县人民政府办公室"), ("name", "陆青禾"),
        ("username", "luqinghe"), ("password", "Qingchuan-2026"), ("again", "Qingchuan-2026"),
    ):  # fmt: skip
        count.type(page, name, text)
    count.click(page.get_by_role("button", name="开始使用"))
    page.locator("[name=pasted]").wait_for()
    count.step("首次设置")
    page.locator("[name=pasted]").fill(roster())  # Ctrl+V
    count.keys += 2
    count.click(page.get_by_role("button", name="读取并核对"))
    page.get_by_role("button", name="全部写入").first.wait_for()
    page.screenshot(path=str(folder / "preview.png"))
    count.click(page.get_by_role("button", name="全部写入").first)
    page.get_by_role("button", name="发放并打开打印页").wait_for()
    count.step("通讯录写入")
    count.click(page.get_by_role("button", name="发放并打开打印页"))
    page.locator(".slip").first.wait_for()
    page.screenshot(path=str(folder / "slips.png"))
    count.step("口令条")
    document = Document()
    for line in NOTICE.splitlines():
        document.add_paragraph(line)
    document.save(str(folder / "要点.docx"))
    page.goto(f"{base}/office/notices/new/")
    page.locator("input[type=file]").set_input_files(folder / "要点.docx")
    count.clicks += 2
    count.click(page.get_by_role("button", name="上传并读取"))
    page.get_by_role("button", name="核对完成").first.wait_for()
    count.step("来文读出")
    count.click(page.get_by_role("button", name="核对完成").first)
    count.click(page.get_by_role("button", name="分解下发").first)
    page.locator("article.task").first.wait_for()
    page.screenshot(path=str(folder / "tasks.png"))
    count.step("任务上屏")
    return count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8108)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zwgk-walk-") as name:
        folder, base = Path(name), f"http://127.0.0.1:{args.port}"
        server = subprocess.Popen(
            [sys.executable, "-m", "zwgk", "serve", "--port", str(args.port), "--no-work"], cwd=ROOT, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "ZWGK_DATA_DIR": str(folder / "data"), "ZWGK_MFA": "off"},
        )  # fmt: skip
        try:
            code = next(found[1] for line in server.stdout or [] if (found := re.search(r"启用码：([A-Z0-9-]+)", line)))
            with sync_playwright() as play:
                browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
                page = browser.new_page(locale="zh-CN", viewport={"width": 1440, "height": 900})
                page.set_default_timeout(120_000)
                wait_for(page, base)
                count = walk(page, base, code, folder)
                browser.close()
        finally:
            if keep := os.environ.get("ZWGK_WALK_PICTURES"):
                for picture in folder.glob("*.png"):
                    shutil.copy(picture, keep)
            server.terminate()
            server.wait(40)
    return told(count, write=args.write)


def wait_for(page: Page, base: str) -> None:
    for _ in range(60):
        try:
            page.goto(f"{base}/accounts/login/")
            return
        except Exception:  # the server is still starting
            time.sleep(0.5)


def told(count: Count, *, write: bool) -> int:
    lines = ["| 走到 | 秒 | 点击 | 按键 |", "|---|---:|---:|---:|"]
    lines += [f"| {name} | {seconds:.0f} | {clicks} | {keys} |" for name, seconds, clicks, keys in count.steps]
    print("\n".join(lines))
    if write:
        target = ROOT / "docs" / "figures" / "first-minutes.md"
        target.parent.mkdir(exist_ok=True)
        target.write_text("由 `scripts/walkthroughs.py --write` 生成；各列为累计。\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return int(count.steps[-1][1] > 300)


if __name__ == "__main__":
    sys.exit(main())
