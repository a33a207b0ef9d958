"""The check characters of the numbers by which schools and the health service know a child."""

import re

_UPN = re.compile(r"[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]")
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_NHS = re.compile(r"[0-9]{10}")
_SPACING = re.compile(r"[\s\u00a0-]+")


class WrongIdentifier(ValueError):
    """What was typed cannot be such a number; the message says why."""


def compact(text: str) -> str:
    """Give what was typed without spaces and hyphens, in capitals."""
    return _SPACING.sub("", text).upper()


def read_upn(text: str) -> str:
    """Give a unique pupil number as 13 characters; refuses (WrongIdentifier) a wrong shape or
    check letter.
    """
    upn = compact(text)
    if not _UPN.fullmatch(upn):
        raise WrongIdentifier("must be a letter, 11 digits and a digit or letter")
    # The last place of a temporary number is a letter, which counts as its place in the list.
    values = [int(c) if c.isdigit() else _UPN_LETTERS.index(c) for c in upn[1:]]
    total = sum(weight * value for weight, value in zip(range(2, 14), values, strict=True))
    if _UPN_LETTERS[total % 23] != upn[0]:
        raise WrongIdentifier("does not fit its check letter: look for a slip in it")
    return upn


def read_nhs_number(text: str) -> str:
    """Give an NHS number as 10 digits; refuses (WrongIdentifier) a wrong length or check digit."""
    number = compact(text)
    if not _NHS.fullmatch(number):
        raise WrongIdentifier("must be 10 digits")
    total = sum(
        weight * int(digit) for weight, digit in zip(range(10, 1, -1), number[:9], strict=True)
    )
    check = (11 - total % 11) % 11
    if check != int(number[9]) or len(set(number)) == 1:
        raise WrongIdentifier("does not fit its check digit: look for a slip in it")
    return number


def upn_with_check_letter(rest: str) -> str:
    """Give a whole unique pupil number for its last 12 characters: for making people up."""
    values = [int(c) if c.isdigit() else _UPN_LETTERS.index(c) for c in rest]
    total = sum(weight * value for weight, value in zip(range(2, 14), values, strict=True))
    return f"{_UPN_LETTERS[total % 23]}{rest}"
