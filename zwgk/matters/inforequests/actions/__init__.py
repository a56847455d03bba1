"""The verbs of a request, a file per group."""

from .account import put_on_account
from .advising import ask_legal, give_legal
from .answering import Correction, Served, answer, correct_record, serve
from .appeals import Closing, NewAppeal, answer_appeal, close_appeal, note_appeal, register_appeal, turn_appeal
from .applicant import confirm_answer, evaluate, tell_payment
from .applying import apply_online
from .asking import Clarification, ask_reasons, clarify, delay, give_reasons, lapse_correction, supply_correction
from .charging import Charge, lapse_fee, notify_fee, pay_fee
from .complaining import NewComplaint, Verified, complain, verify_complaint
from .consulting import Asked, Heard, consult, hear, tell_third_party
from .converting import Suggestion, refuse_conversion, suggest_by_applicant, suggest_conversion, take_conversion
from .drafts import clear_drafts, drop_draft, keep_draft
from .ending import Remand, archive, close, reopen, withdraw
from .handling import TAGS, Search, add_paper, assign, look_at_identity, note_search, tag, transfer
from .issuing import issue_answer, issue_letters
from .moving import forward, split, take_over
from .pass_on import pass_on
from .platform import Arrived, note_export, take_rows
from .receiving import Asker, Confirmation, NewCase, confirm, receive, register
from .redacting import keep_original, note_file_export, redact_paper
from .relating import look_at_related, offer_common_draft
from .replying import Draft, PartDraft, approve_reply, draft_reply, return_reply
from .serving import serve_letter, serve_many
from .telling import tell_handler
from .timing import Extension, extend
from .writing import draft_after, draft_reply_letter, drop_reply_letter, fill_letter, set_details, write_letter

__all__ = [
    "Arrived", "Asked", "Asker", "Charge", "Clarification", "Closing", "Confirmation", "Correction", "Draft", "Extension", "Heard", "NewAppeal", "NewCase", "NewComplaint", "Verified", "complain", "verify_complaint",
    "PartDraft", "Remand", "Suggestion", "answer_appeal", "close_appeal", "look_at_related", "note_appeal", "offer_common_draft", "refuse_conversion",
    "register_appeal", "suggest_by_applicant", "suggest_conversion", "take_conversion", "turn_appeal",
    "Search", "Served", "TAGS", "add_paper", "answer", "apply_online", "approve_reply", "archive", "ask_legal", "ask_reasons", "assign",
    "clarify", "clear_drafts", "close", "confirm", "confirm_answer", "consult", "correct_record", "delay", "draft_after", "draft_reply", "draft_reply_letter", "drop_reply_letter",
    "drop_draft", "evaluate", "fill_letter", "extend", "forward", "give_legal", "give_reasons", "hear", "issue_answer", "issue_letters", "keep_draft", "keep_original", "lapse_correction", "lapse_fee", "look_at_identity",
    "note_export", "note_file_export", "note_search", "notify_fee", "pass_on", "pay_fee", "put_on_account", "receive", "redact_paper", "register", "reopen", "return_reply", "serve", "serve_letter", "serve_many", "set_details", "split", "supply_correction", "tag",
    "take_over", "take_rows", "tell_handler", "tell_payment", "tell_third_party", "transfer", "withdraw", "write_letter",
]  # fmt: skip
