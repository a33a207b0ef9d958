"""What a pack for another authority is made of: the latest assessment, the plan, the latest review,
the summary and specialist assessments, and what of it is missing.
"""

from dataclasses import dataclass

from assessments.models import Assessment, AssessmentState, SpecialistAssessment
from assessments.selectors import assessments_of
from assessments.selectors.enquiries import specialists_of
from cases.models import Case, CaseSummary
from cases.selectors.telling import Recipient, limited_in
from cin.policy.selectors import procedure_in_force
from meetings.models import MeetingChild
from meetings.selectors import meetings_about
from plans.models import PlanState, PlanVersion
from transfers.selectors.hub import Locality, locality_for_pack


@dataclass(frozen=True, kw_only=True)
class Pack:
    """The papers of one child; `limited` are those who must not be told something, and `listed` the
    papers that the procedure names; `locality` what the move does to a risk outside the family.
    """

    case: Case
    assessment: Assessment | None
    plan: PlanVersion | None
    review: MeetingChild | None
    summary: CaseSummary | None
    specialists: list[SpecialistAssessment]
    awaited: list[SpecialistAssessment]
    limited: list[Recipient]
    listed: list[str]
    locality: Locality

    @property
    def missing(self) -> list[str]:
        """Say in sentences which papers are not there, or not finished."""
        wanted = [
            (self.assessment, "There is no approved assessment."),
            (self.plan, "There is no plan in force."),
            (self.review, "There is no finished record of a review or meeting."),
            (self.summary, "The case summary has not been written."),
        ]
        found = [sentence for paper, sentence in wanted if paper is None]
        if self.locality.is_awaited:
            hub = self.locality.hub
            found.append(f"The {hub} has not assessed what the move does to the risk yet.")
        return found + [f"Not received yet: {each}." for each in self.awaited]


def pack_of(case: Case) -> Pack:
    """Gather the papers for another authority, with the same number of queries whatever the length
    of the case (BIR-82, HIL-129).

    The case comes from `find_case`, so that this person may open it.
    """
    approved = assessments_of(case).filter(state=AssessmentState.APPROVED)
    plans = case.plan_versions.filter(state=PlanState.ACTIVE)
    finished = meetings_about(case).filter(meeting__recorded_at__isnull=False)
    specialists = list(specialists_of(case))
    listed = procedure_in_force(case.authority_id).get("transfer_out_documents")
    return Pack(
        case=case,
        assessment=approved.first(),
        plan=plans.select_related("plan", "approved_by", "written_by").first(),
        review=_latest(list(finished[:20])),
        summary=case.summaries.select_related("written_by").first(),
        specialists=[each for each in specialists if each.received_on],
        awaited=[each for each in specialists if not each.received_on],
        limited=limited_in(case),
        listed=[str(each) for each in listed],
        locality=locality_for_pack(case),
    )


def _latest(rows: list[MeetingChild]) -> MeetingChild | None:
    """The latest review, or the latest meeting where there was no review yet."""
    reviews = [row for row in rows if row.meeting.kind == "review"]
    return next(iter(reviews or rows), None)
