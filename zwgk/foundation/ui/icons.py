"""The few drawings of the interface, 16 × 16 lines; they stand beside words, never alone."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.safestring import SafeString, mark_safe

PATHS: Mapping[str, str] = {
    "menu": "M2 4h12M2 8h12M2 12h12",
    "desk": "M2.5 3.5h11v9h-11zM2.5 6.5h11M6 6.5v6",
    "home": "M2.5 7.5 8 3l5.5 4.5M4 6.8V13h8V6.8",
    "inbox": "M2.5 4h11v8.5h-11zM2.5 4.5 8 9l5.5-4.5",
    "notice": "M4 2h5.5L12.5 5v9H4zM9.5 2v3h3M6 8h4.5M6 10.8h4.5",
    "ledger": "M2.5 3h11v10h-11zM2.5 6.3h11M2.5 9.7h11M6.2 3v10",
    "finding": "M3.5 14V2.5h9l-2 3 2 3h-9",
    "shield": "M8 2 3 4v4c0 3 2.2 5 5 6 2.8-1 5-3 5-6V4zM5.8 8l1.6 1.6 2.8-3",
    "organs": "M6 2.5h4v3H6zM2 10.5h4v3H2zM10 10.5h4v3h-4zM8 5.5V8M4 10.5V8h8v2.5",
    "rules": "M3.5 2.5h7.5a1.5 1.5 0 0 1 1.5 1.5v9.5H5A1.5 1.5 0 0 1 3.5 12zM3.5 12A1.5 1.5 0 0 1 5 10.500h7.5M6 5.500h4",
    "calendar": "M2.5 3.5h11v10h-11zM2.5 6.5h11M5.500 2v3M10.500 2v3",
    "journal": "M4 2.500h8.500v11H4zM6 2.500v11M2.500 5h3M2.500 8h3M2.500 11h3",
    "search": "M7 2.500a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9zM10.300 10.300 13.500 13.500",
    "file": "M4 2h5.500L12.500 5v9H4zM9.500 2v3h3",
    "download": "M8 2.500v7.500M5 7.200l3 3 3-3M3 13h10",
    "up": "M8 13V4M4.500 7 8 3.500 11.500 7",
    "person": "M8 2.500a2.600 2.600 0 1 1 0 5.200 2.600 2.600 0 0 1 0-5.200zM3 13.500c.6-2.800 2.500-4 5-4s4.400 1.200 5 4",
    # lights: another shape for each state
    "light-late": "M8 2.200 14.300 13.300H1.700zM8 6.200v3.600M8 11.300v.4",
    "light-today": "M8 1.800 14.200 8 8 14.200 1.800 8zM8 5v3.600M8 10.600v.4",
    "light-soon": "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 4.800V8l2.200 1.600",
    "light-later": "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z",
    "light-waiting": "M4.500 2.500h7M4.500 13.500h7M5 2.500c0 3 2.300 4 3 5.500.7-1.500 3-2.500 3-5.500M5 13.500c0-3 2.300-4 3-5.500.7 1.500 3 2.500 3 5.500",
    "light-over": "M2.500 2.500h11v11h-11zM5.500 8h5",
    "light-met": "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM5.300 8.200l1.900 1.900 3.500-3.900",
    "light-met_late": "M2.500 2.500h11v11h-11zM5.300 8.200l1.900 1.900 3.500-3.900",
    "light-suspended": "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM6.500 5.700v4.600M9.500 5.700v4.600",
    "light-void": "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM3.800 3.800l8.400 8.400",
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
