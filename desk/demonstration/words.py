"""What the records of one family say: short, varied, and kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from cases.models import Person
from cases.services.early_help import HelpDetails
from cases.services.informing import TellingDetails
from cases.services.referrals import ReferralDetails
from cin.core import clock
from cin.procedures.calendar import in_london
from desk.demonstration.content import content


@dataclass(frozen=True)
class Words:
    """The words of one situation, spoken of one child and its carer."""

    situation: Mapping[str, Any]
    carer: str
    chance: Random

    def referral(self, child: str, *, on: date, consent: str = "given") -> ReferralDetails:
        """Give the referral that brings the family at this moment: of a family that nobody could
        speak with, less is known.
        """
        is_known = consent == "given"
        return ReferralDetails(
            received_on=on,
            source=self.situation["source"],
            referrer=self.situation["referrer"],
            primary_need=self.situation["need"],
            concerns=self.say("concerns", child),
            consent=consent,
            consent_reason=""
            if consent == "given"
            else "No answer by telephone; a letter has been sent.",
            received_time=in_london(clock.now()).time().replace(second=0, microsecond=0),
            child_voice=f"{child} wants things to be calm at home." if is_known else "",
            child_not_heard="" if is_known else "Nobody could speak with the family yet.",
            early_help="helped" if is_known else "not_known",
            earlier_help=self._earlier_help(on) if is_known else (),
            family_told=TellingDetails(
                is_told=True, told_on=on, way="telephone", told_by=self.situation["referrer"]
            )
            if is_known
            else None,
        )

    @staticmethod
    def _earlier_help(on: date) -> tuple[HelpDetails, ...]:
        return (
            HelpDetails(
                what="Meetings with the family worker at the family centre",
                by_whom="Family centre",
                from_on=on - timedelta(days=200),
                to_on=on - timedelta(days=60),
                outcome="Helped for a while; it was not enough.",
            ),
        )

    def say(self, name: str, child: str) -> str:
        """Give one text of the situation, about one child."""
        text: str = self.situation[name]
        return self._about(text, child)

    def account(self, child: str) -> str:
        """Give an account of a visit."""
        return self._about(self.chance.choice(self.situation["accounts"]), child)

    def record(self, name: str) -> str:
        """Give a turn of phrase for a record: home, present, parents, discussion and the like."""
        phrase: str = self.chance.choice(content("sayings")["records"][name])
        return phrase

    def voice(self, child: Person, on: date) -> str:
        """Give what a child of that age said or showed."""
        voices: dict[str, list[str]] = content("sayings")["voices"]
        age = child.age_on(on)
        if age is None:
            return self.chance.choice(voices["unborn"])
        band = max(int(key) for key in voices if key.isdigit() and int(key) <= age)
        return self.chance.choice(voices[str(band)])

    def sections(self, titles: Mapping[str, str], child: str) -> dict[str, str]:
        """Write the sections of an assessment, by code."""
        sentences: list[str] = content("sayings")["assessment"]["sentences"]
        return {
            code: self._about(" ".join(self.chance.sample(sentences, 2)), child) for code in titles
        }

    def factors(self, *, is_plan: bool) -> list[str]:
        """Give the census's factors that fit the family's need."""
        if not is_plan:
            return ["21"]
        return {"N1": ["16A"], "N2": ["6A"], "N3": ["4B"]}.get(self.situation["need"], ["4B", "20"])

    def recommendation(self, name: str, child: str) -> str:
        """Give the reason for an assessment's outcome: reason_plan or reason_none."""
        return self._about(content("sayings")["assessment"][name], child)

    def actions(self, on: date) -> list[tuple[str, str, str, date]]:
        """List the plan's actions: what, who, whose kind, and the last day on which it is in
        time.
        """
        owners = [(self.carer, "family"), ("Social worker", "professional"), (self.carer, "family")]
        return [
            (what, owner, kind, on + timedelta(weeks=self.chance.randint(2, 8)))
            for what, (owner, kind) in zip(self.situation["actions"], owners, strict=False)
        ]

    def _about(self, text: str, child: str) -> str:
        return text.format(child=child, carer=self.carer)
