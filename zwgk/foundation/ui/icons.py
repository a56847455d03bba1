"""The few drawings of the interface, 16 × 16 lines; they stand beside words, never alone."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.safestring import SafeString, mark_safe

PATHS: Mapping[str, str] = {
    "menu": "M2 4h12M2 8h12M2 12h12",
    "desk": "M2.5 3.5h11v9h-11zM2.5 6.5h11M6 6.5v6",
    "home": "M2.5 7.5 8 3l5.5 4.5M4 6.8V13h8V6.8",
    "inbox": "M2.5 4h11v8.5h-11zM2.5 4.5 8 9l5.5-4.5",
    "channel": "M2.5 6.5v3h2.5l5 3.5v-10l-5 3.5zM12 6a3 3 0 0 1 0 4",
    "notice": "M4 2h5.5L12.5 5v9H4zM9.5 2v3h3M6 8h4.5M6 10.8h4.5",
    "request": "M2.5 3h11v8H8l-3 2.5V11H2.5zM5.5 6h5M5.5 8.2h3",
    "ledger": "M2.5 3h11v10h-11zM2.5 6.3h11M2.5 9.7h11M6.2 3v10",
    "finding": "M3.5 14V2.5h9l-2 3 2 3h-9",
    "shield": "M8 2 3 4v4c0 3 2.2 5 5 6 2.8-1 5-3 5-6V4zM5.8 8l1.6 1.6 2.8-3",
    "organs": "M6 2.5h4v3H6zM2 10.5h4v3H2zM10 10.5h4v3h-4zM8 5.5V8M4 10.5V8h8v2.5",
    "rules": "M3.5 2.5h7.5a1.5 1.5 0 0 1 1.5 1.5v9.5H5A1.5 1.5 0 0 1 3.5 12zM3.5 12A1.5 1.5 0 0 1 5 10.5h7.5M6 5.5h4",
    "calendar": "M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v3M10.5 2v3",
    "journal": "M4 2.5h8.5v11H4zM6 2.5v11M2.5 5h3M2.5 8h3M2.5 11h3",
    "clock": "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 4.8V8l2.2 1.6",
    "search": "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.3 10.3 13.5 13.5",
    "figure": "M2.5 13.5h11M4.5 13.5V9M8 13.5V4M11.5 13.5V6.5",
    "file": "M4 2h5.5L12.5 5v9H4zM9.5 2v3h3",
    "download": "M8 2.5v7.5M5 7.2l3 3 3-3M3 13h10",
    "up": "M8 13V4M4.5 7 8 3.5 11.5 7",
    "person": "M8 2.5a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2zM3 13.5c.6-2.8 2.5-4 5-4s4.4 1.2 5 4",
    "phone": "M5 1.5h6v13H5zM7.2 12.5h1.6",
    # lights: another shape for each state
    "light-late": "M8 2.2 14.3 13.3H1.7zM8 6.2v3.6M8 11.3v.4",
    "light-today": "M8 1.8 14.2 8 8 14.2 1.8 8zM8 5v3.6M8 10.6v.4",
    "light-soon": "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 4.8V8l2.2 1.6",
    "light-later": "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z",
    "light-waiting": "M4.5 2.5h7M4.5 13.5h7M5 2.5c0 3 2.3 4 3 5.5.7-1.5 3-2.5 3-5.5M5 13.5c0-3 2.3-4 3-5.5.7 1.5 3 2.5 3 5.5",
    "light-over": "M2.5 2.5h11v11h-11zM5.5 8h5",
    "light-met": "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM5.3 8.2l1.9 1.9 3.5-3.9",
    "light-met_late": "M2.5 2.5h11v11h-11zM5.3 8.2l1.9 1.9 3.5-3.9",
    "light-suspended": "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM6.5 5.7v4.6M9.5 5.7v4.6",
    "light-void": "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM3.8 3.8l8.4 8.4",
    "light-none": "M5 8h6",
}


def svg(name: str) -> SafeString:
    """The drawing, hidden from screen readers; nothing when there is none of this name."""
    if name not in PATHS:
        return mark_safe("")
    return mark_safe(
        f'<svg class="icon icon-{name}" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" '
        f'stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
        f'<path d="{PATHS[name]}"/></svg>'
    )
