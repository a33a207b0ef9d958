"""The page of a closing checklist."""

from typing import Any

from cin.accounts.permissions import may_manage
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force
from closures.forms.checklists import DONE, LEFT_OUT, ChecklistForm
from closures.models import ChecklistOf
from closures.selectors.checklists import Line, lines_of
from closures.selectors.preparation import preparation_of
from closures.services import LineAnswer, answer_checklist
from closures.views.preparing import PreparingView


class ChecklistView(PreparingView):
    """Answer the closing checklist of the social worker or of the manager."""

    form_class = ChecklistForm
    template_name = "closures/answer_checklist.html"

    @property
    def whose(self) -> ChecklistOf:
        """Read from the address whose checklist it is."""
        try:
            return ChecklistOf(self.kwargs["whose"])
        except ValueError:
            raise NotFound("There is no such page.") from None

    def find_subject(self) -> Any:
        """Find the case, and refuse an address of no checklist."""
        return super().find_subject() if self.whose else None

    def refusal(self) -> str:
        """Say that only a manager answers the manager's."""
        if self.whose == ChecklistOf.MANAGER:
            return str(may_manage.reason(self.subject, self.request.user))
        return super().refusal()

    def lines(self) -> list[Line]:
        """Give the lines with what the record says."""
        return lines_of(self.subject, preparation_of(self.subject), self.whose)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask what only a person can know."""
        return {**super().get_form_kwargs(), "lines": self.lines()}

    def get_initial(self) -> dict[str, Any]:
        """Show what was answered."""
        preparation = preparation_of(self.subject)
        found: dict[str, Any] = {"version": preparation.version if preparation else 1}
        for line in self.lines():
            if line.answer is not None:
                found |= {
                    f"answer_{line.code}": DONE if line.answer.is_done else LEFT_OUT,
                    f"done_on_{line.code}": line.answer.done_on,
                    f"note_{line.code}": line.answer.note,
                }
        return found

    def perform(self, form: ChecklistForm) -> str:
        """Save the answers."""
        answer_checklist(
            case_id=self.subject.pk,
            actor=self.request.user,
            whose=self.whose,
            seen_version=form.cleaned_data["version"],
            answers=[LineAnswer(**each) for each in form.answers()],
        )
        return self.cancel_address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the record answers by itself."""
        procedure = procedure_in_force(self.subject.authority_id)
        settled = [line for line in self.lines() if line.finding and line.finding.is_in_order]
        return super().get_context_data(
            title=f"{self.whose.label}'s closing checklist",
            settled=settled,
            administrator=procedure.get("closure_admin_user")
            if self.whose == ChecklistOf.MANAGER
            else "",
            **kwargs,
        )
