"""What clients logged is read: by instance admins, filtered, in pages."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest

from tests.client_logs.logging_clients import entry, log, messages
from tests.support.apps import Json, Person, Trivet, somebody
from trivet.platform.clock import now, rfc3339


def ago(hours: float, message: str, level: str = "info", **more: object) -> Json:
    """An entry of some hours ago."""
    return {
        **entry(message, level, **more),
        "timestamp": rfc3339(now() - timedelta(hours=hours)),
    }


async def test_only_instance_admins_read_them(app: Trivet, owner: Person) -> None:
    ada = await somebody(app)
    await log(ada, entry())
    refused = await ada.ask("GET", "/logs", status=403)
    assert refused.json()["code"] == "not_instance_admin"
    assert len(await messages(owner)) == 1
    for scopes, status in ((["write"], 403), (["admin"], 200)):
        made = await owner.post("/auth/tokens", {"name": "bot", "scopes": scopes})
        await Person(app.http, owner.id, made["token"]).ask("GET", "/logs", status=status)


async def test_the_latest_come_first_whenever_they_were_delivered(owner: Person) -> None:
    await log(owner, ago(2, "second"), ago(1, "third"))
    await log(owner, ago(3, "first"), ago(0, "fourth"))
    assert await messages(owner) == ["fourth", "third", "second", "first"]


async def test_they_are_filtered(app: Trivet, owner: Person) -> None:
    ada = await somebody(app, "Ada")
    await log(
        ada,
        ago(5, "Drawn", "debug"),
        ago(4, "Loaded", "info", context={"request_id": "req-1"}),
        headers={"X-Request-ID": "sent-1"},
    )
    await log(
        owner,
        ago(3, "Slow 100%", "warning", context={"path": 'C:\\logs "a"\n'}),
        ago(2, "Broke_down", "error"),
        ago(1, "Gone", "fatal"),
        headers={"X-Request-ID": "req-1"},
    )

    async def found(**query: str) -> list[str]:
        return await messages(owner, f"?{urlencode(query)}")

    everything = ["Gone", "Broke_down", "Slow 100%", "Loaded", "Drawn"]
    assert await found() == everything
    assert await found(level="debug") == everything
    assert await found(level="warning") == everything[:3]
    assert await found(level="fatal") == ["Gone"]
    assert await found(user_id=ada.id) == ["Loaded", "Drawn"]
    assert await found(since=rfc3339(now() - timedelta(hours=3.5))) == everything[:3]
    assert await found(until=rfc3339(now() - timedelta(hours=3.5))) == everything[3:]
    assert await found(request_id="req-1") == everything[:4]
    assert await found(request_id="sent-1") == ["Loaded", "Drawn"]
    assert await found(q="LOAD") == ["Loaded"]
    assert await found(q="100%") == ["Slow 100%"]
    assert await found(q="e_d") == ["Broke_down"]
    assert await found(q='c:\\logs "A"\n') == ["Slow 100%"]
    assert await found(q="_") == ["Broke_down", "Loaded"]  # in `request_id`
    assert await found(q="nowhere") == []
    assert await found(level="error", q="o", user_id=owner.id) == ["Gone", "Broke_down"]


@pytest.mark.parametrize(
    "query",
    [
        "level=loud",
        "user_id=nobody",
        "since=yesterday",
        "until=2026-11-20T12:00:00",
        "request_id=two+words",
        "q=%00",
        "cursor=x",
        "cursor=WyJhIiwiYiJd",
        f"q={'x' * 201}",
        "limit=101",
    ],
)
async def test_what_makes_no_sense_is_refused(owner: Person, query: str) -> None:
    answer = await owner.ask("GET", f"/logs?{query}", status=422)
    (told,) = answer.json()["fields"]
    assert told["field"] == query.partition("=")[0]


async def test_pages_miss_nothing_and_repeat_nothing(owner: Person) -> None:
    moment = rfc3339(now())
    # Several of one moment, so that their ids tell them apart.
    await log(owner, *({**entry(str(number)), "timestamp": moment} for number in range(7)))
    await log(owner, ago(1, "older"))
    seen: list[str] = []
    path = "/logs?limit=3&q="
    while path:
        answer = await owner.ask("GET", path, status=200)
        page = answer.json()
        seen += [each["message"] for each in page["items"]]
        await log(owner, entry("younger"))  # in front of what was read
        link = answer.headers.get("Link", "")
        assert bool(link) == (page["next_cursor"] is not None)
        path = link.partition(">")[0][1:]
    assert seen == ["6", "5", "4", "3", "2", "1", "0", "older"]


async def test_a_persons_export_holds_what_their_clients_logged(
    app: Trivet, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trivet.views.personal_data.PAGE", 2)
    ada = await somebody(app, "Ada")
    await log(ada, *(entry(str(number), context={"n": number}) for number in range(5)))
    await log(owner, entry("Not hers"))
    exported = (await ada.get("/auth/me/export"))["client_logs"]
    assert [each["message"] for each in exported] == ["0", "1", "2", "3", "4"]
    assert [each["context"] for each in exported] == [{"n": number} for number in range(5)]
