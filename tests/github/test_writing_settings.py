"""What is written on GitHub is switched by admins, where somebody can write at all."""

from uuid import UUID

import pytest
from sqlalchemy import delete

from tests.github.making import Making
from tests.github.writing import Writer, writer_of
from tests.support.apps import in_workspace
from tests.support.fake_github import Role
from trivet.auth.models import GitHubToken
from trivet.workspaces.models import Role as Member

OFF = {"links_back": False, "status_back": False, "draft_on_push": False}


@pytest.fixture
def writer(at_work: Making) -> Writer:
    return writer_of(at_work)


async def test_all_of_it_is_off_until_an_admin_wants_it(writer: Writer) -> None:
    shown = await writer.shown()
    assert shown == {
        **OFF,
        "writes_as": "person",
        "login": "ada",
        "why_not": None,
        "problem": None,
    }
    changed = (await writer.switch(links_back=True, draft_on_push=True))["writing"]
    assert changed == {**shown, "links_back": True, "draft_on_push": True}
    assert await writer.shown() == changed
    audit = await writer.at.owner.get(f"/workspaces/{writer.at.board.workspace_id}/audit")
    before = len(audit["items"])
    last = audit["items"][0]
    assert last["type"] == "repository.writing_changed"
    assert last["payload"] == {
        "repository_id": writer.at.repository["id"],
        "full_name": "acme/rocket",
        "links_back": True,
        "status_back": False,
        "draft_on_push": True,
    }
    # The same again is no change.
    await writer.switch(links_back=True)
    again = await writer.at.owner.get(f"/workspaces/{writer.at.board.workspace_id}/audit")
    assert len(again["items"]) == before


async def test_only_admins_switch(writer: Writer) -> None:
    member = await in_workspace(writer.at.app, writer.at.board.workspace_id, Member.MEMBER)
    await member.ask("PATCH", writer.path, {"links_back": True}, status=403)
    assert writer.at.github.requests.of("GET", "/repos/") == []


@pytest.mark.parametrize("body", [{}, {"links_back": None}, {"links_back": 1}, {"links": True}])
async def test_a_body_that_says_nothing_is_refused(writer: Writer, body: object) -> None:
    await writer.at.owner.ask("PATCH", writer.path, body, status=422)


async def test_a_secret_and_switches_go_together(writer: Writer) -> None:
    body = {"secret": "another secret of it", "status_back": True}
    answer = await writer.at.owner.ask("PATCH", writer.path, body, status=200)
    assert answer.json()["writing"]["status_back"] is True
    assert answer.json()["state"] == "waiting"


async def test_by_hand_and_without_anybody_s_token_nothing_is_switched_on(writer: Writer) -> None:
    async with writer.at.app.runtime.units.write() as unit:
        await unit.session.run(
            delete(GitHubToken).where(GitHubToken.user_id == UUID(writer.at.owner.id))
        )
    refused = await writer.switch(status=409, links_back=True)
    assert refused["code"] == "cannot_write"
    assert "by hand" in refused["detail"]
    shown = await writer.shown()
    assert (shown["writes_as"], shown["links_back"]) == (None, False)
    assert "no GitHub account" in shown["why_not"]
    await writer.switch(links_back=False)  # off it goes always


async def test_who_only_reads_may_comment_and_no_more(writer: Writer) -> None:
    writer.at.rocket.roles[writer.at.ada.id] = Role.PULL
    assert (await writer.switch(links_back=True))["writing"]["links_back"] is True
    for name in ("status_back", "draft_on_push"):
        refused = await writer.switch(status=409, **{name: True})
        assert "write access" in refused["detail"]


async def test_what_github_does_not_show_is_not_written_to(writer: Writer) -> None:
    writer.at.rocket.private = True
    writer.at.rocket.roles.clear()
    assert (await writer.switch(status=409, status_back=True))["code"] == "cannot_write"
    writer.at.rocket.private = False
    writer.at.rocket.archived = True
    assert (await writer.switch(status=409, links_back=True))["code"] == "cannot_write"


async def test_connected_again_it_is_off(writer: Writer) -> None:
    await writer.switch(links_back=True)
    await writer.at.owner.delete(writer.path)
    body = {"full_name": "acme/rocket", "secret": "another secret of it"}
    again = await writer.at.owner.post(writer.path.rpartition("/")[0], body)
    assert again["id"] == writer.at.repository["id"]
    assert again["writing"]["links_back"] is False
