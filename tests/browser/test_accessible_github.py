"""axe finds nothing on what is about GitHub, on a desk and on a phone."""

from typing import Any

import pytest
from playwright.async_api import expect
from pydantic import SecretStr

from tests.browser.conftest import SignedIn
from tests.browser.test_accessible import findings
from tests.factories.github_accounts import give_github_account
from tests.github.hooks import kanban
from tests.support.apps import Person, Trivet, make_card
from tests.support.databases import Place
from tests.support.fake_github import GitHubServer
from trivet.platform.db.database import Dialect
from trivet.platform.settings import Settings

pytestmark = pytest.mark.parametrize("dialect", [Dialect.SQLITE], ids=str)


@pytest.fixture
def settings(place: Place, fake_github: GitHubServer) -> Settings:
    more = {
        "github_api_url": fake_github.address,
        "github_client_id": "client",
        "github_client_secret": SecretStr("secret"),
        "github_poll_s": 1,
    }
    return place.settings().model_copy(update=more)


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 390)])
async def test_what_is_about_github_is_accessible(
    app: Trivet,
    look: SignedIn,
    owner: Person,
    fake_github: GitHubServer,
    theme: str,
    width: int,
) -> None:
    ada = fake_github.user("ada")
    rocket = fake_github.repo("acme/rocket", admin=[ada])
    old = fake_github.repo("acme/old", admin=[ada])
    fake_github.archive(old)
    fake_github.repo("acme/read-only", pull=[ada])
    fake_github.branch(rocket, "taken")
    fake_github.commit(rocket, "taken")
    workspace = (await owner.post("/workspaces", {"name": "Acme"}))["id"]
    board = await kanban(owner, workspace)
    card = await make_card(owner, board, title="Lift off")
    options: dict[str, Any] = {
        "color_scheme": theme,
        "viewport": {"width": width, "height": 900},
        "reduced_motion": "reduce",
    }
    page = (await look(owner, **options)).page
    dialog = page.get_by_role("dialog")
    found: dict[str, list[str]] = {}

    await page.goto(f"/app/b/{board.id}/c/{card['key']}")
    await page.get_by_role("button", name="Create branch").click()
    await expect(dialog).to_contain_text("No repository is connected")
    found["no repository"] = await findings(page)
    await page.goto(f"/app/w/{workspace}/repositories")
    await page.get_by_role("button", name="Connect repositories").click()
    await expect(dialog.get_by_role("link", name="Connect GitHub")).to_be_visible()
    found["no account"] = await findings(page)
    await dialog.get_by_role("tab", name="By hand").click()
    await expect(dialog.get_by_label("Secret")).to_be_visible()
    found["by hand"] = await findings(page)

    await give_github_account(app.runtime, owner.id, "ada", fake_github.token(ada))
    await page.reload()
    await page.get_by_role("button", name="Connect repositories").click()
    for name in ("acme/rocket", "acme/old"):
        await dialog.get_by_role("checkbox", name=name).check()
    found["reachable"] = await findings(page)
    await dialog.get_by_role("button", name="Connect 2 repositories").click()
    await expect(dialog.get_by_role("button", name="Done")).to_be_enabled()
    found["connecting"] = await findings(page)
    await dialog.get_by_role("button", name="Done").click()
    await expect(page.get_by_text("Polled").first).to_be_visible()
    fake_github.delete_repo(old)
    await page.get_by_role("button", name="More for acme/old").click()
    await page.get_by_role("menuitem", name="Check now").click()
    await expect(page.get_by_text("Needs care")).to_be_visible()
    found["repositories"] = await findings(page)

    await page.goto(f"/app/b/{board.id}/c/{card['key']}")
    await page.get_by_role("button", name="Create branch").click()
    await dialog.get_by_role("button", name="Repository:").click()
    await page.get_by_role("option", name="acme/rocket").click()
    await dialog.get_by_role("button", name="From: main").click()
    await expect(page.get_by_role("option", name="main")).to_be_visible()
    found["branches"] = await findings(page)
    await page.keyboard.press("Escape")
    await dialog.get_by_role("textbox", name="Branch name").fill("taken")
    await dialog.get_by_role("button", name="Create branch").click()
    await expect(dialog.get_by_role("button", name="Use taken-2")).to_be_visible()
    found["taken"] = await findings(page)
    await dialog.get_by_role("button", name="Cancel").click()
    await expect(page.get_by_role("button", name="Try again…")).to_be_visible()
    found["failed"] = await findings(page)

    await page.goto(f"/app/b/{board.id}")
    await page.get_by_role("button", name="Board menu").click()
    await page.get_by_role("menuitem", name="Branches").click()
    await expect(dialog.get_by_text("turtle")).to_be_visible()
    found["branching"] = await findings(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
