"""What a family needs so that everybody can take part in a meeting, as its people's records say."""

from dataclasses import dataclass, field

from cases.models import Case, Person
from cases.selectors.relationships import people_of_family


@dataclass(kw_only=True)
class Needs:
    """Lines about the people of a family: languages, access, and religious observance."""

    interpreter: list[str] = field(default_factory=list)
    access: list[str] = field(default_factory=list)
    religion: list[str] = field(default_factory=list)


def needs_of(case: Case) -> Needs:
    """Give what the records of a case's family say of languages, access and religion: two
    queries.
    """
    needs = Needs()
    for person in people_of_family(case):
        if said := _language(person):
            needs.interpreter.append(said)
        if person.communication_needs or person.is_disabled:
            what = person.communication_needs or "is disabled"
            needs.access.append(f"{person}: {what}")
        if said := _religion(person):
            needs.religion.append(f"{person}: {said}")
    return needs


def _language(person: Person) -> str:
    language = person.first_language.strip()
    if person.needs_interpreter:
        return f"{person} needs an interpreter{f' ({language})' if language else ''}"
    if language and not language.lower().startswith("english") and person.needs_interpreter is None:
        return f"{person}'s first language is {language}"
    return ""


def _religion(person: Person) -> str:
    says_nothing = person.religion in ("", "none", "refused")
    known = ["" if says_nothing else person.get_religion_display(), person.observance]
    return ", ".join(part for part in known if part)
