"""From a card to its branch: signed in on GitHub's pages, a repository picked, a branch made."""

import re

from playwright.async_api import Browser, Page, expect

from tests.browser.test_sign_in import sign_in, with_github
from tests.support.browser import looker
from tests.support.commands import serving
from tests.support.github import USER, GitHub
from trivet.platform.db.database import Dialect
from trivet.platform.settings import Settings


async def test_a_branch_is_made_from_its_card(
    browser: Browser, settings: Settings, dialect: Dialect, github_emulator: GitHub
) -> None:
    github = github_emulator
    repository = await github.repository(f"from-card-{dialect}", own=True)
    # No webhook reaches this machine: it is looked at.
    settings = with_github(settings, github).model_copy(update={"github_poll_s": 1})
    async with serving(settings) as served, looker(browser, served.address) as someone:
        page = someone.page
        await page.goto("/app/")
        await sign_in(someone, USER)
        await page.get_by_label("Workspace").fill("Acme")
        await page.get_by_label("Board", exact=True).fill("Engine")
        await page.get_by_role("button", name="Create the board").click()
        await page.wait_for_url("**/app/b/*")
        board = page.url
        await add_card(page, "Größe prüfen")

        await pick(page, repository)
        row = page.get_by_role("list", name="Repositories").get_by_role("listitem")
        await expect(row).to_contain_text("Polled")
        await expect(row).to_contain_text("synced")

        await page.goto(board)
        card = page.locator("[data-card]", has_text="Größe prüfen")
        key = re.search(r"[A-Z]+-1", await card.inner_text())
        assert key is not None
        name = f"feature/{key[0]}-grosse-prufen"
        await card.get_by_role("link").first.focus()
        await page.keyboard.press("b")
        dialog = page.get_by_role("dialog", name=f"Create a branch for {key[0]}")
        await expect(dialog.get_by_role("textbox", name="Branch name")).to_have_value(name)
        await dialog.get_by_role("button", name="From: main").click()
        await expect(page.get_by_role("option", name="main")).to_be_visible()
        await page.keyboard.press("Escape")
        await dialog.get_by_role("button", name="Create branch").click()

        notice = page.get_by_role("region", name="Notices")
        await expect(notice).to_contain_text(f"{name} in {repository}")
        await expect(dialog).to_have_count(0)
        assert await github.head(repository, name) == await github.head(repository, "main")
        started = page.get_by_role("region", name="In progress", exact=True)
        await expect(started.locator("[data-card]")).to_contain_text("Größe prüfen")
        await page.reload()
        await card.get_by_role("link").first.click()
        panel = page.get_by_role("complementary", name=f"Card {key[0]}")
        shown = panel.get_by_role("region", name="Branch")
        await expect(shown.get_by_role("listitem")).to_contain_text(name)
        story = panel.get_by_role("region", name="Activity")
        # By whoever told of it first: it may be seen on GitHub before the answer to our request is written down.
        said = rf"(The Octocat created the branch|Branch) {name}"
        await expect(story).to_contain_text(re.compile(said))

        # Somebody else was quicker with a name.
        await github.branch(repository, "mine")
        await github.commit(repository, "mine", "mine.txt", "theirs\n")
        await page.keyboard.press("b")
        await dialog.get_by_role("textbox", name="Branch name").fill("mine")
        await page.keyboard.press("Enter")
        await dialog.get_by_role("button", name="Use mine-2").click()
        await expect(notice).to_contain_text(f"mine-2 in {repository}")
        await expect(shown.get_by_role("listitem")).to_have_count(2)
        assert await github.head(repository, "mine-2") == await github.head(repository, "main")
        assert someone.wrong == []


async def add_card(page: Page, title: str) -> None:
    """A card in the backlog of the board that is shown."""
    backlog = page.get_by_role("region", name="Backlog", exact=True)
    await backlog.get_by_role("button", name="Add card").click()
    await page.keyboard.type(title)
    await page.keyboard.press("Enter")
    await page.keyboard.press("Escape")
    card = page.locator("[data-card]", has_text=title)
    await expect(card).to_contain_text(re.compile(r"[A-Z]+-\d+"))


async def pick(page: Page, repository: str) -> None:
    """From a board to its repositories, and there connect one of those that one reaches."""
    await page.get_by_role("button", name="Board menu").click()
    await page.get_by_role("menuitem", name="Repositories").click()
    await page.get_by_role("button", name="Connect repositories").click()
    dialog = page.get_by_role("dialog", name="Connect repositories")
    await dialog.get_by_label("Search your repositories").fill(repository)
    await dialog.get_by_role("checkbox", name=repository).check()
    await dialog.get_by_role("button", name="Connect", exact=True).click()
    results = dialog.get_by_role("list", name="Repositories to connect")
    await expect(results).to_contain_text("Connected")
    await dialog.get_by_role("button", name="Done").click()
