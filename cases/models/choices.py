"""What fields of people choose from: functions, so that a new code needs no migration."""

from cin.procedures import people_codes as codes
from cin.procedures.codes import CodeSet

Pairs = list[tuple[str, str]]


def _pairs(code_set: CodeSet) -> Pairs:
    return list(code_set.items())


def ethnicities() -> Pairs:
    """Give the census's ethnicities."""
    return _pairs(codes.ETHNICITIES)


def disabilities() -> Pairs:
    """Give the census's kinds of disability."""
    return _pairs(codes.DISABILITIES)


def upn_reasons() -> Pairs:
    """Give the census's reasons for having no unique pupil number."""
    return _pairs(codes.UPN_MISSING)


def send_support() -> Pairs:
    """Give the levels of support for special educational needs."""
    return _pairs(codes.SEND_SUPPORT)


def religions() -> Pairs:
    """Give the religions."""
    return _pairs(codes.RELIGIONS)


def immigration_statuses() -> Pairs:
    """Give the immigration statuses."""
    return _pairs(codes.IMMIGRATION_STATUSES)


def legal_orders() -> Pairs:
    """Give the kinds of order a court makes about a child."""
    return _pairs(codes.LEGAL_ORDERS)


def name_kinds() -> Pairs:
    """Give what another name can be."""
    return _pairs(codes.NAME_KINDS)


def agency_kinds() -> Pairs:
    """Give the kinds of agency."""
    return _pairs(codes.AGENCY_KINDS)


def address_kinds() -> Pairs:
    """Give what an address can be to a person."""
    return _pairs(codes.ADDRESS_KINDS)


def contact_kinds() -> Pairs:
    """Give the ways to reach a person."""
    return _pairs(codes.CONTACT_KINDS)


def safety_flags() -> Pairs:
    """Give the cautions about contacting or visiting a person."""
    return _pairs(codes.SAFETY_FLAGS)
