"""The environment is read by name, and refused by name."""

import os
import subprocess
import sys

import pytest

from config.environment import (
    SHORTEST_SECRET,
    Mode,
    WrongSetting,
    database_settings,
    mail_settings,
    read_environment,
)
from tests.architecture.source import ROOT

SECRET = "s" * SHORTEST_SECRET
PRODUCTION = {
    "CIN_MODE": "production",
    "CIN_SECRET_KEY": SECRET,
    "CIN_DATABASE_URL": "postgresql://cin:hidden@database/cin",
    "CIN_BROKER_URL": "redis://queue/0",
    "CIN_ALLOWED_HOSTS": "cin.example.gov.uk, cin2.example.gov.uk",
    "CIN_EMAIL_URL": "smtp+tls://mail:587",
}
WRONG = {
    "CIN_MODE": "live",
    "CIN_SECRET_KEY": "short",
    "CIN_DATABASE_URL": "sqlite:///cin.sqlite3",
    "CIN_BROKER_URL": "filesystem://",
    "CIN_ALLOWED_HOSTS": "*",
    "CIN_EMAIL_URL": "filemail://",
    "CIN_BEHIND_PROXY": "maybe",
    "CIN_LOG_LEVEL": "LOUD",
    "CIN_UPLOAD_MB": "0",
    "CIN_CLAMAV": "scanner",
}


def run_check(environment):
    """Run manage.py check with nothing of cin's in the environment but what is given."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CIN_")}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_is_read_when_everything_is_named():
    read = read_environment(PRODUCTION)
    assert read.is_production
    assert read.allowed_hosts == ("cin.example.gov.uk", "cin2.example.gov.uk")


@pytest.mark.parametrize("name", [name for name in PRODUCTION if name != "CIN_MODE"])
def test_production_names_what_is_missing(name):
    without = {key: value for key, value in PRODUCTION.items() if key != name}
    with pytest.raises(WrongSetting, match=f"^{name} is not set"):
        read_environment(without)


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_value_is_refused_by_name(name):
    with pytest.raises(WrongSetting, match=f"^{name} "):
        read_environment({**PRODUCTION, name: WRONG[name]})


def test_a_mistyped_name_is_refused():
    with pytest.raises(WrongSetting, match=r"^CIN_ALOWED_HOSTS is not a setting"):
        read_environment({**PRODUCTION, "CIN_ALOWED_HOSTS": "cin.example.gov.uk"})


@pytest.mark.parametrize("url", ["mysql://cin:hidden@database/cin", "postgresql", "//[cin:hidden"])
def test_a_refused_address_is_not_repeated_for_it_may_hold_a_password(url):
    with pytest.raises(WrongSetting) as refused:
        read_environment({**PRODUCTION, "CIN_DATABASE_URL": url})
    assert "hidden" not in str(refused.value)


def test_secrets_are_left_out_when_the_environment_is_printed():
    shown = repr(read_environment(PRODUCTION))
    assert "hidden" not in shown
    assert SECRET not in shown


@pytest.mark.parametrize("url", ["postgresql://host:port/cin", "postgresql://host"])
def test_a_database_address_that_cannot_be_read_is_refused(url):
    with pytest.raises(WrongSetting, match=r"^CIN_DATABASE_URL "):
        database_settings(url)


def test_a_mail_address_that_cannot_be_read_is_refused():
    with pytest.raises(WrongSetting, match=r"^CIN_EMAIL_URL "):
        mail_settings("smtp+tls://mail:port")


def test_a_demonstration_needs_nothing_and_keeps_the_key_it_makes(tmp_path):
    first = read_environment({"CIN_VAR": str(tmp_path)})
    again = read_environment({"CIN_VAR": str(tmp_path)})
    assert first.mode is Mode.DEMONSTRATION
    assert len(first.secret_key) >= SHORTEST_SECRET
    assert first.secret_key == again.secret_key
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "real",
    [
        {"CIN_DATABASE_URL": "postgresql://cin:hidden@database/cin"},
        {"CIN_BROKER_URL": "redis://queue/0"},
        {"CIN_ALLOWED_HOSTS": "cin.example.gov.uk"},
    ],
)
def test_a_forgotten_mode_does_not_make_a_real_installation_a_demonstration(tmp_path, real):
    named = {"CIN_VAR": str(tmp_path), **real}
    for unset in ({}, {"CIN_MODE": ""}):
        with pytest.raises(WrongSetting) as refused:
            read_environment({**named, **unset})
        assert str(refused.value) == "CIN_MODE is not set: say production or demonstration"
    chosen = read_environment({**named, "CIN_MODE": "demonstration"})
    assert chosen.mode is Mode.DEMONSTRATION


def test_what_a_demonstration_is_made_of_needs_no_mode(tmp_path):
    made_of = {"CIN_DATABASE_URL": "sqlite:///cin.sqlite3", "CIN_BROKER_URL": "filesystem://"}
    read = read_environment({"CIN_VAR": str(tmp_path), **made_of})
    assert read.mode is Mode.DEMONSTRATION


def test_mail_crosses_no_network_in_clear():
    with pytest.raises(WrongSetting, match=r"^CIN_EMAIL_URL must start with smtp\+tls://"):
        read_environment({**PRODUCTION, "CIN_EMAIL_URL": "smtp://mail:25"})


@pytest.mark.parametrize(
    "url", ["smtp://localhost:25", "smtp://127.0.0.1:25", "smtp+tls://mail:587", "smtp+ssl://mail"]
)
def test_mail_that_is_private_or_stays_on_this_machine_is_allowed(url):
    assert read_environment({**PRODUCTION, "CIN_EMAIL_URL": url}).email_url == url


def test_a_demonstration_answers_to_this_machine_alone(tmp_path):
    read = read_environment({"CIN_VAR": str(tmp_path)})
    assert read.allowed_hosts == ("localhost", "127.0.0.1", "[::1]")


def test_a_wrong_value_stops_a_command_with_one_line(tmp_path):
    ran = run_check({"CIN_VAR": str(tmp_path), "CIN_MODE": "live"})
    assert ran.returncode == 2
    assert ran.stderr == (
        "cin: CIN_MODE is 'live'; it must be one of demonstration, production, test\n"
    )
