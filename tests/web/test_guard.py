"""Access control: this machine, this person, this page, and no others."""

from __future__ import annotations

import hmac
from pathlib import Path
from typing import NoReturn

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from support.home_fixture import ALL_NO_ANSWERS
from support.http_client import BASE_URL, COOKIE, LIVE_URL, PORT, TOKEN

from rearguard.web.guard import CONTENT_SECURITY_POLICY, SECURITY_HEADERS
from rearguard.web.server_identity import make_proof

PATHS = ["/", "/index.html", "/assets/page.js", "/nowhere", "/api/docs", "/api/session", "/api/nowhere", "/api"]
CHANGES = [("POST", "/api/screen"), ("POST", "/api/screen/next"), ("PUT", "/api/settings"), ("DELETE", "/api/settings")]
BROWSER = {"Cookie": COOKIE}
PROGRAM = {"Authorization": f"Bearer {TOKEN}"}
WRONG = ["", "wrong", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "%C3%A9", "Bearer"]
BESIDE = "not for the web"


@pytest.fixture(autouse=True)
def static(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page of two files, and beside it a file outside of it."""
    folder = tmp_path / "served" / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>Rearguard</title>")
    (folder / "assets" / "page.js").write_text("1")
    (folder.parent / "secret").write_text(BESIDE)
    (folder.parent / "static-secret").write_text(BESIDE)
    monkeypatch.setattr("rearguard.web.site.STATIC", folder)
    return folder


@pytest.mark.parametrize("path", PATHS)
def test_without_a_token_nothing_is_answered_and_the_way_in_is_named(
    path: str, unauthenticated_client: TestClient
) -> None:
    for method in ("GET", "HEAD", "OPTIONS"):
        assert unauthenticated_client.request(method, path).status_code == 401
    answer = unauthenticated_client.get(path)
    message = answer.json()["error"]["message"] if path.startswith("/api/") else answer.text
    assert "rearguard" in message


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_token_opens_nothing_however_it_is_offered(wrong: str, unauthenticated_client: TestClient) -> None:
    assert unauthenticated_client.get(f"/?token={wrong}").status_code == 401
    assert unauthenticated_client.get("/", headers={"Cookie": f"rearguard-{PORT}={wrong}"}).status_code == 401
    for scheme in ("Bearer ", "token ", "Basic ", ""):
        assert unauthenticated_client.get("/", headers={"Authorization": scheme + wrong}).status_code == 401
    assert "set-cookie" not in unauthenticated_client.get(f"/?token={wrong}").headers


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": f"rearguard-7008={TOKEN}"},
        {"Cookie": f"rearguard={TOKEN}"},
        {"Cookie": "\x00;;=;" + TOKEN},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": f"Bearer  {TOKEN}"},
        {"Token": TOKEN},
        {"X-Forwarded-User": "me"},
    ],
)
def test_the_right_token_in_the_wrong_place_opens_nothing(
    headers: dict[str, str], unauthenticated_client: TestClient
) -> None:
    assert unauthenticated_client.get("/api/docs", headers=headers).status_code == 401


@pytest.mark.parametrize("headers", [BROWSER, PROGRAM, {"Authorization": f"token {TOKEN}"}])
def test_the_right_token_opens_page_and_api(headers: dict[str, str], unauthenticated_client: TestClient) -> None:
    for path in ("/", "/assets/page.js", "/api/docs", "/api/session"):
        assert unauthenticated_client.get(path, headers=headers).status_code == 200


def test_the_first_address_hands_over_a_cookie_that_only_this_server_gets_back(
    unauthenticated_client: TestClient,
) -> None:
    answer = unauthenticated_client.get(f"/?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    name, *attributes = answer.headers["set-cookie"].split("; ")
    assert name == COOKIE
    assert {attribute.lower() for attribute in attributes} == {
        "httponly",
        "samesite=strict",
        "path=/",
        "max-age=31536000",
    }
    assert unauthenticated_client.get("/").status_code == 200, "the browser has it now"


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/?token={}", "/"),
        ("/?x=1&token={}&token=again", "/"),
        ("/api/plan?minutes=3&token={}", "/api/plan"),
        ("//evil.example/?token={}", "/evil.example/"),
        ("///evil.example?token={}", "/evil.example"),
        ("/%2Fevil.example?token={}", "/evil.example"),
        ("/%5Cevil.example?token={}", "/%5Cevil.example"),
        ("/%0d%0aSet-Cookie:x=y?token={}", "/%0D%0ASet-Cookie:x=y"),
    ],
)
def test_the_token_goes_no_further_than_the_first_address(
    path: str, location: str, unauthenticated_client: TestClient
) -> None:
    answer = unauthenticated_client.get(BASE_URL + path.format(TOKEN))
    assert (answer.status_code, answer.headers["location"]) == (303, location)
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.text == ""


def test_no_answer_repeats_the_token(unauthenticated_client: TestClient) -> None:
    for path in [*PATHS, "/api/health", "/api/screen", "/api/settings", "/api/texts", "/api/plan?minutes=x"]:
        answer = unauthenticated_client.get(path, headers=PROGRAM)
        assert TOKEN not in answer.text
        assert TOKEN not in str(answer.headers)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        f"127.0.0.1.evil.example:{PORT}",
        f"localhost.evil.example:{PORT}",
        "127.0.0.1",
        "localhost",
        "127.0.0.1:7008",
        f"0.0.0.0:{PORT}",
        f"[::1]:{PORT}",
        f"127.0.0.1:{PORT}@evil.example",
        f"127.0.0.1:{PORT},evil.example",
        "",
    ],
)
def test_a_name_that_only_leads_here_is_answered_421(host: str, unauthenticated_client: TestClient) -> None:
    for path in ("/", "/api/session", "/api/health", f"/?token={TOKEN}"):
        answer = unauthenticated_client.get(path, headers={**PROGRAM, **BROWSER, "Host": host})
        assert answer.status_code == 421
        assert "set-cookie" not in answer.headers
    with (
        pytest.raises(WebSocketDisconnect),
        unauthenticated_client.websocket_connect(LIVE_URL, headers={**PROGRAM, "Host": host}),
    ):
        pass


def test_localhost_is_a_name_of_ours_too(unauthenticated_client: TestClient) -> None:
    host = f"localhost:{PORT}"
    assert unauthenticated_client.get("/api/session", headers={**BROWSER, "Host": host}).status_code == 200
    ours = {**BROWSER, "Host": host, "Origin": f"http://{host}"}
    with unauthenticated_client.websocket_connect(f"ws://{host}/api/session/live", headers=ours) as socket:
        assert socket.receive_json()["type"] == "session"


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        f"http://evil.example:{PORT}",
        "null",
        "",
        "file://",
        f"https://127.0.0.1:{PORT}",
        "http://127.0.0.1",
        "http://127.0.0.1:7008",
        f"http://localhost:{PORT}.evil.example",
        f"http://127.0.0.1:{PORT}/",
        f"{BASE_URL} http://evil.example",
    ],
)
@pytest.mark.parametrize("credentials", [BROWSER, PROGRAM, {}], ids=["cookie", "token", "neither"])
def test_another_page_may_not_even_ask(
    origin: str, credentials: dict[str, str], unauthenticated_client: TestClient
) -> None:
    headers = {**credentials, "Origin": origin}
    for method, path in [("GET", "/"), ("GET", "/api/session"), ("GET", "/api/health"), *CHANGES]:
        assert unauthenticated_client.request(method, path, headers=headers).status_code == 403
    with pytest.raises(WebSocketDisconnect), unauthenticated_client.websocket_connect(LIVE_URL, headers=headers):
        pass


def test_a_cookie_alone_changes_nothing_for_another_page_may_send_it_along(unauthenticated_client: TestClient) -> None:
    assert unauthenticated_client.get("/api/session", headers=BROWSER).status_code == 200
    for method, path in CHANGES:
        assert unauthenticated_client.request(method, path, headers=BROWSER).status_code == 403
        assert unauthenticated_client.request(method, f"{path}?token={TOKEN}", headers=BROWSER).status_code == 403
    with pytest.raises(WebSocketDisconnect), unauthenticated_client.websocket_connect(LIVE_URL, headers=BROWSER):
        pass
    with pytest.raises(WebSocketDisconnect), unauthenticated_client.websocket_connect(f"{LIVE_URL}?token={TOKEN}"):
        pass


@pytest.mark.parametrize("headers", [{**BROWSER, "Origin": BASE_URL}, PROGRAM, {**PROGRAM, "Origin": BASE_URL}])
def test_our_page_and_a_program_with_the_token_may_change_things(
    headers: dict[str, str], unauthenticated_client: TestClient
) -> None:
    assert (
        unauthenticated_client.post("/api/screen", json={"answers": ALL_NO_ANSWERS}, headers=headers).status_code == 200
    )
    with unauthenticated_client.websocket_connect(LIVE_URL, headers=headers) as socket:
        assert socket.receive_json() == {"type": "session", "session": None}


def test_our_origin_without_a_token_changes_nothing(unauthenticated_client: TestClient) -> None:
    for method, path in CHANGES:
        assert unauthenticated_client.request(method, path, headers={"Origin": BASE_URL}).status_code == 401
    with (
        pytest.raises(WebSocketDisconnect),
        unauthenticated_client.websocket_connect(LIVE_URL, headers={"Origin": BASE_URL}),
    ):
        pass


@pytest.mark.parametrize(
    ("status", "path", "headers"),
    [
        (200, "GET /", PROGRAM),
        (200, "HEAD /", PROGRAM),
        (200, "GET /assets/page.js", PROGRAM),
        (200, "GET /api/docs", PROGRAM),
        (200, "GET /api/health", {}),
        (303, f"GET /?token={TOKEN}", {}),
        (401, "GET /", {}),
        (401, "GET /api/docs", {}),
        (403, "POST /api/screen", BROWSER),
        (404, "GET /nowhere", PROGRAM),
        (404, "GET /api/nowhere", PROGRAM),
        (405, "DELETE /", PROGRAM),
        (405, "PATCH /api/screen", PROGRAM),
        (409, "GET /api/plan", PROGRAM),
        (421, "GET /", {**PROGRAM, "Host": "evil.example"}),
        (422, "POST /api/screen", PROGRAM),
        (500, "GET /api/history", PROGRAM),
    ],
)
def test_every_answer_carries_every_header_and_no_cors_header(
    status: int,
    path: str,
    headers: dict[str, str],
    unauthenticated_client: TestClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> NoReturn:
        raise ZeroDivisionError

    monkeypatch.setattr("rearguard.app.reports.history.history_json", broken)
    answer = unauthenticated_client.request(*path.split(), headers=headers)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert [name for name in answer.headers if name.startswith("access-control")] == []


def test_a_preflight_gets_no_leave(unauthenticated_client: TestClient) -> None:
    asks = {"Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "authorization"}
    assert (
        unauthenticated_client.options("/api/settings", headers={**asks, "Origin": "http://evil.example"}).status_code
        == 403
    )
    answer = unauthenticated_client.options("/api/settings", headers={**asks, **BROWSER, "Origin": BASE_URL})
    assert answer.status_code == 405
    assert [name for name in answer.headers if name.startswith("access-control")] == []


def test_the_policy_names_this_server_alone_and_allows_nothing_inline() -> None:
    rules = {name: sources for name, *sources in (rule.split() for rule in CONTENT_SECURITY_POLICY.split("; "))}
    assert rules["default-src"] == ["'none'"]
    assert rules.pop("script-src") == ["'self'", "'wasm-unsafe-eval'"]  # WebAssembly, and no code from text
    assert {source for sources in rules.values() for source in sources} == {"'self'", "'none'", "data:"}
    assert [name for name, sources in rules.items() if "data:" in sources] == ["img-src"]
    assert rules["frame-ancestors"] == rules["base-uri"] == rules["form-action"] == ["'none'"]


@pytest.mark.parametrize(
    "path",
    [
        "/../secret",
        "/%2e%2e/secret",
        "/..%2fsecret",
        "/%2e%2e%2fsecret",
        "/assets/../../secret",
        "/assets/%2e%2e/%2e%2e/secret",
        "/..%5csecret",
        "/%252e%252e/secret",
        "/../static-secret",
        "//../secret",
        "/assets/page.js/../../../secret",
        "/..;/secret",
        "/....//secret",
        "/%00",
        "/secret%00.html",
        "/" + "a" * 5000,
        "/%ff%fe",
    ],
)
def test_no_path_leads_out_of_the_pages_folder(path: str, unauthenticated_client: TestClient) -> None:
    answer = unauthenticated_client.get(BASE_URL + path, headers=PROGRAM)
    assert 400 <= answer.status_code < 500
    assert BESIDE not in answer.text
    assert answer.json()["error"]["message"]


def test_neither_does_an_absolute_path_or_a_link(static: Path, unauthenticated_client: TestClient) -> None:
    (static / "link").symlink_to(static.parent / "secret")
    for path in (f"/{static.parent}/secret", f"//{static.parent}/secret", "/link"):
        answer = unauthenticated_client.get(BASE_URL + path, headers=PROGRAM)
        assert answer.status_code == 404
        assert BESIDE not in answer.text


def test_a_folder_is_not_listed(unauthenticated_client: TestClient) -> None:
    assert unauthenticated_client.get("/assets", headers=PROGRAM).status_code == 404
    assert "page.js" not in unauthenticated_client.get("/assets/", headers=PROGRAM).text


def test_tokens_are_compared_in_constant_time_and_in_no_other_way(
    unauthenticated_client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[bytes, bytes]] = []
    is_equal = False

    def compare(offered: bytes, token: bytes) -> bool:
        compared.append((offered, token))
        return is_equal

    monkeypatch.setattr(hmac, "compare_digest", compare)
    for headers in (PROGRAM, BROWSER):
        assert unauthenticated_client.get("/api/docs", headers=headers).status_code == 401
    assert unauthenticated_client.get(f"/?token={TOKEN}").status_code == 401
    is_equal = True
    assert unauthenticated_client.get("/api/docs", headers={"Authorization": "Bearer wrong"}).status_code == 200
    assert {token for _, token in compared} == {TOKEN.encode()}


def test_any_client_may_ask_for_the_servers_proof_and_only_token_holders_can_verify_it(
    unauthenticated_client: TestClient,
) -> None:
    answer = unauthenticated_client.get("/api/health?challenge=abc").json()
    assert answer == {"name": "rearguard", "proof": make_proof(TOKEN, PORT, "abc")}
    others = {make_proof(TOKEN, PORT + 1, "abc"), make_proof(TOKEN + "x", PORT, "abc"), make_proof(TOKEN, PORT, "abd")}
    assert answer["proof"] not in others
    assert len(others) == 3


def test_nothing_else_below_the_open_path_is_open(unauthenticated_client: TestClient) -> None:
    for path in ("/api/health/", "/api/health/x", "/api/healthy", "//api/health", "/api//health", "/API/health"):
        assert unauthenticated_client.get(BASE_URL + path).status_code == 401
    assert unauthenticated_client.post("/api/health").status_code == 405
    with (
        pytest.raises(WebSocketDisconnect),
        unauthenticated_client.websocket_connect(f"ws://127.0.0.1:{PORT}/api/health"),
    ):
        pass
