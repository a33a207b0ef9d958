"""Pages on which a visit that was made, or tried, is recorded."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from cases.models import Case
from cases.selectors.people import sibling_cases
from cases.views.pages import CaseStepView, DraftStepView
from cin.core import clock
from visits.asking import asking_about
from visits.forms.planning import RecordFailedVisitForm
from visits.forms.recording import (
    ANSWERS,
    DETAILS,
    INCLUDED,
    EditVisitForm,
    RecordVisitForm,
)
from visits.models import PlannedVisit, Visit
from visits.permissions import may_work
from visits.selectors import (
    case_ids_of,
    cases_of,
    find_planned,
    find_visit,
    obstacle_to_editing,
    obstacle_to_plan,
    obstacle_to_visiting,
    parts_of,
    planned_for,
    siblings_at,
    usual_kind,
)
from visits.services import (
    ChildPart,
    VisitDetails,
    edit_visit,
    finalise_visit,
    record_failed_visit,
    record_visit,
)

FROM_PLAN = ("kind", "location", "place", "joint_with", "purpose", "prepares_for")


class RecordVisitView(DraftStepView):
    """Record a visit that was made."""

    form_class = RecordVisitForm
    template_name = "visits/record_visit.html"
    blocked_title = "Before you can finish the record"
    saved_message = "The visit is saved. Its record is not finished yet."
    finished_message = "The visit is saved and its record is finished."
    planned: PlannedVisit | None = None
    offers_plans = True

    @property
    def case(self) -> Case:
        """The case the page is about."""
        found: Case = self.subject
        return found

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return may_work.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say why no visit can be recorded on this case."""
        return obstacle_to_visiting(self.subject)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask about this case's child first, then about each brother and sister."""
        siblings = sibling_cases(self.request.user, self.case)
        asking = asking_about([self.case, *siblings], visitor=self.request.user)
        kwargs = super().get_form_kwargs()
        return {**kwargs, "case": self.case, "siblings": siblings, "asking": asking}

    def get_initial(self) -> dict[str, Any]:
        """Begin with now, and with the kind of visit this most likely was."""
        return {"kind": usual_kind(self.case), "visited_at": just_now()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the visits that are planned, so that none is recorded beside its plan."""
        plans = planned_for(self.request.user, self.case) if self.offers_plans else []
        failed = self.failed_address()
        return super().get_context_data(plans=plans, failed=failed, **kwargs)

    def failed_address(self) -> str:
        """Give the page for a visit at which nobody was seen."""
        return reverse("visits:record_failed_visit", args=[self.case.pk])

    def save(self, form: RecordVisitForm) -> Visit:
        """Save the visit, with each child's part."""
        return record_visit(
            case_id=self.case.pk,
            actor=self.request.user,
            details=VisitDetails(**form.visit_answers()),
            parts=[ChildPart(**answers) for answers in form.part_answers()],
            planned_id=self.planned.pk if self.planned else None,
            next_at=form.next_visit(),
        )

    def finish(self, record: Visit) -> None:
        """Finish the record."""
        finalise_visit(visit_id=record.pk, actor=self.request.user)

    def after(self, record: Visit) -> str:
        """Lead to the visit."""
        return reverse("visits:visit", args=[record.pk])


class RecordPlannedVisitView(RecordVisitView):
    """Record a visit that was planned, with everything that is known of it filled in."""

    offers_plans = False

    @property
    def case(self) -> Case:
        """The case the visit was planned on."""
        found: Case = self.subject.case
        return found

    def find_subject(self) -> PlannedVisit:
        """Find the planned visit among those this person may know of."""
        self.planned = find_planned(self.request.user, self.kwargs["planned_id"])
        return self.planned

    def obstacle(self) -> str:
        """Say that a plan was carried out or cancelled."""
        return obstacle_to_plan(self.subject)

    def failed_address(self) -> str:
        """Give the page that closes the same plan when nobody was seen."""
        return reverse("visits:record_failed_planned_visit", args=[self.subject.pk])

    def cases_shown(self) -> list[Case]:
        """Add the children who were to be seen."""
        return [*super().cases_shown(), *cases_of([self.subject])]

    def get_initial(self) -> dict[str, Any]:
        """Begin with what was planned, at the time it was planned for once that is past."""
        planned = self.subject
        shown = {name: getattr(planned, name) for name in FROM_PLAN}
        included = {f"child-{pk}-included": [INCLUDED] for pk in case_ids_of(planned)}
        at = planned.planned_at if planned.planned_at <= clock.now() else just_now()
        return {**shown, **included, "was_announced": planned.is_announced, "visited_at": at}


class EditVisitView(RecordVisitView):
    """Change the record of a visit that is not finished, and finish it."""

    form_class = EditVisitForm
    offers_plans = False
    template_name = "visits/edit_visit.html"

    @property
    def case(self) -> Case:
        """The case the visit was begun on."""
        found: Case = self.subject.case
        return found

    def find_subject(self) -> Visit:
        """Find the visit among those this person may know of."""
        return find_visit(self.request.user, self.kwargs["visit_id"])

    def obstacle(self) -> str:
        """Say that a finished record cannot be changed."""
        return obstacle_to_editing(self.subject)

    def cancel_address(self) -> str:
        """Lead back to the visit."""
        return reverse("visits:visit", args=[self.subject.pk])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask about the same children, those already in the record included."""
        siblings = siblings_at(self.request.user, self.subject)
        asking = asking_about(
            [self.case, *siblings], visitor=self.subject.visitor, visit=self.subject
        )
        kwargs = super(RecordVisitView, self).get_form_kwargs()
        return {**kwargs, "case": self.case, "siblings": siblings, "asking": asking}

    def cases_shown(self) -> list[Case]:
        """Add the brothers and sisters whose parts are on the page."""
        parts = parts_of(self.request.user, self.subject)
        return [*super().cases_shown(), *(part.case for part in parts)]

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is saved."""
        visit = self.subject
        shown: dict[str, Any] = {name: getattr(visit, name) for name in DETAILS}
        if visit.place and not visit.location:
            shown["location"] = "elsewhere"
        for part in parts_of(self.request.user, visit):
            lead = f"child-{part.case_id}-"
            shown |= {f"{lead}{name}": getattr(part, name) for name in ANSWERS}
            shown[f"{lead}included"] = [INCLUDED]
        return {**shown, "version": visit.version}

    def save(self, form: RecordVisitForm) -> Visit:
        """Save the changes; what the procedure no longer asks stays as it was."""
        visit = self.subject
        kept = {name: getattr(visit, name) for name in DETAILS}
        earlier = {
            part.case_id: {name: getattr(part, name) for name in ANSWERS}
            for part in parts_of(self.request.user, visit)
        }
        return edit_visit(
            visit_id=visit.pk,
            actor=self.request.user,
            seen_version=form.cleaned_data["version"],
            details=VisitDetails(**{**kept, **form.visit_answers()}),
            parts=[
                ChildPart(**{**earlier.get(answers["case_id"], {}), **answers})
                for answers in form.part_answers()
            ],
            next_at=form.next_visit(),
        )


class RecordFailedVisitView(CaseStepView):
    """Record an attempt at which nobody was seen."""

    form_class = RecordFailedVisitForm
    template_name = "visits/record_failed_visit.html"
    success_message = "The attempt is saved. It does not count as a visit."
    planned: PlannedVisit | None = None

    @property
    def case(self) -> Case:
        """The case the attempt is recorded on."""
        found: Case = self.planned.case if self.planned else self.subject
        return found

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return may_work.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say why no attempt can be recorded on this case."""
        return obstacle_to_visiting(self.subject)

    def get_initial(self) -> dict[str, Any]:
        """Begin with now, and with the kind of visit this most likely was."""
        return {"kind": usual_kind(self.case), "visited_at": just_now()}

    def perform(self, form: RecordFailedVisitForm) -> str:
        """Save the attempt, and plan the next where its time was given."""
        answers = dict(form.cleaned_data)
        reason, next_at = answers.pop("failed_reason"), answers.pop("next_visit_at")
        visit = record_failed_visit(
            case_id=self.case.pk,
            actor=self.request.user,
            details=VisitDetails(**answers),
            reason=reason,
            planned_id=self.planned.pk if self.planned else None,
            next_at=next_at,
        )
        return reverse("visits:visit", args=[visit.pk])


class RecordFailedPlannedVisitView(RecordFailedVisitView):
    """Record that nobody was seen at a visit that was planned."""

    def find_subject(self) -> PlannedVisit:
        """Find the planned visit among those this person may know of."""
        self.planned = find_planned(self.request.user, self.kwargs["planned_id"])
        return self.planned

    def obstacle(self) -> str:
        """Say that a plan was carried out or cancelled."""
        return obstacle_to_plan(self.subject)

    def get_initial(self) -> dict[str, Any]:
        """Begin with what was planned."""
        planned = self.subject
        shown = {name: getattr(planned, name) for name in ("kind", "location", "place")}
        at = planned.planned_at if planned.planned_at <= clock.now() else just_now()
        return {**shown, "was_announced": planned.is_announced, "visited_at": at}


def just_now() -> datetime:
    """Give the last full five minutes, which nobody needs to correct."""
    now = clock.now()
    return now - timedelta(minutes=now.minute % 5, seconds=now.second, microseconds=now.microsecond)
