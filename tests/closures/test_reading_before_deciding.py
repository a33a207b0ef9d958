"""A manager decides on what was read: what changed meanwhile is read first, and whose it is."""

from functools import partial

import pytest
from django.urls import reverse

from cases.models import Case
from cin.core.errors import ChangedMeanwhile, NotPermitted
from closures.models import PartyView, StepDown
from closures.services import (
    EndOfPlan,
    record_views,
    write_end_of_plan,
    write_step_down,
)
from tests.cases.browsing import open_page, send, words
from tests.closures.test_closing import propose, ready
from tests.closures.test_views_of_closing import disagreeing, minuted, settle
from tests.endings import (
    FINDING,
    PROFESSIONAL,
    agreed_by,
    answers_of,
    consulted,
    seen,
    seen_step_down,
    stepped_part,
    stepping_down,
)
from tests.stories import supported

pytestmark = pytest.mark.django_db
CHANGED = "This was changed after you opened it"


def views_changed(house, case):
    record_views(case_id=case.pk, actor=house.sw, seen_version=seen(case), answers=answers_of(case))


def settled(house, case):
    settle(house, PartyView.objects.get(name="The school"))


def plan_ended(house, case):
    end = EndOfPlan(support_arranged="The school.")
    write_end_of_plan(case_id=case.pk, actor=house.sw, seen_version=seen(case), end=end)


def stepped(house, case):
    stepped_part(house, case, "finding", **FINDING)


@pytest.mark.parametrize("change", [views_changed, settled, minuted, plan_ended, stepped])
def test_a_closing_is_not_approved_when_what_was_got_ready_changed_meanwhile(bolton, change):
    case = ready(bolton)
    disagreeing(bolton, case)
    closure = propose(bolton, case, is_ready=False)
    address = reverse("closures:decide_closure", args=[closure.pk])
    read = open_page(bolton.tm, address).context["form"]["version"].value()
    change(bolton, case)
    decision = {"decision": "approve", "comment": ""}
    answer = send(bolton.tm, address, {**decision, "version": read})
    assert CHANGED in words(answer)
    assert Case.objects.get(pk=case.pk).state == "closing"
    read = answer.context["form"]["version"].value()
    assert send(bolton.tm, address, {**decision, "version": read}).status_code == 302
    assert Case.objects.get(pk=case.pk).state == "closed"


def test_a_manager_agrees_to_the_step_down_that_was_read(rochdale):
    case = supported(rochdale)
    stepped_part(rochdale, case, "finding", **FINDING)
    address = reverse("closures:agree_step_down", args=[case.pk])
    read = open_page(rochdale.tm, address).context["form"]["version"].value()
    stepped_part(rochdale, case, "finding", **{**FINDING, "finding": "Not so sure."})
    for version in (read, ""):
        answer = send(rochdale.tm, address, {"agreed_on": "18/3/2026", "version": version})
        assert CHANGED in words(answer)
    assert StepDown.objects.get().manager_agreed_by is None
    assert "Not so sure." in words(answer)
    read = answer.context["form"]["version"].value()
    send(rochdale.tm, address, {"agreed_on": "18/3/2026", "version": read})
    assert StepDown.objects.get().manager_agreed_by == rochdale.tm


def test_a_manager_who_wrote_the_finding_does_not_agree_to_it(rochdale):
    case = supported(rochdale)
    write_step_down(
        case_id=case.pk, actor=rochdale.tm, part="finding", seen_version=1, answers=FINDING
    )
    with pytest.raises(NotPermitted, match="You wrote why early help is enough"):
        agreed_by(rochdale.tm, case)
    agree = reverse("closures:agree_step_down", args=[case.pk])
    assert open_page(rochdale.tm, agree).status_code == 403
    page = reverse("closures:step_down", args=[case.pk])
    assert agree not in open_page(rochdale.tm, page).content.decode()
    assert agree in open_page(rochdale.sm, page).content.decode()
    assert agreed_by(rochdale.sm, case).manager_agreed_by == rochdale.sm


def test_an_agreement_ends_with_the_finding_it_was_given_to(rochdale):
    case = supported(rochdale)
    stepping_down(rochdale, case)
    stepped_part(rochdale, case, "finding", **FINDING)
    found = StepDown.objects.get()
    assert (found.manager_agreed_by, found.form_completed_by) == (rochdale.tm, rochdale.sw)
    stepped_part(rochdale, case, "finding", **{**FINDING, "finding": "Another reason."})
    found = StepDown.objects.get()
    assert (found.manager_agreed_by, found.manager_agreed_on, found.manager_note) == (
        None,
        None,
        "",
    )
    assert (found.form_completed_by, found.form_completed_on) == (None, None)


def test_the_form_is_read_through_anew_with_another_lead_professional(rochdale):
    case = supported(rochdale)
    stepping_down(rochdale, case)
    found = StepDown.objects.get()
    days = {name: getattr(found, name) for name in ("professional_from", "key_worker_until")}
    other = {**PROFESSIONAL, **days, "professional_name": "Ada Nurse"}
    stepped_part(rochdale, case, "professional", **other)
    found = StepDown.objects.get()
    assert (found.form_completed_by, found.manager_agreed_by) == (None, rochdale.tm)


def test_who_says_no_version_overwrites_nobody(bolton):
    case = supported(bolton)
    consulted(bolton, case)
    stepped_part(bolton, case, "finding", **FINDING)
    unseen = {"case_id": case.pk, "actor": bolton.sw2, "seen_version": None}
    for write in (
        partial(record_views, answers=[]),
        partial(write_end_of_plan, end=EndOfPlan(support_arranged="Mine.")),
        partial(write_step_down, part="finding", answers={**FINDING, "finding": "Mine."}),
    ):
        with pytest.raises(ChangedMeanwhile):
            write(**unseen)
    assert seen_step_down(case) == 2
