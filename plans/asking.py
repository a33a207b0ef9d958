"""What a version of a plan is asked under its authority's procedure, beyond what every plan is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cases.models import CircumstanceKind, Person
from cases.selectors.circumstances import holding_now
from cin.core import clock
from cin.policy.selectors import procedure_in_force
from cin.procedures.book import Procedure
from cin.procedures.readiness import smart_words
from plans.models import PlanKind, PlanVersion

# Questions that every plan has; a procedure may give them a title of its own, and require them.
OWN_QUESTIONS = frozenset({"strengths", "contingency", "exit_plan"})
# After which box a further question stands; any other stands with the plan's rows.
AFTER = {
    "lived_experience": "strengths",
    "identity": "child_views",
    "first_wanted": "family_views",
    "lead_duties": "lead_professional",
    "review_points": "review_interval",
    "progress": "review_interval",
    "contingency_delay": "contingency",
    "contingency_change": "contingency",
    "afterwards": "exit_plan",
}
LAST_OF_PLAN = "services"
_EDUCATION, _PROPORTIONATE, _YOUNG_CARER = "education", "proportionate", "young_carer"
_HAS_PLAN = "E"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One further question of a plan; `field` is the name of its box."""

    code: str
    title: str
    hint: str
    is_required: bool

    @property
    def is_own(self) -> bool:
        """Whether every plan has this question, under another title."""
        return self.code in OWN_QUESTIONS

    @property
    def field(self) -> str:
        """Name its box on the form."""
        return self.code if self.is_own else f"section_{self.code}"

    def answer_in(self, version: PlanVersion) -> str:
        """Give what a version says."""
        if self.is_own:
            return str(getattr(version, self.code))
        return str(version.sections.get(self.code, ""))


class Asked:
    """Everything that the procedure in force asks of one version."""

    def __init__(self, version: PlanVersion) -> None:
        self.version = version
        self.procedure: Procedure = procedure_in_force(version.case.authority_id)

    @cached_property
    def questions(self) -> list[Question]:
        """The further questions, in the procedure's order, that concern this child."""
        optional = self.procedure.get("plan_sections_optional")
        return [
            Question(
                code=each["code"],
                title=each["title"],
                hint=each["hint"],
                is_required=each["code"] not in optional,
            )
            for each in self.procedure.get("plan_sections")
            if self._concerns_child(each["code"])
        ]

    def _concerns_child(self, code: str) -> bool:
        child = self.version.case.child
        if code == _EDUCATION:
            return has_worry_about_school(child)
        if code == _YOUNG_CARER:
            return CircumstanceKind.YOUNG_CARER in {
                row.kind for row in holding_now(self.version.case)
            }
        return code != _PROPORTIONATE or child.is_disabled

    @property
    def titles(self) -> dict[str, str]:
        """The titles of the further questions by code, to be kept with the version."""
        return {each.code: each.title for each in self.questions}

    @property
    def areas(self) -> list[str]:
        """The parts of a child's life that needs are sorted under."""
        return list(self.procedure.get("plan_areas"))

    @property
    def smart(self) -> list[str]:
        """What every action is to be."""
        return smart_words(self.procedure)

    @property
    def need_answers(self) -> list[str]:
        """Which answers a need waits for."""
        return list(self.procedure.get("plan_need_answers"))

    @property
    def talked_over_with(self) -> list[str]:
        """With whom this version is talked over, if it is a small change."""
        if self.version.kind != PlanKind.MINOR:
            return []
        return list(self.procedure.get("plan_small_change_talked_over"))

    @property
    def services(self) -> list[str]:
        """The services offered for choosing."""
        return list(self.procedure.get("plan_services"))

    @property
    def suggested(self) -> list[str]:
        """The services that fit this child, with those the plan names already (HIL-05)."""
        count = len(self.version.services.all())
        return [
            each["service"]
            for each in self.procedure.get("plan_services_suggested")
            if _fits(each, self.version.case.child, count)
        ]

    @property
    def lead(self) -> str:
        """Who leads the work as far as is known: the child's social worker."""
        worker = self.version.case.worker
        return f"{worker.name}, social worker" if worker else ""


def has_worry_about_school(child: Person) -> bool:
    """Say whether attendance, risk of exclusion or an education plan calls for action (ROC-121)."""
    return bool(
        child.attendance_is_a_concern or child.may_be_excluded or child.send_support == _HAS_PLAN
    )


def _fits(suggested: Mapping[str, str], child: Person, services: int) -> bool:
    age = child.age_on(clock.today())
    oldest, fewest = suggested["up_to_age"], suggested["services_at_least"]
    return (
        (not oldest.isdigit() or (age is not None and age <= int(oldest)))
        and (not suggested["only_disabled"] or child.is_disabled)
        and (not fewest.isdigit() or services >= int(fewest))
    )
