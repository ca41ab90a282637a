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
from rearguard.app.training.live_session import session_state_json
from rearguard.core.errors import IllegalCommand, Refusal
from rearguard.web.session.schemas import (
    LIVE_REQUEST_ADAPTER,
    AnswerQuestionRequest,
    CameraFrameRequest,
    CountRequest,
    LiveRequest,
    SessionCommandRequest,
    StartTestRequest,
)

socket_router = APIRouter()


DISCONNECT_ERRORS = (WebSocketDisconnect, RuntimeError)
"""What sending to a page that is going away may raise; `Live.join` hears of it next."""


class LiveConnections:
    """The pages that are open."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.pages: set[WebSocket] = set()
        self.camera_client: WebSocket | None = None
        """The page whose camera watches."""

    async def serve(self, page: WebSocket) -> None:
        """Serve one page until it goes."""
        await page.accept()
        self.pages.add(page)
        try:
            self.application.revalidate()
            await _send(page, self._session_message())
            while (said := await page.receive())["type"] == "websocket.receive":
                await self._handle_message(page, said.get("text") or said.get("bytes") or b"")
        except Refusal as refusal:  # the journal can't be read: there is nothing to serve
            await _send(page, _refusal_message(refusal))
            with contextlib.suppress(*DISCONNECT_ERRORS):
                await page.close(1011)
        finally:
            self.pages.discard(page)

    async def _handle_message(self, page: WebSocket, said: str | bytes) -> None:
        """Carry out what one page said, and tell all pages where that leads."""
        shape, stand, asked = self._session_key(), self._progress_key(), self._question_key()
        answer, for_all = self._try_carry_out(page, said)
        if self._session_key() != shape:
            await self._broadcast(self._session_message())
            if answer["type"] == "state":  # told with the session
                return
        if for_all:
            await self._broadcast(answer)
        else:
            await _send(page, answer)
        if answer["type"] == "coach" and self._progress_key() != stand:
            await self._broadcast(self._state_message())
        if answer["type"] != "coach" and self._question_key() != asked:
            await self._broadcast(self._coach_message())

    def _try_carry_out(self, page: WebSocket, said: str | bytes) -> tuple[dict[str, Any], bool]:
        """Carry out what was said; return the answer, and whether it is for all pages."""
        try:
            self.application.revalidate()
            return self._carry_out(page, LIVE_REQUEST_ADAPTER.validate_json(said))
        except ValidationError as error:
            return _error_message("misuse", str(error.errors(include_url=False)[0]["msg"])), False
        except Refusal as refusal:
            return _refusal_message(refusal), False
        except IllegalCommand:
            # The page knew an older state than there is: it needs the new one, not a scolding.
            return self._state_message(), False

    def _carry_out(self, page: WebSocket, said: LiveRequest) -> tuple[dict[str, Any], bool]:
        match said:
            case CameraFrameRequest():
                self._process_frame(page, said)
                return self._coach_message(), False
            case AnswerQuestionRequest(yes=yes):
                if self.application.live_coach is not None:
                    self.application.live_coach.answer_question(yes=yes)
                return self._coach_message(), True
            case StartTestRequest(test=test, level=level):
                self.application.start_test(test, level)
            case CountRequest(count=count):
                self.application.apply("counted", score=count)
            case SessionCommandRequest(do="start"):
                self.application.start_session(said.to_plan_request())
            case SessionCommandRequest(do="end"):
                self.application.abandon()
            case SessionCommandRequest(do="unsee"):
                self._stop_camera(page)
                return self._coach_message(), True  # what was shown of the set is over
            case SessionCommandRequest(do=do, score=score):
                self.application.apply(do, score=score)
        return self._state_message(), said.do != "tick"

    def _process_frame(self, page: WebSocket, seen: CameraFrameRequest) -> None:
        """Look with one page's camera: the first one's, until it goes or looks away."""
        if self.camera_client not in self.pages:
            self.camera_client = page
        if self.camera_client is page:
            self.application.process_frame(seen.t, seen.size, [(one.image, one.world) for one in seen.people])

    def _stop_camera(self, page: WebSocket) -> None:
        """Look no more with a page's camera."""
        if self.camera_client is page:
            self.camera_client = None
            if self.application.live_coach is not None:
                self.application.live_coach.stop_watching()

    def _session_key(self) -> tuple[object, ...]:
        """Return what a page must have anew, whole, when it changes."""
        training = self.application.live_session
        if training is None:
            return ()
        return training.session_id, training.state.revision, training.is_interrupted, training.test_json()

    def _progress_key(self) -> tuple[object, ...]:
        """Return what all pages must hear of when a coach changes it."""
        training = self.application.live_session
        if training is None:
            return ()
        state = training.state
        return state.status, state.step_index, state.pace and state.pace.waits_at

    def _question_key(self) -> object:
        coaching = self.application.live_coach
        return coaching and (coaching.open_question_id, coaching.last_recording)

    def _coach_message(self) -> dict[str, Any]:
        coaching = self.application.live_coach
        return {"type": "coach", "coach": None if coaching is None else coaching.coach_json(_)}

    def _session_message(self) -> dict[str, Any]:
        return {"type": "session", "session": self.application.session_json(_)}

    def _state_message(self) -> dict[str, Any]:
        training = self.application.live_session
        return {"type": "state", "state": None if training is None else session_state_json(training)}

    async def _broadcast(self, message: dict[str, Any]) -> None:
        for page in tuple(self.pages):
            await _send(page, message)


async def _send(page: WebSocket, message: dict[str, Any]) -> None:
    with contextlib.suppress(*DISCONNECT_ERRORS):
        await page.send_json(message)


def _refusal_message(refusal: Refusal) -> dict[str, Any]:
    return _error_message(refusal.code, refusal.message.render(_))


def _error_message(code: str, message: str) -> dict[str, Any]:
    return {"type": "error", "code": code, "message": message}


@socket_router.websocket("/session/live")
async def connect_session(page: WebSocket) -> None:
    """Follow the session and steer it."""
    hub: LiveConnections = page.app.state.live
    await hub.serve(page)
