"""People link pull requests to cards and take them away, and what they decided stands."""

from uuid import UUID

import pytest
from sqlalchemy import update

from tests.factories.github import PullRequests, check_run, review, status
from tests.github.hooks import Scene, kanban
from tests.support.apps import Json, Person, Trivet, in_workspace, somebody
from trivet.github import linking
from trivet.github.models import BoardRule, PullRequest
from trivet.workspaces.models import Role

JUDGED = ("review_requested", "changes_requested", "approved", "checks_failed")


@pytest.fixture
async def scene(app: Trivet, owner: Person) -> Scene:
    return await Scene.set(app, owner)


def address(number: int) -> str:
    return f"https://github.com/acme/rocket/pull/{number}"


async def link(
    scene: Scene,
    card: Json,
    number: int,
    status: int = 201,
    *,
    by: Person | None = None,
    **more: object,
) -> Json:
    path = f"/cards/{card['id']}/pull-requests"
    return await (by or scene.owner).post(path, {"url": address(number), **more}, status)


async def unlink(scene: Scene, card: Json, one: Json, status: int = 204) -> None:
    await scene.owner.delete(f"/cards/{card['id']}/pull-requests/{one['id']}", status)


async def details(scene: Scene, card: Json) -> list[Json]:
    found: list[Json] = (await scene.owner.get(f"/cards/{card['key']}/pull-requests"))["items"]
    return found


async def shown(scene: Scene, card: Json) -> list[int]:
    """The numbers of those on the card; the same on its board."""
    whole = await scene.owner.get(f"/cards/{card['id']}")
    board = await scene.owner.get(f"/boards/{scene.board.id}")
    (face,) = [each for each in board["cards"] if each["id"] == card["id"]]
    assert face.get("pull_requests") == whole.get("pull_requests")
    return [each["number"] for each in whole.get("pull_requests", [])]


async def heard(scene: Scene, number: int, **more: object) -> PullRequests:
    """One that is open, and names no card."""
    pull = PullRequests(number, **more)  # type: ignore[arg-type]
    await scene.deliver("pull_request", pull.at(1, "opened"))
    return pull


# What there is to know.


async def test_every_check_is_told_with_its_word(scene: Scene) -> None:
    card = await scene.card()
    pull = PullRequests(12, title=f"{card['key']} lift off", more={"commits": 3})
    await scene.deliver("pull_request", pull.at(1, "opened"))
    await scene.deliver("check_run", check_run("build", "success", number=1, minute=2))
    await scene.deliver("check_run", check_run("lint", "failure", number=2, minute=3))
    await scene.deliver("check_run", check_run("old", "failure", number=3, sha="b" * 40))
    await scene.deliver("status", status("ci/deploy", "pending", number=4, minute=4))
    await scene.deliver("pull_request_review", review(pull.at(5), 1, "approved", minute=5))

    (one,) = await details(scene, card)
    assert (one["how"], one["closes"], one["commits"], one["review"]) == (
        "title",
        True,
        3,
        "approved",
    )
    assert one["updated_at"] == "2026-03-01T09:05:00.000000Z"
    assert one["synced_at"] is None
    assert one["checks"] == {"failing": 1, "passing": 1, "pending": 1, "neutral": 0}
    assert one["check_runs"] == [
        {
            "name": "lint",
            "source": "check",
            "state": "failing",
            "said": "failure",
            "url": "https://ci.example/2",
            "at": "2026-03-01T09:03:00.000000Z",
        },
        {
            "name": "ci/deploy",
            "source": "status",
            "state": "pending",
            "said": "It is pending",
            "url": "https://old.example/4",
            "at": "2026-03-01T09:04:00.000000Z",
        },
        {
            "name": "build",
            "source": "check",
            "state": "passing",
            "said": "success",
            "url": "https://ci.example/1",
            "at": "2026-03-01T09:02:00.000000Z",
        },
    ]


async def test_a_card_without_any_has_none(scene: Scene) -> None:
    assert await details(scene, await scene.card()) == []


async def test_checks_are_those_of_each_one_s_own_commit(scene: Scene) -> None:
    card = await scene.card()
    for number, sha in ((1, "1" * 40), (2, "2" * 40)):
        pull = PullRequests(number, title=f"{card['key']} part {number}")
        body = pull.at(1, "opened")
        body["pull_request"]["head"]["sha"] = sha
        await scene.deliver("pull_request", body)
        await scene.deliver("check_run", check_run(f"build {number}", "success", sha=sha))
    found = {
        one["number"]: [run["name"] for run in one["check_runs"]]
        for one in await details(scene, card)
    }
    assert found == {1: ["build 1"], 2: ["build 2"]}


# Linking.


async def test_what_is_known_is_linked_at_once(scene: Scene) -> None:
    card = await scene.card()
    await heard(scene, 12)
    one = await link(scene, card, 12)
    assert (one["number"], one["how"], one["closes"], one["state"]) == (12, "hand", True, "open")
    assert await shown(scene, card) == [12]
    event = (await scene.events(card))[-1]
    assert (event["type"], event["actor_id"]) == ("pull_request.linked", scene.owner.id)
    assert event["payload"]["pull_request"]["number"] == 12


async def test_linked_twice_it_is_there_once(scene: Scene) -> None:
    card = await scene.card()
    await heard(scene, 12)
    first = await link(scene, card, 12)
    before = await scene.events(card)
    assert await link(scene, card, 12, 200) == first
    short = {"url": "Acme/Rocket#12"}
    assert await scene.owner.post(f"/cards/{card['key']}/pull-requests", short, 200) == first
    assert await scene.events(card) == before
    assert await shown(scene, card) == [12]


async def test_by_hand_an_open_one_moves_nothing_and_merging_it_does(scene: Scene) -> None:
    card = await scene.card()
    pull = await heard(scene, 12)
    await link(scene, card, 12)
    await scene.deliver("pull_request", pull.at(2, "edited", title="Better"))
    assert await scene.column_of(card) == "Backlog"
    await scene.deliver("pull_request", pull.at(3, "closed", merged=True))
    assert await scene.column_of(card) == "Done"


async def test_by_hand_one_that_was_judged_before_moves_nothing(scene: Scene) -> None:
    rules = [{"event": event, "column_id": scene.board.columns[3]} for event in JUDGED]
    await scene.owner.ask("PUT", f"/boards/{scene.board.id}/rules", {"rules": rules}, status=200)
    async with scene.app.runtime.units.write() as unit:
        await unit.session.run(update(BoardRule).values(since=None))  # long ago
    card = await scene.card()
    asked = {"requested_reviewers": [{"login": "eve"}]}
    pull = await heard(scene, 12, more=asked)
    await scene.deliver("pull_request_review", review(pull.at(2), 1, "approved", minute=2))
    await scene.deliver("check_run", check_run("build", "failure", minute=2))
    await link(scene, card, 12)
    await scene.deliver("pull_request", pull.at(3, "labeled"))
    assert await scene.column_of(card) == "Backlog"
    said = review(pull.at(4), 2, "changes_requested", minute=4)
    await scene.deliver("pull_request_review", said)
    assert await scene.column_of(card) == "Review"


async def test_by_hand_a_merged_one_moves_nothing_whatever_is_told_again(scene: Scene) -> None:
    card = await scene.card()
    pull = await heard(scene, 12)
    await scene.deliver("pull_request", pull.at(2, "closed", merged=True))
    again = pull.at(2, "closed")
    await link(scene, card, 12)
    await scene.deliver("pull_request", again)
    await scene.deliver("pull_request", pull.at(3, "labeled"))
    assert await scene.column_of(card) == "Backlog"
    assert await shown(scene, card) == [12]


async def test_what_was_before_and_is_told_late_moves_nothing(scene: Scene) -> None:
    card = await scene.card()
    pull = PullRequests(12, draft=True)
    draft = pull.at(1, "opened")
    await scene.deliver("pull_request", pull.at(2, "ready_for_review", draft=False))
    await link(scene, card, 12)
    await scene.deliver("pull_request", draft)
    assert await scene.column_of(card) == "Backlog"


async def test_one_by_hand_keeps_the_card_open_until_it_is_merged_too(scene: Scene) -> None:
    card = await scene.card()
    other = PullRequests(1, title=f"{card['key']} part")
    await scene.deliver("pull_request", other.at(1, "opened"))
    pull = await heard(scene, 12)
    await link(scene, card, 12)
    assert await scene.column_of(card) == "Review"
    await scene.deliver("pull_request", other.at(3, "closed", merged=True))
    assert await scene.column_of(card) == "Review"
    await scene.deliver("pull_request", pull.at(4, "closed", merged=True))
    assert await scene.column_of(card) == "Done"


async def test_what_a_person_linked_stays_whatever_its_title_says(scene: Scene) -> None:
    card, other = await scene.card(), await scene.card()
    pull = await heard(scene, 12)
    await link(scene, card, 12)
    await scene.deliver("pull_request", pull.at(2, "edited", title=f"{card['key']} x"))
    await scene.deliver("pull_request", pull.at(3, "edited", title=f"{other['key']} x"))
    assert (await shown(scene, card), await shown(scene, other)) == ([12], [12])


async def test_one_that_only_mentions_does_not_finish(scene: Scene) -> None:
    card = await scene.card()
    pull = await heard(scene, 12)
    one = await link(scene, card, 12, closes=False)
    assert one["closes"] is False
    await scene.deliver("pull_request", pull.at(2, "closed", merged=True))
    assert await scene.column_of(card) == "Backlog"
    (one,) = (await scene.owner.get(f"/cards/{card['id']}"))["pull_requests"]
    assert (one["state"], one["closes"]) == ("merged", False)


async def test_whether_it_finishes_is_changed_and_stays_so(scene: Scene) -> None:
    card = await scene.card()
    pull = PullRequests(12, title=f"{card['key']} lift off")
    await scene.deliver("pull_request", pull.at(1, "opened"))
    assert await scene.column_of(card) == "Review"
    one = await link(scene, card, 12, 200, closes=False)
    assert (one["closes"], one["how"]) == (False, "hand")
    event = (await scene.events(card))[-1]
    assert (event["type"], event["actor_id"]) == ("pull_request.updated", scene.owner.id)
    assert event["payload"]["pull_request"]["closes"] is False
    assert event["payload"]["was_state"] == "open"
    await scene.deliver("pull_request", pull.at(2, "edited", title=f"{card['key']} lift"))
    await scene.deliver("pull_request", pull.at(3, "closed", merged=True))
    assert await scene.column_of(card) == "Review"

    one = await link(scene, card, 12, 200, closes=True)
    assert one["closes"] is True
    await scene.deliver("pull_request", pull.at(4, "labeled"))
    assert await scene.column_of(card) == "Review"  # it was merged before


async def test_one_that_mentioned_and_finishes_now_does_so_when_it_is_merged(scene: Scene) -> None:
    card = await scene.card()
    pull = PullRequests(12, more={"body": f"Part of {card['key']}."})
    await scene.deliver("pull_request", pull.at(1, "opened"))
    (one,) = await details(scene, card)
    assert (one["closes"], one["how"]) == (False, "description")
    await link(scene, card, 12, 200, closes=True)
    assert await scene.column_of(card) == "Backlog"
    await scene.deliver("pull_request", pull.at(2, "closed", merged=True))
    assert await scene.column_of(card) == "Done"


async def test_a_stranger_s_is_shown_and_moves_nothing(scene: Scene) -> None:
    card = await scene.card()
    pull = await heard(scene, 12, fork=True)
    await link(scene, card, 12)
    await scene.deliver("pull_request", pull.at(2, "closed", merged=True))
    assert await shown(scene, card) == [12]
    assert await scene.column_of(card) == "Backlog"


# Taking away.


async def test_what_was_taken_away_stays_away(scene: Scene) -> None:
    card = await scene.card()
    pull = PullRequests(12, title=f"{card['key']} lift off")
    await scene.deliver("pull_request", pull.at(1, "opened"))
    (one,) = await details(scene, card)
    await unlink(scene, card, one)
    assert await shown(scene, card) == []
    assert await details(scene, card) == []
    event = (await scene.events(card))[-1]
    assert (event["type"], event["actor_id"]) == ("pull_request.unlinked", scene.owner.id)
    assert event["payload"] == {
        "pull_request_id": one["id"],
        "repository": "acme/rocket",
        "number": 12,
    }
    assert await scene.column_of(card) == "Review"  # where the rule had put it

    await scene.deliver("pull_request", pull.at(2, "edited", title=f"{card['key']} again"))
    await scene.deliver("check_run", check_run("build", "failure", minute=3))
    await scene.deliver("pull_request", pull.at(4, "closed", merged=True))
    assert await shown(scene, card) == []
    assert await scene.column_of(card) == "Review"
    assert (await scene.events(card))[-1] == event


async def test_and_comes_back_when_somebody_links_it_again(scene: Scene) -> None:
    card = await scene.card()
    pull = PullRequests(12, title=f"{card['key']} lift off")
    await scene.deliver("pull_request", pull.at(1, "opened"))
    (one,) = await details(scene, card)
    await unlink(scene, card, one)
    back = await link(scene, card, 12)
    assert (back["id"], back["how"], back["closes"]) == (one["id"], "hand", True)
    assert await shown(scene, card) == [12]
    assert await scene.column_of(card) == "Review"
    await scene.deliver("pull_request", pull.at(2, "closed", merged=True))
    assert await scene.column_of(card) == "Done"


async def test_what_is_not_there_cannot_be_taken_away(scene: Scene) -> None:
    card, other = await scene.card(), await scene.card()
    await heard(scene, 12)
    one = await link(scene, card, 12)
    await unlink(scene, other, one, 404)
    await unlink(scene, card, one)
    await unlink(scene, card, one, 404)
    await unlink(scene, card, {"id": str(UUID(int=7))}, 404)


async def test_the_last_open_one_that_is_taken_away_does_not_finish_the_card(scene: Scene) -> None:
    card = await scene.card()
    done, left = (PullRequests(n, title=f"{card['key']} part {n}") for n in (1, 2))
    await scene.deliver("pull_request", done.at(1, "opened"))
    await scene.deliver("pull_request", left.at(2, "opened"))
    await scene.deliver("pull_request", done.at(3, "closed", merged=True))
    one = next(each for each in await details(scene, card) if each["number"] == 2)
    await unlink(scene, card, one)
    await scene.deliver("pull_request", done.at(4, "labeled"))
    assert await scene.column_of(card) == "Review"


# Refusals.


async def refused(scene: Scene, card: Json, url: str, *, by: Person | None = None) -> Json:
    answer = await (by or scene.owner).ask(
        "POST", f"/cards/{card['id']}/pull-requests", {"url": url}
    )
    return {"status": answer.status_code, **answer.json()}


async def test_an_address_must_be_one(scene: Scene) -> None:
    card = await scene.card()
    said = await refused(scene, card, "https://github.com/acme/rocket/issues/12")
    assert (said["status"], said["code"]) == (422, "no_pull_request_address")
    assert said["fields"][0]["field"] == "url"
    assert "https://github.com/acme/rocket/pull/12" in said["detail"]


async def test_a_repository_must_be_connected_to_the_card_s_workspace(
    scene: Scene, owner: Person
) -> None:
    card = await scene.card()
    said = await refused(scene, card, "https://github.com/acme/other/pull/12")
    assert (said["status"], said["code"]) == (404, "repository_not_found")
    assert "Connect acme/other" in said["detail"]

    await heard(scene, 12)
    elsewhere = await owner.post("/workspaces", {"name": "Elsewhere"})
    board = await kanban(owner, elsewhere["id"])
    body = {"column_id": board.columns[0], "title": "There"}
    there = await owner.post(f"/boards/{board.id}/cards", body)
    said = await refused(scene, there, address(12))
    assert said["code"] == "repository_not_found"


async def test_who_only_looks_on_changes_nothing(scene: Scene, app: Trivet) -> None:
    card = await scene.card()
    await heard(scene, 12)
    one = await link(scene, card, 12)
    viewer = await in_workspace(app, scene.board.workspace_id, Role.VIEWER)
    path = f"/cards/{card['id']}/pull-requests"
    assert len((await viewer.get(path))["items"]) == 1
    await viewer.post(path, {"url": address(12), "closes": False}, 403)
    await viewer.delete(f"{path}/{one['id']}", 403)
    stranger = await somebody(app)
    await stranger.ask("GET", path, status=404)
    await stranger.post(path, {"url": address(12)}, 404)
    await stranger.delete(f"{path}/{one['id']}", 404)


async def test_what_is_archived_refuses(scene: Scene) -> None:
    card = await scene.card()
    await heard(scene, 12)
    one = await link(scene, card, 12)
    await scene.owner.patch(f"/cards/{card['id']}", {"archived": True})
    assert (await refused(scene, card, address(12)))["code"] == "card_archived"
    await unlink(scene, card, one, 409)
    await scene.owner.patch(f"/cards/{card['id']}", {"archived": False})
    await scene.owner.patch(f"/boards/{scene.board.id}", {"archived": True})
    assert (await refused(scene, card, address(12)))["code"] == "board_archived"
    await unlink(scene, card, one, 409)


async def test_a_card_takes_no_more_than_it_may(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "MOST_OF_A_CARD", 1)
    card = await scene.card()
    await heard(scene, 1)
    await heard(scene, 2)
    await link(scene, card, 1)
    said = await refused(scene, card, address(2))
    assert (said["status"], said["code"]) == (409, "pull_requests_full")
    await link(scene, card, 1, 200, closes=False)


# What became of the repository since.


async def test_one_of_a_repository_that_was_renamed_is_found_by_both_names(scene: Scene) -> None:
    card, other = await scene.card(), await scene.card()
    await heard(scene, 12)
    renamed = {
        "action": "renamed",
        "changes": {"repository": {"name": {"from": "rocket"}}},
        "repository": {"id": 1_296_269, "full_name": "acme/booster", "name": "booster"},
    }
    await scene.deliver("repository", renamed)
    await link(scene, card, 12)
    await scene.owner.post(f"/cards/{other['id']}/pull-requests", {"url": "acme/booster#12"})
    assert (await shown(scene, card), await shown(scene, other)) == ([12], [12])


async def test_one_that_was_taken_away_comes_back_though_its_repository_is_gone(
    scene: Scene,
) -> None:
    card, other = await scene.card(), await scene.card()
    await heard(scene, 12)
    one = await link(scene, card, 12)
    path = f"/workspaces/{scene.board.workspace_id}/repositories/{scene.repository['id']}"
    await scene.owner.delete(path)
    await unlink(scene, card, one)
    await link(scene, card, 12)
    assert await shown(scene, card) == [12]
    assert (await refused(scene, other, address(12)))["code"] == "repository_not_found"


async def test_an_earlier_repository_of_this_name_has_other_pull_requests(scene: Scene) -> None:
    card = await scene.card()
    await heard(scene, 12)
    async with scene.app.runtime.units.write() as unit:
        await unit.session.run(update(PullRequest).values(github_id=99))
    said = await refused(scene, card, address(12))
    # Nobody here has an account on GitHub: it would have been asked.
    assert said["code"] == "github_sign_in_needed"
