"""Walk through three pieces of an office's day in a real browser, in the running sample county, and write down what they took.

    zwgk demo --port 8108                                            in another window
    python scripts/walkthroughs_daily.py --url http://127.0.0.1:8108            prints the figures
    … --write                                                        also writes docs/figures/daily-work.md

A number reported (报数), an item reported by a liaison on a phone, the evidence pack. Opening the platform is where each begins.
`known` names what was typed although the platform held it: rows typed twice, whose target is nought.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, Response, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
PATIENCE = 150  # seconds for the pack
WORDS = "材料已经整理完毕，正在会签，本周内报送。"


@dataclass
class Walk:
    """What one piece of work took."""

    name: str
    page: Page
    clicks: int = 0
    typed: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)  # typed, though the page already showed it
    weights: list[tuple[str, int]] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)
    seconds: float = 0.0

    def __post_init__(self) -> None:
        self.page.on("response", self._weigh)

    def _weigh(self, answer: Response) -> None:
        if answer.request.resource_type == "document" and answer.status == 200:
            self.weights.append((answer.url.split("?")[0], int(answer.headers.get("content-length", 0))))

    def click(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def type(self, what: Locator, text: str) -> None:
        if text in self.page.content():
            self.known.append(text)
        self.typed.append(text)
        what.fill(text)

    def end(self) -> None:
        self.seconds = time.monotonic() - self.began


def signed_in(browser: Browser, url: str, name: str, password: str, size: dict[str, int]) -> Page:
    page = browser.new_page(locale="zh-CN", viewport=size)
    page.set_default_timeout(60_000)
    page.goto(f"{url}/accounts/login/?next=/office/account/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", password)
    page.locator("main button[type=submit]").click()
    page.wait_for_load_state()
    page.goto(f"{url}/office/")
    return page


def report_a_number(page: Page) -> Walk:
    """From the desk to the sentence in the clipboard."""
    walk = Walk("报一个数（从工作台到复制好一句话）", page)
    walk.click(page.locator("a:visible", has_text="报数与专报").first)
    walk.click(page.get_by_role("button", name="算数"))
    page.locator(".answer-value").wait_for()
    walk.click(page.get_by_role("button", name="复制这句话"))
    walk.end()
    return walk


def report_by_phone(page: Page) -> Walk:
    """From the list of things to do to “handed in”."""
    walk = Walk("联络员用手机报一件事（从“我要办的几件事”到已报）", page)
    later = page.locator("main details.more > summary")
    step = page.locator(".todo a.button", has_text="上报").first
    if later.count() and not step.is_visible():
        walk.click(later.first)
    walk.click(step)
    walk.type(page.locator("textarea[name=text]").first, WORDS)
    walk.typed.append("60")
    page.locator("[name=percent]").first.fill("60")
    walk.click(page.get_by_role("button", name="提交", exact=True))
    page.locator(".alert-success").wait_for()
    walk.end()
    return walk


def evidence_pack(page: Page) -> Walk:
    """From the desk to the pack of all units and indicators."""
    walk = Walk("导出佐证材料包（从工作台到可以下载）", page)
    walk.click(page.locator("a:visible", has_text="佐证材料").first)
    walk.click(page.locator("main table a").first)
    walk.click(page.locator("main a", has_text="材料包").first)
    before = page.locator("main table a", has_text="下载").count()
    walk.click(page.get_by_role("button", name="导出佐证材料包"))
    ends = time.monotonic() + PATIENCE
    while page.locator("main table a", has_text="下载").count() <= before and time.monotonic() < ends:
        time.sleep(2)
        page.reload()
    walk.end()
    if time.monotonic() >= ends:
        walk.name += f"：{PATIENCE} 秒内没有完成"
    return walk


def told(walks: list[Walk]) -> list[str]:
    lines = ["| 走一遍 | 点击 | 输入字数 | 秒 | 已知又填的 | 最大页面 |", "|---|---:|---:|---:|---:|---:|"]
    for walk in walks:
        heaviest = max((size for _, size in walk.weights), default=0) / 1024
        lines.append(f"| {walk.name} | {walk.clicks} | {sum(map(len, walk.typed))} | {walk.seconds:.0f} | {len(walk.known)} | {heaviest:.0f} KB |")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="http://127.0.0.1:8108")
    parser.add_argument("--password", default=os.environ.get("ZWGK_DEMO_PASSWORD", ""), help="口令，启动演示时显示在终端里")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        office = signed_in(browser, args.url, "luqinghe", args.password, DESK)
        phone = signed_in(browser, args.url, "maidong", args.password, PHONE)
        walks = [report_a_number(office), report_by_phone(phone)]
        office.goto(f"{args.url}/office/")
        walks.append(evidence_pack(office))
        browser.close()
    lines = told(walks)
    print("\n".join(lines))
    if args.write:
        head = "由 `scripts/walkthroughs_daily.py --write` 在演示县里走出来的；“已知又填的”目标是 0。\n\n"
        (ROOT / "docs" / "figures" / "daily-work.md").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return int(any(walk.known for walk in walks))


if __name__ == "__main__":
    sys.exit(main())
