"""Names that sound alike, or are the same name in other letters."""

import tomllib
from functools import lru_cache
from pathlib import Path

import jellyfish

from cin.core.likeness.letters import plain_words

LIKE = 0.88


@lru_cache(maxsize=1)
def name_families() -> dict[str, str]:
    """Give, for each name of the table, the name that stands for its family."""
    with (Path(__file__).parent / "name_families.toml").open("rb") as file:
        groups = tomllib.load(file)["families"]
    return {
        word: f"={head}"
        for head, names in groups.items()
        for name in [head, *names]
        for word in plain_words(name)[:1]
    }


@lru_cache(maxsize=20_000)
def sound_of(word: str) -> str:
    """Give the key that a plain word shares with those that sound like it.

    That is its family in the table; else its sound in English; else, in another script, itself.
    """
    if family := name_families().get(word):
        return family
    return jellyfish.metaphone(word).replace(" ", "") or word


def sounds_of(name: str) -> list[str]:
    """Give the key of each word of a name, in order, each once."""
    return list(dict.fromkeys(sound_of(word)[:40] for word in plain_words(name)))


@lru_cache(maxsize=20_000)
def spelt_alike(one: str, other: str) -> bool:
    """Say whether two plain words differ by no more than a slip or two."""
    if min(len(one), len(other)) < 3:
        return one == other
    return jellyfish.jaro_winkler_similarity(one, other) >= LIKE
