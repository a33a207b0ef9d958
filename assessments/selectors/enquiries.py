"""What was asked of other agencies and of specialists, and what they answered."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from assessments.models import InformationRequest, SpecialistAssessment
from cases.models import Case
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force


@dataclass(frozen=True, kw_only=True)
class Enquiries:
    """How far the enquiries on one case have come; `missing` are the procedure's agencies that
    nobody has asked yet.
    """

    requests: list[InformationRequest]
    missing: list[str]

    @property
    def replied(self) -> int:
        """How many have answered."""
        return sum(1 for row in self.requests if row.replied_on)

    @property
    def in_words(self) -> str:
        """Say it in one line."""
        if not self.requests and not self.missing:
            return "Nobody asked"
        told = f"{len(self.requests)} asked, {self.replied} answered"
        return f"{told}; not asked yet: {', '.join(self.missing)}" if self.missing else told


def sources_for(authority_id: int) -> list[str]:
    """List the agencies that the authority's procedure wants asked (ROC-49)."""
    return list(procedure_in_force(authority_id).get("info_sharing_sources"))


def enquiries_on(case: Case) -> Enquiries:
    """Give what was asked about a child, oldest first, and which agencies are still to be asked."""
    requests = list(
        case.information_requests.select_related("asked_by", "reply_recorded_by").order_by(
            "asked_on", "pk"
        )
    )
    asked = {row.agency for row in requests}
    missing = [source for source in sources_for(case.authority_id) if source not in asked]
    return Enquiries(requests=requests, missing=missing)


def find_request(user: User, request_id: int) -> InformationRequest:
    """Give one request with its case; refuses (NotFound) one this person may not know of."""
    found = (
        InformationRequest.objects.filter(pk=request_id, case__in=visible_cases(user))
        .select_related("case__child", "case__authority", "case__team", "case__worker")
        .first()
    )
    if found is None:
        raise NotFound("There is no such request, or it belongs to another team.")
    return found


def specialists_of(case: Case) -> QuerySet[SpecialistAssessment]:
    """List the specialist assessments of a child, oldest first."""
    return case.specialist_assessments.select_related("requested_by", "received_by")


def find_specialist(user: User, specialist_id: int) -> SpecialistAssessment:
    """Give one specialist assessment with its case; refuses (NotFound) one this person may not
    know of.
    """
    found = (
        SpecialistAssessment.objects.filter(pk=specialist_id, case__in=visible_cases(user))
        .select_related("case__child", "case__authority", "case__team", "case__worker")
        .first()
    )
    if found is None:
        raise NotFound("There is no such specialist assessment, or it belongs to another team.")
    return found


def all_asked_on(case_ids: Iterable[int]) -> dict[int, date]:
    """Give, for each case whose procedure's agencies have all been asked, the day the last of them
    was, with one query and one for each authority.
    """
    rows = InformationRequest.objects.filter(case_id__in=list(case_ids)).order_by("asked_on", "pk")
    first: dict[int, dict[str, date]] = defaultdict(dict)
    authorities: dict[int, int] = {}
    for case_id, authority_id, agency, asked_on in rows.values_list(
        "case_id", "case__authority_id", "agency", "asked_on"
    ):
        authorities[case_id] = authority_id
        first[case_id].setdefault(agency, asked_on)
    wanted = {pk: sources_for(pk) for pk in set(authorities.values())}
    done = {}
    for case_id, asked in first.items():
        sources = wanted[authorities[case_id]]
        if sources and all(source in asked for source in sources):
            done[case_id] = max(asked[source] for source in sources)
    return done
