"""Answers about consent in words, as the page that lists them shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from cases.models import (
    Case,
    Consent,
    ConsentResponse,
    Explained,
    RefusalReview,
    RefusalState,
)
from cases.models.consents import DISCUSSION
from cases.selectors.consents import (
    AGREEING,
    Asked,
    holds,
    obstacle_to_review,
    review_of,
    standing_among,
)
from cases.views.cards import Card, link
from cases.views.pages import Button
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import refusal_of
from cin.core.templatetags.cin import plain_day
from cin.procedures.book import Procedure

_COLOURS = {
    ConsentResponse.GIVEN: "green",
    ConsentResponse.REFUSED: "red",
    ConsentResponse.WITHDRAWN: "red",
    ConsentResponse.NOT_SOUGHT: "grey",
    ConsentResponse.WITHOUT: "orange",
}
Rows = list[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What the cards need to know beside the answers: who reads, today, the rules, the files."""

    user: User
    today: date
    procedure: Procedure
    files: dict[int, int]


def consent_cards(rows: Iterable[Consent], reading: Reading) -> tuple[list[Card], list[Card]]:
    """Show what stands now, and then what was answered before, the latest first."""
    answers = list(rows)
    standing = {row.pk for row in standing_among(answers)}
    now = [_card(row, reading, stands=True) for row in answers if row.pk in standing]
    before = [_card(row, reading, stands=False) for row in answers if row.pk not in standing]
    return now, before


def _card(row: Consent, reading: Reading, *, stands: bool) -> Card:
    tag, colour = _how_it_stands(row, reading.today, stands=stands)
    return Card(
        title=f"{row.purpose_in_words}: {row.person or 'the family'}",
        tag=tag,
        colour=colour,
        rows=[*answer_rows(row), *_paper_rows(row, reading), *_decisions(row)],
        links=_links(row, reading.user, stands=stands),
    )


def _how_it_stands(row: Consent, today: date, *, stands: bool) -> tuple[str, str]:
    answer = str(row.get_response_display())
    if not stands:
        return f"{answer}, then answered again", "grey"
    if row.response == ConsentResponse.GIVEN and not holds(row, today):
        return "Ended", "grey"
    return answer, _COLOURS[ConsentResponse(row.response)]


def answer_rows(row: Consent) -> Rows:
    """Put one answer into rows: when, by whom, what was explained, and why not."""
    explained = [str(Explained(each).label) for each in row.explained if each in Explained.values]
    facts = {
        "Answered on": plain_day(row.answered_on),
        "Holds until": plain_day(row.valid_until),
        "Parental responsibility": _yes_or_no(row.has_parental_responsibility),
        "Explained": "\n".join(explained),
        "How it was explained": row.explanation,
        "Given to them": "\n".join(row.information_given),
        "Understanding": row.understanding,
        "Reasons": row.reasons,
        "Other support proposed": row.alternative,
        "Recorded by": row.recorded_by.name,
    }
    return _typed(facts)


def _paper_rows(row: Consent, reading: Reading) -> Rows:
    if row.response != ConsentResponse.GIVEN:
        return []
    if row.note_id is not None and reading.files.get(row.note_id):
        return _typed({"Signed form": "Attached to the note"})
    if reading.procedure.flag("consent_signature_required") and row.purpose == AGREEING:
        return _typed({"Signed form": "Missing. Attach it to the note."})
    return []


def _decisions(row: Consent) -> Rows:
    review = review_of(row)
    return [] if review is None else review_rows(review)


def review_rows(review: RefusalReview) -> Rows:
    """Put a refusal that was brought to a manager, and the answer, into rows."""
    proposed = "That the work goes on without agreement" if review.basis else "To accept it"
    facts = {
        "Proposed": f"{proposed} ({review.asked_by}, {plain_day(review.created_at)})",
        "Ground": str(review.get_basis_display()) if review.basis else "",
        "Why": review.reason,
        "Talked through on": plain_day(review.discussed_on),
        **{question: getattr(review, name) for name, question in DISCUSSION.items()},
        "Decision": str(review.get_state_display()),
        "Decided by": f"{review.decided_by}, {plain_day(review.decided_at)}"
        if review.decided_by
        else "",
        "Reasons for the decision": review.decision_reason,
    }
    return _typed(facts)


def _typed(facts: dict[str, str]) -> Rows:
    return [{"key": key, "value": value, "typed": True} for key, value in facts.items() if value]


def _yes_or_no(answer: bool | None) -> str:
    return {True: "Yes", False: "No", None: ""}[answer]


def _links(row: Consent, user: User, *, stands: bool) -> list[Button]:
    links = []
    review = review_of(row)
    if review is not None and review.state == RefusalState.ASKED:
        if not refusal_of(review, "accept_refusal", user):
            links.append(link("Decide", "decide_refusal", review.pk))
    elif stands and not may_work.reason(row, user) and not obstacle_to_review(row, stands=True):
        links.append(link("Bring it to the manager", "bring_refusal", row.pk))
    if row.note_id is not None:
        links.append(link("Note", "note", row.note_id))
    return links


def still_to_ask(case: Case, people: Iterable[Asked], rows: Iterable[Consent]) -> list[str]:
    """Say whose answer about the assessment is not recorded: of those who have parental
    responsibility or of whom that is not known, and of a young person who is old enough.
    """
    answered = {row.person_id for row in rows if row.purpose == AGREEING}
    return [
        each.in_words for each in people if each.is_to_be_asked and each.person.pk not in answered
    ]


def consents_page(case: Case) -> str:
    """Give the address of the page about consent."""
    return reverse("cases:consents", args=[case.pk])
