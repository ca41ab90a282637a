"""Translations of click's own texts.

click looks its texts up in gettext's default domain and ships no catalogue, so ours takes that place. The texts are
listed here only to be extracted; a text that a later click adds appears in English. Commands, options and the names of
their values stay untranslated, since users type them.
"""

from __future__ import annotations

import gettext

from rearguard.app.person.language import GETTEXT_DOMAIN, LOCALE_FOLDER, SOURCE_LANGUAGE, current_language
from rearguard.core.message import Message, counted

PARSER_TEXTS = (
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


def translate_parser() -> None:
    """Make click use our catalogue, unless the language is English."""
    if current_language() != SOURCE_LANGUAGE:
        gettext.bindtextdomain(GETTEXT_DOMAIN, LOCALE_FOLDER)
        gettext.textdomain(GETTEXT_DOMAIN)
