"""What a version of a plan is written with, and the saving of it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max

from cin.core.errors import ChangedMeanwhile
from cin.core.services import revise
from cin.core.templatetags.cin import plain_day
from cin.procedures.durations import Duration, Unit
from plans.models import PlanAction, PlanNeed, PlanService, PlanVersion

COPIED = [
    "strengths",
    "worries",
    "child_views",
    "family_views",
    "outcomes",
    "visit_place",
    "contacts",
    "contingency",
    "exit_plan",
    "expected_end_on",
    "longer_reason",
    "lead_professional",
    "sections",
    "section_titles",
    "smart",
    "taken",
    "joint_texts",
    "visit_amount",
    "visit_unit",
    "review_amount",
    "review_unit",
]
WRITTEN = [*COPIED, "talked_over_with", "talked_over"]
ROWS = ("needs", "actions", "services")


@dataclass(frozen=True, kw_only=True)
class NeedDetails:
    """One need of the child, under a part of its life; `joint` is what it has in common with those
    of brothers and sisters that were written together.
    """

    area: str = ""
    need: str = ""
    outcome: str = ""
    strategy: str = ""
    joint: UUID | None = None

    @property
    def in_words(self) -> str:
        """The row in one line."""
        return ", ".join(filter(None, [self.area, self.need, self.outcome, self.strategy]))


@dataclass(frozen=True, kw_only=True)
class ActionDetails:
    """One action; `due_on` is the last day on which it is in time, and `number` its own in all
    versions of the plan (None: a new action).
    """

    what: str
    owner: str = ""
    owner_kind: str = ""
    due_on: date | None = None
    area: str = ""
    number: int | None = None
    joint: UUID | None = None

    @property
    def in_words(self) -> str:
        """The row in one line."""
        due = f"by {plain_day(self.due_on)}" if self.due_on else ""
        return ", ".join(filter(None, [self.what, self.owner, due]))


@dataclass(frozen=True, kw_only=True)
class ServiceDetails:
    """One service or resource, and whether it can be had."""

    name: str
    provider: str = ""
    area: str = ""
    availability: str = ""
    scarce_reason: str = ""
    joint: UUID | None = None

    @property
    def in_words(self) -> str:
        """The row in one line."""
        return ", ".join(filter(None, [self.name, self.provider, self.area, self.scarce_reason]))


@dataclass(frozen=True, kw_only=True)
class PlanText:
    """What a version says; intervals are at most the procedure's, and None leaves the
    procedure's.

    `sections` are the procedure's further questions by code; `outcomes` is only of plans from
    before each need had its own.
    """

    strengths: str = ""
    worries: str = ""
    child_views: str = ""
    family_views: str = ""
    outcomes: str = ""
    visit_place: str = ""
    contacts: str = ""
    contingency: str = ""
    exit_plan: str = ""
    expected_end_on: date | None = None
    longer_reason: str = ""
    lead_professional: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)
    smart: Sequence[str] = ()
    talked_over_with: Sequence[str] = ()
    talked_over: str = ""
    visit_interval: Duration | None = None
    review_interval: Duration | None = None
    needs: Sequence[NeedDetails] = ()
    services: Sequence[ServiceDetails] = ()


_KINDS: dict[str, tuple[type[Any], type[Any]]] = {
    "needs": (PlanNeed, NeedDetails),
    "actions": (PlanAction, ActionDetails),
    "services": (PlanService, ServiceDetails),
}


def rows_of(version: PlanVersion) -> dict[str, list[Any]]:
    """Give the saved rows of a version as the details that made them."""
    return {
        name: [
            details(**{each: getattr(row, each) for each in details.__dataclass_fields__})
            for row in getattr(version, name).all()
        ]
        for name, (_model, details) in _KINDS.items()
    }


def revise_text(
    version: PlanVersion, *, seen_version: int, text: PlanText, actions: Sequence[ActionDetails]
) -> None:
    """Set a whole text in a locked draft, in memory; refuses (ChangedMeanwhile), with what somebody
    else saved in the words of the page.
    """
    try:
        changes = {**_columns(text), "sections": {**version.sections, **text.sections}}
        revise(version, seen_version=seen_version, changes=changes)
    except ChangedMeanwhile as stale:
        theirs = _theirs(version, text, {**_rows_in(text), "actions": actions})
        raise ChangedMeanwhile(stale.message, theirs=theirs, version=stale.version) from None


def save_rows(version: PlanVersion, *, text: PlanText, actions: Sequence[ActionDetails]) -> None:
    """Save the rows of a locked draft in place of those it had."""
    rows = {**_rows_in(text), "actions": _numbered(version, actions)}
    for name, found in rows.items():
        known = _known_joints(version, name, found)
        getattr(version, name).all().delete()
        _make_rows(version, name, known)


def copy_rows(earlier: PlanVersion, version: PlanVersion) -> None:
    """Give a new version the rows of an earlier one; actions keep their numbers."""
    for name, found in rows_of(earlier).items():
        _make_rows(version, name, found)


def add_row(version: PlanVersion, kind: str, words: Mapping[str, Any]) -> None:
    """Put one more row at the end of those of a draft; an action gets the plan's next number."""
    model, _details = _KINDS[kind]
    last = getattr(version, kind).aggregate(last=Max("position"))["last"] or 0
    number = {"number": _next_number(version)} if kind == "actions" else {}
    model.objects.create(version=version, position=last + 1, **number, **words)


def _next_number(version: PlanVersion) -> int:
    ours = PlanAction.objects.filter(version__plan_id=version.plan_id)
    return (ours.aggregate(latest=Max("number"))["latest"] or 0) + 1


def _rows_in(text: PlanText) -> dict[str, Sequence[Any]]:
    return {"needs": text.needs, "services": text.services}


def _make_rows(version: PlanVersion, name: str, found: Sequence[Any]) -> None:
    model, _details = _KINDS[name]
    model.objects.bulk_create(
        [
            model(version=version, position=position, **asdict(row))
            for position, row in enumerate(found)
        ]
    )


def _known_joints(version: PlanVersion, name: str, found: Sequence[Any]) -> list[Any]:
    """Let each row keep what it has in common with others only where it had that before, once."""
    known = set(getattr(version, name).values_list("joint", flat=True))
    kept = []
    for row in found:
        kept.append(row if row.joint in known else replace(row, joint=None))
        known.discard(row.joint)
    return kept


def _numbered(version: PlanVersion, actions: Sequence[ActionDetails]) -> list[ActionDetails]:
    """Give every action a number of its own: the one it has in this plan, or the next."""
    mine = PlanAction.objects.filter(version__plan_id=version.plan_id)
    known = set(mine.values_list("number", flat=True))
    following = _next_number(version)
    found = []
    for action in actions:
        number = action.number
        if number not in known:
            number, following = following, following + 1
        known.discard(number)
        found.append(replace(action, number=number))
    return found


def _theirs(
    version: PlanVersion, text: PlanText, rows: Mapping[str, Sequence[Any]]
) -> dict[str, Any]:
    names = [name for name in text.__dataclass_fields__ if name not in ROWS]
    mine = {name: _plain(getattr(text, name)) for name in names}
    theirs = {
        name: getattr(version, name)
        for name, value in mine.items()
        if _plain(getattr(version, name)) != value
    }
    saved = rows_of(version)
    for name, found in rows.items():
        lines = [row.in_words for row in saved[name]]
        if lines != [row.in_words for row in found]:
            theirs[name] = "\n".join(lines)
    return theirs


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _columns(text: PlanText) -> dict[str, object]:
    columns = {name: _plain(getattr(text, name)) for name in WRITTEN if hasattr(text, name)}
    for name in ("visit", "review"):
        agreed: Duration | None = getattr(text, f"{name}_interval")
        columns[f"{name}_amount"] = agreed.amount if agreed else None
        columns[f"{name}_unit"] = Unit(agreed.unit).value if agreed else ""
    return columns
