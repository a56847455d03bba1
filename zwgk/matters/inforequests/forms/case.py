"""What is added to a case beside its acts: searches, papers, tags; and the draft of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms

from zwgk.domain.outcomes import more_open
from zwgk.domain.rights import Actor
from zwgk.foundation.files.fields import ResumableFileField
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.outcome_model import GROUP_NAMES, FactKind, Outcome

from .. import actions, queries
from ..models import Case
from .step import LONG, StepForm, day, words

LONG_FACTS = {FactKind.LONG, FactKind.PARTS, FactKind.SEARCH, FactKind.CONSULTATION, FactKind.SUPPLIED, FactKind.INNER}


class SearchForm(StepForm):
    place = forms.CharField(label="在哪里", max_length=200, help_text="档案室、业务系统、OA、内设机构……")
    method = forms.CharField(label="用什么方法", max_length=200, help_text="按题名检索、翻查目录、询问经办人……")
    terms = forms.CharField(label="检索词", max_length=300)
    found = forms.CharField(label="结果", max_length=500)
    on = day("检索的日期")
    submit, done = "登记检索", "已登记检索。"

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.note_search(self.case, actions.Search(**self.cleaned_data), actor=actor, at=at)


class PaperForm(StepForm):
    title = forms.CharField(label="题名", max_length=200)
    files = ResumableFileField(label="文件")
    public = forms.BooleanField(label="随答复提供给申请人", required=False)
    submit, done = "放入案卷", "已放入案卷。"

    def run(self, *, actor: Actor, at: datetime) -> Any:
        typed = self.cleaned_data
        kept = typed["files"].take(actor=actor, at=at)
        titles = [typed["title"] if len(kept) == 1 else f"{typed['title']}（{n}）" for n in range(1, len(kept) + 1)]
        return [
            actions.add_paper(self.case, "paper", title, file, public=typed["public"], actor=actor, at=at) for title, file in zip(titles, kept, strict=True)
        ]


class TagForm(StepForm):
    tags = forms.MultipleChoiceField(label="标签", choices=[(each, each) for each in actions.TAGS], required=False, widget=forms.CheckboxSelectMultiple)
    submit, done = "保存标签", "已保存。"

    def prepare(self, actor: Actor) -> None:
        self.fields["tags"].initial = self.case.tags

    def run(self, *, actor: Actor, at: datetime) -> Any:
        return actions.tag(self.case, self.cleaned_data["tags"], actor=actor, at=at)


class ToldThirdForm(StepForm):
    consultation = forms.ModelChoiceField(queryset=None, label="告知谁", empty_label=None)
    content = words("公开的内容和理由")
    on = day("告知的日期")
    submit, done = "登记告知", "已登记告知第三方。"

    def prepare(self, actor: Actor) -> None:
        chooser = self.fields["consultation"]
        chooser.queryset = self.case.consultations.filter(agrees=False, told_on__isnull=True, kind="third_party")  # type: ignore[attr-defined]
        chooser.label_from_instance = lambda row: row.name  # type: ignore[attr-defined]

    def run(self, *, actor: Actor, at: datetime) -> Any:
        typed = self.cleaned_data
        return actions.tell_third_party(typed["consultation"], typed["content"], typed["on"], actor=actor, at=at)


MORE: dict[str, type[StepForm]] = {"search": SearchForm, "paper": PaperForm, "tag": TagForm, "third_party_told": ToldThirdForm}


class ChooseForm(forms.Form):
    """First half of a draft: which decisions."""

    outcome = forms.MultipleChoiceField(label="处理决定", widget=forms.CheckboxSelectMultiple, help_text="可以公开的先公开；一部分公开、一部分不公开的，分别选择。")

    def __init__(self, outcomes: Sequence[Outcome], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for each in outcomes:
            article = each.cited.replace("《中华人民共和国政府信息公开条例》", "条例")
            groups.setdefault(GROUP_NAMES[each.group], []).append((each.id, f"{each.title}（{article}）" if article else each.title))
        self.fields["outcome"].choices = list(groups.items())  # type: ignore[attr-defined]


class DraftForm(forms.Form):
    """Second half: for each decision the facts that it must state, and why the more open way is not taken."""

    text = words("补充说明", "写在决定之后，可以不写。", required=False)

    def __init__(self, case: Case, chosen: Sequence[Outcome], today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.chosen, self.today = case, chosen, today
        for n, outcome in enumerate(chosen):
            self._add(n, outcome)
        self.order_fields([name for name in self.fields if name != "text"])

    def _add(self, n: int, outcome: Outcome) -> None:
        known = queries.known_facts(self.case, outcome, self.today)
        if len(self.chosen) > 1:
            self.fields[f"covers-{n}"] = forms.CharField(
                label="对应申请中的哪一部分", max_length=300, error_messages={"required": "有几项处理决定时，每一项都要写明对应申请中的哪一部分。"}
            )
        for fact in outcome.requires:
            widget = forms.Textarea(attrs=LONG) if fact.kind in LONG_FACTS else forms.TextInput()
            note = "（只留在案卷里，不写入答复书）" if fact.kind is FactKind.INNER else ""
            self.fields[f"{fact.id}-{n}"] = forms.CharField(
                label=fact.label, help_text=fact.help + note, widget=widget, initial=known.get(fact.id, ""),
                error_messages={"required": f"“{outcome.label}”要写明{fact.label}（{outcome.cited or '年度报告格式'}）。"},
            )  # fmt: skip
        if better := more_open(rulebook.law(), outcome):
            ways = "、".join(each.outcome.label for each in better)
            told = {"required": f"可以更公开的处理：{ways}。不采用的，请写明理由；以公开为常态、不公开为例外（条例第五条）。"}
            self.fields[f"not_taken-{n}"] = words(
                f"{outcome.ask or '不采用更公开方案的理由'}？", f"更公开的处理：{ways}。理由只留在案卷里。", error_messages=told
            )

    def groups(self) -> list[tuple[Outcome, list[forms.BoundField]]]:
        """Decision → its fields, for the page."""
        return [(outcome, [self[name] for name in self.fields if name.endswith(f"-{n}")]) for n, outcome in enumerate(self.chosen)]

    def run(self, *, actor: Actor, at: datetime) -> Any:
        typed = self.cleaned_data
        parts = [
            actions.PartDraft(
                outcome.id, {fact.id: typed[f"{fact.id}-{n}"] for fact in outcome.requires}, typed.get(f"covers-{n}", ""), typed.get(f"not_taken-{n}", "")
            )
            for n, outcome in enumerate(self.chosen)
        ]
        return actions.draft_reply(self.case, actions.Draft(parts, typed["text"]), actor=actor, at=at)
