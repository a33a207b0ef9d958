"""Moves between authorities, as tests tell of them."""

from datetime import date

from django.urls import reverse

from tests.cases.browsing import open_page, words
from transfers.selectors.moves import record_of
from transfers.services.moves import (
    EntryDetails,
    MoveAnswer,
    MoveText,
    add_entry,
    answer_move,
    begin_move,
)

TODAY = date(2026, 3, 18)
TEXT = {"authority_name": "Oldham", "area": "Werneth"}
WHOLE = {
    **TEXT,
    "why": "Nearer to Gran.",
    "several_moves": False,
    "protective_factors": "Gran is near.",
    "perpetrators": "None is known there.",
    "exploitation": "No sign of it.",
    "risk": "some",
    "risk_action": "School is told before the move.",
    "risk_act_by": date(2026, 3, 25),
    "parents_responsibilities": "Talked about school and GP.",
    "gaps": "No speech therapy; a private one until May.",
    "unfinished_work": "The assessment is finished first.",
}


def begun(house, case, direction="out", **text):
    return begin_move(
        case_id=case.pk,
        actor=house.sw,
        direction=direction,
        text=MoveText(**{**TEXT, **text}),
    )


def done(house, move, kind, *, actor=None, **more):
    details = {"kind": kind, "happened_on": TODAY, "what": "Done.", **more}
    return add_entry(move_id=move.pk, actor=actor or house.sw, details=EntryDetails(**details))


def answered(house, move, *, actor=None, is_accepted=True, **changes):
    answer = {
        "is_accepted": is_accepted,
        "decided_on": TODAY,
        "decided_by": "TM of Oldham",
        "reason": "They live there.",
        "responsible_from": date(2026, 3, 23) if is_accepted else None,
        **changes,
    }
    return answer_move(move_id=move.pk, actor=actor or house.sw, answer=MoveAnswer(**answer))


def missing(move):
    move.refresh_from_db()
    return {each.code for each in record_of(move).missing}


def page_of(user, move):
    return words(open_page(user, reverse("transfers:move", args=[move.pk])))
