"""The record of a meeting in the words of its page."""

from collections.abc import Iterable
from typing import Any

from cin.core.reading import clock_time
from cin.core.templatetags.cin import day, moment
from cin.procedures.codes import REVIEW_OUTCOMES, ROLES
from meetings.models import ManagerQuestion, Meeting, MeetingChild
from meetings.next_steps import lead_in_words, next_step_in_words
from meetings.progress import HOW_FAR

PLAN = "Plan at this meeting"
YES_OR_NO = {True: "Yes", False: "No", None: ""}


def meeting_in_words(found: Meeting) -> list[dict[str, Any]]:
    """List what is said of the meeting as a whole."""
    chair = f"{found.chair_name}, {ROLES.get(found.chair_role, found.chair_role).lower()}"
    rows = [
        ("Held on", day(found.held_on)),
        ("Began at", clock_time(found.began_at) if found.began_at else ""),
        ("Done without a meeting", _without(found)),
        ("Place", found.place or "Not recorded"),
        ("Chaired by", chair),
        ("Note taken by", _note_taker(found)),
        ("Later meetings", _later(found)),
        ("To be invited next time", _next_invitees(found)),
        ("Recorded by", str(found.written_by)),
        ("Record finished", moment(found.recorded_at)),
        ("Ratified", _ratified(found)),
    ]
    said = {"key": "The manager's comment", "value": found.ratification_comment, "typed": True}
    shown = [{"key": key, "value": value} for key, value in rows if value]
    return [*shown, said] if found.ratification_comment else shown


def child_in_words(part: MeetingChild, kind: str) -> dict[str, Any]:
    """List what is said of one child, as the kind of meeting asks."""
    asked = {"initial": _at_first, "review": _at_review}.get(kind, _at_other)(part)
    rows = [
        ("Came to the meeting", YES_OR_NO[part.attended], False),
        *([("Why not", part.absence_reason, True)] if part.attended is False else []),
        ("Views", part.views, True),
        *asked,
        *_for_manager(part),
        *(
            (row["what"], HOW_FAR.get(row["how_far"], row["how_far"]), False)
            for row in part.progress
        ),
        (PLAN, f"Version {part.plan_number}" if part.plan_number else "", False),
        ("Next meeting", _next(part), False),
    ]
    return {
        "name": str(part.case.child),
        "rows": [
            {"key": key, "value": value, "typed": typed}
            for key, value, typed in rows
            if value or key != PLAN
        ],
    }


def _note_taker(found: Meeting) -> str:
    role = ROLES.get(found.note_taker_role, "").lower()
    who = ", ".join(filter(None, [found.note_taker, role]))
    return who[:1].upper() + who[1:]


def _later(found: Meeting) -> str:
    chair = ROLES.get(found.later_chair, "").lower()
    parts = [
        f"every {found.later_interval}" if found.later_interval else "",
        f"chaired by the {chair}" if chair else "",
    ]
    return ", ".join(filter(None, parts)).capitalize()


def _next_invitees(found: Meeting) -> str:
    rows = found.next_invitees
    return "; ".join(", ".join(filter(None, [row["name"], row.get("role")])) for row in rows)


def texts_of(found: Meeting) -> list[tuple[str, str]]:
    """List the texts of a record, each with its title, leaving out those that nobody wrote."""
    titles = {
        "without_meeting_reason": "Why there was no meeting",
        "school_time_reason": "Why it was in school time, and how that suited the child",
        "chair_reason": "Why this person chaired it",
        "discussion": "What was discussed",
    }
    later = {
        "progress": "What has changed since the last meeting",
        "significant_events": "Significant events",
        "services_agreed": "Services agreed",
        "expectations": "What parents and professionals may expect of each other",
        "decisions_in_words": "What was decided",
        "disagreements": "Disagreements",
    }
    texts = [(title, getattr(found, name)) for name, title in titles.items()]
    texts += [*found.headings.items()]
    texts += [(title, getattr(found, name)) for name, title in later.items()]
    texts += [*found.prompts.items(), ("What it could not resolve", found.unresolved)]
    return [(title, text) for title, text in texts if text]


def _next(part: MeetingChild) -> str:
    at = f" at {clock_time(part.next_meeting_time)}" if part.next_meeting_time else ""
    return f"{day(part.next_meeting_on)}{at}" if part.next_meeting_on else ""


def _for_manager(part: MeetingChild) -> list[tuple[str, str, bool]]:
    asked = [
        ("The changes wanted are being achieved", part.outcomes_achieved),
        ("What was not done has harmed, or may harm", part.inaction_harm),
    ]
    return [(key, YES_OR_NO[said], False) for key, said in asked if said is not None]


def _without(found: Meeting) -> str:
    """Say how a manager decided on a review without a meeting, or that one has still to."""
    if not found.without_meeting:
        return ""
    if not hasattr(found, "agreement"):
        return "Waits for a manager to agree" if found.awaits_agreement else "Yes"
    agreement = found.agreement
    agreed = "Agreed" if agreement.is_agreed else "Not agreed, so a meeting is still due"
    when = moment(agreement.decided_at)
    return f"{agreed}. Decided by {agreement.decided_by} on {when}: {agreement.reason}"


def questions_in_words(questions: Iterable[ManagerQuestion]) -> list[dict[str, Any]]:
    """List what was put before a manager, with what the manager said."""
    return [
        {
            "id": question.pk,
            "title": f"{question}: {question.case.child}",
            "is_open": question.answered_at is None,
            "rows": [
                {"key": key, "value": value, "typed": key == "Answer"}
                for key, value in (
                    ("Strategy meeting", YES_OR_NO[question.strategy_meeting]),
                    ("Answer", question.answer),
                    ("Answered", _answered(question)),
                )
                if value
            ],
        }
        for question in questions
    ]


def _answered(question: ManagerQuestion) -> str:
    if question.answered_at is None:
        return "A manager has not answered yet"
    return f"By {question.answered_by} on {moment(question.answered_at)}"


def _at_first(part: MeetingChild) -> list[tuple[str, str, bool]]:
    return [("Plan agreed", YES_OR_NO[part.plan_agreed], False)]


def _at_review(part: MeetingChild) -> list[tuple[str, str, bool]]:
    return [
        ("Outcome", REVIEW_OUTCOMES.get(part.outcome, part.outcome), False),
        ("Why", part.outcome_reason, True),
        *_what_follows(part),
        ("The plan changes", YES_OR_NO[part.plan_changes], False),
    ]


def _what_follows(part: MeetingChild) -> list[tuple[str, str, bool]]:
    rows = [
        ("Next step recommended", next_step_in_words(part)),
        ("Lead professional from then on", lead_in_words(part)),
    ]
    return [(key, value, False) for key, value in rows if value]


def _at_other(_part: MeetingChild) -> list[tuple[str, str, bool]]:
    return []


def _ratified(found: Meeting) -> str:
    return f"By {found.ratified_by} on {moment(found.ratified_at)}" if found.ratified_by else ""
