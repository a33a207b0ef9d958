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
from django.utils.datastructures import MultiValueDict
from django.views.generic import FormView

from cin.core import keeping
from cin.core.errors import (
    BadInput,
    ChangedMeanwhile,
    DomainError,
    NotFound,
    NotPermitted,
    NotReady,
    SentBefore,
    TooMuchKept,
)
from cin.core.forms import Form
from cin.core.services import act_once, earlier_destination


def digest_of(request: Any) -> str:
    """Reduce the answers that a form carries, files included, to 64 characters."""
    answers = [
        [name, sent] for name, sent in request.POST.lists() if name not in keeping.NOT_ANSWERS
    ]
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
    answers it comes back, and says that they are not saved. What is typed is kept until the step
    is taken, whatever happens meanwhile (cin.core.keeping); `keeps_text` says otherwise for a
    form that has no need of it.
    """

    keeps_text = True

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
        self.keeper = keeping.keeper_for(self)
        try:
            answer = self.keeper.refuse_stranger() or self._find() or self.keeper.answer()
        except TooMuchKept as refused:
            return self._stop("409.html", 409, refused.message)
        if answer:
            return answer
        sent_before: SentBefore | None = None
        try:
            if request.method == "POST" and (earlier := self._earlier_destination()):
                return redirect(earlier)
        except SentBefore as refused:
            sent_before = refused
            self.new_token = uuid4()
        said = f"{sent_before.message} " if sent_before else ""
        if refusal := self.refusal():
            return self._stop("403.html", 403, said + refusal)
        if obstacle := self.obstacle():
            return self._stop("409.html", 409, said + obstacle)
        if sent_before:
            return self._show_again(sent_before)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Have a form that is opened again show what was typed in it and kept."""
        kwargs = super().get_form_kwargs()
        if (kept := self.keeper.restored()) is not None:
            kwargs |= {"data": kept, "files": MultiValueDict()}
        return kwargs

    def form_valid(self, form: Any) -> HttpResponse:
        """Act once, and go on; or show the form again with what stands in the way."""
        try:
            destination = act_once(
                token=self.token(),
                digest=digest_of(self.request),
                person=self.request.user,
                act=lambda: self._act(form),
            )
        except (NotFound, NotPermitted):
            raise
        except DomainError as refused:
            self._explain(form, refused)
            return self.form_invalid(form)
        if self.success_message:
            messages.success(self.request, self.success_message)
        return redirect(destination)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Keep what was typed, and show it again with what is wrong."""
        self.keeper.keep(form)
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the record, the token that makes a double click harmless, what is kept of the text,
        and the way out.
        """
        context = super().get_context_data(**kwargs)
        return {
            "subject": self.subject,
            "submission": self.token(),
            "keeping": self.keeper.notice(context["form"]),
            "cancel": self.cancel_address(),
            **context,
        }

    def _find(self) -> HttpResponse | None:
        """Find the record; answer what a page about one out of reach sends by itself."""
        try:
            self.subject = self.find_subject()
        except NotFound:
            if answer := self.keeper.keep_out_of_reach():
                return answer
            raise
        return None

    def _act(self, form: Any) -> str:
        """Take the step and let go of the text that was kept for it, both or neither."""
        destination = self.perform(form)
        self.keeper.forget()
        return destination

    def _stop(self, template: str, status: int, reason: str) -> HttpResponse:
        """Say why the step is not taken, and give back what was typed."""
        self.keeper.keep()
        context = {
            "reason": reason,
            "back": self.cancel_address(),
            "given_back": self.keeper.given_back(),
            "submission": self.token(),
        }
        return render(self.request, template, context, status=status)

    def _earlier_destination(self) -> str:
        return earlier_destination(
            token=self.token(), digest=digest_of(self.request), person=self.request.user
        )

    def _show_again(self, refused: SentBefore) -> HttpResponse:
        form = self.get_form()
        form.is_valid()
        self._explain(form, refused)
        return self.form_invalid(form)

    def token(self) -> UUID:
        """Give the token under which this opening of the form acts once."""
        if self.new_token:
            return self.new_token
        try:
            return UUID(self.request.POST.get("submission", ""))
        except ValueError:
            self.new_token = uuid4()
            return self.new_token

    def _explain(self, form: Form, refused: DomainError) -> None:
        match refused:
            case NotReady():
                form.blockers = refused.blockers
                form.blocked_title = self.blocked_title
            case SentBefore():
                self.new_token = self.new_token or uuid4()
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
