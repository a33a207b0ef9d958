"""The plans of brothers and sisters that are written beside one, and what they have the same."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch
from django.utils.text import Truncator

from cases.models import Case, NetworkMember, SharingLimit
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from plans.asking import Asked
from plans.models import PlanState, PlanVersion

GONE = (
    "The plan of a brother or sister who was ticked under “Also for” is not being written any "
    "more, or not by you. Look at “Also for” again, and save."
)
SECTION = "section_"
_OWN_BOXES = (
    "strengths",
    "worries",
    "family_views",
    "visit_place",
    "contacts",
    "contingency",
    "exit_plan",
)
# What only one child can say, or lives: it is written for each.
_OF_ONE_CHILD = frozenset(
    {"lived_experience", "identity", "education", "proportionate", "young_carer"}
)
# What a row says; its number, its place and what it was written together with are its own.
SAID = {
    "needs": ("area", "need", "outcome", "strategy"),
    "actions": ("area", "what", "owner", "owner_kind", "due_on"),
    "services": ("area", "name", "provider", "availability", "scarce_reason"),
}


_LIMITS = Prefetch(
    "person__sharing_limits", SharingLimit.objects.filter(ended_on=None), "present_limits"
)


def drafts_beside(user: User, case: Case) -> list[PlanVersion]:
    """List the drafts of the child's brothers and sisters that this person may write in, the
    oldest child's first: four queries, whatever their number.
    """
    found = (
        PlanVersion.objects.filter(
            state=PlanState.DRAFT,
            case__family_id=case.family_id,
            case__in=visible_cases(user).open(),
        )
        .exclude(case_id=case.pk)
        .select_related("plan", "case__child", "case__authority")
        .prefetch_related(*SAID)
        .order_by("case__child__born_on", "pk")
    )
    return [version for version in found if not may_work.reason(version.case, user)]


def joint_boxes(asked: Asked) -> list[str]:
    """Name the boxes of a plan whose text can be written for several children at once."""
    further = [
        each.field for each in asked.questions if not each.is_own and each.code not in _OF_ONE_CHILD
    ]
    return [*_OWN_BOXES, *further]


def text_in(version: PlanVersion, box: str) -> str:
    """Give what a version says in one box."""
    if box.startswith(SECTION):
        return str(version.sections.get(box.removeprefix(SECTION), ""))
    return str(getattr(version, box))


def is_joint_text(version: PlanVersion, other: PlanVersion, box: str) -> bool:
    """Say whether a box was written together in two versions and is the same in both."""
    key = version.joint_texts.get(box)
    return (
        key is not None
        and key == other.joint_texts.get(box)
        and text_in(version, box) == text_in(other, box)
    )


def lost_text(version: PlanVersion, other: PlanVersion, box: str) -> str:
    """Give the text of a box in another version that would be lost if this version's were written
    there; nothing where there is none, or this version says it too.
    """
    theirs = text_in(other, box).strip()
    return "" if theirs in text_in(version, box) else theirs


def said(kind: str, row: Any) -> tuple[Any, ...]:
    """Give what a row says."""
    return tuple(getattr(row, name) for name in SAID[kind])


def joint_row(kind: str, row: Any, other: PlanVersion) -> Any:
    """Give the row of another version that was written together with this one and says the same;
    nothing where there is none.
    """
    rows = getattr(other, kind).all() if row.joint else []
    same = (
        each for each in rows if each.joint == row.joint and said(kind, each) == said(kind, row)
    )
    return next(same, None)


def differing_words(kind: str, row: Any, other: PlanVersion) -> str:
    """Say how another version has a row that was written together with this one and says something
    else by now; nothing where it has none.
    """
    rows = getattr(other, kind).all() if row.joint else []
    theirs = next((each for each in rows if each.joint == row.joint), None)
    return f"Says this otherwise by now: “{shortened(str(theirs))}”" if theirs else ""


def differing_texts(
    version: PlanVersion, other: PlanVersion, boxes: Sequence[str]
) -> dict[str, str]:
    """Say by box what another version says that would be lost if this version's text were written
    there, or says otherwise since both were written together.
    """
    found = {}
    for box in boxes:
        theirs, key = text_in(other, box), version.joint_texts.get(box)
        if lost_text(version, other, box):
            found[box] = f"Says something else: “{shortened(theirs)}”"
        elif key and key == other.joint_texts.get(box) and theirs != text_in(version, box):
            found[box] = f"Says this otherwise by now: “{shortened(theirs)}”"
    return found


def shortened(text: str, length: int = 140) -> str:
    """Give the beginning of a text, in one line."""
    return str(Truncator(" ".join(text.split())).chars(length))


def limits_apart(cases: Sequence[Case]) -> list[str]:
    """Say who is not to be told something and has to do with some of these children only, so that
    what is written for all would reach them with the plan of one: two queries.

    What somebody of the family is not to be told holds for every child of it.
    """
    names = {case.child_id: case.child.given_names for case in cases}
    places = (
        NetworkMember.objects.filter(child_id__in=names, ended_on=None)
        .exclude(person__memberships__family_id__in={case.family_id for case in cases})
        .select_related("person")
        .prefetch_related(_LIMITS)
        .order_by("pk")
    )
    children: dict[Any, list[str]] = defaultdict(list)
    for place in places:
        children[place.person].append(names[place.child_id])
    return [
        f"{person}, who works with {' and '.join(whose)} only, is not to be told: {limit.what}"
        for person, whose in children.items()
        for limit in person.present_limits
        if len(whose) < len(names)
    ]
