"""Work at Miro that is queued: taken whole or not at all, done in order, never lost, never done twice."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from urllib.parse import quote
from uuid import UUID

import pytest
from sqlalchemy import delete, select, update

from tests.miro.connected import Connected, connected
from tests.miro.whiteboards import RECTANGLE, asked, bob_of, shapes
from tests.realtime.conftest import served
from tests.realtime.followers import eventually, follow_at
from tests.support.apps import Json, Person, make_board
from tests.support.fake_miro import Board, MiroServer, faults
from tests.support.fake_miro.state import Role
from tests.support.queries import counted
from trivet.miro import job_workers
from trivet.miro.job_models import MiroJob, MiroOperation
from trivet.miro.job_repository import JobRepository
from trivet.miro.jobs import Jobs
from trivet.miro.models import MiroBoard
from trivet.platform.clock import now, parse_rfc3339
from trivet.platform.settings import Settings

ENDED = {"done", "failed", "cancelled", "indeterminate", "partial"}


@pytest.fixture
async def there(
    settings: Settings, fake_miro: MiroServer, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Connected]:
    """The owner has connected their account; Miro does nothing any more of what it did not answer."""
    monkeypatch.setattr(job_workers, "VENDOR_S", 0.0)
    monkeypatch.setattr(job_workers, "DELAYS_S", (0.1,))
    monkeypatch.setattr(job_workers, "BLOCKED_S", 0.1)
    async with connected(settings, fake_miro) as there:
        await there.connect(there.owner, there.ada)
        yield there


@pytest.fixture
def plan(there: Connected) -> Board:
    return there.miro.board("Plan", there.ada, team=there.miro.team())


def cards(count: int, title: str = "Card") -> list[Json]:
    return [{"data": {"title": f"{title} {number}"}} for number in range(count)]


async def queued(person: Person, board: Board, operations: list[Json], **headers: str) -> str:
    """A job of some operations."""
    body = {"boardId": board.id, "operations": operations}
    answer = await person.ask("POST", "/api/batch", body, status=202, headers=headers or None)
    assert answer.json()["enqueued"] == len(operations)
    job_id: str = answer.json()["job_id"]
    assert answer.headers["Location"] == f"/api/jobs/{job_id}"
    return job_id


async def ended(person: Person, job_id: str) -> Json:
    """A job that has ended."""

    async def has() -> bool:
        job = await person.get(f"/api/jobs/{job_id}")
        return job["state"] in ENDED and job["task"]["finished_at"] is not None

    await eventually(has)
    return await person.get(f"/api/jobs/{job_id}")


async def waits_for_credits(person: Person, job_id: str) -> None:
    """Until a job was refused for want of credits, and waits for those of the next minute."""

    async def waits() -> bool:
        task = (await person.get(f"/api/jobs/{job_id}"))["task"]
        due, error = task["next_attempt_at"], task["error"]
        if error is None or error["code"] != "miro_limited":
            return False
        return due is not None and parse_rfc3339(due) > now() + timedelta(seconds=40)

    await eventually(waits)


def titles(board: Board, kind: str = "card") -> list[str]:
    return [str(each.data.get("title")) for each in board.items.values() if each.type == kind]


# Taken.


async def test_cards_are_made_by_twenty(there: Connected, plan: Board) -> None:
    body = {"boardId": plan.id, "cards": cards(45)}
    answer = await there.owner.ask("POST", "/api/cards", body, status=202)
    job = await ended(there.owner, answer.json()["job_id"])
    assert (job["state"], job["done"], job["total"]) == ("done", 45, 45)
    assert titles(plan) == [f"Card {number}" for number in range(45)]
    assert [each["item_id"] for each in job["operations"]] == list(plan.items)
    assert asked(there, "POST", "/items/bulk") == 3
    array = f"/api/cards?boardId={quote(plan.id, safe='')}"
    assert (await there.owner.ask("POST", array, cards(1), status=202)).json()["enqueued"] == 1
    assert (await there.owner.ask("POST", "/api/cards", cards(1))).status_code == 422


async def test_what_miro_would_not_take_is_refused_with_all_the_rest(
    there: Connected, plan: Board
) -> None:
    shape = there.miro.shape(plan, "Shape")
    await there.owner.get(shapes(plan))
    good = {"type": "create_card", "data": {"data": {"title": "Card"}}}
    for wrong, field in (
        ({"type": "create_card", "data": {"data": {"titel": "x"}}}, "operations.1.data.data.titel"),
        ({"type": "update_card", "data": {}}, "operations.1.item_id"),
        ({"type": "update_card", "item_id": "1", "data": {}}, "operations.1"),
        ({"type": "create_tag", "data": {"title": None}}, "operations.1.data.title"),
        ({"type": "paint_card", "data": {}}, "operations.1"),
        ({"type": "create_tag", "data": {"title": "x" * 121}}, "operations.1.data.title"),
        (
            {"type": "attach_tag", "item_id": shape.id, "data": {"tag_id": "1"}},
            "operations.1.item_id",
        ),
    ):
        body = {"boardId": plan.id, "operations": [good, wrong]}
        answer = await there.owner.ask("POST", "/api/batch", body)
        assert answer.status_code == 422, answer.text
        assert field in [each["field"] for each in answer.json()["fields"]], answer.text
    assert (await there.owner.get("/api/jobs"))["items"] == []
    assert titles(plan) == []


async def test_an_item_takes_no_more_than_eight_tags(there: Connected, plan: Board) -> None:
    operations: list[Json] = [
        {"type": "attach_tag", "item_id": "1", "data": {"tag_id": str(number)}}
        for number in range(1, 10)
    ]
    body = {"boardId": plan.id, "operations": operations}
    answer = await there.owner.ask("POST", "/api/batch", body)
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["fields"]] == ["operations.8.item_id"]


async def test_a_key_takes_it_once(there: Connected, plan: Board) -> None:
    operations = [{"type": "create_card", "data": cards(1)[0]}]
    body = {"boardId": plan.id, "operations": operations}
    key = {"Idempotency-Key": "once"}
    first = await there.owner.ask("POST", "/api/batch", body, status=202, headers=key)
    again = await there.owner.ask("POST", "/api/batch", body, status=202, headers=key)
    assert first.json() == again.json()
    await ended(there.owner, first.json()["job_id"])
    assert len(titles(plan)) == 1


async def test_jobs_are_there_for_whoever_queued_them(there: Connected, plan: Board) -> None:
    job_id = await queued(there.owner, plan, [{"type": "create_card", "data": cards(1)[0]}])
    bob, user = await bob_of(there)
    there.miro.share(plan, user, Role.EDITOR)
    for method, path in (
        ("GET", f"/api/jobs/{job_id}"),
        ("POST", f"/api/jobs/{job_id}/cancel"),
        ("POST", f"/api/jobs/{job_id}/retry"),
    ):
        assert (await bob.ask(method, path)).status_code == 404
    assert (await bob.get("/api/jobs"))["items"] == []
    there.miro.unshare(plan, user)
    other = {"boardId": plan.id, "operations": [{"type": "create_card", "data": cards(1)[0]}]}
    stranger = there.miro.board("Hers", there.ada, team=there.miro.team())
    other["boardId"] = stranger.id
    assert (await bob.ask("POST", "/api/batch", other)).status_code == 404
    await ended(there.owner, job_id)


async def test_who_prefers_not_to_wait_gets_a_job(there: Connected, plan: Board) -> None:
    prefer = {"Prefer": "respond-async, wait=5"}
    answer = await there.owner.ask(
        "POST", shapes(plan), [RECTANGLE] * 3, status=202, headers=prefer
    )
    assert answer.headers["Preference-Applied"] == "respond-async"
    job = await ended(there.owner, answer.json()["job_id"])
    item_id = job["operations"][0]["item_id"]
    body = {"data": {"content": "Land"}}
    for method, path, sent in (
        ("PUT", shapes(plan, item_id), body),
        ("DELETE", shapes(plan, item_id), None),
    ):
        answer = await there.owner.ask(method, path, sent, status=202, headers=prefer)
        assert (await ended(there.owner, answer.json()["job_id"]))["state"] == "done"
    assert len(plan.items) == 2


# Done.


async def test_operations_of_one_item_are_done_in_order(there: Connected, plan: Board) -> None:
    card, other = there.miro.card(plan, "Card"), there.miro.card(plan, "Other")
    operations: list[Json] = [
        {"type": "update_card", "item_id": card.id, "data": {"data": {"title": f"Title {number}"}}}
        for number in range(5)
    ]
    first = await queued(there.owner, plan, operations)
    second = await queued(
        there.owner,
        plan,
        [
            {"type": "update_card", "item_id": card.id, "data": {"data": {"title": "Last"}}},
            {"type": "delete_card", "item_id": other.id},
        ],
    )
    for job_id in (first, second):
        assert (await ended(there.owner, job_id))["state"] == "done"
    sent = [each.json["data"]["title"] for each in there.miro.requests if each.method == "PATCH"]
    assert sent == [*(f"Title {number}" for number in range(5)), "Last"]
    assert other.id not in plan.items


async def test_each_kind_of_operation_is_done(there: Connected, plan: Board) -> None:
    card, tag = there.miro.card(plan, "Card"), there.miro.tag(plan, "Old")
    note = {"data": {"content": "Note"}, "style": {"fillColor": "cyan"}}
    job = await ended(
        there.owner,
        await queued(
            there.owner,
            plan,
            [
                {"id": "a", "type": "create_sticky_note", "data": note},
                {"type": "create_shape", "data": RECTANGLE},
                {"type": "create_tag", "data": {"title": "New", "fillColor": "blue"}},
                {"type": "update_tag", "item_id": tag.id, "data": {"title": "Older"}},
                {"type": "attach_tag", "item_id": card.id, "data": {"tag_id": tag.id}},
            ],
        ),
    )
    assert job["state"] == "done", job
    assert [each["id"] for each in job["operations"]] == ["a", None, None, None, None]
    assert [each.title for each in card.tags] == ["Older"]
    job = await ended(
        there.owner,
        await queued(
            there.owner,
            plan,
            [
                {"type": "detach_tag", "item_id": card.id, "data": {"tag_id": tag.id}},
                {"type": "delete_tag", "item_id": tag.id},
            ],
        ),
    )
    assert job["state"] == "done"
    assert card.id in plan.items
    assert [each.title for each in plan.tags.values()] == ["New"]


async def test_one_that_miro_refuses_keeps_none_of_the_others(
    there: Connected, plan: Board
) -> None:
    frame = there.miro.frame(plan, "Frame")
    outside = {"data": {"title": "Out"}, "parent": {"id": frame.id}, "position": {"x": 1e6, "y": 0}}
    bodies = cards(20)
    bodies[7] = outside
    job = await ended(
        there.owner,
        await queued(there.owner, plan, [{"type": "create_card", "data": each} for each in bodies]),
    )
    assert (job["state"], job["done"], job["failed"]) == ("partial", 19, 1)
    assert job["operations"][7]["code"] == "miro_invalid"
    assert "Out" not in titles(plan)
    # Miro names the one at fault: the others go together once more, and not by halves.
    assert asked(there, "POST", "/items/bulk") == 2


async def test_a_job_can_be_stopped(there: Connected, plan: Board) -> None:
    held = asyncio.Event()
    slow = there.miro.fault("POST", "*/items/bulk", faults.slow(held))
    job_id = await queued(
        there.owner, plan, [{"type": "create_card", "data": each} for each in cards(60)]
    )
    await eventually(lambda: len(slow.met) == 1)
    stopped = (await there.owner.ask("POST", f"/api/jobs/{job_id}/cancel", status=200)).json()
    assert (stopped["cancelled"], stopped["working"]) == (40, 20)
    held.set()
    job = await ended(there.owner, job_id)
    assert (job["state"], job["done"], job["cancelled"]) == ("partial", 20, 40)
    assert (await there.owner.ask("POST", f"/api/jobs/{job_id}/retry", status=202)).json() == {
        "job_id": job_id,
        "enqueued": 40,
    }
    assert (await ended(there.owner, job_id))["state"] == "done"
    assert len(titles(plan)) == len(set(titles(plan))) == 60


async def test_how_far_it_is_comes_over_the_socket_of_who_asked(
    there: Connected, plan: Board
) -> None:
    board = await make_board(there.owner)
    async with (
        served(there.trivet) as (address, _),
        follow_at(address)(board, there.owner) as follower,
    ):
        await follower.next("hello")
        made = [{"type": "create_card", "data": each} for each in cards(45)]
        job_id = await queued(there.owner, plan, made)
        task_id = (await there.owner.get(f"/api/jobs/{job_id}"))["task"]["id"]
        seen: list[Json] = []
        while not seen or seen[-1]["finished_at"] is None:
            task = (await follower.next("task"))["task"]
            seen += [task] if task["id"] == task_id else []
    told = [each["progress"]["done"] for each in seen if each["progress"]]
    assert told == sorted(told)
    assert {20, 40, 45} <= set(told)
    assert seen[-1]["result"] == {"done": 45}


# Not answered.


async def test_what_was_made_without_an_answer_is_found_and_not_made_again(
    there: Connected, plan: Board
) -> None:
    there.miro.fault("POST", "*/items/bulk", faults.lost(), times=2)
    there.miro.fault("POST", "*/items/bulk", faults.error(502))
    same = [{"type": "create_card", "data": {"data": {"title": "Same"}}} for _ in range(30)]
    job = await ended(there.owner, await queued(there.owner, plan, same))
    assert (job["state"], job["done"]) == ("done", 30)
    assert titles(plan) == ["Same"] * 30
    assert len({each["item_id"] for each in job["operations"]}) == 30


async def test_a_half_that_was_made_without_an_answer_is_found(
    there: Connected, plan: Board
) -> None:
    frame = there.miro.frame(plan, "Frame")
    bodies = cards(20)
    bodies[17] = {"parent": {"id": frame.id}, "position": {"x": 1e6, "y": 0}}

    def next_one_is_lost() -> None:
        there.miro.fault("POST", "*/items/bulk", faults.lost())

    # All of them are refused for one; of the first half the answer is lost.
    there.miro.fault("POST", "*/items/bulk", faults.followed(next_one_is_lost))
    job = await ended(
        there.owner,
        await queued(there.owner, plan, [{"type": "create_card", "data": each} for each in bodies]),
    )
    assert (job["state"], job["done"], job["failed"]) == ("partial", 19, 1)
    wanted = sorted(f"Card {number}" for number in range(20) if number != 17)
    assert sorted(titles(plan)) == wanted


async def test_one_that_somebody_works_on_already_is_found_all_the_same(
    there: Connected, plan: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made, its answer lost, seen by somebody, and named by their operation before it is looked for."""
    monkeypatch.setattr(job_workers, "VENDOR_S", 3.0)
    there.miro.fault("POST", "*/items/bulk", faults.lost())
    first = await queued(there.owner, plan, [{"type": "create_card", "data": cards(1)[0]}])
    await eventually(lambda: len(plan.items) == 1)
    (item_id,) = plan.items
    tag = there.miro.tag(plan, "Tag")
    attach = {"type": "attach_tag", "item_id": item_id, "data": {"tag_id": tag.id}}
    assert (await ended(there.owner, await queued(there.owner, plan, [attach])))["state"] == "done"
    assert (await ended(there.owner, first))["state"] == "done"
    assert titles(plan) == ["Card 0"]


async def test_a_job_that_was_stopped_sends_nothing_that_comes_back(
    there: Connected, plan: Board
) -> None:
    held = asyncio.Event()

    async def fault(exchange: faults.Exchange) -> None:
        await exchange.wait(held.wait())
        await faults.limited(reset_s=1)(exchange)

    slow = there.miro.fault("POST", "*/items/bulk", fault)
    operations: list[Json] = [{"type": "create_card", "data": each} for each in cards(2)]
    job_id = await queued(there.owner, plan, operations)
    await eventually(lambda: len(slow.met) == 1)
    await there.owner.ask("POST", f"/api/jobs/{job_id}/cancel", status=200)
    held.set()
    assert (await ended(there.owner, job_id))["state"] == "cancelled"
    assert (titles(plan), asked(there, "POST", "/items/bulk")) == ([], 1)


async def test_a_job_whose_task_was_stopped_stands_in_nobodys_way(
    there: Connected, plan: Board
) -> None:
    bob, user = await bob_of(there)
    there.miro.share(plan, user, Role.EDITOR)
    card = there.miro.card(plan, "Card")
    there.miro.fault("PATCH", "*/cards/*", faults.limited(reset_s=50))
    change = {"type": "update_card", "item_id": card.id, "data": cards(1)[0]}
    job_id = await queued(bob, plan, [change])

    await waits_for_credits(bob, job_id)
    task_id = (await bob.get(f"/api/jobs/{job_id}"))["task"]["id"]
    await bob.ask("POST", f"/tasks/{task_id}/cancel", status=200)
    assert (await ended(there.owner, await queued(there.owner, plan, [change])))["state"] == "done"
    assert (await bob.get(f"/api/jobs/{job_id}"))["state"] == "cancelled"


async def test_what_is_deleted_and_the_answer_lost_with_the_process_is_deleted(
    there: Connected, plan: Board
) -> None:
    card = there.miro.card(plan, "Card")
    job_id = await queued(there.owner, plan, [{"type": "delete_card", "item_id": card.id}])
    job = await ended(there.owner, job_id)
    assert job["state"] == "done"
    # As a process leaves it that ends behind Miro's answer.
    async with there.trivet.runtime.units.write() as unit:
        await unit.session.run(update(MiroOperation).values(state="working"))
        await unit.session.run(update(MiroJob).values(finished_at=None))
        jobs = Jobs(UUID(there.owner.id))
        row = await JobRepository(unit.session).held(UUID(job_id))
        assert row is not None
        await jobs._begin_again(unit, row)
    assert (await ended(there.owner, job_id))["state"] == "done"


async def test_what_never_gets_an_answer_is_left_to_a_person_and_the_others_are_made(
    there: Connected, plan: Board
) -> None:
    async def fault(exchange: faults.Exchange) -> None:
        if b"Poison" in exchange.asked.body:
            await faults.error(500)(exchange)
        else:
            await exchange.answer(await exchange.process())

    there.miro.fault("POST", "*/items/bulk", fault, times=None)
    bodies = cards(3)
    bodies[1]["data"]["title"] = "Poison"
    operations = [{"type": "create_card", "data": each} for each in bodies]
    job = await ended(there.owner, await queued(there.owner, plan, operations))
    assert [each["state"] for each in job["operations"]] == ["done", "indeterminate", "done"]
    assert sorted(titles(plan)) == ["Card 0", "Card 2"]


async def test_what_was_not_made_without_an_answer_is_made(there: Connected, plan: Board) -> None:
    there.miro.fault("POST", "*/items/bulk", faults.cut(), times=2)
    job = await ended(
        there.owner,
        await queued(
            there.owner, plan, [{"type": "create_card", "data": each} for each in cards(25)]
        ),
    )
    assert (job["state"], sorted(titles(plan))) == ("done", sorted(f"Card {n}" for n in range(25)))


async def test_a_tag_is_made_once(there: Connected, plan: Board) -> None:
    there.miro.fault("POST", "*/tags", faults.lost())
    job_id = await queued(there.owner, plan, [{"type": "create_tag", "data": {"title": "New"}}])
    job = await ended(there.owner, job_id)
    assert job["state"] == "done"
    assert [each["item_id"] for each in job["operations"]] == list(plan.tags)


@pytest.mark.parametrize("made", [True, False])
async def test_what_nobody_knows_is_for_a_person_to_say(
    there: Connected, plan: Board, made: bool
) -> None:
    # Made, its answer lost, and changed by somebody before it could be found.
    def change() -> None:
        (card,) = plan.items.values()
        there.miro.change(plan, card, data={"title": "Renamed"})

    lost = faults.lost()

    async def fault(exchange: faults.Exchange) -> None:
        await lost(exchange)
        change()

    there.miro.fault("POST", "*/items/bulk", fault)
    job_id = await queued(there.owner, plan, [{"type": "create_card", "data": cards(1)[0]}])
    job = await ended(there.owner, job_id)
    assert (job["state"], titles(plan)) == ("indeterminate", ["Renamed"])
    path = f"/api/jobs/{job_id}/operations/0/resolve"
    await there.owner.ask("POST", path, {"made": made}, status=200)
    assert (await ended(there.owner, job_id))["state"] == "done"
    assert titles(plan) == (["Renamed"] if made else ["Renamed", "Card 0"])
    assert (await there.owner.ask("POST", path, {"made": made})).status_code == 409


async def test_an_update_without_an_answer_is_sent_again(there: Connected, plan: Board) -> None:
    card = there.miro.card(plan, "Card")
    there.miro.fault("PATCH", "*/cards/*", faults.lost())
    there.miro.fault("DELETE", "*/cards/*", faults.lost())
    job = await ended(
        there.owner,
        await queued(
            there.owner,
            plan,
            [
                {"type": "update_card", "item_id": card.id, "data": cards(1)[0]},
                {"type": "delete_card", "item_id": card.id},
            ],
        ),
    )
    assert (job["state"], list(plan.items)) == ("done", [])


async def test_a_job_waits_for_new_credits_and_others_do_not(there: Connected, plan: Board) -> None:
    bob, user = await bob_of(there)
    there.miro.share(plan, user, Role.EDITOR)
    there.miro.fault("POST", "*/items/bulk", faults.limited(reset_s=50))
    operations: list[Json] = [{"type": "create_card", "data": each} for each in cards(2)]
    job_id = await queued(there.owner, plan, operations)

    await waits_for_credits(there.owner, job_id)
    job = await there.owner.get(f"/api/jobs/{job_id}")
    assert (job["state"], job["pending"]) == ("pending", 2)
    assert (await ended(bob, await queued(bob, plan, operations)))["state"] == "done"
    assert asked(there, "POST", "/items/bulk") == 2
    limits = await there.owner.get("/api/limits")
    assert limits["queued"] == 2
    assert parse_rfc3339(limits["empty_at"]) > now() + timedelta(seconds=40)


async def test_a_job_of_whom_miro_forgot_fails_and_can_be_begun_again(
    there: Connected, plan: Board
) -> None:
    await there.owner.get(shapes(plan))
    there.miro.fault("POST", "*/items/bulk", faults.unauthorized())
    operations: list[Json] = [{"type": "create_card", "data": each} for each in cards(30)]
    job_id = await queued(there.owner, plan, operations)
    job = await ended(there.owner, job_id)
    assert (job["state"], job["failed"]) == ("failed", 30)
    assert {each["code"] for each in job["operations"]} == {"miro_sign_in_needed"}
    await there.connect(there.owner, there.ada)
    await there.owner.ask("POST", f"/api/jobs/{job_id}/retry", status=202)
    assert (await ended(there.owner, job_id))["state"] == "done"
    assert len(titles(plan)) == 30


async def test_jobs_are_listed_in_pages(there: Connected, plan: Board) -> None:
    made = []
    for number in range(3):
        made.append(await queued(there.owner, plan, [{"type": "create_card", "data": cards(1)[0]}]))
        assert number < 3
    for job_id in made:
        await ended(there.owner, job_id)
    first = await there.owner.get("/api/jobs?limit=2")
    second = await there.owner.get(f"/api/jobs?limit=2&cursor={first['next_cursor']}")
    assert [each["id"] for each in (*first["items"], *second["items"])] == made[::-1]
    assert second["next_cursor"] is None


async def test_jobs_name_their_boards_by_one_question(there: Connected, plan: Board) -> None:
    boards = [plan, there.miro.board("Retro", there.ada, team=there.miro.team())]
    for board in (*boards, plan):
        await ended(
            there.owner,
            await queued(there.owner, board, [{"type": "create_card", "data": cards(1)[0]}]),
        )
    with counted(there.trivet.runtime.database) as queries:
        jobs = (await there.owner.get("/api/jobs"))["items"]
    assert [each["board_name"] for each in jobs] == ["Plan", "Retro", "Plan"]
    assert [each["view_link"].rpartition("/")[2] for each in jobs] == [
        each["board_id"] for each in jobs
    ]
    assert sum("FROM miro_boards" in each for each in queries.statements) == 1
    assert (await there.owner.get(f"/api/jobs/{jobs[0]['id']}"))["board_name"] == "Plan"

    # What nobody read for long is forgotten; the job stays, and says so.
    async with there.trivet.runtime.units.write() as unit:
        await unit.session.run(delete(MiroBoard).where(MiroBoard.id == plan.id))
    jobs = (await there.owner.get("/api/jobs"))["items"]
    assert [(each["board_name"], each["view_link"] is None) for each in jobs] == [
        (None, True),
        ("Retro", False),
        (None, True),
    ]


async def test_who_closes_their_account_leaves_no_job(there: Connected, plan: Board) -> None:
    bob, user = await bob_of(there)
    there.miro.share(plan, user, Role.EDITOR)
    operations: list[Json] = [{"type": "create_card", "data": each} for each in cards(2)]
    for person in (bob, there.owner):
        await ended(person, await queued(person, plan, operations))
    await bob.delete("/auth/me")

    async def gone() -> bool:
        async with there.trivet.runtime.units.read() as unit:
            found = await unit.session.scalars(select(MiroJob.user_id))
            return [str(each) for each in found] == [there.owner.id]

    await eventually(gone)


async def test_a_job_that_waits_ends_when_it_is_stopped(there: Connected, plan: Board) -> None:
    there.miro.fault("POST", "*/items/bulk", faults.limited(reset_s=50))
    operations: list[Json] = [{"type": "create_card", "data": each} for each in cards(2)]
    job_id = await queued(there.owner, plan, operations)

    await waits_for_credits(there.owner, job_id)
    stopped = await there.owner.ask("POST", f"/api/jobs/{job_id}/cancel", status=200)
    assert (stopped.json()["state"], stopped.json()["finished_at"] is None) == ("cancelled", False)
    assert titles(plan) == []
