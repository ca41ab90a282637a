"""What a person has at hand, where they are, and what they want to hear."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rearguard.app.person.language import SYSTEM, languages
from rearguard.app.person.paths import Home
from rearguard.core.errors import Misuse
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.library.exercise import Need
from rearguard.session.verbosity import Talk

PLACES = ("floor", "desk", "office")
"""floor: anywhere with space to lie down; desk: beside the chair; office: the same, in clothes that a band and a
wide step are too much for."""

LOUDEST = 100
"""Percent."""

SLOWEST, FASTEST = 0.5, 2.0
"""Times the voice's own pace: what is still understood, and what every system's voice can do."""

FILE = "settings.json"


@value
class Settings:
    """What holds until it is changed. At first everything that the article's routine needs is at hand."""

    have: frozenset[Need] = frozenset({Need.BAND, Need.WALL, Need.CHAIR, Need.FLOOR})
    place: str = "floor"
    talk: Talk = Talk.ALL
    volume: int = 80
    rate: float = 1.0
    letters: bool = True
    """Whether single letters and digits do something in the page: whoever dictates sets them off by speaking."""
    language: str = SYSTEM
    """What the page and the reminders speak; a command speaks as its environment says."""

    @property
    def speaking_rate(self) -> float:
        """How fast the cues are to be reckoned with: as they are spoken, or read where nothing is spoken."""
        return self.rate if self.talk in {Talk.ALL, Talk.CHANGES} else 1.0

    def as_json(self) -> dict[str, Any]:
        """Return them as JSON values."""
        return {
            "have": sorted(self.have),
            "place": self.place,
            "talk": self.talk,
            "volume": self.volume,
            "rate": self.rate,
            "letters": self.letters,
            "language": self.language,
        }


def settings(home: Home) -> Settings:
    """Return the settings; what can't be read is as at first."""
    try:
        return parse(json.loads((home.config / FILE).read_bytes()))
    except (OSError, ValueError, RecursionError, Misuse):
        return Settings()


def change(home: Home, data: Mapping[str, Any]) -> Settings:
    """Keep new settings and return them.

    Raises:
        Misuse: they are not settings.
        Refusal: they can't be written; those of before hold.
    """
    new = parse(data)
    home.keep(FILE, new.as_json())
    return new


def parse(data: object) -> Settings:
    """Return the settings that JSON values mean; what is absent is as at first.

    Raises:
        Misuse: a value is none of those that there are.
    """
    known = Settings().as_json()
    match data:
        case {**given} if given.keys() <= known.keys():
            values = {**known, **{str(key): one for key, one in given.items() if one is not None}}
        case _:
            raise Misuse(Message("Settings are: have, place, talk, volume, rate, letters, language."))
    have, place, talk, volume, rate, letters, language = (values[key] for key in known)
    if not isinstance(have, list) or not set(map(str, have)) <= set(Need):
        raise Misuse(Message("have: a list of {needs}", {"needs": ", ".join(Need)}))
    if place not in PLACES:
        raise Misuse(Message("place: one of {places}", {"places": ", ".join(PLACES)}))
    if talk not in list(Talk):
        raise Misuse(Message("talk: one of {talks}", {"talks": ", ".join(Talk)}))
    if type(volume) is not int or not 0 <= volume <= LOUDEST:
        raise Misuse(Message("volume: a whole number from 0 to {loudest}", {"loudest": LOUDEST}))
    if type(rate) not in {int, float} or not SLOWEST <= rate <= FASTEST:
        raise Misuse(Message("rate: a number from {slowest} to {fastest}", {"slowest": SLOWEST, "fastest": FASTEST}))
    if type(letters) is not bool:
        raise Misuse(Message("letters: true or false"))
    there = (SYSTEM, *languages())
    if language not in there:
        raise Misuse(Message("language: one of {languages}", {"languages": ", ".join(there)}))
    return Settings(frozenset(map(Need, have)), place, Talk(talk), volume, float(rate), letters, language)
