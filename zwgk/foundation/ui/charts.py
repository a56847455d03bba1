"""Figures → an SVG chart, drawn on the server by pygal; nothing runs in the browser. Beside each chart stands its table.

    svg(Plot("各月处罚决定数", "bar", ["2026年1月", …], [("", [12, …])], unit="条"))
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import pygal
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from pygal.style import Style

# pygal looks for plug-ins by an import hook of the old kind; there are none, and Python warns at every import.
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != "pygal"]

COLOURS = ("#1b4f9c", "#9a6700", "#1a7f37", "#7a3e9d", "#0f766e", "#b42318", "#57606a", "#a2543a", "#4f7cc4", "#6b7d1f")
FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'
_STYLE = Style(
    background="transparent", plot_background="transparent", foreground="#57606a", foreground_strong="#1f2328", foreground_subtle="#dfe3e8",
    guide_stroke_color="#dfe3e8", major_guide_stroke_color="#dfe3e8",
    colors=COLOURS, font_family=FONT, label_font_size=15, major_label_font_size=15, value_font_size=15, legend_font_size=15, title_font_size=16,
    guide_stroke_dasharray="3,4", major_guide_stroke_dasharray="3,4", opacity="1", opacity_hover=".85", transition="0s",
)  # fmt: skip
# On a page the colours are those of its tokens, so that dark and accessible modes hold in charts; on paper the values beside them.
_TOKENS = {"#57606a": "neutral", "#1f2328": "ink", "black": "ink", "#dfe3e8": "line", "#1b4f9c": "primary", **{colour: f"c{n}" for n, colour in enumerate(COLOURS[1:], 2) if colour != "#57606a"}}
_PAINTED = re.compile(rf"(?<=[:])({'|'.join(_TOKENS)})(?=[;}} ])")
_SCRIPTS = re.compile(r"<script.*?</script>", re.DOTALL)
_MONTH = re.compile(r"(\d{4}年)(\d{1,2}月|第.季度)")
_ROOM = 28  # signs that fit side by side below a chart
_LABEL_SIGNS = 9  # longer words lie better beside horizontal bars


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn."""

    title: str
    type: str  # bar | line | stack
    labels: Sequence[str]
    series: Sequence[tuple[str, Sequence[Decimal | int | float | None]]]
    unit: str = ""


def svg(plot: Plot) -> SafeString:
    """Inline SVG with a title and a description; "" when there is nothing to draw."""
    if not plot.labels or not plot.series:
        return mark_safe("")
    flat = plot.type == "bar" and len(plot.series) == 1 and _are_long(plot.labels)
    chart = _chart(plot, flat)
    chart.x_labels = _beside(plot)[::-1] if flat else _below(plot.labels)
    _scale(chart, plot)
    for name, figures in plot.series:
        drawn = [None if each is None else float(each) for each in figures]
        chart.add(name, drawn[::-1] if flat else drawn)
    drawn_svg = _PAINTED.sub(lambda found: f"var(--{_TOKENS[found[1]]}, {found[1]})", _SCRIPTS.sub("", chart.render(is_unicode=True)))
    return mark_safe(_told(drawn_svg, plot))


def _are_long(labels: Sequence[str]) -> bool:
    """Words that would have to lean or be cut below the bars; months stay below."""
    together = max(map(len, labels)) * len(labels) > _ROOM and not any(_MONTH.fullmatch(label) for label in labels)
    return together or any(len(label) > _LABEL_SIGNS for label in labels)


def _scale(chart: pygal.Graph, plot: Plot) -> None:
    """Few things are counted in whole numbers; a line keeps off the edge, where its figures stand."""
    figures = [float(each) for _, series in plot.series for each in series if each is not None]
    if not figures:
        return
    low, high = min(figures), max(figures)
    if plot.type == "line" and high > low:
        room = (high - low) / 5
        chart.range = (max(0.0, low - room) if low >= 0 else low - room, high if plot.unit == "%" else high + room / 2)
    elif plot.type != "stack" and low >= 0 and high <= 6 and all(each == int(each) for each in figures):
        chart.y_labels = list(range(int(high) + 1))


def _beside(plot: Plot) -> list[str]:
    """Long names with their figure, for bars that lie."""
    return [f"{label}　{_figure(None if each is None else float(each))}" for label, each in zip(plot.labels, plot.series[0][1], strict=True)]


def _below(labels: Sequence[str]) -> list[str]:
    """The year stands once: 2025年11月, 12月, 2026年1月, 2月."""
    out, year = [], ""
    for label in labels:
        found = _MONTH.fullmatch(label)
        out.append(found[2] if found and found[1] == year else label)
        year = found[1] if found else ""
    return out


def _chart(plot: Plot, flat: bool) -> pygal.Graph:
    kinds = {"line": pygal.Line, "stack": pygal.StackedBar, "bar": pygal.HorizontalBar if flat else pygal.Bar}
    return kinds.get(plot.type, pygal.Bar)(
        style=_STYLE, js=[], disable_xml_declaration=True, no_prefix=False, explicit_size=False, show_legend=len(plot.series) > 1, legend_at_bottom=True,
        legend_at_bottom_columns=min(4, len(plot.series)), width=560, height=_height(plot, flat), margin=10, margin_left=_left(plot, flat),
        margin_right=40, x_label_rotation=_turned(plot, flat),
        show_minor_x_labels=True, show_x_labels=not flat, include_x_axis=plot.type != "line", dots_size=3, stroke_style={"width": 2.5}, truncate_label=36, truncate_legend=24, show_dots=True,
        value_formatter=_figure, print_values=not flat and _fits(plot), print_values_position="top", rounded_bars=2, spacing=22, max_scale=6,
    )  # fmt: skip


def _height(plot: Plot, flat: bool) -> int:
    return 60 + 38 * len(plot.labels) if flat else 300


def _fits(plot: Plot) -> bool:
    """Figures stand above the bars where they do not run into one another."""
    return len(plot.series) == 1 and sum(len(_figure(None if each is None else float(each))) + 1 for each in plot.series[0][1]) <= 50


def _left(plot: Plot, flat: bool) -> int:
    """pygal measures Latin letters; Chinese signs are wider."""
    return 10 + (min(max(map(len, _beside(plot))), 36) * 7 if flat else 20)


def _turned(plot: Plot, flat: bool) -> int:
    return 0 if flat or sum(map(len, _below(plot.labels))) <= _ROOM else 35


def _figure(value: float | None) -> str:
    """1,280 or 12.5."""
    return "" if value is None else f"{value:,.2f}".rstrip("0").rstrip(".")


def _told(drawn: str, plot: Plot) -> str:
    """Name and description for readers of the screen in front of everything else."""
    pairs = [f"{label} {_figure(float(figures[at]))}" for _, figures in plot.series[:1] for at, label in enumerate(plot.labels) if figures[at] is not None]
    said = f"{plot.title}。{'，'.join(pairs[:24])}{'。单位：' + plot.unit if plot.unit else ''}"
    head = f"<title>{escape(plot.title)}</title><desc>{escape(said)}</desc>"
    drawn = re.sub(r"<title>.*?</title>", "", drawn, count=1, flags=re.DOTALL)
    return re.sub(r"(<svg\b)([^>]*)>", lambda found: f'{found[1]}{found[2]} role="img">{head}', drawn, count=1)
