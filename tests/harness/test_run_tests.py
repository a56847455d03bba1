"""`make test`: which steps there are, and how their exit codes are read."""

from __future__ import annotations

import pytest

from scripts import run_tests


@pytest.mark.parametrize(
    ("code", "words"),
    [(0, "passed"), (1, "FAILED"), (run_tests.ABSENT, "skipped: PostgreSQL"), (run_tests.NO_TESTS, "skipped: no test")],
)
def test_an_exit_code_becomes_a_verdict(code, words):
    assert run_tests.verdict(code).startswith(words)


def test_the_long_run_on_sqlite_comes_last():
    assert run_tests.test_steps(everything=False)[-1].name == "Tests on SQLite"


def test_settings_of_the_developer_stay_outside(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://office")
    monkeypatch.setenv("ZWGK_SMTP_HOST", "mail")
    assert not {"DATABASE_URL", "ZWGK_SMTP_HOST"} & set(run_tests.environment())


def test_one_failed_step_fails_the_whole(monkeypatch, capsys):
    good, bad = run_tests.Step("good", ["true"]), run_tests.Step("bad", ["false"])
    monkeypatch.setattr(run_tests, "lint_steps", lambda: [bad, good])
    assert run_tests.main(["--lint"]) == 1
    assert "good" in capsys.readouterr().out
