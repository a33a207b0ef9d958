"""Putting a panel's decisions on the child's record."""

from typing import Any

from cases.forms.panels import PanelDecisionsForm
from cases.selectors.panels import obstacle_to_uploading, panels_heard, upload_refusal
from cases.services.panels import upload_panel_decisions
from cases.views.files import new_file
from cases.views.pages import CaseStepView, way_back


class UploadPanelDecisionsView(CaseStepView):
    """Enter what a panel decided, and attach its paper."""

    form_class = PanelDecisionsForm
    template_name = "cases/upload_panel_decisions.html"
    success_message = "Saved, as a case note."

    def refusal(self) -> str:
        """Say whose part this is, when it is not this person's."""
        return upload_refusal(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say that there are no decisions to put on the record."""
        return obstacle_to_uploading(self.subject)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the panel whose decisions they are."""
        return super().get_context_data(panels=panels_heard(self.subject)[:1], **kwargs)

    def perform(self, form: PanelDecisionsForm) -> str:
        """Save them."""
        upload_panel_decisions(
            case_id=self.subject.pk,
            actor=self.request.user,
            decisions=form.cleaned_data["decisions"],
            file=new_file(form),
        )
        return way_back(self.request.user, self.subject)
