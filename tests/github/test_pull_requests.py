"""A pull request on GitHub shows on its card, and moves it."""

import pytest

from tests.factories.github import PullRequests, branch
from tests.github.hooks import Hook, Scene, connect, kanban
from tests.support.apps import Json, Person, Trivet


@pytest.fixture
async def scene(app: Trivet, owner: Person) -> Scene:
    return await Scene.set(app, owner)


async def test_a_merged_pull_request_moves_its_card_to_done(scene: Scene) -> None:
    card = await scene.card(title="Lift off")
    pull = PullRequests(12, branch=f"feature/{card['key'].lower()}-lift-off", title="Lift off")

    await scene.deliver("create", branch(pull.branch))
    assert await scene.column_of(card) == "In progress"
    await scene.deliver("pull_request", pull.at(1, "opened"))
    assert await scene.column_of(card) == "Review"
    await scene.deliver("pull_request", pull.at(2, "closed", merged=True))
    assert await scene.column_of(card) == "Done"

    shown = await scene.owner.get(f"/cards/{card['key']}")
    (pull_request,) = shown["pull_requests"]
    assert pull_request.pop("id")
    assert pull_request == {
        "repository": "acme/rocket",
        "number": 12,
        "title": "Lift off",
        "state": "merged",
        "branch": pull.branch,
        "base": "main",
        "author": "ada",
        "url": "https://github.com/acme/rocket/pull/12",
        "head_sha": "a" * 40,
        "merged_at": "2026-03-01T09:02:00.000000Z",
    }
    (made,) = shown["branches"]
    assert (made["name"], made["url"]) == (
        pull.branch,
        f"https://github.com/acme/rocket/tree/{pull.branch}",
    )


async def test_every_automatic_move_says_why(scene: Scene) -> None:
    card = await scene.card()
    pull = PullRequests(12, title=f"{card['key']} Lift off")
    await scene.deliver("pull_request", pull.at(1, "opened", draft=True))
    await scene.deliver("pull_request", pull.at(2, "ready_for_review", draft=False))
    await scene.deliver("pull_request", pull.at(3, "closed", merged=True))

    events = await scene.events(card)
    assert [event["type"] for event in events] == [
        "card.created",
        "pull_request.linked",
        "card.moved",
        "pull_request.updated",
        "card.moved",
        "pull_request.updated",
        "card.moved",
    ]
    assert {event["origin"] for event in events[1:]} == {"github"}
    assert {event["actor_id"] for event in events[1:]} == {None}
    reasons = [e["payload"]["reason"] for e in events if e["type"] == "card.moved"]
    about = {"repository": "acme/rocket", "pull_request": 12}
    assert reasons == [
        {"rule": "draft", "cause": "draft", **about},
        {"rule": "opened", "cause": "opened", **about},
        {"rule": "merged", "cause": "merged", **about},
    ]


async def test_several_keys_link_several_cards_and_other_words_none(scene: Scene) -> None:
    first, second, third = [await scene.card() for _ in range(3)]
    pull = PullRequests(
        3,
        branch=f"{first['key'].lower()}-and-more",
        title=f"{second['key']}: see #{third['number']} and UTF-8, ENG-999, word-{third['number']}",
    )
    await scene.deliver("pull_request", pull.at(1, "opened"))
    board = await scene.owner.get(f"/boards/{scene.board.id}")
    linked = {card["id"] for card in board["cards"] if card.get("pull_requests")}
    assert linked == {first["id"], second["id"]}
    assert await scene.column_of(third) == "Backlog"


async def test_a_title_that_names_another_card_links_that_one(scene: Scene) -> None:
    wrong, right = await scene.card(), await scene.card()
    pull = PullRequests(4, title=f"{wrong['key']} Fix")
    await scene.deliver("pull_request", pull.at(1, "opened"))
    assert await scene.column_of(wrong) == "Review"
    await scene.deliver("pull_request", pull.at(2, "edited", title=f"{right['key']} Fix"))
    assert "pull_requests" not in await scene.owner.get(f"/cards/{wrong['id']}")
    assert await scene.column_of(wrong) == "Backlog"  # where it was
    assert await scene.column_of(right) == "Review"
    last = (await scene.events(wrong))[-1]
    assert (last["type"], last["payload"]["reason"]) == (
        "card.moved",
        {
            "rule": "opened",
            "corrected": True,
            "cause": "unlinked",
            "repository": "acme/rocket",
            "pull_request": 4,
        },
    )


async def test_all_of_several_must_be_merged(scene: Scene) -> None:
    card = await scene.card()
    one, two = (PullRequests(n, title=f"{card['key']} part {n}") for n in (1, 2))
    await scene.deliver("pull_request", one.at(1, "opened"))
    await scene.deliver("pull_request", two.at(2, "opened"))
    await scene.deliver("pull_request", one.at(3, "closed", merged=True))
    assert await scene.column_of(card) == "Review"
    await scene.deliver("pull_request", two.at(4, "closed", merged=True))
    assert await scene.column_of(card) == "Done"


async def test_one_that_was_given_up_does_not_count(scene: Scene) -> None:
    card = await scene.card()
    one, two = (PullRequests(n, title=f"{card['key']} part {n}") for n in (1, 2))
    await scene.deliver("pull_request", one.at(1, "opened"))
    await scene.deliver("pull_request", two.at(2, "opened"))
    await scene.deliver("pull_request", one.at(3, "closed", merged=True))
    await scene.deliver("pull_request", two.at(4, "closed", closed=True))
    assert await scene.column_of(card) == "Done"


async def test_a_card_is_never_moved_backwards(scene: Scene) -> None:
    card = await scene.card()
    pull = PullRequests(5, title=f"{card['key']} x")
    await scene.owner.post(f"/cards/{card['id']}/move", {"column_id": scene.board.columns[4]}, 200)
    await scene.deliver("pull_request", pull.at(1, "opened"))
    assert await scene.column_of(card) == "Done"


async def test_what_people_did_since_stands(scene: Scene) -> None:
    card = await scene.card()
    pull = PullRequests(6, title=f"{card['key']} x")
    await scene.deliver("pull_request", pull.at(1, "opened"))
    await scene.owner.post(f"/cards/{card['id']}/move", {"column_id": scene.board.columns[2]}, 200)
    await scene.deliver("pull_request", pull.at(2, "synchronize"))
    await scene.deliver("pull_request", pull.at(3, "edited", title=f"{card['key']} better"))
    assert await scene.column_of(card) == "In progress"
    # A second round of work moves it again.
    again = PullRequests(7, title=f"{card['key']} again")
    await scene.deliver("pull_request", again.at(4, "opened"))
    assert await scene.column_of(card) == "Review"


async def test_a_late_delivery_puts_back_what_moved_for_no_reason(scene: Scene) -> None:
    card = await scene.card()
    one, two = (PullRequests(n, title=f"{card['key']} part {n}") for n in (1, 2))
    opened = [one.at(1, "opened"), two.at(2, "opened")]
    await scene.deliver("pull_request", one.at(3, "closed", merged=True))
    assert await scene.column_of(card) == "Done"
    await scene.deliver("pull_request", opened[1])
    assert await scene.column_of(card) == "Review"
    await scene.deliver("pull_request", opened[0])
    assert await scene.column_of(card) == "Review"
    assert (await scene.owner.get(f"/cards/{card['id']}"))["pull_requests"][0]["state"] == "merged"


async def test_but_not_what_somebody_moved_since(scene: Scene) -> None:
    card = await scene.card()
    one, two = (PullRequests(n, title=f"{card['key']} part {n}") for n in (1, 2))
    late = two.at(2, "opened")
    await scene.deliver("pull_request", one.at(3, "closed", merged=True))
    other = await scene.card()
    await scene.owner.post(f"/cards/{other['id']}/move", {"column_id": scene.board.columns[4]}, 200)
    await scene.owner.post(f"/cards/{card['id']}/move", {"after": other["id"]}, 200)
    await scene.deliver("pull_request", late)
    assert await scene.column_of(card) == "Done"


async def drag(scene: Scene, card: Json, column: int) -> None:
    """A person moves a card."""
    body = {"column_id": scene.board.columns[column]}
    await scene.owner.post(f"/cards/{card['id']}/move", body, 200)


async def test_a_title_that_names_another_card_after_several_moves(scene: Scene) -> None:
    wrong, right = await scene.card(), await scene.card()
    pull = PullRequests(4, title=f"{wrong['key']} Fix")
    await scene.deliver("pull_request", pull.at(1, "opened", draft=True))
    await scene.deliver("pull_request", pull.at(2, "ready_for_review", draft=False))
    await scene.deliver("pull_request", pull.at(3, "edited", title=f"{right['key']} Fix"))
    assert await scene.column_of(wrong) == "Backlog"
    assert await scene.column_of(right) == "Review"


async def test_going_back_ends_where_a_person_put_the_card(scene: Scene) -> None:
    card = await scene.card()
    one, two = (PullRequests(n, title=f"{card['key']} part {n}") for n in (1, 2))
    late = two.at(2, "opened", draft=True)
    await scene.deliver("pull_request", one.at(1, "opened"))
    await drag(scene, card, 2)
    await scene.deliver("pull_request", one.at(3, "closed", merged=True))
    assert await scene.column_of(card) == "Done"
    await scene.deliver("pull_request", late)
    assert await scene.column_of(card) == "In progress"


async def test_a_second_round_that_was_not_over_is_taken_back_too(scene: Scene) -> None:
    card = await scene.card()
    one, two, three = (PullRequests(n, title=f"{card['key']} part {n}") for n in (1, 2, 3))
    late = three.at(5, "opened")
    await scene.deliver("pull_request", one.at(1, "closed", merged=True))
    await drag(scene, card, 2)
    await scene.deliver("pull_request", two.at(4, "opened"))
    await scene.deliver("pull_request", two.at(6, "closed", merged=True))
    assert await scene.column_of(card) == "Done"
    await scene.deliver("pull_request", late)
    assert await scene.column_of(card) == "Review"


async def test_old_news_moves_nothing_that_a_person_moved_since(scene: Scene) -> None:
    card = await scene.card()
    pull = PullRequests(6, title=card["key"])
    between = pull.at(2, "converted_to_draft", draft=True)
    await scene.deliver("pull_request", pull.at(1, "opened", draft=False))
    await scene.deliver("pull_request", pull.at(3, "ready_for_review"))
    await drag(scene, card, 1)
    await scene.deliver("pull_request", between)
    assert await scene.column_of(card) == "To do"
    await scene.deliver("pull_request", pull.at(4, "closed", merged=True))
    assert await scene.column_of(card) == "Done"


async def test_what_is_archived_stands_still_and_does_not_catch_up(scene: Scene) -> None:
    card = await scene.card()
    pull = PullRequests(9, title=f"{card['key']} x")
    await scene.deliver("pull_request", pull.at(1, "opened"))
    await scene.owner.patch(f"/cards/{card['id']}", {"archived": True})
    await scene.deliver("pull_request", pull.at(2, "closed", merged=True))
    back = {"archived": False, "column_id": scene.board.columns[2]}
    await scene.owner.patch(f"/cards/{card['id']}", back)
    await scene.deliver("pull_request", pull.at(3, "labeled"))
    assert await scene.column_of(card) == "In progress"

    other = await scene.card()
    pull = PullRequests(10, title=other["key"])
    await scene.owner.patch(f"/boards/{scene.board.id}", {"archived": True})
    await scene.deliver("pull_request", pull.at(1, "opened"))
    name = f"{other['key']}-x"
    await scene.deliver("create", branch(name, minute=1))
    await scene.owner.patch(f"/boards/{scene.board.id}", {"archived": False})
    await scene.deliver("pull_request", pull.at(2, "labeled"))
    assert await scene.column_of(other) == "Backlog"
    await scene.deliver("pull_request", pull.at(3, "closed", merged=True))
    assert await scene.column_of(other) == "Done"
    board = await scene.owner.get(f"/boards/{scene.board.id}")
    rows = await scene.owner.get(f"/boards/{scene.board.id}?q={other['key']}")
    (live,) = [each for each in board["cards"] if each["id"] == other["id"]]
    assert [live] == rows["cards"]
    assert live["branches"][0]["name"] == name


async def test_a_branch_deleted_while_its_board_is_archived_is_gone(scene: Scene) -> None:
    card = await scene.card()
    name = f"{card['key']}-x"
    await scene.deliver("create", branch(name, minute=1))
    await scene.owner.patch(f"/boards/{scene.board.id}", {"archived": True})
    await scene.deliver("delete", branch(name, minute=2))
    await scene.owner.patch(f"/boards/{scene.board.id}", {"archived": False})
    assert "branches" not in await scene.owner.get(f"/cards/{card['id']}")
    board = await scene.owner.get(f"/boards/{scene.board.id}")
    assert "branches" not in board["cards"][0]


async def test_one_that_was_closed_before_it_named_the_card_moves_nothing(scene: Scene) -> None:
    card = await scene.card()
    pull = PullRequests(11, title="No key")
    await scene.deliver("pull_request", pull.at(1, "opened"))
    await scene.deliver("pull_request", pull.at(2, "closed", closed=True))
    await scene.deliver("pull_request", pull.at(3, "edited", title=f"{card['key']} x"))
    assert await scene.column_of(card) == "Backlog"
    await scene.deliver("pull_request", pull.at(4, "reopened", closed=False))
    assert await scene.column_of(card) == "Review"


async def test_a_key_that_is_added_later_counts_from_then_on(scene: Scene) -> None:
    card = await scene.card()
    pull = PullRequests(12, title="Forgot the key")
    await scene.deliver("pull_request", pull.at(1, "opened"))
    await scene.deliver("pull_request", pull.at(2, "edited", title=f"{card['key']} there"))
    assert await scene.column_of(card) == "Review"


async def test_a_branch_that_is_made_again_counts_again(scene: Scene) -> None:
    card = await scene.card()
    name = f"{card['key']}-x"
    await scene.deliver("create", branch(name, minute=1))
    await scene.deliver("delete", branch(name, minute=2))
    await drag(scene, card, 0)
    await scene.deliver("create", branch(name, minute=3))
    assert await scene.column_of(card) == "In progress"


async def test_branches_of_one_moment_are_as_the_last_delivery_says(scene: Scene) -> None:
    card = await scene.card()
    name = f"{card['key']}-x"
    for event in ("create", "delete", "create"):
        await scene.deliver(event, branch(name, minute=1))
    assert (await scene.owner.get(f"/cards/{card['id']}"))["branches"][0]["name"] == name


async def test_one_that_is_closed_completes_the_others(scene: Scene) -> None:
    card = await scene.card()
    one, two = (PullRequests(n, title=f"{card['key']} part {n}") for n in (1, 2))
    await scene.deliver("pull_request", one.at(1, "opened"))
    await scene.deliver("pull_request", two.at(2, "opened"))
    await scene.deliver("pull_request", one.at(3, "closed", merged=True))
    await scene.deliver("pull_request", two.at(4, "closed", closed=True))
    last = (await scene.events(card))[-1]
    reason = last["payload"]["reason"]
    assert (reason["rule"], reason["cause"], reason["pull_request"]) == ("merged", "closed", 2)


async def test_a_stranger_links_few_cards(scene: Scene) -> None:
    cards = [await scene.card() for _ in range(6)]
    title = " ".join(card["key"] for card in cards)
    await scene.deliver("pull_request", PullRequests(8, title=title, fork=True).at(1, "opened"))
    board = await scene.owner.get(f"/boards/{scene.board.id}")
    assert sum("pull_requests" in card for card in board["cards"]) == 3


async def test_rules_that_change_move_nothing_by_themselves(scene: Scene) -> None:
    card = await scene.card()
    pull = PullRequests(1, title=card["key"])
    await scene.deliver("pull_request", pull.at(1, "opened"))
    for column in (2, 4):
        rules = {"rules": [{"event": "opened", "column_id": scene.board.columns[column]}]}
        await scene.owner.ask("PUT", f"/boards/{scene.board.id}/rules", rules, status=200)
        await scene.deliver("pull_request", pull.at(column, "synchronize"))
        assert await scene.column_of(card) == "Review"


async def test_a_stranger_s_fork_is_shown_and_moves_nothing(scene: Scene) -> None:
    card = await scene.card()
    pull = PullRequests(8, title=f"{card['key']} Free gift", fork=True)
    await scene.deliver("pull_request", pull.at(1, "opened"))
    await scene.deliver("pull_request", pull.at(2, "closed", merged=True))
    shown = await scene.owner.get(f"/cards/{card['id']}")
    assert [each["state"] for each in shown["pull_requests"]] == ["merged"]
    assert await scene.column_of(card) == "Backlog"


async def test_a_deleted_branch_leaves_the_card(scene: Scene) -> None:
    card = await scene.card()
    name = f"{card['key'].lower()}-x"
    await scene.deliver("create", branch(name, minute=1))
    await scene.deliver("delete", branch(name, minute=2))
    assert "branches" not in await scene.owner.get(f"/cards/{card['id']}")
    await scene.deliver("create", branch(name, minute=1))  # late
    assert "branches" not in await scene.owner.get(f"/cards/{card['id']}")
    await scene.deliver("create", branch(name, minute=3))
    assert (await scene.owner.get(f"/cards/{card['id']}"))["branches"][0]["name"] == name


async def test_an_archived_card_shows_its_pull_request_when_it_comes_back(scene: Scene) -> None:
    card = await scene.card()
    pull = PullRequests(9, title=f"{card['key']} x")
    await scene.deliver("pull_request", pull.at(1, "opened"))
    await scene.owner.patch(f"/cards/{card['id']}", {"archived": True})
    await scene.deliver("pull_request", pull.at(2, "closed", merged=True))
    back = await scene.owner.patch(f"/cards/{card['id']}", {"archived": False})
    assert [each["state"] for each in back["pull_requests"]] == ["merged"]
    board = await scene.owner.get(f"/boards/{scene.board.id}")
    assert [c["pull_requests"] for c in board["cards"]] == [back["pull_requests"]]


async def test_writes_of_either_way_answer_with_the_pull_requests(scene: Scene) -> None:
    card = await scene.card()
    await scene.deliver("pull_request", PullRequests(9, title=card["key"]).at(1, "opened"))
    await scene.owner.get(f"/boards/{scene.board.id}")
    quick = await scene.owner.patch(f"/cards/{card['id']}", {"title": "Quick"})
    ordinary = await scene.owner.patch(f"/cards/{card['id']}", {"description": "Ordinary"})
    read = await scene.owner.get(f"/cards/{card['id']}")
    assert quick["pull_requests"] == ordinary["pull_requests"] == read["pull_requests"]
    filtered = await scene.owner.get(f"/boards/{scene.board.id}?q=Quick")
    assert filtered["cards"][0]["pull_requests"] == read["pull_requests"]


async def test_a_repository_moves_cards_of_its_own_workspace_only(scene: Scene) -> None:
    card = await scene.card()
    workspace = await scene.owner.post("/workspaces", {"name": "Other"})
    elsewhere = await kanban(scene.owner, workspace["id"])
    assert elsewhere.key == scene.board.key
    twin: Json = await scene.owner.post(
        f"/boards/{elsewhere.id}/cards", {"column_id": elsewhere.columns[0], "title": "Twin"}
    )
    assert twin["key"] == card["key"]
    await scene.deliver("pull_request", PullRequests(1, title=card["key"]).at(1, "opened"))
    assert await scene.column_of(card) == "Review"
    assert "pull_requests" not in await scene.owner.get(f"/cards/{twin['id']}")

    # Connected there too, with its own hook.
    secret = "another secret of another hook"
    await connect(scene.owner, workspace["id"], secret=secret)
    other = Hook(scene.app.http, secret, number=7)
    await other.deliver("pull_request", PullRequests(1, title=card["key"]).at(1, "opened"))
    await scene.tasks.until(lambda: _linked(scene, twin))


async def _linked(scene: Scene, card: Json) -> bool:
    return "pull_requests" in await scene.owner.get(f"/cards/{card['id']}")
