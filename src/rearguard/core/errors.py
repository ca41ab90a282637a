"""Exceptions, split by whose fault it is."""

from rearguard.core.message import Message


class RearguardError(Exception):
    """The base of all of ours. Raise a leaf."""


class Refusal(RearguardError):
    """What was asked is not possible or not allowed; `message` says why and what to do. A face shows it."""

    code = "refused"
    """What a program may go by."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.render())
        self.message = message


class InvalidRequest(Refusal):
    """What was asked makes no sense (an unknown id, a wrong number): the asker must ask otherwise."""

    code = "misuse"


class NotCleared(Refusal):
    """The safety screen gives no leave to exercise."""

    code = "not-cleared"


class IllegalCommand(RearguardError):
    """A command that the state it met does not allow; nothing has changed."""
