"""The template tags: words and shape beside colour, nothing unescaped, nothing empty shown."""

from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from zwgk.foundation.ui import icons, words


def shown(text: str, query: str = "", **values: object) -> str:
    request = RequestFactory().get(f"/office/{query}")
    return Template("{% load ui %}" + text).render(Context({"request": request, **values}))


@pytest.mark.parametrize("state", sorted(words.LIGHTS))
def test_every_light_has_words_and_a_shape_of_its_own(state: str):
    html = shown(f'{{% light "{state}" %}}')
    assert words.LIGHTS[state] in html
    assert html.count("<svg") == 1
    shapes = {icons.PATHS[f"light-{each}"] for each in words.LIGHTS}
    assert len(shapes) == len(words.LIGHTS)


def test_a_light_of_a_clock_brings_its_own_words():
    light = SimpleNamespace(state="soon", words="还剩 3 个工作日 · 11月26日", note="日期暂定")
    html = shown("{% light light %}", light=light)
    assert "还剩 3 个工作日" in html
    assert "日期暂定" in html


def test_what_people_typed_is_escaped():
    evil = "<script>1</script>"
    for tag in ("{% light 'late' x %}", "{% badge x %}", "{% tile x x %}", "{% panel x %}{% endpanel %}", "{% copy_box x %}", "{% empty x x %}"):
        assert "<script>" not in shown(tag, x=evil)


def test_empty_metadata_is_not_shown():
    html = shown("{% pairs rows %}", rows=[("索引号", "1"), ("废止日期", ""), ("份数", 0)])
    assert "废止日期" not in html
    assert "份数" in html


def test_a_head_sorts_and_turns_round():
    assert "sort=-due" in shown('{% sort_head "due" "时限" %}', "?sort=due&q=a&page=3")
    assert 'aria-sort="ascending"' in shown('{% sort_head "due" "时限" %}', "?sort=due")
    assert "page" not in shown('{% sort_head "due" "时限" %}', "?sort=due&q=a&page=3")


def test_pages_keep_the_query():
    html = shown("{% pages page %}", "?q=a&page=2", page=Paginator(range(90), 20).page(2))
    assert "?q=a&amp;page=3" in html
    assert 'aria-current="page"' in html


def test_files_tell_type_and_size():
    html = shown("{% files files %}", files=[SimpleNamespace(name="要点.docx", url="/f", size=48_210)])
    assert "Word，47 KB" in html


def test_progress_of_nothing():
    assert "0%" in shown("{% progress 0 0 %}")


def test_an_address_that_nobody_offers():
    assert shown('{% url_or_none "no:such" %}') == ""


def test_headings_become_titles():
    page = Template('{% extends "ui/base_office.html" %}{% block heading %}催办 <em>甲 &amp; 乙</em>{% endblock %}')
    html = page.render(Context({"request": RequestFactory().get("/office/"), "site": {"office_name": "平台"}}))
    assert "<title>催办 甲 &amp; 乙 - 平台</title>" in html


class Sample(forms.Form):
    title = forms.CharField(label="标题", help_text="写明事由。")
    kind = forms.ChoiceField(label="类别", widget=forms.RadioSelect, choices=[("1", "甲")])
    note = forms.CharField(label="备注", required=False)


def test_a_form_sums_its_errors_up_with_links():
    html = shown("{% fields form %}", form=Sample({"title": ""}))
    assert "有 2 处需要修改" in html
    assert 'href="#id_title"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert html.count("选填") == 1
    assert "<fieldset" in html


def test_bulk_boxes_name_what_they_select():
    html = shown('<table>{% select_all %}{% select_row 7 "甲任务" "urge" %}</table>')
    assert 'aria-label="选择：甲任务"' in html
    assert 'form="urge"' in html
