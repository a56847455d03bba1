"""The year: unit plans, reports with evidence, decisions, extensions, urging, inspections, summaries, publication."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from html import escape
from typing import Any

from django.db import transaction

from zwgk.domain.errors import Refusal
from zwgk.domain.rights import Actor
from zwgk.matters.findings import actions as findings
from zwgk.matters.ledger import actions as ledger
from zwgk.matters.ledger.actions.evidence import Fetched
from zwgk.matters.ledger.actions.inspect import Problem
from zwgk.matters.ledger.actions.progress import Progress
from zwgk.matters.ledger.actions.unit_plans import UnitPlanFacts
from zwgk.matters.ledger.models import Extension, Item, Plan, Report, Round, UnitPlan

from .documents import full_path
from .reading import DATA, SETUP, Cast, day, load, moment, periods


class Year:
    """Plays the year, event by event."""

    def __init__(self, plan: Plan, cast: Cast) -> None:
        self.plan, self.cast = plan, cast
        self.items: dict[tuple[str, int], list[Item]] = {}
        found = Item.objects.filter(duty__task__plan=plan).select_related("limit", "duty__task__plan__notice", "duty__task__clause__part", "duty__organ")
        for item in found:
            task = item.duty.task
            path = full_path(task.path, task.clause.part.kind if task.clause else "")
            self.items.setdefault((path, item.duty.organ_id), []).append(item)
        self.skipped: list[str] = []
        self.events: list[tuple[datetime, int, Any, tuple[Any, ...]]] = []
        self.held: dict[str, Round] = {}  # title → round
        self.reported: dict[int, Report] = {}  # item → its last report

    def play(self) -> None:
        """All events in the order of time; one that does not fit is noted and left out."""
        self._plan(load("progress.yaml"))
        events = sorted(self.events, key=lambda event: event[:2])
        for start in range(0, len(events), 200):
            with transaction.atomic():
                for _, _, verb, args in events[start : start + 200]:
                    self._try(verb, args)

    def _plan(self, data: dict[str, Any]) -> None:
        for row in data["unit_plans"]:
            self._on(row["at"], self._unit_plan, row)
        for block in data["tasks"]:
            for unit in block["units"]:
                self._unit(block["task"], unit)
        for row in data["extensions"]:
            self._extension(row)
        for row in data["urges"]:
            self._on(row["at"], self._urge, row)
        for row in data["inspections"]:
            self._on(row["began"], self._round, row)
            for told in row["findings"]:
                self._on(told["order"]["at"], self._finding, row["title"], told)
        for row in data["summaries"]:
            self._on(row["at"], self._summary, row)

    def _on(self, at: Any, verb: Any, *args: Any) -> None:
        self.events.append((moment(at), len(self.events), verb, args))

    def _try(self, verb: Any, args: tuple[Any, ...]) -> None:
        try:
            with transaction.atomic():
                verb(*args)
        except Refusal as refusal:
            row = args[-1]
            self.skipped.append(f"{row.get('task', '')} {row.get('organ', '')} {row.get('at', '')} {row.get('period', '')}: {refusal.message}")

    def _organ(self, slug: str) -> Any:
        return self.cast.organs[slug]

    def _found(self, path: str, slug: str) -> list[Item]:
        return self.items.get((path, self._organ(slug).pk), [])

    def _unit_plan(self, row: dict[str, Any]) -> None:
        owed = UnitPlan.objects.filter(plan=self.plan, organ=self._organ(row["organ"])).select_related("plan", "organ").first()
        if owed is None:
            return
        facts = UnitPlanFacts(row["title"], day(row["published"]), row.get("url", ""))
        ledger.file_unit_plan(owed, facts, actor=self.cast.actor(row["by"]), at=moment(row["at"]))

    def _unit(self, path: str, unit: dict[str, Any]) -> None:
        found = self._found(path, unit["organ"])
        if not found:
            self.skipped.append(f"{path} {unit['organ']}: 没有这项任务")
            return
        for row in unit["reports"]:
            for item in self._covered(found, row):
                self._on(row["at"], self._report, item, row)
                if told := row.get("returned"):
                    self._on(told["at"], self._return, item, told)
                if told := row.get("done"):
                    self._on(told["at"], self._confirm, item, row)

    def _covered(self, found: list[Item], row: dict[str, Any]) -> list[Item]:
        """`period` and `due` name the item; without them it is the one that does not recur."""
        if "period" in row:
            labels = periods(row["period"])
            return [item for item in found if item.label in labels] or found[:1]
        if "due" in row:
            return [item for item in found if item.limit and item.limit.due_on == day(row["due"])] or found[:1]
        return ([item for item in found if not (item.limit and item.limit.frequency)] or found)[:1]

    def _report(self, item: Item, row: dict[str, Any]) -> None:
        item.refresh_from_db(fields=["state", "percent"])
        finished = row.get("percent", 100) == 100 or "period" in row
        at, actor = moment(row["at"]), self.cast.actor(row["by"])
        report = ledger.report(item, Progress(row["text"], row.get("percent", 100), finished), actor=actor, at=at)
        self.reported[item.pk] = report
        for proof in row.get("evidence", []):
            self._evidence(item, report, proof, actor, at)

    def _return(self, item: Item, told: dict[str, Any]) -> None:
        report = self.reported[item.pk]
        report.item.refresh_from_db(fields=["state", "percent"])
        ledger.return_report(report, told["comment"], actor=self.cast.actor(told["by"]), at=moment(told["at"]))

    def _confirm(self, item: Item, row: dict[str, Any]) -> None:
        told = row["done"]
        item.refresh_from_db(fields=["state", "percent"])
        ledger.confirm_done(item, actor=self.cast.actor(told["by"]), at=moment(told["at"]))
        self._publish(item, row, moment(told["at"]))

    def _publish(self, item: Item, row: dict[str, Any], at: datetime) -> None:
        """Every third confirmed item is told to the public, in the words of the report."""
        if item.pk % 3:
            return
        url = next((proof.get("url", "") for proof in row.get("evidence", [])), "")
        ledger.publish_item(item, row["text"], url, actor=self.cast.actor("xiajing"), at=at + timedelta(days=1))

    def _evidence(self, item: Item, report: Report, proof: dict[str, str], actor: Actor, at: datetime) -> None:
        if "file" in proof:
            ledger.add_file(item, (DATA / proof["file"]).read_bytes(), proof["file"].split("/")[-1], report=report, actor=actor, at=at)
            return
        row = ledger.add_page(item, proof["url"], proof["title"], report=report, actor=actor, at=at)
        text = f"{proof['title']}\n{report.text}"
        body = f"<!doctype html><html lang=zh><title>{escape(proof['title'])}</title><h1>{escape(proof['title'])}</h1><p>{escape(report.text)}</p></html>".encode()
        ledger.keep_fetched(row, Fetched(proof["title"], text, hashlib.sha256(body).hexdigest(), body), actor=SETUP, at=at + timedelta(minutes=1))

    def _extension(self, row: dict[str, Any]) -> None:
        found = self._found(row["task"], row["organ"])
        item = self._covered(found, {})[0]
        self._on(row["asked"], self._ask, item, row)
        if "decided" in row:
            self._on(row["decided"], self._decide, item, row)

    def _ask(self, item: Item, row: dict[str, Any]) -> None:
        item.refresh_from_db(fields=["state"])
        ledger.ask_extension(item, day(row["until"]), row["reason"], actor=self.cast.actor(row["by"]), at=moment(row["asked"]))

    def _decide(self, item: Item, row: dict[str, Any]) -> None:
        asked = Extension.objects.select_related("item__duty__organ", "item__duty__task").filter(item=item).latest("asked_at")
        ledger.decide_extension(asked, row["granted"], row.get("comment", ""), actor=self.cast.actor(row["by_office"]), at=moment(row["decided"]))

    def _urge(self, row: dict[str, Any]) -> None:
        found = [item for told in row["items"] for item in self._covered(self._found(told["task"], told["organ"]), {})]
        for item in found:
            item.refresh_from_db(fields=["state"])
        ledger.urge(self.plan, found, row["text"], actor=self.cast.actor(row["by"]), at=moment(row["at"]))

    def _round(self, row: dict[str, Any]) -> None:
        office, at = self.cast.actor(row["by"]), moment(row["began"])
        note = f"{row['scope']}。{row['method']}。"
        self.held[row["title"]] = ledger.open_round(self.plan, row["title"], day(row["began"]), note, actor=office, at=at)

    def _finding(self, title: str, told: dict[str, Any]) -> None:
        order = told["order"]
        at, organ = moment(order["at"]), self._organ(told["organ"])
        problem = Problem(organ, told["problem"], order["text"], day(order["due"]), told.get("task", ""))
        finding = ledger.raise_in_round(self.held[title], problem, actor=self.cast.actor(order["by"]), at=at)
        returned = told.get("returned")
        for number, answer in enumerate(told.get("answers", [])):
            findings.answer(finding, answer["text"], actor=self.cast.actor(answer["by"]), at=moment(answer["at"]))
            if returned and number == 0:
                findings.return_answer(finding, returned["comment"], actor=self.cast.actor(returned["by"]), at=moment(returned["at"]))
        if closed := told.get("closed"):
            findings.close(finding, closed["note"], actor=self.cast.actor(closed["by"]), at=moment(closed["at"]))

    def _summary(self, row: dict[str, Any]) -> None:
        found = self._found(row["task"], row["organ"])
        task = found[0].duty.task if found else next((items[0].duty.task for (path, _), items in self.items.items() if path == row["task"]), None)
        if task is not None:
            ledger.summarise(task, self._organ(row["organ"]), row["text"], actor=self.cast.actor(row["by"]), at=moment(row["at"]))
