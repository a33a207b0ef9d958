"""Pages on which a plan is started, written, taken back and changed."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property

from cases.models import Case
from cases.views.pages import CaseStageView
from cin.audit.views import StageStepView
from cin.policy.selectors import procedure_in_force
from plans.asking import Asked
from plans.beside import (
    SAID,
    differing_texts,
    drafts_beside,
    is_joint_text,
    joint_boxes,
    limits_apart,
)
from plans.forms import AmendPlanForm, DraftPlanForm, TakeBackPlanForm, WritePlanForm
from plans.forms.together import ALSO
from plans.intervals import limit_in_words
from plans.lacking import services_not_given, warnings_about
from plans.lengths import end_hint
from plans.models import PlanKind, PlanVersion
from plans.offers import offers_to, provenance_of
from plans.selectors import (
    AGREED_BY,
    find_version,
    version_in_force,
)
from plans.services import (
    ActionDetails,
    AlsoFor,
    NeedDetails,
    PlanText,
    ServiceDetails,
    amend_plan,
    draft_plan,
    submit_plan,
    take_back_plan,
    write_plan,
)
from plans.services.writing import needs_manager
from plans.starting import obstacle_to_amending, obstacle_to_drafting
from plans.views.case_steps import LongRecordView, WorkStepView
from plans.views.words import rows_to_edit

INTERVALS = ["visit_interval", "review_interval"]
END = "expected_end_on"
WRITTEN = [
    "strengths",
    "worries",
    "child_views",
    "family_views",
    "visit_place",
    "contacts",
    "contingency",
    "exit_plan",
    "longer_reason",
    "lead_professional",
    "smart",
    "talked_over_with",
    "talked_over",
    END,
]
_AT_ONCE = "It is in force as soon as you submit it"
_UNLESS = (
    ", unless it changes how often the child is visited or the plan reviewed: then a manager "
    "approves it."
)


class DraftPlanView(WorkStepView):
    """Start the first version of a plan."""

    form_class = DraftPlanForm
    template_name = "plans/draft_plan.html"

    def obstacle(self) -> str:
        """Say why there can be no first version now."""
        return obstacle_to_drafting(self.subject)

    def perform(self, form: DraftPlanForm) -> str:
        """Start it, and go on to write it."""
        version = draft_plan(case_id=self.subject.pk, actor=self.request.user)
        return reverse("plans:write_plan", args=[version.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the authority calls a plan."""
        label = procedure_in_force(self.subject.authority_id).get("plan_label")
        return super().get_context_data(plan_label=label, **kwargs)


class AmendPlanView(WorkStepView):
    """Start a new version of the plan in force."""

    form_class = AmendPlanForm
    template_name = "plans/amend_plan.html"

    def obstacle(self) -> str:
        """Say why there can be no new version now."""
        return obstacle_to_amending(self.subject)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say under each kind who has to agree to it."""
        procedure = procedure_in_force(self.subject.authority_id)
        roles = any(procedure.get(name) for name in AGREED_BY.values())
        words = {
            True: "A manager approves it.",
            False: _AT_ONCE + (_UNLESS if roles else "."),
        }
        hints = {
            kind.value: words[needs_manager(PlanVersion(number=2, kind=kind), procedure)]
            for kind in (PlanKind.REVIEW, PlanKind.MINOR)
        }
        return {**super().get_form_kwargs(), "hints": hints}

    def perform(self, form: AmendPlanForm) -> str:
        """Copy the plan in force, and go on to change the copy."""
        kind = form.cleaned_data["kind"]
        version = amend_plan(case_id=self.subject.pk, actor=self.request.user, kind=kind)
        return reverse("plans:write_plan", args=[version.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the version that is in force until the new one is agreed."""
        return super().get_context_data(current=version_in_force(self.subject), **kwargs)


class WritePlanView(LongRecordView, StageStepView):
    """Write a draft; save it for later, or submit it."""

    step = "submit"
    form_class = WritePlanForm
    template_name = "plans/write_plan.html"
    blocked_title = "Before you can submit the plan"
    finished_message = "The plan is submitted."

    def find_subject(self) -> PlanVersion:
        """Give the version, when this person may know of it."""
        return find_version(self.request.user, self.kwargs["version_id"])

    def get_initial(self) -> dict[str, Any]:
        """Show what is written so far."""
        version = self.subject
        texts = {name: getattr(version, name) for name in [*WRITTEN, *INTERVALS]}
        further = {each.field: each.answer_in(version) for each in self.asked.questions}
        also = {
            f"{ALSO}_{box}": [
                other.pk for other in self.beside if is_joint_text(version, other, box)
            ]
            for box in joint_boxes(self.asked)
        }
        return {
            **texts,
            **further,
            **rows_to_edit(version, self.asked, self.beside),
            **also,
            "offered": ",".join(str(other.pk) for other in self.beside),
            "version": version.version,
        }

    @cached_property
    def beside(self) -> list[PlanVersion]:
        """Give the drafts of brothers and sisters that this person may write in."""
        return drafts_beside(self.request.user, self.subject.case)

    def cases_shown(self) -> list[Case]:
        """List the child's case, and those of brothers and sisters whose drafts are offered."""
        return [*super().cases_shown(), *(other.case for other in self.beside)]

    @cached_property
    def asked(self) -> Asked:
        """Give what the procedure asks of this version."""
        return Asked(self.subject)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say how far apart visits and reviews may be, and whether the plan must set them."""
        case = self.subject.case
        procedure = procedure_in_force(case.authority_id)
        hints = {
            name: limit_in_words(procedure, name, disabled=case.child.is_disabled)
            for name in INTERVALS
        }
        hints[END] = end_hint(procedure, self.subject)
        needed = [*{"plan": ["visit_interval"]}.get(procedure.get("visit_interval_source"), [])]
        if procedure.flag("plan_names_contact"):
            needed += ["visit_place", "contacts"]
        if procedure.flag("plan_end_required"):
            needed.append(END)
        said = {box: " ".join(lines) for box, lines in provenance_of(self.subject).items()}
        boxes = {each.code: each.field for each in self.asked.questions}
        return {
            **super().get_form_kwargs(),
            "asked": self.asked,
            "hints": hints,
            "needed": needed,
            "provenance": {boxes.get(box, box): words for box, words in said.items()},
            "beside": [(other.pk, other.case.child.given_names) for other in self.beside],
            "differing": self._differing(),
        }

    def _differing(self) -> dict[str, dict[str, str]]:
        boxes = joint_boxes(self.asked)
        found: dict[str, dict[str, str]] = {box: {} for box in boxes}
        for other in self.beside:
            for box, words in differing_texts(self.subject, other, boxes).items():
                found[box][str(other.pk)] = words
        return found

    def save(self, form: WritePlanForm) -> PlanVersion:
        """Save what is written."""
        return write_plan(
            version_id=self.subject.pk,
            actor=self.request.user,
            seen_version=form.cleaned_data["version"],
            text=PlanText(
                **form.text_answers(),
                needs=[NeedDetails(**row) for row in form.rows_in("needs")],
                services=[ServiceDetails(**row) for row in form.rows_in("services")],
            ),
            actions=[ActionDetails(**row) for row in form.rows_in("actions")],
            also=AlsoFor(**form.also_answers([*SAID])),
        )

    def finish(self, record: PlanVersion) -> None:
        """Submit it."""
        submit_plan(version_id=record.pk, actor=self.request.user)

    def after(self, record: PlanVersion) -> str:
        """Go on to read it."""
        return reverse("plans:plan", args=[record.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the authority calls a plan, and what is pointed out about it."""
        label = procedure_in_force(self.subject.case.authority_id).get("plan_label")
        return super().get_context_data(
            plan_label=label,
            warnings=[*warnings_about(self.subject), *services_not_given(self.subject)],
            offers=[each for each in offers_to(self.subject) if not each.is_taken],
            beside=self.beside,
            limits=limits_apart(self.cases_shown()) if self.beside else [],
            **kwargs,
        )


class TakeBackPlanView(CaseStageView):
    """Take a submitted or approved version back, to change it."""

    step = "take_back"
    form_class = TakeBackPlanForm
    template_name = "plans/take_back_plan.html"
    success_message = "The plan is a draft again"

    def find_subject(self) -> PlanVersion:
        """Give the version, when this person may know of it."""
        return find_version(self.request.user, self.kwargs["version_id"])

    def cancel_address(self) -> str:
        """Go back to the plan."""
        return reverse("plans:plan", args=[self.subject.pk])

    def perform(self, form: TakeBackPlanForm) -> str:
        """Take it back, and go on to write it."""
        take_back_plan(version_id=self.subject.pk, actor=self.request.user)
        return reverse("plans:write_plan", args=[self.subject.pk])
