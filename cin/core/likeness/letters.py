"""Names and addresses reduced to what does not depend on how they were typed."""

import re
import unicodedata
from functools import lru_cache

MOST_WORDS = 6
_KEPT_APART = re.compile(r"[\s\-–/,.()]+")
# Letters that do not come apart into a letter and a mark.
_FOLDED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"})
_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})\b", re.I)
_ABBREVIATED = {"road": "rd", "street": "st", "avenue": "ave", "close": "cl", "drive": "dr",
                "lane": "ln", "court": "ct", "crescent": "cres", "place": "pl", "flat": "",
                "gardens": "gdns", "terrace": "ter"}  # fmt: skip


def plain_words(name: str) -> list[str]:
    """Give the first words of a name without capitals, accents, apostrophes: `Zoë O’Brien-Li` is
    zoe, obrien, li.
    """
    return list(_words(name))


def plain_name(name: str) -> str:
    """Give the words of a name with one space between them."""
    return " ".join(plain_words(name))


@lru_cache(maxsize=20_000)
def _words(name: str) -> tuple[str, ...]:
    words = (_plain(word) for word in _KEPT_APART.split(name))
    return tuple([word for word in words if word][:MOST_WORDS])


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold()).translate(_FOLDED)
    return "".join(letter for letter in letters if letter.isalnum())


def postcode_in(text: str) -> str:
    """Give the last postcode in a text as `OL16 1AB`, or nothing."""
    found = _POSTCODE.findall(text)
    return f"{found[-1][0]} {found[-1][1]}".upper() if found else ""


def address_key(lines: str) -> str:
    """Give the number and street that an address begins with, as `12elmrd`, or nothing without
    both.
    """
    for line in re.split(r"[\n,]", _POSTCODE.sub("", lines)):
        words = [_ABBREVIATED.get(word, word) for word in plain_words(line)]
        if any(word[0].isdigit() for word in words if word) and any(
            word.isalpha() and len(word) > 2 for word in words
        ):
            return "".join(words)[:60]
    return ""


def digits_of(text: str) -> str:
    """Give the last ten digits of a telephone number, so that +44 and 0 do not matter; nothing
    when there are fewer.
    """
    digits = "".join(letter for letter in text if letter.isdigit())
    return digits[-10:] if len(digits) >= 10 else ""
