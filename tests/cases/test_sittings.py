"""Who arranged and chaired the review of a long plan, a clinic or a panel, and who came."""

import pytest

from cases.models import Oversight
from cases.services.oversight import OversightDetails
from cin.core import clock
from cin.core.errors import BadInput
from tests.cases.browsing import open_page, send, words
from tests.cases.test_oversight import answers, decided, page
from tests.stories import build_house, moment, supported

pytestmark = pytest.mark.django_db
PROGRESS = {"plan_progressing": "yes", "outcomes_improving": "yes"}


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def note_page(note):
    return f"/notes/{note.note_id}/"


@pytest.mark.parametrize(
    ("slug", "kind", "chair"),
    [
        pytest.param(
            "peterborough",
            "long_plan_review",
            "responsible_team_manager",
            marks=pytest.mark.rule("PET-46"),
        ),
        pytest.param("bolton", "long_plan_review", "iro", marks=pytest.mark.rule("BOL-47")),
        pytest.param(
            "birmingham",
            "long_plan_review",
            "team_manager",
            marks=pytest.mark.rule("BIR-64", "BIR-111"),
        ),
        pytest.param("rochdale", "clinic", "service_manager", marks=pytest.mark.rule("ROC-143")),
        pytest.param("hillingdon", "panel", "head_of_service", marks=pytest.mark.rule("HIL-111")),
    ],
)
def test_only_whom_the_procedure_names_chairs_it(slug, kind, chair):
    house = build_house(slug)
    case = supported(house)
    unsaid = {"chair_name": "", "chair_role": chair}
    with pytest.raises(BadInput, match="who chaired"):
        decided(house, case, kind, **unsaid)
    with pytest.raises(BadInput, match="chaired by") as refused:
        decided(house, case, kind, chair_name="Sam", chair_role="social_worker")
    assert refused.value.field == "chair_role"
    decided(house, case, kind, chair_name="Ada", chair_role=chair)
    assert Oversight.objects.get().chair_name == "Ada"


@pytest.mark.rule("BIR-64")
def test_the_review_of_a_long_plan_says_who_arranged_and_chaired_it():
    house = build_house("birmingham")
    case = supported(house)
    typed = {**answers(), **PROGRESS, "arranged_by": "Tom Manager", "chair_name": "Tom Manager"}
    send(house.tm, page(case, "long_plan_review"), {**typed, "chair_role": "team_manager"})
    read = words(open_page(house.sw, note_page(Oversight.objects.get())))
    assert "Arranged by Tom Manager" in read
    assert "Chaired by Tom Manager, team manager" in read


@pytest.mark.rule("BOL-47")
def test_in_bolton_it_says_whether_a_reviewing_officer_was_asked():
    house = build_house("bolton")
    case = supported(house)
    typed = {**answers(), **PROGRESS, "arranged_by": "Tom", "chair_name": "Ina", "iro_asked": "yes"}
    send(house.tm, page(case, "long_plan_review"), {**typed, "chair_role": "iro"})
    read = words(open_page(house.sw, note_page(Oversight.objects.get())))
    assert "Reviewing officer asked to chair Yes" in read
    assert "Chaired by Ina, independent reviewing officer" in read


@pytest.mark.rule("HIL-111", "HIL-113", "HIL-114", "HIL-116", "HIL-117")
def test_a_panel_in_hillingdon_has_its_chair_members_presenter_and_outcome():
    house = build_house("hillingdon")
    case = supported(house)
    typed = {
        **answers(),
        **PROGRESS,
        "chair_name": "Ada Head",
        "chair_role": "head_of_service",
        "members": ["Health", "Early Help"],
    }
    refused = send(house.tm, page(case, "panel"), typed)
    assert {"presented_by", "outcome"} <= set(refused.context["form"].errors)
    more = {"presented_by": "manager", "outcome": "continue_cin"}
    drifting = send(house.tm, page(case, "panel"), {**typed, **more, **dict.fromkeys(PROGRESS, "")})
    assert set(drifting.context["form"].errors) == set(PROGRESS)
    send(house.tm, page(case, "panel"), {**typed, **more})
    read = words(open_page(house.sw, note_page(Oversight.objects.get())))
    assert "Presented by The responsible manager" in read
    assert "Members who came Health, Early Help" in read
    assert "Members who did not come Children's Social Care" in read
    assert "Outcome Continues to be a child in need" in read


def test_a_supervision_asks_for_no_chair():
    house = build_house("rochdale")
    case = supported(house)
    assert "Who chaired it?" not in words(open_page(house.tm, page(case)))
    assert OversightDetails.__dataclass_fields__["chair_name"].default == ""
