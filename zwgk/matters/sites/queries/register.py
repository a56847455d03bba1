"""Reading the register of sites: state, how far their pages have moved, the check of a year."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from zwgk.foundation.organs.models import Organ
from zwgk.matters.records.models import Migration
from zwgk.matters.records.queries import migration as moving

from .. import rules
from ..models import EntryCheck, OrganChannel, SiteEntry


@dataclass(frozen=True, slots=True)
class Row:
    """One site with what the inspector asks."""

    entry: SiteEntry
    channel: OrganChannel | None
    migrations: list[tuple[Migration, moving.Figures]]
    checked: int  # items of this year's check
    wrong: int

    @property
    def moved(self) -> str:
        """How far its pages have moved, in words."""
        total = sum(figures.total for _, figures in self.migrations)
        out = sum(figures.out for _, figures in self.migrations)
        return f"已迁移 {out}／{total} 页" if total else "没有迁移记录"


def entries() -> QuerySet[SiteEntry]:
    return SiteEntry.objects.select_related("organ")


def rows(year: int) -> list[Row]:
    """The whole list."""
    batches = [(each, moving.figures(each)) for each in moving.migrations()]
    channels = {each.organ_id: each for each in OrganChannel.objects.select_related("organ")}
    checks: dict[int, dict[str, int]] = {}
    for pk, result, count in EntryCheck.objects.filter(year=year).order_by().values_list("entry_id", "result").annotate(n=Count("pk")):
        checks.setdefault(pk, {})[result] = count
    return [
        Row(
            entry, channels.get(entry.organ_id), [(each, figures) for each, figures in batches if _is_of(each, entry)],
            sum(checks.get(entry.pk, {}).values()), checks.get(entry.pk, {}).get(EntryCheck.Result.WRONG, 0),
        )
        for entry in entries()
    ]  # fmt: skip


def _is_of(migration: Migration, entry: SiteEntry) -> bool:
    """By the address that its pages had; a batch without one counts for its organ."""
    return entry.domain in migration.base_url if migration.base_url else entry.organ_id == migration.organ_id


def checks_of(entry: SiteEntry, year: int) -> list[tuple[rules.CheckItem, EntryCheck | None]]:
    """The whole list of the year, done or not."""
    done = {each.item: each for each in entry.checks.filter(year=year)}
    return [(item, done.get(item.key)) for item in rules.yearly_items()]


def opening_of(organ: Organ) -> rules.Opening:
    """Whether this organ may have a site of its own, with the article."""
    return rules.opening_for(organ.kind)
