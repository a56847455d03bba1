"""A reading as plain data for `--json` and for the import preview: the keys are stable names, values are strings and numbers."""

from __future__ import annotations

from typing import Any

from .model import Basis, Clause, Contact, Deadline, Field, Metadata, Reading, Target, Task

_PLAIN = ["title", "doc_number", "issuing_organ", "signed_date", "published_date", "publicity", "index_number", "validity", "theme", "source_site", "editor", "author", "issue_timestamp", "published_time", "printed_date", "printing_organ", "seal", "plan_year", "approval", "annex_title"]


def as_json(reading: Reading) -> dict[str, Any]:
    """Everything read, ready for json.dumps."""
    return {
        "kind": reading.kind,
        "metadata": _metadata(reading.metadata),
        "sources": _sources(reading.metadata),
        "parts": [
            {"kind": part.kind.value, "title": part.title, "lines": list(part.lines), "preamble": list(part.preamble), "clauses": [_clause(one) for one in part.clauses]}
            for part in reading.parts
        ],
        "tasks": [_task(task) for task in reading.tasks],
        "basis": [_basis(one) for one in reading.basis],
        "warnings": [{"code": one.code, "message": one.message, "line": one.line, "quote": one.quote} for one in reading.warnings],
        "repairs": [{"line": one.line, "raw": one.raw, "proposed": one.proposed, "reason": one.reason, "code": one.code} for one in reading.repairs],
        "contacts": [_contact(one) for one in reading.metadata.contacts],
        "line_roles": {str(one.line): one.role.value for one in reading.line_roles},
        "to_ask": list(reading.to_ask),
        "notes": list(reading.notes),
        "scanned": reading.scanned,
    }


def _metadata(data: Metadata) -> dict[str, Any]:
    made: dict[str, Any] = {name: _value(getattr(data, name)) for name in _PLAIN}
    made["addressees"] = list(data.addressees)
    made["cc"] = list(data.cc)
    made["publicity_class"] = _publicity_class(data.publicity)
    made["plan_year"] = int(data.plan_year.value) if data.plan_year else None
    made["attachments"] = [one.value for one in data.attachments]
    made["other"] = {label: one.value for label, one in data.other}
    return made


def _value(one: Field | None) -> str | None:
    return one.value if one else None


def _publicity_class(one: Field | None) -> str | None:
    if one is None:
        return None
    for word in ("依申请公开", "不予公开", "主动公开"):
        if word in one.value:
            return word
    return "主动公开" if "公开发布" in one.value else None


def _sources(data: Metadata) -> dict[str, Any]:
    named = {name: getattr(data, name) for name in (*_PLAIN, "addressees_field", "cc_field")}
    return {
        name.removesuffix("_field"): {"raw": one.raw, "line": one.line, "place": one.place, "how": one.how} for name, one in named.items() if one is not None
    }


def _clause(one: Clause) -> dict[str, Any]:
    return {
        "marker": one.marker, "label": one.label, "level": one.level, "heading": one.heading, "text": one.text, "line": one.line,
        "children": [_clause(child) for child in one.children],
    }  # fmt: skip


def _task(task: Task) -> dict[str, Any]:
    return {
        "path": list(task.path), "part": task.part.value, "part_index": task.part_index, "form": task.form, "heading": task.heading,
        "ancestor_headings": list(task.ancestor_headings), "text": task.text, "lead_units": list(task.lead_units),
        "responsible_units": list(task.responsible_units), "cooperating_units": list(task.cooperating_units), "units_raw": task.units_raw,
        "actors_in_text": list(task.actors_in_text), "lead_in_text": list(task.lead_in_text), "deadlines": [_deadline(one) for one in task.deadlines],
        "targets": [_target(one) for one in task.targets], "lines": list(task.lines), "place": task.place, "columns": dict(task.columns),
    }  # fmt: skip


def _deadline(one: Deadline) -> dict[str, Any]:
    return {
        "text": one.text, "kind": one.kind.value, "core": one.core, "date": one.date, "rule": one.rule, "amount": one.amount, "unit": one.unit,
        "anchor": one.anchor, "frequency": one.frequency, "min_count": one.min_count, "line": one.line, "about": one.about,
    }  # fmt: skip


def _target(one: Target) -> dict[str, Any]:
    value: float | int = int(one.value) if one.value == int(one.value) else one.value
    return {"text": one.text, "value": value, "unit": one.unit, "op": one.op, "line": one.line}


def _basis(one: Basis) -> dict[str, Any]:
    return {
        "title": one.title, "number": one.number, "alias": one.alias, "articles": list(one.articles), "issuer": one.issuer, "status": one.status,
        "lines": list(one.lines), "raw": one.raw,
    }  # fmt: skip


def _contact(one: Contact) -> dict[str, Any]:
    return {"name": one.name, "phone": one.phone, "label": one.label, "personal_mobile": one.personal_mobile, "email": one.email, "line": one.line}
