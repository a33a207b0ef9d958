"""What agencies and authorities disagree about, and who decides."""

from datetime import date

import pytest
from django.urls import reverse

from cin.accounts.models import Role, User
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed
from desk.selectors.decisions import waiting_for
from tests.cases.browsing import open_page, send, words
from tests.stories import allocated
from tests.transfers.test_moves import begun
from transfers.models import Disagreement
from transfers.services.disagreements import (
    DisagreementDetails,
    Outcome,
    StepDetails,
    add_disagreement_step,
    decide_dispute,
    notify_dispute,
    raise_disagreement,
    settle_disagreement,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 18)
DECISION = Outcome(
    outcome="We stay until May.",
    outcome_reason="The child is at school here.",
    took_legal_advice=True,
    legal_advice="The duty is theirs from May.",
    settled_on=TODAY,
)


def raised(house, case, *, move=None, actor=None, **changes):
    details = {
        "with_whom": "Oldham",
        "about": "threshold",
        "our_view": "She needs a plan.",
        "their_view": "She does not.",
        "raised_on": TODAY,
        **changes,
    }
    return raise_disagreement(
        case_id=case.pk,
        actor=actor or house.sw,
        details=DisagreementDetails(**details),
        move_id=move.pk if move else None,
    )


def dispute(house):
    case = allocated(house)
    return raised(house, case, move=begun(house, case))


@pytest.mark.rule("BIR-93")
def test_in_birmingham_the_team_manager_notifies_and_the_head_of_service_decides(birmingham):
    found = dispute(birmingham)
    with pytest.raises(NotPermitted):
        notify_dispute(disagreement_id=found.pk, actor=birmingham.sw)
    notify_dispute(disagreement_id=found.pk, actor=birmingham.tm)
    assert not [row for row in waiting_for(birmingham.sm) if "Dispute" in row.what]
    (waiting,) = [row for row in waiting_for(birmingham.hos) if "Dispute" in row.what]
    assert waiting.by == "TM of Birmingham"
    for nobody in (birmingham.sw, birmingham.tm, birmingham.sm):
        with pytest.raises(NotPermitted):
            decide_dispute(disagreement_id=found.pk, actor=nobody, outcome=DECISION)
    decide_dispute(disagreement_id=found.pk, actor=birmingham.hos, outcome=DECISION)
    page = words(open_page(birmingham.sw, reverse("transfers:disagreement", args=[found.pk])))
    assert "The duty is theirs from May." in page
    assert "Settled" in page


@pytest.mark.rule("HIL-136")
def test_in_hillingdon_the_service_manager_decides_on_a_page(hillingdon):
    case = allocated(hillingdon)
    move = begun(hillingdon, case)
    form = {
        "with_whom": "Oldham's manager",
        "about": "delay",
        "our_view": "Six weeks have gone",
        "their_view": "They have no worker",
        "raised_on": "18/3/2026",
    }
    address = reverse("transfers:raise_dispute", args=[move.pk])
    assert send(hillingdon.sw, address, {**form, "their_view": ""}).status_code == 200
    assert send(hillingdon.sw, address, form).status_code == 302
    found = Disagreement.objects.get()
    assert found.move == move
    notify = reverse("transfers:notify_dispute", args=[found.pk])
    assert open_page(hillingdon.sw, notify).status_code == 403
    assert send(hillingdon.tm, notify, {}).status_code == 302
    decide = reverse("transfers:decide_dispute", args=[found.pk])
    assert open_page(hillingdon.tm, decide).status_code == 403
    answers = {"outcome": "We wait", "outcome_reason": "One week", "settled_on": "18/3/2026"}
    assert "you took legal advice" in words(send(hillingdon.sm, decide, answers))
    assert send(hillingdon.sm, decide, {**answers, "took_legal_advice": "no"}).status_code == 302
    found.refresh_from_db()
    assert (found.settled_by, found.took_legal_advice) == (hillingdon.sm, False)
    assert open_page(hillingdon.sm, decide).status_code == 409


def test_who_raised_a_dispute_or_put_it_forward_does_not_decide_it(hillingdon):
    case = allocated(hillingdon)
    by_them = raised(hillingdon, case, move=begun(hillingdon, case), actor=hillingdon.sm)
    put_forward = raised(hillingdon, case, move=by_them.move)
    notify_dispute(disagreement_id=by_them.pk, actor=hillingdon.tm)
    notify_dispute(disagreement_id=put_forward.pk, actor=hillingdon.sm)
    assert not [row for row in waiting_for(hillingdon.sm) if "Dispute" in row.what]
    for found in (by_them, put_forward):
        with pytest.raises(NotPermitted, match="somebody else must decide"):
            decide_dispute(disagreement_id=found.pk, actor=hillingdon.sm, outcome=DECISION)
        decide = reverse("transfers:decide_dispute", args=[found.pk])
        assert open_page(hillingdon.sm, decide).status_code == 403
    other = User.objects.create_user(
        username="other", name="Other", authority=hillingdon.authority, role=Role.SERVICE_MANAGER
    )
    assert len([row for row in waiting_for(other) if "Dispute" in row.what]) == 2
    for found in (by_them, put_forward):
        decide_dispute(disagreement_id=found.pk, actor=other, outcome=DECISION)


def test_a_decision_gives_its_reasons_and_says_whether_legal_advice_was_taken(hillingdon):
    found = dispute(hillingdon)
    for changes, field in [
        ({"outcome_reason": ""}, "outcome_reason"),
        ({"took_legal_advice": None}, "took_legal_advice"),
        ({"legal_advice": ""}, "legal_advice"),
        ({"outcome": ""}, "outcome"),
        ({"settled_on": date(2026, 3, 1)}, "settled_on"),
    ]:
        outcome = Outcome(**{**DECISION.__dict__, **changes})
        with pytest.raises(BadInput) as refused:
            decide_dispute(disagreement_id=found.pk, actor=hillingdon.sm, outcome=outcome)
        assert refused.value.field == field


@pytest.mark.rule("ROC-163", "ROC-164")
def test_a_challenge_between_agencies_is_escalated_level_by_level(rochdale):
    case = allocated(rochdale)
    address = reverse("transfers:raise_disagreement", args=[case.pk])
    page = words(open_page(rochdale.sw, address))
    assert "No professional has more power than another" in page
    assert "Resolving Professional Differences" in page
    form = {
        "with_whom": "Dr Shah, GP",
        "about": "plan",
        "our_view": "She should be seen",
        "their_view": "It can wait",
        "raised_on": "18/3/2026",
    }
    assert send(rochdale.sw, address, form).status_code == 302
    found = Disagreement.objects.get()
    step = reverse("transfers:add_disagreement_step", args=[found.pk])
    for level in ("practitioners", "managers", "senior", "partnership"):
        answers = {
            "level": level,
            "happened_on": "18/3/2026",
            "who": "SW, Dr Shah",
            "what_came_of_it": f"No agreement of {level}",
        }
        assert send(rochdale.sw, step, answers).status_code == 302
    shown = words(open_page(rochdale.sw, reverse("transfers:disagreement", args=[found.pk])))
    assert "No agreement of partnership" in shown
    settle = reverse("transfers:settle_disagreement", args=[found.pk])
    answers = {"outcome": "Seen on Monday", "settled_on": "18/3/2026"}
    assert send(rochdale.sw, settle, answers).status_code == 302
    with pytest.raises(StepNotAllowed):
        settle_disagreement(disagreement_id=found.pk, actor=rochdale.sw, outcome=DECISION)
    details = StepDetails(level="senior", happened_on=TODAY, who="A", what_came_of_it="B")
    with pytest.raises(StepNotAllowed):
        add_disagreement_step(disagreement_id=found.pk, actor=rochdale.sw, details=details)


def test_a_dispute_and_a_challenge_end_each_in_its_own_way(hillingdon):
    found = dispute(hillingdon)
    with pytest.raises(NotPermitted):
        settle_disagreement(disagreement_id=found.pk, actor=hillingdon.sw, outcome=DECISION)
    other = raised(hillingdon, found.case)
    for act in (
        lambda: notify_dispute(disagreement_id=other.pk, actor=hillingdon.tm),
        lambda: decide_dispute(disagreement_id=other.pk, actor=hillingdon.sm, outcome=DECISION),
    ):
        with pytest.raises(StepNotAllowed):
            act()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"with_whom": ""}, "with_whom"),
        ({"about": "x"}, "about"),
        ({"our_view": " "}, "our_view"),
        ({"their_view": ""}, "their_view"),
        ({"raised_on": date(2026, 3, 19)}, "raised_on"),
    ],
)
def test_both_views_are_recorded(hillingdon, changes, field):
    with pytest.raises(BadInput) as refused:
        raised(hillingdon, allocated(hillingdon), **changes)
    assert refused.value.field == field


def test_nobody_outside_the_team_sees_a_disagreement(hillingdon):
    found = dispute(hillingdon)
    for name in ("disagreement", "add_disagreement_step", "notify_dispute", "decide_dispute"):
        address = reverse(f"transfers:{name}", args=[found.pk])
        assert open_page(hillingdon.sw3, address).status_code == 404
    with pytest.raises(NotFound):
        notify_dispute(disagreement_id=found.pk, actor=hillingdon.tm2)
