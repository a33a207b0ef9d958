"""What earlier records say that an assessment could take over, section by section, and where what
was taken came from.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from assessments.models import Assessment, AssessmentState
from assessments.selectors.sections import CHILD, PARENT, Section, sections_of
from cases.models import Case
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.core.templatetags.cin import plain_day
from cin.policy.selectors import procedure_in_force
from visits.models import VisitState
from visits.selectors import visits_to

REASON, FAMILY = "reason", "family"
LATEST_VISITS = 5


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """A text of an earlier record: `source` names the record in the middle of a sentence, `key` is
    the same whenever it is asked for.

    `section` is a section's code as the procedure has it, or one person's.
    """

    key: str
    section: str
    source: str
    text: str
    href: str = ""
    # Where the record is of an earlier case of the child: whoever reads the text opens that case.
    case: Case | None = None


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One section, and the earlier texts that could be taken into it; a section that `is_fresh` is
    always written afresh, so there they can only be read.
    """

    section: Section
    texts: list[Earlier]
    taken: frozenset[str]
    is_fresh: bool


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Where a part of a section was taken from, by whom and when, and whether it was changed
    since.
    """

    section: str
    source: str
    taken: str
    standing: str

    @property
    def is_unchanged(self) -> bool:
        """Whether the section still is what was taken, word for word."""
        return self.standing == UNCHANGED

    @property
    def sentence(self) -> str:
        """Say it in one sentence."""
        return f"From {self.source}; {self.taken}; {self.standing}."


UNCHANGED, ADDED_TO, CHANGED = "unchanged", "kept, with more added", "changed since"
Provider = Callable[[Case], Iterable[Earlier]]
# Later stages add what their records offer; this stage knows none of them.
PROVIDERS: list[Provider] = []


def offers_for(user: User, assessment: Assessment) -> list[Offer]:
    """List the sections of an unfinished assessment for which an earlier record this person may
    read says something, in the order of the procedure.
    """
    found: dict[str, list[Earlier]] = defaultdict(list)
    for text in _texts(user, assessment):
        if text.text.strip():
            found[text.section].append(text)
    fresh = procedure_in_force(assessment.case.authority_id).get("assessment_fresh_sections")
    offers = []
    for section in sections_of(assessment):
        texts = found.get(section.code, [])
        if section.base != section.code:
            texts = [*texts, *found.get(section.base, [])]
        if texts:
            offers.append(
                Offer(
                    section=section,
                    texts=texts,
                    taken=frozenset(each["key"] for each in _taken(assessment, section.code)),
                    is_fresh=section.base in fresh,
                )
            )
    return offers


def provenance_of(assessment: Assessment) -> dict[str, list[Provenance]]:
    """Say of each section what was taken into it from earlier records, as it stands now."""
    return {
        code: [
            Provenance(
                section=assessment.section_titles.get(code, code),
                source=each["source"],
                taken=f"taken over on {each['on']} by {each['by']}",
                standing=_standing(each["text"], assessment.sections.get(code, "")),
            )
            for each in taken
        ]
        for code, taken in assessment.taken.items()
    }


def _taken(assessment: Assessment, code: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = assessment.taken.get(code, [])
    return found


def _standing(taken: str, text: str) -> str:
    if taken.strip() == text.strip():
        return UNCHANGED
    return ADDED_TO if taken.strip() in text else CHANGED


def _texts(user: User, assessment: Assessment) -> Iterator[Earlier]:
    case = assessment.case
    yield from _earlier_assessment(user, assessment)
    for provider in PROVIDERS:
        yield from provider(case)
    yield Earlier(
        key=f"referral-{case.pk}",
        section=REASON,
        source=f"the referral received on {plain_day(case.referral.received_on)}",
        text=case.referral.concerns,
        href=reverse("cases:referral", args=[case.pk]),
    )
    yield from _visits(case)


def _earlier_assessment(user: User, assessment: Assessment) -> Iterator[Earlier]:
    earlier = (
        Assessment.objects.filter(
            case__child_id=assessment.case.child_id,
            case__in=visible_cases(user),
            state=AssessmentState.APPROVED,
        )
        .exclude(pk=assessment.pk)
        .select_related("decided_by", "case")
        .order_by("-decided_at", "-pk")
        .first()
    )
    if earlier is None or earlier.decided_by is None:
        return
    on = plain_day(earlier.decided_at)
    for code, text in earlier.sections.items():
        yield Earlier(
            key=f"assessment-{earlier.pk}",
            section=code,
            source=f"the assessment approved on {on} by {earlier.decided_by.name}",
            text=text,
            href=reverse("assessments:assessment", args=[earlier.pk]),
            case=earlier.case,
        )


def _visits(case: Case) -> Iterator[Earlier]:
    for part in visits_to(case).filter(visit__state=VisitState.FINALISED)[:LATEST_VISITS]:
        visit = part.visit
        said = "\n\n".join(text for text in (part.voice, part.wishes) if text.strip())
        texts = {CHILD: said, PARENT: visit.parents_views, FAMILY: visit.home_conditions}
        for section, text in texts.items():
            yield Earlier(
                key=f"visit-{visit.pk}",
                section=section,
                source=f"the visit on {plain_day(visit.visited_at)} by {visit.visitor.name}",
                text=text,
                href=reverse("visits:visit", args=[visit.pk]),
            )
