"""The pages on which an administrator writes the next version of the procedure."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cin.accounts.requests import SignedInRequest
from cin.core.errors import NotFound
from cin.core.forms import Form
from cin.core.views import StepView
from cin.policy.forms.steps import (
    DescribeDraftForm,
    ImportDraftForm,
    ReadDraftForm,
    SettingForm,
)
from cin.policy.models import ProcedureDraft
from cin.policy.permissions import has_not_written, may_draft
from cin.policy.selectors import draft_of, find_draft, latest_version, procedure_of
from cin.policy.services import (
    begin_draft,
    change_setting,
    describe_draft,
    discard_draft,
    fill_draft,
    put_back_setting,
)
from cin.policy.words import changes_in_words, groups_in_words, setting_in_words, value_in_words
from cin.procedures.book import preset
from cin.procedures.settings import SETTINGS, SettingSpec


@require_safe
def draft(request: SignedInRequest) -> TemplateResponse:
    """Show the draft: what it changes, from when and why, and every setting to change."""
    found = find_draft(request.user)
    latest = latest_version(found.authority_id)
    whole = procedure_of(found)
    changes = changes_in_words(procedure_of(latest), whole)
    changed = {change.name for change in changes}
    context = {
        "draft": found,
        "latest": latest,
        "changes": changes,
        "changed": changed,
        "groups": [
            (group, any(setting.name in changed for setting in group.settings))
            for group in groups_in_words(whole, found.departures, everything=True)
        ],
        "may_draft": not may_draft.reason(found.authority, request.user),
        "has_not_written": not has_not_written.reason(found, request.user),
    }
    return TemplateResponse(request, "policy/draft.html", context)


class EndingView(StepView):
    """A step after which the draft is gone: sent twice, the second finds where the first led."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Look for the first before looking for the draft."""
        if request.method == "POST" and (earlier := self._earlier_destination()):
            return redirect(earlier)
        return super().dispatch(request, *args, **kwargs)


class WritingView(StepView):
    """A step by which an administrator writes in the draft."""

    subject: ProcedureDraft

    def find_subject(self) -> ProcedureDraft:
        """Give the authority's draft, or refuse with NotFound."""
        return find_draft(self.request.user)

    def refusal(self) -> str:
        """Say why this person may not write a procedure."""
        return may_draft.reason(self.subject.authority, self.request.user)

    def cancel_address(self) -> str:
        """Go back to the draft."""
        return reverse("policy:draft")

    def get_initial(self) -> dict[str, Any]:
        """Carry the version that is on the screen."""
        return {"version": self.subject.version}


class BeginDraftView(StepView):
    """Begin the next version from the latest one."""

    form_class = Form
    template_name = "policy/begin_draft.html"

    def find_subject(self) -> Any:
        """Give the person's authority, or refuse with NotFound."""
        if self.request.user.authority is None:
            raise NotFound("You belong to no authority, so no procedure applies to you.")
        return self.request.user.authority

    def refusal(self) -> str:
        """Say why this person may not write a procedure."""
        return may_draft.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say that a draft waits already."""
        waiting = draft_of(self.request.user)
        return "A draft of the next version exists already: change that one." if waiting else ""

    def cancel_address(self) -> str:
        """Go back to the procedure."""
        return reverse("policy:procedure")

    def perform(self, form: Any) -> str:
        """Begin the draft and show it."""
        begin_draft(actor=self.request.user)
        return reverse("policy:draft")


class EditSettingView(WritingView):
    """Change one setting of the draft."""

    form_class: type[Form] = SettingForm
    template_name = "policy/edit_setting.html"
    success_message = "Saved in the draft"

    @property
    def spec(self) -> SettingSpec:
        """The setting that the address names."""
        return SETTINGS[self.kwargs["name"]]

    def find_subject(self) -> ProcedureDraft:
        """Give the draft; refuses (NotFound) a name that is no setting."""
        if self.kwargs["name"] not in SETTINGS:
            raise NotFound("There is no such setting.")
        return super().find_subject()

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what the draft says now."""
        value = procedure_of(self.subject).get(self.spec.name)
        return {**super().get_form_kwargs(), "spec": self.spec, "value": value}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Set beside the field what is in force and what the authority published."""
        name, latest = self.spec.name, latest_version(self.subject.authority_id)
        current, original = procedure_of(latest), preset(latest.preset)
        context = {
            "setting": setting_in_words(current, self.spec),
            "in_force": list(value_in_words(self.spec, current.get(name))),
            "original": list(value_in_words(self.spec, original.get(name))),
            "is_departure": name in self.subject.departures,
        }
        return super().get_context_data(**context, **kwargs)

    def cancel_address(self) -> str:
        """Go back to this setting in the draft."""
        return f"{reverse('policy:draft')}#{self.spec.name}"

    def perform(self, form: Any) -> str:
        """Save the value in the draft."""
        change_setting(
            actor=self.request.user,
            name=self.spec.name,
            value=form.cleaned_data["read"],
            seen_version=form.cleaned_data["version"],
        )
        return self.cancel_address()


class PutBackSettingView(EditSettingView):
    """Give one setting of the draft the value of the published procedure again."""

    form_class = ReadDraftForm
    template_name = "policy/put_back_setting.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask nothing."""
        return super(EditSettingView, self).get_form_kwargs()

    def perform(self, form: Any) -> str:
        """Put the value back."""
        put_back_setting(
            actor=self.request.user,
            name=self.spec.name,
            seen_version=form.cleaned_data["version"],
        )
        return self.cancel_address()


class DescribeDraftView(WritingView):
    """Say from when the draft is to be in force, for what, and why."""

    form_class = DescribeDraftForm
    template_name = "policy/describe_draft.html"
    success_message = "Saved in the draft"

    def get_initial(self) -> dict[str, Any]:
        """Begin with what was said before."""
        found = self.subject
        chosen = found.applies_to_open_events if found.effective_from else None
        return {
            **super().get_initial(),
            "effective_from": found.effective_from,
            "applies_to_open_events": chosen,
            "reason": found.reason,
        }

    def perform(self, form: Any) -> str:
        """Save it in the draft."""
        answers = dict(form.cleaned_data)
        describe_draft(actor=self.request.user, seen_version=answers.pop("version"), **answers)
        return reverse("policy:draft")


class ImportDraftView(WritingView):
    """Put the settings of a file into the draft."""

    form_class = ImportDraftForm
    template_name = "policy/import_draft.html"
    success_message = "The settings of the file are in the draft"

    def perform(self, form: Any) -> str:
        """Fill the draft."""
        fill_draft(
            actor=self.request.user,
            values=form.cleaned_data["values"],
            seen_version=form.cleaned_data["version"],
        )
        return reverse("policy:draft")


class DiscardDraftView(EndingView, WritingView):
    """Throw the draft away."""

    form_class = ReadDraftForm
    template_name = "policy/discard_draft.html"
    success_message = "The draft was thrown away"

    def perform(self, form: Any) -> str:
        """Throw it away and show the procedure in force."""
        discard_draft(actor=self.request.user, read_version=form.cleaned_data["version"])
        return reverse("policy:procedure")
