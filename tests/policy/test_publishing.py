"""A version is written by one person and published by another, and only as it was read."""

from datetime import timedelta

import pytest

from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.errors import BadInput, ChangedMeanwhile, NotPermitted, StepNotAllowed
from cin.policy.models import ProcedureDraft, ProcedureVersion, Recomputation
from cin.policy.selectors import procedure_in_force
from cin.policy.services import (
    begin_draft,
    change_setting,
    describe_draft,
    discard_draft,
    publish_draft,
    put_back_setting,
)
from tests.policy.drafting import FOUR_WEEKS, drafted, second_admin
from tests.stories import build_house, moment


def test_a_published_draft_is_in_force_from_its_first_day(house):
    with clock.at(moment("2026-05-01")):
        draft = drafted(house, visit_interval_max=FOUR_WEEKS)
        version = publish_draft(actor=house.sm, read_version=draft.version)
        today, tomorrow = clock.today(), clock.today() + timedelta(days=1)
    assert (version.number, version.drafted_by, version.published_by) == (2, house.admin, house.sm)
    authority_id = house.authority.pk
    assert str(procedure_in_force(authority_id, today).get("visit_interval_max")) == "3 weeks"
    assert str(procedure_in_force(authority_id, tomorrow).get("visit_interval_max")) == "4 weeks"
    assert not ProcedureDraft.objects.exists()


def test_publishing_asks_for_every_date_to_be_worked_out_again(house):
    draft = drafted(house, visit_interval_max=FOUR_WEEKS)
    publish_draft(actor=house.sm, read_version=draft.version)
    row = Recomputation.objects.get()
    assert (row.authority, row.finished_at) == (house.authority, None)
    assert row.cause == "Version 2 of the procedure"


def test_nobody_publishes_a_draft_that_they_wrote_any_part_of(house):
    other = second_admin(house)
    draft = drafted(house, visit_interval_max=FOUR_WEEKS)
    with pytest.raises(NotPermitted, match="somebody else must publish"):
        publish_draft(actor=house.admin, read_version=draft.version)
    draft = change_setting(
        actor=other, name="plan_label", value="Our plan", seen_version=draft.version
    )
    with pytest.raises(NotPermitted, match="somebody else must publish"):
        publish_draft(actor=other, read_version=draft.version)
    assert publish_draft(actor=house.sm, read_version=draft.version).number == 2


def test_a_second_administrator_who_wrote_nothing_publishes(house):
    draft = drafted(house, visit_interval_max=FOUR_WEEKS)
    other = second_admin(house)
    assert publish_draft(actor=other, read_version=draft.version).published_by == other


@pytest.mark.parametrize("person", ["sw", "tm"])
def test_neither_a_social_worker_nor_a_team_manager_writes_or_publishes(house, person):
    who = house.people[person]
    with pytest.raises(NotPermitted):
        begin_draft(actor=who)
    draft = drafted(house, visit_interval_max=FOUR_WEEKS)
    with pytest.raises(NotPermitted):
        publish_draft(actor=who, read_version=draft.version)


def test_a_service_manager_writes_nothing(house):
    with pytest.raises(NotPermitted, match="Only a procedure administrator"):
        begin_draft(actor=house.sm)


def test_another_authority_has_no_part_in_a_draft(house):
    neighbour = build_house("bolton")
    draft = drafted(house, visit_interval_max=FOUR_WEEKS)
    with pytest.raises(StepNotAllowed):
        publish_draft(actor=neighbour.sm, read_version=draft.version)
    assert ProcedureVersion.objects.count() == 2


def test_a_draft_that_changed_after_it_was_read_is_not_published(house):
    draft = drafted(house, visit_interval_max=FOUR_WEEKS)
    read = draft.version
    change_setting(actor=house.admin, name="plan_label", value="Our plan", seen_version=read)
    with pytest.raises(ChangedMeanwhile):
        publish_draft(actor=house.sm, read_version=read)
    assert ProcedureVersion.objects.count() == 1


def test_a_change_to_a_draft_that_somebody_else_changed_is_not_lost_but_asked_again(house):
    draft = drafted(house, visit_interval_max=FOUR_WEEKS)
    with pytest.raises(ChangedMeanwhile) as refused:
        put_back_setting(
            actor=house.admin, name="visit_interval_max", seen_version=draft.version - 1
        )
    assert refused.value.version == draft.version


def test_a_draft_without_a_day_or_without_a_change_is_not_published(house):
    draft = begin_draft(actor=house.admin)
    with pytest.raises(StepNotAllowed, match="no first day"):
        publish_draft(actor=house.sm, read_version=draft.version)
    discard_draft(actor=house.admin, read_version=draft.version)
    draft = drafted(house)
    with pytest.raises(StepNotAllowed, match="changes no setting"):
        publish_draft(actor=house.sm, read_version=draft.version)


def test_working_hours_in_which_nobody_would_ever_be_told_are_not_published(house):
    draft = drafted(house, alert_hour_from=18, alert_hour_until=8)
    with pytest.raises(StepNotAllowed, match="begin at 18 and end at 8, so nobody would"):
        publish_draft(actor=house.sm, read_version=draft.version)
    draft = change_setting(
        actor=house.admin, name="alert_times", value="any_time", seen_version=draft.version
    )
    assert publish_draft(actor=house.sm, read_version=draft.version).number == 2


def test_a_first_day_that_passed_while_the_draft_waited_is_refused(house):
    with clock.at(moment("2026-05-01")):
        draft = drafted(house, visit_interval_max=FOUR_WEEKS)
    with clock.at(moment("2026-05-03")), pytest.raises(BadInput, match="has passed"):
        publish_draft(actor=house.sm, read_version=draft.version)


def test_a_version_never_begins_before_the_one_in_front_of_it(house):
    with clock.at(moment("2026-05-01")):
        first = drafted(house, on=clock.today() + timedelta(30), visit_interval_max=FOUR_WEEKS)
        publish_draft(actor=house.sm, read_version=first.version)
        with pytest.raises(BadInput, match="Version 2 begins on 31 May 2026"):
            drafted(house, on=clock.today() + timedelta(29), plan_label="Our plan")


def test_the_next_draft_begins_with_what_the_last_version_changed(house):
    draft = drafted(house, visit_interval_max=FOUR_WEEKS)
    publish_draft(actor=house.sm, read_version=draft.version)
    assert begin_draft(actor=house.admin).departures == {"visit_interval_max": FOUR_WEEKS}


def test_two_drafts_at_once_are_refused(house):
    begin_draft(actor=house.admin)
    with pytest.raises(StepNotAllowed, match="exists already"):
        begin_draft(actor=second_admin(house))


def test_a_value_equal_to_the_published_text_is_no_departure(house):
    draft = drafted(house, visit_interval_max=FOUR_WEEKS)
    back = change_setting(
        actor=house.admin,
        name="visit_interval_max",
        value={"amount": 3, "unit": "weeks"},
        seen_version=draft.version,
    )
    assert back.departures == {}


def test_what_a_setting_cannot_be_is_refused_in_a_sentence(house):
    draft = begin_draft(actor=house.admin)
    for name, value in [
        ("visit_interval_max", {"amount": -1, "unit": "weeks"}),
        ("working_weekdays", []),
        ("school_age_range", [16, 5]),
        ("plan_label", ""),
        ("followup_meeting_window", {"from": 4}),
        ("visit_interval_by_cohort", {"fallback": "agreed_by_manager"}),
        ("visit_interval_by_cohort", {"disabled": {"exception_roles": ["nobody"]}}),
    ]:
        with pytest.raises(BadInput) as refused:
            change_setting(actor=house.admin, name=name, value=value, seen_version=draft.version)
        assert refused.value.field == "value"
        assert not refused.value.message.startswith("setting")
    assert ProcedureDraft.objects.get().departures == {}


def test_every_step_on_a_draft_is_written_in_the_book(house):
    draft = drafted(house, visit_interval_max=FOUR_WEEKS)
    publish_draft(actor=house.sm, read_version=draft.version)
    actions = list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))
    assert actions == [
        "policy.begin_draft",
        "policy.change_draft",
        "policy.change_draft",
        "policy.publish",
    ]
    last = AuditEvent.objects.order_by("pk").last()
    assert last.details["departures"] == {"visit_interval_max": FOUR_WEEKS}


def test_a_description_refuses_a_day_that_has_passed(house):
    draft = begin_draft(actor=house.admin)
    with pytest.raises(BadInput, match="has passed"):
        describe_draft(
            actor=house.admin,
            effective_from=clock.today() - timedelta(1),
            applies_to_open_events=False,
            reason="Late",
            seen_version=draft.version,
        )
