"""The keeper of what is typed on a page that takes a step."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.forms import BaseForm, Field
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from cin.accounts.permissions import case_of
from cin.core.errors import TooMuchKept
from cin.core.forms import RowsField
from cin.core.keeping import (
    KEEP,
    TAKEN_FROM,
    THROW_AWAY,
    TICKET,
    GivenBack,
    Keeper,
    Notice,
    answers_in,
    as_sent,
    has_free_text,
    typed_in,
)
from cin.core.showing import in_words
from cin.core.templatetags.cin import day, time_of_day
from cin.drafts import tickets
from cin.drafts.models import Draft
from cin.drafts.reading import mark_of, text_in
from cin.drafts.selectors import own_drafts, writing_too
from cin.drafts.services import Place, Text, forget_draft, keep_draft, throw_away
from cin.drafts.views.signed_out import answer_stranger, is_quiet, keep_for_owner, told, told_full

# A person with more texts than this of one form is shown the newest.
MOST_OF_ONE_FORM = 5
# Which of a person's texts a page shows: its number, or none of them.
SHOWN, NONE = "kept", "none"
KEPT = "What you typed is kept. You find it on Today, under Unfinished."
THROWN_AWAY = "What you had typed is thrown away. The form shows what is saved."


class DraftKeeper(Keeper):
    """Keeps drafts of one page for whoever is signed in."""

    def __init__(self, view: Any) -> None:
        super().__init__(view)
        self.request = view.request
        self.person = view.request.user
        self.kept: Draft | None = None
        self.not_kept = ""
        self._own: list[Draft] | None = None

    @property
    def is_sent(self) -> bool:
        """Whether the page was sent, rather than opened."""
        return bool(self.request.method == "POST")

    @property
    def place(self) -> Place:
        """Which form of which record this is."""
        case = case_of(self.view.subject)
        reference = str(getattr(case, "reference", ""))
        return Place(
            page=self.request.resolver_match.view_name,
            address=self.request.path,
            authority_id=getattr(case, "authority_id", self.person.authority_id),
            case_id=case.pk if reference else None,
            case_reference=reference,
        )

    def refuse_stranger(self) -> HttpResponse | None:
        """Keep for its owner what comes from a page that somebody else opened."""
        return answer_stranger(self.request) if self.is_sent else None

    def keep_out_of_reach(self) -> HttpResponse | None:
        """Keep what was typed about a record that has left this person's reach: it is shown to them
        again when the record is. What the page sends by itself is answered, not refused.
        """
        if not self.is_sent:
            return None
        try:
            ticket, kept = keep_for_owner(self.request)
        except TooMuchKept as full:
            return told_full(self.request, full)
        if ticket is None or not is_quiet(self.request):
            return None
        return told("out_of_reach", kept)

    def answer(self) -> HttpResponse | None:
        """Keep what is typed, or throw kept text away, when that is what was asked."""
        if not self.is_sent:
            return None
        if THROW_AWAY in self.request.POST:
            return self._throw_away(self.request.POST[THROW_AWAY])
        if KEEP not in self.request.POST:
            return None
        return self._keep_quietly() if is_quiet(self.request) else self._keep_and_leave()

    def _throw_away(self, draft_id: str) -> HttpResponse:
        if draft_id.isdecimal() and throw_away(person=self.person, draft_id=int(draft_id[:18])):
            messages.success(self.request, THROWN_AWAY)
        return redirect(self.request.path)

    def _keep_and_leave(self) -> HttpResponse:
        # What was acted on is not what is on the screen: it is kept as a text of its own.
        if self._write() is None:
            self._write(uuid4())
        messages.success(self.request, KEPT)
        return redirect(self.view.cancel_address() or reverse("desk:today"))

    def _keep_quietly(self) -> HttpResponse:
        try:
            kept = self._write()
        except TooMuchKept as full:
            return told_full(self.request, full)
        mine = text_in(self.request.POST)
        return told(
            "kept",
            kept,
            others=[f"{draft.person}, last at {_when(draft)}" for draft in self._others()],
            elsewhere=self._differences(mine) if kept else [],
            changed=self._has_moved_on(),
        )

    def _differences(self, mine: Text) -> list[dict[str, Any]]:
        """Give the newest other text of this person in the same form, where it differs."""
        own, fields = dict(mine.answers), self._fields()
        found = []
        for draft in self._elsewhere()[:1]:
            differing = [[n, v] for n, v in draft.answers if own.get(n, []) != v]
            rows = [{"label": row.label, "text": row.text} for row in typed_in(differing, fields)]
            address = f"{self.request.path}?{SHOWN}={draft.pk}"
            found.append({"at": _when(draft), "rows": rows, "address": address})
        return found

    def _has_moved_on(self) -> bool:
        seen = self.request.POST.get("version", "")
        return bool(seen) and seen != str(self.view.get_initial().get("version", seen))

    def keep(self, form: Any = None) -> None:
        """Keep what was sent and not acted on, when there is anything in it."""
        if self.is_sent and self.view.keeps_text and self._is_worth_keeping(form):
            try:
                self._write()
            except TooMuchKept as full:
                # The page shows the text itself, and says that it is nowhere else.
                self.not_kept = full.message

    def _is_worth_keeping(self, form: Any) -> bool:
        answers = answers_in(self.request.POST)
        if form is None:
            long_enough = TICKET in self.request.POST or has_free_text(self._fields())
            return long_enough and any(v.strip() for _, values in answers for v in values)
        return has_free_text(form.fields) and _has_something(form, answers)

    def _write(self, submission: UUID | None = None) -> Draft | None:
        text = text_in(self.request.POST, submission or self.view.token())
        self.kept = keep_draft(person=self.person, place=self.place, text=text)
        return self.kept

    def forget(self) -> None:
        """Let go of what was acted on."""
        text = text_in(self.request.POST, self.view.token())
        forget_draft(person=self.person, address=self.request.path, text=text)

    def restored(self) -> QueryDict | None:
        """Give the kept answers for a page that is being opened."""
        shown = self._shown()
        return as_sent(shown.answers) if shown else None

    def given_back(self) -> GivenBack | None:
        """Give what was typed, where the form cannot be shown."""
        draft = self.kept if self.is_sent else self._shown()
        answers = answers_in(self.request.POST) if self.is_sent else draft and draft.answers
        rows = typed_in(list(answers or []), self._fields())
        return GivenBack(rows, draft) if rows and (draft or self.is_sent) else None

    def notice(self, form: Any) -> Notice | None:
        """Give what the page says about kept text, and what it carries to have text kept."""
        if not self.view.keeps_text or not has_free_text(form.fields):
            return None
        shown = self._shown()
        return Notice(
            ticket=tickets.issue(self.person.pk, self.place),
            taken_from=mark_of(shown) if shown else self.request.POST.get(TAKEN_FROM, ""),
            restored=shown,
            kept=self.kept,
            not_kept=self.not_kept,
            has_changed=bool(shown) and _show_what_changed(form),
            loses_files=form.is_multipart(),
            others=self._others(),
            elsewhere=self._elsewhere(),
        )

    def _fields(self) -> dict[str, Field]:
        """Give the boxes that the form has before it is made: some views choose theirs by what is
        asked.
        """
        return dict(getattr(self.view.get_form_class(), "base_fields", {}))

    def _others(self) -> list[Draft]:
        if self.place.case_id is None:
            return []
        return writing_too(self.person, self.request.path, self.view.subject)

    def _own_drafts(self) -> list[Draft]:
        if self._own is None:
            self._own = list(own_drafts(self.person, self.request.path)[:MOST_OF_ONE_FORM])
        return self._own

    def _shown(self) -> Draft | None:
        """Give the draft that an opened page shows: the newest, the one that was asked for, or none
        where an empty form was asked for.
        """
        wanted = self.request.GET.get(SHOWN, "")
        if self.is_sent or not self.view.keeps_text or wanted == NONE:
            return None
        own = self._own_drafts()
        return next((each for each in own if str(each.pk) == wanted), own[0] if own else None)

    def _elsewhere(self) -> list[Draft]:
        """Give the other texts of this person in the same form."""
        shown = self._shown()
        on_page = {shown.submission if shown else None, self.view.token()}
        source = text_in(self.request.POST).taken_from
        taken = {source} if source else set()
        return [
            each
            for each in self._own_drafts()
            if each.submission not in on_page and (each.submission, each.revision) not in taken
        ]


def _when(draft: Draft) -> str:
    return f"{time_of_day(draft.saved_at)} on {day(draft.saved_at)}"


def _has_something(form: BaseForm, answers: list[tuple[str, list[str]]]) -> bool:
    """Say whether anything was typed or chosen that a fresh page would not show."""
    rows = tuple(f"{name}-" for name, f in form.fields.items() if isinstance(f, RowsField))
    changed = [
        name
        for name in form.changed_data
        if not isinstance(form.fields[name], RowsField) and not form.fields[name].widget.is_hidden
    ]
    in_rows = [v for name, values in answers if rows and name.startswith(rows) for v in values]
    return bool(changed) or any(value.strip() for value in in_rows)


def _show_what_changed(form: Any) -> bool:
    """Show beside each box what is saved now, when the record was changed after the text was kept;
    say whether it was. What is saved stays out of the boxes, and saving asks again.
    """
    if "version" not in form.fields:
        return False
    saved = form.get_initial_for_field(form.fields["version"], "version")
    if str(form["version"].value()) == str(saved):
        return False
    form.theirs = {
        name: in_words(form.fields[name], form.get_initial_for_field(form.fields[name], name))
        for name in form.changed_data
        if not isinstance(form.fields[name], RowsField) and not form.fields[name].widget.is_hidden
    }
    return True
