"""A Trivet whose people have accounts at a played Miro."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx2
from pydantic import SecretStr

from tests.support.apps import BASE, Json, Person, Trivet, trivet
from tests.support.fake_miro import App, MiroServer, User
from trivet.platform.settings import Settings

CALLBACK = f"{BASE}/oauth/callback"


def with_miro(settings: Settings, miro: MiroServer, app: App, **more: Any) -> Settings:
    """Settings of a Trivet whose Miro that is."""
    return settings.model_copy(
        update={
            "public_url": BASE,
            "miro_url": miro.address,
            "miro_api_url": miro.address,
            "miro_client_id": app.client_id,
            "miro_client_secret": SecretStr(app.client_secret),
            "cors_origins": ("https://client.example",),
            **more,
        }
    )


@dataclass
class Connected:
    """A Trivet, and a Miro.

    Args:
        trivet: the application.
        miro: Miro.
        app: ours, there.
        ada: somebody there.
        owner: the owner of the installation.
    """

    trivet: Trivet
    miro: MiroServer
    app: App
    ada: User
    owner: Person

    def browser(self, person: Person | None = None) -> httpx2.AsyncClient:
        """A browser of its own; signed in as somebody."""
        transport = httpx2.ASGITransport(self.trivet.app, raise_app_exceptions=False)
        browser = httpx2.AsyncClient(transport=transport, base_url=BASE)
        if person is not None:
            browser.cookies.set("trivet_access", person.token, domain="trivet.test")
        return browser

    async def sent(self, browser: httpx2.AsyncClient, **query: str) -> str:
        """Where Miro's page is, for somebody who begins."""
        response = await browser.get("/oauth/login", params=query)
        assert response.status_code == 302, response.text
        return response.headers["location"]

    async def back(self, browser: httpx2.AsyncClient, user: User, **query: str) -> httpx2.Response:
        """Go to Miro, consent, and come back."""
        url = self.miro.consent(await self.sent(browser, **query), user)
        parts = urlsplit(url)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == CALLBACK
        return await browser.get(parts.path, params=dict(parse_qsl(parts.query)))

    async def connect(self, person: Person, user: User) -> Json:
        """Connect an account at Miro to somebody's here; what they have then."""
        async with self.browser(person) as browser:
            response = await self.back(browser, user)
        assert response.headers["location"] == "/app/whiteboards", response.headers
        return await person.get("/auth/miro")


@asynccontextmanager
async def connected(
    settings: Settings, miro: MiroServer, *, expiring: bool = True, **more: Any
) -> AsyncIterator[Connected]:
    """Begin it."""
    app = miro.app(CALLBACK, expiring=expiring)
    async with trivet(with_miro(settings, miro, app, **more)) as started:
        yield Connected(started, miro, app, miro.user("Ada"), await started.owner())
