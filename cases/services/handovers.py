"""Writing down what was handed over when a case changed hands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cases.models import Allocation, HandedOver, Handover, JointVisit
from cases.selectors.handovers import requires_joint_visit, requires_record_check
from cin.accounts.models import User
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput
from cin.policy.selectors import procedure_in_force


@dataclass(frozen=True, kw_only=True)
class HandoverDetails:
    """What the two workers went through, whether they met, and what the manager says of the record
    and the joint visit; `record_checked` is None where the manager was not asked.
    """

    handed_over: Sequence[str] = ()
    met_on: date | None = None
    not_met_reason: str = ""
    record_checked: bool | None = None
    record_gaps: str = ""
    joint_visit: str = ""
    joint_visit_by: date | None = None
    no_joint_visit_reason: str = ""
    is_transfer: bool = False
    checked_by: User | None = None


def write_handover(
    allocation: Allocation, *, leaving: User, actor: User, details: HandoverDetails
) -> Handover:
    """Write down how a locked case came from one worker to the next.

    Refuses (BadInput) a meeting in the future, gaps in the record that are not named, a joint visit
    in the past or given up without a reason, and no word about the record where the procedure wants
    a manager's (PET-82). A joint visit that the procedure requires is wanted unless it is given up
    (PET-78, PET-80, BIR-57).
    """
    case = allocation.case
    _refuse_bad(details)
    if details.record_checked is None and requires_record_check(case):
        raise BadInput("record_checked", "Say whether the record is up to date")
    procedure = procedure_in_force(case.authority_id)
    is_required = requires_joint_visit(procedure, is_transfer=details.is_transfer)
    handover = Handover.objects.create(
        allocation=allocation,
        from_worker=leaving,
        is_transfer=details.is_transfer,
        handed_over=[code for code in HandedOver.values if code in details.handed_over],
        met_on=details.met_on,
        not_met_reason=details.not_met_reason,
        record_checked=details.record_checked,
        record_gaps=details.record_gaps if details.record_checked is False else "",
        checked_by=None if details.record_checked is None else details.checked_by or actor,
        joint_visit=details.joint_visit or (JointVisit.WANTED if is_required else ""),
        joint_visit_by=details.joint_visit_by,
        no_joint_visit_reason=details.no_joint_visit_reason,
    )
    record(action="cases.write_handover", subject=handover, case=case, actor=actor)
    return handover


def _refuse_bad(details: HandoverDetails) -> None:
    today = clock.today()
    if details.met_on is not None and details.met_on > today:
        raise BadInput("met_on", "The day on which they met cannot be in the future")
    if details.record_checked is False and not details.record_gaps.strip():
        raise BadInput("record_gaps", "Say what the record lacks, and by when it is added")
    if details.joint_visit == JointVisit.WAIVED and not details.no_joint_visit_reason.strip():
        raise BadInput("no_joint_visit_reason", "Say why the two will not visit together")
    if details.joint_visit_by is not None and details.joint_visit_by < today:
        raise BadInput("joint_visit_by", "The joint visit cannot be due in the past")
