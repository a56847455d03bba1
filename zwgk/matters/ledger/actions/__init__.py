"""The verbs of the ledger."""

from .adopt import adopt
from .cascade import link_superior_clause, propose_links
from .entered_for import enter_evidence, enter_extension, enter_report, object_to
from .escalate import escalate, excuse, record_talk
from .evidence import add_file, add_kept, add_page, keep_fetched, mark_failed
from .extend import ask_extension, decide_extension
from .inspect import open_round, raise_in_round
from .limits import record_event, set_limit
from .pass_on import pass_on
from .printing import print_ledger, print_ledger_task
from .progress import confirm_done, note_report, report, return_report, summarise
from .publish import publish_item, publish_plan, withdraw_item
from .renew import renew
from .staff import assign_person, set_public_day
from .unit_plans import add_opinion, file_unit_plan, inspect_unit_plan
from .urge import urge

__all__ = [
    "add_file",
    "add_kept",
    "add_opinion",
    "add_page",
    "adopt",
    "ask_extension",
    "assign_person",
    "confirm_done",
    "decide_extension",
    "enter_evidence",
    "enter_extension",
    "enter_report",
    "escalate",
    "excuse",
    "file_unit_plan",
    "inspect_unit_plan",
    "keep_fetched",
    "link_superior_clause",
    "mark_failed",
    "note_report",
    "object_to",
    "open_round",
    "pass_on",
    "print_ledger",
    "print_ledger_task",
    "propose_links",
    "publish_item",
    "publish_plan",
    "raise_in_round",
    "record_event",
    "record_talk",
    "renew",
    "report",
    "return_report",
    "set_limit",
    "set_public_day",
    "summarise",
    "urge",
    "withdraw_item",
]
