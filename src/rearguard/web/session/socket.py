"""The session over a WebSocket: every open page sees the same session.

The page sends commands and, while the session runs, a tick every second and at each step's boundary; the server has no
timer of its own. When ticks stop coming, the next tick finds the gap and the session has paused itself, whether the
page was frozen, reloaded, or the machine asleep.
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
"""What sending to a page that is closing may raise. `LiveConnections.serve` notices the closing next."""


class LiveConnections:
    """The open pages."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.pages: set[WebSocket] = set()
        self.camera_client: WebSocket | None = None
        """The page whose camera is in use."""

    async def serve(self, page: WebSocket) -> None:
        """Serve a page until it disconnects."""
        await page.accept()
        self.pages.add(page)
        try:
            self.application.revalidate()
            await _send(page, self._session_message())
            while (message := await page.receive())["type"] == "websocket.receive":
                await self._handle_message(page, message.get("text") or message.get("bytes") or b"")
        except Refusal as refusal:  # the journal can't be read, so there is nothing to serve
            await _send(page, _refusal_message(refusal))
            with contextlib.suppress(*DISCONNECT_ERRORS):
                await page.close(1011)
        finally:
            self.pages.discard(page)

    async def _handle_message(self, page: WebSocket, text: str | bytes) -> None:
        """Apply a page's message, and send the result to that page or to all pages."""
        old_session, old_progress, old_question = self._session_key(), self._progress_key(), self._question_key()
        reply, for_all = self._try_apply(page, text)
        if self._session_key() != old_session:
            await self._broadcast(self._session_message())
            if reply["type"] == "state":  # the session's message includes the state
                return
        if for_all:
            await self._broadcast(reply)
        else:
            await _send(page, reply)
        if reply["type"] == "coach" and self._progress_key() != old_progress:
            await self._broadcast(self._state_message())
        if reply["type"] != "coach" and self._question_key() != old_question:
            await self._broadcast(self._coach_message())

    def _try_apply(self, page: WebSocket, text: str | bytes) -> tuple[dict[str, Any], bool]:
        """Apply a message; return the reply, and whether it is for all pages."""
        try:
            self.application.revalidate()
            return self._apply(page, LIVE_REQUEST_ADAPTER.validate_json(text))
        except ValidationError as error:
            return _error_message("misuse", str(error.errors(include_url=False)[0]["msg"])), False
        except Refusal as refusal:
            return _refusal_message(refusal), False
        except IllegalCommand:
            # The page acted on an outdated state: send the current state instead of an error.
            return self._state_message(), False

    def _apply(self, page: WebSocket, request: LiveRequest) -> tuple[dict[str, Any], bool]:
        match request:
            case CameraFrameRequest():
                self._process_frame(page, request)
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
                self.application.start_session(request.to_plan_request())
            case SessionCommandRequest(do="end"):
                self.application.abandon()
            case SessionCommandRequest(do="unsee"):
                self._stop_camera(page)
                return self._coach_message(), True  # every page must clear the coach's display
            case SessionCommandRequest(do=do, score=score):
                self.application.apply(do, score=score)
        return self._state_message(), request.do != "tick"

    def _process_frame(self, page: WebSocket, frame: CameraFrameRequest) -> None:
        """Process a camera frame. Only the first page's camera counts, until that page closes or its camera stops."""
        if self.camera_client not in self.pages:
            self.camera_client = page
        if self.camera_client is page:
            self.application.process_frame(
                frame.t, frame.size, [(person.image, person.world) for person in frame.people]
            )

    def _stop_camera(self, page: WebSocket) -> None:
        """Stop using a page's camera."""
        if self.camera_client is page:
            self.camera_client = None
            if self.application.live_coach is not None:
                self.application.live_coach.stop_watching()

    def _session_key(self) -> tuple[object, ...]:
        """Return a key that changes when every page needs the whole session again."""
        session = self.application.live_session
        if session is None:
            return ()
        return session.session_id, session.state.revision, session.is_interrupted, session.test_json()

    def _progress_key(self) -> tuple[object, ...]:
        """Return a key that changes when the coach moves the session on, which all pages need to know."""
        session = self.application.live_session
        if session is None:
            return ()
        state = session.state
        return state.status, state.step_index, state.pace and state.pace.waits_at

    def _question_key(self) -> object:
        """Return a key that changes when the coach has a new question or recording."""
        coach = self.application.live_coach
        return coach and (coach.open_question_id, coach.last_recording)

    def _coach_message(self) -> dict[str, Any]:
        coach = self.application.live_coach
        return {"type": "coach", "coach": None if coach is None else coach.coach_json(_)}

    def _session_message(self) -> dict[str, Any]:
        return {"type": "session", "session": self.application.session_json(_)}

    def _state_message(self) -> dict[str, Any]:
        session = self.application.live_session
        return {"type": "state", "state": None if session is None else session_state_json(session)}

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
    """Connect a page to the session."""
    connections: LiveConnections = page.app.state.live
    await connections.serve(page)
