"""What a visit's record asks, and insists on, is the authority's procedure."""

from dataclasses import replace

import pytest
from django.urls import reverse

from cases.models import Change
from cases.services.allocation import reallocate_case
from cin.core import clock
from cin.core.errors import BadInput, NotReady
from cin.procedures.book import preset
from cin.procedures.codes import VISIT_QUESTIONS
from cin.procedures.visit_template import CHILD_QUESTIONS, visit_template
from tests.cases.browsing import open_page, send, words
from tests.stories import ANSWERED, allocated, build_house, moment, supported, visited
from visits.forms.questions import OF_VISIT
from visits.models import Visit, VisitChild
from visits.selectors import facts_about
from visits.services import ChildPart, VisitDetails, finalise_visit, record_visit

SEEN = {"seen": True, "seen_alone": True, "voice": "I like it.", "lived_experience": "Busy."}
FIRST_VISIT = {
    "consent_obtained": "Signed consent of those with parental responsibility",
    "fgc_explained": "Family Group Conference explained",
    "fgc_offered": "Family Group Conference offered, and the answer",
    "genogram_done": "Genogram completed with the family",
    "safety_contingency_done": "Safety and contingency planning done",
    "purpose_explained": "Purpose, reason and method of assessment explained",
}


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18 16:00")):
        yield


@pytest.fixture
def case(house):
    with clock.at(moment("2026-03-16")):
        return allocated(house)


def finalised(actor, case, *, kind="cin", part=None, **changes):
    details = {
        "kind": kind,
        "visited_at": moment("2026-03-18 15:00"),
        "location": "home",
        "account": "We talked.",
        "concern_raised": False,
        **ANSWERED,
        **changes,
    }
    visit = record_visit(
        case_id=case.pk,
        actor=actor,
        details=VisitDetails(**details),
        parts=[ChildPart(case_id=case.pk, **{**SEEN, **(part or {})})],
    )
    return finalise_visit(visit_id=visit.pk, actor=actor)


def test_every_question_has_words_and_a_place_to_be_kept():
    assert {*OF_VISIT, *CHILD_QUESTIONS} == set(VISIT_QUESTIONS)
    kept = {field.name for field in [*Visit._meta.fields, *VisitChild._meta.fields]}
    assert set(VISIT_QUESTIONS) - kept == set()


def test_a_question_that_two_kinds_of_visit_share_is_asked_once_and_demanded_of_both():
    extra = ("subsistence", "accommodation")
    procedure = replace(
        preset("hillingdon"),
        settings={
            **preset("hillingdon").settings,
            "visit_template_private_fostering": extra,
            "visit_template_nrpf": extra,
        },
    )
    template = visit_template(procedure)
    assert template.by_kind["nrpf"] == template.by_kind["private_fostering"] == ()
    assert template.general.count("subsistence") == 1
    for kind in ("nrpf", "private_fostering"):
        assert "subsistence" in template.demanded(kind, is_supported=True)
    assert "subsistence" not in template.demanded("cin", is_supported=True)


@pytest.mark.rule("ROC-90")
def test_rochdales_template_is_demanded_and_hillingdons_is_another():
    rochdale = visit_template(preset("rochdale")).demanded("cin", is_supported=True)
    assert rochdale == {
        "people_present",
        "lived_experience",
        "plan_progress",
        "safety_plan_reviewed",
    }
    assert visit_template(preset("hillingdon")).demanded("cin", is_supported=True) == set()
    early = visit_template(preset("rochdale")).demanded("cin", is_supported=False)
    assert "plan_progress" not in early


@pytest.mark.django_db
@pytest.mark.rule("ROC-90", "ROC-12")
def test_the_record_waits_for_the_questions_of_the_template(house):
    case = supported(house)
    with pytest.raises(NotReady) as refused:
        finalised(
            house.sw,
            case,
            people_present="",
            plan_progress=" ",
            safety_plan_reviewed=None,
            part={"lived_experience": ""},
        )
    told = [blocker.code for blocker in refused.value.blockers]
    assert told == ["lived_experience", "people_present", "plan_progress", "safety_plan_reviewed"]
    assert finalised(house.sw, case)


@pytest.mark.django_db
@pytest.mark.rule("ROC-42", "ROC-45", "ROC-78", "ROC-79", "ROC-80")
def test_the_record_of_a_first_visit_waits_for_what_the_procedure_wants_done(house, case):
    missing = dict.fromkeys(FIRST_VISIT)
    with pytest.raises(NotReady) as refused:
        finalised(house.sw, case, kind="initial", **missing)
    told = {blocker.message for blocker in refused.value.blockers}
    assert told == {f"Answer “{label}”" for label in FIRST_VISIT.values()}
    assert finalised(house.sw, case, kind="initial", consent_obtained=False)


@pytest.mark.django_db
@pytest.mark.rule("ROC-46")
def test_the_family_network_meeting_is_agreed_within_ten_working_days_or_the_record_says_why(
    house, case
):
    def first(**changes):
        return finalised(house.sw, case, kind="initial", fnm_late_reason="", **changes)

    with pytest.raises(NotReady, match="Date and time of the family network meeting"):
        first()
    with pytest.raises(NotReady, match="later than Monday 30 March 2026"):
        first(fnm_at=moment("2026-03-31 10:00"))
    assert first(fnm_at=moment("2026-03-30 17:00")).fnm_at
    late = {"fnm_at": moment("2026-03-31 10:00"), "fnm_late_reason": "Grandfather is away"}
    assert finalised(house.sw, case, kind="initial", **late)


@pytest.mark.django_db
@pytest.mark.rule("HIL-69")
def test_hillingdons_preparation_says_how_the_child_takes_part_and_whether_of_an_advocate(db):
    hillingdon = build_house("hillingdon")
    with clock.at(moment("2026-03-16")):
        case = allocated(hillingdon)
    with pytest.raises(NotReady) as refused:
        finalised(
            hillingdon.sw,
            case,
            kind="preparation",
            engagement_methods="",
            advocacy_considered="",
        )
    told = [blocker.code for blocker in refused.value.blockers]
    assert told == ["engagement_methods", "advocacy_considered"]
    assert finalised(hillingdon.sw, case, kind="preparation")


@pytest.mark.django_db
@pytest.mark.rule("HIL-13")
def test_hillingdons_first_visit_says_who_is_in_the_familys_network(db):
    hillingdon = build_house("hillingdon")
    with clock.at(moment("2026-03-16")):
        case = allocated(hillingdon)
    with pytest.raises(NotReady, match="Who is in the family network"):
        finalised(hillingdon.sw, case, kind="initial", family_network="")


@pytest.mark.django_db
def test_a_joint_visit_names_who_came_and_a_change_says_what_changed(house, case):
    with pytest.raises(NotReady, match="who made the visit with you"):
        finalised(house.sw, case, kind="handover")
    with pytest.raises(NotReady, match="what has changed"):
        finalised(house.sw, case, new_significant_change=True)
    assert finalised(house.sw, case, kind="handover", joint_with="Mr Lane, the next worker")


@pytest.mark.django_db
@pytest.mark.rule("ROC-187")
def test_somebody_else_than_the_childs_worker_says_why_and_a_managers_visit_does_not_count(
    house, case
):
    with pytest.raises(NotReady, match="child's own social worker"):
        finalised(house.sw2, case)
    page = words(open_page(house.sw2, reverse("visits:record_visit", args=[case.pk])))
    assert "Why did you visit, and not the child's own social worker?" in page
    assert "Why did you visit" not in words(
        open_page(house.sw, reverse("visits:record_visit", args=[case.pk]))
    )
    finalised(house.sw2, case, deputy_reason="SW is ill")
    finalised(house.tm, case, deputy_reason="SW is ill")
    kinds = [event.kind for event in facts_about([case.pk])[case.pk] if event.kind]
    # The first is the one whose record waits for the reason: it counts once it is finished.
    assert sorted(kinds) == ["cin", "cin", "other"]


@pytest.mark.django_db
@pytest.mark.rule("ROC-187")
def test_whose_case_it_was_on_the_day_of_the_visit_is_what_matters(house, case):
    visit = visited(house, case, at=moment("2026-03-17 15:00"), finalised=False)
    reallocate_case(
        case_id=case.pk, actor=house.tm, worker_id=house.sw2.pk, note="SW leaves; handover done"
    )
    assert finalise_visit(visit_id=visit.pk, actor=house.sw).state == "finalised"


@pytest.mark.django_db
def test_new_kinds_of_visit_count_as_the_engine_knows_them_and_nrpf_as_a_home_visit(house, case):
    for kind in ("assessment", "preparation", "transfer", "handover", "other_authority", "nrpf"):
        visited(house, case, kind=kind, finalised=False)
    # Sorted, because visits of one moment come in any order.
    found = sorted((event.type, event.kind) for event in facts_about([case.pk])[case.pk])
    assert found == [
        ("joint_visit_made", ""),
        ("joint_visit_made", ""),
        ("nrpf_home_visited", ""),
        ("visit_made", "cin"),
        ("visit_made", "cin"),
        *[("visit_made", "joint")] * 3,
        ("visit_made", "nrpf"),
    ]


@pytest.mark.django_db
@pytest.mark.rule("ROC-85")
def test_direct_work_has_its_place_in_the_record_of_every_visit(house, case):
    visit = finalised(house.sw, case, kind="assessment", direct_work="The three houses, drawn")
    told = words(open_page(house.sw, reverse("visits:visit", args=[visit.pk])))
    assert "Direct work The three houses, drawn" in told


@pytest.mark.django_db
def test_a_visit_ends_after_it_begins_also_past_midnight(house, case):
    def sent(end, **changes):
        return send(
            house.sw,
            reverse("visits:record_visit", args=[case.pk]),
            {
                "visited_at_date": "17/3/2026",
                "visited_at_time": "11:30pm",
                "ended_at": end,
                "kind": "cin",
                "location": "home",
                **changes,
            },
        )

    sent("00:30")
    assert Visit.objects.get().ended_at == moment("2026-03-18 00:30")
    assert "longer than 12 hours" in words(sent("11:15pm"))
    assert "must be a time like" in words(sent("later"))
    assert Visit.objects.count() == 1


@pytest.mark.django_db
def test_a_child_who_was_not_seen_was_not_spoken_to(house, case):
    with pytest.raises(BadInput, match="cannot have been spoken to"):
        visited(house, case, seen=False, seen_alone=None, spoken_to=True, finalised=False)


@pytest.mark.django_db
def test_what_the_template_does_not_ask_stays_in_the_record(db):
    hillingdon = build_house("hillingdon")
    with clock.at(moment("2026-03-16")):
        case = allocated(hillingdon)
    visit = visited(hillingdon, case, finalised=False)
    Visit.objects.filter(pk=visit.pk).update(motivational_interviewing="Scaling: from 3 to 5")
    VisitChild.objects.filter(visit=visit).update(lived_experience="Busy")
    address = reverse("visits:edit_visit", args=[visit.pk])
    assert "motivational" not in words(open_page(hillingdon.sw, address))
    answers = {
        "visited_at_date": "18/3/2026",
        "visited_at_time": "3pm",
        "kind": "cin",
        "location": "school",
        "version": visit.version,
    }
    send(hillingdon.sw, address, answers)
    saved = Visit.objects.get()
    assert (saved.location, saved.motivational_interviewing) == ("school", "Scaling: from 3 to 5")
    assert VisitChild.objects.get().lived_experience == "Busy"


@pytest.mark.django_db
@pytest.mark.rule("ROC-128")
def test_a_significant_change_seen_at_a_visit_asks_for_an_early_review(house, case):
    finalised(
        house.sw, case, new_significant_change=True, change_details="A new partner has moved in"
    )
    change = Change.objects.get()
    assert (change.case, change.kind) == (case, "significant_change")
    assert change.note == "A new partner has moved in"
    assert change.happened_on == clock.today()
    assert "Not said yet" in words(
        open_page(house.sw, reverse("cases:circumstances", args=[case.pk]))
    )


@pytest.mark.django_db
def test_a_visit_without_a_significant_change_asks_for_nothing(house, case):
    finalised(house.sw, case, new_significant_change=False)
    assert not Change.objects.exists()
