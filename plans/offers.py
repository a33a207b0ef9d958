"""What the assessment and the family network meeting say that a plan could take over (ROC-117)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from assessments.models import Assessment, FamilyNetworkMeeting, NetworkMeetingState
from assessments.selectors.sections import sections_of
from cases.models import Case
from cin.core.templatetags.cin import plain_day
from plans.asking import Asked
from plans.models import PlanVersion

ACTIONS = "actions"
# The box of the plan that a section of the assessment, or of the meeting's record, speaks to.
_OF_ASSESSMENT = {
    "child_views": "child_views",
    "parent_views": "family_views",
    "parenting": "strengths",
    "analysis": "worries",
}
_OF_MEETING = {
    "strengths": "strengths",
    "concerns": "worries",
    "voice": "lived_experience",
    "child_perspective": "child_views",
    "safety": "safety",
    "contingency": "contingency",
}


@dataclass(frozen=True, kw_only=True)
class Offered:
    """One text, or one action of the family's plan, that could go into one box of the plan.

    `source` names the record in the middle of a sentence; `key` is the same whenever it is asked
    for, and `row` what an action says.
    """

    key: str
    box: str
    title: str
    source: str
    text: str
    href: str
    is_taken: bool = False
    row: dict[str, Any] = field(default_factory=dict)


def offers_to(version: PlanVersion) -> list[Offered]:
    """List what the case's latest assessment and its recorded family network meetings say for a
    version, in the order of the plan's boxes.
    """
    asked = Asked(version)
    boxes = _boxes(asked)
    taken = {(box, each["key"]) for box, found in version.taken.items() for each in found}
    found = [*_from_assessment(version.case), *_from_meetings(version.case)]
    return [
        Offered(
            **{
                **vars(offer),
                "title": boxes[offer.box],
                "is_taken": (offer.box, offer.key) in taken,
            }
        )
        for box in boxes
        for offer in found
        if offer.box == box and offer.text.strip()
    ]


def _boxes(asked: Asked) -> dict[str, str]:
    """Give the boxes that can be filled from elsewhere, with their titles."""
    own = {
        "strengths": "What is going well",
        "worries": "What needs to change",
        "child_views": "The child's wishes and feelings",
        "family_views": "The parents' or carers' views",
        "contingency": "What happens if things do not improve",
        ACTIONS: "Actions",
    }
    further = {each.code: each.title for each in asked.questions}
    retitled = {code: further.get(code, title) for code, title in own.items()}
    wanted = {*_OF_MEETING.values(), *_OF_ASSESSMENT.values()}
    return {**retitled, **{code: t for code, t in further.items() if code in wanted}}


def _from_assessment(case: Case) -> Iterator[Offered]:
    found: Assessment | None = case.assessments.order_by("-started_on", "-pk").first()
    if found is None:
        return
    found.case = case
    source = f"the assessment started on {plain_day(found.started_on)}"
    for section in sections_of(found):
        if box := _OF_ASSESSMENT.get(section.base, ""):
            yield Offered(
                key=f"assessment-{found.pk}-{section.code}",
                box=box,
                title="",
                source=f"“{section.title}” in {source}",
                text=section.text,
                href=reverse("assessments:assessment", args=[found.pk]),
            )


def _from_meetings(case: Case) -> Iterator[Offered]:
    recorded = case.network_meetings.filter(state=NetworkMeetingState.RECORDED)
    for meeting in recorded.order_by("-held_on", "-pk"):
        yield from _of_meeting(meeting)


def _of_meeting(meeting: FamilyNetworkMeeting) -> Iterator[Offered]:
    source = f"the family network meeting on {plain_day(meeting.held_on)}"
    href = reverse("assessments:network_meeting", args=[meeting.pk])
    for code, text in meeting.discussion.items():
        if box := _OF_MEETING.get(code, ""):
            title = meeting.titles.get(code, code)
            yield Offered(
                key=f"meeting-{meeting.pk}-{code}",
                box=box,
                title="",
                source=f"“{title}” in {source}",
                text=text,
                href=href,
            )
    for number, action in enumerate(meeting.actions):
        due_on = date.fromisoformat(action["due_on"]) if action.get("due_on") else None
        due = f", by {plain_day(due_on)}" if due_on else ""
        yield Offered(
            key=f"meeting-{meeting.pk}-action-{number}",
            box=ACTIONS,
            title="",
            source=source,
            text=f"{action['what']} ({action['who']}{due})",
            href=href,
            row={"what": action["what"], "owner": action["who"][:150], "due_on": due_on},
        )


def provenance_of(version: PlanVersion) -> dict[str, list[str]]:
    """Say of each box what was taken into it, from where and by whom, and whether it stands as it
    was.
    """
    texts = {**version.sections, **_own_texts(version)}
    return {
        box: [
            f"From {each['source']}, taken over on {each['on']} by {each['by']}"
            f"{_standing(each['text'], texts.get(box, ''))}."
            for each in found
        ]
        for box, found in version.taken.items()
    }


def _own_texts(version: PlanVersion) -> dict[str, str]:
    own = ("strengths", "worries", "child_views", "family_views", "contingency")
    actions = "\n".join(action.what for action in version.actions.all())
    return {**{name: getattr(version, name) for name in own}, ACTIONS: actions}


def _standing(taken: str, text: str) -> str:
    return "" if taken.strip() in text else "; changed since"
