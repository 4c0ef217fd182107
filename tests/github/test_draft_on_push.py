"""The first push to a branch that was made from a card opens a draft pull request, where that is wanted."""

from typing import Any

import pytest

from tests.github.making import Making
from tests.github.writing import Writer, writer_of
from tests.support.apps import Json
from tests.support.fake_github import Pull, faults
from tests.support.fake_github.happenings import refs
from trivet.github.tasks import OPEN_DRAFT

PULLS = "*/pulls"


@pytest.fixture
def writer(at_work: Making) -> Writer:
    return writer_of(at_work)


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """GitHub wants a second between two changes; here it does not look."""
    monkeypatch.setattr("trivet.github.allowance.MUTATION_GAP_S", 0.0)


async def _branch(writer: Writer, card: Json, name: str = "lift-off", **more: Any) -> str:
    await writer.at.made(card, name, **more)
    await writer.all_done()
    return name


async def _push(writer: Writer, name: str = "lift-off") -> None:
    writer.at.github.commit(writer.at.rocket, name, by=writer.at.ada)
    await writer.all_done()


def _pulls(writer: Writer) -> list[Pull]:
    return list(writer.at.rocket.pulls.values())


def _asked(writer: Writer) -> int:
    return len(writer.at.github.requests.of("POST", "/pulls"))


async def test_nothing_is_opened_unless_somebody_wants_it(writer: Writer) -> None:
    await _branch(writer, await writer.at.card())
    await _push(writer)
    assert _pulls(writer) == []
    assert await writer.tasks(OPEN_DRAFT.name) == []


async def test_the_first_push_opens_a_draft_and_no_other_one_does(writer: Writer) -> None:
    await writer.switch(draft_on_push=True, links_back=True)
    card = await writer.at.card()
    await _branch(writer, card)
    assert _pulls(writer) == []  # that it was made is no push
    await _push(writer)
    (pull,) = _pulls(writer)
    assert (pull.draft, pull.base, pull.author) == (True, "main", writer.at.ada)
    assert pull.title == f"{card['key']} Lift off"
    assert writer.url(card) in str(pull.body)
    (shown,) = (await writer.at.shown(card))["pull_requests"]
    assert (shown["number"], shown["state"]) == (pull.number, "draft")
    assert writer.comments() == []  # its description says it
    await _push(writer)
    writer.at.github.close(pull, by=writer.at.ada)
    await _push(writer)
    assert (len(_pulls(writer)), _asked(writer)) == (1, 1)


async def test_it_is_opened_by_who_asked_for_the_branch_and_goes_back_where_it_came_from(
    writer: Writer,
) -> None:
    await writer.switch(draft_on_push=True)
    writer.at.github.branch(writer.at.rocket, "release")
    bob = await writer.at.colleague()
    card = await writer.at.card()
    await _branch(writer, card, by=bob, base_branch="release")
    await _push(writer)
    (pull,) = _pulls(writer)
    assert (pull.author.login, pull.base) == ("bob", "release")


async def test_who_has_left_opens_nothing(writer: Writer) -> None:
    await writer.switch(draft_on_push=True)
    bob = await writer.at.colleague()
    await _branch(writer, await writer.at.card(), by=bob)
    members = f"/workspaces/{writer.at.board.workspace_id}/members/{bob.id}"
    await writer.at.owner.delete(members)
    await _push(writer)
    (pull,) = _pulls(writer)
    assert pull.author.login == "ada"


async def test_a_base_that_is_gone_is_the_default_branch(writer: Writer) -> None:
    await writer.switch(draft_on_push=True)
    writer.at.github.branch(writer.at.rocket, "release")
    await _branch(writer, await writer.at.card(), base_branch="release")
    writer.at.github.delete_branch(writer.at.rocket, "release")
    await _push(writer)
    (pull,) = _pulls(writer)
    assert pull.base == "main"


async def test_a_branch_that_only_names_a_card_gets_none(writer: Writer) -> None:
    await writer.switch(draft_on_push=True)
    card = await writer.at.card()
    writer.at.github.branch(writer.at.rocket, card["key"])
    await _push(writer, card["key"])
    assert _pulls(writer) == []
    assert await writer.tasks(OPEN_DRAFT.name) == []


async def test_one_that_somebody_opened_meanwhile_is_found(writer: Writer) -> None:
    await writer.switch(draft_on_push=True)
    card = await writer.at.card()
    await _branch(writer, card)
    writer.at.rocket.hooks[next(iter(writer.at.rocket.hooks))].events.remove("pull_request")
    writer.at.github.commit(writer.at.rocket, "lift-off", by=writer.at.ada)
    mine = writer.at.github.pull(writer.at.rocket, "lift-off", "Mine", by=writer.at.ada)
    await writer.all_done()
    assert _pulls(writer) == [mine]
    (task,) = await writer.tasks(OPEN_DRAFT.name)
    assert task.result == {"pull_request": mine.number, "opened": False}
    (shown,) = (await writer.at.shown(card))["pull_requests"]
    assert shown["title"] == "Mine"


@pytest.mark.parametrize("fault", [faults.lost(), faults.cut()], ids=["done", "not done"])
async def test_a_lost_answer_opens_no_second_one(writer: Writer, fault: faults.Fault) -> None:
    await writer.switch(draft_on_push=True)
    card = await writer.at.card()
    await _branch(writer, card)
    writer.at.github.fault("POST", PULLS, fault)
    writer.at.rocket.hooks[next(iter(writer.at.rocket.hooks))].events.remove("pull_request")
    await _push(writer)
    await writer.at.work_to_the_end()
    assert len(_pulls(writer)) == 1
    (shown,) = (await writer.at.shown(card))["pull_requests"]
    assert shown["state"] == "draft"


async def test_where_drafts_cost_something_that_is_said_and_nothing_more_is_tried(
    writer: Writer,
) -> None:
    await writer.switch(draft_on_push=True)
    writer.at.rocket.drafts = False
    await _branch(writer, await writer.at.card())
    await _push(writer)
    await _push(writer)
    assert (_pulls(writer), _asked(writer)) == ([], 1)
    problem = (await writer.shown())["problem"]
    assert "no draft pull requests" in problem["detail"]
    writer.at.rocket.drafts = True
    await writer.at.owner.post(f"/tasks/{problem['task_id']}/retry", None, 200)
    await writer.all_done()
    assert len(_pulls(writer)) == 1
    assert (await writer.shown())["problem"] is None


async def test_a_branch_that_was_set_back_has_nothing_to_merge(writer: Writer) -> None:
    await writer.switch(draft_on_push=True)
    await _branch(writer, await writer.at.card())
    writer.at.github.commit(writer.at.rocket, "main", by=writer.at.ada)
    at = writer.at
    refs.update(at.github.world, at.rocket, "refs/heads/lift-off", at.head, at.ada)
    await writer.all_done()
    assert _pulls(writer) == []
    (task,) = await writer.tasks(OPEN_DRAFT.name)
    assert task.state == "succeeded"
    await _push(writer)
    assert len(_pulls(writer)) == 1


async def test_the_card_of_a_branch_may_be_gone(writer: Writer) -> None:
    await writer.switch(draft_on_push=True)
    card = await writer.at.card()
    await _branch(writer, card)
    await writer.at.owner.delete(f"/cards/{card['id']}")
    await _push(writer)
    assert _pulls(writer) == []
