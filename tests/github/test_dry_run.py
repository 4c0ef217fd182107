"""What rules would have done is what they did, where they were there."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from tests.factories.github import MORNING, PullRequests, branch
from tests.github.hooks import Scene, kanban
from tests.github.ruled import (
    BACKLOG,
    DOING,
    DONE,
    REVIEW,
    TODO,
    choose,
    drag,
    into,
    later,
    limit,
    reviewed,
    rule,
)
from tests.support.apps import Json, Person, Trivet, in_workspace, somebody
from trivet.github import dry_run
from trivet.github.models import PullRequest, PullRequestLink, Repository
from trivet.platform.clock import now, rfc3339
from trivet.workspaces.models import Role


@pytest.fixture
async def scene(app: Trivet, owner: Person) -> Scene:
    return await Scene.set(app, owner)


async def tried(scene: Scene, *rules: Json, by: Person | None = None) -> Json:
    """A dry run; of the rules that the board has if none are given."""
    columns = scene.board.columns
    body: Json = {}
    if rules:
        chosen = [
            {**each, "column_id": None if (at := each["column_id"]) is None else columns[at]}
            for each in rules
        ]
        body = {"rules": chosen}
    path = f"/boards/{scene.board.id}/rules/dry-run"
    return await (by or scene.owner).post(path, body, 200)


async def happened(scene: Scene, *cards: Json) -> list[tuple[Any, ...]]:
    """What rules did with cards: which card, what rule, from where, to where, by what."""
    found = []
    for card in cards:
        for event in await scene.events(card):
            said = event["payload"]
            if event["type"] == "card.moved" and "reason" in said:
                why = said["reason"]
                moved = (said["from_column_id"], said["column_id"])
                by = (why.get("pull_request"), why.get("branch"))
                found.append((card["key"], why["rule"], *moved, *by))
    return sorted(found, key=str)


def told(answer: Json) -> list[tuple[Any, ...]]:
    """The same of a dry run."""
    return sorted(
        (
            *(move["key"], move["event"], move["from_column_id"], move["to_column_id"]),
            *(move["pull_request"], move["branch"]),
        )
        for move in answer["moves"]
        if move["held_back"] is None
    )


async def test_it_tells_what_rules_did(scene: Scene) -> None:
    rules = [
        rule("opened", DOING, base="release/*"),
        rule("review_requested", REVIEW),
        rule("changes_requested", TODO, back=True),
        rule("approved", DONE, needs="all"),
        rule("merged", DONE, needs="any"),
    ]
    await choose(scene, *rules)
    one, two, three = [await scene.card() for _ in range(3)]
    start = later()
    pull = PullRequests(1, title=one["key"], draft=True)
    other = PullRequests(2, title=two["key"], more=into("release/1"))
    name = f"{three['key']}-x"
    await scene.deliver("create", branch(name, minute=start))
    await scene.deliver("pull_request", pull.at(start, "opened"))
    await scene.deliver("pull_request", other.at(start + 1, "opened"))
    await scene.deliver("pull_request", pull.at(start + 2, "ready_for_review", draft=False))
    await reviewed(scene, pull, 1, "changes_requested", start + 3)
    await reviewed(scene, pull, 2, "approved", start + 4)
    await scene.deliver("pull_request", other.at(start + 5, "closed", merged=True))

    answer = await tried(scene)
    assert told(answer) == await happened(scene, one, two, three)
    assert len(answer["moves"]) == 7
    assert answer["moves"] == sorted(answer["moves"], key=lambda m: str(m["at"]), reverse=True)
    assert (answer["cards"], answer["truncated"]) == (3, False)
    assert (await tried(scene, *rules))["moves"] == answer["moves"]
    (merged,) = [move for move in answer["moves"] if move["event"] == "merged"]
    assert {name: merged[name] for name in ("base", "repository", "title", "card_id")} == {
        "base": None,
        "repository": "acme/rocket",
        "title": two["title"],
        "card_id": two["id"],
    }
    (opened,) = [move for move in answer["moves"] if move["event"] == "opened" and move["base"]]
    assert (opened["base"], opened["key"]) == ("release/*", two["key"])


async def test_nothing_is_changed_and_other_rules_do_other_things(scene: Scene) -> None:
    card = await scene.card()
    pull = PullRequests(1, title=card["key"])
    start = later()
    await scene.deliver("pull_request", pull.at(start, "opened"))
    await scene.deliver("pull_request", pull.at(start + 1, "closed", closed=True))
    before = (await scene.owner.get(f"/boards/{scene.board.id}"))["seq"]
    answer = await tried(scene, rule("opened", DOING), rule("closed", BACKLOG, back=True))
    columns = scene.board.columns
    assert [(m["event"], m["from_column_id"], m["to_column_id"]) for m in answer["moves"]] == [
        ("closed", columns[DOING], columns[BACKLOG]),
        ("opened", columns[BACKLOG], columns[DOING]),
    ]
    assert (await scene.owner.get(f"/boards/{scene.board.id}"))["seq"] == before
    assert await scene.column_of(card) == "Review"
    rules = (await scene.owner.get(f"/boards/{scene.board.id}/rules"))["rules"]
    assert all(each["default"] for each in rules)


async def test_what_people_did_stands_between(scene: Scene) -> None:
    """Who drags a card, archives it or brings it back does so in the replay too."""
    card, away = await scene.card(), await scene.card()
    one, two = PullRequests(1, title=card["key"]), PullRequests(2, title=away["key"])
    # Older than the cards, by GitHub's clock, but not than the connection: it counts from the link on.
    async with scene.app.runtime.units.write() as unit:
        await unit.session.run(update(Repository).values(connected_at=MORNING))
    await scene.deliver("pull_request", one.at(1, "opened"))
    await drag(scene, card, TODO)
    await scene.owner.patch(f"/cards/{away['id']}", {"archived": True})
    await scene.deliver("pull_request", two.at(later(), "opened"))
    third = PullRequests(3, title=card["key"])
    await scene.deliver("pull_request", third.at(later(), "opened"))
    doing = scene.board.columns[DOING]
    await scene.owner.delete(f"/columns/{scene.board.columns[TODO]}?move_cards_to={doing}")
    answer = await tried(scene)
    columns = scene.board.columns
    assert [(m["key"], m["from_column_id"], m["pull_request"]) for m in answer["moves"]] == [
        (card["key"], columns[DOING], 3),  # where the cards of the column went that is gone
        (card["key"], columns[BACKLOG], 1),
    ]
    assert answer["cards"] == 2


async def test_a_column_that_is_full_today_would_keep_it_out(scene: Scene) -> None:
    card = await scene.card()
    pull = PullRequests(1, title=card["key"])
    start = later()
    await scene.deliver("pull_request", pull.at(start, "opened"))
    await scene.deliver("pull_request", pull.at(start + 1, "converted_to_draft", draft=True))
    await scene.deliver("pull_request", pull.at(start + 2, "ready_for_review", draft=False))
    await limit(scene, REVIEW, 1)
    assert [move["held_back"] for move in (await tried(scene))["moves"]] == [None]  # itself
    await scene.card(column_id=scene.board.columns[DOING])
    await limit(scene, DOING, 1)
    held = (await tried(scene, rule("opened", DOING)))["moves"]
    assert [(move["event"], move["held_back"]) for move in held] == [("opened", "wip_limit")]


async def test_what_was_before_is_left_out(scene: Scene) -> None:
    card = await scene.card()
    pull = PullRequests(1, title=card["key"])
    await scene.deliver("pull_request", pull.at(later(), "opened"))
    assert len((await tried(scene))["moves"]) == 1
    await aged(scene, timedelta(days=40))
    assert (await tried(scene))["moves"] == []


async def aged(scene: Scene, by: timedelta) -> None:
    """Let everything have happened longer ago."""
    async with scene.app.runtime.units.write() as unit:
        await unit.session.run(update(PullRequestLink).values(linked_at=now() - by))
        history = [[rfc3339(now() - by), "open", ["ENGI-1"], False]]
        await unit.session.run(update(PullRequest).values(history=history))


async def test_members_and_viewers_may_ask_and_others_see_no_board(scene: Scene) -> None:
    viewer = await in_workspace(scene.app, scene.board.workspace_id, Role.VIEWER)
    assert (await tried(scene, by=viewer))["moves"] == []
    stranger = await somebody(scene.app, "Eve")
    path = f"/boards/{scene.board.id}/rules/dry-run"
    await stranger.ask("POST", path, {}, status=404)
    await scene.owner.ask("POST", path, {"rules": [{"event": "lunch"}]}, status=422)
    other = await kanban(scene.owner, scene.board.workspace_id, "Other")
    strange = {"rules": [{"event": "opened", "column_id": other.columns[0]}]}
    await scene.owner.ask("POST", path, strange, status=422)


async def test_of_many_the_newest_are_looked_at(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dry_run, "MOST_CARDS", 3)
    monkeypatch.setattr(dry_run, "AT_ONCE", 2)
    cards = [await scene.card() for _ in range(5)]
    start = later()
    for number, card in enumerate(cards, 1):
        pull = PullRequests(number, title=card["key"])
        await scene.deliver("pull_request", pull.at(start + number, "opened"))
    answer = await tried(scene)
    assert (answer["cards"], answer["truncated"]) == (3, True)
    assert [move["key"] for move in answer["moves"]] == [card["key"] for card in cards[:1:-1]]
    monkeypatch.setattr(dry_run, "MOST_CARDS", 10)
    monkeypatch.setattr(dry_run, "MOST_MOVES", 4)
    answer = await tried(scene)
    assert (answer["cards"], answer["truncated"], len(answer["moves"])) == (5, True, 4)
