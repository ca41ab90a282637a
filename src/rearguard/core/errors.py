"""The base exceptions: refused requests and illegal commands."""

from rearguard.core.message import Message


class RearguardError(Exception):
    """Base class of all exceptions of this project; raise a subclass."""


class Refusal(RearguardError):
    """A request that is not possible or not allowed; `message` says why and what to do, for the user to read."""

    code = "refused"
    """The stable, machine-readable kind of refusal."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.render())
        self.message = message


class InvalidRequest(Refusal):
    """A request that makes no sense (an unknown id, a number out of range): the caller must change it."""

    code = "misuse"


class NotCleared(Refusal):
    """No clearance to exercise from the safety check."""

    code = "not-cleared"


class IllegalCommand(RearguardError):
    """A command that the current state does not allow; the state is unchanged."""
