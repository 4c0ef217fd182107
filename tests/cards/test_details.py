"""Steps and links: short lists of a card, changed one item at a time."""

import asyncio
from typing import Any

import pytest

from tests.support.apps import Board, Json, Person, Trivet, in_workspace, make_board, make_card
from trivet.cards import details
from trivet.workspaces.models import Role


@pytest.fixture
async def board(owner: Person) -> Board:
    return await make_board(owner)


@pytest.fixture
async def card(owner: Person, board: Board) -> Json:
    return await make_card(owner, board)


async def with_steps(owner: Person, card: Json, *texts: str) -> list[Json]:
    for text in texts:
        card = await owner.post(f"/cards/{card['id']}/checklist", {"text": text})
    steps: list[Json] = card["checklist"]
    return steps


async def texts_of(owner: Person, card: Json) -> list[str]:
    whole = await owner.get(f"/cards/{card['id']}")
    return [step["text"] for step in whole.get("checklist", [])]


async def test_steps_are_added_ticked_moved_and_removed(
    owner: Person, board: Board, card: Json
) -> None:
    one, two, three = await with_steps(owner, card, "one", "two", "three")
    path = f"/cards/{card['key']}/checklist"
    ticked = await owner.patch(f"{path}/{two['id']}", {"done": True})
    assert [step["done"] for step in ticked["checklist"]] == [False, True, False]
    shown = (await owner.get(f"/boards/{board.id}"))["cards"][0]
    assert (shown["checklist_done"], shown["checklist_total"]) == (1, 3)
    assert "checklist" not in shown
    await owner.patch(f"{path}/{three['id']}", {"before": one["id"], "text": "third"})
    assert await texts_of(owner, card) == ["third", "one", "two"]
    await owner.patch(f"{path}/{three['id']}", {"position": 1})
    assert await texts_of(owner, card) == ["one", "third", "two"]
    await owner.delete(f"{path}/{two['id']}")
    assert await texts_of(owner, card) == ["one", "third"]
    shown = (await owner.get(f"/boards/{board.id}"))["cards"][0]
    assert (shown.get("checklist_done", 0), shown["checklist_total"]) == (0, 2)
    activity = await owner.get(f"/cards/{card['id']}/activity")
    newest = activity["items"][0]
    assert newest["type"] == "card.updated"
    assert len(newest["payload"]["was"]["checklist"]) == 3


async def test_two_who_tick_at_once_lose_nothing(app: Trivet, owner: Person, card: Json) -> None:
    steps = await with_steps(owner, card, *(f"step {n}" for n in range(8)))
    path = f"/cards/{card['id']}/checklist"
    await asyncio.gather(*(owner.patch(f"{path}/{s['id']}", {"done": True}) for s in steps))
    whole = await owner.get(f"/cards/{card['id']}")
    assert all(step["done"] for step in whole["checklist"])


async def test_an_edit_the_quick_way_answers_with_the_whole_card(
    owner: Person, board: Board, card: Json
) -> None:
    await with_steps(owner, card, "one")
    await owner.post(f"/cards/{card['id']}/links", {"url": "https://example.com"})
    await owner.get(f"/boards/{board.id}")
    whole = await owner.patch(f"/cards/{card['id']}", {"title": "Another"})
    assert whole == await owner.get(f"/cards/{card['id']}")
    assert [step["text"] for step in whole["checklist"]] == ["one"]
    assert "checklist_total" not in whole


async def test_links_go_to_any_address_that_runs_nothing(owner: Person, card: Json) -> None:
    path = f"/cards/{card['id']}/links"
    for url in ("https://example.com/a?b=c#d", "mailto:ada@example.com", "HTTP://Example.com"):
        await owner.post(path, {"url": url, "title": "There"})
    for url in (
        "javascript:alert(1)",
        "data:text/html,x",
        "example.com",
        "https://",
        "https://a b",
    ):
        refused = await owner.ask("POST", path, {"url": url}, status=422)
        assert refused.json()["fields"][0]["field"] == "url"
    links = (await owner.get(f"/cards/{card['id']}"))["links"]
    assert links[0]["url"] == "https://example.com/a?b=c#d"
    changed = await owner.patch(f"{path}/{links[0]['id']}", {"title": "Here", "position": 2})
    assert [link["title"] for link in changed["links"]] == ["There", "There", "Here"]
    await owner.delete(f"{path}/{links[1]['id']}")
    assert len((await owner.get(f"/cards/{card['id']}"))["links"]) == 2


async def test_lists_are_bounded(
    owner: Person, card: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(details, "MOST_STEPS", 2)
    monkeypatch.setattr(details, "MOST_LINKS", 1)
    await with_steps(owner, card, "one", "two")
    await owner.post(f"/cards/{card['id']}/links", {"url": "https://example.com"})
    full: list[tuple[str, Any, str]] = [
        ("checklist", {"text": "three"}, "checklist_full"),
        ("links", {"url": "https://example.com"}, "links_full"),
    ]
    for name, body, code in full:
        refused = await owner.ask("POST", f"/cards/{card['id']}/{name}", body, status=409)
        assert refused.json()["code"] == code


async def test_what_is_not_there_and_what_is_put_away(owner: Person, card: Json) -> None:
    (step,) = await with_steps(owner, card, "one")
    nothing = "0190b0a0-0000-7000-8000-000000000000"
    for name in ("checklist", "links"):
        await owner.patch(f"/cards/{card['id']}/{name}/{nothing}", {}, 404)
        await owner.delete(f"/cards/{card['id']}/{name}/{nothing}", 404)
    await owner.patch(f"/cards/{card['id']}", {"archived": True})
    refused = await owner.ask(
        "PATCH", f"/cards/{card['id']}/checklist/{step['id']}", {"done": True}, status=409
    )
    assert refused.json()["code"] == "card_archived"


async def test_who_may_only_look_changes_nothing(
    app: Trivet, owner: Person, board: Board, card: Json
) -> None:
    viewer = await in_workspace(app, board.workspace_id, Role.VIEWER)
    await viewer.post(f"/cards/{card['id']}/checklist", {"text": "x"}, 403)
    await viewer.post(f"/cards/{card['id']}/links", {"url": "https://example.com"}, 403)
    await viewer.post(f"/cards/{card['id']}/comments", {"body": "x"}, 403)
    assert (await viewer.get(f"/cards/{card['id']}/comments"))["items"] == []


async def test_a_description_may_have_a_hundred_kilobytes(owner: Person, card: Json) -> None:
    longest = "ü" * 50_000
    await owner.patch(f"/cards/{card['id']}", {"description": longest})
    assert (await owner.get(f"/cards/{card['id']}"))["description"] == longest
    await owner.patch(f"/cards/{card['id']}", {"description": longest + "x"}, 422)
