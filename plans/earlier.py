"""What a plan offers to a later assessment of the same child."""

from collections.abc import Iterator

from django.urls import reverse

from assessments.selectors.earlier import Earlier
from cases.models import Case
from cin.core.templatetags.cin import plain_day
from plans.models import PlanState, PlanVersion

# The section of an assessment, by its code, that each text of a plan speaks to.
_SECTIONS = {
    "child_views": "child_views",
    "family_views": "parent_views",
    "strengths": "parenting",
    "worries": "family",
}


def texts_of_plan(case: Case) -> Iterator[Earlier]:
    """Give the texts of the version of the case's plan that is in force, or was last."""
    wanted = {PlanState.ACTIVE, PlanState.CEASED}
    version = PlanVersion.objects.filter(case=case, state__in=wanted).order_by("-number").first()
    if version is None:
        return
    for name, section in _SECTIONS.items():
        yield Earlier(
            key=f"plan-{version.pk}",
            section=section,
            source=f"version {version.number} of the plan, in force from "
            f"{plain_day(version.in_force_on)}",
            text=getattr(version, name),
            href=reverse("plans:plan", args=[version.pk]),
        )
