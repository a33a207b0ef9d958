"""The page that takes a step: it shows a form, carries it out once, and loses nothing that was
typed.
"""

import json
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.generic import FormView

from cin.core.errors import (
    BadInput,
    ChangedMeanwhile,
    DomainError,
    NotFound,
    NotPermitted,
    NotReady,
    SentBefore,
)
from cin.core.forms import Form
from cin.core.services import act_once, earlier_destination

# What a page carries of its own accord, which says nothing about what was answered.
NOT_ANSWERS = {"csrfmiddlewaretoken", "submission"}


def digest_of(request: Any) -> str:
    """Reduce the answers that a form carries, files included, to 64 characters."""
    answers = [[name, sent] for name, sent in request.POST.lists() if name not in NOT_ANSWERS]
    files = []
    for name, sent in request.FILES.lists():
        for file in sent:
            files.append([name, file.name, sha256(file.read()).hexdigest()])
            file.seek(0)
    return sha256(json.dumps([sorted(answers), sorted(files)]).encode()).hexdigest()


class StepView(FormView):
    """One step on one record.

    A page says which record (`find_subject`), why this person may not take the step (`refusal`),
    why nobody can now (`obstacle`), and what to do (`perform`, which gives the address to go to
    next). Whatever the service refuses comes back above the form or beside the field, with
    everything that was typed still there. A form sent twice acts once; sent again with other
    answers it comes back, and says that they are not saved.
    """

    success_message = ""
    blocked_title = "Before you can continue"
    subject: Any
    new_token: UUID | None = None
    # Whoever gets this far is signed in: the middleware sees to it, and core knows no accounts.
    request: Any

    def find_subject(self) -> Any:
        """Give the record the step is about; raises NotFound for one this person may not know
        of.
        """
        raise NotFound("There is no such page.")

    def refusal(self) -> str:
        """Say why this person may not take the step, or nothing."""
        return ""

    def obstacle(self) -> str:
        """Say why nobody can take the step now, or nothing."""
        return ""

    def perform(self, form: Any) -> str:
        """Carry out what the form asks, and give the address to go to next."""
        raise NotFound("There is no such page.")

    def cancel_address(self) -> str:
        """Give the address of the link that leaves without saving."""
        return ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the record and stop here when the step may not, or cannot, be taken."""
        self.subject = self.find_subject()
        sent_before: SentBefore | None = None
        try:
            if request.method == "POST" and (earlier := self._earlier_destination()):
                return redirect(earlier)
        except SentBefore as refused:
            sent_before = refused
        said = f"{sent_before.message} " if sent_before else ""
        if refusal := self.refusal():
            raise NotPermitted(said + refusal)
        if obstacle := self.obstacle():
            context = {"reason": said + obstacle, "back": self.cancel_address()}
            return render(request, "409.html", context, status=409)
        if sent_before:
            return self._show_again(sent_before)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Act once, and go on; or show the form again with what stands in the way."""
        try:
            destination = act_once(
                token=self._token(),
                digest=digest_of(self.request),
                person=self.request.user,
                act=lambda: self.perform(form),
            )
        except (NotFound, NotPermitted):
            raise
        except DomainError as refused:
            self._explain(form, refused)
            return self.form_invalid(form)
        if self.success_message:
            messages.success(self.request, self.success_message)
        return redirect(destination)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the record, the token that makes a double click harmless, and the way out."""
        context = super().get_context_data(**kwargs)
        return {
            "subject": self.subject,
            "submission": self._token(),
            "cancel": self.cancel_address(),
            **context,
        }

    def _earlier_destination(self) -> str:
        return earlier_destination(
            token=self._token(), digest=digest_of(self.request), person=self.request.user
        )

    def _show_again(self, refused: SentBefore) -> HttpResponse:
        form = self.get_form()
        form.is_valid()
        self._explain(form, refused)
        return self.form_invalid(form)

    def _token(self) -> UUID:
        if self.new_token:
            return self.new_token
        try:
            return UUID(self.request.POST.get("submission", ""))
        except ValueError:
            return uuid4()

    def _explain(self, form: Form, refused: DomainError) -> None:
        match refused:
            case NotReady():
                form.blockers = refused.blockers
                form.blocked_title = self.blocked_title
            case SentBefore():
                self.new_token = uuid4()
                form.add_error(None, refused.message)
            case ChangedMeanwhile():
                form.theirs = refused.theirs
                form.add_error(None, refused.message)
                if refused.version is not None and "version" in form.fields:
                    answers: Any = form.data
                    answers = answers.copy()
                    answers[form.add_prefix("version")] = str(refused.version)
                    form.data = answers
            case BadInput():
                form.add_error(
                    refused.field if refused.field in form.fields else None, refused.message
                )
            case _:
                form.add_error(None, refused.message)
