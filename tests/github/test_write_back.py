"""Pull requests get a comment that links their cards, and their commits a status; where that is wanted."""

import pytest

from tests.github.hooks import kanban
from tests.github.making import Making
from tests.github.writing import Writer, writer_of
from tests.support.apps import Json
from tests.support.fake_github import faults
from tests.support.playing.wire import Answer
from trivet.github.facts import OUR_STATUS
from trivet.github.tasks import SYNC_PULL_REQUEST, WRITE_BACK

COMMENTS = "/issues/1/comments"


@pytest.fixture
def writer(at_work: Making) -> Writer:
    return writer_of(at_work)


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """GitHub wants a second between two changes; here it does not look."""
    monkeypatch.setattr("trivet.github.allowance.MUTATION_GAP_S", 0.0)


def _written(writer: Writer) -> int:
    recorder = writer.at.github.requests
    return len(recorder.of("POST", "/comments")) + len(recorder.of("POST", "/statuses/"))


def _link(writer: Writer, card: Json, title: str = "Lift off") -> str:
    return f"[{card['key']} {title}]({writer.url(card)})"


async def test_nothing_is_written_unless_somebody_wants_it(writer: Writer) -> None:
    card, other = await writer.at.card(), await writer.at.card("Other")
    await writer.pull(card)
    await writer.rename(card, "Land")
    await writer.waits_for(card, other)
    assert (writer.comments(), writer.statuses(), _written(writer)) == ([], [], 0)
    assert await writer.tasks(WRITE_BACK.name) == []


async def test_a_comment_links_the_cards_and_is_kept_up_to_date(writer: Writer) -> None:
    await writer.switch(links_back=True)
    card, other = await writer.at.card(), await writer.at.card("Land")
    pull = await writer.pull(card, body=f"Part of {other['key']}")
    (said,) = writer.comments()
    assert said.startswith("<!-- trivet:pull-request:")
    assert said.split("\n", 1)[1] == (
        f"\nFinishes when it is merged:\n\n- {_link(writer, card)}"
        f"\n\nOnly mentions:\n\n- {_link(writer, other, 'Land')}"
    )
    await writer.rename(card, "Lift *off* [now](x)")
    (said,) = writer.comments()
    assert _link(writer, card, r"Lift \*off\* \[now\]\(x\)") in said
    writer.at.github.retitle(pull, f"{other['key']} Work", by=writer.at.ada)
    await writer.all_done()
    (said,) = writer.comments()
    assert card["key"] not in said
    assert "Only" not in said
    writer.at.github.retitle(pull, "Work", by=writer.at.ada)
    pull.body = ""
    writer.at.github.retitle(pull, "Work at last", by=writer.at.ada)
    await writer.all_done()
    (said,) = writer.comments()
    assert said.endswith("No card is linked to this pull request any more.")
    assert writer.statuses() == []


async def test_what_stands_there_already_is_not_written_again(writer: Writer) -> None:
    await writer.switch(links_back=True, status_back=True)
    card = await writer.at.card()
    pull = await writer.pull(card)
    before = len(writer.at.github.requests.of("PATCH", "/comments/")), _written(writer)
    assert before == (0, 2)
    writer.at.github.comment(pull, writer.at.ada, "Well done")
    writer.at.github.retitle(pull, f"{card['key']} Better", by=writer.at.ada)
    await writer.all_done()
    assert (len(writer.at.github.requests.of("PATCH", "/comments/")), _written(writer)) == before


async def test_nothing_is_said_that_the_description_says_itself(writer: Writer) -> None:
    await writer.switch(links_back=True)
    card = await writer.at.card()
    await writer.pull(card, body=f"See {writer.url(card)}.")
    await writer.pull(title="No card at all")
    assert writer.comments() == []
    # The address of another card begins the same.
    await writer.pull(card, body=f"See {writer.url(card)}0.")
    assert len(writer.comments()) == 1


async def test_a_comment_that_somebody_deleted_is_made_again_for_other_cards_only(
    writer: Writer,
) -> None:
    await writer.switch(links_back=True)
    card, other = await writer.at.card(), await writer.at.card("Land")
    pull = await writer.pull(card)
    writer.at.rocket.comments.clear()
    await writer.rename(card, "Lift off again")
    await writer.rename(card, "Lift off once more")
    assert writer.comments() == []
    writer.at.github.retitle(pull, f"{card['key']} {other['key']}", by=writer.at.ada)
    await writer.all_done()
    (said,) = writer.comments()
    assert card["key"] in said
    assert other["key"] in said


@pytest.mark.parametrize("fault", [faults.lost(), faults.cut()], ids=["done", "not done"])
async def test_a_lost_answer_makes_no_second_comment(writer: Writer, fault: faults.Fault) -> None:
    await writer.switch(links_back=True)
    card = await writer.at.card()
    writer.at.github.fault("POST", f"*{COMMENTS}", fault)
    await writer.pull(card)
    await writer.at.work_to_the_end()
    assert len(writer.comments()) == 1
    (row,) = await writer.rows()
    assert row.comment_id == next(iter(writer.at.rocket.comments))


async def test_the_comment_of_somebody_else_is_never_taken_for_ours(writer: Writer) -> None:
    await writer.switch(links_back=True)
    card = await writer.at.card()
    bob = writer.at.github.user("bob")
    pull = await writer.pull(title="Nothing yet")
    (row,) = await writer.rows()
    copied = f"<!-- trivet:pull-request:{row.id} -->\n\nFree money"
    writer.at.github.comment(pull, bob, copied)
    writer.at.github.retitle(pull, card["key"], by=writer.at.ada)
    await writer.all_done()
    theirs, ours = writer.comments()
    assert theirs == copied
    assert card["key"] in ours


async def test_nobody_is_answered_who_only_asks_what_cards_are_called(writer: Writer) -> None:
    """A pull request of a stranger's fork may name any card: its title is not theirs to read."""
    await writer.switch(links_back=True, status_back=True)
    card = await writer.at.card("The secret plan")
    github, rocket = writer.at.github, writer.at.rocket
    fork = github.repo("eve/rocket", fork_of=rocket, private=False)
    github.commit(fork, "main")
    github.pull(rocket, "main", card["key"], by=github.user("eve"), fork=fork)
    await writer.all_done()
    (row,) = await writer.rows()
    assert row.foreign
    assert (writer.comments(), writer.statuses()) == ([], [])


async def test_a_status_says_whether_a_card_waits_for_another(writer: Writer) -> None:
    await writer.switch(status_back=True)
    card, blocker = await writer.at.card(), await writer.at.card("Fuel")
    await writer.waits_for(card, blocker)
    pull = await writer.pull(card)
    key, url = card["key"], writer.url(card)
    blocked = ("pending", f"{key} is blocked by {blocker['key']}", url)
    ready = ("success", f"Card is ready: {key}", url)
    assert writer.statuses() == [blocked]
    await writer.move(blocker, 4)
    assert writer.statuses() == [blocked, ready]
    await writer.move(blocker, 0)
    assert writer.statuses() == [blocked, ready, blocked]
    await writer.at.owner.delete(f"/cards/{card['id']}/dependencies/{blocker['id']}")
    await writer.all_done()
    assert writer.statuses() == [blocked, ready, blocked, ready]
    assert {each.sha for each in writer.at.rocket.statuses} == {pull.head_sha}
    assert writer.comments() == []


async def test_every_commit_is_told_of_once(writer: Writer) -> None:
    await writer.switch(status_back=True)
    card = await writer.at.card()
    pull = await writer.pull(card)
    first = pull.head_sha
    writer.at.github.commit(writer.at.rocket, pull.head, by=writer.at.ada)
    await writer.all_done()
    told = [each.sha for each in writer.at.rocket.statuses]
    assert told == [first, pull.head_sha]
    assert first != pull.head_sha


async def test_a_status_that_held_up_a_pull_request_is_taken_back(writer: Writer) -> None:
    await writer.switch(status_back=True)
    card, blocker = await writer.at.card(), await writer.at.card("Fuel")
    await writer.waits_for(card, blocker)
    pull = await writer.pull(card)
    writer.at.github.retitle(pull, "No card", by=writer.at.ada)
    await writer.all_done()
    assert [state for state, _, _ in writer.statuses()] == ["pending", "success"]


@pytest.mark.parametrize("how", ["archived", "deleted", "category", "board"])
async def test_whatever_ends_the_waiting_is_told(writer: Writer, how: str) -> None:
    await writer.switch(status_back=True)
    owner, board = writer.at.owner, writer.at.board
    card = await writer.at.card()
    there = await kanban(owner, board.workspace_id, "Fuel")
    column = there.columns[0]
    body = {"column_id": column, "title": "Fuel"}
    blocker = await owner.post(f"/boards/{there.id}/cards", body)
    await writer.waits_for(card, blocker)
    await writer.pull(card)
    if how == "archived":
        await owner.ask("PATCH", f"/cards/{blocker['id']}", {"archived": True}, status=200)
    elif how == "deleted":
        await owner.delete(f"/cards/{blocker['id']}")
    elif how == "category":
        await owner.ask("PATCH", f"/columns/{column}", {"category": "done"}, status=200)
    else:
        await owner.delete(f"/boards/{there.id}")
    await writer.all_done()
    assert [state for state, _, _ in writer.statuses()] == ["pending", "success"]


async def test_a_card_that_went_to_another_board_is_called_by_its_new_key(writer: Writer) -> None:
    await writer.switch(links_back=True)
    owner, board = writer.at.owner, writer.at.board
    card = await writer.at.card()
    await writer.pull(card)
    there = await kanban(owner, board.workspace_id, "Fuel")
    to = {"board_id": there.id, "column_id": there.columns[0]}
    moved = await owner.post(f"/cards/{card['id']}/transfer", to, 200)
    await writer.all_done()
    (said,) = writer.comments()
    assert _link(writer, moved) in said
    assert moved["key"] != card["key"]


async def test_our_own_status_is_no_news(writer: Writer) -> None:
    await writer.switch(status_back=True)
    card, blocker = await writer.at.card(), await writer.at.card("Fuel")
    await writer.waits_for(card, blocker)
    pull = await writer.pull(card)
    (delivered,) = [each for each in writer.at.github.deliveries if each.told.event == "status"]
    assert delivered.succeeded
    (shown,) = (await writer.at.shown(card))["pull_requests"]
    assert "checks" not in shown
    before = await writer.at.events(card)
    writer.at.github.status(writer.at.rocket, pull.head_sha, "failure", OUR_STATUS)
    await writer.all_done()
    assert await writer.at.events(card) == before
    (row,) = await writer.rows()
    assert (row.checks, row.failures) == ({}, [])
    # Nor where GitHub is asked.
    args = {"repo_id": writer.at.repository["id"], "pr_number": pull.number}
    async with writer.at.app.runtime.units.write() as unit:
        unit.enqueue(SYNC_PULL_REQUEST.call(args))
    await writer.all_done()
    (row,) = await writer.rows()
    assert row.synced_at is not None
    assert (row.checks, row.failures) == ({}, [])
    # Another machine's is.
    writer.at.github.status(writer.at.rocket, pull.head_sha, "success", "ci")
    await writer.all_done()
    (shown,) = (await writer.at.shown(card))["pull_requests"]
    assert shown["checks"] == {"passing": 1}


async def test_many_changes_wait_for_one_writing(writer: Writer) -> None:
    await writer.switch(links_back=True, status_back=True)
    card, blocker = await writer.at.card(), await writer.at.card("Fuel")
    await writer.pull(card)
    before = len(await writer.tasks(WRITE_BACK.name))
    for title in ("One", "Two", "Three"):
        await writer.at.owner.ask("PATCH", f"/cards/{card['id']}", {"title": title}, status=200)
    path = f"/cards/{card['id']}/dependencies"
    await writer.at.owner.post(path, {"blocked_by": blocker["id"]})
    assert len(await writer.tasks(WRITE_BACK.name)) == before + 1
    await writer.all_done()
    assert _link(writer, card, "Three") in writer.comments()[0]
    assert [state for state, _, _ in writer.statuses()] == ["success", "pending"]


async def test_what_is_closed_is_left_as_it_is(writer: Writer) -> None:
    await writer.switch(links_back=True, status_back=True)
    card = await writer.at.card()
    pull = await writer.pull(card)
    writer.at.github.merge(pull, by=writer.at.ada)
    await writer.all_done()
    before = writer.comments(), writer.statuses(), len(await writer.tasks(WRITE_BACK.name))
    await writer.rename(card, "Landed")
    assert before == (
        writer.comments(),
        writer.statuses(),
        len(await writer.tasks(WRITE_BACK.name)),
    )


async def test_switching_it_on_writes_about_what_is_open(writer: Writer) -> None:
    card, other = await writer.at.card(), await writer.at.card("Land")
    await writer.pull(card)
    writer.at.github.merge(await writer.pull(other), by=writer.at.ada)
    await writer.all_done()
    await writer.switch(links_back=True)
    await writer.all_done()
    (said,) = writer.comments()
    assert card["key"] in said
    await writer.switch(links_back=False)
    await writer.rename(card, "Land")
    assert writer.comments() == [said]


async def test_what_is_refused_is_said_once_until_it_can_be_done(writer: Writer) -> None:
    await writer.switch(links_back=True, status_back=True)
    card, other = await writer.at.card(), await writer.at.card("Land")
    github = writer.at.github
    refusal = faults.answering(Answer(403, {"message": "Resource not accessible by integration"}))
    github.fault("POST", "*/statuses/*", refusal, times=2)
    await writer.pull(card)
    await writer.pull(other)
    assert len(writer.comments()) == 2  # the one keeps not the other
    tasks = await writer.tasks(WRITE_BACK.name)
    assert [task.state for task in tasks] == ["failed", "succeeded"]
    shown = await writer.shown()
    assert shown["problem"]["detail"].startswith("No status could be written.")
    assert shown["problem"]["task_id"] == str(tasks[0].id)
    await writer.at.owner.post(f"/tasks/{tasks[0].id}/retry", None, 200)
    await writer.all_done()
    assert (await writer.shown())["problem"] is None
    assert len(writer.statuses()) == 1


async def test_a_locked_conversation_is_left_alone(writer: Writer) -> None:
    await writer.switch(links_back=True, status_back=True)
    writer.at.rocket.locked.add(1)
    await writer.pull(await writer.at.card())
    (task,) = await writer.tasks(WRITE_BACK.name)
    assert (task.state, task.result) == ("succeeded", {"comment": "locked", "status": "told"})
    assert (await writer.shown())["problem"] is None


async def test_a_limit_is_waited_for(writer: Writer) -> None:
    await writer.switch(links_back=True)
    writer.at.github.fault("POST", f"*{COMMENTS}", faults.secondary(retry_after_s=40))
    await writer.pull(await writer.at.card())
    (task,) = await writer.tasks(WRITE_BACK.name)
    assert (task.state, task.error_code) == ("retrying", "github_limited")
    assert writer.comments() == []
