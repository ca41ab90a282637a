from hypothesis import given
from hypothesis import strategies as st

from rearguard.core.message import Message

GERMAN = {"{exercise}, {side}.": "{side}: {exercise}.", "right side": "rechts", "Clamshell": "Muschel"}


def german(text: str) -> str:
    return GERMAN.get(text, text)


def test_a_message_is_readable_as_it_is() -> None:
    assert str(Message("{count} sets of {name}", {"count": 3, "name": "bridges"})) == "3 sets of bridges"


def test_a_translation_may_turn_the_order_and_messages_inside_are_translated_too() -> None:
    message = Message("{exercise}, {side}.", {"exercise": Message("Clamshell"), "side": Message("right side")})

    assert message.render(german) == "rechts: Muschel."
    assert message.render() == "Clamshell, right side."


@given(st.text())
def test_a_text_without_values_is_shown_to_the_letter(text: str) -> None:
    assert Message(text).render() == text


@given(st.text())
def test_a_value_is_shown_to_the_letter(value: str) -> None:
    assert Message("“{value}”", {"value": value}).render() == f"“{value}”"
