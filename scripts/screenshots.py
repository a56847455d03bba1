"""Screenshots of a running site, to be looked at by a person before an issue ends.

    .venv/bin/python scripts/screenshots.py --url http://127.0.0.1:8000 --user zhoumin --password … --out var/shots
    … --only desk,style --widths 390 --modes dark        fewer
    … --find                                             follow the links of the office and take one page of each kind

Each page at 1440, 1024 and 390 px, normal, elderly, dark and traditional; axe is asked on each, and its serious findings are told.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PUBLIC = {
    "home": "/", "search": "/search/?q=预算", "xxgk": "/xxgk/", "list": "/xxgk/new/", "catalogue": "/xxgk/catalogue/", "functions": "/xxgk/functions/",
    "tables": "/xxgk/data/", "table": "/xxgk/data/major-project/", "plans": "/ledger/", "requests": "/requests/", "form": "/requests/new/form/", "progress": "/requests/progress/",
    "annual": "/annual-reports/", "governance": "/governance/", "about": "/about/", "accessibility": "/accessibility/", "missing": "/no-such-page/", "login": "/accounts/login/",
}  # fmt: skip
FIRST = {"document": ("/xxgk/new/", ".shelf-title a"), "plan": ("/ledger/", "main h2 a")}  # the first of a list stands for all
OFFICE = {
    "desk": "/office/", "style": "/office/style/", "inbox": "/office/inbox/", "rulebook": "/office/rulebook/",
    "rule": "/office/rulebook/requests/answer/?start=2026-11-23", "calendar": "/office/calendar/", "journal": "/office/journal/",
    "account": "/office/account/", "password": "/accounts/password/change/", "notices": "/office/notices/", "ledger": "/office/ledger/",
    "findings": "/office/findings/", "governance": "/office/governance/", "organs": "/office/organs/",
}  # fmt: skip
MODES = {"normal": "", "elder": "elder=on", "dark": "theme=dark", "access": "access=on", "hant": "script=hant", "kiosk": "kiosk=on"}
SERIOUS = {"serious", "critical"}


def main() -> int:
    args = arguments()
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=shutil.which("chromium") or shutil.which("google-chrome"), args=FLAGS)
        context = browser.new_context(locale="zh-CN")
        pages = PUBLIC | first_pages(context, args.url)
        if args.user:
            sign_in(context, args)
            pages |= OFFICE | (found_pages(context, args.url) if args.find else {})
        chosen = {name: path for name, path in pages.items() if not args.only or name in args.only.split(",")}
        broken = sum(take(context, args, name, path) for name, path in chosen.items())
        browser.close()
    print(f"{broken} serious findings")
    return int(bool(broken))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--user", default="")
    parser.add_argument("--password", default="")
    parser.add_argument("--out", type=Path, default=Path("var/shots"))
    parser.add_argument("--only", default="")
    parser.add_argument("--widths", default="1440,1024,390")
    parser.add_argument("--modes", default="normal,elder,dark,hant")
    parser.add_argument("--find", action="store_true")
    return parser.parse_args()


def sign_in(context: BrowserContext, args: argparse.Namespace) -> None:
    page = context.new_page()
    page.goto(f"{args.url}/accounts/login/?next=/office/account/")
    page.fill("[name=login]", args.user)
    page.fill("[name=password]", args.password)
    page.click("main button[type=submit]")
    if "/accounts/" in page.url:
        sys.exit(f"could not sign in as {args.user}: {page.inner_text('main')[:200]}")
    page.close()


def first_pages(context: BrowserContext, url: str) -> dict[str, str]:
    """A document and a plan, whatever they are called here."""
    page, found = context.new_page(), {}
    for name, (path, link) in FIRST.items():
        page.goto(url + path)
        if page.locator(link).count():
            found[name] = page.locator(link).first.get_attribute("href") or path
    page.close()
    return found


def found_pages(context: BrowserContext, url: str) -> dict[str, str]:
    """One page of each kind, numbers and names in addresses counting as the same kind. Three clicks deep."""
    kinds: dict[str, str] = {}
    page, waiting = context.new_page(), ["/", "/office/"]
    for _ in range(3):
        following: list[str] = []
        for path in waiting:
            page.goto(url + path)
            for link in page.eval_on_selector_all("main a[href], nav a[href]", "all => all.map(a => a.getAttribute('href'))"):
                path = link.split("#")[0].split("?")[0]
                kind = re.sub(r"\d+", "N", re.sub(r"^(/[a-z]+/\d+)/[a-z]+/$", r"\1/unit/", path)).strip("/").replace("/", "-")
                if path.startswith("/") and kind not in kinds and not re.search(r"export|original|file|reading|logout", path):
                    kinds[kind] = path
                    following.append(path)
        waiting = following
    page.close()
    return kinds


def take(context: BrowserContext, args: argparse.Namespace, name: str, path: str) -> int:
    """All pictures of one page. Returns the number of serious findings."""
    broken = 0
    for mode in args.modes.split(","):
        context.add_cookies([{"name": "zwgk_modes", "value": MODES[mode].replace("=", "%3D"), "url": args.url}])
        for width in args.widths.split(","):
            page = context.new_page()
            page.set_viewport_size({"width": int(width), "height": 900})
            page.goto(args.url + path)
            args.out.mkdir(parents=True, exist_ok=True)
            page.evaluate("scrollTo(0, 0)")
            page.screenshot(path=args.out / f"{name}-{width}-{mode}.png", full_page=True)
            broken += ask_axe(page, f"{name} {width} {mode}") + too_wide(page, f"{name} {width} {mode}")
            page.close()
    return broken


def ask_axe(page: Page, where: str) -> int:
    found = [each for each in Axe().run(page).response["violations"] if each["impact"] in SERIOUS]
    for each in found:
        print(f"{where}: {each['id']}: {each['help']} ({len(each['nodes'])}×) {each['nodes'][0]['html'][:150]}")
    return len(found)


def too_wide(page: Page, where: str) -> int:
    width, shown = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    if width > shown:
        print(f"{where}: the page is {width - shown} px wider than the window")
    return int(width > shown)


if __name__ == "__main__":
    sys.exit(main())
