"""Addresses of the ledger."""

from django.urls import path

from . import office, phone, portal

app_name = "ledger"

public = [
    path("ledger/", portal.index, name="index"),
    path("ledger/<int:pk>/", portal.plan, name="plan"),
    path("ledger/<int:pk>/<slug:organ>/", portal.organ, name="organ"),
]

staff = [
    path("", office.plans_view, name="plans"),
    path("adopt/<int:notice_pk>/", office.adopt_view, name="adopt"),
    path("review/", office.review_view, name="review"),
    path("ladder/", office.ladder_view, name="ladder"),
    path("ladder/step/", office.step_view, name="step"),
    path("ladder/steps/<str:key>/", office.taken_view, name="taken"),
    path("ladder/talks/<int:pk>/", office.talk_view, name="talk"),
    path("items/<int:pk>/excuse/", office.excuse_view, name="excuse"),
    path("annual/<int:year>/", office.annual, name="annual"),
    path("plans/<int:pk>/", office.plan_view, name="plan"),
    path("plans/<int:pk>/units/", office.units_view, name="units"),
    path("plans/<int:pk>/urge/", office.urge_view, name="urge"),
    path("plans/<int:pk>/unit-plans/", office.unit_plans_view, name="unit_plans"),
    path("plans/<int:pk>/opinion/", office.opinion_view, name="opinion"),
    path("plans/<int:pk>/rounds/", office.rounds_view, name="rounds"),
    path("plans/<int:pk>/reporting/", office.reporting_view, name="reporting"),
    path("rounds/<int:pk>/", office.round_view, name="round"),
    path("evidence/<int:pk>/", office.evidence_file, name="evidence_file"),
    path("plans/<int:pk>/trace/", office.trace_view, name="trace"),
    path("plans/<int:pk>/renew/<int:notice_pk>/", office.renew_view, name="renew"),
    path("plans/<int:pk>/print.pdf", office.print_view, name="print"),
    path("plans/<int:pk>/prints/<int:file>/", office.printed_view, name="printed"),
    path("plans/<int:pk>/archive.xlsx", office.archive_view, name="archive"),
    path("plans/<int:pk>/export/<str:what>.<str:form>", office.export, name="export"),
    path("tasks/<int:pk>/", office.task_view, name="task"),
    path("tasks/<int:pk>/summary/", office.summary_view, name="summary"),
    path("tasks/<int:pk>/link/", office.link_view, name="link"),
    path("limits/<int:pk>/", office.limit_view, name="limit"),
    path("items/<int:pk>/", office.item_view, name="item"),
    path("items/<int:pk>/phone/", phone.phone_view, name="phone"),
    path("items/<int:pk>/report/", office.report_view, name="report"),
    path("items/<int:pk>/evidence/", office.add_evidence, name="evidence"),
    path("items/<int:pk>/enter-for/", office.enter_view, name="enter_for"),
    path("entries/<int:pk>/paper/", office.paper_view, name="entered_paper"),
    path("entries/<int:pk>/object/", office.object_view, name="object_to"),
    path("items/<int:pk>/extension/", office.extension, name="extension"),
    path("items/<int:pk>/assign/", office.assign, name="assign"),
    path("items/<int:pk>/publish/", office.publish_item_view, name="publish_item"),
    path("extensions/<int:pk>/", office.decide_extension_view, name="decide_extension"),
    path("unit-plans/<int:pk>/", office.unit_plan_view, name="unit_plan"),
    path("unit-plans/<int:pk>/inspect/", office.inspect_view, name="inspect_unit_plan"),
]
