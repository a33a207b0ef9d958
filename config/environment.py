"""What the environment says: read once, typed, and refused by name when it makes no sense."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

import environ

ROOT = Path(__file__).resolve().parent.parent

SETTINGS = {
    "CIN_MODE": "demonstration (assumed only when nothing real is named), production or test",
    "CIN_SECRET_KEY": "signs sessions; 50 characters or more",
    "CIN_SECRET_KEY_FALLBACKS": "earlier secret keys, separated by commas, while one is changed",
    "CIN_DATABASE_URL": "postgresql://user:password@host:port/name, or sqlite:///path",
    "CIN_BROKER_URL": "redis://host:port/0, or filesystem:// for none",
    "CIN_ALLOWED_HOSTS": "host names this installation answers to, separated by commas",
    "CIN_BASE_URL": "where links in mail lead, such as https://cin.example.gov.uk",
    "CIN_BEHIND_PROXY": "yes when a proxy ends TLS and sets X-Forwarded-Proto, otherwise no",
    "CIN_EMAIL_URL": "smtp+tls://user:password@host:port",
    "CIN_EMAIL_FROM": "the address that mail is sent from",
    "CIN_LOG_LEVEL": "DEBUG, INFO, WARNING or ERROR",
    "CIN_VAR": "the folder for what is written while running",
    "CIN_UPLOAD_MB": "the largest file that can be attached, in megabytes (20 unless said)",
    "CIN_CLAMAV": "host:port, or the path of the socket, of a clamd that scans every file",
}
READ_ELSEWHERE = frozenset(
    {"CIN_BROWSER", "CIN_DEMO_PASSWORD", "CIN_SCREENSHOTS", "CIN_TEST_DATABASE"}
)
SHORTEST_SECRET = 50
REDIS = ("redis", "rediss", "redis+socket")
USUAL_UPLOAD_MB = 20
LARGEST_UPLOAD_MB = 500
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class WrongSetting(Exception):
    """An environment variable is missing or makes no sense; the message names it."""


class Mode(StrEnum):
    """What this installation is for."""

    DEMONSTRATION = "demonstration"
    PRODUCTION = "production"
    TEST = "test"


@dataclass(frozen=True, kw_only=True)
class Environment:
    """Everything that differs from one installation to another."""

    mode: Mode
    secret_key: str = field(repr=False)
    secret_key_fallbacks: tuple[str, ...] = field(repr=False)
    database_url: str = field(repr=False)
    broker_url: str = field(repr=False)
    email_url: str = field(repr=False)
    email_from: str
    allowed_hosts: tuple[str, ...]
    base_url: str
    behind_proxy: bool
    log_level: str
    var: Path
    upload_mb: int
    clamav: str

    @property
    def is_production(self) -> bool:
        """Whether real children's records are kept here."""
        return self.mode is Mode.PRODUCTION

    @property
    def is_test(self) -> bool:
        """Whether the test suite is running."""
        return self.mode is Mode.TEST


def read_environment(variables: Mapping[str, str]) -> Environment:
    """Read every CIN_ variable; raise WrongSetting for one that is unknown, missing or wrong."""
    _refuse_unknown(variables)
    mode = _mode(variables)
    var = Path(variables.get("CIN_VAR") or ROOT / "var").resolve()
    demonstration = mode is Mode.DEMONSTRATION
    return Environment(
        mode=mode,
        var=var,
        secret_key=_secret_key(variables, _kept_secret(var) if demonstration else ""),
        secret_key_fallbacks=_words(variables, "CIN_SECRET_KEY_FALLBACKS"),
        database_url=_database_url(variables, mode, f"sqlite:///{var / 'cin.sqlite3'}"),
        broker_url=_broker_url(variables, mode),
        email_url=_email_url(variables, mode),
        email_from=variables.get("CIN_EMAIL_FROM") or "cin@localhost",
        allowed_hosts=_allowed_hosts(variables, mode),
        base_url=_base_url(variables, mode),
        behind_proxy=_yes_or_no(variables, "CIN_BEHIND_PROXY"),
        log_level=_one_of(variables, "CIN_LOG_LEVEL", ("INFO", "DEBUG", "WARNING", "ERROR")),
        upload_mb=_upload_mb(variables),
        clamav=_clamav(variables),
    )


def _refuse_unknown(variables: Mapping[str, str]) -> None:
    """A mistyped name would otherwise leave its default in force without a word."""
    for name in sorted(variables):
        if name.startswith("CIN_") and name not in SETTINGS and name not in READ_ELSEWHERE:
            raise WrongSetting(f"{name} is not a setting; the settings are {', '.join(SETTINGS)}")


def _mode(variables: Mapping[str, str]) -> Mode:
    """A forgotten mode must not turn a real installation into a demonstration."""
    if not variables.get("CIN_MODE") and _names_something_real(variables):
        raise WrongSetting("CIN_MODE is not set: say production or demonstration")
    return Mode(_one_of(variables, "CIN_MODE", tuple(Mode)))


def _names_something_real(variables: Mapping[str, str]) -> bool:
    database = variables.get("CIN_DATABASE_URL") or "sqlite:"
    broker = variables.get("CIN_BROKER_URL") or "filesystem:"
    embedded = database.startswith("sqlite:") and broker.startswith("filesystem:")
    return not embedded or bool(variables.get("CIN_ALLOWED_HOSTS"))


def _one_of(variables: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    value = variables.get(name) or allowed[0]
    if value not in allowed:
        raise WrongSetting(f"{name} is {value!r}; it must be one of {', '.join(allowed)}")
    return value


def _words(variables: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in variables.get(name, "").split(",") if word.strip())


def _yes_or_no(variables: Mapping[str, str], name: str) -> bool:
    return _one_of(variables, name, ("no", "yes")) == "yes"


def _required(variables: Mapping[str, str], name: str) -> str:
    value = variables.get(name, "")
    if not value:
        raise WrongSetting(f"{name} is not set; it must be {SETTINGS[name]}")
    return value


def _secret_key(variables: Mapping[str, str], kept: str) -> str:
    key = variables.get("CIN_SECRET_KEY") or kept or _required(variables, "CIN_SECRET_KEY")
    if len(key) < SHORTEST_SECRET:
        raise WrongSetting(f"CIN_SECRET_KEY is too short; it needs {SHORTEST_SECRET} characters")
    return key


def _kept_secret(var: Path) -> str:
    """The demonstration's own key, made at its first start and never shipped."""
    place = var / "secret-key"
    try:
        if not place.exists():
            _keep(place, secrets.token_urlsafe(64))
        return place.read_text()
    except OSError as refused:
        raise WrongSetting(
            f"CIN_SECRET_KEY is not set and {place} cannot be written: {refused.strerror}"
        ) from refused


def _keep(place: Path, text: str) -> None:
    """Write a file that only this user can read, whole or not at all; the first writer wins."""
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f"{place.name}.{secrets.token_hex(8)}")
    draft.touch(mode=0o600)
    draft.write_text(text)
    try:
        place.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _database_url(variables: Mapping[str, str], mode: Mode, embedded: str) -> str:
    production = mode is Mode.PRODUCTION
    name = "CIN_DATABASE_URL"
    url = _required(variables, name) if production else variables.get(name) or embedded
    return _checked_url(name, url, ("postgresql",) if production else ("postgresql", "sqlite"))


def _broker_url(variables: Mapping[str, str], mode: Mode) -> str:
    name = "CIN_BROKER_URL"
    if mode is Mode.PRODUCTION:
        return _checked_url(name, _required(variables, name), REDIS)
    url = variables.get(name) or ("memory://" if mode is Mode.TEST else "filesystem://")
    return _checked_url(name, url, (*REDIS, "filesystem", "memory"))


def _email_url(variables: Mapping[str, str], mode: Mode) -> str:
    name = "CIN_EMAIL_URL"
    if mode is Mode.PRODUCTION:
        url = _required(variables, name)
        return _private_mail(name, _checked_url(name, url, ("smtp+tls", "smtp+ssl", "smtp")))
    return variables.get(name) or ("memorymail://" if mode is Mode.TEST else "filemail://")


def _private_mail(name: str, url: str) -> str:
    """Mail speaks of children, so it crosses no network in clear."""
    address = urlsplit(url)
    if address.scheme == "smtp" and address.hostname not in THIS_MACHINE:
        raise WrongSetting(f"{name} must start with smtp+tls:// or smtp+ssl://")
    return url


def _checked_url(name: str, url: str, schemes: tuple[str, ...]) -> str:
    """Refuse an address of another kind without repeating it: it may hold a password."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        scheme = ""
    if scheme not in schemes:
        starts = " or ".join(f"{known}://" for known in schemes)
        raise WrongSetting(f"{name} must start with {starts}")
    return url


def _allowed_hosts(variables: Mapping[str, str], mode: Mode) -> tuple[str, ...]:
    hosts = _words(variables, "CIN_ALLOWED_HOSTS")
    if mode is Mode.PRODUCTION:
        _required(variables, "CIN_ALLOWED_HOSTS")
        if "*" in hosts:
            raise WrongSetting("CIN_ALLOWED_HOSTS must name the hosts; * would answer to any")
    return hosts or ("localhost", "127.0.0.1", "[::1]")


def _base_url(variables: Mapping[str, str], mode: Mode) -> str:
    """The start of every link in mail, without a slash at its end: the first host unless said."""
    name, production = "CIN_BASE_URL", mode is Mode.PRODUCTION
    host = _allowed_hosts(variables, mode)[0].removeprefix(".")
    likely = f"https://{host}" if production else "http://127.0.0.1:8000"
    url = variables.get(name) or likely
    address = _checked_url(name, url, ("https",) if production else ("https", "http"))
    if not urlsplit(address).hostname or urlsplit(address).query or urlsplit(address).fragment:
        raise WrongSetting(f"{name} must be {SETTINGS[name]}")
    return address.rstrip("/")


def _upload_mb(variables: Mapping[str, str]) -> int:
    text = variables.get("CIN_UPLOAD_MB") or str(USUAL_UPLOAD_MB)
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= LARGEST_UPLOAD_MB:
        raise WrongSetting(
            f"CIN_UPLOAD_MB must be a whole number from 1 to {LARGEST_UPLOAD_MB}, not {text!r}"
        )
    return int(text)


def _clamav(variables: Mapping[str, str]) -> str:
    place = variables.get("CIN_CLAMAV", "")
    host, _, port = place.rpartition(":")
    if place and not place.startswith("/") and not (host and port.isascii() and port.isdigit()):
        raise WrongSetting(f"CIN_CLAMAV must be {SETTINGS['CIN_CLAMAV']}")
    return place


def database_settings(url: str) -> dict[str, object]:
    """Django's form of a database address; raise WrongSetting when it cannot be read."""
    try:
        settings = dict(environ.Env.db_url_config(url))
    except (ValueError, environ.ImproperlyConfigured) as refused:
        raise WrongSetting("CIN_DATABASE_URL cannot be read as an address") from refused
    if not settings["NAME"]:
        raise WrongSetting("CIN_DATABASE_URL names no database")
    return settings


def mail_settings(url: str) -> dict[str, object]:
    """Django's form of a mail server's address; raise WrongSetting when it cannot be read."""
    try:
        return dict(environ.Env.email_url_config(url))
    except (ValueError, environ.ImproperlyConfigured) as refused:
        raise WrongSetting("CIN_EMAIL_URL cannot be read as an address") from refused
