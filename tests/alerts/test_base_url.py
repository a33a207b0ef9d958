"""Where the links in mail lead."""

import pytest

from config.environment import WrongSetting, read_environment
from tests.commands.test_environment import PRODUCTION, SECRET

TEST = {"CIN_MODE": "test", "CIN_SECRET_KEY": SECRET}


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({}, "https://cin.example.gov.uk"),
        ({"CIN_ALLOWED_HOSTS": ".example.gov.uk"}, "https://example.gov.uk"),
        ({"CIN_BASE_URL": "https://childreninneed.gov.uk/"}, "https://childreninneed.gov.uk"),
    ],
)
def test_links_in_production_lead_to_what_is_named_or_else_to_the_first_host(given, read):
    assert read_environment({**PRODUCTION, **given}).base_url == read


def test_links_of_a_demonstration_lead_to_this_machine():
    assert read_environment(TEST).base_url == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    "wrong", ["http://cin.example.gov.uk", "cin.example.gov.uk", "https://", "https://a.uk/?x=1"]
)
def test_an_address_nobody_can_open_is_refused_by_name(wrong):
    with pytest.raises(WrongSetting, match="CIN_BASE_URL"):
        read_environment({**PRODUCTION, "CIN_BASE_URL": wrong})
