"""A Trivet whose panel stands in a board of a played Miro, in a real browser."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, FrameLocator, Page
from pydantic import SecretStr

from tests.browser.conftest import browser_cookies, served_at
from tests.support.apps import Person, Trivet, trivet
from tests.support.browser import Looker, looker
from tests.support.fake_miro import App, Board, MiroServer, User
from tests.support.fake_miro.web import MiroWeb, miro_web
from tests.support.playing.serving import address_of, listening
from trivet.platform.settings import Settings


@dataclass
class Panels:
    """A Trivet and a Miro.

    Args:
        trivet: the application.
        address: where it is reached.
        miro: Miro's REST API, and its tokens.
        web: Miro's web.
        app: ours, there.
        ada: who sits before the browser there.
        owner: the owner of the installation, who is nobody there yet.
    """

    trivet: Trivet
    address: str
    miro: MiroServer
    web: MiroWeb
    app: App
    ada: User
    owner: Person
    _browsers: AsyncExitStack
    _browser: Browser
    _opened: list[Looker] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The App URL of the app at Miro."""
        return f"{self.address}/miro/panel"

    async def look(self, **options: Any) -> Looker:
        """Somebody with a browser of their own, not signed in to Trivet."""
        options = {"viewport": {"width": 900, "height": 800}, **options}
        someone = await self._browsers.enter_async_context(
            looker(self._browser, self.address, **options)
        )
        self._opened.append(someone)
        return someone

    @asynccontextmanager
    async def other(self, person: Person) -> AsyncIterator[Page]:
        """A page in another browser, where somebody is signed in to Trivet."""
        async with looker(self._browser, self.address) as someone:
            found = await browser_cookies(self.trivet, person, self.address)
            await someone.context.add_cookies(found)
            yield someone.page

    async def open(self, someone: Looker, board: Board) -> FrameLocator:
        """Open a board in Miro, and the panel in it."""
        page = someone.page
        async with page.expect_event(
            "framenavigated", lambda frame: frame.url == self.url and frame.name == "hidden"
        ):
            await page.goto(self.web.board_url(board.id, self.url))
        hidden = page.frame("hidden")
        assert hidden is not None
        # As soon as it hears the click.
        await hidden.wait_for_function("() => window.miro?.board.ui.heard('icon:click')")
        await page.locator("#icon").click()
        return page.frame_locator("iframe[name=panel]")

    def wrong(self) -> list[str]:
        """What the consoles called errors."""
        return [wrong for someone in self._opened for wrong in someone.wrong]


@asynccontextmanager
async def panels(
    settings: Settings, miro: MiroServer, browser: Browser, **more: Any
) -> AsyncIterator[Panels]:
    """Begin it.

    Args:
        more: settings of the Trivet.
    """
    async with AsyncExitStack() as stack:
        listener = await stack.enter_async_context(listening())
        address = address_of(listener)
        app, ada = miro.app(f"{address}/oauth/callback"), miro.user("Ada")
        miro.sits_here(ada)
        web = await stack.enter_async_context(
            miro_web(lambda: miro.id_token(ada, app), miro.authorize_url)
        )
        update = {
            "public_url": address,
            "miro_url": web.address,
            "miro_api_url": miro.address,
            "miro_client_id": app.client_id,
            "miro_client_secret": SecretStr(app.client_secret),
            **more,
        }
        started = await stack.enter_async_context(trivet(settings.model_copy(update=update)))
        await stack.enter_async_context(served_at(started, listener))
        owner = await started.owner()
        browsers = await stack.enter_async_context(AsyncExitStack())
        yield Panels(started, address, miro, web, app, ada, owner, browsers, browser)
