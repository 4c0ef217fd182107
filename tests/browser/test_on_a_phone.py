"""What people do on a screen as wide as a phone's."""

from playwright.async_api import expect

from tests.browser.conftest import SignedIn
from tests.support.apps import Person, make_board, make_card

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


async def test_the_menu_of_the_workspace_leads_to_its_members(
    look: SignedIn, owner: Person
) -> None:
    board = await make_board(owner)
    page = (await look(owner, **PHONE)).page
    await page.goto(f"/app/b/{board.id}")
    await page.get_by_role("button", name="workspace Acme").tap()
    await page.get_by_role("menuitem", name="Members").tap()
    await expect(page.get_by_role("heading", name="Members", level=1)).to_be_visible()
    await expect(page.get_by_role("list", name="Members").get_by_role("listitem")).to_have_count(1)
    for name in ("Invite people", "Leave…"):
        await expect(page.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)


async def test_a_secret_that_is_shown_once_stays_until_somebody_is_done(
    look: SignedIn, owner: Person
) -> None:
    page = (await look(owner, **PHONE)).page
    await page.goto("/app/account/tokens")
    await page.get_by_role("button", name="Create a token").first.click()
    await page.get_by_label("Name").fill("Nightly")
    await page.get_by_role("button", name="Create token", exact=True).click()
    dialog = page.get_by_role("dialog", name="Nightly is made")
    await expect(dialog).to_be_visible()
    for _ in range(3):  # browsers end a dialog at the second one, unless they are kept from it
        await page.keyboard.press("Escape")
    await page.mouse.click(5, 5)
    await expect(dialog).to_be_visible()
    await dialog.get_by_role("button", name="Done").click()
    await expect(dialog).not_to_be_visible()


async def test_the_bar_of_columns_names_the_one_that_is_seen(look: SignedIn, owner: Person) -> None:
    board = await make_board(owner)
    await make_card(owner, board, 1, title="Weigh everything")
    page = (await look(owner, viewport={"width": 1100, "height": 800})).page
    await page.goto(f"/app/b/{board.id}")
    # The panel takes room from the columns at the right, and gives it back.
    await page.get_by_text("Weigh everything").click()
    await expect(page.get_by_role("dialog").or_(page.get_by_role("complementary"))).to_be_visible()
    await page.keyboard.press("Escape")
    await page.set_viewport_size({"width": 390, "height": 844})
    bar = page.get_by_role("navigation", name="Columns")
    current = bar.locator("[aria-current]")
    first = bar.get_by_role("button").first
    await expect(current).to_have_count(1)
    assert await current.inner_text() == await first.inner_text()
    await bar.get_by_role("button").nth(1).click()
    await expect(bar.get_by_role("button").nth(1)).to_have_attribute("aria-current", "true")
