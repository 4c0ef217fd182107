"""A card is started by one request: assigned, moved and given a branch, or nothing of it."""

import asyncio
from uuid import UUID

import pytest
from sqlalchemy import update

from tests.github.hooks import connect
from tests.github.making import Making
from tests.support.apps import Json, Person
from tests.support.fake_github import faults
from trivet.auth.models import GitHubToken
from trivet.github.models import Repository
from trivet.platform.clock import now
from trivet.workspaces.models import Role

STARTED = 2
REVIEW = 3


async def start(
    scene: Making, card: Json, status: int = 202, *, by: Person | None = None, **wanted: object
) -> Json:
    """Start a card; the answer."""
    return await (by or scene.owner).post(f"/cards/{card['id']}/start", wanted, status)


async def undo(scene: Making, seq: int | None = None) -> Json:
    body = {} if seq is None else {"seq": seq}
    return await scene.owner.post(f"/boards/{scene.board.id}/undo", body, 200)


async def full(scene: Making, limit: int = 1) -> None:
    """Have the column of what has begun hold so many cards, and no more."""
    column = scene.board.columns[STARTED]
    await scene.owner.patch(f"/columns/{column}", {"wip_limit": limit, "wip_hard": True})


async def test_it_is_assigned_moved_and_given_a_branch(at_work: Making) -> None:
    card = await at_work.card()
    begun = await start(at_work, card)
    name = f"feature/{card['key']}-lift-off"
    assert begun["card"]["column_id"] == at_work.board.columns[STARTED]
    assert begun["card"]["assignee_ids"] == [at_work.owner.id]
    assert (begun["branch_name"], begun["why_no_branch"]) == (name, None)
    assert begun["cannot_undo"] == [f"The branch {name} stays on GitHub."]
    await at_work.work()
    assert (await at_work.task(begun["task"]))["state"] == "succeeded"
    assert await at_work.branches(card) == [name]
    moved, edited, created = (await at_work.events(card))[1:]
    assert [moved["type"], edited["type"]] == ["card.moved", "card.updated"]
    assert created["type"] == "branch.created"  # and the rule for it moves nothing
    assert begun["undo"] == {"seq": moved["seq"], "batch_id": moved["batch_id"]}
    assert edited["batch_id"] == moved["batch_id"]


async def test_a_second_start_does_nothing_new(at_work: Making) -> None:
    card = await at_work.card()
    first = await start(at_work, card)
    again = await start(at_work, card)
    assert again["task"]["id"] == first["task"]["id"]
    assert (again["branch_name"], again["undo"]) == (first["branch_name"], None)
    await at_work.work()
    third = await start(at_work, card, 200)
    assert (third["task"], third["branch_name"]) == (None, first["branch_name"])
    assert (third["undo"], third["cannot_undo"]) == (None, [])
    assert (at_work.posts, len(await at_work.events(card, "card.moved"))) == (1, 1)


async def test_what_could_not_be_made_is_tried_again(at_work: Making) -> None:
    card = await at_work.card()
    roles = dict(at_work.rocket.roles)
    at_work.rocket.roles.clear()
    first = await start(at_work, card)
    await at_work.work()
    assert (await at_work.task(first["task"]))["state"] == "failed"
    at_work.rocket.roles |= roles
    again = await start(at_work, card)
    await at_work.work()
    assert (await at_work.task(again["task"]))["state"] == "succeeded"


async def test_the_same_request_sent_twice_is_one(at_work: Making) -> None:
    card = await at_work.card()
    path, key = f"/cards/{card['id']}/start", {"Idempotency-Key": "once"}
    answers = [
        (await at_work.owner.ask("POST", path, {}, status=202, headers=key)).content
        for _ in range(2)
    ]
    assert answers[0] == answers[1]
    assert len(await at_work.events(card, "card.updated")) == 1


async def test_others_stay_assigned(at_work: Making) -> None:
    bob = await at_work.colleague()
    card = await at_work.card(assignee_ids=[bob.id])
    begun = await start(at_work, card)
    assert sorted(begun["card"]["assignee_ids"]) == sorted([bob.id, at_work.owner.id])
    alone = await at_work.card(assignee_ids=[bob.id])
    begun = await start(at_work, alone, assign=False)
    assert begun["card"]["assignee_ids"] == [bob.id]


async def test_a_full_column_refuses_all_of_it(at_work: Making) -> None:
    await full(at_work)
    first, second = await at_work.card("First"), await at_work.card("Second")
    await start(at_work, first)
    await at_work.work()
    by_hand = await at_work.owner.post(
        f"/cards/{second['id']}/move", {"column_id": at_work.board.columns[STARTED]}, 409
    )
    refused = await start(at_work, second, 409)
    assert refused["code"] == by_hand["code"] == "wip_limit_reached"
    assert {**refused, "request_id": ""} == {**by_hand, "request_id": ""}
    assert not await at_work.waiting()
    assert len(await at_work.events(second)) == 1  # that it was made
    assert (await start(at_work, second, force=True))["task"] is not None


async def test_of_two_who_take_the_last_place_one_is_refused(at_work: Making) -> None:
    await full(at_work)
    bob = await at_work.colleague()
    cards = [await at_work.card(title) for title in ("One", "Two")]
    answers = await asyncio.gather(
        *(
            by.ask("POST", f"/cards/{card['id']}/start", {})
            for by, card in zip((at_work.owner, bob), cards, strict=True)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [202, 409]
    await at_work.work()
    assert at_work.posts == 1
    assert sorted([await at_work.column(card) for card in cards]) == [0, STARTED]


async def test_two_people_start_one_card_at_once(at_work: Making) -> None:
    bob = await at_work.colleague()
    card = await at_work.card()
    begun = await asyncio.gather(start(at_work, card), start(at_work, card, by=bob))
    assert begun[0]["task"]["id"] == begun[1]["task"]["id"]
    await at_work.work()
    shown = await at_work.shown(card)
    assert sorted(shown["assignee_ids"]) == sorted([at_work.owner.id, bob.id])
    assert len(await at_work.events(card, "card.moved")) == 1
    assert (at_work.posts, len(shown["branches"])) == (1, 1)


async def test_one_that_is_further_stays_where_it_is(at_work: Making) -> None:
    columns = at_work.board.columns
    card = await at_work.card(column_id=columns[REVIEW])
    begun = await start(at_work, card, branch=False, status=200)
    assert begun["card"]["column_id"] == columns[REVIEW]
    assert (begun["task"], begun["branch_name"], begun["why_no_branch"]) == (None, None, None)
    back = await start(at_work, card, 200, branch=False, column_id=columns[1])
    assert (back["card"]["column_id"], back["undo"]) == (columns[REVIEW], None)


async def test_it_goes_where_it_is_wanted(at_work: Making) -> None:
    card = await at_work.card()
    begun = await start(at_work, card, 200, branch=False, column_id=at_work.board.columns[REVIEW])
    assert begun["card"]["column_id"] == at_work.board.columns[REVIEW]
    strange = await start(at_work, card, 422, column_id=card["id"])
    assert strange["code"] == "unknown_column"


async def test_it_goes_where_the_rule_for_its_branch_leads(at_work: Making) -> None:
    """At once, so that one undo takes it back from there."""
    review = at_work.board.columns[REVIEW]
    rule = {"event": "branch_created", "column_id": review}
    await at_work.owner.ask(
        "PUT", f"/boards/{at_work.board.id}/rules", {"rules": [rule]}, status=200
    )
    card = await at_work.card()
    assert (await start(at_work, card))["card"]["column_id"] == review
    await at_work.work()
    assert len(await at_work.events(card, "card.moved")) == 1
    other = await at_work.card("Without")
    begun = await start(at_work, other, 200, branch=False)
    assert begun["card"]["column_id"] == at_work.board.columns[STARTED]


async def test_a_board_without_such_a_column_says_so(at_work: Making) -> None:
    card = await at_work.card()
    for column in at_work.board.columns[2:]:
        await at_work.owner.patch(f"/columns/{column}", {"category": "unstarted"})
    refused = await start(at_work, card, 409)
    assert refused["code"] == "column_missing"
    assert not await at_work.waiting()


# Where no branch can be made.


async def test_without_a_repository_it_starts_without_a_branch(at_work: Making) -> None:
    path = f"/workspaces/{at_work.board.workspace_id}/repositories/{at_work.repository['id']}"
    await at_work.owner.delete(path)
    card = await at_work.card()
    begun = await start(at_work, card, 200)
    assert begun["why_no_branch"] == "No repository is connected to this workspace."
    assert (begun["task"], begun["cannot_undo"]) == (None, [])
    assert await at_work.column(card) == STARTED
    other = await at_work.card()
    assert (await start(at_work, other, 404, branch=True))["code"] == "repository_not_found"
    assert await at_work.column(other) == 0


async def test_of_several_repositories_none_is_guessed(at_work: Making) -> None:
    second = at_work.github.repo("acme/second", push=[at_work.ada])
    connected = await connect(at_work.owner, at_work.board.workspace_id, name="acme/second")
    begun = await start(at_work, await at_work.card(), 200)
    assert begun["why_no_branch"].startswith("Several repositories are connected")
    usual = {"template": None, "repository_id": connected["id"]}
    path = f"/boards/{at_work.board.id}/branching"
    await at_work.owner.ask("PUT", path, usual, status=200)
    card = await at_work.card("There")
    begun = await start(at_work, card)
    await at_work.work()
    assert begun["branch_name"] in second.branches
    # And where it is wanted.
    begun = await start(at_work, card, repo_id=at_work.repository["id"], branch_name="here")
    await at_work.work()
    assert "here" in at_work.rocket.branches


async def test_who_has_no_account_there_starts_without(at_work: Making) -> None:
    async with at_work.app.runtime.units.write() as unit:
        await unit.session.run(update(GitHubToken).values(refused_at=now()))
    card = await at_work.card()
    refused = await start(at_work, card, 403, branch_name="mine")
    assert refused["code"] == "github_sign_in_needed"
    assert await at_work.column(card) == 0
    begun = await start(at_work, card, 200)
    assert begun["why_no_branch"].startswith("Sign in with GitHub again")


@pytest.mark.parametrize(("member", "name"), [("branch_name", "a..b"), ("base_branch", "a b")])
async def test_a_name_that_is_none_refuses_all_of_it(
    at_work: Making, member: str, name: str
) -> None:
    card = await at_work.card()
    refused = await at_work.owner.post(f"/cards/{card['id']}/start", {member: name}, 422)
    assert refused["code"] == "invalid_branch_name"
    assert len(await at_work.events(card)) == 1


async def test_an_archived_repository_is_not_branched_in(at_work: Making) -> None:
    async with at_work.app.runtime.units.write() as unit:
        await unit.session.run(update(Repository).values(archived=True))
    card = await at_work.card()
    assert (await start(at_work, card, 409, branch=True))["code"] == "repository_archived"
    begun = await start(at_work, card, 200)
    assert begun["why_no_branch"] == "It is archived on GitHub: unarchive it there first."


# Who may, and of what.


async def test_viewers_start_nothing(at_work: Making) -> None:
    card = await at_work.card()
    viewer = await at_work.colleague("eve", Role.VIEWER)
    for what in ("start", "finish"):
        refused = await viewer.post(f"/cards/{card['id']}/{what}", {}, 403)
        assert refused["code"] == "forbidden"
    assert len(await at_work.events(card)) == 1


async def test_what_is_archived_is_not_started(at_work: Making) -> None:
    card, other = await at_work.card(), await at_work.card()
    await at_work.owner.patch(f"/cards/{card['id']}", {"archived": True})
    assert (await start(at_work, card, 409))["code"] == "card_archived"
    await at_work.owner.patch(f"/boards/{at_work.board.id}", {"archived": True})
    assert (await start(at_work, other, 409))["code"] == "board_archived"
    assert not await at_work.waiting()


# Undo.


async def test_one_undo_takes_all_of_it_back(at_work: Making) -> None:
    card = await at_work.card()
    begun = await start(at_work, card)
    await at_work.work()
    done = await undo(at_work, begun["undo"]["seq"])
    assert [each["type"] for each in done["undone"]] == ["card.moved", "card.updated"]
    url = f"https://github.test/acme/rocket/tree/{begun['branch_name']}"
    assert done["kept"] == [{"kind": "branch", "name": begun["branch_name"], "url": url}]
    shown = await at_work.shown(card)
    assert (shown.get("assignee_ids", []), await at_work.column(card)) == ([], 0)
    assert begun["branch_name"] in at_work.rocket.branches
    # The undo of the undo brings it about again, and makes no second branch.
    again = await undo(at_work, done["seqs"][0])
    assert (again["kept"], await at_work.column(card)) == ([], STARTED)
    assert not await at_work.waiting()


async def test_a_branch_that_was_deleted_since_does_not_stay(at_work: Making) -> None:
    card = await at_work.card()
    begun = await start(at_work, card)
    await at_work.work()
    at_work.hear()
    at_work.github.delete_branch(at_work.rocket, begun["branch_name"])
    await at_work.delivered()
    assert (await undo(at_work, begun["undo"]["seq"]))["kept"] == []


async def test_a_branch_that_nobody_makes_yet_is_not_made(at_work: Making) -> None:
    card = await at_work.card()
    begun = await start(at_work, card)
    done = await undo(at_work)
    assert (len(done["undone"]), done["kept"]) == (2, [])
    assert (await at_work.task(begun["task"]))["state"] == "cancelled"
    await at_work.work()
    assert (at_work.posts, await at_work.column(card)) == (0, 0)


async def test_what_waits_for_github_is_not_made_later(at_work: Making) -> None:
    card = await at_work.card()
    down = at_work.github.fault("*", "*", faults.error(502), times=None)
    await start(at_work, card)
    await at_work.work()
    await undo(at_work)
    down.lift()
    await at_work.work_to_the_end()
    assert (at_work.posts, await at_work.branches(card), await at_work.column(card)) == (0, [], 0)


async def test_a_branch_that_comes_too_late_leaves_the_card_where_it_is(at_work: Making) -> None:
    card = await at_work.card()
    told, go = asyncio.Event(), asyncio.Event()

    async def slow(exchange: faults.Exchange) -> None:
        caught = await exchange.process()
        told.set()
        await exchange.wait(go.wait())
        await exchange.answer(caught)

    at_work.github.fault("POST", "*/git/refs", slow)
    begun = await start(at_work, card)
    working = asyncio.create_task(at_work.work())
    await told.wait()
    done = await undo(at_work)
    assert done["kept"] == [{"kind": "branch", "name": begun["branch_name"]}]
    go.set()
    await working
    assert await at_work.branches(card) == [begun["branch_name"]]
    assert await at_work.column(card) == 0
    assert len(await at_work.events(card, "card.moved")) == 2


async def test_what_somebody_did_since_stays(at_work: Making) -> None:
    bob = await at_work.colleague()
    card = await at_work.card()
    begun = await start(at_work, card)
    review = at_work.board.columns[REVIEW]
    await bob.post(f"/cards/{card['id']}/move", {"column_id": review}, 200)
    done = await undo(at_work, begun["undo"]["seq"])
    assert [each["field"] for each in done["blocked"]] == ["column_id"]
    assert [each["type"] for each in done["undone"]] == ["card.updated"]
    assert await at_work.column(card) == REVIEW


async def test_a_refused_undo_stops_nothing(at_work: Making) -> None:
    bob = await at_work.colleague()
    card = await at_work.card()
    begun = await start(at_work, card, assign=False)
    await bob.post(f"/cards/{card['id']}/move", {"column_id": at_work.board.columns[REVIEW]}, 200)
    path = f"/boards/{at_work.board.id}/undo"
    refused = await at_work.owner.post(path, {"seq": begun["undo"]["seq"]}, 409)
    assert refused["code"] == "undo_blocked"
    await at_work.work()
    assert (await at_work.task(begun["task"]))["state"] == "succeeded"


async def test_a_program_starts_too(at_work: Making) -> None:
    wanted = {"name": "bot", "scopes": ["read", "write"]}
    token = (await at_work.owner.post("/auth/tokens", wanted))["token"]
    program = Person(at_work.owner.http, at_work.owner.id, token)
    card = await at_work.card()
    begun = await start(at_work, card, by=program)
    await at_work.work()
    assert (await at_work.task(begun["task"]))["state"] == "succeeded"
    (moved,) = await at_work.events(card, "card.moved")
    assert (moved["origin"], moved["actor_id"]) == ("api", at_work.owner.id)
    reads = (await at_work.owner.post("/auth/tokens", {"name": "r", "scopes": ["read"]}))["token"]
    reader = Person(at_work.owner.http, at_work.owner.id, reads)
    assert (await start(at_work, card, 403, by=reader))["code"] == "insufficient_scope"
    assert UUID(begun["card"]["id"]) == UUID(card["id"])
