"""Group robots against a real HTTP server that checks the signature and counts."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from zwgk.foundation.jobs import actions, outside, queries
from zwgk.foundation.jobs.actions import Parcel
from zwgk.foundation.jobs.models import Delivery
from zwgk.foundation.jobs.sending import PER_MINUTE

from .receivers import http_server

pytestmark = [pytest.mark.django_db]


def judge(path: str, data: dict) -> str:
    """As 钉钉 does it: signature, then keyword."""
    asked = parse_qs(urlsplit(path).query)
    stamp = asked.get("timestamp", [""])[0]
    sign = base64.b64encode(hmac.new(b"SEC7", f"{stamp}\nSEC7".encode(), hashlib.sha256).digest()).decode()
    good = asked.get("sign", [""])[0] == sign and "政务公开" in data["text"]["content"]
    return json.dumps({"errcode": 0} if good else {"errcode": 310000, "errmsg": "sign or keywords not match"})


@pytest.fixture
def robot():
    with http_server() as posted:
        yield posted


def to(robot, key="k", shape="dingtalk", body="今天到期 1 项", **hidden):
    return Parcel(key, "webhook", "钉钉机器人", "今日待办", body, {"shape": shape, "sealed": actions.seal({"url": robot.url, **hidden})}, lane="r1")


def go(at, limit=50):
    return actions.deliver_due(worker="here:1", at=at, limit=limit)


def test_secret_and_keyword_rest_sealed_and_open_the_robot(robot, at):
    robot.judge = judge
    row = actions.queue(to(robot, secret="SEC7", keyword="政务公开"), at=at)
    assert "SEC7" not in str(row.options) and robot.url not in str(row.options)
    assert go(at) == 1
    assert robot.seen[0][2]["text"]["content"].startswith("【政务公开】今日待办")


def test_a_wrong_secret_is_told_with_the_remedy(robot, at):
    robot.judge = judge
    actions.queue(to(robot, secret="SEC8", keyword="政务公开"), at=at)
    go(at)
    row = Delivery.objects.get()
    assert (row.state, "加签" in queries.reason(row).remedy) == ("failed", True)


def test_after_a_change_of_the_key_the_old_one_still_opens(robot, at, settings):
    actions.queue(to(robot), at=at)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert go(at) == 1
    settings.SECRET_KEY_FALLBACKS = []
    actions.queue(to(robot, "2"), at=at)
    settings.SECRET_KEY = "a third"
    go(at)
    assert "系统密钥" in queries.reason(Delivery.objects.get(key="2")).said


def test_one_robot_gets_no_more_than_it_bears_and_nothing_is_lost(robot, at):
    actions.queue_many([to(robot, f"k{n}") for n in range(PER_MINUTE + 7)], at=at)
    assert go(at) == PER_MINUTE
    assert go(at + timedelta(seconds=30)) == 0
    assert go(at + timedelta(seconds=61)) == 7
    assert all(row.attempts == 1 for row in Delivery.objects.all())


@pytest.mark.parametrize(("shape", "code"), [("dingtalk", 130101), ("wecom", 45009)])
def test_a_robot_that_is_flooded_by_others_is_left_alone_for_a_minute(robot, at, shape, code):
    robot.answer = json.dumps({"errcode": code})
    actions.queue(to(robot, shape=shape), at=at)
    go(at)
    row = Delivery.objects.get()
    assert (row.state, row.next_try) == ("queued", at + timedelta(seconds=60))


def test_a_long_text_for_wecom_goes_in_pieces_of_at_most_2048_bytes(robot, at):
    lines = [f"{n}. 县财政局：报送预算公开情况，今天到期" for n in range(90)] + ["长" * 900]
    actions.queue(to(robot, shape="wecom", body="\n".join(lines)), at=at)
    actions.queue(to(robot, shape="wecom", body="\n".join(lines)), at=at)
    sent = go(at)
    texts = [data["text"]["content"] for _, _, data in robot.seen]
    assert len(texts) == sent > 3 and all(len(text.encode()) <= 2048 for text in texts)
    assert "".join(texts).replace("\n", "") == "今日待办" + "".join(lines)


@pytest.mark.parametrize("url", [
    "http://oapi.dingtalk.com/robot", "https://127.0.0.1/x", "https://10.1.2.3/", "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://169.254.169.254/latest",
    "ftp://heguang.example/", "https://user@127.0.0.1/", "file:///etc/passwd", "",
])  # fmt: skip
def test_robots_live_outside(url, settings):
    settings.REACH_PRIVATE = False
    with pytest.raises(ValueError):
        outside.check_robot(url)


def test_an_inner_address_is_refused_also_at_the_moment_of_sending(robot, at, settings):
    settings.REACH_PRIVATE = False
    actions.queue(to(robot), at=at)
    go(at)
    assert (Delivery.objects.get().state, robot.seen) == ("failed", [])
