"""What the parser of the command line says by itself, in the reader's language.

click asks gettext's own domain for its texts and brings no catalogue, so ours is put in its place. Its texts stand
here only to be gathered; one of a later click that is missing is said in English. What a program's user types stays
as it is: commands, options, and the names of what they take.
"""

from __future__ import annotations

import gettext

from rearguard.app.person.language import DOMAIN, LOCALE, SOURCE, language
from rearguard.core.message import Message, counted

TEXTS = (
    Message("Usage:"),
    Message("Options"),
    Message("Commands"),
    Message("Show this message and exit."),
    Message("default: {default}"),
    Message("Try '{command} {option}' for help."),
    Message("Invalid value: {message}"),
    Message("Invalid value for {param_hint}: {message}"),
    Message("Missing argument"),
    Message("Missing option"),
    Message("Missing command."),
    Message("No such option {name!r}."),
    Message("Option {name!r} does not take a value."),
    Message("{name} {filename!r} does not exist."),
    Message("{name} {filename!r} is a directory."),
    Message("{name} {filename!r} is a file."),
    Message("{name} {filename!r} is not readable."),
    Message("{value!r} is not a valid {number_type}."),
    Message("{value} is not in the range {range}."),
    Message("file"),
    Message("directory"),
    Message("path"),
    counted("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
    counted("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
    counted("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1),
    counted("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1),
)


def follow() -> None:
    """Let the parser speak the reader's language."""
    if language() != SOURCE:
        gettext.bindtextdomain(DOMAIN, LOCALE)
        gettext.textdomain(DOMAIN)
