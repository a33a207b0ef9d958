"""Which questions an authority's procedure asks in a visit's record, and which it insists on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from cin.procedures.book import Procedure
from cin.procedures.codes import VISIT_QUESTIONS

CHILD_QUESTIONS = ("spoken_to", "wishes", "lived_experience", "observations")
_OF_KIND: Mapping[str, str] = {
    "initial": "visit_template_initial",
    "preparation": "visit_template_preparation",
    "nrpf": "visit_template_nrpf",
    "private_fostering": "visit_template_private_fostering",
}
# What only makes sense once the child has been supported, or visited, before.
_WITH_A_PLAN = frozenset({"plan_progress"})
_AFTER_THE_FIRST = frozenset({"safety_plan_reviewed"})


@dataclass(frozen=True, kw_only=True)
class VisitTemplate:
    """The questions asked at every visit, those of one kind of visit only, and those insisted on.

    A question that two kinds share, or that a kind shares with every visit, is one of every visit.
    """

    general: tuple[str, ...]
    by_kind: Mapping[str, tuple[str, ...]]
    required: frozenset[str]
    wanted_by: Mapping[str, frozenset[str]]

    @property
    def of_child(self) -> tuple[str, ...]:
        """The questions asked of each child who was seen, in the order of the template."""
        return tuple(name for name in self.general if name in CHILD_QUESTIONS)

    @property
    def of_visit(self) -> tuple[str, ...]:
        """The questions asked once of every visit, in the order of the template."""
        return tuple(name for name in self.general if name not in CHILD_QUESTIONS)

    def demanded(self, kind: str, *, is_supported: bool) -> frozenset[str]:
        """Name what must be answered before the record of a visit of this kind is finished."""
        demanded = self.wanted_by.get(kind, self.wanted_by[""]) & self.required
        if not is_supported:
            demanded -= _WITH_A_PLAN
        return demanded - _AFTER_THE_FIRST if kind == "initial" else demanded


def visit_template(procedure: Procedure) -> VisitTemplate:
    """Read the questions of a visit record from a procedure, each once."""
    every: tuple[str, ...] = procedure.get("visit_template")
    extra = {kind: tuple(procedure.get(name)) for kind, name in _OF_KIND.items()}
    shared = _shared(every, extra.values())
    return VisitTemplate(
        general=(*every, *shared),
        by_kind={
            kind: tuple(name for name in names if name not in every and name not in shared)
            for kind, names in extra.items()
        },
        required=frozenset(procedure.get("visit_required")),
        wanted_by={
            "": frozenset(every),
            **{kind: frozenset({*every, *names}) for kind, names in extra.items()},
        },
    )


def _shared(every: Collection[str], extra: Collection[tuple[str, ...]]) -> list[str]:
    """List what must be asked in one place because several kinds ask it, or of each child."""
    asked = [name for names in extra for name in dict.fromkeys(names) if name not in every]
    return [
        name
        for name in VISIT_QUESTIONS
        if asked.count(name) > 1 or (name in asked and name in CHILD_QUESTIONS)
    ]
