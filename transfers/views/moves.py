"""Pages on which a move between authorities is recorded, step by step."""

from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.forms.facts import ReasonForm
from cases.selectors.access import find_case
from cases.selectors.telling import not_to_be_told, recipients_of
from cases.views.files import ChosenFileMixin, new_file
from cases.views.telling import TellingMixin
from cases.views.withdrawing import WithdrawView
from cin.accounts.permissions import may_work
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view, refusal_of
from cin.core import clock
from cin.core.downloads import FileAnswer, pdf_download
from cin.core.errors import NotFound, NotPermitted, StepNotAllowed
from cin.documents.printing import pdf_of
from cin.policy.selectors import procedure_in_force
from transfers.forms.moves import AnswerMoveForm, MoveEntryForm
from transfers.models import Direction, MoveEntry, MoveEntryKind, MoveState
from transfers.selectors.hub import HUB_KINDS, NO_ASSESSMENT, locality_of, may_be_marked
from transfers.selectors.moves import (
    entry_refusal,
    find_entry,
    find_move,
    moves_of,
    obstacle_to_letter,
    obstacle_to_moving,
    record_of,
    responsible_now,
    suggested_next,
    unfinished_work,
)
from transfers.selectors.writing_moves import (
    obstacle_to_completing,
    obstacle_to_entry,
    obstacle_to_writing,
)
from transfers.services.moves import (
    EntryDetails,
    MoveAnswer,
    add_entry,
    answer_move,
    call_off_move,
    withdraw_entry,
)
from transfers.views.move_steps import OfMoveView, move_page
from transfers.views.move_words import (
    asked_rows,
    boundary_procedures,
    entry_cards,
    entry_links,
    move_rows,
    suggestion,
    withdrawable_decision,
)


@require_safe
def moves(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """List the moves of a case between authorities, and offer to begin one."""
    case = find_case(request.user, case_id)
    note_view(case=case, viewer=request.user, page="moves")
    procedure = procedure_in_force(case.authority_id)
    can_work = not may_work.reason(case, request.user)
    begin = [
        {"text": str(way.label), "href": reverse("transfers:begin_move", args=[case.pk, way])}
        for way in Direction
        if can_work and not obstacle_to_moving(case, way)
    ]
    rows = [(move, responsible_now(move, procedure)) for move in moves_of(case)]
    context = {
        "case": case,
        "moves": rows,
        "begin": begin,
        "may_work": can_work,
        "disagreements": list(case.disagreements.select_related("raised_by")),
    }
    return TemplateResponse(request, "transfers/moves.html", context)


@require_safe
def move(request: SignedInRequest, move_id: int) -> TemplateResponse:
    """Show one move: who is responsible, what is asked, what was done, and what comes next."""
    found = find_move(request.user, move_id)
    note_view(case=found.case, viewer=request.user, page="move")
    record = record_of(found)
    case, user = found.case, request.user
    can_work = case.is_open and not may_work.reason(found, user)
    context = {
        "case": case,
        "move": found,
        "record": record,
        "asked": asked_rows(record, may_work=can_work),
        "responsible": responsible_now(found, procedure_in_force(case.authority_id)),
        "rows": move_rows(found),
        "entries": entry_cards(record, user),
        "links": entry_links(record, user) if can_work else [],
        "locality": record.locality,
        "may_mark": can_work and may_be_marked(found),
        "suggested": [suggestion(found, kind) for kind in suggested_next(record)]
        if can_work
        else [],
        "unfinished": unfinished_work(case) if found.is_under_way else [],
        "boundary": boundary_procedures(case),
        "may_work": can_work,
        "may_write": can_work and not obstacle_to_writing(found),
        "may_complete": can_work and not obstacle_to_completing(found),
        "is_fixed": found.state == MoveState.ACCEPTED,
        "decision": withdrawable_decision(found, user),
        "limited": not_to_be_told(recipients_of(case)),
        "may_print": not may_work.reason(found, user) and not obstacle_to_letter(found),
        "may_answer": can_work
        and found.is_under_way
        and not refusal_of(found, "accept_move", user),
    }
    return TemplateResponse(request, "transfers/move.html", context)


@require_safe
def print_risks(request: SignedInRequest, move_id: int) -> FileAnswer:
    """Give the risks of a move as a letter to the family and the other authority; who took it is
    written down.
    """
    found = find_move(request.user, move_id)
    if refusal := may_work.reason(found, request.user):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_letter(found):
        raise StepNotAllowed(obstacle)
    procedure = procedure_in_force(found.case.authority_id)
    context = {
        "title": "Risks in a move",
        "printed_by": request.user.name,
        "printed_at": clock.now(),
        "case": found.case,
        "move": found,
        "authority_name": procedure.authority_name,
        "responsible": responsible_now(found, procedure),
    }
    contents = pdf_of("transfers/print/risks.html", context)
    note_view(case=found.case, viewer=request.user, page="risks of a move, printed")
    return pdf_download(contents, name="risks.pdf")


class AddMoveEntryView(ChosenFileMixin, TellingMixin, OfMoveView):
    """Record one thing that was done about a move."""

    form_class = MoveEntryForm
    template_name = "transfers/add_move_entry.html"
    success_message = "Saved."
    blocked_title = "Before information is shared"

    @property
    def kind(self) -> MoveEntryKind:
        """The kind of entry that the address names."""
        return MoveEntryKind(self.kwargs["kind"])

    def find_subject(self) -> Any:
        """Find the move; refuses (NotFound) a kind of entry that there is not."""
        if self.kwargs["kind"] not in MoveEntryKind.values:
            raise NotFound("There is no such page.")
        return super().find_subject()

    def refusal(self) -> str:
        """Leave decisions to managers."""
        return entry_refusal(self.subject, self.request.user, self.kind)

    def obstacle(self) -> str:
        """Say why this cannot be added now, or that nobody assesses this move."""
        if found := super().obstacle() or obstacle_to_entry(self.subject, self.kind):
            return found
        unasked = self.kind in HUB_KINDS and not locality_of(self.subject).hub
        return NO_ASSESSMENT if unasked else ""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask what belongs to this kind."""
        locality = locality_of(self.subject)
        return {**super().get_form_kwargs(), "kind": self.kind, "locality": locality}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is recorded."""
        return super().get_context_data(heading=self.kind.label, **kwargs)

    def perform(self, form: MoveEntryForm) -> str:
        """Record it."""
        add_entry(
            move_id=self.subject.pk,
            actor=self.request.user,
            details=EntryDetails(kind=self.kind, **form.details),
            despite=form.despite,
            file=new_file(form),
        )
        return move_page(self.subject)


class AnswerMoveView(OfMoveView):
    """Write down whether the receiving authority took the child on."""

    form_class = AnswerMoveForm
    template_name = "transfers/answer_move.html"
    success_message = "Saved."

    def refusal(self) -> str:
        """Leave this authority's own decision to its managers."""
        return refusal_of(self.subject, "accept_move", self.request.user)

    def obstacle(self) -> str:
        """Say that the move is over."""
        over = "" if self.subject.is_under_way else "This move is over."
        return super().obstacle() or over

    def perform(self, form: AnswerMoveForm) -> str:
        """Save it."""
        given = dict(form.cleaned_data)
        is_accepted = given.pop("answer") == "accepted"
        answer_move(
            move_id=self.subject.pk,
            actor=self.request.user,
            answer=MoveAnswer(is_accepted=is_accepted, **given),
        )
        return move_page(self.subject)


class CallOffMoveView(OfMoveView):
    """Write down that the family stayed or came back."""

    form_class = ReasonForm
    template_name = "transfers/call_off_move.html"
    success_message = "Saved."

    def obstacle(self) -> str:
        """Say that the move is over."""
        over = "" if self.subject.is_under_way else "This move is over."
        return super().obstacle() or over

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask what happened."""
        return {**super().get_form_kwargs(), "question": "What happened?"}

    def perform(self, form: ReasonForm) -> str:
        """Save it."""
        call_off_move(
            move_id=self.subject.pk,
            actor=self.request.user,
            reason=form.cleaned_data["reason"],
        )
        return move_page(self.subject)


class WithdrawMoveEntryView(WithdrawView):
    """Take back an entry about a move that was made in error."""

    def find(self) -> MoveEntry:
        """Find the entry, when this person may know of it."""
        return find_entry(self.request.user, self.kwargs["entry_id"])

    def refusal(self) -> str:
        """Say whose part this is, when it is not this person's."""
        return entry_refusal(self.subject.move, self.request.user, self.subject.kind)

    def shown(self) -> str:
        """Show what it says."""
        return str(self.subject.what)

    def cancel_address(self) -> str:
        """Lead back to the move."""
        return move_page(self.subject.move)

    def strike_out(self, reason: str) -> None:
        """Withdraw it."""
        withdraw_entry(entry_id=self.subject.pk, actor=self.request.user, reason=reason)
