"""The list of cases a person may open, narrowed and sorted as they ask."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from alerts.models import Deadline
from alerts.selectors.due import NextDue, cases_overdue, next_due
from alerts.selectors.standing import OPEN
from cases.models import Case
from cases.models.case import CaseQuerySet
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.accounts.selectors import teams_of

MINE, TEAM, ALL = "mine", "team", "all"
PAGE = 25
ORDERS = {
    "due": (F("next_due_on").asc(nulls_last=True), "pk"),
    "-due": (F("next_due_on").desc(nulls_last=True), "pk"),
    "child": ("child__given_names", "child__family_name", "pk"),
    "-child": ("-child__given_names", "-child__family_name", "pk"),
    "reference": ("reference",),
    "-reference": ("-reference",),
    "worker": (F("worker__name").asc(nulls_last=True), "pk"),
    "-worker": (F("worker__name").desc(nulls_last=True), "pk"),
    "stage": ("state", "pk"),
    "-stage": ("-state", "pk"),
}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the person asked to see: `who` is mine, team, all, or the id of a team after "team-"."""

    who: str = ALL
    state: str = ""
    overdue: bool = False
    closed: bool = False
    words: str = ""
    sort: str = "due"


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    case: Case
    next: NextDue | None


_COLUMNS = {
    "child": "Child",
    "due": "Next date",
    "stage": "Stage",
    "worker": "Worker",
    "reference": "Reference",
}


def columns(sort: str) -> list[dict[str, str]]:
    """Describe the columns: the text, how the list is sorted by it now, and the order a click asks
    for.
    """
    orders = {"": "ascending", "-": "descending"}
    found = []
    for name, text in _COLUMNS.items():
        now = next((words for sign, words in orders.items() if sort == sign + name), "")
        asks = f"-{name}" if sort == name else name
        found.append({"text": text, "order": now, "sort": asks})
    return found


def choices_of_who(user: User) -> list[tuple[str, str]]:
    """List whose cases this person may ask for, in their own order: the first is what they see
    unasked.
    """
    own = [(MINE, "My cases")] if user.is_practitioner else []
    team = [(TEAM, "My team's cases")] if user.team_id is not None else []
    everything = [(ALL, "All the cases I may open")]
    if not user.sees_whole_authority:
        return [*own, *team, *everything]
    teams = [(f"team-{team.pk}", team.name) for team in teams_of(user)]
    return [*everything, *own, *team, *teams]


def cases_wanted(user: User, wanted: Wanted) -> QuerySet[Case]:
    """List the cases a person may open that answer to what they asked for, in the order they asked
    for.
    """
    cases: QuerySet[Case] = _in_stage(_of_whom(visible_cases(user), user, wanted.who), wanted)
    if wanted.overdue:
        cases = cases_overdue(cases)
    for word in wanted.words.split():
        cases = cases.filter(_named(word))
    earliest = Deadline.objects.filter(OPEN, case=OuterRef("pk")).order_by("due_on")
    return (
        cases.select_related("child", "team", "worker")
        .annotate(next_due_on=Subquery(earliest.exclude(due_on=None).values("due_on")[:1]))
        .order_by(*ORDERS[wanted.sort])
    )


def with_dates(cases: Iterable[Case]) -> list[Row]:
    """Add to the cases of one page their next date and their standing, with one query."""
    rows = list(cases)
    dates = next_due([case.pk for case in rows])
    return [Row(case, dates.get(case.pk)) for case in rows]


def _in_stage(cases: CaseQuerySet, wanted: Wanted) -> CaseQuerySet:
    if wanted.state:
        return cases.filter(state=wanted.state)
    return cases if wanted.closed else cases.open()


def _of_whom(cases: CaseQuerySet, user: User, who: str) -> CaseQuerySet:
    if who == MINE:
        return cases.filter(worker=user)
    if who == TEAM:
        return cases.filter(team_id=user.team_id)
    if who.startswith("team-"):
        return cases.filter(team_id=int(who.removeprefix("team-")))
    return cases


def _named(word: str) -> Q:
    """Find a word in the child's name or the reference, whichever apostrophe was typed."""
    condition = Q()
    for spelling in {word, word.replace("\u2019", "'"), word.replace("'", "\u2019")}:
        condition |= (
            Q(child__given_names__icontains=spelling)
            | Q(child__family_name__icontains=spelling)
            | Q(reference__icontains=spelling)
        )
    return condition
