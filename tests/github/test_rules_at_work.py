"""Rules that people made move cards: by target branch, by reviews and checks, back, by one or by all."""

import pytest

from tests.factories.github import PullRequests, check_run, repository, review
from tests.github.hooks import Scene
from tests.github.ruled import (
    BACKLOG,
    DOING,
    DONE,
    REVIEW,
    TODO,
    asking,
    choose,
    drag,
    into,
    later,
    reviewed,
    rule,
)
from tests.support.apps import Person, Trivet


@pytest.fixture
async def scene(app: Trivet, owner: Person) -> Scene:
    return await Scene.set(app, owner)


async def test_a_target_branch_may_have_rules_of_its_own(scene: Scene) -> None:
    await choose(
        scene,
        rule("merged", DONE, base="main"),
        rule("merged", REVIEW, base="release/*"),
        rule("opened", None, base="release/*"),
    )
    one, two = await scene.card(), await scene.card()
    pull = PullRequests(1, title=one["key"])
    hotfix = PullRequests(2, title=two["key"], more=into("release/1/hotfix"))
    start = later()
    await scene.deliver("pull_request", pull.at(start, "opened"))
    await scene.deliver("pull_request", hotfix.at(start, "opened"))
    assert await scene.column_of(one) == "Review"
    assert await scene.column_of(two) == "Backlog"
    await scene.deliver("pull_request", pull.at(start + 1, "closed", merged=True))
    await scene.deliver("pull_request", hotfix.at(start + 1, "closed", merged=True))
    assert await scene.column_of(one) == "Done"
    assert await scene.column_of(two) == "Review"


async def test_another_target_branch_is_another_rule(scene: Scene) -> None:
    await choose(scene, rule("opened", DOING, base="develop"))
    card = await scene.card()
    pull = PullRequests(1, title=card["key"], more=into("develop"))
    start = later()
    await scene.deliver("pull_request", pull.at(start, "opened"))
    assert await scene.column_of(card) == "In progress"
    await scene.deliver("pull_request", pull.at(start + 1, "edited", more=into("main")))
    assert await scene.column_of(card) == "Review"


async def test_reviews_move_a_card_there_and_back(scene: Scene) -> None:
    await choose(
        scene,
        rule("review_requested", REVIEW),
        rule("changes_requested", DOING, back=True),
        rule("approved", DONE),
    )
    card = await scene.card()
    pull = PullRequests(1, title=card["key"], draft=True)
    start = later()
    await scene.deliver("pull_request", pull.at(start, "opened"))
    assert await scene.column_of(card) == "In progress"
    ask, asked_no_more = asking("ben"), asking()
    for round_ in range(2):
        minute = start + 10 * round_
        await scene.deliver("pull_request", pull.at(minute + 1, "review_requested", more=ask))
        assert await scene.column_of(card) == "Review"
        pull.more = asked_no_more
        await reviewed(scene, pull, round_ + 1, "changes_requested", minute + 2)
        assert await scene.column_of(card) == "In progress"
    await reviewed(scene, pull, 3, "commented", start + 20)
    assert await scene.column_of(card) == "In progress"
    await reviewed(scene, pull, 4, "approved", start + 21)
    assert await scene.column_of(card) == "Done"
    moves = [e["payload"]["reason"] for e in await scene.events(card) if e["type"] == "card.moved"]
    assert [(reason["rule"], reason["cause"]) for reason in moves] == [
        ("draft", "draft"),
        *[("review_requested", "review_requested"), ("changes_requested", "changes_requested")] * 2,
        ("approved", "approved"),
    ]
    assert not any(reason.get("corrected") for reason in moves)


async def test_a_review_that_is_dismissed_was_given_all_the_same(scene: Scene) -> None:
    await choose(scene, rule("approved", DONE))
    card = await scene.card()
    pull = PullRequests(1, title=card["key"])
    start = later()
    await scene.deliver("pull_request", pull.at(start, "opened"))
    await reviewed(scene, pull, 1, "approved", start + 1)
    gone = review(pull.at(start + 2), 1, "dismissed", minute=start + 1)
    await scene.deliver("pull_request_review", gone)
    assert await scene.column_of(card) == "Done"


async def test_a_late_review_takes_back_what_was_no_approval(scene: Scene) -> None:
    await choose(scene, rule("approved", DONE))
    card = await scene.card()
    pull = PullRequests(1, title=card["key"])
    start = later()
    await scene.deliver("pull_request", pull.at(start, "opened"))
    late = review(pull.at(start + 1), 7, "changes_requested", by="cy", minute=start + 1)
    await reviewed(scene, pull, 8, "approved", start + 2)
    assert await scene.column_of(card) == "Done"
    await scene.deliver("pull_request_review", late)
    assert await scene.column_of(card) == "Review"
    reason = (await scene.events(card))[-1]["payload"]["reason"]
    assert (reason["rule"], reason["corrected"], reason["cause"]) == ("approved", True, "late")


async def test_a_late_fact_takes_back_a_step_back_too(scene: Scene) -> None:
    """What was closed by then nobody wanted changed: the card goes on to where it was."""
    await choose(scene, rule("changes_requested", TODO, back=True))
    card = await scene.card()
    await drag(scene, card, DONE)
    pull = PullRequests(1, title=card["key"])
    start = later()
    await scene.deliver("pull_request", pull.at(start, "opened"))
    said = review(pull.at(start + 4), 1, "changes_requested", minute=start + 3)
    await scene.deliver("pull_request_review", said)
    assert await scene.column_of(card) == "To do"
    await scene.deliver("pull_request", pull.at(start + 1, "closed", closed=True))
    assert await scene.column_of(card) == "Done"
    reason = (await scene.events(card))[-1]["payload"]["reason"]
    assert (reason["rule"], reason["corrected"]) == ("changes_requested", True)


async def test_checks_that_fail_lead_back_once_for_each_commit(scene: Scene) -> None:
    await choose(scene, rule("checks_failed", TODO, back=True))
    card = await scene.card()
    pull = PullRequests(1, title=card["key"])
    start = later()
    await scene.deliver("pull_request", pull.at(start, "opened"))
    await scene.deliver("check_run", check_run("build", "failure", minute=start + 1))
    assert await scene.column_of(card) == "To do"
    reason = (await scene.events(card))[-1]["payload"]["reason"]
    assert (reason["rule"], reason["cause"]) == ("checks_failed", "checks_failed")
    await drag(scene, card, REVIEW)
    await scene.deliver("check_run", check_run("lint", "failure", number=2, minute=start + 2))
    assert await scene.column_of(card) == "Review"  # the same commit

    head = {"ref": pull.branch, "sha": "c" * 40, "repo": repository()}
    pushed = pull.at(start + 3, "synchronize", more={"head": head})
    await scene.deliver("pull_request", pushed)
    failed = check_run("build", "failure", number=3, sha="c" * 40, minute=start + 4)
    await scene.deliver("check_run", failed)
    assert await scene.column_of(card) == "To do"


async def test_all_of_several_or_any(scene: Scene) -> None:
    await choose(scene, rule("opened", REVIEW, needs="all"), rule("merged", DONE, needs="any"))
    card = await scene.card()
    one, two = (PullRequests(n, title=f"{card['key']} part {n}", draft=True) for n in (1, 2))
    start = later()
    await scene.deliver("pull_request", one.at(start, "opened"))
    await scene.deliver("pull_request", two.at(start + 1, "opened"))
    await scene.deliver("pull_request", one.at(start + 2, "ready_for_review", draft=False))
    assert await scene.column_of(card) == "In progress"
    await scene.deliver("pull_request", two.at(start + 3, "ready_for_review", draft=False))
    assert await scene.column_of(card) == "Review"
    await scene.deliver("pull_request", one.at(start + 4, "closed", merged=True))
    assert await scene.column_of(card) == "Done"


async def test_a_rule_moves_nothing_for_what_happened_before_it_was_made(scene: Scene) -> None:
    card = await scene.card()
    pull = PullRequests(1, title=card["key"])
    await scene.deliver("pull_request", pull.at(1, "opened"))
    await reviewed(scene, pull, 1, "approved", 2)
    await choose(scene, rule("approved", DONE), rule("opened", BACKLOG, base="main", back=True))
    # What is new is counted, and led from there; what was before moves and takes back nothing.
    start = later()
    await scene.deliver("pull_request", pull.at(start, "converted_to_draft", draft=True))
    assert await scene.column_of(card) == "Review"
    await reviewed(scene, pull, 2, "approved", start + 1)
    assert await scene.column_of(card) == "Done"
    await scene.deliver("pull_request", pull.at(start + 2, "ready_for_review", draft=False))
    assert await scene.column_of(card) == "Backlog"


async def test_a_rule_that_is_taken_away_takes_nothing_back(scene: Scene) -> None:
    """With it the one that is merged was all; without it another one is still open."""
    await choose(scene, rule("merged", DONE, base="release/*"))
    card = await scene.card()
    one = PullRequests(1, title=card["key"])
    other = PullRequests(2, title=card["key"], more=into("release/1"))
    start = later()
    await scene.deliver("pull_request", other.at(start, "opened"))
    await scene.deliver("pull_request", one.at(start + 1, "closed", merged=True))
    assert await scene.column_of(card) == "Done"
    await choose(scene)
    await scene.deliver("pull_request", other.at(start + 2, "synchronize"))
    assert await scene.column_of(card) == "Done"
    await scene.deliver("pull_request", other.at(start + 3, "closed", merged=True))
    assert await scene.column_of(card) == "Done"


async def test_what_people_did_stands_against_rules_that_lead_back(scene: Scene) -> None:
    await choose(scene, rule("changes_requested", DOING, back=True))
    card = await scene.card()
    pull = PullRequests(1, title=card["key"])
    start = later()
    await scene.deliver("pull_request", pull.at(start, "opened"))
    await reviewed(scene, pull, 1, "changes_requested", start + 1)
    await drag(scene, card, DONE)
    await scene.deliver("pull_request", pull.at(start + 2, "synchronize"))
    assert await scene.column_of(card) == "Done"
    await reviewed(scene, pull, 2, "changes_requested", start + 3)
    assert await scene.column_of(card) == "In progress"
