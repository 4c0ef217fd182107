"""A team comes together: signed in by GitHub, invited by mail, and out at once when removed."""

import re

from playwright.async_api import Browser, Page, WebSocket, expect

from tests.browser.test_sign_in import sign_in, with_github
from tests.support.browser import looker
from tests.support.commands import serving
from tests.support.github import SECOND, SECOND_EMAIL, USER, GitHub
from tests.support.mail import mail_server
from trivet.platform.settings import Settings


async def test_invited_by_mail_and_refused_after_removal(
    browser: Browser, settings: Settings, github_emulator: GitHub
) -> None:
    async with (
        mail_server() as mail,
        serving(mail.settings(with_github(settings, github_emulator))) as served,
        looker(browser, served.address) as owner,
        looker(browser, served.address) as invited,
    ):
        page = owner.page
        await page.goto("/app/")
        await sign_in(owner, USER)
        await page.get_by_label("Workspace").fill("Acme")
        await page.get_by_label("Board", exact=True).fill("Engine")
        await page.get_by_role("button", name="Create the board").click()
        await page.wait_for_url("**/app/b/*")
        board = page.url

        await invite(page, await workspace_of(page))
        (letter,) = await mail.until(1)
        assert letter.recipients == [SECOND_EMAIL]

        other = invited.page
        closed: list[WebSocket] = []
        other.on("websocket", lambda socket: socket.on("close", lambda it: closed.append(it)))
        await other.goto(letter.link)
        await expect(other.get_by_role("heading", level=1)).to_contain_text("Acme")
        assert letter.link.partition("#")[2] not in other.url
        await other.get_by_role("link", name=re.compile("Sign in|GitHub")).first.click()
        await sign_in(invited, SECOND)
        await other.get_by_role("button", name="Accept").click()
        await other.wait_for_url(board)  # the only one there is
        await other.get_by_role("img", name="Live", exact=True).wait_for()

        await remove(page, "Mona")
        await expect(other.get_by_text("You have no access to this board")).to_be_visible()
        assert closed
        await other.reload()
        await expect(other.get_by_text("Engine")).to_have_count(0)


async def workspace_of(page: Page) -> str:
    found = await page.evaluate("fetch('/workspaces').then(r => r.json())")
    return str(found["items"][0]["id"])


async def invite(page: Page, workspace: str) -> None:
    await page.goto(f"/app/w/{workspace}/members")
    await page.get_by_role("button", name="Invite").first.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("textbox").first.fill(SECOND_EMAIL)
    await page.keyboard.press("Enter")
    await dialog.get_by_role("button", name=re.compile("^(Invite|Send)")).click()
    await expect(page.get_by_text(SECOND_EMAIL).first).to_be_visible()


async def remove(page: Page, name: str) -> None:
    await page.reload()
    row = page.get_by_role("listitem").filter(has_text=name)
    await row.get_by_role("button", name=f"More for {name}").click()
    await page.get_by_role("menuitem", name="Remove…").click()
    dialog = page.get_by_role("alertdialog").or_(page.get_by_role("dialog"))
    await dialog.get_by_role("button", name="Remove").click()
