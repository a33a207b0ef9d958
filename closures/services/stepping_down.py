"""Taking a family from a social worker to early help, step by step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.services.telling import mind_who_came
from cin.accounts.models import User
from cin.accounts.permissions import may_manage
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted
from cin.core.services import refuse_unread, revise
from cin.policy.rationale import refuse_unreasoned
from closures.models import PanelDecision, Preparation, StepDown
from closures.selectors.stepping_down import WROTE_FINDING, refusal_of_day, wrote_finding
from closures.services.preparing import count_change, open_preparation


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a step-down: its answers, and whether it is written after the case closed too."""

    names: tuple[str, ...]
    after_closing: bool = False


PARTS: Mapping[str, Part] = MappingProxyType(
    {
        "finding": Part(names=("finding", "agencies_asked")),
        "family": Part(names=("family_met_on", "family_told")),
        "lead": Part(names=("lead_name", "lead_spoken_on", "lead_staff")),
        "panel": Part(
            names=("panel_referred_on", "panel_decided_on", "panel_decision", "panel_note")
        ),
        "professional": Part(
            names=(
                "professional_name",
                "professional_agency",
                "professional_contact",
                "professional_from",
                "family_approves",
                "family_on_professional",
                "key_worker",
                "key_worker_until",
            )
        ),
        "meeting": Part(
            names=(
                "met_on",
                "met_place",
                "came",
                "did_not_come",
                "neighbourhood_invited",
                "team_members",
                "early_help_plan",
                "team_meets_at",
                "team_meets_where",
                "team_chair",
            )
        ),
        "team": Part(
            names=(
                "team_met_on",
                "team_met_chair",
                "team_met_note",
                "minutes_sent_on",
                "minutes_sent_by",
            ),
            after_closing=True,
        ),
    }
)
# What somebody said of a text goes when the text changes: an agreement is to the finding, and the
# form quotes the finding and names the lead professional.
_AGREED: Mapping[str, Any] = MappingProxyType(
    {"manager_agreed_by": None, "manager_agreed_on": None, "manager_note": ""}
)
_COMPLETED: Mapping[str, Any] = MappingProxyType(
    {"form_completed_by": None, "form_completed_on": None}
)
_STANDS_ON: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {"finding": {**_AGREED, **_COMPLETED}, "professional": _COMPLETED}
)
_PAST = (
    "family_met_on",
    "lead_spoken_on",
    "panel_referred_on",
    "panel_decided_on",
    "professional_from",
    "met_on",
    "team_met_on",
    "minutes_sent_on",
)
# What cannot come before what.
_ORDER = (
    ("panel_referred_on", "panel_decided_on", "The panel cannot decide before it was asked"),
    ("team_met_on", "minutes_sent_on", "The minutes cannot be sent before the meeting"),
    ("met_on", "team_met_on", "The first team meeting cannot come before the closing meeting"),
)


@transaction.atomic
def write_step_down(
    *,
    case_id: int,
    actor: User,
    part: str,
    seen_version: int | None,
    answers: Mapping[str, Any],
) -> StepDown:
    """Write one part of a step-down (ROC-71 to ROC-75, ROC-174 to ROC-184, PET-55, PET-84, PET-85,
    HIL-03); another finding is agreed to anew, and with another lead professional the form is read
    anew.

    Refuses (ChangedMeanwhile) when somebody else wrote since, and (BadInput) a day in the future,
    days in the wrong order, a panel's decision without its day or without its referral, and
    somebody at the meeting who is not to be told something, as long as nobody says how it was kept
    from them (`limits_kept` among the answers, which goes into the child's history alone).
    """
    found = PARTS[part]
    preparation = open_preparation(case_id, actor, after_closing=found.after_closing)
    step_down = _begun(preparation)
    _mind_who_came(step_down, actor, found, answers)
    changes = {name: answers[name] for name in found.names}
    is_other = any(getattr(step_down, name) != answer for name, answer in changes.items())
    revise(step_down, seen_version=seen_version or 1, changes=changes)
    for name, nothing in (_STANDS_ON.get(part, {}) if is_other else {}).items():
        setattr(step_down, name, nothing)
    _refuse_wrong_days(step_down, found.names)
    step_down.save()
    count_change(preparation)
    record(
        action="closures.write_step_down",
        subject=step_down,
        case=preparation.case,
        actor=actor,
        details={"part": part},
    )
    return step_down


_WHO = ("came", "did_not_come", "neighbourhood_invited", "team_members")


def _mind_who_came(
    step_down: StepDown, actor: User, part: Part, answers: Mapping[str, Any]
) -> None:
    """Mind the limits of those who are newly named as asked to the meeting or as there."""
    case, kept = step_down.preparation.case, str(answers.get("limits_kept") or "")
    for name in _WHO if "came" in part.names else ():
        known = set(getattr(step_down, name).splitlines())
        newly = [line for line in str(answers[name]).splitlines() if line not in known]
        mind_who_came(case, actor, names="\n".join(newly), kept=kept, field=name)


def _begun(preparation: Preparation) -> StepDown:
    found = StepDown.objects.filter(preparation=preparation).first()
    if found is None:
        found = StepDown.objects.create(preparation=preparation, **_as_before(preparation.case_id))
    found.preparation = preparation
    return found


def _as_before(case_id: int) -> dict[str, Any]:
    """Give what the step-down said before the manager declined to close: it is not typed again.
    What somebody decided is decided anew.
    """
    before = StepDown.objects.filter(preparation__case_id=case_id).order_by("-pk").first()
    parts = ("finding", "family", "lead", "professional", "meeting")
    names = [name for part in parts for name in PARTS[part].names]
    return {name: getattr(before, name) for name in names} if before else {}


def _refuse_wrong_days(step_down: StepDown, names: tuple[str, ...]) -> None:
    for name in _PAST:
        day = getattr(step_down, name)
        if name in names and day is not None and day > clock.today():
            raise BadInput(name, "The date cannot be in the future")
    for earlier, later, message in _ORDER:
        first, then = getattr(step_down, earlier), getattr(step_down, later)
        if first is not None and then is not None and then < first and later in names:
            raise BadInput(later, message)
    _refuse_half_a_decision(step_down)
    _refuse_early_team_meeting(step_down)


def _refuse_half_a_decision(step_down: StepDown) -> None:
    """The panel is referred to before it decides, and says why it does not agree (PET-84)."""
    if step_down.panel_decision and step_down.panel_decided_on is None:
        raise BadInput("panel_decided_on", "Enter the day on which the panel decided")
    if step_down.panel_decision and step_down.panel_referred_on is None:
        raise BadInput("panel_referred_on", "Enter the day on which the panel was asked")
    if step_down.panel_decision == PanelDecision.REFUSED and not step_down.panel_note.strip():
        raise BadInput("panel_note", "Write why the panel did not agree")


def _refuse_early_team_meeting(step_down: StepDown) -> None:
    at, met_on = step_down.team_meets_at, step_down.met_on
    if at is not None and met_on is not None and timezone.localtime(at).date() < met_on:
        raise BadInput("team_meets_at", "The first team meeting comes after the closing meeting")


@transaction.atomic
def agree_step_down(
    *, case_id: int, actor: User, read_version: int, agreed_on: date, note: str
) -> StepDown:
    """Agree as a manager that a family may be offered early help instead of a social worker
    (ROC-175).

    Refuses (NotPermitted) anybody but a manager, and whoever wrote the finding, (ChangedMeanwhile)
    a step-down that changed since it was read, and (BadInput) a day in the future, before the
    finding, or before a talk with the family that is written down already.
    """
    preparation = open_preparation(case_id, actor)
    if refusal := may_manage.reason(preparation.case, actor):
        raise NotPermitted(refusal)
    if wrote_finding(actor, preparation.case):
        raise NotPermitted(WROTE_FINDING)
    step_down = _begun(preparation)
    refuse_unread(step_down, read_version=read_version)
    if refusal := refusal_of_day(step_down, agreed_on):
        raise BadInput("agreed_on", refusal)
    refuse_unreasoned(preparation, note, field="note")
    revise(
        step_down,
        seen_version=read_version,
        changes={
            "manager_agreed_by": actor,
            "manager_agreed_on": agreed_on,
            "manager_note": note,
        },
    )
    step_down.save()
    record(
        action="closures.agree_step_down",
        subject=step_down,
        case=preparation.case,
        actor=actor,
        reason=note,
    )
    return step_down


@transaction.atomic
def complete_step_down_form(*, case_id: int, actor: User) -> StepDown:
    """Note that the referral form to early help was read through and is complete (ROC-74, ROC-182).

    Refuses (BadInput) one without a lead professional or without why early help is enough.
    """
    preparation = open_preparation(case_id, actor)
    step_down = _begun(preparation)
    if not step_down.finding.strip():
        raise BadInput("confirmed", "Write first why early help is enough now")
    if not step_down.professional_name:
        raise BadInput("confirmed", "Name the lead professional first")
    revise(
        step_down,
        seen_version=step_down.version,
        changes={"form_completed_on": clock.today(), "form_completed_by": actor},
    )
    step_down.save()
    record(
        action="closures.complete_step_down_form",
        subject=step_down,
        case=preparation.case,
        actor=actor,
    )
    return step_down
