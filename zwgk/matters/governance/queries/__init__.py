"""Reading governance: registers and filing; the chain of responsibility; meetings, staff and funds; guidance, superior line."""

from .duties import Chain, Lead, Link, chain, chains, leads, public_duties, shares_lead, strange_staff
from .guidance import GUIDANCE, correction_of, guidance_counts, guidance_of, guidance_url
from .holding import on_post, registered
from .meetings import Hearing, Target, hearings, meetings_numbered, meetings_of, meetings_then, target_of
from .registers import (
    NEEDED,
    OBLIGED,
    Standing,
    competent_departments,
    filings_of,
    history_of,
    lights_of,
    missing,
    obliged,
    overview,
    published_leaders,
    responsible_of,
    snapshot,
    stale,
    working_organ_of,
    working_organs,
)
from .resources import Planned, Supply, plan_resources, resources_of, supplies
from .superior import line_contacts, line_lights, overdue, standards, talks

__all__ = [
    "GUIDANCE", "NEEDED", "OBLIGED", "Chain", "Hearing", "Lead", "Link", "Planned", "Standing", "Supply", "Target", "chain", "chains",
    "competent_departments", "correction_of", "filings_of", "guidance_counts", "guidance_of", "guidance_url", "hearings", "history_of", "leads",
    "lights_of", "line_contacts", "line_lights", "meetings_numbered", "meetings_of", "meetings_then", "missing", "obliged", "on_post", "overdue", "overview", "plan_resources", "public_duties",
    "published_leaders", "registered", "resources_of", "responsible_of", "shares_lead", "snapshot", "stale", "standards", "strange_staff", "supplies", "talks",
    "target_of", "working_organ_of", "working_organs",
]  # fmt: skip
