"""Merging two records of one person, taking that back, and keeping that two are different."""

from typing import Any

from django.urls import reverse

from cases.forms.merging import MergeForm, TellApartForm, UnmergeForm
from cases.models import Case
from cases.permissions import may_manage
from cases.selectors.duplicates import cases_with, find_duplicate, find_merge, preview_of
from cases.services.merging import merge_people, unmerge_people
from cases.services.people import keep_apart
from cases.views.people import PersonStepView


class OtherRecordView(PersonStepView):
    """A page about a person and another record that may be of the same one."""

    def find_subject(self) -> Case:
        """Find also the other record, among those this user may open."""
        case = super().find_subject()
        self.other = find_duplicate(self.request.user, self.person, self.kwargs["other_id"])
        return case

    def cases_shown(self) -> list[Case]:
        """Write down that the other record was shown too."""
        return [self.subject, *cases_with(self.request.user, self.other)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the other record."""
        return super().get_context_data(other=self.other, **kwargs)


class MergePeopleView(OtherRecordView):
    """Merge another record into a person's."""

    form_class = MergeForm
    template_name = "cases/merge_people.html"
    success_message = "The two records are one. You can take this back for 30 days."

    def find_subject(self) -> Case:
        """Work out also what merging would do."""
        case = super().find_subject()
        self.preview = preview_of(self.person, self.other)
        return case

    def refusal(self) -> str:
        """Refuse whoever is no manager."""
        return may_manage.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """A closed case's people can be merged too: its facts stay."""
        return ""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form ask about every difference."""
        return {**super().get_form_kwargs(), "differences": self.preview.differences}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what merging would do."""
        filled = [
            {"key": each.label, "value": each.kept or each.merged}
            for each in self.preview.differences
            if each.is_blank
        ]
        more = {"filled": filled, "moved": self.preview.moved}
        return super().get_context_data(**more, **kwargs)

    def perform(self, form: MergeForm) -> str:
        """Merge."""
        merge_people(
            case_id=self.subject.pk,
            kept_id=self.person.pk,
            merged_id=self.other.pk,
            actor=self.request.user,
            chosen=form.chosen(),
            reason=form.cleaned_data["reason"],
        )
        return self.cancel_address()


class TellApartView(OtherRecordView):
    """Keep that two records are of two people."""

    form_class = TellApartForm
    template_name = "cases/tell_apart.html"
    success_message = "Saved. Nobody will be asked again."

    def perform(self, form: TellApartForm) -> str:
        """Keep it."""
        keep_apart(
            case_id=self.subject.pk,
            person_id=self.person.pk,
            other_id=self.other.pk,
            actor=self.request.user,
            reason=form.cleaned_data["reason"],
        )
        return self.cancel_address()


class UnmergePeopleView(PersonStepView):
    """Take a merge back."""

    form_class = UnmergeForm
    template_name = "cases/unmerge_people.html"
    success_message = "Both records are as they were."

    def find_subject(self) -> Case:
        """Find also the merge."""
        case = super().find_subject()
        self.merge = find_merge(self.person, self.kwargs["merge_id"])
        return case

    def refusal(self) -> str:
        """Refuse whoever is no manager."""
        return may_manage.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say that it has been taken back already."""
        return "" if self.merge.undone_at is None else "This merge was taken back already."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the merge."""
        return super().get_context_data(merge=self.merge, **kwargs)

    def perform(self, form: UnmergeForm) -> str:
        """Take it back, and go to wherever the person can be found."""
        unmerge_people(
            case_id=self.subject.pk,
            kept_id=self.person.pk,
            merge_id=self.merge.pk,
            actor=self.request.user,
            reason=form.cleaned_data["reason"],
        )
        is_here = cases_with(self.request.user, self.person).filter(pk=self.subject.pk).exists()
        return self.cancel_address() if is_here else reverse("desk:case", args=[self.subject.pk])
