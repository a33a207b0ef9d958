"""The sentence that says why a date is what it is."""

import pytest

from tests.procedures.cases import due, happened, of

SENTENCES = [
    (
        "hillingdon",
        [happened("visit_made", "2026-04-01")],
        {},
        "visit",
        "Visit due by Wednesday 22 April 2026: 3 weeks after the visit on Wednesday 1 April 2026 "
        "(Hillingdon procedure, HIL-52).",
    ),
    (
        "hillingdon",
        [happened("visit_made", "2026-04-01")],
        {"agreed": {"visit_interval": {"amount": 1, "unit": "weeks"}}},
        "visit",
        "Visit due by Wednesday 8 April 2026: 1 week as agreed for this child, after the visit on "
        "Wednesday 1 April 2026 (Hillingdon procedure, HIL-52).",
    ),
    (
        "bolton",
        [happened("referral_received", "2026-06-01")],
        {},
        "assessment",
        "Assessment due by Monday 3 August 2026: 45 working days after the referral was received "
        "on Monday 1 June 2026 (Working Together to Safeguard Children).",
    ),
    (
        "rochdale",
        [happened("strategy_decided", "2026-05-01T16:30")],
        {},
        "strategy_meeting",
        "Strategy meeting due by 16:30 on Saturday 2 May 2026: 24 hours after the decision to "
        "hold a strategy meeting on Friday 1 May 2026 at 16:30 (Rochdale procedure, ROC-32).",
    ),
    (
        "rochdale",
        [happened("strategy_held", "2026-05-02T11:00")],
        {},
        "strategy_actions",
        "Sharing of the strategy actions due by 11:00 on Saturday 2 May 2026: at once after the "
        "strategy meeting on Saturday 2 May 2026 at 11:00 (Rochdale procedure, ROC-35).",
    ),
    (
        "rochdale",
        [happened("significant_change", "2026-06-01")],
        {},
        "early_review",
        "Early review to be considered: the significant change on Monday 1 June 2026 "
        "(Rochdale procedure, ROC-128, ROC-161).",
    ),
    (
        "rochdale",
        [happened("plan_started", "2026-02-10")],
        {"settings": {"long_plan_clinic_dates": ["2026-10-14"]}},
        "long_plan_clinic",
        "Clinic due by Wednesday 14 October 2026: the first sitting once there were 6 months after "
        "the plan was started on Tuesday 10 February 2026 (Rochdale procedure, ROC-143).",
    ),
]


@pytest.mark.parametrize(("authority", "events", "more", "key", "sentence"), SENTENCES)
def test_a_date_is_explained_in_one_plain_sentence(authority, events, more, key, sentence):
    (obligation,) = of(key, due(authority, *events, **more))
    assert obligation.explanation == sentence
