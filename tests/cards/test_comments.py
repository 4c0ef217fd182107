"""Comments: said, changed by who said them, taken back."""

import asyncio

import pytest

from tests.support.apps import Board, Json, Person, Trivet, in_workspace, make_board, make_card
from trivet.cards import comments
from trivet.cards.mentions import mentioned, spoken
from trivet.workspaces.models import Role


@pytest.fixture
async def board(owner: Person) -> Board:
    return await make_board(owner)


@pytest.fixture
async def card(owner: Person, board: Board) -> Json:
    return await make_card(owner, board)


async def said(person: Person, card: Json) -> list[str]:
    page = await person.get(f"/cards/{card['id']}/comments")
    return [comment["body"] for comment in page["items"]]


async def test_what_is_said_is_read_by_all_in_order(
    app: Trivet, owner: Person, board: Board, card: Json
) -> None:
    member = await in_workspace(app, board.workspace_id, Role.MEMBER)
    for number, person in enumerate((owner, member, owner)):
        made = await person.post(f"/cards/{card['key']}/comments", {"body": f"*{number}*"})
        assert made["author_id"] == person.id
    assert await said(member, card) == ["*0*", "*1*", "*2*"]
    page = await owner.get(f"/cards/{card['id']}/comments?limit=2")
    rest = await owner.get(f"/cards/{card['id']}/comments?cursor={page['next_cursor']}")
    assert [c["body"] for c in (*page["items"], *rest["items"])] == ["*0*", "*1*", "*2*"]
    assert rest["next_cursor"] is None
    shown = (await owner.get(f"/boards/{board.id}"))["cards"][0]
    assert shown["comment_count"] == 3
    assert shown["version"] == card["version"]


async def test_only_who_said_it_changes_it(
    app: Trivet, owner: Person, board: Board, card: Json
) -> None:
    member = await in_workspace(app, board.workspace_id, Role.MEMBER)
    comment = await member.post(f"/cards/{card['id']}/comments", {"body": "Frist"})
    path = f"/comments/{comment['id']}"
    refused = await owner.ask("PATCH", path, {"body": "Mine"}, status=403)
    assert refused.json()["code"] == "not_your_comment"
    changed = await member.patch(path, {"body": "First"})
    assert (changed["body"], changed["version"]) == ("First", 2)
    assert changed["edited_at"] > changed["created_at"]
    same = await member.patch(path, {"body": "First", "base_version": 1})
    assert same["version"] == 2


async def test_a_change_from_an_older_version_is_refused_with_both(
    owner: Person, card: Json
) -> None:
    comment = await owner.post(f"/cards/{card['id']}/comments", {"body": "one"})
    path = f"/comments/{comment['id']}"
    await owner.patch(path, {"body": "two", "base_version": 1})
    refused = await owner.ask("PATCH", path, {"body": "three", "base_version": 1}, status=409)
    (conflict,) = refused.json()["conflicts"]
    assert (conflict["yours"], conflict["theirs"], conflict["by"]) == ("three", "two", owner.id)
    await owner.patch(path, {"body": "three", "base_version": 2})
    ahead = await owner.patch(path, {"body": "four", "base_version": 9}, 422)
    assert ahead["code"] == "version_ahead"


async def test_a_comment_is_taken_back_and_the_history_forgets_it(
    app: Trivet, owner: Person, board: Board, card: Json
) -> None:
    member = await in_workspace(app, board.workspace_id, Role.MEMBER)
    other = await in_workspace(app, board.workspace_id, Role.MEMBER)
    comment = await member.post(f"/cards/{card['id']}/comments", {"body": "a secret"})
    await member.patch(f"/comments/{comment['id']}", {"body": "a secret, too"})
    kept = await member.post(f"/cards/{card['id']}/comments", {"body": "no secret"})
    await other.delete(f"/comments/{comment['id']}", 403)
    await owner.delete(f"/comments/{comment['id']}")  # an admin may
    await owner.delete(f"/comments/{comment['id']}", 404)
    assert await said(owner, card) == ["no secret"]
    log = await owner.ask("GET", f"/boards/{board.id}/events?limit=1000", status=200)
    assert "a secret" not in log.text
    assert "no secret" in log.text
    assert not log.json()["resync"]
    await member.delete(f"/comments/{kept['id']}")
    shown = (await owner.get(f"/boards/{board.id}"))["cards"][0]
    assert "comment_count" not in shown


async def test_many_at_once_are_all_counted(owner: Person, board: Board, card: Json) -> None:
    path = f"/cards/{card['id']}/comments"
    await owner.get(f"/boards/{board.id}")
    await asyncio.gather(
        *(owner.post(path, {"body": f"{n}"}) for n in range(10)),
        *(owner.patch(f"/cards/{card['id']}", {"title": f"Title {n}"}) for n in range(10)),
    )
    assert (await owner.get(f"/cards/{card['id']}"))["comment_count"] == 10
    assert (await owner.get(f"/boards/{board.id}"))["cards"][0]["comment_count"] == 10


async def test_bounds_of_comments(
    owner: Person, card: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comments, "MOST_COMMENTS", 1)
    path = f"/cards/{card['id']}/comments"
    await owner.post(path, {"body": "x" * 20_001}, 422)
    await owner.post(path, {"body": "  \n"}, 422)
    await owner.post(path, {"body": "x" * 20_000})
    refused = await owner.ask("POST", path, {"body": "one more"}, status=409)
    assert refused.json()["code"] == "comments_full"


async def test_strangers_find_nothing(app: Trivet, owner: Person, card: Json) -> None:
    comment = await owner.post(f"/cards/{card['id']}/comments", {"body": "x"})
    elsewhere = await make_board(owner, name="Elsewhere")
    stranger = await in_workspace(app, elsewhere.workspace_id, Role.ADMIN)
    await stranger.ask("GET", f"/cards/{card['id']}/comments", status=404)
    await stranger.patch(f"/comments/{comment['id']}", {"body": "y"}, 404)
    await stranger.delete(f"/comments/{comment['id']}", 404)


def test_mentions_are_links_to_people() -> None:
    one, two = "0190b0a0-0000-7000-8000-000000000001", "0190b0a0-0000-7000-8000-000000000002"
    body = f"[@Ada](user:{two}) and [@Bea \\[x\\]](user:{one}), [@Ada](user:{two.upper()})"
    assert [str(found) for found in mentioned(body)] == [two, one]
    assert mentioned(f"user:{one} [x](user:{one[:-1]}) [y](https://user:{one})") == []


def test_a_mention_is_read_as_a_name() -> None:
    one = "0190b0a0-0000-7000-8000-000000000001"
    assert spoken(f"Ask [@Ada L.](user:{one}), not [@Bea](https://example.com)") == (
        "Ask @Ada L., not [@Bea](https://example.com)"
    )
