"""Writing an authority's procedure: adopting, drafting and publishing it."""

from cin.policy.services.adopting import adopt_preset
from cin.policy.services.bank_holidays import load_bank_holidays
from cin.policy.services.calendar import add_day_off, remove_day_off
from cin.policy.services.drafts import (
    begin_draft,
    change_setting,
    describe_draft,
    discard_draft,
    fill_draft,
    put_back_setting,
)
from cin.policy.services.publishing import (
    ask_for_versions_that_begin,
    ask_recomputation,
    publish_draft,
)

__all__ = [
    "add_day_off",
    "adopt_preset",
    "ask_for_versions_that_begin",
    "ask_recomputation",
    "begin_draft",
    "change_setting",
    "describe_draft",
    "discard_draft",
    "fill_draft",
    "load_bank_holidays",
    "publish_draft",
    "put_back_setting",
    "remove_day_off",
]
