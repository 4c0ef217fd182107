"""What clients log is found, looked at and narrowed; and this client's own errors are among it."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import SignedIn
from tests.client_logs.logging_clients import entry, log
from tests.support.apps import Person, Trivet, somebody
from trivet.platform.db.database import Dialect

# On what database it stands makes no difference to a page.
pytestmark = pytest.mark.parametrize("dialect", [Dialect.SQLITE], ids=str)


async def test_an_entry_is_found_and_looked_at_without_a_mouse(
    app: Trivet, look: SignedIn, owner: Person
) -> None:
    ada = await somebody(app, "Ada")
    await log(ada, *(entry(f"Drawn {number}", "debug") for number in range(60)))
    await log(
        owner,
        entry("Broke\n<b>here</b>", context={"request_id": "req-1", "html": "<i>x</i>"}),
        entry("Slow", "warning"),
    )
    page = (await look(owner)).page
    await page.goto("/app/settings")
    await page.get_by_role("link", name="Client logs").focus()
    await page.keyboard.press("Enter")
    rows = page.get_by_role("list", name="Entries").get_by_role("listitem")
    await expect(rows).to_have_count(50)
    await page.get_by_role("button", name="Show more").click()
    await expect(rows).to_have_count(62)

    await page.get_by_role("searchbox").fill("BROKE")
    await expect(rows).to_have_count(1)
    await rows.get_by_role("button", name="Broke").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Message", exact=True)).to_have_text("Broke\n<b>here</b>")
    await expect(page.get_by_label("Context", exact=True)).to_contain_text('"html": "<i>x</i>"')

    await page.get_by_role("searchbox").fill("")
    await page.get_by_role("button", name="Warnings and worse").click()
    await expect(rows).to_have_count(2)
    await rows.filter(has_text="Broke").get_by_role("button").click()
    await page.get_by_role("button", name="Only this request").click()
    await expect(rows).to_have_count(1)
    await expect(page).to_have_url(re.compile(r"\?level=warning&request=req-1$"))
    await page.reload()  # the choice stands in the address
    await expect(rows).to_have_count(1)
    await page.get_by_role("button", name="Only of request").click()
    await expect(page.get_by_role("heading", name="Client logs")).to_be_focused()
    await expect(rows).to_have_count(2)


async def test_an_error_of_this_client_is_told(look: SignedIn, owner: Person) -> None:
    someone = await look(owner)
    page = someone.page
    await page.goto("/app/settings")
    await expect(page.get_by_role("heading", name="Settings")).to_be_visible()
    async with page.expect_response("**/api/logs") as sent:
        await page.evaluate("() => void Promise.reject(new Error('Nobody waited'))")
    assert (await sent.value).status == 202
    await page.goto("/app/client-logs")
    row = page.get_by_role("listitem").filter(has_text="Nobody waited")
    await expect(row).to_contain_text("Error")
    assert all("Nobody waited" in each for each in someone.wrong)
    someone.wrong.clear()
