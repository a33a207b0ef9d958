"""An authority's procedure, and the versions of it that were in force over time."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from cin.procedures.durations import Duration
from cin.procedures.settings import SETTINGS, BadSetting, Value, setting

PRESETS = ("peterborough", "bolton", "hillingdon", "birmingham", "rochdale")


class UnknownProcedure(ValueError):
    """A name that is no preset, or a day on which no version is in force."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Procedure:
    """One authority's settings, each with the rules it comes from.

    `settings` holds a value for every name in SETTINGS; `cites` and `notes` only those that have
    any. `version`, `published_on`, `replaces` and `owner` are as the text gives them, empty where
    it gives none.
    """

    slug: str
    authority_name: str
    title: str
    settings: Mapping[str, Value]
    cites: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    published_on: str = ""
    replaces: str = ""
    owner: str = ""

    def get(self, name: str) -> Value:
        """Give the value of a setting; an unknown name raises UnknownSetting."""
        try:
            return self.settings[name]
        except KeyError:
            return setting(name).default

    def duration(self, name: str) -> Duration | None:
        """Give a setting that is a length of time, or None where the procedure sets none."""
        value = self.get(name)
        if value is None or isinstance(value, Duration):
            return value
        raise BadSetting(f"setting {name}: is no length of time")

    def flag(self, name: str) -> bool:
        """Give a setting that is yes or no."""
        return bool(self.get(name))

    def cites_for(self, name: str) -> tuple[str, ...]:
        """Give the ids of the rules that a setting comes from; an overridden one keeps its
        preset's.
        """
        return self.cites.get(setting(name).name, ())

    @property
    def review_on(self) -> date | None:
        """The day by which the procedure itself is to be reviewed."""
        return self.settings["procedure_review_date"]  # type: ignore[no-any-return]

    def with_settings(self, overrides: Mapping[str, object]) -> "Procedure":
        """Give this procedure with some settings changed, from plain data; None empties a setting.

        Raises UnknownSetting or BadSetting, with a sentence, at the first that cannot be read.
        """
        values = {name: setting(name).read(raw) for name, raw in overrides.items()}
        return replace(self, settings={**self.settings, **values})


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """A procedure and the first day it is in force (None: always was).

    With `apply_to_open` it also governs what began before that day and is still open on it (C11).
    """

    number: int
    effective_from: date | None
    procedure: Procedure
    apply_to_open: bool = False


class ProcedureBook:
    """All published versions of one authority's procedure; `only` is the procedure if there ever
    was but one.
    """

    def __init__(self, versions: Iterable[PublishedVersion]) -> None:
        self.versions = tuple(
            sorted(versions, key=lambda v: (v.effective_from or date.min, v.number))
        )
        if not self.versions:
            raise UnknownProcedure("A procedure book needs at least one version")
        self.procedures = tuple(version.procedure for version in self.versions)
        first = self.versions[0]
        always = len(self.versions) == 1 and first.effective_from is None
        self.only = first.procedure if always else None

    def on(self, day: date) -> Procedure:
        """Give the procedure in force on a day; before the first version raises
        UnknownProcedure.
        """
        return self._version_on(day).procedure

    def current(self, day: date) -> PublishedVersion:
        """Give the version in force on a day; before the first version raises UnknownProcedure."""
        return self._version_on(day)

    def governing(self, began_on: date, *, done_on: date | None, as_of: date) -> Procedure:
        """Give the procedure that governs something: the version in force on the day it began
        (C11).

        A later version that applies to open events governs it too, from that version's first day
        on, unless it was done before that day.
        """
        version = self._version_on(began_on)
        open_until = as_of if done_on is None else min(done_on, as_of)
        for later in self.versions:
            first_day = later.effective_from or date.min
            if later.apply_to_open and began_on < first_day <= open_until:
                version = later
        return version.procedure

    def _version_on(self, day: date) -> PublishedVersion:
        for version in reversed(self.versions):
            if (version.effective_from or date.min) <= day:
                return version
        raise UnknownProcedure(f"No version of the procedure is in force on {day}")


@cache
def preset(slug: str) -> Procedure:
    """Give the procedure that an authority published, as shipped; another name raises
    UnknownProcedure.
    """
    if slug not in PRESETS:
        raise UnknownProcedure(f"authority {slug}: not one of {', '.join(PRESETS)}")
    path = Path(__file__).parent / "presets" / f"{slug}.toml"
    content = tomllib.loads(path.read_text("utf-8"))
    entries = content["settings"]
    defaults = {name: spec.default for name, spec in SETTINGS.items()}
    silent = Procedure(
        slug=slug,
        settings=defaults,
        cites={name: tuple(entry["cites"]) for name, entry in entries.items() if "cites" in entry},
        notes={name: entry["note"] for name, entry in entries.items() if "note" in entry},
        **content["procedure"],
    )
    return silent.with_settings({name: entry.get("value") for name, entry in entries.items()})
