"""How a child stands between the first concern and the end of an enquiry."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from cases.models import Case
from cases.selectors.child_protection import child_protection_since
from cin.core.templatetags.cin import moment, plain_day
from safeguarding.models import (
    Concern,
    ConcernState,
    Enquiry,
    LegalPlanningMeeting,
    StrategyChild,
    StrategyState,
)
from safeguarding.selectors.concerns import concerns_about
from safeguarding.selectors.enquiries import enquiries_about
from safeguarding.selectors.legal import legal_meetings_about
from safeguarding.selectors.strategies import strategies_about


@dataclass(frozen=True)
class Alarm:
    """Something about a child's safety that is open now, in words, and the page about it."""

    text: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Protection:
    """Every concern, strategy discussion and enquiry about one child, the latest first."""

    case_id: int
    concerns: list[Concern]
    strategies: list[StrategyChild]
    enquiries: list[Enquiry]
    legal_meetings: list[LegalPlanningMeeting] = field(default_factory=list)
    child_protection_since: date | None = None

    @property
    def alarms(self) -> list[Alarm]:
        """What is open now, which everybody who opens the record must see first."""
        return [
            *self._of_child_protection(),
            *self._of_concerns(),
            *self._of_strategies(),
            *self._of_enquiries(),
        ]

    @property
    def to_begin(self) -> list[StrategyChild]:
        """The strategy discussions that decided on an enquiry which is not begun."""
        begun = {each.discussion_id for each in self.enquiries}
        return [
            each
            for each in self.strategies
            if each.goes_to_enquiry and each.discussion_id not in begun
        ]

    def _of_child_protection(self) -> Iterator[Alarm]:
        if self.child_protection_since is not None:
            since = plain_day(self.child_protection_since)
            text = f"Child protection plan since {since}: no Child in Need plan runs beside it"
            yield Alarm(text, reverse("cases:circumstances", args=[self.case_id]))

    def _of_concerns(self) -> Iterator[Alarm]:
        for row in self.concerns:
            if row.state == ConcernState.RAISED:
                text = f"A concern about harm waits for a manager: raised {moment(row.raised_at)}"
                yield Alarm(text, f"{reverse('desk:case', args=[row.case_id])}#concerns")
            elif row.waits_for_strategy:
                called = f"called {moment(row.decided_at)}, not recorded as held"
                href = reverse("safeguarding:hold_strategy", args=[row.case_id])
                yield Alarm(f"Strategy discussion: {called}", href)
            elif row.state == ConcernState.LEGAL:
                yield self._of_legal_planning(row)

    @property
    def for_lawyers(self) -> list[Concern]:
        """The concerns whose legal planning meeting is not recorded as held, or has not decided."""
        decided = {row.concern_id for row in self.legal_meetings if not row.is_undecided}
        return [
            row
            for row in self.concerns
            if row.state == ConcernState.LEGAL and row.pk not in decided
        ]

    def _of_legal_planning(self, concern: Concern) -> Alarm:
        held = next((row for row in self.legal_meetings if row.concern_id == concern.pk), None)
        if held is None:
            text = f"called {moment(concern.decided_at)}, not recorded as held"
            href = reverse("safeguarding:record_legal_meeting", args=[concern.pk])
            return Alarm(f"Legal planning meeting: {text}", href)
        text = f"held {moment(held.held_at)}. {held.get_decision_display()}"
        href = reverse("safeguarding:legal_meeting", args=[held.pk])
        return Alarm(f"Legal planning meeting, {text}", href)

    def _of_strategies(self) -> Iterator[Alarm]:
        waiting = {each.pk for each in self.to_begin}
        for row in self.strategies:
            if row.pk in waiting or row.discussion.state == StrategyState.HELD:
                held = f"Strategy discussion, held {moment(row.discussion.held_at)}"
                lacks = "enquiry not begun" if row.pk in waiting else "record not finished"
                text = f"{held}, {lacks}. {row.get_decision_display()}".rstrip(" .")
                yield Alarm(text, reverse("safeguarding:strategy", args=[row.discussion_id]))

    def _of_enquiries(self) -> Iterator[Alarm]:
        for row in self.enquiries:
            if row.is_under_way:
                who = row.kind_text.lower()
                text = f"Section 47 enquiry under way since {moment(row.began_at)}, {who}"
                yield Alarm(text, reverse("safeguarding:enquiry", args=[row.pk]))


def protection_of(case: Case) -> Protection:
    """Gather what is recorded of a child's protection, with four queries, and one more where a
    legal planning meeting was called.
    """
    concerns = list(concerns_about(case))
    legal = any(row.state == ConcernState.LEGAL for row in concerns)
    return Protection(
        case_id=case.pk,
        child_protection_since=child_protection_since(case) if case.is_open else None,
        concerns=concerns,
        legal_meetings=list(legal_meetings_about(case)) if legal else [],
        strategies=list(strategies_about(case)),
        enquiries=list(enquiries_about(case)),
    )
