"""What the record of a meeting lacks of what the procedure asks besides, read from its rows."""

from collections.abc import Mapping, Sequence

from cases.models import Case, Handover
from cin.procedures.readiness import RecordFacts, Unjudged
from meetings.asking import VIEWS, Asked
from meetings.models import Attendance, AttendanceStatus, Meeting, MeetingChild
from meetings.progress import items_of_plan, unjudged


def facts_of_record(
    asked: Asked, meeting: Meeting, parts: Sequence[MeetingChild], cases: Mapping[int, Case]
) -> RecordFacts:
    """Give what is asked of a record and not answered."""
    asks, rows = asked.asks, list(meeting.attendance.all())
    others = asked.note_takers and meeting.note_taker_role != "chair"
    return RecordFacts(
        headings=[each for each in asked.headings if not meeting.headings.get(each, "").strip()],
        lacks_services="services" in asks and not meeting.services_agreed.strip(),
        lacks_expectations="expectations" in asks and not meeting.expectations.strip(),
        lacks_decision="decisions" in asks and not meeting.decisions_in_words.strip(),
        lacks_events="significant_events" in asks and not meeting.significant_events.strip(),
        lacks_disagreements="significant_events" in asks and not meeting.disagreements.strip(),
        lacks_note_taker=bool(others) and not meeting.note_taker.strip(),
        lacks_later_interval=asked.agrees_later and not meeting.later_interval,
        lacks_later_chair=asked.agrees_later and not meeting.later_chair,
        former_worker=_former_worker(asked, rows, cases),
        silent=_silent(meeting, rows, cases) if VIEWS in asks else (),
        unreasoned=_unreasoned(meeting) if "decision_reasons" in asks else (),
        unshared=_unshared(rows) if "reports_shared" in asks else (),
        unjudged=[
            Unjudged(child=str(cases[part.case_id].child), code=item.code, what=item.what)
            for part in parts
            for item in unjudged(items_of_plan(cases[part.case_id], asks), part.progress)
        ],
    )


def is_judged_by_plan(asked: Asked, cases: Mapping[int, Case]) -> bool:
    """Say whether progress is asked outcome by outcome or action by action of any child's plan."""
    return any(items_of_plan(case, asked.asks) for case in cases.values())


def _silent(meeting: Meeting, rows: Sequence[Attendance], cases: Mapping[int, Case]) -> list[str]:
    """Name those whose views nobody wrote: the children have boxes of their own, and the chair and
    the workers are who asks.
    """
    asking = {meeting.chair_name.casefold()}
    asking |= {str(case.child).casefold() for case in cases.values()}
    asking |= {case.worker.name.casefold() for case in cases.values() if case.worker}
    return [
        row.name
        for row in rows
        if row.status != AttendanceStatus.NO_REPLY
        and row.name.casefold() not in asking
        and not (row.views.strip() or row.written_update.strip())
    ]


def _former_worker(asked: Asked, rows: Sequence[Attendance], cases: Mapping[int, Case]) -> str:
    """Name the worker who handed the case over to another team and is not among the people."""
    if not asked.both_workers:
        return ""
    latest = (
        Handover.objects.filter(allocation__case__in=cases, is_transfer=True)
        .order_by("-pk")
        .select_related("from_worker")
        .first()
    )
    named = {row.name.casefold() for row in rows}
    if latest is None or latest.from_worker.name.casefold() in named:
        return ""
    return latest.from_worker.name


def _unshared(rows: Sequence[Attendance]) -> list[str]:
    return [
        row.name
        for row in rows
        if row.status != AttendanceStatus.ATTENDED
        and row.written_update.strip()
        and row.update_shared is not True
    ]


def _unreasoned(meeting: Meeting) -> list[str]:
    return [
        row["decision"][:80] for row in meeting.decisions_made if not row.get("reason", "").strip()
    ]
