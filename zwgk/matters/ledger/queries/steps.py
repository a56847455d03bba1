"""What an item asks of its unit next, in one word, for the list of things to do."""

from __future__ import annotations

from collections.abc import Iterable

from ..models import Item

_STEPS = {Item.State.TODO: "上报进展", Item.State.DOING: "接着上报", Item.State.RETURNED: "补材料"}


def next_steps(ids: Iterable[int | str]) -> dict[str, str]:
    """Number of the item → its next step; "" while it lies with the office for review."""
    found = Item.objects.filter(pk__in=[int(each) for each in ids]).values_list("pk", "state")
    return {str(pk): _STEPS.get(Item.State(state), "") for pk, state in found}
