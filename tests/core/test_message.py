from hypothesis import given
from hypothesis import strategies as st

from rearguard.core.message import Message, counted, format_number

GERMAN = {
    "0.1": "0,1",
    "{count} set": "{count} Satz",
    "{count} sets": "{count} Sätze",
    "{exercise}, {side}.": "{side}: {exercise}.",
    "right leg": "rechts",
    "Clamshell": "Muschel",
}


def german(text: str) -> str:
    return GERMAN.get(str(text), text)


def test_a_message_is_readable_as_it_is() -> None:
    assert str(Message("{count} sets of {name}", {"count": 3, "name": "bridges"})) == "3 sets of bridges"


def test_a_translation_may_turn_the_order_and_messages_inside_are_translated_too() -> None:
    message = Message("{exercise}, {side}.", {"exercise": Message("Clamshell"), "side": Message("right leg")})

    assert message.render(german) == "rechts: Muschel."
    assert message.render() == "Clamshell, right leg."


@given(st.text())
def test_a_text_without_values_is_shown_to_the_letter(text: str) -> None:
    assert Message(text).render() == text


@given(st.text())
def test_a_value_is_shown_to_the_letter(value: str) -> None:
    assert Message("“{value}”", {"value": value}).render() == f"“{value}”"


def test_what_is_counted_has_the_form_that_goes_with_its_number() -> None:
    sets = [counted("{count} set", "{count} sets", count) for count in (0, 1, 2)]
    assert [set_.render() for set_ in sets] == ["0 sets", "1 set", "2 sets"]
    assert [set_.render(german) for set_ in sets] == ["0 Sätze", "1 Satz", "2 Sätze"]


def test_a_number_has_the_languages_decimal_mark() -> None:
    half = Message("{percent} %", {"percent": 94.8})
    assert (half.render(), half.render(german)) == ("94.8 %", "94,8 %")
    assert (format_number(0.25), format_number(7.0, german), format_number(1.5, german)) == ("0.25", "7", "1,5")
