"""The plans of a family in the words of one page: what several say is said once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cases.models import Case
from plans.beside import said
from plans.following import ActionLine, areas_of, recorded_of
from plans.models import PlanState, PlanVersion
from plans.views.words import COLOURS, parts_of


@dataclass
class Shared:
    """Something that is said in the plans of some children, whose names it bears; of an action,
    how far it has come in the plan of each.
    """

    what: Any
    names: list[str] = field(default_factory=list)
    lines: list[tuple[str, ActionLine]] = field(default_factory=list)

    def add(self, name: str) -> None:
        """Add a child, once."""
        if name not in self.names:
            self.names.append(name)

    @property
    def whose(self) -> str:
        """The children it is for, in words."""
        *others, last = self.names
        return f"{', '.join(others)} and {last}" if others else last


@dataclass
class SharedArea:
    """One part of the children's lives: the needs, actions and services of all plans."""

    title: str
    rows: dict[str, dict[Any, Shared]] = field(
        default_factory=lambda: {"needs": {}, "actions": {}, "services": {}}
    )

    @property
    def needs(self) -> list[Shared]:
        """The needs, each once, those of most children first."""
        return self._widest_first("needs")

    @property
    def actions(self) -> list[Shared]:
        """The actions, each once."""
        return self._widest_first("actions")

    @property
    def services(self) -> list[Shared]:
        """The services, each once."""
        return self._widest_first("services")

    def _widest_first(self, kind: str) -> list[Shared]:
        return sorted(self.rows[kind].values(), key=lambda shared: -len(shared.names))


def joined(versions: Sequence[PlanVersion]) -> dict[str, Any]:
    """Give what the plans of brothers and sisters say, each text and row once with the children it
    is for: one query more than the versions cost, whatever their number.
    """
    return {
        "texts": _texts(versions),
        "areas": _areas(versions),
        "is_followed": any(version.state == PlanState.ACTIVE for version in versions),
    }


def lines_about(children: Sequence[Case], versions: Sequence[PlanVersion]) -> list[dict[str, Any]]:
    """Give each child with its plan, if it has one."""
    plans = {version.case_id: version for version in versions}
    found = []
    for case in children:
        version = plans.get(case.pk)
        colour = COLOURS.get(version.state, "") if version else ""
        found.append({"case": case, "version": version, "colour": colour})
    return found


def _name(version: PlanVersion) -> str:
    return str(version.case.child.given_names)


def _texts(versions: Sequence[PlanVersion]) -> list[dict[str, Any]]:
    further = {code: title for each in versions for code, title in _further(each).items()}
    found: dict[str, dict[str, Any]] = {}
    for version in versions:
        for part in parts_of(version, further):
            kept = found.setdefault(part.name, {"title": part.title, "says": {}})
            if text := part.text.strip():
                kept["says"].setdefault(text, Shared(what=part.text)).add(_name(version))
    return [
        {"title": each["title"], "says": [*each["says"].values()]}
        for each in found.values()
        if each["says"]
    ]


def _further(version: PlanVersion) -> dict[str, str]:
    return {code: version.section_titles.get(code, code) for code in version.sections}


def _areas(versions: Sequence[PlanVersion]) -> list[SharedArea]:
    recorded = recorded_of(versions)
    found: dict[str, SharedArea] = {}
    for version in versions:
        name = _name(version)
        for area in areas_of(version, recorded):
            kept = found.setdefault(area.title, SharedArea(area.title)).rows
            for kind in ("needs", "services"):
                for row in getattr(area, kind):
                    kept[kind].setdefault(said(kind, row), Shared(row)).add(name)
            for line in area.actions:
                key = said("actions", line.action)
                shared = kept["actions"].setdefault(key, Shared(line.action))
                shared.add(name)
                shared.lines.append((name, line))
    return [*found.values()]
