"""Plans that go on although somebody took their consent to them back: whoever works on the case and
their manager are told that a decision is needed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from cases.models import (
    Case,
    CaseState,
    Consent,
    ConsentPurpose,
    ConsentResponse,
    RefusalReview,
    RefusalState,
)
from cases.selectors.access import visible_cases
from cases.selectors.consents import AGAINST, holds, review_of, standing_among
from cin.accounts.models import User
from cin.core import clock
from cin.core.templatetags.cin import plain_day
from cin.policy.selectors import procedure_in_force
from cin.procedures.book import Procedure
from desk.selectors.step import Step, step_at
from plans.models import PlanState

SETTING = "plan_consent"
_SAID = {
    ConsentResponse.WITHDRAWN: "took back the agreement to",
    ConsentResponse.REFUSED: "refused",
}


@dataclass(frozen=True, kw_only=True)
class WithoutConsent:
    """A plan in force that goes on without consent: whose answer stands against it, and what a
    manager said to it, if one did.
    """

    case: Case
    consent: Consent
    review: RefusalReview | None = None

    @property
    def state(self) -> str:
        """How far a manager's decision has come; nothing where nobody was asked."""
        state = self.review.state if self.review else ""
        return "" if state == RefusalState.OVERTAKEN else str(state)

    @property
    def is_with_worker(self) -> bool:
        """Whether the worker has to act before a manager can decide."""
        return self.state in {"", RefusalState.RETURNED}

    @property
    def is_with_manager(self) -> bool:
        """Whether it waits for a manager, who finds it among the refusals to decide on."""
        return self.state == RefusalState.ASKED

    @property
    def is_to_end(self) -> bool:
        """Whether a manager accepted the answer, and nobody has proposed closing yet."""
        return self.state == RefusalState.ACCEPTED and self.case.state != CaseState.CLOSING

    @property
    def answer(self) -> str:
        """Who answered what, and when."""
        said = _SAID[ConsentResponse(self.consent.response)]
        who = self.consent.person or "The family"
        return f"{who} {said} support under the plan on {plain_day(self.consent.answered_on)}"

    @property
    def next(self) -> str:
        """What is to be done now, in a few words; nothing where it is decided."""
        if self.is_with_manager:
            return "A manager decides whether it goes on"
        if self.is_to_end:
            return "It was accepted: end the support, and propose closing"
        if self.state == RefusalState.RETURNED:
            return "Talk with the family again, then bring it to your manager again"
        return "A decision is needed: bring it to your manager" if not self.state else ""

    @property
    def for_manager(self) -> str:
        """What the manager of the team is told of it."""
        if not self.is_with_worker:
            return self.next
        again = " again" if self.state else ""
        return f"A decision is needed, and it was not brought to you{again} yet"

    @property
    def decided(self) -> str:
        """What a manager decided, when and on which ground; nothing before that."""
        if self.review is None or self.review.decided_by is None:
            return ""
        by = f"{self.review.decided_by} on {plain_day(self.review.decided_at)}"
        ground = self.review.get_basis_display() if self.state == RefusalState.AUTHORISED else ""
        what = f"{self.review.get_state_display()}, {by}"
        return f"{what}. {ground}." if ground else f"{what}."

    @property
    def href(self) -> str:
        """The page on which that is done."""
        if self.is_to_end:
            return reverse("closures:propose_closure", args=[self.case.pk])
        if self.is_with_worker:
            return reverse("cases:bring_refusal", args=[self.consent.pk])
        return reverse("cases:consents", args=[self.case.pk])


def consent_steps(rows: Iterable[WithoutConsent]) -> Iterator[Step]:
    """Lead to the manager with what was taken back or refused and nobody has decided on."""
    for row in rows:
        if row.is_with_worker:
            label = "Bring the answer on consent to the manager"
            yield step_at(label, "cases:bring_refusal", row.consent.pk)


def without_consent_on(case: Case, procedure: Procedure) -> list[WithoutConsent]:
    """List who took back or refused consent to the plan of a case that has one in force."""
    return _among([case], procedure)


def without_consent_of(user: User) -> list[WithoutConsent]:
    """List, for a worker, what is to be done about consent on the cases they carry; and, for the
    manager of a team, on the cases of the team, where nobody brought it to them yet or what they
    accepted is not carried out. The number of queries does not grow with the cases.
    """
    if user.authority_id is None or user.sees_whole_authority:
        return []
    cases = visible_cases(user).open()
    mine = cases.filter(team_id=user.team_id) if user.is_manager else cases.filter(worker=user)
    answered = Consent.objects.filter(purpose=ConsentPurpose.CIN_PLAN, response__in=AGAINST)
    wanted = mine.filter(
        pk__in=answered.values("case_id"), plan_versions__state=PlanState.ACTIVE
    ).select_related("child", "worker")
    found = list(wanted.distinct().order_by("pk"))
    if not found:
        return []
    rows = _among(found, procedure_in_force(user.authority_id))
    return [row for row in rows if row.next and not (user.is_manager and row.is_with_manager)]


def _among(cases: Iterable[Case], procedure: Procedure) -> list[WithoutConsent]:
    about = {case.pk: case for case in cases}
    answers = Consent.objects.filter(case_id__in=about, purpose=ConsentPurpose.CIN_PLAN)
    answers = answers.select_related("person").prefetch_related("reviews__decided_by")
    by_case: dict[int, list[Consent]] = defaultdict(list)
    for row in answers.order_by("-answered_on", "-pk"):
        by_case[row.case_id].append(row)
    return [
        WithoutConsent(case=about[pk], consent=row, review=review_of(row))
        for pk, rows in by_case.items()
        for row in _against(about[pk], standing_among(rows), procedure)
    ]


def _against(case: Case, standing: list[Consent], procedure: Procedure) -> list[Consent]:
    """Keep what was taken back; and what was refused, where nobody agrees. Who cannot consent
    cannot take it back either: an adult known to have no parental responsibility, a young child.
    """
    can = [row for row in standing if _can_consent(case, row, procedure)]
    agreed = any(holds(row, clock.today()) for row in can)
    lost = {ConsentResponse.WITHDRAWN} if agreed else AGAINST
    return [row for row in can if row.response in lost]


def _can_consent(case: Case, row: Consent, procedure: Procedure) -> bool:
    if row.person_id != case.child_id:
        return row.has_parental_responsibility is not False
    grown, age = procedure.get("consent_young_person_age"), case.child.age_on(clock.today())
    return grown is not None and age is not None and age >= int(str(grown))
