"""The session over a WebSocket: every open page sees the same one.

The page sends commands and, while the session runs, a tick a second and at each step's boundary; nothing on
this side waits or wakes. When the ticks stop coming, the next one finds the gap and the session has paused
itself, whether the page was frozen, reloaded, or the machine asleep.
"""

from __future__ import annotations

import contextlib
from typing import Any

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import ValidationError

from rearguard.app.application import Application
from rearguard.app.person.language import _
from rearguard.app.training.live_session import state_document
from rearguard.core.errors import IllegalCommand, Refusal
from rearguard.web.session.requests import Answering, Command, Counted, Said, See, Testing, Words

router = APIRouter(prefix="/api")


GONE = (WebSocketDisconnect, RuntimeError)
"""What sending to a page that is going away may raise; `Live.join` hears of it next."""


class Live:
    """The pages that are open."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.pages: set[WebSocket] = set()
        self.eye: WebSocket | None = None
        """The page whose camera watches."""

    async def join(self, page: WebSocket) -> None:
        """Serve one page until it goes."""
        await page.accept()
        self.pages.add(page)
        try:
            self.application.heed()
            await _tell(page, self._session())
            while (said := await page.receive())["type"] == "websocket.receive":
                await self._hear(page, said.get("text") or said.get("bytes") or b"")
        except Refusal as refusal:  # the journal can't be read: there is nothing to serve
            await _tell(page, _refusal(refusal))
            with contextlib.suppress(*GONE):
                await page.close(1011)
        finally:
            self.pages.discard(page)

    async def _hear(self, page: WebSocket, said: str | bytes) -> None:
        """Carry out what one page said, and tell all pages where that leads."""
        shape, stand, asked = self._shape(), self._stand(), self._asked()
        answer, for_all = self._obey(page, said)
        if self._shape() != shape:
            await self._tell_all(self._session())
            if answer["type"] == "state":  # told with the session
                return
        if for_all:
            await self._tell_all(answer)
        else:
            await _tell(page, answer)
        if answer["type"] == "coach" and self._stand() != stand:
            await self._tell_all(self._state())
        if answer["type"] != "coach" and self._asked() != asked:
            await self._tell_all(self._coach())

    def _obey(self, page: WebSocket, said: str | bytes) -> tuple[dict[str, Any], bool]:
        """Carry out what was said; return the answer, and whether it is for all pages."""
        try:
            self.application.heed()
            return self._carry_out(page, Said.validate_json(said))
        except ValidationError as error:
            return _error("misuse", str(error.errors(include_url=False)[0]["msg"])), False
        except Refusal as refusal:
            return _refusal(refusal), False
        except IllegalCommand:
            # The page knew an older state than there is: it needs the new one, not a scolding.
            return self._state(), False

    def _carry_out(self, page: WebSocket, said: Words) -> tuple[dict[str, Any], bool]:
        match said:
            case See():
                self._see(page, said)
                return self._coach(), False
            case Answering(yes=yes):
                if self.application.coaching is not None:
                    self.application.coaching.answer(yes=yes)
                return self._coach(), True
            case Testing(test=test, level=level):
                self.application.begin_test(test, level)
            case Counted(count=count):
                self.application.do("counted", score=count)
            case Command(do="start"):
                self.application.begin(said.wish())
            case Command(do="end"):
                self.application.put_away()
            case Command(do="unsee"):
                self._unsee(page)
                return self._coach(), True  # what was shown of the set is over
            case Command(do=do, score=score):
                self.application.do(do, score=score)
        return self._state(), said.do != "tick"

    def _see(self, page: WebSocket, seen: See) -> None:
        """Look with one page's camera: the first one's, until it goes or looks away."""
        if self.eye not in self.pages:
            self.eye = page
        if self.eye is page:
            self.application.see(seen.t, seen.size, [(one.image, one.world) for one in seen.people])

    def _unsee(self, page: WebSocket) -> None:
        """Look no more with a page's camera."""
        if self.eye is page:
            self.eye = None
            if self.application.coaching is not None:
                self.application.coaching.unsee()

    def _shape(self) -> tuple[object, ...]:
        """Return what a page must have anew, whole, when it changes."""
        training = self.application.training
        if training is None:
            return ()
        return training.name, training.state.revision, training.interrupted, training.test()

    def _stand(self) -> tuple[object, ...]:
        """Return what all pages must hear of when a coach changes it."""
        training = self.application.training
        if training is None:
            return ()
        state = training.state
        return state.status, state.step, state.pace and state.pace.until

    def _asked(self) -> object:
        coaching = self.application.coaching
        return coaching and (coaching.asked, coaching.take)

    def _coach(self) -> dict[str, Any]:
        coaching = self.application.coaching
        return {"type": "coach", "coach": None if coaching is None else coaching.document(_)}

    def _session(self) -> dict[str, Any]:
        return {"type": "session", "session": self.application.session_document(_)}

    def _state(self) -> dict[str, Any]:
        training = self.application.training
        return {"type": "state", "state": None if training is None else state_document(training)}

    async def _tell_all(self, message: dict[str, Any]) -> None:
        for page in tuple(self.pages):
            await _tell(page, message)


async def _tell(page: WebSocket, message: dict[str, Any]) -> None:
    with contextlib.suppress(*GONE):
        await page.send_json(message)


def _refusal(refusal: Refusal) -> dict[str, Any]:
    return _error(refusal.code, refusal.message.render(_))


def _error(code: str, message: str) -> dict[str, Any]:
    return {"type": "error", "code": code, "message": message}


@router.websocket("/session/live")
async def live(page: WebSocket) -> None:
    """Follow the session and steer it."""
    hub: Live = page.app.state.live
    await hub.join(page)
