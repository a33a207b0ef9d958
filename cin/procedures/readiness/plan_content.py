"""What the needs, actions and services of a plan lack, and what is to be pointed out about them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from cin.procedures.book import Procedure
from cin.procedures.calendar import day_in_words
from cin.procedures.readiness.blocker import Blocker

_ANSWERS = {
    "need": "Say what the child needs",
    "outcome": "Say what will be different for the child",
    "strategy": "Say how that will be reached",
}
_NOT_READY = {
    "waiting": "has a waiting list",
    "scarce": "is known to be scarce",
    "not_known": "may not be available: nobody has found out yet",
}


@dataclass(frozen=True, kw_only=True)
class NeedFacts:
    """One need of the child; an empty text is one that nobody wrote."""

    area: str = ""
    need: str = ""
    outcome: str = ""
    strategy: str = ""

    @property
    def in_short(self) -> str:
        """The need in a few words, by which a message names it."""
        return (self.need or self.outcome or self.area)[:60]


@dataclass(frozen=True, kw_only=True)
class ActionFacts:
    """One action; `due_on` is the last day on which it is in time."""

    what: str
    area: str = ""
    is_family: bool = False
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ServiceFacts:
    """One service; `availability` is ready, waiting, scarce, not_known or empty."""

    name: str
    availability: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class PlanContent:
    """What the guard reads of a plan's rows and of what only some procedures ask.

    `unwritten` are the required further questions left empty, title by the code of their box;
    `smart` in what sense the actions were found SMART; `has_outcomes` is true of an older plan with
    its outcomes in one text. `talked_over_with` is None where the version is no small change.
    """

    needs: Sequence[NeedFacts] = ()
    actions: Sequence[ActionFacts] = ()
    services: Sequence[ServiceFacts] = ()
    unwritten: Mapping[str, str] = field(default_factory=dict)
    smart: Sequence[str] = ()
    has_outcomes: bool = False
    lead_professional: str = ""
    talked_over_with: Sequence[str] | None = None
    talked_over: str = ""


def plan_content_blockers(procedure: Procedure, content: PlanContent) -> list[Blocker]:
    """List what the rows and further questions of a plan lack before it can be submitted."""
    return [
        *_needs(procedure, content),
        *_links(content),
        *_whole_plan(procedure, content),
        *_small_change(procedure, content),
    ]


def _needs(procedure: Procedure, content: PlanContent) -> Iterator[Blocker]:
    cites = procedure.cites_for("plan_need_answers")
    if not content.needs and content.has_outcomes:
        yield Blocker(code="needs", message="Add at least one need of the child", cites=cites)
    several = len(content.needs) > 1
    for need in content.needs:
        for name in procedure.get("plan_need_answers"):
            if not getattr(need, name).strip():
                message = f"{_ANSWERS[name]}: “{need.in_short}”"
                yield Blocker(code="needs", message=message, cites=cites)
        if several and not need.area:
            message = f"Say which part of the child's life “{need.in_short}” is about"
            yield Blocker(code="needs", message=message)


def _links(content: PlanContent) -> Iterator[Blocker]:
    """Where there are several needs, each action says which it is for."""
    areas = {need.area for need in content.needs}
    if len(content.needs) < 2 or "" in areas:
        return
    for action in content.actions:
        if action.area not in areas:
            message = f"Say which need “{action.what[:60]}” is for"
            yield Blocker(code="actions", message=message)


def _whole_plan(procedure: Procedure, content: PlanContent) -> Iterator[Blocker]:
    if procedure.flag("plan_names_services") and not content.services:
        yield Blocker(
            code="services",
            message="Name at least one service or resource that the plan needs",
            cites=procedure.cites_for("plan_names_services"),
        )
    yield from (
        Blocker(code=code, message=f"Answer “{title}”", cites=procedure.cites_for("plan_sections"))
        for code, title in content.unwritten.items()
    )
    missing = [word for word in smart_words(procedure) if word not in content.smart]
    if missing and content.actions:
        message = f"Check that every action is: {'; '.join(missing)}"
        cites = procedure.cites_for("smart_definition")
        yield Blocker(code="smart", message=message, cites=cites)
    if procedure.flag("plan_names_lead") and not content.lead_professional.strip():
        cites = procedure.cites_for("plan_names_lead")
        yield Blocker(code="lead_professional", message="Name the lead professional", cites=cites)
    if procedure.get("plan_family_actions") == "required" and _only_professionals(content):
        cites = procedure.cites_for("plan_family_actions")
        message = "Add at least one action of the family's own"
        yield Blocker(code="actions", message=message, cites=cites)


def _small_change(procedure: Procedure, content: PlanContent) -> Iterator[Blocker]:
    asked = procedure.get("plan_small_change_talked_over")
    if content.talked_over_with is None or content.talked_over.strip():
        return
    left = [who for who in asked if who not in content.talked_over_with]
    cites = procedure.cites_for("plan_small_change_talked_over")
    if left:
        message = f"Talk the change over with these, or say why not: {'; '.join(left)}"
        yield Blocker(code="talked_over", message=message, cites=cites)


def smart_words(procedure: Procedure) -> list[str]:
    """List what the procedure wants of every action, in the order of the word SMART."""
    meant: Mapping[str, str] = procedure.get("smart_definition")
    return [meant[letter] for letter in "SMART" if meant.get(letter)]


def plan_warnings(content: PlanContent, *, begins_on: date | None, today: date | None) -> list[str]:
    """List in sentences what stops no plan but is pointed out: days that are past (on a draft,
    of which `today` is given) or before the plan begins, and no action of the family's own
    (PET-26, BOL-28).
    """
    return [
        *_days(content, begins_on, today),
        *(
            ["No action is the family's own. Is there something that they will do?"]
            if _only_professionals(content)
            else []
        ),
    ]


def services_not_there(services: Iterable[ServiceFacts]) -> list[str]:
    """List in sentences the services of a plan that cannot be given, not yet, or perhaps not, each
    with the reason (BIR-38, HIL-82, BIR-110).
    """
    return [_scarce(each) for each in services if each.availability in _NOT_READY]


def _days(content: PlanContent, begins_on: date | None, today: date | None) -> Iterator[str]:
    for action in content.actions:
        if action.due_on is None:
            continue
        said = f"“{action.what[:60]}” is to be done by {day_in_words(action.due_on)}, "
        if begins_on is not None and action.due_on < begins_on:
            yield f"{said}which is before the plan begins."
        elif today is not None and action.due_on < today:
            yield f"{said}which is past."


def _only_professionals(content: PlanContent) -> bool:
    return bool(content.actions) and not any(action.is_family for action in content.actions)


def _scarce(service: ServiceFacts) -> str:
    said = f"“{service.name}” {_NOT_READY[service.availability]}."
    if service.reason.strip():
        return f"{said} {service.reason.strip()}"
    return f"{said} Say why the plan names it all the same, and what happens meanwhile."
