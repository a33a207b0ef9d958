"""Who is asked what they think of closing, what each said, and where somebody disagrees."""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.models import Case, FamilyMember, FamilyRole, NetworkMember, SharingLimit
from cases.selectors.access import visible_cases
from cases.selectors.people import family_of
from cin.accounts.models import Role, User
from cin.core.errors import NotFound
from cin.core.likeness.letters import plain_name
from cin.core.templatetags.cin import plain_day
from cin.policy.selectors import procedure_in_force
from cin.procedures.book import Procedure
from cin.procedures.codes import ROLES
from cin.procedures.readiness import Blocker
from closures.models import PartyKind, PartyView, Preparation, Settlement

MUST_HEAR = "closure_mandatory_consultees"
_CARERS = frozenset(
    {FamilyRole.MOTHER, FamilyRole.FATHER, FamilyRole.STEP_PARENT, FamilyRole.OTHER_CARER}
)
# Asked by what they are, whoever holds the post. The neighbourhood lead is asked in a step-down.
_POSTS = (PartyKind.TEAM_MANAGER, PartyKind.EARLY_HELP_MANAGER)
_NOBODY_NAMED = {
    PartyKind.PARENT_CARER.value: "the parents or carers",
    PartyKind.AGENCY.value: "the other agencies",
    PartyKind.TEAM_MANAGER.value: "the team manager",
    PartyKind.EARLY_HELP_MANAGER.value: "the early help manager",
    PartyKind.CHILD.value: "the child",
}


@dataclass(frozen=True, kw_only=True)
class Party:
    """Somebody to be asked: what they are to the ending, their name, and what they are to the
    child; `limits` is what they are not to be told.
    """

    kind: str
    name: str
    role: str = ""
    person_id: int | None = None
    limits: tuple[SharingLimit, ...] = ()


def parties_of(case: Case) -> list[Party]:
    """List who is asked before a case closes: the child, those who care for the child, the agencies
    around them, and the posts that the procedure names.
    """
    return [*_family(case), *_agencies(case), *_posts(case)]


def _family(case: Case) -> list[Party]:
    rows = list(family_of(case))
    child = [row for row in rows if row.person_id == case.child_id]
    carers = [
        row
        for row in rows
        if row.person_id != case.child_id
        and (row.role in _CARERS or row.has_parental_responsibility)
    ]
    # Where nobody else cares for the child, a grandparent may.
    carers = carers or [row for row in rows if row.role == FamilyRole.GRANDPARENT]
    return [
        *(_relative(row, PartyKind.CHILD) for row in child),
        *(_relative(row, PartyKind.PARENT_CARER) for row in carers),
    ]


def _relative(row: FamilyMember, kind: PartyKind) -> Party:
    return Party(
        kind=kind,
        name=str(row.person),
        role=row.get_role_display(),
        person_id=row.person_id,
        limits=tuple(row.person.present_limits),  # type: ignore[attr-defined]
    )


def _agencies(case: Case) -> list[Party]:
    rows = NetworkMember.objects.filter(child_id=case.child_id, ended_on=None)
    return [
        Party(
            kind=PartyKind.AGENCY,
            name=str(row.person),
            role=", ".join(str(part) for part in (row.role, row.person.agency) if part),
            person_id=row.person_id,
        )
        for row in rows.select_related("person__agency")
    ]


def _posts(case: Case) -> list[Party]:
    must_hear = procedure_in_force(case.authority_id).get(MUST_HEAR)
    names = {PartyKind.TEAM_MANAGER: _team_manager(case)}
    return [
        Party(kind=post, name=names.get(post, ""), role=ROLES[post])
        for post in _POSTS
        if post in must_hear
    ]


def _team_manager(case: Case) -> str:
    found = User.objects.filter(team_id=case.team_id, role=Role.TEAM_MANAGER, is_active=True)
    return next((person.name for person in found.order_by("name")[:1]), "")


def not_yet_heard(parties: Iterable[Party], views: Iterable[PartyView]) -> list[Party]:
    """Keep those of whom nothing is recorded."""
    recorded = list(views)
    people = {view.person_id for view in recorded} - {None}
    named = {(view.kind, plain_name(view.name)) for view in recorded}
    posts = {view.kind for view in recorded if view.kind in _POSTS}
    return [
        party
        for party in parties
        if party.person_id not in people
        and (party.kind, plain_name(party.name)) not in named
        and party.kind not in posts
    ]


def views_of(preparation: Preparation | None) -> list[PartyView]:
    """List what everybody said; nothing where nothing is got ready."""
    return list(preparation.views.all()) if preparation else []


def consultation_blockers(case: Case, preparation: Preparation | None) -> list[Blocker]:
    """Name everybody who is still to be asked before closing (PET-83, PET-87, HIL-103, ROC-70)."""
    missing = still_to_hear(case, preparation)
    if not missing:
        return []
    message = f"Write what they think of closing, or why they were not asked: {', '.join(missing)}"
    cites = procedure_in_force(case.authority_id).cites_for(MUST_HEAR)
    return [Blocker(code="views", message=message, cites=cites)]


def still_to_hear(case: Case, preparation: Preparation | None) -> list[str]:
    """Name everybody whom the procedure has asked before closing and of whom nothing is recorded:
    neither what they think nor why they were not asked.
    """
    procedure = procedure_in_force(case.authority_id)
    must_hear = [kind for kind in procedure.get(MUST_HEAR) if kind in _NOBODY_NAMED]
    if not must_hear:
        return []
    parties, views = parties_of(case), views_of(preparation)
    missing = [
        party.name or _NOBODY_NAMED[party.kind]
        for party in not_yet_heard(parties, views)
        if party.kind in must_hear
    ]
    known = {party.kind for party in parties} | {view.kind for view in views}
    return missing + [_NOBODY_NAMED[kind] for kind in must_hear if kind not in known]


def find_party_view(user: User, view_id: int) -> PartyView:
    """Give what one party said, with the case; refuses (NotFound) one of a case this person may
    not know of.
    """
    found = (
        PartyView.objects.filter(pk=view_id, preparation__case__in=visible_cases(user))
        .select_related(
            "preparation__case__child",
            "preparation__case__authority",
            "preparation__case__team",
            "preparation__case__worker",
            "preparation__closure",
        )
        .first()
    )
    if found is None:
        raise NotFound("There is no such record, or it belongs to another team.")
    return found


def disagreement_blockers(case: Case, preparation: Preparation | None) -> list[Blocker]:
    """List what is to be done about a disagreement before a manager can close: it is settled, or a
    meeting was held; who still disagrees is advised to write and answered in writing (PET-93 to
    PET-97).
    """
    procedure = procedure_in_force(case.authority_id)
    if preparation is None or procedure.get("dissent_meeting_required") == "never":
        return []
    meetings = list(preparation.disagreement_meetings.prefetch_related("sendings"))
    was_met = bool(meetings)
    unsent = [each for each in meetings if not each.sendings.all()]
    cites = procedure.cites_for("dissent_meeting_required")
    told = [_held_up_by(view, procedure, was_met=was_met) for view in preparation.views.all()]
    told += [f"Send every agency the minutes of {plain_day(each.held_on)}" for each in unsent]
    return [Blocker(code="disagreement", message=each, cites=cites) for each in told if each]


def _held_up_by(view: PartyView, procedure: Procedure, *, was_met: bool) -> str:
    if view.is_open_disagreement:
        return f"{view.name} disagrees: settle it, or hold a meeting about it"
    is_at_odds = view.still_disagrees or view.settlement == Settlement.AT_MEETING
    always = procedure.get("dissent_meeting_required") == "always"
    if view.settlement and (is_at_odds or always) and not was_met:
        return f"Record the meeting about the disagreement of {view.name}"
    if view.still_disagrees and procedure.flag("dissent_in_writing"):
        return _not_in_writing(view)
    return ""


def _not_in_writing(view: PartyView) -> str:
    if view.advised_on is None:
        return f"Record that {view.name} was advised to put the disagreement in writing"
    letter = getattr(view, "letter", None)
    if letter is None or not letter.is_sent:
        return f"Send {view.name} a letter that acknowledges the disagreement"
    return ""


def override_refusal(case: Case, preparation: Preparation | None, user: User) -> str:
    """Say why this person may not close despite those who still disagree, or nothing (PET-95)."""
    procedure = procedure_in_force(case.authority_id)
    role = procedure.get("closure_override_role")
    if not still_disagreeing(preparation) or not is_override_asked(case):
        return ""
    if role is None:
        return "The procedure lets nobody close while somebody disagrees."
    if role in user.procedure_roles:
        return ""
    return f"Only the {ROLES[role].lower()} can close while somebody disagrees."


def is_override_asked(case: Case) -> bool:
    """Whether the procedure tells a closing despite disagreement apart, with a reason."""
    return bool(procedure_in_force(case.authority_id).get("dissent_meeting_required") != "never")


def still_disagreeing(preparation: Preparation | None) -> list[PartyView]:
    """List who still disagrees, whatever was done about it."""
    return [view for view in views_of(preparation) if view.still_disagrees]
