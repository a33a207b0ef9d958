"""Everything a worker who does not know the family needs on one screen."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from alerts.selectors.due import Due
from cases.models import Case, CaseSummary, FamilyMember, FamilyRole, SafetyPlan
from cases.selectors.relationships import households_of, living_with
from cin.accounts.models import Role, User
from cin.core import clock
from cin.core.templatetags.cin import in_days, plain_day
from cin.policy.selectors import working_calendar
from closures.selectors.stepping_down import first_team_meeting
from desk.selectors.chronology import Line, LineKind, WantedLines, chronology_of
from desk.selectors.overview import Overview, overview_of
from plans.intervals import longest_allowed
from visits.selectors import visits_to

NEXT_DATES = 6


@dataclass(frozen=True, kw_only=True)
class Somebody:
    """One person around the child: who they are, how to reach them, and what to mind."""

    name: str
    who: str
    contacts: list[str]
    address: str
    cautions: list[str]


@dataclass(frozen=True, kw_only=True)
class LastSeen:
    """When the child was last seen, in words, and the record of that visit."""

    text: str
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """The case summary: what is written, its age, and what the record knows by itself."""

    case: Case
    overview: Overview
    written: CaseSummary | None
    out_of_date: list[str]
    since: list[Line]
    at_home: list[Somebody]
    elsewhere: list[Somebody]
    is_home_known: bool
    cautions: list[str]
    managers: list[str]
    safety_plan: SafetyPlan | None
    seen: LastSeen
    seen_alone: LastSeen
    team_meeting: str

    @property
    def written_text(self) -> str:
        """Say how old the written part is, and whose it is."""
        if self.written is None:
            return "Nobody has written this part yet."
        when = in_days(self.written.created_at)
        return (
            f"Written {when} by {self.written.written_by}, on {plain_day(self.written.created_at)}."
        )

    @property
    def nobody_at_home(self) -> str:
        """Say why nobody is listed as living with the child."""
        if self.is_home_known:
            return "Nobody of the family is recorded as living with the child."
        return "Who lives with the child is not recorded."

    @property
    def next_dates(self) -> list[Due]:
        """The next things due, the earliest first."""
        dated = [due for due in self.overview.dues if due.deadline.due_on is not None]
        dated.sort(key=lambda due: due.deadline.due_on or date.max)
        return dated[:NEXT_DATES]

    @property
    def child_rows(self) -> list[dict[str, Any]]:
        """Who the child is, how the work stands and who carries it, as rows of a summary list."""
        case, overview, child = self.case, self.overview, self.case.child
        plan = overview.plan_in_force
        known = {row["key"]: row["value"] for row in overview.facts}
        rows = {
            "Born on": known.get("Born on", known.get("Expected on", "")),
            "Known as": child.known_as,
            "Language": child.first_language,
            "How to communicate": child.communication_needs,
            "Health": child.health_notes,
            "Address": known.get("Address", ""),
            "Circumstances": overview.circumstances_text,
            "Stage": case.get_state_display(),
            "Plan": f"Version {plan.number} in force from {plain_day(plan.in_force_on)}"
            if plan
            else "No plan in force",
            "Visited": self.visiting,
            "Last seen": self.seen.text,
            "Last seen alone": self.seen_alone.text,
            "Social worker": case.worker.name if case.worker else "Not allocated",
            "Manager": f"{', '.join(self.managers)} ({case.team.name})",
        }
        optional = {"Known as", "Language", "How to communicate", "Health", "Circumstances"}
        hrefs = {"Last seen": self.seen.href, "Last seen alone": self.seen_alone.href}
        if plan:
            hrefs["Plan"] = reverse("plans:plan", args=[plan.pk])
        return [
            {"key": key, "value": value, "value_href": hrefs.get(key, "")}
            for key, value in rows.items()
            if value or key not in optional
        ]

    @property
    def visiting(self) -> str:
        """Say how often the child is visited: the manager's schedule, or else the plan's or the
        procedure's.
        """
        written = self.written.visiting_schedule if self.written is not None else ""
        schedule = self.overview.schedule
        if schedule is not None:
            return f"Every {schedule.duration}, by the manager's schedule. {written}".strip()
        if written:
            return written
        plan = self.overview.plan_in_force
        interval = plan.visit_interval if plan else None
        if interval:
            return f"Every {interval}, as the plan says"
        longest = longest_allowed(
            self.overview.procedure, "visit_interval", disabled=self.case.child.is_disabled
        )
        return f"At least every {longest}, as the procedure says" if longest else ""


def summary_of(case: Case, user: User) -> Summary:
    """Gather a case summary; the case comes from `find_case`, so that this person may open it."""
    overview = overview_of(case, user)
    written = case.summaries.select_related("written_by").first()
    since = _since(user, case, written)
    with_the_child = living_with(households_of(case), case.child_id)
    at_home, elsewhere = _people(overview, with_the_child)
    seen = visits_to(case).filter(seen=True)
    managers = User.objects.filter(team_id=case.team_id, role=Role.TEAM_MANAGER, is_active=True)
    return Summary(
        case=case,
        overview=overview,
        written=written,
        since=since,
        out_of_date=_out_of_date(overview, written, since),
        at_home=at_home,
        elsewhere=elsewhere,
        is_home_known=bool(with_the_child),
        cautions=_cautions(overview.everybody),
        managers=list(managers.order_by("name").values_list("name", flat=True)),
        safety_plan=overview.safety_plan,
        team_meeting=first_team_meeting(case),
        seen=_last(seen.first()),
        seen_alone=_last(seen.filter(seen_alone=True).first()),
    )


def _last(part: Any) -> LastSeen:
    if part is None:
        return LastSeen(text="Not yet")
    at = part.visit.visited_at
    href = reverse("visits:visit", args=[part.visit_id])
    return LastSeen(text=f"{plain_day(at)} ({in_days(at)})", href=href)


def _since(user: User, case: Case, written: CaseSummary | None) -> list[Line]:
    """List what is significant and happened after the summary was written."""
    if written is None:
        return []
    wanted = WantedLines(first=_day(written.created_at))
    lines = chronology_of(user, case, wanted).lines
    return [
        line
        for line in lines
        if (line.is_key or line.kind == LineKind.CHANGE) and _is_after(line, written.created_at)
    ]


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def _is_after(line: Line, moment: datetime) -> bool:
    if isinstance(line.at, datetime):
        return line.at > moment
    return line.at > _day(moment)


def _out_of_date(overview: Overview, written: CaseSummary | None, since: list[Line]) -> list[str]:
    if written is None:
        return []
    reasons = [f"{line.title} on {line.when}" for line in since[-3:]]
    longest = overview.procedure.duration("case_summary_max_age")
    if longest is not None:
        calendar = working_calendar(overview.case.authority_id)
        last_day = calendar.add(_day(written.created_at), longest)
        if clock.today() > last_day:
            reasons.insert(0, f"It is older than {longest}")
    return reasons


def _people(overview: Overview, with_the_child: set[int]) -> tuple[list[Somebody], list[Somebody]]:
    """Part the family into those who are recorded as living with the child, and the others."""
    at_home: list[Somebody] = []
    elsewhere: list[Somebody] = []
    for row in overview.family:
        (at_home if row.person_id in with_the_child else elsewhere).append(_somebody(row))
    return at_home, elsewhere


def _somebody(row: FamilyMember) -> Somebody:
    person = row.person
    known = vars(person)
    responsibility = {
        True: ", has parental responsibility",
        False: ", no parental responsibility",
        None: "",
    }[row.has_parental_responsibility]
    born = f", born {plain_day(person.born_on)}" if person.born_on else ""
    home = next(iter(known["present_addresses"]), None)
    secret = " (secret: tell nobody in the family)" if home and home.is_secret else ""
    is_child = row.role == FamilyRole.CHILD
    role = "brother or sister" if is_child else row.get_role_display().lower()
    return Somebody(
        name=str(person),
        who=f"{role}{born}{responsibility}",
        contacts=[_contact(each) for each in known["present_contacts"]],
        address=f"{home}{secret}" if home else "Address not recorded",
        cautions=_cautions([row]),
    )


def _contact(contact: Any) -> str:
    safe = {True: "safe to use", False: "NOT safe to use", None: "not asked whether safe"}
    parts = [safe[contact.is_safe], contact.note]
    return f"{contact} ({'; '.join(part for part in parts if part)})"


def _cautions(rows: list[FamilyMember]) -> list[str]:
    return [
        f"{row.person}: {flag.get_kind_display()}. {flag.details}"
        for row in rows
        for flag in vars(row.person)["present_flags"]
    ]
