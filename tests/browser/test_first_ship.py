"""The main job, as a new user sees it: merged on GitHub, moved on a board that somebody watches."""

import re

from playwright.async_api import Browser, Locator, Page, expect

from tests.support.browser import looker
from tests.support.commands import serving
from tests.support.github import GitHub
from trivet.platform.db.database import Dialect
from trivet.platform.settings import Settings

REVIEWS = (("REQUEST_CHANGES", "changes requested"), ("APPROVE", "(approved|ready to merge)"))
"""What reviewers say, one after the other, and what the card says then."""


async def test_a_merged_pull_request_moves_its_card_before_one_s_eyes(
    browser: Browser, settings: Settings, dialect: Dialect, github_emulator: GitHub
) -> None:
    github = github_emulator
    repository = await github.repository(f"first-ship-{dialect}")
    async with serving(settings) as served, looker(browser, served.address) as someone:
        page = someone.page
        await page.goto(served.link)
        await page.get_by_label("Workspace").fill("Acme")
        await page.get_by_label("Board", exact=True).fill("Engine")
        await page.get_by_role("button", name="Create the board").click()
        await page.wait_for_url("**/app/b/*")
        board = page.url
        backlog = page.get_by_role("region", name="Backlog", exact=True)
        await backlog.get_by_role("button", name="Add card").click()
        await page.keyboard.type("Lift off")
        await page.keyboard.press("Enter")
        await page.keyboard.press("Escape")
        card = page.locator("[data-card]", has_text="Lift off")
        await expect(card).to_contain_text(re.compile(r"[A-Z]+-1"))
        key = re.search(r"[A-Z]+-1", await card.inner_text())
        assert key is not None

        url, secret = await connected(page, repository)
        hook = await github.hook(
            repository, url, secret, ["pull_request", "pull_request_review", "create"]
        )
        assert hook
        steps = page.get_by_role("region", name=f"Set up the webhook of {repository}")
        await expect(steps.get_by_role("status")).to_contain_text("Connected")

        await page.goto(board)
        await page.get_by_role("img", name="Live", exact=True).wait_for()
        branch = f"feature/{key[0]}-lift-off"
        await github.branch(repository, branch)
        await expect(shown_in(page, "In progress")).to_contain_text("Lift off")
        await github.commit(repository, branch, "engine.txt", "on\n")
        number = await github.pull_request(repository, branch, "Lift off")
        await expect(shown_in(page, "Review")).to_contain_text(f"#{number}")
        for event, words in REVIEWS:
            await github.review(repository, number, event, "Mind the fuel.")
            told = re.compile(rf"Pull request #{number}: {words}")
            await expect(shown_in(page, "Review")).to_contain_text(told)
        await github.merge(repository, number)
        await expect(shown_in(page, "Done")).to_contain_text(f"#{number}")
        await expect(shown_in(page, "Done")).to_contain_text(f"Pull request #{number}: merged")

        await card.get_by_role("link").first.click()
        panel = page.get_by_role("complementary", name=f"Card {key[0]}")
        shown = panel.get_by_role("region", name="Branch")
        await expect(shown.get_by_role("listitem").first).to_contain_text("Merged")
        link = shown.get_by_role("link", name=f"{repository}#{number}")
        assert await link.get_attribute("href") == f"{github.address}/{repository}/pull/{number}"
        story = panel.get_by_role("region", name="Activity")
        await expect(story).to_contain_text(f"Changes were requested for {repository}#{number}")
        await story.get_by_role("button", name="Show older").click()
        for words in (f"{repository}#{number} was merged", f"branch {branch} was created"):
            await expect(story).to_contain_text(words)
        assert someone.wrong == []


async def connected(page: Page, repository: str) -> tuple[str, str]:
    """Connect a repository by hand; the address and the secret that the page shows for GitHub."""
    await page.get_by_role("button", name="Board menu").click()
    await page.get_by_role("menuitem", name="Repositories").click()
    await page.get_by_role("button", name="Connect repositories").first.click()
    dialog = page.get_by_role("dialog", name="Connect repositories")
    await dialog.get_by_role("tab", name="By hand").click()
    await dialog.get_by_role("textbox", name="Repository").fill(f"https://github.com/{repository}")
    secret = await dialog.get_by_role("textbox", name="Secret").input_value()
    await dialog.get_by_role("button", name="Connect", exact=True).click()
    steps = page.get_by_role("region", name=f"Set up the webhook of {repository}")
    await expect(steps.get_by_role("status")).to_contain_text("Waiting")
    url = re.search(r"http://\S+/webhooks/github", await steps.inner_text())
    assert url is not None
    return url[0], secret


def shown_in(page: Page, column: str) -> Locator:
    return page.get_by_role("region", name=column, exact=True).locator("[data-card]")
