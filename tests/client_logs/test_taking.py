"""What clients log is taken in: by whom, what of it, how much."""

import json
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.client_logs.logging_clients import PATH, entry, log, messages, read, send
from tests.miro.connected import connected
from tests.support.apps import Json, Person, Trivet, somebody, trivet
from tests.support.fake_miro import MiroServer
from trivet.auth.limits import LIMITS, Limit
from trivet.client_logs.schemas import MOST_ENTRIES
from trivet.platform.clock import now, rfc3339
from trivet.platform.ratelimit.port import Rate
from trivet.platform.settings import Settings


async def test_what_a_client_logs_is_kept_with_its_person_and_request(
    app: Trivet, owner: Person
) -> None:
    ada = await somebody(app, "Ada")
    said = entry("It broke", "WARN", context={"request_id": "req-1", "tries": 3})
    await log(ada, said, headers={"X-Request-ID": "delivery-1"})
    (found,) = await read(owner)
    assert found.pop("id")
    assert found.pop("received_at") >= found["timestamp"]
    assert found == {
        "timestamp": said["timestamp"],
        "level": "warning",
        "message": "It broke",
        "context": {"request_id": "req-1", "tries": 3},
        "note": None,
        "user": {"id": ada.id, "name": "Ada"},
        "request_id": "delivery-1",
        "about_request_id": "req-1",
    }


async def test_who_has_no_account_at_miro_logs_too(owner: Person) -> None:
    await log(owner, entry(), entry(context=None), entry(context={}))
    await log(owner)
    assert len(await messages(owner)) == 3


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("debug", "debug"),
        ("Info", "info"),
        ("warn", "warning"),
        ("WARNING", "warning"),
        ("eRRor", "error"),
        ("FATAL", "fatal"),
    ],
)
async def test_levels_have_one_name_each(owner: Person, sent: str, kept: str) -> None:
    await log(owner, entry(level=sent))
    assert [each["level"] for each in await read(owner)] == [kept]


def _at(moment: timedelta) -> str:
    """A moment from when tests are collected, which may be an hour before one runs."""
    return rfc3339(now() + moment)


@pytest.mark.parametrize(
    ("wrong", "field", "why"),
    [
        ({"level": "loud"}, "1.level", "debug, info, warning, error, fatal, warn"),
        ({"level": 3}, "1.level", "one of"),
        ({"timestamp": "2026-11-20T12:00:00"}, "1.timestamp", "an offset"),
        ({"timestamp": "yesterday"}, "1.timestamp", "RFC 3339"),
        ({"timestamp": 1_790_000_000}, "1.timestamp", "RFC 3339"),
        ({"timestamp": _at(timedelta(days=-14, minutes=-1))}, "1.timestamp", "14 days ago"),
        ({"timestamp": _at(timedelta(days=2))}, "1.timestamp", "a day from now"),
        ({"timestamp": "9999-12-31T23:59:59-14:00"}, "1.timestamp", "RFC 3339"),
        ({"message": None}, "1.message", "string"),
        ({"message": "x" * 8_001}, "1.message", "8000 characters"),
        ({"context": "text"}, "1.context", "an object"),
        ({"context": [1]}, "1.context", "an object"),
        ({"stack": "x"}, "1.stack", "no such field"),
    ],
)
async def test_one_bad_entry_is_named_and_nothing_is_kept(
    owner: Person, wrong: Json, field: str, why: str
) -> None:
    answer = await send(owner, entry("Good"), entry() | wrong, entry("Good too"))
    assert answer.status_code == 422, answer.text
    (told,) = answer.json()["fields"]
    assert told["field"] == field
    assert why in told["message"]
    assert await messages(owner) == []


@pytest.mark.parametrize("missing", ["timestamp", "level", "message"])
async def test_what_is_missing_is_named(owner: Person, missing: str) -> None:
    said = entry()
    del said[missing]
    answer = await send(owner, said)
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["fields"]] == [f"0.{missing}"]


async def test_only_a_list_is_taken(owner: Person) -> None:
    for body in (entry(), None, "text"):
        assert (await owner.ask("POST", PATH, body)).status_code == 422


async def test_a_thousand_entries_are_taken_in_their_order_and_no_more(owner: Person) -> None:
    many = [entry(f"{number}", "info") for number in range(MOST_ENTRIES)]
    assert (await send(owner, *many, entry())).status_code == 422
    assert await messages(owner) == []
    at = rfc3339(now())
    await log(owner, *({**each, "timestamp": at} for each in many))
    assert await messages(owner, "?limit=3") == ["999", "998", "997"]


async def test_more_than_a_mebibyte_is_too_large(owner: Person) -> None:
    many = [entry("x" * 8_000) for _ in range(140)]
    answer = await send(owner, *many)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


async def test_what_cannot_be_kept_is_replaced(app: Trivet, owner: Person) -> None:
    # As bytes: Python's own client would refuse to send half a pair.
    said = entry("%", context={"%": "%"})
    body = json.dumps([said]).replace("%", "\\u0000\\u001b[2J\\ud83d\\u202e")
    headers = {"Authorization": f"Bearer {owner.token}", "Content-Type": "application/json"}
    answer = await app.http.post(PATH, content=body, headers=headers)
    assert answer.status_code == 202, answer.text
    (found,) = await read(owner)
    clean = "␀␛[2J\ufffd\ufffd"
    assert (found["message"], found["context"]) == (clean, {clean: clean})


async def test_a_context_that_is_too_large_is_cut_with_a_note(owner: Person) -> None:
    await log(owner, entry(context={"a": 1, "list": ["x" * 1_000] * 20}))
    (found,) = await read(owner)
    assert found["note"] == "The context was too large, and is cut."
    assert found["context"]["a"] == 1
    assert len(found["context"]["list"]) == 8


async def test_a_clock_that_is_ahead_is_set_right_with_a_note(owner: Person) -> None:
    ahead = rfc3339(now() + timedelta(hours=3))
    await log(owner, {**entry("Later"), "timestamp": ahead}, entry("Now"))
    later, present = sorted(await read(owner), key=lambda each: str(each["message"]))
    assert later["timestamp"] == later["received_at"]
    assert later["note"] == f"The client's clock is ahead: it said {ahead}."
    assert present["note"] is None


async def test_secrets_are_not_kept(owner: Person) -> None:
    await log(owner, entry("Sent Bearer trv_0123456789abcdef", context={"password": "hunter2"}))
    (found,) = await read(owner)
    assert found["message"] == "Sent Bearer [redacted]"
    assert found["context"] == {"password": "[redacted]"}


@pytest.mark.parametrize("named", [{"requestId": "r-1"}, {"request_id": "r-1", "requestId": 2}])
async def test_the_request_that_an_entry_is_about_is_found(owner: Person, named: Json) -> None:
    await log(owner, entry(context=named))
    assert (await read(owner))[0]["about_request_id"] == "r-1"


@pytest.mark.parametrize("named", ["two words", "", 7, None, ["r-1"], "r" * 129])
async def test_what_names_no_request_is_only_kept(owner: Person, named: Any) -> None:
    await log(owner, entry(context={"request_id": named}))
    (found,) = await read(owner)
    assert (found["about_request_id"], found["context"]["request_id"]) == (None, named)


async def test_a_delivery_that_is_repeated_with_its_key_is_kept_once(owner: Person) -> None:
    said, key = entry(), {"Idempotency-Key": "batch-1"}
    for _ in range(2):
        await log(owner, said, headers=key)
    assert len(await messages(owner)) == 1


async def test_an_api_token_needs_the_scope_miro(app: Trivet, owner: Person) -> None:
    async def by_token(*scopes: str) -> Person:
        made = await owner.post("/auth/tokens", {"name": "bot", "scopes": list(scopes)})
        return Person(app.http, owner.id, made["token"])

    refused = await send(await by_token("admin"), entry())
    assert (refused.status_code, refused.json()["scope"]) == (403, "miro")
    await log(await by_token("miro"), entry())
    assert (await app.http.post(PATH, json=[entry()])).status_code == 401


async def test_the_header_names_ones_own_account_at_miro(
    settings: Settings, fake_miro: MiroServer
) -> None:
    async with connected(settings, fake_miro) as there:
        owner = there.owner
        await there.connect(owner, there.ada)
        await log(owner, entry("Mine"), headers={"X-User-Id": there.ada.id})
        refused = await send(owner, entry(), headers={"X-User-Id": "somebody"})
        assert (refused.status_code, refused.json()["code"]) == (403, "miro_user_mismatch")
        assert await messages(owner) == ["Mine"]


async def test_a_header_that_is_trusted_says_who_logs(
    settings: Settings, fake_miro: MiroServer
) -> None:
    async with connected(settings, fake_miro, miro_trust_user_header=True) as there:
        await there.connect(there.owner, there.ada)
        http = there.trivet.http
        taken = await http.post(PATH, json=[entry()], headers={"X-User-Id": there.ada.id})
        assert taken.status_code == 202
        assert [each["user"]["id"] for each in await read(there.owner)] == [there.owner.id]
        refused = await http.post(PATH, json=[entry()], headers={"X-User-Id": "stranger"})
        assert (refused.status_code, refused.json()["code"]) == (404, "miro_account_missing")
        assert (await http.post(PATH, json=[entry()])).status_code == 401


async def test_who_logs_too_often_has_to_wait(
    app: Trivet, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "client_logs", Limit(by_account=(Rate(2, 60),)))
    await log(owner, entry(), entry())
    assert (await send(owner, {"level": "loud"})).status_code == 422  # counts too
    refused = await send(owner, entry())
    assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")
    assert refused.headers["Retry-After"] == refused.headers["RateLimit-Reset"]
    await log(await somebody(app), entry())
    assert len(await messages(owner)) == 3


async def test_who_logs_too_much_has_to_wait(
    app: Trivet, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = Limit(by_account=(Rate(50, 60),), kib_by_account=(Rate(10, 60), Rate(100, 3600)))
    monkeypatch.setitem(LIMITS, "client_logs", limit)
    taken = await send(owner, entry("x" * 6_000))
    assert (taken.status_code, taken.headers["RateLimit-Remaining"]) == (202, "49")
    refused = await send(owner, entry("x" * 6_000))
    assert (refused.status_code, refused.headers["RateLimit-Limit"]) == (429, "10")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert refused.json()["detail"].startswith("Too much came from your account. Try again in ")
    await log(await somebody(app), entry("y" * 6_000))


async def test_limits_can_be_switched_off_for_load_tests(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "client_logs", Limit(by_account=(Rate(1, 60),)))
    async with trivet(settings.model_copy(update={"rate_limits": False})) as app:
        owner = await app.owner()
        for _ in range(3):
            await log(owner, entry())


async def test_what_is_said_of_a_request_stands_in_our_log_too(owner: Person) -> None:
    about = {"request_id": "r-of-the-drag"}
    with capture_logs() as lines:
        await log(owner, entry("The card jumped back\x1b[2J", context=about), entry("Of nothing"))
    (line,) = [line for line in lines if line["event"] == "client_log"]
    assert line["about_request_id"] == "r-of-the-drag"
    assert line["said"].startswith("The card jumped back")
    assert "\x1b" not in line["said"]
