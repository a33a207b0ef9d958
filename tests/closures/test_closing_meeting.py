"""After a short assessment the family network meeting is the closing meeting."""

import pytest
from django.urls import reverse

from assessments.services import (
    agree_assessment_date,
    approve_assessment,
    find_network_meeting_not_appropriate,
    submit_assessment,
)
from cases.models import Case
from cin.core.errors import NotReady
from tests.assessments.test_network_meetings import finished, prepared
from tests.assessments.test_network_meetings import written as held
from tests.cases.browsing import open_page, words
from tests.closures.test_closing import approve, propose
from tests.stories import agreed, approved, assessing, written

pytestmark = pytest.mark.django_db
ENDING = {"reason": "early_help", "destination": "eha_taf"}


def shortly_assessed(house):
    """Have a short assessment recommend early help, to which the family agrees."""
    assessment = assessing(house)
    agree_assessment_date(assessment_id=assessment.pk, actor=house.tm, due_on=None, is_short=True)
    assessment.refresh_from_db()
    assessment = written(house, assessment, "early_help")
    assessment = submit_assessment(assessment_id=assessment.pk, actor=house.sw)
    approve_assessment(assessment_id=assessment.pk, actor=house.tm, read_version=assessment.version)
    case = Case.objects.get(pk=assessment.case_id)
    agreed(house, case, "early_help")
    return case


def lacking(house, case):
    with pytest.raises(NotReady) as refused:
        propose(house, case, **ENDING)
    return [blocker.code for blocker in refused.value.blockers]


@pytest.mark.rule("ROC-56", "ROC-97")
def test_a_short_assessment_ends_in_early_help_with_the_family_network_meeting(rochdale):
    case = shortly_assessed(rochdale)
    assert lacking(rochdale, case) == ["closing-meeting"]
    finished(rochdale, case)
    closure = propose(rochdale, case, **ENDING)
    page = open_page(rochdale.tm, reverse("closures:decide_closure", args=[closure.pk]))
    assert "Closing meeting The family network meeting on" in words(page)
    approve(rochdale, closure)
    assert Case.objects.get(pk=case.pk).state == "closed"


@pytest.mark.rule("ROC-56", "ROC-97")
def test_a_meeting_whose_record_is_not_finished_is_no_closing_meeting(rochdale):
    case = shortly_assessed(rochdale)
    held(rochdale, prepared(rochdale, case))
    assert lacking(rochdale, case) == ["closing-meeting"]


def test_a_family_for_whom_such_a_meeting_is_not_right_waits_for_none(rochdale):
    case = shortly_assessed(rochdale)
    find_network_meeting_not_appropriate(
        case_id=case.pk, actor=rochdale.sw, reason="Nobody may know where they live."
    )
    assert propose(rochdale, case, **ENDING).pk


def test_a_full_assessment_does_not_wait_for_it(rochdale):
    case = approved(rochdale, "early_help").case
    agreed(rochdale, case, "early_help")
    assert propose(rochdale, case, **ENDING).pk
