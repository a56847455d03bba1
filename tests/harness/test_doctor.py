"""`zwgk doctor` says what is there, what is missing and what follows, and never breaks off."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from tests.jobs.receivers import mail_server
from zwgk.foundation.jobs import queries as jobs
from zwgk.surfaces.cli import doctor, main


def sheet(monkeypatch, *findings: doctor.Finding) -> None:
    monkeypatch.setattr(doctor, "CHECKS", (lambda: iter(findings),))


def test_all_is_well(monkeypatch, capsys):
    sheet(monkeypatch, doctor.Finding("Python", doctor.GOOD, "3.11", essential=True))
    assert main.main(["doctor"]) == 0
    assert capsys.readouterr().out == "[正常] Python：3.11\n\n必需条件齐全，可以运行。\n"


def test_something_useful_is_missing(monkeypatch, capsys):
    sheet(monkeypatch, doctor.Finding("LibreOffice", doctor.NOTE, "未安装", "不能读取 .doc", "apt-get install …"))
    assert main.main(["doctor"]) == 0
    assert "影响：不能读取 .doc" in capsys.readouterr().out


def test_something_essential_is_missing(monkeypatch, capsys):
    sheet(monkeypatch, doctor.Finding("数据库", doctor.LACKING, "不能连接", essential=True))
    assert main.main(["doctor"]) == 1
    assert "缺少 1 项必需条件：数据库" in capsys.readouterr().out


def test_a_program_can_read_it(monkeypatch, capsys):
    sheet(monkeypatch, doctor.Finding("邮件", doctor.NOTE, "未设置"))
    assert main.main(["doctor", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["ok"], answer["findings"][0]["name"]) == (True, "邮件")


def test_a_check_that_breaks_is_a_finding_itself(monkeypatch):
    def broken():
        """磁盘。"""
        raise OSError("卡住了")

    [finding] = doctor.examine(broken)
    assert (finding.name, finding.state) == ("磁盘", doctor.LACKING)
    assert "卡住了" in finding.found


@pytest.mark.db
@pytest.mark.django_db
def test_a_migrated_database_is_in_order():
    main.main(["migrate", "--quiet"])
    states = {finding.name: finding.state for finding in doctor.database()}
    assert states.pop("后台进程") == doctor.NOTE  # nobody has started one
    assert states == {"数据库": doctor.GOOD, "数据库结构": doctor.GOOD, "工作日志防改": doctor.GOOD}


@pytest.mark.parametrize(("minutes", "state"), [(1, doctor.GOOD), (60, doctor.NOTE)])
def test_a_silent_worker_is_noticed(monkeypatch, minutes, state):
    last = datetime.now(UTC) - timedelta(minutes=minutes)
    row = SimpleNamespace(name="tick", title="时限巡检", last_run=last, last_error="")
    nothing = SimpleNamespace(count=lambda: 0)
    monkeypatch.setattr(jobs, "schedules", lambda: [row])
    monkeypatch.setattr(jobs, "troubled", lambda: nothing)
    assert [finding.state for finding in doctor.worker()] == [state]


def test_what_could_not_be_sent_is_told(monkeypatch):
    row = SimpleNamespace(name="tick", title="时限巡检", last_run=datetime.now(UTC), last_error="超时")
    monkeypatch.setattr(jobs, "schedules", lambda: [row])
    monkeypatch.setattr(jobs, "troubled", lambda: SimpleNamespace(count=lambda: 2))
    assert [finding.name for finding in doctor.worker() if finding.state == doctor.NOTE] == ["定时作业", "对外发送"]


def test_the_law_files_are_looked_at():
    assert [finding.name for finding in doctor.law_files()] == ["规则文件", "工作日历"]


def test_a_readable_key_is_warned_of(tmp_path, settings, monkeypatch):
    monkeypatch.delenv("ZWGK_SECRET_KEY", raising=False)
    settings.DATA_DIR = tmp_path
    key = tmp_path / "secret_key"
    key.write_text("x")
    key.chmod(0o644)
    assert [finding.state for finding in doctor.secret_key()][:1] == [doctor.NOTE]
    key.chmod(0o600)
    assert [finding.state for finding in doctor.secret_key()][:1] == [doctor.GOOD]


def test_without_a_key_of_its_own_what_is_sealed_hangs_on_the_secret_key(settings):
    settings.FIELD_KEY = ""
    assert doctor.field_key().state == doctor.NOTE and "ZWGK_FIELD_KEYS_OLD" in doctor.field_key().remedy
    settings.FIELD_KEY = "another"
    assert doctor.field_key().state == doctor.GOOD


def test_connectors_are_reached_or_the_remedy_is_told(settings):
    with mail_server() as box:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        assert [finding.state for finding in doctor.mail()] == [doctor.GOOD]
    settings.EMAIL_PORT, settings.SMS_URL, settings.SMS_GATEWAY, settings.SMS_HOOK = 1, "http://127.0.0.1:1/sms", "form", ""
    [mail] = doctor.mail()
    sms, reports = doctor.sms()
    assert "连接不上" in mail.found and "表单网关 连接不上" in sms.found and "/hooks/sms/" in reports.remedy
    settings.EMAIL_HOST = ""
    assert "ZWGK_SMTP_HOST" in next(iter(doctor.mail())).remedy


@pytest.mark.django_db
def test_a_test_letter_goes_out_at_once(settings, capsys):
    with mail_server() as box:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        assert main.main(["doctor", "--send-test", "a@heguang.example"]) == 0
        assert len(box.letters) == 1
    settings.SMS_URL = ""
    assert main.main(["doctor", "--send-test", "13900000000"]) == 1
    assert "没有设置短信网关" in capsys.readouterr().out
    assert [finding.state for finding in [*doctor.robots(), *doctor.drop()]] == [doctor.GOOD, doctor.GOOD]
