"""An ending that is got ready, in words for its pages."""

from typing import Any

from django.urls import reverse

from cases.models import Case
from cin.core.templatetags.cin import moment, plain_day
from cin.procedures.codes import REVIEW_SUB_OUTCOMES
from closures.models import PartyView, Position, Preparation
from closures.selectors.parties import not_yet_heard, parties_of, views_of
from closures.selectors.preparation import actions_of
from closures.selectors.recommended import recommended_for

COLOURS = {
    Position.AGREES: "green",
    Position.DISAGREES: "red",
    Position.UNDECIDED: "grey",
    Position.NOT_ASKED: "grey",
}


def readiness_of(case: Case, preparation: Preparation | None) -> dict[str, Any]:
    """Give what is got ready for an ending: the plan's actions, what everybody thinks, the services
    that go on, and the meetings about a disagreement.
    """
    actions = actions_of(case, preparation)
    return {
        "preparation": preparation,
        "actions_done": [each.in_words for each in actions if each.is_done],
        "actions_open": [each.in_words for each in actions if not each.is_done],
        "open_actions_note": preparation.open_actions_note if preparation else "",
        "party_rows": party_rows(case, preparation),
        "next_rows": next_rows(case, preparation),
        "services": list(preparation.services.all()) if preparation else [],
        "disagreement_meetings": list(preparation.disagreement_meetings.all())
        if preparation
        else [],
    }


def party_rows(case: Case, preparation: Preparation | None) -> list[dict[str, Any]]:
    """Give everybody who was asked, or is still to be asked, as rows of a table."""
    views = views_of(preparation)
    rows = [
        {
            "name": view.name,
            "role": view.role or view.get_kind_display(),
            "position": view.get_position_display(),
            "colour": COLOURS[Position(view.position)],
            "said": view.said,
            "asked_on": view.asked_on,
            "settled": settled_in_words(view),
            "letter_href": reverse("closures:acknowledge_disagreement", args=[view.pk])
            if view.position == Position.DISAGREES
            else "",
            "settle_href": reverse("closures:settle_disagreement", args=[view.pk])
            if view.position == Position.DISAGREES
            else "",
        }
        for view in views
    ]
    return rows + [
        {
            "name": party.name or party.role,
            "role": party.role,
            "position": "Not asked yet",
            "colour": "yellow",
        }
        for party in not_yet_heard(parties_of(case), views)
    ]


def settled_in_words(view: PartyView) -> str:
    """Say what was done about somebody's disagreement, in sentences."""
    parts = [
        f"{view.get_settlement_display()} on {plain_day(view.settled_on)}: {view.settled_how}"
        if view.settlement
        else "",
        f"Advised to put it in writing on {plain_day(view.advised_on)}" if view.advised_on else "",
        f"Wrote on {plain_day(view.wrote_on)}" if view.wrote_on else "",
    ]
    letter = getattr(view, "letter", None)
    if letter is not None and letter.is_sent:
        parts.append(f"Answered in a letter on {plain_day(letter.sent_on)}")
    return ". ".join(part for part in parts if part)


def next_rows(case: Case, preparation: Preparation | None) -> list[dict[str, Any]]:
    """Give what the final meeting recommended and arranged as rows of a summary list."""
    recommended = recommended_for(case)
    code = (preparation.next_step if preparation else "") or recommended.next_step
    rows = [
        ("Next step that was recommended", REVIEW_SUB_OUTCOMES.get(code, code), False),
        ("Lead professional that was named", recommended.lead, False),
        ("Support that was arranged", preparation.support_arranged if preparation else "", True),
    ]
    return [{"key": key, "value": value, "typed": typed} for key, value, typed in rows if value]


def prefilled_views(preparation: Preparation | None) -> dict[str, str]:
    """Put what everybody said in the boxes of the closing summary, as a start."""
    boxes = {"child": "child_views", "parent_carer": "family_views"}
    found: dict[str, list[str]] = {}
    for view in views_of(preparation):
        box = boxes.get(view.kind, "agency_views")
        said = f"{view.name}: {view.get_position_display().lower()}. {view.said}".strip()
        found.setdefault(box, []).append(said)
    return {box: "\n".join(lines) for box, lines in found.items()}


def moment_or_nothing(at: Any) -> str:
    """Say a moment in words; nothing where there is none."""
    return moment(at) if at else ""
