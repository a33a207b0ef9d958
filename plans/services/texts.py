"""What a version of a plan is written with, and the saving of it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

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
    "visit_amount",
    "visit_unit",
    "review_amount",
    "review_unit",
]
WRITTEN = [*COPIED, "talked_over_with", "talked_over"]
ROWS = ("needs", "actions", "services")


@dataclass(frozen=True, kw_only=True)
class NeedDetails:
    """One need of the child, under a part of its life."""

    area: str = ""
    need: str = ""
    outcome: str = ""
    strategy: str = ""

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


def save_text(
    version: PlanVersion, *, seen_version: int, text: PlanText, actions: Sequence[ActionDetails]
) -> None:
    """Save a whole text in a locked draft; refuses (ChangedMeanwhile), with what somebody else
    saved in the words of the page.
    """
    rows: dict[str, Sequence[Any]] = {
        "needs": text.needs,
        "actions": _numbered(version, actions),
        "services": text.services,
    }
    try:
        changes = {**_columns(text), "sections": {**version.sections, **text.sections}}
        revise(version, seen_version=seen_version, changes=changes)
    except ChangedMeanwhile as stale:
        theirs = _theirs(version, text, rows)
        raise ChangedMeanwhile(stale.message, theirs=theirs, version=stale.version) from None
    version.save()
    for name, found in rows.items():
        model, _details = _KINDS[name]
        getattr(version, name).all().delete()
        model.objects.bulk_create(
            [
                model(version=version, position=position, **asdict(row))
                for position, row in enumerate(found)
            ]
        )


def copy_rows(earlier: PlanVersion, version: PlanVersion) -> None:
    """Give a new version the rows of an earlier one; actions keep their numbers."""
    for name, found in rows_of(earlier).items():
        model, _details = _KINDS[name]
        model.objects.bulk_create(
            [
                model(version=version, position=position, **asdict(row))
                for position, row in enumerate(found)
            ]
        )


def _numbered(version: PlanVersion, actions: Sequence[ActionDetails]) -> list[ActionDetails]:
    """Give every action a number of its own: the one it has in this plan, or the next."""
    mine = PlanAction.objects.filter(version__plan_id=version.plan_id)
    known = set(mine.values_list("number", flat=True))
    latest = mine.aggregate(latest=Max("number"))["latest"] or 0
    found = []
    for action in actions:
        number = action.number
        if number not in known:
            latest += 1
            number = latest
        known.discard(number)
        found.append(ActionDetails(**{**asdict(action), "number": number}))
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
