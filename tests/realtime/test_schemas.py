"""The messages and events are what `/openapi.json` says they are."""

from typing import get_args
from unittest.mock import patch

from tests.boards.test_snapshot_and_log import Play
from tests.cards.bulks import bulk, undo
from tests.factories.github import PullRequests, branch, push
from tests.realtime.followers import Follow
from tests.support.apps import Board, Json, Person, Trivet, make_board, make_card
from trivet.platform import ranking
from trivet.realtime.event_schemas import BoardEvent
from trivet.realtime.protocol import SocketEvents, SocketHello, SocketPing, SocketPresence


def described() -> set[str]:
    """The types that have a schema."""
    union = get_args(BoardEvent.model_fields["root"].annotation)
    return {get_args(each.model_fields["type"].annotation)[0] for each in union}


async def hear_of_github(app: Trivet, owner: Person, board: Board, key: str) -> None:
    play = await Play.on(app, owner, board)
    pull = PullRequests(1, title=key, draft=True)
    await play.hear_of("create", branch(f"{key}-x"))
    await play.hear_of("push", push(f"{key}-x", "a" * 40, minute=1))
    await play.hear_of("pull_request", pull.at(2, "opened"))
    await play.hear_of("pull_request", pull.at(3, "closed", merged=True, draft=False))
    late = PullRequests(2, title=key, more={"user": None, "html_url": None})
    await play.hear_of("pull_request", late.at(1, "opened"))
    await play.hear_of("pull_request", late.at(4, "edited", title="Nothing"))
    await play.hear_of("delete", branch(f"{key}-x", minute=5))
    card = (await owner.get(f"/cards/{key}"))["id"]
    for closes in (False, True):
        body = {"url": "acme/rocket#2", "closes": closes}
        await owner.ask("POST", f"/cards/{card}/pull-requests", body)
    rules = {
        "rules": [
            {"event": "opened", "column_id": board.columns[0]},
            {"event": "merged", "base": "release/*", "column_id": None},
        ]
    }
    await owner.ask("PUT", f"/boards/{board.id}/rules", rules, status=200)
    # Nobody gets into the full one, until the reason is gone.
    other = await owner.post(f"/boards/{board.id}/columns", {"name": "Full", "category": "review"})
    await make_card(owner, Board(board.id, board.key, [other["id"]], board.workspace_id))
    await owner.patch(f"/columns/{other['id']}", {"wip_limit": 1, "wip_hard": True})
    full = {"rules": [{"event": "opened", "column_id": other["id"]}]}
    await owner.ask("PUT", f"/boards/{board.id}/rules", full, status=200)
    third = PullRequests(3, title=key)
    await play.hear_of("pull_request", third.at(6, "opened"))
    await play.hear_of("pull_request", third.at(7, "edited", title="Nothing"))
    branching = {"template": "{key}", "repository_id": str(play.repository)}
    await owner.ask("PUT", f"/boards/{board.id}/branching", branching, status=200)


async def walk(app: Trivet, owner: Person) -> Board:
    """Every kind of change that a board can see."""
    board = await make_board(owner)
    one, two, three = board.columns
    label = await owner.post(f"/boards/{board.id}/labels", {"name": "Bug", "color": "#ff0000"})
    await owner.patch(f"/labels/{label['id']}", {"name": "Fault", "color": "#00ff00"})
    full: Json = {
        "description": "Long",
        "acceptance_criteria": "It works",
        "priority": "high",
        "estimate": 2.5,
        "start_date": "2026-01-01",
        "due_date": "2026-02-01",
        "label_ids": [label["id"]],
        "assignee_ids": [owner.id],
    }
    card = await make_card(owner, board, **full)
    path = f"/cards/{card['id']}"
    plain = {name: value for name, value in full.items() if not name.endswith("_ids")}
    await owner.patch(path, dict.fromkeys(plain))
    await owner.patch(path, {**plain, "title": "Renamed"})
    away = {"remove_label_ids": [label["id"]], "remove_assignee_ids": [owner.id]}
    await owner.patch(path, away)
    await owner.patch(path, {"add_label_ids": [label["id"]], "add_assignee_ids": [owner.id]})
    await owner.patch(path, {"column_id": two})
    await say_more(owner, board, path)
    await owner.patch(path, {"archived": True})
    await owner.patch(path, {"archived": False})
    # Taken back, and done again: every kind of event that undo writes.
    did = await undo(owner, board)
    await undo(owner, board, did["seqs"][0])
    await bulk(owner, [card["id"]], {"column_id": one, "estimate": 1.5, "archived": True})
    did = await undo(owner, board)
    await undo(owner, board, did["seqs"][0])
    await undo(owner, board, (await owner.get(f"/boards/{board.id}"))["seq"])
    await make_card(owner, board)
    await undo(owner, board)
    for _ in range(2):
        await make_card(owner, board, 2)
    await owner.patch(f"/columns/{two}", {"name": "Doing", "category": "started", "wip_limit": 3})
    await owner.patch(f"/columns/{two}", {"wip_limit": None, "position": 0})
    await owner.delete(f"/columns/{three}?move_cards_to={one}")
    empty = await owner.post(f"/boards/{board.id}/columns", {"name": "Empty", "wip_limit": 1})
    await owner.delete(f"/columns/{empty['id']}")
    with patch.object(ranking, "MAX_LENGTH", 3):
        last = await owner.post(f"/boards/{board.id}/columns", {"name": "Last"})
        for _ in range(20):
            await owner.patch(f"/columns/{last['id']}", {"position": 1})
            await owner.patch(f"/columns/{two}", {"position": 1})
            await owner.post(
                f"/boards/{board.id}/cards", {"column_id": one, "title": "T", "position": 1}
            )
    await owner.delete(f"/labels/{label['id']}")
    await hear_of_github(app, owner, board, card["key"])
    other = await make_board(owner, name="Wings", workspace_id=board.workspace_id)
    for goal in (other, board):  # with a pull request, so that all of it comes along
        await owner.post(f"{path}/transfer", {"board_id": goal.id}, 200)
    await owner.delete(path)
    await owner.post(f"{path}/restore", {"position": 0}, 200)
    await owner.post(f"{path}/copy", {})
    await owner.delete(path)
    await owner.patch(f"/boards/{board.id}", {"name": "Another"})
    await owner.patch(f"/boards/{board.id}", {"archived": True})
    await owner.patch(f"/boards/{board.id}", {"archived": False})
    return board


async def say_more(owner: Person, board: Board, path: str) -> None:
    """What stands on a card's own page."""
    step = (await owner.post(f"{path}/checklist", {"text": "A step"}))["checklist"][0]
    await owner.patch(f"{path}/checklist/{step['id']}", {"done": True})
    await owner.post(f"{path}/links", {"url": "https://example.com", "title": "There"})
    other = await make_card(owner, board)
    await owner.post(f"{path}/dependencies", {"blocked_by": other["id"]})
    await owner.patch(path, {"parent_id": other["id"]})
    for body in ("Said", "Taken back"):
        comment = await owner.post(f"{path}/comments", {"body": body})
        await owner.patch(f"/comments/{comment['id']}", {"body": f"{body}!"})
    await owner.delete(f"/comments/{comment['id']}")


async def test_every_event_is_as_described(app: Trivet, owner: Person, follow: Follow) -> None:
    board = await walk(app, owner)
    async with follow(board, owner, since=0) as follower:
        hello = await follower.next("hello")
        SocketHello.model_validate(hello)
        await follower.until(hello["seq"])
        await owner.delete(f"/boards/{board.id}")
        await follower.closed()
    for event in follower.events:
        shown = BoardEvent.model_validate(event).model_dump(mode="json", exclude_unset=True)
        assert shown == event
    assert {event["type"] for event in follower.events} == described()


async def test_messages_are_as_described(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    async with follow(board, owner, since=1) as follower:
        SocketHello.model_validate(await follower.next("hello"))
        SocketEvents.model_validate(await follower.next("events"))
        await follower.send({"type": "presence", "editing": True})
        SocketPresence.model_validate(await follower.next("presence"))
        await app.runtime.sockets.beat()
        SocketPing.model_validate(await follower.next("ping"))


def test_the_description_has_them(app: Trivet) -> None:
    schemas = app.app.openapi()["components"]["schemas"]
    for name in ("Hello", "Events", "Resync", "Presence", "Task", "Notification", "Ping", "Bye"):
        assert schemas[f"Socket{name}"]["properties"]["type"]["const"] == name.lower()
    for name in ("SocketAuth", "SocketPong", "SocketSetPresence", "SocketSince"):
        assert name in schemas
    assert set(schemas["BoardEvent"]["discriminator"]["mapping"]) == described()
    assert schemas["SocketTask"]["properties"]["task"]["$ref"] == "#/components/schemas/TaskOut"
    assert "TaskOut" in schemas
