"""What a genogram is drawn from."""

from dataclasses import dataclass, field

BLOOD = ("birth", "adoptive")


@dataclass(frozen=True, kw_only=True)
class Somebody:
    """A person to be drawn; `born` orders brothers and sisters and may be empty."""

    key: int
    name: str
    sex: str = "U"
    age: str = ""
    born: str = ""
    is_index: bool = False
    is_dead: bool = False
    is_unborn: bool = False


@dataclass(frozen=True, kw_only=True)
class Parentage:
    """A parent and a child; `style` is birth, adoptive, step or carer."""

    parent: int
    child: int
    style: str = "birth"


@dataclass(frozen=True, kw_only=True)
class Couple:
    """Two people who are or were together; `style` is married, partner, separated or divorced."""

    first: int
    second: int
    style: str = "partner"


@dataclass(frozen=True, kw_only=True)
class Link:
    """Any other relation: how many generations the second is below the first, and in words."""

    first: int
    second: int
    below: int
    style: str = "other"
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Twins:
    """Two people of one birth; of three there are three pairs. Whether they are identical may not
    be known, and is then not said.
    """

    first: int
    second: int
    is_identical: bool = False


@dataclass(frozen=True, kw_only=True)
class Home:
    """Who lives together."""

    name: str
    people: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class FamilyTree:
    """A whole family, as it is drawn."""

    people: tuple[Somebody, ...]
    parentages: tuple[Parentage, ...] = ()
    couples: tuple[Couple, ...] = ()
    links: tuple[Link, ...] = ()
    homes: tuple[Home, ...] = ()
    twins: tuple[Twins, ...] = ()
    by_key: dict[int, Somebody] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        self.by_key.update({person.key: person for person in self.people})

    def age_order(self, key: int) -> tuple[str, int]:
        """Order people from the oldest to the youngest; those of unknown age come last."""
        return (self.by_key[key].born or "9999-99-98", key)

    @property
    def parents_of(self) -> dict[int, set[int]]:
        """Give the parents of each child by birth and adoption; whoever has none, their carers."""
        found: dict[int, set[int]] = {}
        for is_blood in (True, False):
            has_parents = set() if is_blood else set(found)
            for each in self.parentages:
                if (each.style in BLOOD) == is_blood and each.child not in has_parents:
                    found.setdefault(each.child, set()).add(each.parent)
        return found
