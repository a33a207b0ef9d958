"""What a panel reads about a child: the presenting issues, how far the plan has come, and what
panels have decided.
"""

from dataclasses import dataclass

from cases.models import Case, Milestone, MilestoneKind, Oversight
from cases.selectors.panels import panels_heard
from desk.selectors.pack import Pack, pack_of
from plans.following import ActionLine, lines_of
from visits.models import VisitChild
from visits.selectors import visits_to


@dataclass(frozen=True, kw_only=True)
class PanelReport:
    """The papers it is drawn from, the actions of the plan, the last visit at which the child was
    seen, and the panels that heard the case, with what the worker put on the record of them.
    """

    papers: Pack
    actions: list[ActionLine]
    last_seen: VisitChild | None
    panels: list[Oversight]
    uploaded: list[Milestone]

    @property
    def missing(self) -> list[str]:
        """Say which papers are not there, so that the panel does not take silence for an answer."""
        return self.papers.missing


def panel_report_of(case: Case) -> PanelReport:
    """Gather the report of a case that is open to this person (HIL-115, HIL-118)."""
    papers = pack_of(case)
    uploaded = case.milestones.filter(kind=MilestoneKind.PANEL_UPLOAD)
    return PanelReport(
        papers=papers,
        actions=lines_of(papers.plan) if papers.plan is not None else [],
        last_seen=visits_to(case).filter(seen=True).first(),
        panels=panels_heard(case),
        uploaded=list(uploaded.select_related("recorded_by")),
    )
