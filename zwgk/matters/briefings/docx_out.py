"""A template and the words of a paper → a .docx. Templates are code of strangers: they run in Jinja's sandbox."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import jinja2
from docxtpl import DocxTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment

from zwgk.domain.errors import BadInput

VARIABLES = {"organ": "编报单位", "issue": "期号", "title": "标题", "lines": "正文各段（text 文字，head 是否小标题）", "date": "日期", "period": "时段", "kind": "文种"}
REMEDY = "请下载默认模板，在它上面修改；大括号和百分号要成对。"


def render(template: bytes, words: Mapping[str, Any]) -> bytes:
    """The finished document; BadInput says what in the template is wrong."""
    document = DocxTemplate(io.BytesIO(template))
    try:
        document.render(dict(words), _environment())
    except jinja2.TemplateError as error:
        raise BadInput(f"模板里的语法有错：{error}。", field="file", remedy=REMEDY) from error
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def check(template: bytes) -> None:
    """Refuse a template that names an unknown variable, lacks title or body, or cannot be rendered."""
    try:
        used = DocxTemplate(io.BytesIO(template)).get_undeclared_template_variables(_environment())
    except jinja2.TemplateError as error:
        raise BadInput(f"模板里的语法有错：{error}。", field="file", remedy=REMEDY) from error
    if unknown := used - set(VARIABLES):
        can = "、".join(f"{name} {label}" for name, label in VARIABLES.items())
        raise BadInput(f"模板里有系统不认识的变量：{'、'.join(sorted(unknown))}。", field="file", remedy=f"可以用的变量：{can}。")
    if lacking := [VARIABLES[name] for name in ("title", "lines", "issue") if name not in used]:
        raise BadInput(f"模板里没有{'、'.join(lacking)}。", field="file", remedy=REMEDY)
    sample = {name: f"（{label}）" for name, label in VARIABLES.items()} | {"lines": [{"text": "一、小标题", "head": True}, {"text": "正文。", "head": False}]}
    render(template, sample)


def _environment() -> jinja2.Environment:
    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)
    made.globals.clear()
    return made
