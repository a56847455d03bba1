"""One form per act of the table: `FORMS[verb]` is what the case page offers in place."""

from __future__ import annotations

from .consulting import (
    AskLegal,
    Consult,
    ConsultCoMaker,
    ConsultOrgan,
    GiveLegal,
    Hear,
    HearCoMaker,
    HearOrgan,
)
from .ending import (
    Answer,
    ApproveReply,
    Archive,
    Close,
    CorrectRecord,
    Reopen,
    ReturnReply,
    Serve,
    Withdraw,
)
from .limits import (
    Delay,
    Extend,
    LapseFee,
    NotifyFee,
    PayFee,
)
from .opening import (
    AskReasons,
    Assign,
    Clarify,
    Confirm,
    GiveReasons,
    LapseCorrection,
    RegisterCase,
    SupplyCorrection,
    Transfer,
)
from .step import StepForm

FORMS: dict[str, type[StepForm]] = {
    "confirm": Confirm, "register": RegisterCase, "assign": Assign, "transfer": Transfer, "clarify": Clarify, "supply_correction": SupplyCorrection,
    "lapse_correction": LapseCorrection, "ask_reasons": AskReasons, "give_reasons": GiveReasons, "delay": Delay, "consult_third_party": Consult,
    "consult_co_maker": ConsultCoMaker, "consult_organ": ConsultOrgan, "third_party_answered": Hear, "co_maker_answered": HearCoMaker,
    "organ_answered": HearOrgan, "extend": Extend, "notify_fee": NotifyFee, "pay_fee": PayFee, "lapse_fee": LapseFee, "ask_legal": AskLegal,
    "give_legal": GiveLegal, "return_reply": ReturnReply, "approve_reply": ApproveReply, "answer": Answer, "serve": Serve,
    "correct_record": CorrectRecord, "withdraw": Withdraw, "close": Close, "archive": Archive, "reopen": Reopen,
}  # fmt: skip
