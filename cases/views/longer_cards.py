"""Longer times in words, as the page that lists them shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from cases.models import Case, LongerTime, LongerTimeState, Loosened
from cases.selectors.exceptions import (
    Allowed,
    MayBeLonger,
    decision_refusal,
    first_day_of,
    holds_on,
    withdrawal_refusal,
)
from cases.views.cards import Card, link, rows_of
from cases.views.pages import Button
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import refusal_of
from cin.core import clock
from cin.core.templatetags.cin import plain_day


@dataclass(frozen=True, kw_only=True)
class Limit:
    """One limit that may be longer, who decides, and the page on which it is asked for."""

    text: str
    ask: str
    href: str


def longer_cards(rows: Iterable[LongerTime], user: User, allowed: Allowed) -> list[Card]:
    """Show longer times, those that wait or hold first."""
    today = clock.today()
    ordered = sorted(
        rows, key=lambda row: not (row.state == LongerTimeState.ASKED or holds_on(row, today))
    )
    return [_longer(row, user, allowed) for row in ordered]


def _longer(row: LongerTime, user: User, allowed: Allowed) -> Card:
    tag, colour = _how_it_stands(row)
    return Card(
        title=f"{row.get_limit_display()}: {row.duration}",
        tag=tag,
        colour=colour,
        # What is asked for stands in the title.
        rows=longer_rows(row)[2:],
        links=_links(row, user, allowed),
    )


def _how_it_stands(row: LongerTime) -> tuple[str, str]:
    if row.state != LongerTimeState.APPROVED:
        colour = {LongerTimeState.ASKED: "yellow", LongerTimeState.REFUSED: "red"}
        return str(row.get_state_display()), colour.get(LongerTimeState(row.state), "grey")
    today = clock.today()
    if holds_on(row, today):
        return "Holds now", "green"
    return ("Approved, from later", "blue") if first_day_of(row) > today else ("Ended", "grey")


def longer_rows(row: LongerTime) -> list[dict[str, Any]]:
    """Put a request for a longer time, and its answer, into rows."""
    decided = f"{row.decided_by} on {plain_day(row.decided_at)}" if row.decided_at else ""
    answer = "Approved by" if row.approved_on else "Refused by"
    facts = {
        "What": str(row.get_limit_display()),
        "Asked for": str(row.duration),
        "From": plain_day(first_day_of(row)),
        "Until": plain_day(row.holds_until),
        "Why": row.reason,
        "Asked by": f"{row.asked_by} on {plain_day(row.created_at)}",
        answer: decided,
        "Reasons for the decision": row.decision_reason,
        "Ended on": plain_day(row.ended_on) if row.approved_on else "",
        "Why it ended": " ".join(
            filter(None, (row.end_reason, f"({row.ended_by})" if row.ended_by else ""))
        ),
    }
    return rows_of(facts)


def _links(row: LongerTime, user: User, allowed: Allowed) -> list[Button]:
    links = []
    if row.state == LongerTimeState.ASKED:
        own = refusal_of(row, "approve_longer_time", user)
        if not own and not decision_refusal(row, user, allowed):
            links.append(link("Decide", "decide_longer_time", row.pk))
    if row.state in {LongerTimeState.ASKED, LongerTimeState.APPROVED}:
        is_over = row.ended_on is not None and row.ended_on <= clock.today()
        if not is_over and not withdrawal_refusal(row, user, allowed):
            links.append(link("Withdraw", "withdraw_longer_time", row.pk))
    return links


def may_be_longer(
    case: Case, user: User, allowed: Iterable[MayBeLonger], rows: Iterable[LongerTime]
) -> list[Limit]:
    """Say which limits of a case may be longer, who decides, and where this person asks, unless a
    request waits.
    """
    waiting = {row.limit for row in rows if row.state == LongerTimeState.ASKED}
    may_ask = case.is_open and not may_work.reason(case, user)
    return [_limit(case, each, may_ask=may_ask and each.limit not in waiting) for each in allowed]


def _limit(case: Case, each: MayBeLonger, *, may_ask: bool) -> Limit:
    usual = f"{each.usual} by the procedure" if each.usual else "no limit of the procedure's own"
    cites = f" ({', '.join(each.cites)})" if each.cites else ""
    is_agreement = each.limit == Loosened.AGREED_VISIT
    return Limit(
        text=f"{each.label}: {usual}. Another is for {each.roles_in_words} to decide{cites}.",
        ask="Ask the manager to agree" if is_agreement else "Ask for a longer time",
        href=reverse("cases:ask_longer_time", args=[case.pk, each.limit]) if may_ask else "",
    )
