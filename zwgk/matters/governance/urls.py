"""Addresses of governance: below /office/governance/ and /governance/."""

from __future__ import annotations

from django.urls import path

from . import portal
from .office import duties, filing, guidance, meetings, registers, resources, superior

app_name = "governance"
staff = [
    path("", registers.overview, name="overview"),
    path("export/", registers.export, name="export"),
    path("department/", registers.department, name="department"),
    path("organs/<int:pk>/", registers.organ, name="organ"),
    path("organs/<int:pk>/working-organ/", registers.working_organ, name="working_organ"),
    path("organs/<int:pk>/people/<str:duty>/", registers.person, name="person"),
    path("people/<int:pk>/end/", registers.end, name="end"),
    path("people/<int:pk>/publish/", registers.publish, name="publish"),
    path("calls/", filing.calls, name="calls"),
    path("calls/new/", filing.new, name="new_call"),
    path("calls/<int:pk>/", filing.call, name="call"),
    path("calls/<int:pk>/export/", filing.export, name="export_call"),
    path("filings/<int:pk>/file/", filing.file, name="file"),
    path("filings/<int:pk>/confirm/", filing.confirm, name="confirm"),
    path("filings/<int:pk>/return/", filing.send_back, name="return"),
    path("filings/<int:pk>/exempt/", filing.exempt, name="exempt"),
    path("duties/", duties.duties, name="duties"),
    path("duties/joint/", duties.joint, name="joint"),
    path("organs/<int:pk>/section/", duties.section, name="section"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.new, name="new_meeting"),
    path("meetings/target/", meetings.target, name="meeting_target"),
    path("meetings/remind/", meetings.remind, name="remind_meetings"),
    path("meetings/export/", meetings.export, name="export_meetings"),
    path("meetings/<int:pk>/void/", meetings.void, name="void_meeting"),
    path("meetings/<int:pk>/minutes/", meetings.minutes, name="minutes"),
    path("resources/", resources.resources, name="resources"),
    path("resources/export/", resources.export, name="export_resources"),
    path("resources/import/", resources.upload, name="resources_import"),
    path("resources/import/<int:pk>/", resources.preview, name="resources_preview"),
    path("resources/<int:pk>/", resources.enter, name="enter_resources"),
    path("guidance/", guidance.guidance, name="guidance"),
    path("guidance/new/", guidance.new, name="new_guidance"),
    path("guidance/export/", guidance.export, name="export_guidance"),
    path("guidance/<int:pk>/", guidance.entry, name="guidance_entry"),
    path("guidance/<int:pk>/correct/", guidance.correct, name="correct"),
    path("superior/", superior.superior, name="superior"),
    path("superior/contacts/new/", superior.contact, name="line_contact"),
    path("superior/contacts/<int:pk>/talk/", superior.talk, name="talk"),
    path("superior/talks/<int:pk>/done/", superior.done, name="talk_done"),
    path("superior/standards/new/", superior.standard, name="standard"),
    path("superior/standards/<int:pk>/decide/", superior.decide, name="decide_standard"),
]
public = [
    path("governance/", portal.governance, name="home"),
    path("governance/leaders/", portal.leaders, name="leaders"),
    path("governance/duties/", portal.duties, name="duties"),
]
