"""The panel inside Miro, framed by another site: signed in by what Miro says, with nothing but memory."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from playwright.async_api import Browser, Frame, Page, Request, expect

from tests.browser.conftest import browser_cookies
from tests.browser.panels import Panels, panels
from tests.browser.test_accessible import findings
from tests.realtime.followers import eventually
from tests.support.apps import make_board, make_card
from tests.support.browser import Looker
from tests.support.fake_miro import Board, MiroServer, faults
from tests.support.fake_miro.web import miro_web
from trivet.platform.clock import now
from trivet.platform.db.database import Dialect
from trivet.platform.settings import Settings, SignUp

# On what database it stands makes no difference to a page.
pytestmark = pytest.mark.parametrize("dialect", [Dialect.SQLITE], ids=str)

FILES = """() => performance.getEntriesByType('resource')
  .filter(({ name }) => name.startsWith(location.origin))
  .map(({ name, encodedBodySize }) => [name, encodedBodySize])"""
KEPT = """async () => {
  const tried = what => { try { return what(); } catch (error) { return error.name; } };
  return JSON.stringify([
    tried(() => Object.entries(localStorage)), tried(() => Object.entries(sessionStorage)),
    tried(() => document.cookie), location.href, history.state, name,
  ]);
}"""


@pytest.fixture
async def there(
    settings: Settings, fake_miro: MiroServer, browser: Browser
) -> AsyncIterator[Panels]:
    async with panels(settings, fake_miro, browser) as there:
        yield there


@pytest.fixture
def plan(there: Panels) -> Board:
    """A board in Miro of 120 shapes and a tag."""
    plan = there.miro.board("Plan of the rocket", there.ada, team=there.miro.team())
    for number in range(120):
        there.miro.shape(plan, f"Shape {number}")
    there.miro.tag(plan, "Urgent")
    return plan


async def connected(there: Panels) -> None:
    """The owner has connected their account at Miro, in another browser."""
    async with there.other(there.owner) as page:
        await page.goto("/oauth/login?returnUrl=/app/whiteboards")
        await expect(page.get_by_role("heading", name="Connected as Ada")).to_be_visible()


async def with_cards(there: Panels) -> None:
    """Cards that are the owner's, and one that is not."""
    board = await make_board(there.owner)
    today = now().date()
    mine = {"assignee_ids": [there.owner.id]}
    for title, more in {
        "Weigh the fuel": {"due_date": (today - timedelta(days=3)).isoformat()},
        "Check the weather over the Atlantic, and tell the boats that are out there": {
            "due_date": (today + timedelta(days=60)).isoformat()
        },
        "Paint the nose": {},
    }.items():
        await make_card(there.owner, board, 1, title=title, **mine, **more)
    await make_card(there.owner, board, 1, title="Somebody else's")


def held_after_a_page(there: Panels) -> asyncio.Event:
    """Miro answers with the next page of items, and waits with the one after that."""
    go_on, at_once = asyncio.Event(), asyncio.Event()
    at_once.set()
    there.miro.fault("GET", "*/items*", faults.slow(at_once))
    there.miro.fault("GET", "*/items*", faults.slow(go_on))
    return go_on


def frame_of(page: Page) -> Frame:
    frame = page.frame("panel")
    assert frame is not None
    return frame


async def test_the_panel_signs_in_reads_the_board_and_shows_ones_cards(
    there: Panels, plan: Board
) -> None:
    await connected(there)
    await with_cards(there)
    someone = await there.look()
    await someone.context.add_cookies(
        await browser_cookies(there.trivet, there.owner, there.address)
    )
    asked: list[Request] = []
    someone.page.on("request", lambda one: asked.append(one))
    panel = await there.open(someone, plan)
    board = panel.get_by_role("region", name="Plan of the rocket")
    await expect(board).to_contain_text("Not read yet")

    go_on = held_after_a_page(there)
    button = board.get_by_role("button", name="Read now")
    await button.focus()
    await expect(button).to_be_focused()
    await someone.page.keyboard.press("Enter")
    await expect(board).to_contain_text("50 of 120 items")
    bar = board.get_by_role("progressbar", name="Reading the board")
    await expect(bar).to_have_attribute("value", "50")
    await expect(board.get_by_role("button")).to_have_count(0)
    go_on.set()
    await expect(board).to_contain_text("Read just now")
    await expect(board).to_contain_text("120 items, 1 tag")
    await expect(panel.get_by_role("status")).to_contain_text(
        "The board is read: 120 items, 1 tag."
    )
    await expect(board.get_by_role("button", name="Read now")).to_be_visible()

    cards = panel.get_by_role("region", name="Your cards")
    await expect(cards.get_by_role("link")).to_have_count(4)
    overdue = cards.get_by_role("group", name="Overdue 1").get_by_role("link")
    await expect(overdue).to_contain_text("Weigh the fuel")
    async with someone.context.expect_page() as opened:
        await overdue.click()
    card = await opened.value
    await card.wait_for_url(re.compile(r"/app/b/[0-9a-f-]+/c/\w+-1$"))
    assert await card.evaluate("opener") is None
    await card.close()

    # What signs in is sent where it has to be, and kept nowhere.
    calls = [one for one in asked if one.frame.name == "panel" and "/assets/" not in one.url]
    assert len(calls) > 4
    assert [one.url for one in calls if "cookie" in await one.all_headers()] == []
    frame = frame_of(someone.page)
    kept = await frame.evaluate(KEPT)
    assert not re.search(r"eyJ|trr_|trivet_", kept), kept
    assert not [one.url for one in asked if re.search(r"eyJ|trr_|token=", one.url)]
    files = dict(await frame.evaluate(FILES))
    assert sum(size for name, size in files.items() if name.endswith(".js")) < 100_000, files
    hidden = someone.page.frame("hidden")
    assert hidden is not None
    assert sum(size for _, size in await hidden.evaluate(FILES)) < 5_000
    assert there.wrong() == []


async def test_the_session_ends_with_the_panel(there: Panels, plan: Board) -> None:
    await connected(there)
    someone = await there.look()
    panel = await there.open(someone, plan)
    await expect(panel.get_by_text("Signed in as")).to_be_visible()

    async def signed_in() -> bool:
        sessions = (await there.owner.get("/auth/sessions"))["items"]
        return any(one["method"] == "miro" for one in sessions)

    async def signed_out() -> bool:
        return not await signed_in()

    assert await signed_in()
    await someone.page.evaluate("() => document.querySelector('iframe[name=panel]').remove()")
    await eventually(signed_out)


async def test_who_has_an_account_connects_it_and_the_panel_goes_on(
    there: Panels, plan: Board
) -> None:
    await with_cards(there)
    someone = await there.look()
    await someone.context.add_cookies(
        await browser_cookies(there.trivet, there.owner, there.address)
    )
    panel = await there.open(someone, plan)
    async with someone.context.expect_page() as opened:
        await panel.get_by_role("link", name="Connect my account").click()
    page = await opened.value
    await page.get_by_role("link", name="Connect Miro").click()
    await expect(page.get_by_role("heading", name="Connected as Ada")).to_be_visible()
    await page.close()
    await back(someone)
    await expect(panel.get_by_role("region", name="Your cards").get_by_role("link")).to_have_count(
        4
    )
    await expect(panel.get_by_role("region", name="Plan of the rocket")).to_be_visible()


async def test_who_is_new_gets_an_account_and_connects_miro(there: Panels, plan: Board) -> None:
    someone = await there.look()
    panel = await there.open(someone, plan)
    await panel.get_by_role("button", name="I am new here").click()
    await expect(panel.get_by_text(f"Signed in as Miro user {there.ada.id}")).to_be_visible()
    await expect(panel.get_by_text("Nothing waits for you")).to_be_visible()
    async with someone.context.expect_page() as opened:
        await panel.get_by_role("link", name="Connect Miro").click()
    page = await opened.value
    await expect(page.get_by_role("heading", name="Connected as Ada")).to_be_visible()
    await page.close()
    await back(someone)
    await expect(panel.get_by_role("region", name="Plan of the rocket")).to_be_visible()


async def back(someone: Looker) -> None:
    """Return to the board from another tab; a browser without windows does not tell its pages."""
    await frame_of(someone.page).evaluate("() => window.dispatchEvent(new Event('focus'))")


async def test_no_other_site_frames_the_panel_and_miro_frames_no_other_page(
    there: Panels, plan: Board
) -> None:
    someone = await there.look()
    async with miro_web(lambda: "", "") as stranger:
        await someone.page.goto(stranger.board_url(plan.id, there.url))
        await said(someone, "frame-ancestors")
        # What stands there is the browser's own page, or nothing yet.
        assert not someone.page.frames[-1].url.startswith(there.address)
    for path in ("/app/", "/app/whiteboards", "/auth/me"):
        someone.wrong.clear()
        await someone.page.goto(there.web.board_url(plan.id, there.address + path))
        await said(someone, "frame-ancestors 'none'")


async def said(someone: Looker, words: str) -> None:
    """Wait until the browser complains."""
    await eventually(lambda: any(words in one for one in someone.wrong))


async def test_an_sdk_that_does_not_load_is_told_and_tried_again(
    there: Panels, plan: Board
) -> None:
    someone = await there.look()
    there.web.sdk_status = 503
    await someone.page.goto(there.web.board_url(plan.id, f"{there.url}?panel=1"))
    panel = someone.page.frame_locator("iframe[name=hidden]")
    alert = panel.get_by_role("alert").filter(has_text="part of this panel did not load")
    retry = alert.get_by_role("button", name="Try again", include_hidden=True)
    await expect(retry).to_have_count(1)
    there.web.sdk_status = 200
    await retry.dispatch_event("click")
    await expect(panel.get_by_role("button", name="I am new here")).to_have_count(1)


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_the_panel_is_accessible(there: Panels, plan: Board, theme: str) -> None:
    someone = await there.look(
        color_scheme=theme, reduced_motion="reduce", viewport={"width": 320, "height": 720}
    )
    page, found = someone.page, dict[str, list[str]]()
    panel = await there.open(someone, plan)
    await expect(panel.get_by_role("button", name="I am new here")).to_be_visible()
    found["unknown"] = await findings(frame_of(page))
    await connected(there)
    await with_cards(there)
    for token in list(there.miro.world.tokens.values()):
        there.miro.revoke(token)
    await back(someone)
    await expect(panel.get_by_role("link", name="Connect again")).to_be_visible()
    await expect(panel.get_by_role("group", name="Overdue 1")).to_be_visible()
    found["to be connected"] = await findings(frame_of(page))
    await connected(there)
    await back(someone)
    board = panel.get_by_role("region", name="Plan of the rocket")
    await expect(board).to_contain_text("Not read yet")
    found["not read"] = await findings(frame_of(page))
    go_on = held_after_a_page(there)
    await board.get_by_role("button", name="Read now").click()
    await expect(board).to_contain_text("50 of 120 items")
    found["being read"] = await findings(frame_of(page))
    assert await frame_of(page).evaluate("() => document.documentElement.scrollWidth") == 320
    go_on.set()
    await expect(board).to_contain_text("Read just now")
    found["read"] = await findings(frame_of(page))
    there.miro.fault("GET", "*/items*", faults.not_found())
    await board.get_by_role("button", name="Read now").click()
    await expect(board).to_contain_text("The board could not be read")
    found["not to be read"] = await findings(frame_of(page))
    await page.goto(there.url)
    await expect(page.get_by_role("link", name="Whiteboards in Trivet")).to_be_visible()
    found["outside of Miro"] = await findings(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


async def test_where_no_app_is_set_up_the_panel_says_so(
    settings: Settings, fake_miro: MiroServer, browser: Browser
) -> None:
    async with panels(settings, fake_miro, browser, miro_client_secret=None) as there:
        someone = await there.look()
        plan = fake_miro.board("Plan", there.ada, team=fake_miro.team())
        await someone.page.goto(there.web.board_url(plan.id, f"{there.url}?panel=1"))
        panel = someone.page.frame_locator("iframe[name=hidden]")
        heading = panel.get_by_role("heading", include_hidden=True)
        await expect(heading).to_have_text("Nobody has set up Miro here yet")
        assert there.wrong() == []


async def test_who_needs_an_invitation_is_told_so(
    settings: Settings, fake_miro: MiroServer, browser: Browser
) -> None:
    async with panels(settings, fake_miro, browser, sign_up=SignUp.INVITED) as there:
        someone = await there.look()
        plan = fake_miro.board("Plan", there.ada, team=fake_miro.team())
        panel = await there.open(someone, plan)
        await panel.get_by_role("button", name="I am new here").click()
        await expect(panel.get_by_text("Ask somebody who works here to invite you")).to_be_visible()
