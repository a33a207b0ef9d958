"""A published version moves the dates of the open cases, whatever happens to the worker."""

from datetime import date, timedelta

import pytest

from alerts.models import Deadline
from alerts.services import recomputing
from alerts.services.recomputing import carry_on
from alerts.tasks import carry_on_all_recomputing, carry_on_recomputing
from cases.models import Case
from cin.core import clock
from cin.policy.models import Recomputation
from cin.policy.services import publish_draft
from tests.policy.drafting import drafted
from tests.stories import allocated, build_house, moment

LONGER = {"amount": 60, "unit": "working_days"}


def assessment_days() -> set[date]:
    return set(Deadline.objects.filter(key="assessment").values_list("due_on", flat=True))


@pytest.fixture
def changed(house, django_capture_on_commit_callbacks) -> Recomputation:
    """Three cases allocated on 1 May, and a version from 4 May that gives assessments longer."""
    with clock.at(moment("2026-05-01")):
        for _ in range(3):
            with django_capture_on_commit_callbacks(execute=True):
                allocated(house)
    with clock.at(moment("2026-05-05")):
        draft = drafted(house, on=clock.today(), to_open=True, assessment_max=LONGER)
        publish_draft(actor=house.sm, read_version=draft.version)
    return Recomputation.objects.get()


def test_every_open_case_gets_its_new_date_and_the_row_says_how_many(changed):
    before = assessment_days()
    with clock.at(moment("2026-05-05")):
        assert carry_on_recomputing(changed.pk) is True
    assert len(before) == len(assessment_days()) == 1
    assert assessment_days().pop() - before.pop() > timedelta(days=14)
    changed.refresh_from_db()
    assert (changed.done, changed.total, changed.unclear) == (3, 3, 0)
    assert changed.finished_at == moment("2026-05-05")


def test_a_worker_killed_in_the_middle_loses_nothing_and_doubles_nothing(changed, monkeypatch):
    monkeypatch.setattr(recomputing, "BATCH", 1)
    true_recompute, asked = recomputing.recompute, []

    def killed_at_the_second(case_ids):
        asked.append(list(case_ids))
        if len(asked) == 2:
            raise KeyboardInterrupt
        return true_recompute(case_ids)

    monkeypatch.setattr(recomputing, "recompute", killed_at_the_second)
    with clock.at(moment("2026-05-05")):
        with pytest.raises(KeyboardInterrupt):
            carry_on(changed.pk)
        changed.refresh_from_db()
        assert (changed.done, changed.total, changed.finished_at) == (1, 3, None)
        assert len(assessment_days()) == 2
        assert carry_on_all_recomputing() == 1
    changed.refresh_from_db()
    assert (changed.done, changed.total) == (3, 3)
    assert len(assessment_days()) == 1
    cases = list(Case.objects.order_by("pk").values_list("pk", flat=True))
    assert [each for batch in asked for each in batch] == [cases[0], cases[1], cases[1], cases[2]]


def test_a_second_run_of_the_same_task_does_nothing(changed):
    with clock.at(moment("2026-05-05")):
        carry_on(changed.pk)
        written = list(Deadline.objects.order_by("pk").values_list("pk", "updated_at"))
        assert carry_on(changed.pk) is True
    assert list(Deadline.objects.order_by("pk").values_list("pk", "updated_at")) == written
    changed.refresh_from_db()
    assert changed.done == 3


def test_a_case_whose_dates_cannot_be_worked_out_keeps_them_and_is_counted(changed, monkeypatch):
    first = Case.objects.order_by("pk").first()
    kept = Deadline.objects.get(case=first, key="assessment").due_on

    def unclear(case_ids):
        raise recomputing.CannotTell({first.pk: ValueError("the calendar ends")})

    monkeypatch.setattr(recomputing, "recompute", unclear)
    carry_on(changed.pk)
    changed.refresh_from_db()
    assert (changed.done, changed.unclear) == (3, 1)
    assert Deadline.objects.get(case=first, key="assessment").due_on == kept


def test_another_authority_is_left_alone(changed, django_capture_on_commit_callbacks):
    neighbour = build_house("bolton")
    with clock.at(moment("2026-05-01")), django_capture_on_commit_callbacks(execute=True):
        theirs = allocated(neighbour)
    written = list(Deadline.objects.filter(case=theirs).values_list("pk", "updated_at"))
    carry_on(changed.pk)
    assert list(Deadline.objects.filter(case=theirs).values_list("pk", "updated_at")) == written
    assert Recomputation.objects.get().done == 3


def test_publishing_sends_the_work_to_the_queue(
    house, monkeypatch, django_capture_on_commit_callbacks
):
    sent = []
    monkeypatch.setattr(carry_on_recomputing, "delay", sent.append)
    draft = drafted(house, assessment_max=LONGER)
    with django_capture_on_commit_callbacks(execute=True):
        publish_draft(actor=house.sm, read_version=draft.version)
    assert sent == [Recomputation.objects.get().pk]


def test_a_queue_that_does_not_answer_leaves_the_work_to_be_found(
    house, monkeypatch, django_capture_on_commit_callbacks
):
    def refuse(_number):
        raise OSError("nobody answers")

    monkeypatch.setattr(carry_on_recomputing, "delay", refuse)
    draft = drafted(house, assessment_max=LONGER)
    with django_capture_on_commit_callbacks(execute=True):
        version = publish_draft(actor=house.sm, read_version=draft.version)
    assert version.pk
    assert carry_on_all_recomputing() == 1
