"""A form out of the fields of a kind. It only carries what was typed; `domain.kinds.validate` judges it, and its words come to the field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString

from zwgk.domain.kinds import validate
from zwgk.foundation.organs.models import Organ
from zwgk.law.kind_model import NEVER_SHOWN, FieldDef, FieldType, KindDef, Show

BLANK_LINES = 3
MOST_LINES = 500
SECRET = "只用于内部核对，不公开。"


class LinesWidget(forms.Widget):
    """A table of inputs, one line per subrow, with empty lines at the end; more come by a button that also works without JavaScript."""

    def __init__(self, field: FieldDef) -> None:
        super().__init__()
        self.field = field

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        lines = list(value or [])
        blanks = BLANK_LINES if len(lines) < MOST_LINES else 0
        return render_to_string("records/rows/_lines.html", {
            "name": name, "field": self.field, "id": (attrs or {}).get("id", name), "lines": [[(each, line.get(each.id, "")) for each in self.field.fields] for line in [*lines, *({} for _ in range(blanks))]],
        })  # fmt: skip

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, str]]:
        many = data if isinstance(data, MultiValueDict) else MultiValueDict({key: value if isinstance(value, list) else [value] for key, value in data.items()})
        columns = {each.id: many.getlist(f"{name}-{each.id}") for each in self.field.fields}
        count = max((len(values) for values in columns.values()), default=0)
        lines = [{each: values[at].strip() if at < len(values) else "" for each, values in columns.items()} for at in range(min(count, MOST_LINES))]
        return [line for line in lines if any(line.values())]


class LinesField(forms.Field):
    def clean(self, value: Any) -> Any:
        return value


class RowForm(forms.Form):
    """One row of a kind."""

    def __init__(self, kind: KindDef, organ: Organ, data: Any = None, values: Mapping[str, Any] | None = None, keys: Mapping[str, list[tuple[str, str]]] | None = None) -> None:
        initial = dict(values) if values is not None else {each.id: organ.name for each in kind.fields if each.type is FieldType.ORGAN}
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.kind = kind
        self.values: dict[str, Any] = {}
        for each in kind.fields:
            if each.type is not FieldType.FILE:
                self.fields[each.id] = _field(each, (keys or {}).get(each.id, []))

    def clean(self) -> dict[str, Any]:
        result = validate(self.kind, {each: value for each, value in self.cleaned_data.items() if value not in ("", None)})
        self.values = result.values
        for problem in result.problems:
            said = problem.said if not problem.field or problem.label == self.kind.field(problem.field).label else f"{problem.label}：{problem.said}"
            self.add_error(problem.field or None, said)
        return self.cleaned_data


def _field(each: FieldDef, keys: list[tuple[str, str]]) -> forms.Field:
    label = f"{each.label}（{each.unit}）" if each.unit else each.label
    common: dict[str, Any] = {"label": label, "required": False, "help_text": _help(each)}
    made = _made(each, keys, common)
    made.required = each.required  # for the word 选填; `validate` says what is missing
    made.validate = lambda value: None  # type: ignore[method-assign]
    return made


def _made(each: FieldDef, keys: list[tuple[str, str]], common: dict[str, Any]) -> forms.Field:
    match each.type:
        case FieldType.CHOICE:
            return forms.ChoiceField(choices=[("", "请选择"), *((option, option) for option in each.options)], **common)
        case FieldType.MULTI:
            return forms.MultipleChoiceField(choices=[(option, option) for option in each.options], widget=forms.CheckboxSelectMultiple, **common)
        case FieldType.YESNO:
            return forms.TypedChoiceField(choices=[("是", "是"), ("否", "否")], widget=forms.RadioSelect, **common)
        case FieldType.LONG:
            return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), **common)
        case FieldType.DATE:
            return forms.CharField(widget=forms.DateInput(attrs={"type": "date"}), **common)
        case FieldType.TABLE:
            return LinesField(widget=LinesWidget(each), **common)
        case FieldType.KEY if keys:
            return forms.ChoiceField(choices=[("", "请选择"), *keys], **common)
        case FieldType.INTEGER | FieldType.DECIMAL | FieldType.MONEY | FieldType.PERCENT | FieldType.YEAR:
            return forms.CharField(widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num"}), **common)
    return forms.CharField(**common)


def _help(each: FieldDef) -> str:
    parts = [each.help, f"例如：{each.example}" if each.example else ""]
    if each.type in NEVER_SHOWN or each.mask.show is Show.HIDDEN:
        parts.append(SECRET if SECRET[:4] not in each.help else "")
    elif each.mask.show is Show.PARTLY:
        parts.append("公开时部分隐去：" + each.mask.ground)
    return "；".join(part for part in parts if part)


def typed(kind: KindDef, values: Mapping[str, Any]) -> dict[str, Any]:
    """Stored values as the form shows them."""
    return {each.id: ("是" if values[each.id] else "否") if each.type is FieldType.YESNO else values[each.id] for each in kind.fields if each.id in values}


class UploadForm(forms.Form):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="单位")
    file = forms.FileField(label="表格文件", help_text=".xlsx、.xls、.et 或 .csv，最多20000行。列的顺序不限，表头写栏目名称即可；上面有标题行也能读。")

    def __init__(self, units: Any, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["organ"].queryset = units  # type: ignore[attr-defined]
        if len(units) == 1:
            self.fields["organ"].initial = units[0]
