"""Signing in with GitHub, by its own pages."""

from playwright.async_api import Browser, expect
from pydantic import SecretStr

from tests.support.browser import Looker, looker
from tests.support.commands import serving
from tests.support.github import GitHub
from tests.support.mail import mail_server
from trivet.platform.settings import Settings


def with_github(settings: Settings, github: GitHub) -> Settings:
    """Settings of a Trivet in which people sign in at that GitHub."""
    more = {
        "github_url": github.address,
        "github_api_url": github.address,
        "github_client_id": "trivet",
        "github_client_secret": SecretStr("secret-of-the-app"),
    }
    return settings.model_copy(update=more)


async def sign_in(someone: Looker, login: str) -> None:
    """From the sign-in page to GitHub's, and back."""
    page = someone.page
    await page.get_by_role("link", name="Continue with GitHub").click()
    await page.get_by_role("button", name=login).click()


async def test_a_person_signs_in_on_githubs_pages(
    browser: Browser, settings: Settings, github_emulator: GitHub
) -> None:
    settings = with_github(settings, github_emulator)
    async with serving(settings) as served, looker(browser, served.address) as someone:
        page = someone.page
        await page.goto("/app/")
        await expect(page.get_by_role("link", name="Continue with GitHub")).to_be_visible()
        await sign_in(someone, "octocat")
        await expect(page.get_by_label("Workspace")).to_be_visible()
        assert "code=" not in page.url
        me = await page.evaluate("fetch('/auth/me').then(r => r.json())")
        assert (me["name"], me["instance_admin"]) == ("The Octocat", True)
        # What a used link would do: it says so, and offers the way.
        await page.goto("/app/sign-in/github#code=used&state=unknown")
        await expect(
            page.get_by_text("Sign in again, in the browser where you begin")
        ).to_be_visible()
        await page.goto("about:blank")
        await page.goto("/app/sign-in/github#error=access_denied&state=unknown")
        await expect(page.get_by_text("Access was declined on GitHub")).to_be_visible()
        # The browser itself notes each refused request.
        assert all("/auth/github/callback" in text or "401" in text for text in someone.wrong)


async def test_a_person_signs_in_by_a_link_in_a_mail(browser: Browser, settings: Settings) -> None:
    async with (
        mail_server() as mail,
        serving(mail.settings(settings)) as served,
        looker(browser, served.address) as someone,
        looker(browser, served.address) as thief,
    ):
        page = someone.page
        await page.goto("/app/")
        await page.get_by_label("E-mail").fill("ada@example.com")
        await page.get_by_role("button", name="Email me a link").click()
        await expect(page.get_by_text("Look into your mail")).to_be_visible()
        (letter,) = await mail.until(1)
        await thief.page.goto(letter.link)  # whoever else reads the mail
        await expect(thief.page.get_by_text("in another browser")).to_be_visible()
        await page.goto(letter.link)
        await expect(page.get_by_label("Workspace")).to_be_visible()
        me = await page.evaluate("fetch('/auth/me').then(r => r.json())")
        assert me["email"] == "ada@example.com"
