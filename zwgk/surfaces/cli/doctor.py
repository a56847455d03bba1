"""`zwgk doctor`: what this machine has, what it lacks, and what follows from that; for an administrator.

Each check is a small function that gives one or more `Finding`s. None of them needs another one to succeed, and a
check that breaks is itself a finding: the doctor never answers with a traceback. Django is started only when it can be.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import os
import platform
import shutil
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import zwgk

HELP = "检查运行环境：有什么、缺什么、缺了会怎样、怎么补"
PACKAGE = Path(zwgk.__file__).resolve().parent
GOOD, NOTE, LACKING = "正常", "提醒", "缺少"
SILENT_MINUTES = 15  # the worker ticks every minute
FREE_LOW, FREE_NONE = 5 << 30, 200 << 20  # bytes


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's sheet."""

    name: str
    state: str  # GOOD | NOTE | LACKING
    found: str  # what is there
    follows: str = ""  # what does not work without it
    remedy: str = ""
    essential: bool = False  # nothing works without it


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="输出 JSON，供监控程序读取")
    parser.add_argument("--send-test", metavar="地址", help="向这个邮箱或者手机号码试发一条")


def run(args: argparse.Namespace) -> int:
    if args.send_test:
        return send_test(args.send_test)
    findings = [finding for check in CHECKS for finding in examine(check)]
    lacking = [finding for finding in findings if finding.essential and finding.state == LACKING]
    if args.json:
        print(json.dumps({"ok": not lacking, "findings": [asdict(f) for f in findings]}, ensure_ascii=False, indent=1))
    else:
        show(findings, lacking)
    return 1 if lacking else 0


def show(findings: list[Finding], lacking: list[Finding]) -> None:
    for finding in findings:
        print(f"[{finding.state}] {finding.name}：{finding.found}")
        if finding.state != GOOD:
            print("".join(f"       {word}：{text}\n" for word, text in words(finding) if text), end="")
    print()
    if lacking:
        print(f"缺少 {len(lacking)} 项必需条件：{'、'.join(finding.name for finding in lacking)}。补齐后再运行一次 zwgk doctor。")
    else:
        print("必需条件齐全，可以运行。")


def words(finding: Finding) -> list[tuple[str, str]]:
    return [("影响", finding.follows), ("办法", finding.remedy)]


def examine(check: Callable[[], Iterator[Finding]]) -> list[Finding]:
    try:
        return list(check())
    except Exception as error:  # whatever is broken here, the other checks go on
        name = (check.__doc__ or check.__name__).rstrip("。")
        return [Finding(name, LACKING, f"检查时出错：{type(error).__name__}: {error}", essential=check in ESSENTIAL)]


# --- the machine ---------------------------------------------------------------------------


def python() -> Iterator[Finding]:
    """Python。"""
    good = sys.version_info >= (3, 11)
    yield Finding("Python", GOOD if good else LACKING, platform.python_version(), "程序不能启动", "安装 Python 3.11 或更高版本", True)


def packages() -> Iterator[Finding]:
    """软件包版本。"""
    lock = PACKAGE.parent / "requirements" / "base.txt"
    if not lock.is_file():
        return
    pinned = [line.split(";")[0].split()[0] for line in lock.read_text("utf-8").splitlines() if "==" in line and line[0].isalnum()]
    different = [pin for pin in pinned if not installed(*pin.split("=="))]
    # A lock for every system also names packages of other systems, so absence alone proves nothing.
    found = f"{len(pinned)} 个锁定版本" + (f"，其中 {len(different)} 个版本不符：{'、'.join(different[:5])}" if different else "，全部相符")
    yield Finding("软件包", NOTE if different else GOOD, found, "运行结果可能与测试时不同", "在安装目录运行 make setup")


def installed(name: str, version: str) -> bool:
    try:
        return metadata.version(name.split("[")[0]) == version
    except metadata.PackageNotFoundError:
        return True


def sm3() -> Iterator[Finding]:
    """国密 SM3。"""
    if "sm3" in hashlib.algorithms_available and hashlib.new("sm3", b"abc").hexdigest().startswith("66c7f0f4"):
        yield Finding("国密 SM3", GOOD, "OpenSSL 支持")
    else:
        yield Finding("国密 SM3", LACKING, "OpenSSL 不支持", "工作日志无法加封、校验", "使用带 SM3 的 OpenSSL 1.1.1 以上版本", True)


def zone() -> Iterator[Finding]:
    """时区与时钟。"""
    now = datetime.fromtimestamp(time.time(), ZoneInfo("Asia/Shanghai"))
    yield Finding("时区与时钟", GOOD, f"北京时间 {now:%Y年%m月%d日 %H:%M}（请与标准时间核对，时限按此计算）", essential=True)


# --- programs beside us --------------------------------------------------------------------


def office() -> Iterator[Finding]:
    """LibreOffice。"""
    path = shutil.which("soffice") or shutil.which("libreoffice")
    remedy = "apt-get install libreoffice-writer-nogui libreoffice-calc-nogui"
    yield optional("LibreOffice", path, "不能读取 .doc、.wps、.et、.xls 等旧格式，需另存为 docx、xlsx、PDF 后上传", remedy)


def ocr() -> Iterator[Finding]:
    """文字识别。"""
    path = shutil.which("tesseract")
    languages = answer([path, "--list-langs"]) if path else ""
    found = path if "chi_sim" in languages.split() else None
    remedy = "apt-get install tesseract-ocr tesseract-ocr-chi-sim"
    yield optional("文字识别（tesseract 简体中文）", found, "扫描件、图片只能保存，不能提取文字", remedy)


def printing() -> Iterator[Finding]:
    """PDF 生成。"""
    # In a process of its own: without Pango, WeasyPrint writes pages of advice to the screen.
    done = subprocess.run([sys.executable, "-c", "import weasyprint"], capture_output=True, timeout=60)
    found = f"WeasyPrint {metadata.version('weasyprint')}" if done.returncode == 0 else None
    remedy = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    yield optional("PDF 生成（Pango）", found, "文书、审批单不能生成 PDF，只能用 Word 格式", remedy)


def fonts() -> Iterator[Finding]:
    """中文字体。"""
    families = answer(["fc-list", ":lang=zh", "family"]) if shutil.which("fc-list") else ""
    count = len(set(families.splitlines()))
    yield optional("中文字体", f"{count} 种" if count else None, "PDF 中的汉字显示为方框", "apt-get install fonts-noto-cjk fontconfig")
    faces = {"方正小标宋": ("小标宋",), "仿宋_GB2312": ("仿宋", "FangSong"), "楷体_GB2312": ("楷体", "KaiTi")}
    absent = [face for face, names in faces.items() if not any(name in families for name in names)]
    if count and absent:
        yield Finding("公文字体", NOTE, f"未安装 {'、'.join(absent)}", "文书用思源字体代替，版式与公文格式略有差别", "由本单位安装已获授权的字体")


def browser() -> Iterator[Finding]:
    """Chromium。"""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    yield Finding("Chromium", GOOD, path or "未安装（只用于开发测试，不影响使用）")


def optional(name: str, found: str | None, follows: str, remedy: str) -> Finding:
    return Finding(name, GOOD if found else NOTE, found or "未安装", follows, remedy)


def answer(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, timeout=30).stdout


# --- our own house -------------------------------------------------------------------------


def law_files() -> Iterator[Finding]:
    """规则文件。"""
    law: Any = importlib.import_module("zwgk.law")
    problems = list(law.check(law.ROOT))
    if problems:
        yield Finding("规则文件", LACKING, f"{len(problems)} 处错误，第一处：{problems[0]}", "时限、费用无法计算", "恢复安装包中的 zwgk/law", True)
        return
    book = law.load()
    yield Finding("规则文件", GOOD, f"{len(book.instruments)} 件依据、{len(book.deadlines)} 条时限规则，版本 {book.version[:12]}")
    known = max((year for year, page in book.calendar.items() if page.announced), default=0)
    today = datetime.fromtimestamp(time.time(), ZoneInfo("Asia/Shanghai")).date()
    late = known < today.year or (known == today.year and today.month >= 11)
    yield Finding(
        "工作日历",
        NOTE if late else GOOD,
        f"已录入国务院办公厅放假安排至 {known} 年",
        f"{known + 1} 年及以后的工作日按周末和法定节日暂算，页面上标明“暂定”",
        "国务院办公厅公布放假安排后，在“规则库—工作日历”录入，由另一人确认",
    )


def settings() -> Any:
    """The settings with Django started; whatever prevents that is the finding of the check that asked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zwgk.config.settings")
    django: Any = importlib.import_module("django")
    django.setup()
    return importlib.import_module("django.conf").settings


def data_folder() -> Iterator[Finding]:
    """数据目录。"""
    folder = Path(settings().DATA_DIR)
    if not os.access(folder, os.W_OK):
        yield Finding("数据目录", LACKING, f"{folder} 不可写", "不能保存文件和数据", "修改目录的属主或权限，或另设 ZWGK_DATA_DIR", True)
        return
    free = shutil.disk_usage(folder).free
    state = LACKING if free < FREE_NONE else NOTE if free < FREE_LOW else GOOD
    yield Finding("数据目录", state, f"{folder}，剩余 {free / (1 << 30):.1f} GB", "空间用完后不能保存文件", "清理或扩充磁盘", True)


def secret_key() -> Iterator[Finding]:
    """密钥。"""
    file = Path(settings().DATA_DIR) / "secret_key"
    if os.environ.get("ZWGK_SECRET_KEY"):
        yield Finding("密钥", GOOD, "由环境变量 ZWGK_SECRET_KEY 给出")
    elif not file.exists():
        yield Finding("密钥", LACKING, f"{file} 不存在", "不能登录", "检查数据目录是否完整", True)
    elif file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield Finding("密钥", NOTE, f"{file} 其他账户可以读取", "他人可以伪造登录状态", f"chmod 600 {file}")
    else:
        yield Finding("密钥", GOOD, f"{file}，仅本账户可读")
    yield field_key()


def field_key() -> Finding:
    """个人信息的密钥: with the secret key alone, a new secret key closes everything that was sealed."""
    if settings().FIELD_KEY:
        return Finding("个人信息加密密钥", GOOD, "由 ZWGK_FIELD_KEY 给出，与登录密钥分开")
    remedy = "设置 ZWGK_FIELD_KEY（一串随机字符，另处备份）；已有数据的，把现在的 ZWGK_SECRET_KEY（或者 secret_key 文件的内容）写入 ZWGK_FIELD_KEYS_OLD，旧数据照常打开"
    return Finding("个人信息加密密钥", NOTE, "没有设置 ZWGK_FIELD_KEY，用的是登录密钥", "登录密钥一旦更换或者丢失，申请人证件和居民联系方式就打不开", remedy)


def database() -> Iterator[Finding]:
    """数据库。"""
    settings()
    connection: Any = importlib.import_module("django.db").connection
    connection.ensure_connection()
    version = ".".join(str(part) for part in connection.get_database_version())
    yield Finding("数据库", GOOD, f"{connection.display_name} {version}，可以连接", essential=True)
    executor: Any = importlib.import_module("django.db.migrations.executor").MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield Finding("数据库结构", LACKING, f"有 {len(waiting)} 项变更未执行", "页面会报错", "运行 zwgk migrate", True)
        return
    yield Finding("数据库结构", GOOD, "是最新的")
    absent = list(importlib.import_module("zwgk.foundation.journal.queries").missing_guards())
    if absent:
        yield Finding("工作日志防改", LACKING, f"缺少 {'、'.join(map(str, absent))}", "工作日志可以被改动", "运行 zwgk migrate", True)
    else:
        yield Finding("工作日志防改", GOOD, "数据库拒绝修改和删除")
    yield from worker()


def worker() -> Iterator[Finding]:
    """后台进程。"""
    queries: Any = importlib.import_module("zwgk.foundation.jobs.queries")
    rows = list(queries.schedules())
    last = max((row.last_run for row in rows if row.last_run), default=None)
    silent = (time.time() - last.timestamp()) / 60 if last else None
    remedy = "运行 zwgk work；zwgk serve 会同时启动网站和后台进程"
    if silent is None or silent > SILENT_MINUTES:
        found = "没有运行过" if silent is None else f"已停 {silent / 60:.1f} 小时"
        yield Finding("后台进程", NOTE, found, "时限巡检、提醒、对外发送和日志封存都停着", remedy)
    else:
        yield Finding("后台进程", GOOD, f"{silent:.0f} 分钟前运行过")
    failing = [row.title or row.name for row in rows if row.last_error]
    if failing:
        yield Finding("定时作业", NOTE, f"上次运行出错：{'、'.join(failing[:5])}", "这些作业的结果不完整", "查看日志；修好后会自动再试")
    troubled = queries.troubled().count()
    if troubled:
        yield Finding("对外发送", NOTE, f"{troubled} 件没有送达或结果不明", "收件人可能没有收到", "在办公端逐件核对后重发")


def mail() -> Iterator[Finding]:
    """邮件。"""
    told = settings()
    yield reachable(
        "邮件（SMTP）", told.EMAIL_HOST, f"{told.EMAIL_HOST}:{told.EMAIL_PORT}", (told.EMAIL_HOST, told.EMAIL_PORT),
        "每日汇总、催办不能发到邮箱", "设置 ZWGK_SMTP_HOST、ZWGK_SMTP_PORT、ZWGK_SMTP_USER、ZWGK_SMTP_PASSWORD、ZWGK_MAIL_FROM",
    )  # fmt: skip


def sms() -> Iterator[Finding]:
    """短信网关。"""
    told = settings()
    gateway: Any = importlib.import_module("zwgk.foundation.jobs.connectors.gateway")
    parts = urlsplit(told.SMS_URL)
    found = f"{parts.hostname}，{gateway.current().title}" if told.SMS_URL else ""
    place = (parts.hostname, parts.port or (443 if parts.scheme == "https" else 80))
    yield reachable("短信网关", told.SMS_URL, found, place, "不能发短信", "设置 ZWGK_SMS_URL、ZWGK_SMS_TOKEN；网关格式不同的，另设 ZWGK_SMS_GATEWAY")
    if told.SMS_URL and not told.SMS_HOOK:
        yield Finding("短信状态报告", NOTE, "未设置", "不知道手机收到没有", "设置 ZWGK_SMS_HOOK，并把 /hooks/sms/<它>/ 报给网关")


def robots() -> Iterator[Finding]:
    """群机器人。"""
    settings()
    ways: Any = importlib.import_module("zwgk.foundation.inbox.queries")
    count = ways.robots().count()
    yield Finding("群机器人", GOOD, f"{count} 个（在“群机器人”页试发）" if count else "未设置（可不设，改用“复制群消息”）")


def drop() -> Iterator[Finding]:
    """交换目录。"""
    folder = settings().DROP_DIR
    good = not folder or os.access(folder, os.W_OK)
    yield Finding("交换目录", GOOD if good else NOTE, folder or "未设置（可不设）", "不能向交换目录投递文件", "检查 ZWGK_DROP_DIR 的属主和权限")


def reachable(name: str, wanted: str, found: str, place: tuple[Any, int], follows: str, remedy: str) -> Finding:
    """Whether the other side takes a connection; nothing is sent."""
    if not wanted:
        return Finding(name, NOTE, "未设置", follows, remedy)
    try:
        socket.create_connection(place, timeout=5).close()
    except OSError as error:
        return Finding(name, NOTE, f"{found} 连接不上：{error}", follows, "检查地址、端口和防火墙")
    return Finding(name, GOOD, f"{found}，可以连接")


def send_test(address: str) -> int:
    """`--send-test`: one letter or short message, sent at once; what the other side answers is shown."""
    settings()
    jobs: Any = importlib.import_module("zwgk.foundation.jobs.actions")
    now: Any = importlib.import_module("django.utils.timezone").now()
    channel = "smtp" if "@" in address else "sms"
    row = jobs.queue(jobs.Parcel(f"doctor:{address}:{now:%Y%m%d%H%M%S}", channel, address, "政务公开工作平台：试发消息", "收到即说明设置成功。"), at=now)
    row = jobs.deliver_one(row, worker="doctor", at=now)
    reason = importlib.import_module("zwgk.foundation.jobs.queries").reason(row)
    print(f"{row.get_state_display()}：{row.receipt or row.last_error}")
    if reason:
        print(f"{reason.said}{reason.remedy}")
    return 0 if row.state == row.State.SENT else 1


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    python, packages, sm3, zone, data_folder, secret_key, database, law_files, office, ocr, printing, fonts, browser, mail, sms, robots, drop,
)  # fmt: skip
ESSENTIAL = {python, sm3, zone, data_folder, secret_key, database, law_files}
