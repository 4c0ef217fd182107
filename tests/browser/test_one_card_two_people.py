"""Two people who edit one card."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import SignedIn
from tests.browser.seen import BoardSeen
from tests.support.apps import Json, Person, Trivet, in_workspace, make_board, make_card
from trivet.workspaces.models import Role


@pytest.fixture
async def ann(look: SignedIn, owner: Person) -> BoardSeen:
    return await BoardSeen(await look(owner), await make_board(owner)).open()


@pytest.fixture
async def ben(app: Trivet, ann: BoardSeen) -> Person:
    return await in_workspace(app, ann.board.workspace_id, Role.MEMBER)


@pytest.fixture
async def card(owner: Person, ann: BoardSeen) -> Json:
    card = await make_card(owner, ann.board, title="Draw the map")
    await ann.page.goto(f"/app/b/{ann.board.id}/c/{card['key']}")
    await ann.live()
    return card


async def test_what_one_types_is_not_overwritten_and_a_conflict_shows_both(
    ann: BoardSeen, ben: Person, owner: Person, card: Json
) -> None:
    page = ann.page
    await page.get_by_role("button", name=re.compile("^Draw the map.*Edit the title")).click()
    title = page.get_by_role("textbox", name="Title", exact=True)
    await title.fill("Draw the whole map")

    await ben.patch(f"/cards/{card['id']}", {"title": "Sketch the map", "priority": "high"})
    await expect(ann.card(card["id"])).to_contain_text("Sketch the map")
    await expect(title).to_have_value("Draw the whole map")
    await page.get_by_role("button", name="See theirs").click()
    both = page.get_by_role("group", name="Your text and what")
    await expect(both).to_contain_text("Draw the whole map")
    await expect(both).to_contain_text("Sketch the map")
    await both.get_by_role("button", name="Keep mine").click()
    await title.press("Enter")

    await expect(ann.card(card["id"])).to_contain_text("Draw the whole map")
    await expect(page.get_by_role("button", name=re.compile("^Draw the whole map"))).to_be_visible()
    await ann.settled()
    async with page.expect_response("**/cards/*") as kept:  # read again by the page
        await page.reload()
    assert (await kept.value).ok
    now = await owner.get(f"/cards/{card['id']}")
    assert (now["title"], now["priority"]) == ("Draw the whole map", "high")


async def test_a_draft_survives_a_reload(ann: BoardSeen, owner: Person, card: Json) -> None:
    page = ann.page
    await page.get_by_role("button", name=re.compile("^Draw the map.*Edit the title")).click()
    await page.get_by_role("textbox", name="Title", exact=True).fill("Draw the map of")
    await page.reload()
    await expect(page.get_by_text("unsaved draft")).to_be_visible()
    await expect(page.get_by_role("textbox", name="Title", exact=True)).to_have_value(
        "Draw the map of"
    )
    assert (await owner.get(f"/cards/{card['id']}"))["title"] == "Draw the map"
