"""Taking in a referral, adding a brother or sister, deciding what follows."""

from datetime import date, datetime, time, timedelta
from itertools import chain, repeat

import pytest
from django.utils import timezone

from cases.models import Case, FamilyMember, Person
from cases.selectors.facts import facts_about
from cases.services.referrals import (
    CarerDetails,
    ChildDetails,
    ReferralDetails,
    add_sibling,
    record_referral,
    screen_referral,
)
from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed
from cin.core.templatetags.cin import plain_day
from tests.early_help import passed_to_early_help
from tests.stories import build_house, moment, referred, screened

pytestmark = pytest.mark.django_db

CHILD = {"given_names": "Leo", "family_name": "Hall", "born_on": date(2018, 3, 1)}


def refer(user, *, child=None, carer=None, **details):
    answers = {
        "received_on": clock.today(),
        "source": "2A",
        "primary_need": "N1",
        "concerns": "Missed meals.",
        "consent": "given",
        **details,
    }
    return record_referral(
        actor=user,
        child=ChildDetails(**(CHILD if child is None else child)),
        details=ReferralDetails(**answers),
        carer=carer,
    )


def test_a_referral_opens_a_case_in_the_team_of_whoever_records_it(house):
    case = refer(house.sw)
    assert case.team == house.team
    assert case.state == "referred"
    assert case.reference == "ROC-00001"


def test_references_count_up_in_each_authority_by_itself(house):
    refer(house.sw)
    second = refer(house.sw, child={**CHILD, "given_names": "Mia"})
    elsewhere = build_house("bolton")
    assert second.reference == "ROC-00002"
    assert refer(elsewhere.sw).reference == "BOL-00001"


def test_the_parent_joins_the_family(house):
    carer = CarerDetails(
        given_names="Ana", family_name="Hall", role="mother", phone="01632 960 001"
    )
    case = refer(house.sw, carer=carer)
    assert [m.get_role_display() for m in case.family.members.all()] == ["Child", "Mother"]


def test_the_same_parent_is_not_added_twice(house):
    carer = CarerDetails(given_names="Ana", family_name="Hall", role="mother")
    first = refer(house.sw, carer=carer)
    screen_referral(
        case_id=first.pk, actor=house.tm, decision="no_further_action", reason="Resolved"
    )
    refer(house.sw, child={"known_id": first.child_id}, carer=carer)
    assert FamilyMember.objects.filter(family=first.family, role="mother").count() == 1


@pytest.mark.parametrize("kind", ["parent_carer", "professional"])
def test_a_known_carer_is_one_of_the_family_kind_whose_record_may_be_opened(house, kind):
    first = refer(house.sw)
    person = Person.objects.create(
        authority=house.authority, kind=kind, given_names="Ana", family_name="Hall"
    )
    if kind == "professional":
        FamilyMember.objects.create(family=first.family, person=person, role="mother")
    carer = CarerDetails(given_names="Ana", family_name="Hall", role="mother", known_id=person.pk)
    with pytest.raises(BadInput) as refused:
        refer(house.sw, carer=carer)
    assert refused.value.field == "known_carer"


def test_another_referral_is_written_in_the_history_of_the_earlier_case(house):
    first = refer(house.sw)
    screen_referral(
        case_id=first.pk, actor=house.tm, decision="no_further_action", reason="Resolved"
    )
    again = refer(house.sw3, child={"known_id": first.child_id})
    event = AuditEvent.objects.get(action="cases.refer_again")
    assert (event.case_id, event.subject_id, event.actor_id) == (first.pk, again.pk, house.sw3.pk)


def test_the_referral_is_written_in_the_history(house):
    case = refer(house.sw)
    event = AuditEvent.objects.get(case_id=case.pk)
    assert (event.action, event.actor_id, event.to_state) == (
        "cases.record_referral",
        house.sw.pk,
        "referred",
    )


@pytest.mark.parametrize("person", ["sm", "hos", "admin"])
def test_somebody_without_a_team_cannot_record_a_referral(house, person):
    with pytest.raises(NotPermitted, match="belong to a team"):
        refer(getattr(house, person))


def test_a_referral_in_the_future_is_refused(house):
    with pytest.raises(BadInput) as refused:
        refer(house.sw, received_on=clock.today() + timedelta(days=1))
    assert refused.value.field == "received_on"


@pytest.mark.parametrize("days", [0, 280])
def test_a_baby_may_be_referred_from_conception_on(house, days):
    expected = clock.today() + timedelta(days=days)
    case = refer(
        house.sw, child={"given_names": "Baby", "family_name": "Hall", "expected_on": expected}
    )
    assert case.child.expected_on == expected


@pytest.mark.parametrize("answer", ["born_on", "expected_on"])
def test_a_referral_from_before_conception_is_refused(house, answer):
    born = clock.today()
    with pytest.raises(BadInput, match="280 days"):
        refer(
            house.sw,
            child={"given_names": "Baby", "family_name": "Hall", answer: born},
            received_on=born - timedelta(days=281),
        )


def test_a_child_without_any_date_is_refused(house):
    with pytest.raises(BadInput) as refused:
        refer(house.sw, child={"given_names": "Leo", "family_name": "Hall"})
    assert refused.value.field == "born_on"
    assert Person.objects.count() == 0


def test_a_date_of_birth_replaces_an_expected_date(house):
    case = refer(house.sw, child={**CHILD, "expected_on": date(2018, 3, 9)})
    assert case.child.expected_on is None


@pytest.mark.rule("ROC-14")
@pytest.mark.parametrize("consent", ["refused", "not_sought"])
def test_contact_without_consent_needs_its_reason(house, consent):
    with pytest.raises(BadInput, match="may be at risk of harm") as refused:
        refer(house.sw, consent=consent, consent_reason=" ")
    assert refused.value.field == "consent_reason"
    assert refer(house.sw, consent=consent, consent_reason="A child was hurt.").pk


def test_an_authority_that_says_nothing_of_the_front_door_still_wants_the_reason(db):
    house = build_house("bolton")
    with pytest.raises(BadInput, match="without the family's agreement"):
        refer(house.sw, consent="refused")


def test_a_child_has_one_open_case_at_a_time(house):
    first = refer(house.sw)
    with pytest.raises(BadInput, match=f"already has an open case, {first.reference}"):
        refer(house.sw, child={"known_id": first.child_id})
    assert Case.objects.count() == 1


def test_a_known_child_gets_a_second_case_once_the_first_is_closed(house):
    first = refer(house.sw)
    screen_referral(
        case_id=first.pk, actor=house.tm, decision="no_further_action", reason="Resolved"
    )
    second = refer(house.sw, child={"known_id": first.child_id})
    assert second.child == first.child
    assert second.family == first.family


def test_a_child_of_another_authority_is_no_known_child(house):
    stranger = referred(build_house("bolton"))
    with pytest.raises(BadInput) as refused:
        refer(house.sw, child={"known_id": stranger.child_id})
    assert refused.value.field == "known_child"


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("D'Arcy", "O’Brien-Ní Shúilleabháin"),
        ("محمد", "العلي"),
        ("Zoë", "Łukasiewicz"),
        ("李", "小龍"),
    ],
)
def test_names_are_kept_as_people_write_them(house, given, family):
    case = refer(house.sw, child={**CHILD, "given_names": given, "family_name": family})
    assert str(Case.objects.get(pk=case.pk).child) == f"{given} {family}"


def test_ten_thousand_characters_of_concern_are_kept(house):
    concerns = "Seen at school. " * 625
    case = refer(house.sw, concerns=concerns)
    assert Case.objects.get(pk=case.pk).referral.concerns == concerns


def test_a_sibling_joins_the_family_the_referral_and_the_team(house):
    case = referred(house)
    sibling = add_sibling(actor=house.sw2, case_id=case.pk, child=ChildDetails(**CHILD))
    assert (sibling.family, sibling.referral, sibling.team) == (
        case.family,
        case.referral,
        case.team,
    )
    assert case.family.members.filter(role="child").count() == 2


def test_the_same_child_is_not_its_own_sibling(house):
    case = referred(house)
    with pytest.raises(BadInput, match="already has an open case"):
        add_sibling(actor=house.sw, case_id=case.pk, child=ChildDetails(known_id=case.child_id))


def test_a_sibling_cannot_be_added_by_another_team(house):
    case = referred(house)
    with pytest.raises(NotFound):
        add_sibling(actor=house.sw3, case_id=case.pk, child=ChildDetails(**CHILD))


def test_a_sibling_cannot_be_added_by_somebody_without_a_team(house):
    case = referred(house)
    with pytest.raises(NotPermitted):
        add_sibling(actor=house.hos, case_id=case.pk, child=ChildDetails(**CHILD))


def test_a_sibling_cannot_be_added_to_a_closed_case(house):
    case = referred(house)
    screen_referral(
        case_id=case.pk, actor=house.tm, decision="no_further_action", reason="Resolved"
    )
    with pytest.raises(StepNotAllowed, match="closed"):
        add_sibling(actor=house.sw, case_id=case.pk, child=ChildDetails(**CHILD))


def test_a_sibling_born_too_long_after_the_referral_is_refused(house):
    with clock.at(moment("2026-01-05")):
        case = referred(house)
    child = ChildDetails(given_names="Baby", family_name="Hall", expected_on=date(2026, 11, 1))
    with clock.at(moment("2026-03-05")), pytest.raises(BadInput, match="280 days"):
        add_sibling(actor=house.sw, case_id=case.pk, child=child)


@pytest.mark.rule("ROC-18")
def test_an_accepted_referral_waits_for_allocation(house):
    with clock.at(moment("2026-03-18")):
        case = screened(house)
    assert case.state == "screened"
    assert plain_day(case.screened_on) == "18 March 2026"


@pytest.mark.rule("ROC-16", "ROC-17")
@pytest.mark.parametrize(
    ("decision", "destination"), [("early_help", "early_help"), ("no_further_action", "")]
)
def test_any_other_decision_closes_the_case_today(house, decision, destination):
    with clock.at(moment("2026-03-18")):
        case = referred(house)
        if decision == "early_help":
            case = passed_to_early_help(house, case)
        else:
            case = screen_referral(
                case_id=case.pk, actor=house.tm, decision=decision, reason="Enough help"
            )
    assert case.state == "closed"
    assert case.closed_on == date(2026, 3, 18)
    assert (case.close_reason, case.close_destination) == (decision, destination)


def test_a_decision_needs_its_reason(house):
    case = referred(house)
    with pytest.raises(BadInput) as refused:
        screen_referral(case_id=case.pk, actor=house.tm, decision="assessment", reason="  ")
    assert refused.value.field == "reason"


def test_an_unknown_decision_is_refused(house):
    case = referred(house)
    with pytest.raises(BadInput) as refused:
        screen_referral(case_id=case.pk, actor=house.tm, decision="perhaps", reason="Maybe")
    assert refused.value.field == "decision"
    assert Case.objects.get(pk=case.pk).state == "referred"


@pytest.mark.parametrize("person", ["sw", "sw2"])
def test_only_a_manager_decides_on_a_referral(house, person):
    case = referred(house)
    with pytest.raises(NotPermitted, match="Only a manager"):
        screen_referral(
            case_id=case.pk, actor=getattr(house, person), decision="assessment", reason="Yes"
        )


def test_a_manager_of_another_team_does_not_know_of_the_referral(house):
    case = referred(house)
    with pytest.raises(NotFound):
        screen_referral(case_id=case.pk, actor=house.tm2, decision="assessment", reason="Yes")


def test_a_referral_is_decided_on_once(house):
    case = screened(house)
    with pytest.raises(StepNotAllowed, match="accepted for assessment"):
        screen_referral(case_id=case.pk, actor=house.tm, decision="assessment", reason="Again")


@pytest.mark.parametrize("decision", ["assessment", "no_further_action"])
def test_a_decision_at_midnight_falls_on_one_day(house, monkeypatch, decision):
    case = referred(house)
    day = case.referral.received_on + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(day, time()))
    readings = chain([midnight - timedelta(milliseconds=1)], repeat(midnight))
    monkeypatch.setattr(clock, "now", lambda: next(readings))
    screen_referral(case_id=case.pk, actor=house.tm, decision=decision, reason="Fine")
    case.refresh_from_db()
    assert timezone.localtime(case.screened_at).date() == case.screened_on
    facts = facts_about([case.pk])[case.pk]
    decided = next(fact for fact in facts if fact.id == f"screening-{case.pk}")
    assert decided.at.date() == decided.on
