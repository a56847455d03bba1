"""The outbox: once, again, not at all."""

from __future__ import annotations

from datetime import timedelta

import pytest

from zwgk.foundation.jobs import actions, queries
from zwgk.foundation.jobs.actions import Parcel
from zwgk.foundation.jobs.models import Delivery
from zwgk.foundation.jobs.sending import WAITS

from .receivers import http_server, mail_server

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture
def mailbox(settings):
    """A mail server that the settings know."""
    with mail_server() as box:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        yield box


@pytest.fixture
def robot():
    with http_server() as posted:
        yield posted


def letter(key="inbox:1:1", **values):
    return Parcel(
        **{"key": key, "channel": "smtp", "address": "a@example.org", "subject": "到期提醒", "body": "请办理", **values}
    )


def send(at):
    actions.deliver_due(worker="here:1", at=at)
    return Delivery.objects.order_by("id").last()


def test_a_letter_arrives_with_its_key_as_message_id(mailbox, at):
    actions.queue(letter(), at=at)
    sent = send(at)
    [mail] = mailbox.letters
    assert (mail["Subject"], mail["To"], mail.get_content().strip()) == ("到期提醒", "a@example.org", "请办理")
    assert (sent.state, sent.receipt, sent.sent_at) == ("sent", mail["Message-ID"], at)


def test_it_goes_out_once_however_often_it_is_queued_and_looked_at(mailbox, at):
    for _ in range(3):
        actions.queue(letter(), at=at)
        send(at)
    assert len(mailbox.letters) == 1


def test_an_attachment_goes_along(mailbox, at, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    actions.queue(letter(attachments=[{"name": "督办单.pdf", "path": "a.pdf"}]), at=at)
    send(at)
    [part] = mailbox.letters[0].iter_attachments()
    assert (part.get_filename(), part.get_content()) == ("督办单.pdf", b"%PDF-1.4")


def test_a_server_that_is_away_is_asked_again_later(settings, at):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    actions.queue(letter(), at=at)
    failed = send(at)
    assert (failed.state, failed.attempts, failed.next_try) == ("queued", 1, at + WAITS[0])
    assert "Refused" in failed.last_error
    assert send(at + timedelta(seconds=59)).attempts == 1
    assert send(at + timedelta(seconds=60)).next_try == at + timedelta(seconds=60) + WAITS[1]


def test_after_the_last_wait_it_is_given_up_until_a_person_says_otherwise(settings, at):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    actions.queue(letter(), at=at)
    Delivery.objects.update(attempts=len(WAITS))
    failed = send(at)
    assert list(queries.troubled()) == [failed]
    assert actions.retry(failed, at=at) and not actions.retry(failed, at=at)
    assert send(at).state == "queued"


def test_an_address_that_is_refused_is_not_tried_again(mailbox, at):
    mailbox.refused["a@example.org"] = "550 no such user"
    actions.queue(letter(), at=at)
    assert send(at).state == "failed"


def test_a_full_mailbox_is_tried_again(mailbox, at):
    mailbox.refused["a@example.org"] = "452 full"
    actions.queue(letter(), at=at)
    assert send(at).state == "queued"


def test_without_a_mail_server_it_fails_with_the_remedy(settings, at):
    settings.EMAIL_HOST = ""
    actions.queue(letter(), at=at)
    assert "ZWGK_SMTP_HOST" in send(at).last_error


@pytest.mark.parametrize("shape", ["dingtalk", "wecom"])
def test_a_group_robot_gets_its_text(robot, at, shape):
    actions.queue(letter(channel="webhook", address=robot.url, options={"shape": shape}), at=at)
    assert send(at).state == "sent"
    [(_, headers, data)] = robot.seen
    assert data == {"msgtype": "text", "text": {"content": "到期提醒\n请办理"}}
    assert headers["Idempotency-Key"] == "inbox:1:1"


def test_a_signed_robot_gets_its_signature(robot, at):
    actions.queue(letter(channel="webhook", address=robot.url, options={"shape": "dingtalk", "secret": "SEC"}), at=at)
    send(at)
    assert "timestamp=" in robot.seen[0][0] and "sign=" in robot.seen[0][0]


def test_a_robot_that_refuses_with_200_has_not_taken_it(robot, at):
    robot.answer = '{"errcode": 310000, "errmsg": "keywords not in content"}'
    actions.queue(letter(channel="webhook", address=robot.url, options={"shape": "dingtalk"}), at=at)
    assert send(at).state == "failed"
    robot.answer = '{"errcode": 45009, "errmsg": "too many"}'
    actions.queue(letter("2", channel="webhook", address=robot.url, options={"shape": "wecom"}), at=at)
    assert send(at).state == "queued"


@pytest.mark.parametrize(("status", "state"), [(500, "queued"), (429, "queued"), (403, "failed"), (302, "failed")])
def test_http_answers(robot, at, status, state):
    robot.status, robot.headers = status, {"Location": "http://127.0.0.1:1/"}
    actions.queue(letter(channel="webhook", address=robot.url), at=at)
    assert send(at).state == state
    assert len(robot.seen) == 1


def test_a_short_message_goes_through_the_gateway(robot, at, settings):
    settings.SMS_URL, settings.SMS_TOKEN = robot.url, "token"
    actions.queue(letter(channel="sms", address="13900000000"), at=at)
    assert send(at).state == "sent"
    _, headers, data = robot.seen[0]
    assert (headers["Authorization"], data["phone"], data["id"]) == ("Bearer token", "13900000000", "inbox:1:1")


def test_a_file_is_dropped_and_never_outside(at, settings, tmp_path):
    settings.DROP_DIR = str(tmp_path)
    actions.queue(letter(channel="filedrop", address="province/in"), at=at)
    assert send(at).state == "sent"
    assert [file.suffix for file in (tmp_path / "province" / "in").iterdir()] == [".json"]
    actions.queue(letter("2", channel="filedrop", address="../elsewhere"), at=at)
    assert send(at).state == "failed"


def test_an_unknown_channel_is_a_mistake_of_the_caller(at):
    with pytest.raises(ValueError, match="no connector"):
        actions.queue(letter(channel="pigeon"), at=at)


@pytest.mark.parametrize(("channel", "state"), [("filedrop", "sent"), ("sms", "uncertain"), ("webhook", "uncertain")])
def test_what_a_dead_worker_was_sending(at, settings, tmp_path, channel, state):
    settings.DROP_DIR = str(tmp_path)
    row = actions.queue(letter(channel=channel, address="x"), at=at)
    Delivery.objects.filter(pk=row.pk).update(
        state="sending", leased_by="gone:9", leased_until=at + timedelta(minutes=5)
    )
    assert send(at + timedelta(minutes=4)).state == "sending"
    actions.release("gone:9")
    assert send(at + timedelta(minutes=4)).state == state


def test_a_row_that_another_worker_has_taken_is_left_to_it(mailbox, at):
    actions.queue(letter(), at=at)
    Delivery.objects.update(state="sending", leased_by="other:2", leased_until=at + timedelta(minutes=1))
    assert actions.deliver_due(worker="here:1", at=at) == 0
    assert mailbox.letters == []
