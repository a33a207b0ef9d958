"""The summary report that a worker brings to the panel, with a section for what it decides."""

from typing import Any

from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from assessments.views.whole import label_for, whole_of
from cases.models import Case
from cases.selectors.access import find_case
from cases.selectors.panels import upload_refusal
from cin.accounts.permissions import may_work
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view
from cin.core.downloads import FileAnswer, pdf_download
from cin.core.errors import NotFound, NotPermitted
from cin.core.templatetags.cin import plain_day
from cin.documents.printing import pdf_of
from cin.policy.selectors import procedure_in_force
from desk.chronology import printed
from desk.selectors.panel_report import PanelReport, panel_report_of
from meetings.views.words import child_in_words
from plans.following import ActionLine

Rows = list[dict[str, Any]]
# What is left free on paper, to be written in while the panel sits.
TO_WRITE = ("Date and chair", "Outcome", "What was decided", "Why", "Who does what, by when")


@require_safe
def panel_report(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """Show the report for the panel."""
    case = _found(request, case_id)
    context = {
        "case": case,
        "uploads": case.is_open and not upload_refusal(case, request.user),
        **_context(case),
    }
    note_view(case=case, viewer=request.user, page="report for the panel")
    return TemplateResponse(request, "desk/panel_report.html", context)


@require_safe
def print_panel_report(request: SignedInRequest, case_id: int) -> FileAnswer:
    """Give the report as a PDF, with room for the decisions; who took it is written down."""
    case = _found(request, case_id)
    context = {
        "to_write": TO_WRITE,
        **_context(case),
        **printed("Summary report for the panel", case, request),
    }
    contents = pdf_of("desk/print/panel_report.html", context)
    note_view(case=case, viewer=request.user, page="report for the panel, printed")
    return pdf_download(contents, name="panel-report.pdf")


def _found(request: SignedInRequest, case_id: int) -> Case:
    case = find_case(request.user, case_id)
    if not procedure_in_force(case.authority_id).flag("panel_enabled"):
        raise NotFound("This authority has no panel.")
    if refusal := may_work.reason(case, request.user):
        raise NotPermitted(refusal)
    return case


def _context(case: Case) -> dict[str, Any]:
    report = panel_report_of(case)
    sections = [
        ("Presenting issues", _issues(case, report)),
        ("The plan", _plan(report)),
        ("The latest review", _review(report)),
    ]
    return {
        "report": report,
        "sections": [{"title": title, "rows": rows} for title, rows in sections if rows],
        "decisions": _decisions(report),
    }


def _shown(rows: list[tuple[str, Any]]) -> Rows:
    return [{"key": key, "value": value, "typed": True} for key, value in rows if value]


def _issues(case: Case, report: PanelReport) -> Rows:
    summary, assessment = report.papers.summary, report.papers.assessment
    rows = [
        ("Social worker", str(case.worker or "")),
        ("Why the child was referred", case.referral.concerns),
        ("Why we are involved", summary.reason_for_involvement if summary else ""),
        ("Risks now", summary.current_risks if summary else ""),
    ]
    seen = report.last_seen
    found = _shown([*rows, ("Last seen", plain_day(seen.visit.visited_at) if seen else "Not yet")])
    if assessment is not None:
        on = plain_day(assessment.decided_at)
        found += _shown([(label_for(case), f"Approved on {on}")])
        found += whole_of(assessment)["conclusion"]
    return found


def _plan(report: PanelReport) -> Rows:
    plan = report.papers.plan
    if plan is None:
        return []
    actions = [(line.action.what, _how_far(line)) for line in report.actions]
    since = f"Version {plan.number}, in force from {plain_day(plan.in_force_on)}"
    return _shown([("In force", since), *actions])


def _how_far(line: ActionLine) -> str:
    action = line.action
    due = f"by {plain_day(action.due_on)}" if action.due_on else ""
    standing = line.standing[0] or "Nothing is recorded of it yet"
    return ", ".join(part for part in (standing, action.owner, due) if part)


def _review(report: PanelReport) -> Rows:
    part = report.papers.review
    if part is None:
        return []
    held = _shown([("Held on", plain_day(part.meeting.held_on))])
    return [*held, *child_in_words(part, part.meeting.kind)["rows"]]


def _decisions(report: PanelReport) -> list[dict[str, Any]]:
    """Each panel with what it decided and why, and what the worker put on the record."""
    heard = [
        {
            "title": f"Panel of {plain_day(panel.held_on)}",
            "rows": _shown(
                [
                    *panel.said_of_sitting,
                    ("What was decided", panel.decision),
                    ("Why", panel.rationale),
                ]
            ),
        }
        for panel in report.panels
    ]
    uploaded = [
        {
            "title": f"Put on the record on {plain_day(row.happened_on)}",
            "rows": _shown([("Decisions", row.note), ("By", str(row.recorded_by))]),
        }
        for row in report.uploaded
    ]
    return [*heard, *uploaded]
