"""What the procedure has a meeting's record ask besides, and what goes before a manager."""

import pytest
from django.urls import reverse

from alerts.services.deadlines import recompute
from cin.audit.models import AuditEvent
from cin.core.errors import BadInput, NotFound, NotPermitted, NotReady, StepNotAllowed
from desk.selectors.decisions import waiting_for
from meetings.models import ManagerQuestion, Meeting
from meetings.selectors import facts_about, find_meeting
from meetings.services import answer_question, decide_without_meeting, finish_meeting_record
from tests.alerts.telling import open_of
from tests.cases.browsing import open_page, send, words
from tests.meetings.test_pages import about, at, review
from tests.meetings.test_recording import edit, hold
from tests.stories import held, met, supported

pytestmark = pytest.mark.django_db
WITHOUT = {"without_meeting": True, "without_meeting_reason": "Everybody wrote; all agree."}


def missing_from(house, meeting):
    with pytest.raises(NotReady) as refused:
        finish_meeting_record(meeting_id=meeting.pk, actor=house.sw)
    return {blocker.code: blocker for blocker in refused.value.blockers}


def kinds_held(case):
    events = facts_about([case.pk])[case.pk]
    return sorted(event.kind for event in events if event.type == "meeting_held")


def asked_of(user):
    return [waiting.what for waiting in waiting_for(user)]


@pytest.mark.rule("HIL-36", "HIL-72", "HIL-109")
def test_in_hillingdon_every_meeting_says_whether_there_is_drift_and_how_it_was_challenged(
    hillingdon,
):
    case = supported(hillingdon)
    meeting = held(hillingdon, case, kind="review", said={"prompts": {}})
    missing = missing_from(hillingdon, meeting)["prompts"]
    assert missing.cites == ("HIL-36", "HIL-72", "HIL-109")
    prompts = dict.fromkeys(
        [
            "Is there drift?",
            "How was the plan challenged? Is it robust enough to reduce the risks and develop "
            "strengths?",
            "Has every action somebody who does it and a day? Is this written for its purpose, and "
            "for those who will read it?",
        ],
        "The school asked whether one visit a week is enough.",
    )
    meeting = met(hillingdon, case, kind="review", said={"prompts": prompts})
    page = words(open_page(hillingdon.sw, at("meeting", meeting.pk)))
    assert "Is there drift? The school asked whether one visit a week is enough." in page


@pytest.mark.rule("ROC-134", "ROC-140")
def test_in_rochdale_a_meeting_considers_a_family_group_conference_and_no_wrong_door(rochdale):
    case = supported(rochdale)
    answers = review(case, **about(case, next_meeting_time="4pm"), **{"prompt-1": ""})
    answers |= {f"prompt-{number}": "Yes." for number in (2, 3, 4)}
    page = send(rochdale.sw, at("hold_meeting", case.pk, "review"), answers)
    assert "Answer: Was a Family Group Conference considered?" in words(page)
    assert set(page.context["form"].errors) == {"prompt-1"}
    send(rochdale.sw, at("hold_meeting", case.pk, "review"), {**answers, "prompt-1": "Offered."})
    meeting = Meeting.objects.get(kind="review")
    assert meeting.prompts["Was a Family Group Conference considered?"] == "Offered."
    assert meeting.prompts["How was the progress of actions challenged?"] == "Yes."


@pytest.mark.rule("ROC-141")
def test_in_rochdale_the_next_meeting_has_a_day_and_a_time(rochdale):
    case = supported(rochdale)
    meeting = held(rochdale, case, kind="review", next_meeting_time=None)
    assert set(missing_from(rochdale, meeting)) == {"next_meeting_time"}


def test_what_somebody_else_answered_to_a_prompt_stands_beside_its_box(rochdale):
    case = supported(rochdale)
    meeting = held(rochdale, case, kind="review")
    edit_page = at("edit_meeting", meeting.pk)
    seen = meeting.version
    edit(rochdale, meeting, prompts={"Was a Family Group Conference considered?": "Not now."})
    answers = review(case, version=seen, then="later", **{"prompt-1": "Offered."})
    page = send(rochdale.sw, edit_page, answers)
    assert page.context["form"].theirs["prompt-1"] == "Not now."


@pytest.mark.parametrize(
    "slug",
    [
        pytest.param("peterborough", marks=pytest.mark.rule("PET-42")),
        pytest.param("bolton", marks=pytest.mark.rule("BOL-43")),
    ],
)
def test_a_review_without_a_meeting_counts_once_a_manager_agrees(slug, request):
    house = request.getfixturevalue(slug)
    case = supported(house)
    meeting = held(house, case, kind="review", said=WITHOUT)
    blocker = missing_from(house, meeting)["without_meeting"]
    assert blocker.message.startswith("A manager agrees first")
    assert kinds_held(case) == ["initial"]
    recompute([case.pk])
    due = open_of(case, "review").due_on
    assert "Review without a meeting to agree to" in asked_of(house.tm)
    page = at("decide_without_meeting", meeting.pk)
    assert "Everybody wrote; all agree." in words(open_page(house.tm, page))
    send(house.tm, page, {"is_agreed": "yes", "reason": "All agree and he is well."})
    assert kinds_held(case) == ["initial", "review"]
    recompute([case.pk])
    assert open_of(case, "review").due_on >= due
    assert finish_meeting_record(meeting_id=meeting.pk, actor=house.sw).state == "recorded"
    assert "Agreed. Decided by TM of" in words(open_page(house.sw, at("meeting", meeting.pk)))
    assert AuditEvent.objects.filter(action="meetings.decide_without_meeting").count() == 1


def test_a_manager_who_does_not_agree_leaves_the_meeting_due_until_it_is_held(bolton):
    case = supported(bolton)
    meeting = held(bolton, case, kind="review", said=WITHOUT)
    decide(bolton.tm, meeting, is_agreed=False)
    assert kinds_held(case) == ["initial"]
    assert asked_of(bolton.tm) == []
    assert "without_meeting" in missing_from(bolton, meeting)
    page = words(open_page(bolton.sw, at("meeting", meeting.pk)))
    assert "Not agreed, so a meeting is still due" in page
    edit(bolton, meeting, without_meeting=True, without_meeting_reason="The father is abroad.")
    assert "Review without a meeting to agree to" in asked_of(bolton.tm)
    edit(bolton, meeting, without_meeting=False)
    assert kinds_held(case) == ["initial", "review"]


def decide(actor, meeting, **answers):
    usual = {"is_agreed": True, "reason": "All agree.", **answers}
    return decide_without_meeting(meeting_id=meeting.pk, actor=actor, **usual)


def test_only_a_manager_who_did_not_write_it_decides_with_a_reason_and_once(bolton):
    case = supported(bolton)
    meeting = held(bolton, case, kind="review", said=WITHOUT)
    with pytest.raises(NotPermitted, match="Only a manager"):
        decide(bolton.sw2, meeting)
    with pytest.raises(NotFound):
        decide(bolton.tm2, meeting)
    with pytest.raises(BadInput, match="why"):
        decide(bolton.tm, meeting, reason=" ")
    edit(bolton, meeting, actor=bolton.sm, **WITHOUT)
    with pytest.raises(NotPermitted, match="another manager"):
        decide(bolton.sm, meeting)
    decide(bolton.tm, meeting)
    with pytest.raises(StepNotAllowed, match="already"):
        decide(bolton.tm, meeting)
    with pytest.raises(StepNotAllowed, match="nobody"):
        decide(bolton.tm, held(bolton, case, kind="review"))


def test_where_every_review_is_a_meeting_nothing_else_is_offered_or_taken(rochdale):
    case = supported(rochdale)
    page = words(open_page(rochdale.sw, at("hold_meeting", case.pk, "review")))
    assert "without a meeting" not in page
    with pytest.raises(StepNotAllowed, match="every review is a meeting"):
        hold(rochdale, case, **WITHOUT)


def test_a_review_without_a_meeting_says_why(bolton):
    meeting = hold(bolton, supported(bolton), without_meeting=True)
    assert "without_meeting_reason" in missing_from(bolton, meeting)


@pytest.mark.rule("HIL-86", "HIL-96")
def test_what_a_meeting_in_hillingdon_could_not_resolve_goes_before_the_team_manager(hillingdon):
    case = supported(hillingdon)
    met(hillingdon, case, kind="review", said={"unresolved": "Who pays for the taxi to school."})
    assert "Asked by a meeting: what the meeting could not resolve" in asked_of(hillingdon.tm)
    assert asked_of(hillingdon.sw) == []
    question = ManagerQuestion.objects.get()
    page = open_page(hillingdon.tm, at("answer_question", question.pk))
    assert "Who pays for the taxi to school." in words(page)
    assert "strategy" not in words(page)
    send(hillingdon.tm, at("answer_question", question.pk), {"answer": "We pay until Easter."})
    assert "Asked by a meeting: what the meeting could not resolve" not in asked_of(hillingdon.tm)
    record = words(open_page(hillingdon.sw, at("meeting", question.meeting_id)))
    assert "We pay until Easter." in record


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        pytest.param(
            {"outcomes_achieved": False},
            "Asked by a meeting: outcomes are not achieved",
            marks=pytest.mark.rule("PET-60"),
        ),
        pytest.param(
            {"inaction_harm": True},
            "Asked by a meeting: harm from what was not done, taken together",
            marks=pytest.mark.rule("PET-62"),
        ),
    ],
)
def test_in_peterborough_a_manager_considers_a_strategy_meeting(peterborough, answer, what):
    case = supported(peterborough)
    met(peterborough, case, kind="review", **answer)
    (waiting,) = (each for each in waiting_for(peterborough.tm) if each.what == what)
    assert waiting.is_urgent
    question = ManagerQuestion.objects.get()
    page = at("answer_question", question.pk)
    refused = send(peterborough.tm, page, {"answer": "We know too little."})
    assert "strategy_meeting" in refused.context["form"].errors
    done = send(peterborough.tm, page, {"strategy_meeting": "yes", "answer": "He is at risk."})
    assert done.url == reverse("safeguarding:raise_concern", args=[case.pk])
    question.refresh_from_db()
    assert (question.strategy_meeting, question.answered_by) == (True, peterborough.tm)


@pytest.mark.rule("PET-60", "PET-62")
def test_a_review_in_peterborough_must_say_both_and_asks_nobody_when_all_is_well(peterborough):
    case = supported(peterborough)
    meeting = held(peterborough, case, kind="review", outcomes_achieved=None, inaction_harm=None)
    assert set(missing_from(peterborough, meeting)) == {"outcomes_achieved", "inaction_harm"}
    met(peterborough, case, kind="review")
    assert not ManagerQuestion.objects.exists()


def test_a_question_is_answered_once_by_a_manager_in_words(peterborough):
    case = supported(peterborough)
    met(peterborough, case, kind="review", outcomes_achieved=False)
    question = ManagerQuestion.objects.get()
    answer = {"question_id": question.pk, "answer": "Not now.", "strategy_meeting": False}
    with pytest.raises(NotPermitted, match="Only a manager"):
        answer_question(**answer, actor=peterborough.sw)
    with pytest.raises(NotFound):
        answer_question(**answer, actor=peterborough.tm2)
    with pytest.raises(BadInput, match="decide"):
        answer_question(**{**answer, "answer": " "}, actor=peterborough.tm)
    with pytest.raises(BadInput, match="strategy"):
        answer_question(**{**answer, "strategy_meeting": None}, actor=peterborough.tm)
    answer_question(**answer, actor=peterborough.tm)
    with pytest.raises(StepNotAllowed, match="already"):
        answer_question(**answer, actor=peterborough.tm)


def test_a_brothers_question_is_not_shown_to_those_who_may_not_know_of_him(peterborough):
    case = supported(peterborough)
    meeting = met(peterborough, case, kind="review", outcomes_achieved=False)
    found = find_meeting(peterborough.sw, meeting.pk)
    assert found.questions.count() == 1
    assert "Outcomes are not achieved" in words(
        open_page(peterborough.sw, at("meeting", meeting.pk))
    )
    assert open_page(peterborough.sw3, at("meeting", meeting.pk)).status_code == 404
    question = ManagerQuestion.objects.get()
    assert open_page(peterborough.tm2, at("answer_question", question.pk)).status_code == 404
