"""Who agrees with the record of a meeting, where the procedure asks the family to."""

from dataclasses import dataclass

from cases.models import Case, FamilyRole
from cases.selectors.people import family_of
from cin.policy.selectors import procedure_in_force
from meetings.models import (
    COUNTED_KINDS,
    Meeting,
    MeetingChild,
    MeetingSignature,
    MeetingState,
)

REQUIRED, WHO = "meeting_record_signature_required", "meeting_signatories"
_PARENTS = frozenset({FamilyRole.MOTHER, FamilyRole.FATHER, FamilyRole.STEP_PARENT})


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """Somebody who is asked to agree with the record, and what they are to the child."""

    name: str
    role: str


def signatories_of(case: Case) -> list[Signatory]:
    """List who signs the record of a meeting about a child (PET-15): the child and the parents, as
    the procedure has it, without those who are not to be told something.
    """
    who = set(procedure_in_force(case.authority_id).get(WHO) or [])
    found = []
    for row in family_of(case):
        is_child = row.person_id == case.child_id and "child" in who
        is_parent = row.role in _PARENTS and "parent_carer" in who
        if (is_child or is_parent) and not vars(row.person)["present_limits"]:
            found.append(Signatory(name=str(row.person), role=str(row.get_role_display())))
    return found


def obstacle_to_signing(meeting: Meeting) -> str:
    """Say why nobody can agree with a record now, or nothing."""
    if not procedure_in_force(meeting.case.authority_id).flag(REQUIRED):
        return "Under this authority's procedure nobody signs the record of a meeting."
    if meeting.state == MeetingState.HELD:
        return "Finish the record of the meeting before anybody agrees with it."
    return ""


def signatures_of(meeting: Meeting, case: Case) -> list[MeetingSignature]:
    """List what each person last said to the record in one child's file, in the order in which
    they were first asked.
    """
    rows = MeetingSignature.objects.filter(meeting=meeting, case=case).select_related("recorded_by")
    latest: dict[str, MeetingSignature] = {}
    for row in rows.order_by("pk"):
        latest[row.name] = row
    return list(latest.values())


def unsigned_meeting(case: Case) -> Meeting | None:
    """Give the latest meeting of a case whose record is finished and to which nobody's word is
    recorded yet, where the family signs.
    """
    if not procedure_in_force(case.authority_id).flag(REQUIRED):
        return None
    parts = MeetingChild.objects.filter(
        case=case, meeting__kind__in=COUNTED_KINDS, meeting__recorded_at__isnull=False
    )
    latest = parts.select_related("meeting").order_by("-meeting__held_on", "-meeting_id").first()
    if latest is None:
        return None
    is_signed = MeetingSignature.objects.filter(meeting=latest.meeting, case=case).exists()
    return None if is_signed else latest.meeting
