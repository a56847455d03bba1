"""The verbs of governance: registers (Arts 3, 4), people with a duty, filing with the competent department."""

from .filing import Call, confirm_filing, exempt_filing, file_people, open_call, return_filing
from .people import Named, end_responsible, publish_work, set_responsible
from .registers import Department, WorkingBody, register_department, register_working_organ

__all__ = [
    "Call", "Department", "Named", "WorkingBody",
    "confirm_filing", "end_responsible", "exempt_filing", "file_people", "open_call", "publish_work",
    "register_department", "register_working_organ", "return_filing", "set_responsible",
]  # fmt: skip
