"""The verbs of governance: registers (Arts 3, 4), people with a duty, filing; meetings, staff and funds, guidance, superior line."""

from .duties import JointLead, NewSection, set_joint_lead, set_section
from .filing import Call, confirm_filing, exempt_filing, file_people, open_call, return_filing
from .guidance import NewGuidance, correct_improper, log_guidance
from .meetings import NewMeeting, NewTarget, record_meeting, remind_unheard, set_meeting_target, void_meeting
from .pass_on import pass_on
from .people import Named, end_responsible, publish_work, set_responsible
from .registers import Department, WorkingBody, register_department, register_working_organ
from .resources import NewResources, import_resources, report_resources
from .superior import (
    NewLineContact,
    NewStandard,
    NewTalk,
    decide_standard,
    finish_talk,
    log_talk,
    set_line_contact,
    watch_standard,
)

__all__ = [
    "Call", "Department", "JointLead", "Named", "NewGuidance", "NewLineContact", "NewMeeting", "NewResources", "NewSection", "NewStandard",
    "NewTalk", "NewTarget", "WorkingBody",
    "confirm_filing", "correct_improper", "decide_standard", "end_responsible", "exempt_filing", "file_people", "finish_talk",
    "import_resources", "log_guidance", "log_talk", "open_call", "pass_on", "publish_work", "record_meeting", "register_department",
    "register_working_organ", "remind_unheard", "report_resources", "return_filing", "set_joint_lead", "set_line_contact",
    "set_meeting_target", "set_responsible", "set_section", "void_meeting", "watch_standard",
]  # fmt: skip
