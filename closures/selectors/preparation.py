"""What was got ready for an ending, and the actions of the plan that are still open."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cases.models import Case
from closures.models import Closure, ClosureState, Preparation
from plans.models import PlanAction, PlanState, PlanVersion

_UNDER_WAY = Q(closure=None) | Q(closure__state__in=[ClosureState.PROPOSED, ClosureState.APPROVED])


def preparation_of(case: Case) -> Preparation | None:
    """Give what is got ready for the ending that is under way, or that a closed case had; two
    queries more when there is one.
    """
    return _whole().filter(_UNDER_WAY, case=case).first()


def preparation_for(closure: Closure) -> Preparation | None:
    """Give what was got ready for one proposal, whatever was decided on it."""
    return _whole().filter(closure=closure).first()


def _whole() -> QuerySet[Preparation]:
    people = ("step_down__manager_agreed_by", "step_down__form_completed_by")
    return Preparation.objects.select_related("case", "closure", *people).prefetch_related(
        "views__letter", "services"
    )


def _last_agreed(case: Case) -> PlanVersion | None:
    """Give the version in force, or that which was when the plan ended."""
    agreed = PlanVersion.objects.filter(case=case).exclude(in_force_on=None)
    states = [PlanState.ACTIVE, PlanState.CEASED]
    return agreed.filter(state__in=states).order_by("-number").first()


@dataclass(frozen=True, kw_only=True)
class ActionAtEnd:
    """One action of the plan in force, and whether it is done."""

    action: PlanAction
    is_done: bool

    @property
    def in_words(self) -> str:
        """The action with who does it."""
        who = f" ({self.action.owner})" if self.action.owner else ""
        return f"{self.action.what}{who}"


def actions_of(case: Case, preparation: Preparation | None) -> list[ActionAtEnd]:
    """List the actions of the plan in force with whether each is done; none without a plan."""
    version = _last_agreed(case)
    if version is None:
        return []
    done = set(preparation.actions_done) if preparation else set()
    return [
        ActionAtEnd(action=action, is_done=action.pk in done) for action in version.actions.all()
    ]


def open_actions(case: Case, preparation: Preparation | None) -> list[ActionAtEnd]:
    """List the actions of the plan in force that are not done."""
    return [each for each in actions_of(case, preparation) if not each.is_done]
