"""Names, days and addresses that are near enough, and numbers that check."""

from datetime import date

import pytest

from cin.core.likeness.days import ONE_DIGIT, ONE_YEAR, SAME, SWAPPED, near_misses
from cin.core.likeness.letters import address_key, digits_of, plain_words, postcode_in
from cin.core.likeness.sounds import sound_of, sounds_of, spelt_alike
from cin.procedures.identifiers import (
    WrongIdentifier,
    read_nhs_number,
    read_upn,
    upn_with_check_letter,
)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Zoë O’Brien-Li", ["zoe", "obrien", "li"]),
        ("Łukasz Ø", ["lukasz", "o"]),
        ("  ", []),
        ("محمد", ["محمد"]),
        ("a b c d e f g h", ["a", "b", "c", "d", "e", "f"]),
    ],
)
def test_a_name_is_reduced_to_its_words(name, words):
    assert plain_words(name) == words


@pytest.mark.parametrize(
    "alike", [("siobhan", "shivaun"), ("muhammad", "mohamed"), ("smith", "smyth")]
)
def test_names_that_sound_alike_share_a_key(alike):
    assert sound_of(alike[0]) == sound_of(alike[1])


def test_different_names_do_not_share_a_key():
    assert not set(sounds_of("Amina Kelly")) & set(sounds_of("Patrick Nowak"))
    assert spelt_alike("featherstone", "fetherstone")
    assert not spelt_alike("amina", "patrick")


@pytest.mark.parametrize(
    ("other", "slip"),
    [
        (date(2017, 5, 4), SAME),
        (date(2017, 4, 5), SWAPPED),
        (date(2018, 5, 4), ONE_YEAR),
        (date(2017, 5, 24), ONE_DIGIT),
        (date(1917, 5, 4), None),
        (date(2017, 6, 5), None),
    ],
)
def test_slips_in_a_day_are_named(other, slip):
    assert near_misses(date(2017, 5, 4)).get(other) == slip


@pytest.mark.parametrize(
    ("lines", "key", "postcode"),
    [
        ("12 Elm Road\nRochdale OL16 1AB", "12elmrd", "OL16 1AB"),
        ("Flat 2, 12 Elm Rd, ol161ab", "12elmrd", "OL16 1AB"),
        ("The Old Barn", "", ""),
    ],
)
def test_an_address_is_known_by_its_number_and_street(lines, key, postcode):
    assert (address_key(lines), postcode_in(lines)) == (key, postcode)


def test_telephone_numbers_are_compared_by_their_last_ten_digits():
    assert digits_of("+44 7700 900 982") == digits_of("07700 900982") == "7700900982"
    assert digits_of("999") == ""


def test_an_nhs_number_has_its_check_digit():
    assert read_nhs_number("943 476 5919") == "9434765919"
    for wrong in ["943 476 5918", "943476591", "0000000000", "94347659l9"]:
        with pytest.raises(WrongIdentifier):
            read_nhs_number(wrong)


@pytest.mark.parametrize("rest", ["354201800101", "35420180010A", "801200001001"])
def test_a_pupil_number_has_its_check_letter(rest):
    upn = upn_with_check_letter(rest)
    assert read_upn(f" {upn[:1].lower()} {upn[1:]}") == upn
    for letter in set("ABCDEFGHJKLMNPQRTUVWXYZ") - {upn[0]}:
        with pytest.raises(WrongIdentifier, match="check letter"):
            read_upn(letter + rest)


@pytest.mark.parametrize("wrong", ["", "S354201800101", "A35420180010", "A35420180010é"])
def test_a_pupil_number_of_another_shape_is_refused(wrong):
    with pytest.raises(WrongIdentifier, match="a letter, 11 digits"):
        read_upn(wrong)
