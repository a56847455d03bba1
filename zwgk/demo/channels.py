"""The places of 和光县 and what went there in a year; two pages elsewhere that say something else."""

from __future__ import annotations

import hashlib
import io
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from PIL import Image, ImageDraw

from zwgk.domain.rights import system_actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.files.models import StoredFile
from zwgk.matters.channels import actions as channels
from zwgk.matters.channels.models import Channel, Live, Piece, Release, State
from zwgk.matters.channels.queries import KEYS

from .reading import BEIJING, SETUP, Cast, day, load, moment

OFFICE, ROBOT = "luqinghe", system_actor("渠道核对")
SITE = "https://www.heguang.example"
HOSTS = {"city": "https://jyh.yunze.example/heguang", "credit": "https://credit.chengjiang.example/a", "law": "https://zf.chengjiang.example/b"}


def make_channels(cast: Cast) -> tuple[int, int]:
    """Register, release, confirm, look; how many places and how many releases."""
    data = load("channels.yaml")
    with transaction.atomic():
        places = {row["key"]: _place(row, cast) for row in data["channels"]}
        _settings(data, places, cast)
        photo = files.keep(_photo(), "公开栏现场.jpg", actor=SETUP, at=moment("2025-12-01 09:00"))
        pieces = [_piece(n, row, places, photo, cast) for n, row in enumerate(data["pieces"])]
        for told in data["differences"]:
            row = Release.objects.get(piece=pieces[told["piece"]], channel=places[told["channel"]])
            channels.note_seen(row, Live.DIFFERS, [channels.Difference(told["field"], told["ours"], told["theirs"])], actor=ROBOT, at=moment(told["at"]))
        for told in data["zones"]:
            _zone(told, places[told["channel"]], photo, cast)
    return len(places), Release.objects.count()


def _place(row: dict[str, Any], cast: Cast) -> Channel:
    at = moment("2025-11-25 09:30")
    new = channels.NewChannel(
        row["kind"], row["name"], cast.organs[row["organ"]], level=row.get("level", "county"), keeper=cast.people.get(row.get("keeper")),
        platform=row.get("platform", ""), account=row.get("account", ""), certified_as=row.get("certified", ""),
        certified_until=day(row["until"]) if "until" in row else None, members=row.get("members"), address=row.get("address", ""),
        place=row.get("place", ""), hours=row.get("hours", ""), phone=str(row.get("phone", "")), receipt=row.get("receipt", "address"),
        within_days=row.get("within"), idle_days=row.get("idle", 14), opened_on=day(row["opened"]) if "opened" in row else None, note=row.get("note", ""),
    )  # fmt: skip
    made = channels.register(new, state=row.get("state", "open"), actor=cast.actor(OFFICE), at=at)
    if number := row.get("filed"):
        filing = channels.file_account(made, channels.NewFiling("open", "已开设账号补办备案", "和光县人民政府办公室", at.date()), actor=cast.actor(OFFICE), at=at)
        channels.answer_filing(filing, channels.Answer(True, at.date(), number=number), actor=cast.actor(OFFICE), at=at)
    return made


def _settings(data: dict[str, Any], places: dict[str, Channel], cast: Cast) -> None:
    office, at = cast.actor(OFFICE), moment("2025-11-26 10:00")
    channels.set_mode("publication", "both", since=date(2025, 12, 1), reason="云泽市政府网站集约化工作安排：县级门户与市级平台同步发布", actor=office, at=at)
    channels.set_mode("mailbox", "superior", since=date(2026, 1, 1), reason="领导信箱并入12345热线统一受理", actor=office, at=at)
    wanted = [channels.Column(row["label"], row.get("source", ""), row.get("fixed", "")) for row in data["columns"]]
    channels.set_columns(places["city"], wanted, actor=office, at=at)


def _piece(n: int, row: dict[str, Any], places: dict[str, Channel], photo: StoredFile, cast: Cast) -> Piece:
    at, organ = moment(f"{row['day']} 10:10"), cast.organs[row["organ"]]
    new = channels.NewPiece(
        "demo.page", n + 1, row["title"], f"{SITE}/xxgk/{row['day']}-{n + 1}.html", hashlib.sha256(row["text"].encode()).hexdigest(), organ, day(row["day"]), row["text"],
        fields={"公开方式": "主动公开"},
    )  # fmt: skip
    made = channels.release(new, [places[key] for key in row["to"]], actor=cast.actor(OFFICE), at=at)
    keys = {channel.pk: key for key, channel in places.items()}
    for each in made:
        key = keys[each.channel_id]
        if each.state == State.TODO and key not in row.get("left", ()):
            _confirm(each, key, n, row, photo, cast)
    return made[0].piece


def _confirm(each: Release, key: str, n: int, row: dict[str, Any], photo: StoredFile, cast: Cast) -> None:
    released = day(row["day"]) + timedelta(days=row.get("late", {}).get(key, n % 2))
    address = issue = ""
    match each.channel.receipt:
        case "address":
            address = f"{HOSTS.get(key, f'https://{key}.heguang.example/s')}/{row['day']}-{n + 1}.html"
        case "issue":
            issue = f"2026年第{n // 4 + 1}期" if key == "gazette" else f"{released.month}月{released.day}日" + ("第2版" if key == "press" else "19:30档")
    given = channels.Given(address, issue, released)
    proofs = [photo] if each.channel.receipt == "photo" else []
    by = cast.actor(each.channel.keeper.username if each.channel.keeper else OFFICE)
    channels.confirm(each, given, proofs=proofs, actor=by, at=moment(f"{released} 16:40"))
    if address:
        channels.note_seen(each, Live.SAME, page_title=row["title"], actor=ROBOT, at=moment("2026-11-23 05:20"))


def make_receipts(cast: Cast) -> int:
    """The keepers of the places have put up what was asked for three weeks and more ago; how many releases."""
    open_ones = Release.objects.filter(state=State.TODO, asked_at__date__lt=cast.today - timedelta(days=21)).select_related("channel__keeper", "piece")
    with transaction.atomic():
        photo = files.keep(_photo(), "公开栏现场.jpg", actor=SETUP, at=moment("2025-12-01 09:00"))
        done = [_receive(each, photo, cast) for each in open_ones]
    return len(done)


def _receive(each: Release, photo: StoredFile, cast: Cast) -> None:
    released = each.asked_at.astimezone(BEIJING).date() + timedelta(days=1)
    address = f"https://{each.channel.kind}{each.channel_id}.heguang.example/s/{released}-{each.pk}.html" if each.channel.receipt == "address" else ""
    issue = f"{released.year}年第{released.month}期" if each.channel.receipt == "issue" else ""
    by = cast.actor(each.channel.keeper.username if each.channel.keeper else OFFICE)
    proofs = [photo] if each.channel.receipt == "photo" else []
    row = channels.confirm(each, channels.Given(address, issue, released), proofs=proofs, actor=by, at=moment(f"{released} 16:40"))
    if address:
        channels.note_seen(row, Live.SAME, page_title=each.piece.title, actor=ROBOT, at=moment(f"{cast.today - timedelta(days=1)} 05:20"))


def _zone(told: dict[str, Any], channel: Channel, photo: StoredFile, cast: Cast) -> None:
    actor, at = cast.actor(told["by"]), moment(f"{told['day']} 15:00")
    for name, count in told["things"]:
        channels.equip(channel, name, count=count, since=channel.opened_on, actor=actor, at=at)
    for name, duty, phone in told["staff"]:
        channels.name_staff(channel, name, duty, phone=phone, trained_on=date(2026, 4, 16), actor=actor, at=at)
    fails = told.get("fails", {})
    look = channels.Look(day(told["day"]), {key: key not in fails for key in KEYS}, fails)
    channels.check_zone(channel, look, photos={"sign": [photo]}, actor=actor, at=at)


def _photo() -> bytes:
    """A drawn wall with papers: nobody's real board."""
    picture = Image.new("RGB", (960, 640), "#cfd6da")
    brush = ImageDraw.Draw(picture)
    brush.rectangle((90, 70, 870, 560), fill="#2f5d8c", outline="#d8b36a", width=14)
    for left in (130, 370, 610):
        for top in (120, 340):
            brush.rectangle((left, top, left + 200, top + 180), fill="#fbfaf5")
            for line in range(5):
                brush.line((left + 20, top + 40 + 26 * line, left + 180 - 12 * (line % 3), top + 40 + 26 * line), fill="#8b949e", width=5)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()
