"""What a plan lacks before it can be submitted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cin.procedures.book import Procedure
from cin.procedures.readiness.blocker import Blocker

_PLAN_TEXTS = {
    "worries": "Write what needs to change and why the child is in need",
    "child_views": "Write the child's wishes and feelings",
    "family_views": "Write the parents' or carers' views",
    "outcomes": "Write what will be different for the child",
    "contingency": "Write what will happen if things do not improve",
}
_CONTACT_TEXTS = {
    "visit_place": "Write where the child is visited",
    "contacts": "Write who else sees the child and the family, what for, and how often",
}


def plan_blockers(
    *,
    texts: Mapping[str, str],
    actions: int,
    loose_actions: Sequence[str],
    lacks_visit_interval: bool,
    names_contact: bool = False,
) -> list[Blocker]:
    """List what a plan lacks before it can be submitted.

    `loose_actions` are the actions without an owner or a date; `lacks_visit_interval` is true when
    the procedure sets no interval of its own and the plan must (PET-27, K12). With `names_contact`
    the plan says where the child is visited and who else sees the family (BIR-39, BIR-40, BOL-31,
    HIL-83, PET-28).
    """
    asked = {**_PLAN_TEXTS, **_CONTACT_TEXTS} if names_contact else _PLAN_TEXTS
    blockers = [
        Blocker(code=name, message=message)
        for name, message in asked.items()
        if not texts[name].strip()
    ]
    if not actions:
        blockers.append(Blocker(code="actions", message="Add at least one action"))
    blockers.extend(
        Blocker(code="actions", message=f"Say who will do “{what[:60]}” and by when")
        for what in loose_actions
    )
    if lacks_visit_interval:
        blockers.append(
            Blocker(
                code="visit_interval",
                message="Say how often the child will be visited: here the plan decides",
                cites=("PET-27",),
            )
        )
    return blockers


@dataclass(frozen=True, kw_only=True)
class PlanLength:
    """How long a version means the plan to last, and what is known of a long one.

    `usual_end` is the last day of the length that the procedure expects, and `long_after` the day
    after which a plan is a long one; None for no such length. `is_long_term` says that a manager
    recorded the need for longer-term support.
    """

    today: date
    ends_on: date | None
    usual_end: date | None = None
    long_after: date | None = None
    has_reason: bool = False
    is_long_term: bool = False
    is_first: bool = True
    authorised_on: date | None = None
    reviewed_on: date | None = None


def plan_length_blockers(procedure: Procedure, length: PlanLength) -> list[Blocker]:
    """List what the expected end of a plan still needs: the day itself, why it is later than usual
    (PET-17, BOL-21, HIL-101), and for a long plan the authorisation and then the review that the
    procedure asks for (BIR-63, BIR-111, PET-46).
    """
    ends_on = length.ends_on
    if ends_on is None:
        if not procedure.flag("plan_end_required"):
            return []
        return [_end("Say when the plan is expected to end", procedure, "plan_end_required")]
    if ends_on <= length.today:
        return [_end("The expected end of the plan must be in the future", procedure, "")]
    blockers = []
    is_explained = length.has_reason or "plan_expected_length" in _exempt(procedure, length)
    if length.usual_end is not None and ends_on > length.usual_end and not is_explained:
        usual = procedure.duration("plan_expected_length")
        cites = procedure.cites_for("plan_expected_length")
        message = f"Say why support is needed for longer than {usual}"
        blockers.append(Blocker(code="longer_reason", message=message, cites=cites))
    if length.long_after is not None and ends_on > length.long_after:
        blockers += _long_plan_blockers(procedure, length)
    return blockers


def _long_plan_blockers(procedure: Procedure, length: PlanLength) -> list[Blocker]:
    exempt = _exempt(procedure, length)
    after = procedure.duration("long_plan_review_after")
    authoriser = procedure.get("long_plan_authoriser_role")
    authorised, reviewed = length.authorised_on, length.reviewed_on
    if authoriser and "long_plan_authorisation" not in exempt and authorised is None:
        who = f"The {authoriser.replace('_', ' ')}"
        message = f"{who} authorises a plan beyond {after} first"
        return [_end(message, procedure, "long_plan_authoriser_role")]
    if length.is_first or "long_plan_review" in exempt:
        return []
    if reviewed is None or (authorised is not None and reviewed < authorised):
        message = f"The review of a plan beyond {after} comes first"
        return [_end(message, procedure, "long_plan_review_after")]
    return []


def _exempt(procedure: Procedure, length: PlanLength) -> set[str]:
    """Name what an agreed need for longer-term support exempts a plan from (HIL-102)."""
    if length.is_long_term and "long_term_support" in procedure.get("long_plan_exemptions"):
        return set(procedure.get("long_plan_exemption_applies_to"))
    return set()


def _end(message: str, procedure: Procedure, setting: str) -> Blocker:
    cites = procedure.cites_for(setting) if setting else ()
    return Blocker(code="expected_end_on", message=message, cites=cites)
