"""Every response of the server to a person with a past: the content of tests/wire."""

from __future__ import annotations

from datetime import timedelta

from starlette.testclient import TestClient

from rearguard.app.application import Application
from rearguard.app.person.paths import Paths
from rearguard.app.person.symptoms import Symptoms, log_symptoms
from rearguard.app.training.planning import PlanRequest
from rearguard.core.message import untranslated
from rearguard.web.site import make_site
from support.camera_session import feed_camera, plan_request_for, replay_empty_room, replay_sights, simulate_clean_set
from support.hip_replacement_program import read_hip_replacement_program
from support.home_fixture import ALL_NO_ANSWERS, ManualClock, answer_screening
from support.http_client import BASE_URL, PORT, TOKEN, Json, LiveConnection, connect_live, tick_seconds

DAY = 24 * 3600
CAUTION = {**ALL_NO_ANSWERS, "C2": "yes", "C2-problem": "no", "C2-late": "yes", "C2-girdle": "no", "C6": "yes"}


def everything(home: Paths, clock: ManualClock) -> dict[str, Json]:
    answer_screening(home, clock)
    clock.advance(60)
    play(Application(home, clock), PlanRequest(minutes=3), 40, clock)
    clock.advance(DAY)
    application = Application(home, clock)
    responses: dict[str, Json] = {"coach": coached(application, clock)}
    clock.advance(DAY)
    play(application, PlanRequest(), 415, clock)
    session = application.live_session.session_id if application.live_session else None
    log_symptoms(application.diary, Symptoms(effort=6, session=session))
    clock.advance(DAY)
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with TestClient(make_site(application, token=TOKEN, port=PORT), BASE_URL, headers=headers) as client:
        names = ("texts", "settings", "library", "plan", "history", "voice")
        responses |= {name: client.get(f"/api/{name}").json() for name in names}
        responses |= told(client, clock)
        responses["closing"] = client.get(f"/api/history/{responses['history'][0]['session']}").json()
        responses["screen-next"] = client.post("/api/screen/next", json={"answers": {}}).json()
        with connect_live(client) as (page, _):
            responses["session"] = page.send("start")["session"]
            responses["state"] = page.send("tick")["state"]
        application.abandon()
        prescription = {"file": "hip.toml", "text": read_hip_replacement_program()}
        assert client.post("/api/prescription", json=prescription).json() == {
            "program": "after-hip-replacement",
            "new": True,
        }
        responses |= {name: client.get(f"/api/{name}").json() for name in ("prescription", "holdings", "exports")}
        # Whether anything was spoken by now is not part of the contract.
        responses["holdings"]["files"] = [name for name in responses["holdings"]["files"] if name != "voice"]
        responses["progress"] = client.post(
            "/api/progress/level", json={"exercise": "clamshell", "level": "band"}
        ).json()
        with connect_live(client) as (page, _):
            responses |= self_tested(client, page, clock)
        application.abandon()
        responses["screen"] = client.post("/api/screen", json={"answers": CAUTION}).json()
    return responses


def self_tested(client: TestClient, page: LiveConnection, clock: ManualClock) -> dict[str, Json]:
    """Return the server's responses on self-tests: one three weeks before, and one whose stands the person counts."""
    for side, seconds in (("left", 31.5), ("right", 40.0)):
        response = client.post("/api/tests", json={"test": "one-leg-stance", "side": side, "value": seconds})
        assert response.status_code == 200
    clock.advance(20 * DAY)
    page.send("test", test="one-leg-stance")
    for seconds in (12, 20, 19, 33, 25, 30):
        tick_seconds(page, clock, 10 + seconds)  # the lead-in or a switch, and a try
        page.send("skip")
    page.send("end")
    page.send("test", test="chair-stand")
    tick_seconds(page, clock, 39)
    clock.advance(1)
    over = page.send("tick")["session"]["test"]
    return {"tests": client.get("/api/tests").json(), "under-test": over}


def told(client: TestClient, clock: ManualClock) -> dict[str, Json]:
    """Return the server's responses on a day that was recorded by hand until noon."""
    day = [("00:00", "07:00", "lying"), ("08:00", "10:00", "sitting"), ("10:00", "10:30", "walking")]
    for start, end, activity in day:
        assert client.post("/api/told", json={"start": start, "end": end, "activity": activity}).status_code == 200
    client.post("/api/felt", json={"numb": 6, "wobble": 3})
    until = (clock.now() + timedelta(hours=4)).isoformat()
    responses = {name: client.get(f"/api/{name}").json() for name in ("day", "days", "effects", "reminders")}
    responses["what-if"] = client.get("/api/what-if", params={"until": until}).json()
    # What the machine's desktop shows now is not part of the contract.
    why = client.get("/api/why").json()
    assert why.keys() == {"nudge", "why", "watching"}
    responses["why"] = {"nudge": False, "why": ["It doesn't look like you're sitting here."], "watching": False}
    return responses


def coached(application: Application, clock: ManualClock) -> list[Json]:
    """Return the coach's responses in an empty room, in the midst of a set, and after it with the question about it."""
    application.start_session(plan_request_for("clamshell"))
    messages: list[Json] = []

    def listen() -> None:
        assert application.live_coach is not None
        messages.append(application.live_coach.coach_json(untranslated))

    feed_camera(application, clock, replay_empty_room(15.0), listen)
    spoken = next(message for message in messages if message["say"])
    feed_camera(application, clock, replay_sights(simulate_clean_set("clamshell"), after=15.0), listen)
    midst = next(message for message in messages if message["showing"]["reps"])
    while application.live_coach is not None and application.live_coach.open_question_id is None:
        clock.advance(1)
        application.apply("tick")
    listen()
    examples = [spoken, midst, messages[-1]]
    application.abandon()
    # A simulated knee's position at one moment is not part of the contract.
    return [
        {**message, "showing": {**message["showing"], "value": message["showing"]["value"] and 0.5}}
        for message in examples
    ]


def play(application: Application, wish: PlanRequest, seconds: int, clock: ManualClock) -> None:
    """Begin a session and play a number of seconds of it."""
    training = application.start_session(wish, lead=0.0)
    for _ in range(seconds):
        clock.advance(1)
        training.apply("tick")
