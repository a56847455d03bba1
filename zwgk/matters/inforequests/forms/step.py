"""What the form of every act has in common: made for a case and a day, run as a verb."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from django import forms

from zwgk.domain.rights import Actor

from ..models import Case

LONG = {"rows": 3}


def day(label: str, help_text: str = "", **more: Any) -> forms.DateField:
    return forms.DateField(label=label, help_text=help_text, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def words(label: str, help_text: str = "", **more: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, widget=forms.Textarea(attrs=LONG), **more)


class StepForm(forms.Form):
    """The base: made for a case and a day; `run` calls the verb."""

    submit: ClassVar[str] = "登记"
    done: ClassVar[str] = "已登记。"
    danger: ClassVar[bool] = False

    def __init__(self, case: Case, today: date, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.today = case, today
        for name in ("on",):
            if name in self.fields:
                self.fields[name].initial = today
        self.prepare(actor)

    def prepare(self, actor: Actor) -> None:
        """What depends on the case."""

    def run(self, *, actor: Actor, at: datetime) -> Any:
        raise NotImplementedError
