"""The one door for change."""

import pytest
from django.db import DatabaseError, connection, transaction

from cases.models import Case
from cin.audit.models import AuditEvent, RecordView
from cin.audit.services import announce, note_view, take_step
from cin.audit.signals import case_changed
from cin.core.errors import ChangedMeanwhile, NotPermitted, StepNotAllowed
from tests.stories import build_house, referred

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return build_house("rochdale")


@pytest.fixture
def case(house):
    return referred(house)


def test_a_step_moves_the_state_and_is_written_down(house, case):
    take_step(case, "accept_referral", actor=house.tm, reason="Threshold met")
    assert Case.objects.get(pk=case.pk).state == "screened"
    event = AuditEvent.objects.filter(case_id=case.pk).first()
    assert (event.action, event.from_state, event.to_state) == (
        "cases.accept_referral",
        "referred",
        "screened",
    )
    assert (event.actor_id, event.reason, event.case_reference) == (
        house.tm.pk,
        "Threshold met",
        case.reference,
    )


def test_a_step_from_another_stage_is_refused_and_nothing_is_written(house, case):
    before = AuditEvent.objects.count()
    with pytest.raises(StepNotAllowed, match="referred"):
        take_step(case, "allocate", actor=house.tm)
    assert AuditEvent.objects.count() == before
    assert Case.objects.get(pk=case.pk).state == "referred"


def test_a_step_one_may_not_take_is_refused_with_its_reason(house, case):
    with pytest.raises(NotPermitted, match="Only a manager can do this"):
        take_step(case, "accept_referral", actor=house.sw)
    assert Case.objects.get(pk=case.pk).state == "referred"


def test_a_manager_of_another_authority_may_not(case):
    stranger = build_house("bolton").tm
    with pytest.raises(NotPermitted, match="another team"):
        take_step(case, "accept_referral", actor=stranger)


def test_a_record_that_somebody_else_moved_is_refused(house, case):
    earlier = Case.objects.get(pk=case.pk)
    take_step(case, "accept_referral", actor=house.tm)
    with pytest.raises(ChangedMeanwhile, match="somebody else"):
        take_step(earlier, "accept_referral", actor=house.tm)


@pytest.mark.django_db(transaction=True)
def test_a_step_outside_a_transaction_is_a_mistake_of_ours(house, case):
    assert not connection.in_atomic_block
    with pytest.raises(RuntimeError, match="transaction"):
        take_step(case, "accept_referral", actor=house.tm)


def test_what_happened_can_be_neither_changed_nor_removed(case):
    event = AuditEvent.objects.filter(case_id=case.pk).first()
    event.reason = "something else"
    with pytest.raises(TypeError, match="append-only"):
        event.save()
    with pytest.raises(TypeError, match="append-only"):
        event.delete()
    with pytest.raises(TypeError, match="append-only"):
        AuditEvent.objects.all().update(reason="something else")
    with pytest.raises(TypeError, match="append-only"):
        AuditEvent.objects.all().delete()


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "change",
    ["UPDATE audit_auditevent SET reason = 'something else'", "DELETE FROM audit_auditevent"],
)
def test_postgresql_itself_refuses_to_change_what_happened(case, change):
    cursor = connection.cursor()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        cursor.execute(change)


def test_opening_a_record_is_written_down(house, case):
    note_view(case=case, viewer=house.sw, page="case")
    view = RecordView.objects.get()
    assert (view.viewer_id, view.case_id, view.page) == (house.sw.pk, case.pk, "case")


def test_the_house_hears_of_a_change_only_once_it_is_committed(
    case, django_capture_on_commit_callbacks
):
    heard = []

    def listen(sender, case_id, **kwargs):
        heard.append(case_id)

    case_changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            announce(case.pk)
            assert heard == []
    finally:
        case_changed.disconnect(listen)
    assert heard == [case.pk]
