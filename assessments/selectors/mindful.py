"""What to mind when a family is asked to meet: its languages, and its religion."""

from collections.abc import Iterator

from assessments.models import FamilyNetworkMeeting
from cases.models import Case, Person
from cases.selectors.people import family_of

_SAYS_NOTHING = {"", "none", "refused"}


def what_to_mind(case: Case) -> dict[str, str]:
    """Say, by the question that it is about, which languages the family speaks beside English, and
    which festivals and observances may matter (ROC-101, ROC-102); nothing where nothing is known.
    """
    people = [row.person for row in family_of(case)]
    return {
        "interpreter": " ".join(_speaking(people)),
        "religious_considerations": " ".join(_believing(people)),
    }


def interpreter_missing(case: Case, meeting: FamilyNetworkMeeting | None) -> str:
    """Warn that somebody of the family speaks another first language than English, as long as
    nothing is written about an interpreter (ROC-101).
    """
    if meeting is not None and meeting.interpreter.strip():
        return ""
    speaking = what_to_mind(case)["interpreter"]
    return f"{speaking} Say who interprets, or that nobody needs it." if speaking else ""


def _speaking(people: list[Person]) -> Iterator[str]:
    for person in people:
        language = person.first_language.strip()
        if person.needs_interpreter:
            yield f"{person} needs an interpreter{f' ({language})' if language else ''}."
        elif language and language.casefold() != "english":
            yield f"The first language of {person} is {language}."


def _believing(people: list[Person]) -> Iterator[str]:
    for person in people:
        if person.religion not in _SAYS_NOTHING:
            yield f"{person}: {person.get_religion_display()}."
