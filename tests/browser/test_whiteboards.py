"""Whiteboards in Miro: connected, listed, searched, read before one's eyes."""

import asyncio
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import SignedIn
from tests.browser.test_accessible import findings
from tests.miro.connected import CALLBACK, Connected, with_miro
from tests.support.apps import Person, Trivet
from tests.support.databases import Place
from tests.support.fake_miro import App, Board, MiroServer, faults
from trivet.platform.db.database import Dialect
from trivet.platform.settings import Settings

pytestmark = pytest.mark.parametrize("dialect", [Dialect.SQLITE], ids=str)

ITEMS = 120
PAGE = 50


@pytest.fixture
def ours(fake_miro: MiroServer) -> App:
    return fake_miro.app(CALLBACK)


@pytest.fixture
def settings(place: Place, fake_miro: MiroServer, ours: App) -> Settings:
    return with_miro(place.settings(), fake_miro, ours)


@pytest.fixture
async def there(app: Trivet, owner: Person, fake_miro: MiroServer, ours: App) -> Connected:
    """The owner has connected their account."""
    there = Connected(app, fake_miro, ours, fake_miro.user("Ada Lovelace"), owner)
    await there.connect(owner, there.ada)
    return there


def options(theme: str, width: int) -> dict[str, Any]:
    return {
        "color_scheme": theme,
        "viewport": {"width": width, "height": 900},
        "reduced_motion": "reduce",
    }


def plan_of(there: Connected) -> Board:
    """A board with three pages of items."""
    plan = there.miro.board("Launch plan", there.ada, team=there.miro.team())
    for number in range(ITEMS):
        there.miro.shape(plan, f"Shape {number}")
    there.miro.tag(plan, "Risk")
    return plan


def row(page: Page, name: str) -> Locator:
    boards = page.get_by_role("list", name="Your boards in Miro")
    return boards.get_by_role("listitem").filter(has=page.get_by_role("link", name=name))


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 390)])
async def test_boards_are_listed_searched_and_read_before_ones_eyes(
    there: Connected, look: SignedIn, theme: str, width: int
) -> None:
    plan_of(there)
    there.miro.board("Retro", there.ada, team=there.miro.team())
    page = (await look(there.owner, **options(theme, width))).page
    plan, retro = row(page, "Launch plan"), row(page, "Retro")
    found: dict[str, list[str]] = {}

    await page.goto("/app/whiteboards")
    await expect(plan).to_contain_text("Not read yet")
    await expect(plan.get_by_role("link")).to_have_attribute("rel", "noopener noreferrer")
    await expect(page.get_by_text("of 100,000 left this minute")).to_be_visible()
    found["listed"] = await findings(page)

    search = page.get_by_role("searchbox")
    await search.fill("RETRO")
    await expect(plan).to_have_count(0)
    await expect(retro).to_be_visible()
    await search.fill("of the week")
    await expect(page.get_by_text("None of your boards is called")).to_be_visible()
    found["none found"] = await findings(page)
    await page.get_by_role("button", name="Clear the search").press("Enter")
    await expect(search).to_be_focused()

    # By the keyboard, and with the last page kept back.
    gate = asyncio.Event()
    there.miro.fault("GET", "*/items", faults.followed(lambda: None), times=2)
    there.miro.fault("GET", "*/items", faults.slow(gate))
    await plan.get_by_role("button", name="Read now").press("Enter")
    await expect(plan).to_contain_text(f"Reading: {2 * PAGE} of {ITEMS} items")
    await expect(plan.get_by_role("progressbar")).to_have_js_property("value", 2 * PAGE)
    await expect(plan.get_by_role("button", name="Stop")).to_be_focused()
    found["reading"] = await findings(page)
    gate.set()
    await expect(plan).to_contain_text("Read just now")
    await expect(plan).to_contain_text(f"{ITEMS} items")
    await expect(plan).to_contain_text("1 tag")
    await expect(plan.get_by_role("button", name="Read now")).to_be_focused()
    told = page.locator("[aria-live=polite]", has_text="was read")
    await expect(told).to_have_text(f"Launch plan was read: {ITEMS} items, 1 tag.")
    found["read"] = await findings(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(("theme", "width"), [("dark", 1440), ("light", 390)])
async def test_what_goes_wrong_is_told_with_what_to_do(
    there: Connected, look: SignedIn, theme: str, width: int
) -> None:
    plan_of(there)
    there.miro.board("Retro", there.ada, team=there.miro.team())
    someone = await look(there.owner, **options(theme, width))
    page = someone.page
    plan, retro = row(page, "Launch plan"), row(page, "Retro")
    found: dict[str, list[str]] = {}
    await page.goto("/app/whiteboards")

    there.miro.fault("GET", "*/items", faults.forbidden())
    await plan.get_by_role("button", name="Read now").click()
    await expect(plan).to_contain_text("Could not be read")
    await expect(plan).to_contain_text("Miro says that it was deleted, or that you have no access")
    found["failed"] = await findings(page)
    await plan.get_by_role("button", name="Try again").click()
    await expect(plan).to_contain_text("Read just now")

    there.miro.fault("GET", "*/items", faults.limited(reset_s=120))
    await retro.get_by_role("button", name="Read now").click()
    await expect(retro).to_contain_text("Waiting to be tried again")
    await expect(retro).to_contain_text("Miro takes no more requests right now.")
    until = page.get_by_text("Miro takes no more requests until")
    await expect(until).to_contain_text("nothing is lost")
    await expect(page.get_by_text("1 board waits to be read")).to_be_visible()
    found["limited"] = await findings(page)

    # What is remembered is all that can be shown meanwhile.
    await page.reload()
    await expect(page.get_by_text("You see what was known at")).to_be_visible()
    await expect(plan).to_contain_text(f"{ITEMS} items")
    found["remembered"] = await findings(page)
    await retro.get_by_role("button", name="Stop").click()
    await expect(retro).to_contain_text("Reading was stopped")
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


async def test_further_boards_are_shown_by_the_keyboard(there: Connected, look: SignedIn) -> None:
    for number in range(PAGE + 5):
        there.miro.board(f"Board {number}", there.ada, team=there.miro.team())
    page = (await look(there.owner, **options("light", 1440))).page
    await page.goto("/app/whiteboards")
    boards = page.get_by_role("list", name="Your boards in Miro").get_by_role("listitem")
    await expect(boards).to_have_count(PAGE)
    await page.get_by_role("button", name="Show more").press("Enter")
    await expect(boards).to_have_count(PAGE + 5)
    await expect(boards.nth(PAGE).get_by_role("link")).to_be_focused()


async def test_miro_that_does_not_answer_is_told_and_looked_for_again(
    there: Connected, look: SignedIn
) -> None:
    plan_of(there)
    someone = await look(there.owner, **options("light", 1440))
    page = someone.page
    down = there.miro.fault("GET", "/v2/boards", faults.error(503), times=None)
    await page.goto("/app/whiteboards")
    await expect(page.get_by_role("alert").get_by_text("Miro does not answer")).to_be_visible()
    assert await findings(page) == []
    down.lift()
    await page.get_by_role("button", name="Try again").press("Enter")
    await expect(row(page, "Launch plan")).to_be_visible()
    await expect(page.get_by_role("heading", name="Your boards")).to_be_focused()
    someone.wrong.clear()  # that Miro does not answer is answered with 503
