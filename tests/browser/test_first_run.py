"""From the printed link to a board with cards, as somebody does who just installed Trivet."""

from pathlib import Path

from playwright.async_api import Browser, expect

from tests.support.browser import looker
from tests.support.commands import serving
from trivet.platform.settings import Settings


async def test_from_the_link_to_a_board_with_cards(browser: Browser, tmp_path: Path) -> None:
    async with (
        serving(Settings(data_dir=tmp_path)) as served,
        looker(browser, served.address) as someone,
    ):
        page = someone.page
        await page.goto(served.link)
        await page.get_by_label("Workspace").fill("Acme")
        await page.get_by_label("Board", exact=True).fill("Rockets")
        await page.get_by_role("button", name="Create the board").click()
        await page.wait_for_url("**/app/b/*")
        assert "#" not in page.url
        for name in ("Backlog", "To do", "In progress", "Review", "Done"):
            await expect(page.get_by_role("region", name=name, exact=True)).to_be_visible()

        backlog = page.get_by_role("region", name="Backlog", exact=True)
        await backlog.get_by_role("button", name="Add card").click()
        for title in ("Count down", "Lift off"):
            await page.keyboard.type(title)
            await page.keyboard.press("Enter")
        await expect(backlog.locator("[data-card]")).to_have_count(2)
        await expect(backlog).to_contain_text("-2")
        await page.reload()
        await expect(backlog).to_contain_text("Count down")
        await expect(backlog).to_contain_text("Lift off")

        await page.goto("/app/")
        await expect(page.get_by_role("link", name="Rockets").first).to_be_visible()
        assert someone.wrong == []


async def test_a_link_that_was_used_says_how_to_get_another(
    browser: Browser, tmp_path: Path
) -> None:
    async with serving(Settings(data_dir=tmp_path)) as served:
        async with looker(browser, served.address) as first:
            await first.page.goto(served.link)
            await expect(first.page.get_by_label("Workspace")).to_be_visible()
        async with looker(browser, served.address) as second:
            await second.page.goto(served.link)
            await expect(second.page.get_by_role("heading", level=1)).to_contain_text(
                "does not work any more"
            )
            await expect(second.page.get_by_text("trivet sign-in-link")).to_be_visible()
