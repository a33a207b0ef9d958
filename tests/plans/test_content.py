"""What a plan contains beyond its texts: needs, services, lead professional, further questions."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Person
from cin.core.errors import NotReady
from cin.procedures.book import preset
from plans.models import PlanVersion
from plans.selectors import version_in_force
from plans.services import (
    ActionDetails,
    NeedDetails,
    ServiceDetails,
    amend_plan,
    approve_plan,
    submit_plan,
    write_plan,
)
from plans.services.texts import PlanText
from tests.cases.browsing import open_page, send, words
from tests.planned import decided_by, need_of_school, plan_changed
from tests.stories import (
    approved,
    assessing,
    build_house,
    met,
    plan_drafted,
    plan_submitted,
    supported,
)

pytestmark = pytest.mark.django_db
SCHOOL, HEALTH = "Education and learning", "Health"
TWO_NEEDS = [
    NeedDetails(area=SCHOOL, need="Lessons", outcome="At school", strategy="Walk together"),
    NeedDetails(area=HEALTH, need="Sleep", outcome="Rested", strategy="Bed at nine"),
]


def page_of(house, version, name="plan"):
    return words(open_page(house.sw, reverse(f"plans:{name}", args=[version.pk])))


def lacks(house, version):
    """Give what stops a version from being submitted: code, message and rules."""
    try:
        submit_plan(version_id=version.pk, actor=house.sw)
    except NotReady as refused:
        return refused.blockers
    return []


def codes(house, version):
    return [blocker.code for blocker in lacks(house, version)]


def drafted(house, **text):
    return plan_drafted(house, approved(house).case, **text)


STRATEGIC = [
    pytest.param("peterborough", marks=pytest.mark.rule("PET-21", "PET-23")),
    pytest.param("bolton", marks=pytest.mark.rule("BOL-23", "BOL-25")),
    pytest.param("hillingdon", marks=pytest.mark.rule("HIL-77", "HIL-79")),
    pytest.param("birmingham", marks=pytest.mark.rule("BIR-34", "BIR-36")),
]


@pytest.mark.parametrize("slug", STRATEGIC)
@pytest.mark.parametrize("missing", ["need", "outcome", "strategy"])
def test_each_need_says_what_will_be_different_and_how(slug, missing):
    house = build_house(slug)
    whole = {"need": "Lessons", "outcome": "At school", "strategy": "Walk together"}
    version = drafted(house, needs=[NeedDetails(**{**whole, missing: " "}), *TWO_NEEDS[1:]])
    assert "needs" in codes(house, version)


@pytest.mark.rule("BOL-05", "BIR-19")
def test_with_several_needs_each_action_says_which_it_is_for(bolton):
    version = drafted(bolton, needs=TWO_NEEDS)
    found = [each.message for each in lacks(bolton, version)]
    assert found == ["Say which need “Walk to school together” is for"]
    version.actions.update(area=SCHOOL)
    assert lacks(bolton, version) == []
    page = page_of(bolton, version)
    assert page.index("Walk to school together") < page.index("Bed at nine")


@pytest.mark.parametrize(
    "slug",
    [
        pytest.param("peterborough", marks=pytest.mark.rule("PET-19")),
        pytest.param("bolton", marks=pytest.mark.rule("BOL-22")),
        pytest.param("birmingham", marks=pytest.mark.rule("BIR-32")),
        pytest.param("rochdale", marks=pytest.mark.rule("ROC-118")),
        "hillingdon",
    ],
)
def test_a_plan_names_services_and_who_provides_them(slug):
    house = build_house(slug)
    case = assessing(house).case if slug == "rochdale" else approved(house).case
    version = plan_drafted(house, case, services=[])
    assert codes(house, version) == ["services"]
    write(house, version, services=[ServiceDetails(name="Grandmother", provider="Family")])
    assert codes(house, version) == []
    assert "Grandmother, Family" in page_of(house, version)


def write(house, version, **changes):
    """Write a draft again with something changed."""
    version.refresh_from_db()
    from_before = {
        name: getattr(version, name)
        for name in PlanText.__dataclass_fields__
        if name not in {"needs", "services"}
    }
    text = {**from_before, "needs": [need_of_school()], **changes}
    return write_plan(
        version_id=version.pk,
        actor=house.sw,
        seen_version=version.version,
        text=PlanText(**text),
        actions=[ActionDetails(what="Walk", owner="Mary", owner_kind="family", due_on=SOON)],
    )


SOON = date(2026, 4, 20)


@pytest.mark.parametrize(
    "slug",
    [
        pytest.param("peterborough", marks=pytest.mark.rule("PET-26")),
        pytest.param("bolton", marks=pytest.mark.rule("BOL-28")),
        pytest.param("birmingham", marks=pytest.mark.rule("BIR-38")),
        pytest.param("hillingdon", marks=pytest.mark.rule("HIL-82")),
    ],
)
def test_a_service_that_is_scarce_is_pointed_out_with_the_reason_and_stops_nothing(slug):
    house = build_house(slug)
    scarce = ServiceDetails(name="Therapy", availability="waiting")
    version = drafted(house, services=[scarce])
    assert "“Therapy” has a waiting list. Say why" in page_of(house, version)
    reasoned = ServiceDetails(name="Therapy", availability="scarce", scarce_reason="School helps.")
    write(house, version, services=[reasoned])
    assert "“Therapy” is known to be scarce. School helps." in page_of(house, version, "write_plan")
    assert codes(house, version) == []


@pytest.mark.parametrize(
    "slug",
    [
        pytest.param("bolton", marks=pytest.mark.rule("BOL-05", "BOL-22", "BOL-27")),
        pytest.param("hillingdon", marks=pytest.mark.rule("HIL-73", "HIL-81")),
        pytest.param("rochdale", marks=pytest.mark.rule("ROC-119")),
        pytest.param("peterborough", marks=pytest.mark.rule("PET-25")),
        pytest.param("birmingham", marks=pytest.mark.rule("BIR-37")),
    ],
)
def test_the_actions_are_checked_against_the_authoritys_meaning_of_smart(slug):
    house = build_house(slug)
    case = assessing(house).case if slug == "rochdale" else approved(house).case
    version = plan_drafted(house, case, smart=[])
    (blocker,) = lacks(house, version)
    meant = preset(slug).get("smart_definition")
    assert blocker.code == "smart"
    assert set(blocker.cites) == set(preset(slug).cites_for("smart_definition"))
    assert all(word in blocker.message for word in meant.values())
    assert all(word in page_of(house, version, "write_plan") for word in meant.values())


@pytest.mark.rule("PET-25", "BOL-27", "BIR-37", "HIL-81")
def test_a_day_that_is_past_or_before_the_plan_is_pointed_out(bolton):
    case = supported(bolton)
    version = plan_changed(bolton, case)
    version.actions.update(due_on=date(2026, 3, 2))
    page = page_of(bolton, version, "write_plan")
    assert "“Walk to school together” is to be done by" in page
    assert "2 March 2026, which is before the plan begins." in page
    first = plan_drafted(bolton, approved(bolton).case)
    first.actions.update(due_on=date(2026, 3, 17))
    assert "17 March 2026, which is past." in page_of(bolton, first)
    assert codes(bolton, first) == []


@pytest.mark.parametrize(
    "slug",
    [
        pytest.param("peterborough", marks=pytest.mark.rule("PET-18")),
        pytest.param("bolton", marks=pytest.mark.rule("BOL-29")),
    ],
)
def test_the_plan_names_its_lead_professional(slug):
    house = build_house(slug)
    version = drafted(house, lead_professional="")
    assert codes(house, version) == ["lead_professional"]
    whole = drafted(house)
    assert whole.lead_professional == f"{house.sw.name}, social worker"
    assert f"Lead professional {house.sw.name}, social worker" in page_of(house, whole)


FURTHER = [
    pytest.param("peterborough", marks=pytest.mark.rule("PET-27", "PET-29")),
    pytest.param("bolton", marks=pytest.mark.rule("BOL-29", "BOL-32")),
    pytest.param("hillingdon", marks=pytest.mark.rule("HIL-84")),
    pytest.param(
        "birmingham", marks=pytest.mark.rule("BIR-09", "BIR-26", "BIR-34", "BIR-41", "BIR-42")
    ),
    pytest.param("rochdale", marks=pytest.mark.rule("ROC-120", "ROC-122", "ROC-135")),
]


@pytest.mark.parametrize("slug", FURTHER)
def test_each_authority_asks_its_own_questions_and_shows_the_answers(slug):
    house = build_house(slug)
    case = assessing(house).case if slug == "rochdale" else approved(house).case
    whole = plan_drafted(house, case)
    asked = [
        each
        for each in preset(slug).get("plan_sections")
        if each["code"] not in {"education", "proportionate", "young_carer"}
    ]
    read, form = page_of(house, whole), page_of(house, whole, "write_plan")
    for each in asked:
        assert each["title"] in read
        assert each["title"] in form
    emptied = write(
        house,
        whole,
        strengths="",
        exit_plan="",
        contingency="",
        sections={each["code"]: "" for each in asked},
        services=[ServiceDetails(name="Breakfast club")],
    )
    missing = codes(house, emptied)
    boxes = {"strengths", "contingency", "exit_plan"}
    for each in asked:
        assert (each["code"] if each["code"] in boxes else f"section_{each['code']}") in missing


@pytest.mark.rule("BIR-13")
def test_in_birmingham_a_plan_waits_for_its_strengths(birmingham, bolton):
    assert codes(birmingham, drafted(birmingham, strengths="")) == ["strengths"]
    assert codes(bolton, drafted(bolton, strengths="")) == []


@pytest.mark.rule("BIR-18", "BIR-36")
def test_in_birmingham_a_plan_waits_for_an_action_of_the_familys_own(birmingham, bolton):
    for house, wanted in ((birmingham, ["actions"]), (bolton, [])):
        version = drafted(house)
        version.actions.update(owner_kind="professional")
        assert "No action is the family's own." in page_of(house, version)
        assert codes(house, version) == wanted


@pytest.mark.rule("ROC-121")
def test_rochdale_asks_for_school_where_there_is_a_worry_about_it(rochdale):
    case = assessing(rochdale).case
    version = plan_drafted(rochdale, case)
    assert "What will be done about school" not in page_of(rochdale, version, "write_plan")
    Person.objects.filter(pk=case.child_id).update(may_be_excluded=True)
    assert "What will be done about school" in page_of(rochdale, version, "write_plan")
    assert codes(rochdale, version) == ["section_education"]


@pytest.mark.rule("BIR-15", "BIR-35")
def test_in_birmingham_the_manager_confirms_that_the_plan_is_proportionate(birmingham):
    case = approved(birmingham).case
    version = plan_submitted(birmingham, case)
    met(birmingham, case)
    version.refresh_from_db()
    address = reverse("plans:decide_plan", args=[version.pk])
    assert "Level of need Right Help Right Time" in words(open_page(birmingham.tm, address))
    answers = {"decision": "agree", "version": version.version, "comment": "It is enough."}
    page = send(birmingham.tm, address, answers)
    assert "Confirm this, or return the plan" in words(page)
    statements = preset("birmingham").get("plan_approval_checks")
    send(birmingham.tm, address, {**answers, "confirmed": list(statements)})
    assert version_in_force(case).confirmed == list(statements)
    assert f"The manager confirmed {statements[0]}" in page_of(birmingham, version)


def test_what_is_not_to_be_confirmed_elsewhere_is_not_kept(rochdale):
    version = PlanVersion.objects.get(case=approved(rochdale).case)
    approve_plan(**{**decided_by(rochdale, version), "confirmed": ["Made up"]})
    version.refresh_from_db()
    assert version.confirmed == []


@pytest.mark.parametrize(
    "slug",
    [
        pytest.param("peterborough", marks=pytest.mark.rule("PET-32")),
        pytest.param("bolton", marks=pytest.mark.rule("BOL-35")),
        pytest.param("birmingham", marks=pytest.mark.rule("BIR-52")),
        pytest.param("hillingdon", marks=pytest.mark.rule("HIL-91")),
    ],
)
def test_a_small_change_says_with_whom_it_was_talked_over(slug):
    house = build_house(slug)
    case = supported(house)
    who = preset(slug).get("plan_small_change_talked_over")
    version = plan_changed(house, case, "minor", talked_over_with=[who[0]])
    (blocker,) = lacks(house, version)
    assert blocker.code == "talked_over"
    assert who[1] in blocker.message
    write(
        house,
        version,
        talked_over_with=[who[0]],
        talked_over="She is two years old.",
        services=[ServiceDetails(name="Club")],
    )
    assert f"talked over with {who[0]}. She is two years old." in page_of(house, version)
    assert codes(house, version) == []


def test_a_review_is_not_asked_with_whom_it_was_talked_over(bolton):
    version = plan_changed(bolton, supported(bolton), "review")
    assert "With whom did you talk this change over?" not in page_of(bolton, version, "write_plan")


def test_a_plan_from_before_keeps_its_one_text_and_its_change_begins_with_a_need(bolton):
    case = supported(bolton)
    old = version_in_force(case)
    old.needs.all().delete()
    PlanVersion.objects.filter(pk=old.pk).update(outcomes="Warm, fed and at school.")
    assert "Warm, fed and at school." in page_of(bolton, old)
    new = amend_plan(case_id=case.pk, actor=bolton.sw, kind="review")
    page = open_page(bolton.sw, reverse("plans:write_plan", args=[new.pk]))
    (first, *_) = page.context["form"]["needs"].rows.forms
    assert first["outcome"].value() == "Warm, fed and at school."
    assert codes(bolton, new) == ["needs"]


def test_what_a_question_was_called_stays_with_the_answer(bolton):
    version = drafted(bolton)
    titles = {**version.section_titles, "progress": "How we shall know"}
    PlanVersion.objects.filter(pk=version.pk).update(section_titles=titles)
    assert "How we shall know" in page_of(bolton, version)


def test_somebody_elses_answers_and_rows_are_shown_beside_ones_own(bolton):
    version = drafted(bolton)
    write(
        bolton,
        version,
        services=[ServiceDetails(name="Their service")],
        sections={**version.sections, "progress": "Their measure"},
    )
    mine = {"section_progress": "My measure", "services-0-name": "My service"}
    stale = {**mine, "version": version.version - 1, "then": "later"}
    page = send(bolton.sw, reverse("plans:write_plan", args=[version.pk]), stale)
    for text in ("Their measure", "My measure", "Their service", "My service"):
        assert text in page.content.decode()
