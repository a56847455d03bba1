"""rows: what the units of 和光县 publish row by row. `EVERY[kind](today)` yields batches; the same ones for the same day.

enforcement.py  licences, penalties, coercion, inspections, powers, services
money.py        budgets, debt, direct funds, fees, procurement
projects.py     projects and their life lines, plans, emergency plans
livelihood.py   assistance, water, villages
"""

from .batches import Batch
from .enforcement import ENFORCEMENT
from .livelihood import LIVELIHOOD
from .money import MONEY
from .projects import PROJECTS

EVERY = {**PROJECTS, **ENFORCEMENT, **MONEY, **LIVELIHOOD}  # a project before its information, an item before its results

__all__ = ["EVERY", "Batch"]
