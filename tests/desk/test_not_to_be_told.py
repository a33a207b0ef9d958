"""Who is not to be told something is not given papers by accident, wherever people are chosen."""

from datetime import date

import pytest
from django.urls import reverse

from assessments.models import FamilyNetworkMeeting
from cases.selectors.telling import recipients_of, still_to_be_sent
from cases.services.homes import end_sharing_limit, limit_sharing
from cases.services.network import PartDetails, ProfessionalDetails, add_to_network
from cases.services.safety_plans import share_safety_plan
from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.errors import BadInput
from cin.documents.models import Circulation
from cin.policy.services import publish_draft
from plans.selectors import version_in_force
from plans.services import circulate_plan
from tests.assessments.test_belonging_pages import preparing
from tests.cases.browsing import open_page, send, words
from tests.cases.test_safety_plans import in_force
from tests.policy.drafting import drafted
from tests.stories import allocated, approved, build_house, met, moment, supported

pytestmark = pytest.mark.django_db
WHAT, WHY = "The new address", "He has threatened the family"
KEPT = {"limits_kept": "The address was not spoken of."}
DESPITE = "The court ordered that he is told"


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


@pytest.fixture
def house():
    return build_house("bolton")


def limited(house, case):
    """Say that the mother is not to be told something."""
    mother = case.family.members.get(role="mother").person
    limit_sharing(case_id=case.pk, person_id=mother.pk, actor=house.sw, what=WHAT, reason=WHY)
    return mother


def pages(case, version, meeting):
    return [
        (reverse("plans:circulate_plan", args=[version.pk]), "plan"),
        (reverse("meetings:circulate_minutes", args=[case.pk, meeting.pk]), "minutes"),
    ]


def test_papers_are_ticked_for_everybody_but_who_is_not_to_be_told(house):
    case = supported(house)
    mother = limited(house, case)
    who = ProfessionalDetails(given_names="Tess", family_name="D'Arcy", agency="School")
    add_to_network(
        case_id=case.pk, actor=house.sw, professional=who, part=PartDetails(role="Teacher")
    )
    teacher = case.child.network.get().person
    for address, kind in pages(
        case, version_in_force(case), met(house, case, kind="review", said=KEPT)
    ):
        page = open_page(house.sw, address)
        text = words(page)
        for told in (f"Do not share with {mother}", WHAT, WHY, "Tess D'Arcy, Teacher"):
            assert told in text
        form = page.context["form"]
        assert str(mother.pk) not in dict(form.fields["people"].choices)
        assert "despite" not in form.fields
        forged = send(house.sw, address, {"sent_on": "18/3/2026", "people": [str(mother.pk)]})
        assert forged.status_code == 200
        typed = {"sent_on": "18/3/2026", "recipients": "Grandma\nmary O’Brien (mother)"}
        refused = words(send(house.sw, address, typed))
        assert f"Not to be told: {mother} ({WHAT}). Only a manager can decide that" in refused
        assert "Grandma" in refused
        assert not Circulation.objects.filter(kind=kind).exists()
        chosen = {"sent_on": "18/3/2026", "people": [str(teacher.pk)], "recipients": "GP"}
        assert send(house.sw, address, chosen).status_code == 302
        assert Circulation.objects.get(kind=kind).recipients == "Tess D'Arcy\nGP"


def test_a_sending_to_nobody_is_refused(house):
    address = reverse("plans:circulate_plan", args=[version_in_force(supported(house)).pk])
    assert "Enter who it was sent to" in words(send(house.sw, address, {"sent_on": "18/3/2026"}))


def test_a_manager_decides_otherwise_with_a_reason_that_is_kept(house):
    case = supported(house)
    mother = limited(house, case)
    address = reverse("plans:circulate_plan", args=[version_in_force(case).pk])
    answers = {"sent_on": "18/3/2026", "recipients": str(mother)}
    assert "Give the reason" in words(send(house.tm, address, answers))
    assert send(house.tm, address, {**answers, "despite": DESPITE}).status_code == 302
    event = AuditEvent.objects.get(action="cases.tell_despite_limit")
    assert (event.reason, event.subject_id, event.case_id) == (DESPITE, mother.pk, case.pk)
    assert send(house.sw, address, {**answers, "despite": DESPITE}).status_code == 200
    assert Circulation.objects.count() == 1


def test_where_the_procedure_lets_nobody_decide_otherwise_the_limit_is_ended_first(house):
    case = supported(house)
    mother = limited(house, case)
    sending = {
        "version_id": version_in_force(case).pk,
        "actor": house.tm,
        "sent_on": clock.today(),
        "recipients": str(mother),
    }
    draft = drafted(house, sharing_limit_override=False)
    publish_draft(actor=house.sm, read_version=draft.version)
    tomorrow = moment("2026-03-19")
    with clock.at(tomorrow), pytest.raises(BadInput, match="lets nobody do that"):
        circulate_plan(**sending, despite=DESPITE)
    limit = mother.sharing_limits.get()
    end_sharing_limit(
        case_id=case.pk,
        person_id=mother.pk,
        actor=house.sw,
        limit_id=limit.pk,
        end_reason="He knows",
    )
    circulate_plan(**sending)
    assert Circulation.objects.get().recipients == str(mother)


def test_a_name_is_known_however_it_is_spelt_and_not_within_another(house):
    case = allocated(house)
    limited(house, case)
    mother = next(each for each in recipients_of(case) if each.limits)
    assert mother.is_named_in("School\nMARY  OBRIEN, mother")
    assert not mother.is_named_in("Rosemary O'Brien\nThe school")
    assert not mother.is_named_in("Mary\nO'Brien")


def test_an_assessment_is_not_shared_with_who_is_not_to_be_told(house):
    assessment = approved(house)
    mother = limited(house, assessment.case)
    address = reverse("assessments:share_assessment", args=[assessment.pk])
    page = open_page(house.sw, address)
    assert f"Do not share with {mother}" in words(page)
    assert str(mother) not in dict(page.context["form"].fields["recipient"].choices)
    answers = {
        "recipient": "somebody else",
        "other_recipient": str(mother),
        "shared_on": "18/3/2026",
        "method": page.context["form"].fields["method"].choices[0][0],
        "result": "given",
    }
    assert "Not to be told" in words(send(house.sw, address, answers))
    assert not assessment.shares.exists()
    assert send(house.tm, address, {**answers, "despite": DESPITE}).status_code == 302
    assert AuditEvent.objects.get(action="cases.tell_despite_limit").reason == DESPITE


def test_a_safety_plan_is_not_given_to_who_is_not_to_be_told(house):
    plan = in_force(house, allocated(house))
    mother = limited(house, plan.case)
    given = {"plan_id": plan.pk, "name": f"{mother}", "shared_on": date(2026, 3, 18)}
    address = reverse("cases:share_safety_plan", args=[plan.pk])
    assert WHAT in words(open_page(house.sw, address))
    with pytest.raises(BadInput, match="Not to be told"):
        share_safety_plan(actor=house.sw, **given)
    share_safety_plan(actor=house.tm, despite=DESPITE, **given)
    assert plan.shares.get().name == str(mother)


def test_nobody_is_asked_to_a_network_meeting_who_is_not_to_be_told():
    house = build_house("rochdale")
    case = allocated(house)
    mother = limited(house, case)
    address = reverse("assessments:prepare_network_meeting", args=[case.pk])
    page = open_page(house.sw, address)
    assert f"Do not share with {mother}" in words(page)
    begun = [
        row["name"]
        for row in page.context["form"].get_initial_for_field(
            page.context["form"].fields["people"], "people"
        )
    ]
    assert str(mother) not in begun
    answers = preparing(case, **{"people-0-name": str(mother)})
    assert "Not to be told" in words(send(house.sw, address, answers))
    assert not FamilyNetworkMeeting.objects.exists()
    assert send(house.tm, address, {**answers, "despite": DESPITE}).status_code == 302
    meeting = FamilyNetworkMeeting.objects.get()
    again = {**answers, "version": str(meeting.version), "venue": "The hall"}
    assert send(house.sw, address, again).status_code == 302
    sending = reverse("assessments:send_network_minutes", args=[meeting.pk])
    FamilyNetworkMeeting.objects.update(state="recorded", held_on=clock.today())
    shown = open_page(house.sw, sending).context["form"]["recipients"].value()
    assert str(mother) not in shown


@pytest.mark.rule("BIR-50", "BIR-67", "BOL-19", "BOL-55", "PET-14", "PET-49", "PET-54")
@pytest.mark.parametrize("slug", ["bolton", "birmingham", "peterborough"])
def test_it_is_said_who_of_child_parents_and_network_was_not_sent_it(slug):
    house = build_house(slug)
    case = supported(house)
    mother = case.family.members.get(role="mother").person
    meeting, version = met(house, case, kind="review", said=KEPT), version_in_force(case)
    who = ProfessionalDetails(given_names="Tess", family_name="D'Arcy", agency="School")
    part = PartDetails(role="Teacher, new since the review")
    add_to_network(case_id=case.pk, actor=house.sw, professional=who, part=part)
    reading = [
        reverse("plans:plan", args=[version.pk]),
        reverse("meetings:meeting", args=[meeting.pk]),
    ]
    for (address, _), page in zip(pages(case, version, meeting), reading, strict=True):
        assert "Not sent so far to" not in words(open_page(house.sw, page))
        child = str(case.child_id)
        assert child in dict(open_page(house.sw, address).context["form"].fields["people"].choices)
        send(house.sw, address, {"sent_on": "18/3/2026", "people": [child]})
        told = words(open_page(house.sw, page)).partition("Not sent so far to:")[2]
        assert f"{mother}, Mother" in told
        assert "Tess D'Arcy, Teacher, new since the review" in told
        assert str(case.child) not in told.partition("Send it to them too")[0]
        both = [str(mother.pk), str(case.child.network.get().person_id)]
        send(house.sw, address, {"sent_on": "18/3/2026", "people": both})
        assert "Not sent so far to" not in words(open_page(house.sw, page))


def test_who_is_not_to_be_told_is_not_missed(house):
    case = supported(house)
    mother = limited(house, case)
    assert mother not in [each.person for each in still_to_be_sent(case, [])]
