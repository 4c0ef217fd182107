"""Pull requests that name cards in their descriptions: finished by some words, mentioned by others."""

from uuid import uuid4

import pytest

from tests.factories.github import PullRequests
from tests.github.hooks import Scene
from tests.support.apps import Json, Person, Trivet


@pytest.fixture
async def scene(app: Trivet, owner: Person) -> Scene:
    return await Scene.set(app, owner)


async def linked(scene: Scene, card: Json) -> list[bool]:
    """Of each pull request of a card, whether it finishes it."""
    shown = await scene.owner.get(f"/cards/{card['id']}")
    return [one.get("closes", True) for one in shown.get("pull_requests", [])]


async def test_a_closing_word_in_the_description_finishes_a_card(scene: Scene) -> None:
    card = await scene.card(title="Lift off")
    body = f"Nicer flames.\n\nFixes {card['key']}"
    pull = PullRequests(12, title="Flames", more={"body": body})
    await scene.deliver("pull_request", pull.at(1, "opened"))
    assert await linked(scene, card) == [True]
    assert await scene.column_of(card) == "Review"
    await scene.deliver("pull_request", pull.at(2, "closed", merged=True))
    assert await scene.column_of(card) == "Done"


async def test_another_word_mentions_a_card_and_moves_nothing(scene: Scene) -> None:
    card = await scene.card(title="Lift off")
    pull = PullRequests(12, title="Flames", more={"body": f"Part of {card['key']}"})
    await scene.deliver("pull_request", pull.at(1, "opened"))
    assert await linked(scene, card) == [False]
    await scene.deliver("pull_request", pull.at(2, "closed", merged=True))
    assert await scene.column_of(card) == "Backlog"


async def test_a_mention_that_is_open_does_not_keep_a_card_from_being_done(scene: Scene) -> None:
    card = await scene.card(title="Lift off")
    mention = PullRequests(11, title="Flames", more={"body": f"Relates to {card['key']}"})
    await scene.deliver("pull_request", mention.at(1, "opened"))
    pull = PullRequests(12, title=f"{card['key']} flames")
    await scene.deliver("pull_request", pull.at(2, "opened"))
    await scene.deliver("pull_request", pull.at(3, "closed", merged=True))
    assert await linked(scene, card) == [False, True]
    assert await scene.column_of(card) == "Done"


async def test_what_finished_a_card_may_only_mention_it_later(scene: Scene) -> None:
    card = await scene.card(title="Lift off")
    pull = PullRequests(12, title="Flames", more={"body": f"Closes {card['key']}"})
    await scene.deliver("pull_request", pull.at(1, "opened"))
    assert await scene.column_of(card) == "Review"
    await scene.deliver("pull_request", pull.at(2, more={"body": f"Part of {card['key']}"}))
    assert await linked(scene, card) == [False]
    (event,) = [e for e in await scene.events(card) if e["type"] == "pull_request.updated"]
    assert event["payload"]["pull_request"]["closes"] is False
    await scene.deliver("pull_request", pull.at(3, "closed", merged=True))
    assert await scene.column_of(card) != "Done"


async def test_the_address_of_a_card_mentions_it_whoever_serves_it(scene: Scene) -> None:
    card = await scene.card(title="Lift off")
    address = f"https://trivet.example/app/b/{scene.board.id}/c/{card['key']}"
    pull = PullRequests(12, title="Flames", more={"body": f"See {address}."})
    await scene.deliver("pull_request", pull.at(1, "opened"))
    assert await linked(scene, card) == [False]


async def test_the_address_of_a_board_elsewhere_says_nothing(scene: Scene) -> None:
    card = await scene.card(title="Lift off")
    address = f"https://trivet.example/app/b/{uuid4()}/c/{card['key']}"
    pull = PullRequests(12, title="Flames", more={"body": address})
    await scene.deliver("pull_request", pull.at(1, "opened"))
    assert await linked(scene, card) == []


async def test_a_stranger_may_name_a_few_cards_only(scene: Scene) -> None:
    cards = [await scene.card(title=f"Card {n}") for n in range(5)]
    body = "Fixes " + ", ".join(card["key"] for card in cards)
    pull = PullRequests(12, title="Flames", fork=True, more={"body": body})
    await scene.deliver("pull_request", pull.at(1, "opened"))
    assert [len(await linked(scene, card)) for card in cards] == [1, 1, 1, 0, 0]
    assert await scene.column_of(cards[0]) == "Backlog"


async def test_a_null_description_is_none(scene: Scene) -> None:
    card = await scene.card(title="Lift off")
    pull = PullRequests(12, title=card["key"], more={"body": None})
    await scene.deliver("pull_request", pull.at(1, "opened"))
    assert await linked(scene, card) == [True]
