"""Writing parts of one draft into those of brothers and sisters, and keeping them the same."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from cin.accounts.models import User
from cin.audit.services import record
from cin.core.errors import BadInput, StepNotAllowed
from plans.asking import Asked
from plans.beside import (
    GONE,
    SAID,
    SECTION,
    is_joint_text,
    joint_boxes,
    joint_row,
    lost_text,
    said,
    shortened,
    text_in,
)
from plans.models import PlanVersion
from plans.selectors import WRITING
from plans.services.texts import add_row


@dataclass(frozen=True, kw_only=True)
class AlsoFor:
    """For which brothers and sisters each part is written too, by the numbers of their versions.

    `offered` are those who could be ticked; of anybody else, what is joint stays joint. `rows` has
    for each kind of row the choice of each, in their order.
    """

    offered: Collection[int] = ()
    texts: Mapping[str, Collection[int]] = field(default_factory=dict)
    rows: Mapping[str, Sequence[Collection[int]]] = field(default_factory=dict)

    @property
    def everybody(self) -> set[int]:
        """Everybody who is ticked anywhere."""
        ticks = [*self.texts.values(), *(each for rows in self.rows.values() for each in rows)]
        return {number for each in ticks for number in each}


NOBODY_ELSE = AlsoFor()


class Joining:
    """Carries what is written in one locked draft over into locked drafts of brothers and sisters.

    It is made before anything is written. What stands in their plans and differs is never
    overwritten: a text is refused (BadInput), a row is put beside it. Whoever is left out keeps
    what was written, from then on their own. Refuses (StepNotAllowed) somebody ticked whose draft
    this is not.
    """

    def __init__(self, version: PlanVersion, beside: Sequence[PlanVersion], also: AlsoFor) -> None:
        if also.everybody - {other.pk for other in beside}:
            raise StepNotAllowed(GONE)
        self.version, self.beside, self.also = version, beside, also
        self.boxes = joint_boxes(Asked(version)) if beside else []
        self.texts = {
            box: {other.pk for other in beside if is_joint_text(version, other, box)}
            for box in self.boxes
        }
        self.rows: dict[tuple[str, UUID], dict[int, Any]] = {
            (kind, row.joint): {
                other.pk: same for other in beside if (same := joint_row(kind, row, other))
            }
            for kind in SAID
            for row in (getattr(version, kind).all() if beside else ())
            if row.joint
        }
        self.changed: set[int] = set()

    def carry_texts(self) -> None:
        """Set the joint texts of the drafts, in memory."""
        for box in self.boxes:
            joined = self.texts[box]
            wanted = self._wanted(self.also.texts.get(box, ()), joined)
            known = self.version.joint_texts.get(box)
            key = _key(UUID(known) if known else None, joined, wanted)
            _keep(self.version, box, key)
            for other in wanted:
                if other.pk not in joined:
                    self._refuse_loss(other, box)
                self._set_text(other, box, key)
            self._note_change(joined, wanted)

    def carry_rows(self) -> None:
        """Save the joint rows of the drafts, once the version's own are saved."""
        for kind in SAID if self.beside else ():
            rows = list(getattr(self.version, kind).order_by("position", "pk"))
            ticks = [*self.also.rows.get(kind, ()), *([()] * len(rows))]
            for row, ticked in zip(rows, ticks, strict=False):
                self._carry_row(kind, row, ticked)

    def finish(self, actor: User) -> None:
        """Save the drafts that were written in: who did that decides on none of them."""
        for other in self.beside:
            if other.pk in self.changed:
                other.version += 1
                other.save()
                record(action=WRITING, subject=other, actor=actor, details={"together": True})

    def _wanted(self, ticked: Collection[int], joined: Collection[int]) -> list[PlanVersion]:
        offered = self.also.offered
        return [
            other
            for other in self.beside
            if other.pk in (ticked if other.pk in offered else joined)
        ]

    def _note_change(self, joined: Collection[int], wanted: Sequence[PlanVersion]) -> None:
        """Note that a part has other company than before, which whoever had it must see."""
        if set(joined) != {other.pk for other in wanted}:
            self.changed |= set(joined)

    def _refuse_loss(self, other: PlanVersion, box: str) -> None:
        if lost := lost_text(self.version, other, box):
            name, words = other.case.child.given_names, shortened(lost, 500)
            told = (
                f"The plan of {name} says something else here: “{words}”. Take into this text what "
                "should stay of it, or write this for one child alone."
            )
            raise BadInput(f"also_{box}", told)

    def _set_text(self, other: PlanVersion, box: str, key: UUID | None) -> None:
        text, known = text_in(self.version, box), other.joint_texts.get(box)
        if (text_in(other, box), known) == (text, str(key)):
            return
        self.changed |= {each.pk for each in self.beside if known == each.joint_texts.get(box, "")}
        code = box.removeprefix(SECTION)
        if box.startswith(SECTION):
            other.sections[code] = text
        else:
            setattr(other, box, text)
        if title := self.version.section_titles.get(code):
            other.section_titles[code] = title
        _keep(other, box, key)
        self.changed.add(other.pk)

    def _carry_row(self, kind: str, row: Any, ticked: Collection[int]) -> None:
        joined = self.rows.get((kind, row.joint), {})
        wanted = self._wanted(ticked, joined)
        key = _key(row.joint, joined, wanted)
        if key != row.joint:
            row.joint = key
            row.save(update_fields=["joint", "updated_at"])
        for other in wanted:
            self._put_row(kind, row, other, joined.get(other.pk) or _same_row(kind, row, other))
        self._note_change(joined, wanted)

    def _put_row(self, kind: str, row: Any, other: PlanVersion, theirs: Any) -> None:
        words = dict(zip(SAID[kind], said(kind, row), strict=True))
        if theirs is None:
            # What was once the same and differs now stands alone in that plan.
            getattr(other, kind).filter(joint=row.joint).update(joint=None)
            add_row(other, kind, {**words, "joint": row.joint})
        elif (said(kind, theirs), theirs.joint) == (said(kind, row), row.joint):
            return
        else:
            self.changed |= self._holders(kind, theirs.joint)
            for name, value in {**words, "joint": row.joint}.items():
                setattr(theirs, name, value)
            theirs.save()
        self.changed.add(other.pk)

    def _holders(self, kind: str, key: UUID | None) -> set[int]:
        return {
            other.pk
            for other in self.beside
            if key and any(each.joint == key for each in getattr(other, kind).all())
        }


def _key(known: UUID | None, joined: Collection[int], wanted: Sequence[PlanVersion]) -> UUID | None:
    """Give what a part has in common with others from now on: what it had, unless somebody was
    left out, who keeps that.
    """
    if not wanted:
        return None if joined else known
    left = set(joined) - {other.pk for other in wanted}
    return uuid4() if known is None or left else known


def _keep(version: PlanVersion, box: str, key: UUID | None) -> None:
    version.joint_texts.pop(box, None)
    if key is not None:
        version.joint_texts[box] = str(key)


def _same_row(kind: str, row: Any, other: PlanVersion) -> Any:
    """Give the row of another version that says the same without having been written together."""
    return next((e for e in getattr(other, kind).all() if said(kind, e) == said(kind, row)), None)
