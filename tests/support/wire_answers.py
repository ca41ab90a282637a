"""Every answer of the server, of a person with a past: what tests/wire holds."""

from __future__ import annotations

from datetime import timedelta

from starlette.testclient import TestClient

from rearguard.app.application import Application
from rearguard.app.person.paths import Home
from rearguard.app.person.symptoms import Feeling, feel
from rearguard.app.training.planning import Wish
from rearguard.core.message import untranslated
from rearguard.web.site import site
from support.camera_session import nobody, only, show, sights, someone
from support.hip_replacement_program import hip_replacement
from support.home_fixture import ALL_NO, TurnedClock, answer
from support.http_client import HERE, PORT, TOKEN, Json, Line, line, tick

DAY = 24 * 3600
CAUTION = {**ALL_NO, "C2": "yes", "C2-problem": "no", "C2-late": "yes", "C2-girdle": "no", "C6": "yes"}


def everything(home: Home, clock: TurnedClock) -> dict[str, Json]:
    answer(home, clock)
    clock.turn(60)
    play(Application(home, clock), Wish(minutes=3), 40, clock)
    clock.turn(DAY)
    application = Application(home, clock)
    found: dict[str, Json] = {"coach": coached(application, clock)}
    clock.turn(DAY)
    play(application, Wish(), 415, clock)
    session = application.training.name if application.training else None
    feel(application.diary, Feeling(effort=6, session=session))
    clock.turn(DAY)
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with TestClient(site(application, token=TOKEN, port=PORT), HERE, headers=headers) as client:
        names = ("texts", "settings", "library", "plan", "history", "voice")
        found |= {name: client.get(f"/api/{name}").json() for name in names}
        found |= told(client, clock)
        found["closing"] = client.get(f"/api/history/{found['history'][0]['session']}").json()
        found["screen-next"] = client.post("/api/screen/next", json={"answers": {}}).json()
        with line(client) as (page, _):
            found["session"] = page.say("start")["session"]
            found["state"] = page.say("tick")["state"]
        application.put_away()
        brought = {"file": "hip.toml", "text": hip_replacement()}
        assert client.post("/api/prescription", json=brought).json() == {
            "program": "after-hip-replacement",
            "new": True,
        }
        found |= {name: client.get(f"/api/{name}").json() for name in ("prescription", "holdings")}
        # Whether anything was spoken by now is no part of what was agreed on.
        found["holdings"]["files"] = [name for name in found["holdings"]["files"] if name != "voice"]
        found["progress"] = client.post("/api/progress/level", json={"exercise": "clamshell", "level": "band"}).json()
        with line(client) as (page, _):
            found |= self_tested(client, page, clock)
        application.put_away()
        found["screen"] = client.post("/api/screen", json={"answers": CAUTION}).json()
    return found


def self_tested(client: TestClient, page: Line, clock: TurnedClock) -> dict[str, Json]:
    """What the server says of self-tests: one three weeks before, and one whose stands are to be counted oneself."""
    for side, seconds in (("left", 31.5), ("right", 40.0)):
        said = client.post("/api/tests", json={"test": "one-leg-stance", "side": side, "value": seconds})
        assert said.status_code == 200
    clock.turn(20 * DAY)
    page.say("test", test="one-leg-stance")
    for seconds in (12, 20, 19, 33, 25, 30):
        tick(page, clock, 10 + seconds)  # the lead-in or a switch, and a try
        page.say("skip")
    page.say("end")
    page.say("test", test="chair-stand")
    tick(page, clock, 39)
    clock.turn(1)
    over = page.say("tick")["session"]["test"]
    return {"tests": client.get("/api/tests").json(), "under-test": over}


def told(client: TestClient, clock: TurnedClock) -> dict[str, Json]:
    """What the server says of a day that was told by hand until noon."""
    day = [("00:00", "07:00", "lying"), ("08:00", "10:00", "sitting"), ("10:00", "10:30", "walking")]
    for start, end, activity in day:
        assert client.post("/api/told", json={"start": start, "end": end, "activity": activity}).status_code == 200
    client.post("/api/felt", json={"numb": 6, "wobble": 3})
    until = (clock.now() + timedelta(hours=4)).isoformat()
    found = {name: client.get(f"/api/{name}").json() for name in ("day", "days", "effects", "reminders")}
    found["what-if"] = client.get("/api/what-if", params={"until": until}).json()
    # What the desktop of a machine shows now is no part of what was agreed on.
    why = client.get("/api/why").json()
    assert why.keys() == {"nudge", "why", "watching"}
    found["why"] = {"nudge": False, "why": ["Nobody is known to sit here now."], "watching": False}
    return found


def coached(application: Application, clock: TurnedClock) -> list[Json]:
    """What the coach says in an empty room, in the midst of a set, and when that is over and asked about."""
    application.begin(only("clamshell"))
    said: list[Json] = []

    def listen() -> None:
        assert application.coaching is not None
        said.append(application.coaching.document(untranslated))

    show(application, clock, nobody(15.0), listen)
    spoken = next(one for one in said if one["say"])
    show(application, clock, sights(someone("clamshell"), after=15.0), listen)
    midst = next(one for one in said if one["showing"]["reps"])
    while application.coaching is not None and application.coaching.asked is None:
        clock.turn(1)
        application.do("tick")
    listen()
    found = [spoken, midst, said[-1]]
    application.put_away()
    # How far a simulated knee is at one moment is no part of what was agreed on.
    return [{**one, "showing": {**one["showing"], "value": one["showing"]["value"] and 0.5}} for one in found]


def play(application: Application, wish: Wish, seconds: int, clock: TurnedClock) -> None:
    """Begin a session and play so many seconds of it."""
    training = application.begin(wish, lead=0.0)
    for _ in range(seconds):
        clock.turn(1)
        training.do("tick")
