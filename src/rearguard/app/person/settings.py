"""What a person has at hand, where they are, and what they want to hear."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rearguard.app.person.language import SYSTEM_LANGUAGE, list_languages
from rearguard.app.person.paths import Paths
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.library.exercise import Equipment
from rearguard.session.verbosity import Verbosity

LOCATIONS = ("floor", "desk", "office")
"""floor: anywhere with space to lie down; desk: beside the chair; office: the same, in clothes that a band and a
wide step are too much for."""

MAX_VOLUME_PERCENT = 100
"""Percent."""

MIN_VOICE_RATE, MAX_VOICE_RATE = 0.5, 2.0
"""Times the voice's own pace: what is still understood, and what every system's voice can do."""

SETTINGS_FILE = "settings.json"


@value
class Settings:
    """What holds until it is changed. At first everything that the article's routine needs is at hand."""

    have: frozenset[Equipment] = frozenset({Equipment.BAND, Equipment.WALL, Equipment.CHAIR, Equipment.FLOOR})
    place: str = "floor"
    talk: Verbosity = Verbosity.ALL
    volume: int = 80
    rate: float = 1.0
    letters: bool = True
    """Whether single letters and digits do something in the page: whoever dictates sets them off by speaking."""
    language: str = SYSTEM_LANGUAGE
    """What the page and the reminders speak; a command speaks as its environment says."""

    @property
    def speaking_rate(self) -> float:
        """How fast the cues are to be reckoned with: as they are spoken, or read where nothing is spoken."""
        return self.rate if self.talk in {Verbosity.ALL, Verbosity.CHANGES} else 1.0

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


def read_settings(home: Paths) -> Settings:
    """Return the settings; what can't be read is as at first."""
    try:
        return parse_settings(json.loads((home.config / SETTINGS_FILE).read_bytes()))
    except (OSError, ValueError, RecursionError, InvalidRequest):
        return Settings()


def change_settings(home: Paths, data: Mapping[str, Any]) -> Settings:
    """Keep new settings and return them.

    Raises:
        Misuse: they are not settings.
        Refusal: they can't be written; those of before hold.
    """
    new = parse_settings(data)
    home.write_config(SETTINGS_FILE, new.as_json())
    return new


def parse_settings(data: object) -> Settings:
    """Return the settings that JSON values mean; what is absent is as at first.

    Raises:
        Misuse: a value is none of those that there are.
    """
    known = Settings().as_json()
    match data:
        case {**given} if given.keys() <= known.keys():
            values = {**known, **{str(key): one for key, one in given.items() if one is not None}}
        case _:
            raise InvalidRequest(Message("Settings are: have, place, talk, volume, rate, letters, language."))
    have, place, talk, volume, rate, letters, language = (values[key] for key in known)
    if not isinstance(have, list) or not set(map(str, have)) <= set(Equipment):
        raise InvalidRequest(Message("have: a list of {needs}", {"needs": ", ".join(Equipment)}))
    if place not in LOCATIONS:
        raise InvalidRequest(Message("place: one of {places}", {"places": ", ".join(LOCATIONS)}))
    if talk not in list(Verbosity):
        raise InvalidRequest(Message("talk: one of {talks}", {"talks": ", ".join(Verbosity)}))
    if type(volume) is not int or not 0 <= volume <= MAX_VOLUME_PERCENT:
        raise InvalidRequest(Message("volume: a whole number from 0 to {loudest}", {"loudest": MAX_VOLUME_PERCENT}))
    if type(rate) not in {int, float} or not MIN_VOICE_RATE <= rate <= MAX_VOICE_RATE:
        raise InvalidRequest(
            Message(
                "rate: a number from {slowest} to {fastest}", {"slowest": MIN_VOICE_RATE, "fastest": MAX_VOICE_RATE}
            )
        )
    if type(letters) is not bool:
        raise InvalidRequest(Message("letters: true or false"))
    there = (SYSTEM_LANGUAGE, *list_languages())
    if language not in there:
        raise InvalidRequest(Message("language: one of {languages}", {"languages": ", ".join(there)}))
    return Settings(frozenset(map(Equipment, have)), place, Verbosity(talk), volume, float(rate), letters, language)
