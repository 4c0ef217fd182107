"""The web application: routers, middleware, error handlers, the client's files. Nothing else."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Protocol

from fastapi import FastAPI
from starlette.middleware import Middleware

from trivet import __version__
from trivet.auth import address_routes, email_routes, github_routes, session_routes
from trivet.auth import routes as auth
from trivet.auth.callers import Callers
from trivet.auth.counted import who_is_counted
from trivet.auth.known import known_by
from trivet.boards import routes as boards
from trivet.cards import bulk_routes, detail_routes, place_routes, quick_requests
from trivet.cards import routes as cards
from trivet.client_logs import routes as client_logs
from trivet.diagnostics import health, metrics_routes, tasks_routes
from trivet.flows import board_copy_routes
from trivet.flows import routes as flows
from trivet.github import (
    branch_routes,
    delivery_routes,
    places_routes,
    pull_request_routes,
    repository_routes,
    start_routes,
    status_routes,
    sync_routes,
)
from trivet.github import routes as github
from trivet.legacy.middleware import LegacyMiddleware
from trivet.legacy.proxy import LegacyProxy
from trivet.legacy.routes import LegacyRoutes
from trivet.miro import event_routes as miro_event_routes
from trivet.miro import job_routes, panel_page, shape_routes, whiteboard_routes
from trivet.miro import routes as miro
from trivet.miro.callers import BRIDGE, USER_ID_HEADER
from trivet.platform.keys import Keys
from trivet.platform.ratelimit.port import RateLimiter
from trivet.platform.route_patterns import RoutePattern
from trivet.platform.settings import Settings
from trivet.platform.web.client_files import INDEX, ClientFiles
from trivet.platform.web.error_handler import ErrorHandler, install
from trivet.platform.web.express import Express
from trivet.platform.web.openapi import DescribedApp
from trivet.platform.web.stack import middleware
from trivet.platform.web.traffic import Traffic
from trivet.realtime import openapi as realtime_openapi
from trivet.realtime import routes as realtime
from trivet.traffic import CLASSES, OPEN, rates_of
from trivet.views import account_routes as views_account_routes
from trivet.views import activity_routes, bin_routes, search_routes
from trivet.views import openapi as views_openapi
from trivet.views import routes as views
from trivet.workspaces import account_routes, audit_routes
from trivet.workspaces import invitation_routes as invitations
from trivet.workspaces import routes as workspaces

CLIENT = Path(__file__).parent / "client"
UNBUILT = Path(__file__).parent / "unbuilt"

# Each is an attribute of the runtime, and of `app.state` under the same name.
STATE = (
    "settings",
    "units",
    "callers",
    "keys",
    "live",
    "writer",
    "quick",
    "search_index",
    "access",
    "elsewhere",
    "doorkeeper",
    "github_oauth",
    "github_tokens",
    "github",
    "github_app",
    "miro",
    "reachable",
    "welcome",
    "limiter",
    "redis_answers",
    "github_answers",
    "miro_answers",
    "observing",
    "sockets",
    "tasks",
    "stamp",
    "settle",
    "identify",
    "running_keys",
)
BODIES = {"/webhooks/github": 25 * 1024 * 1024}
"""Larger than other bodies may be: GitHub caps its payloads there."""
PUBLIC = (
    *("/healthz", "/readyz", "/metrics", "/webhooks/github"),
    *("/auth/local", "/auth/refresh", "/auth/methods"),
    *("/auth/github/login", "/auth/github/callback"),
    *("/auth/email", "/auth/email/callback"),
    "/invitations/preview",
    *("/oauth/login", "/oauth/callback", "/auth/miro/session"),
    *("/api/webhook", "/api/webhook/{secret}"),
)


class Runtime(Protocol):
    """What bootstrap built: all of `STATE`, and the switch that turns it on and off."""

    @property
    def settings(self) -> Settings: ...

    @property
    def legacy(self) -> LegacyProxy | None: ...

    @property
    def callers(self) -> Callers: ...

    @property
    def keys(self) -> Keys: ...

    @property
    def traffic_limiter(self) -> RateLimiter: ...

    async def start(self) -> None:
        """Begin to work, before the first request."""

    async def stop(self) -> None:
        """Finish what is under way, after the last request."""


def create_app(runtime: Runtime) -> FastAPI:
    """The application that serves what `runtime` holds."""
    handler = ErrorHandler()
    app = DescribedApp(
        title="Trivet",
        summary="Move a card, ship the code.",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        # Its own spans and counts: ours (`platform/telemetry`) are the ones that there are, and to find out with
        # each request that nobody wants its own costs 10 µs.
        telemetry={"tracing": False, "metrics": False, "logs": False},
        lifespan=_lifespan(runtime),
        middleware=middleware(
            runtime.settings,
            handler,
            BODIES,
            inside=_legacy(runtime, handler),
            open_paths=OPEN,
            traffic=_traffic(runtime),
            express=Express(
                routes=[views.express, *quick_requests.routes],
                known=known_by(runtime.callers, runtime.keys),
            ),
        ),
        public=PUBLIC,
        unguarded=OPEN,
        describers=(views_openapi.describe, realtime_openapi.describe),
    )
    install(app, handler)
    app.state.runtime = runtime
    for name in STATE:
        setattr(app.state, name, getattr(runtime, name))
    _route(app)
    return app


def _legacy(runtime: Runtime, handler: ErrorHandler) -> list[Middleware]:
    """What takes out requests for the legacy service; nothing where there is none."""
    if runtime.legacy is None:
        return []
    settings = runtime.settings
    return [
        Middleware(
            LegacyMiddleware,
            routes=LegacyRoutes(map(RoutePattern.read, settings.legacy_routes)),
            proxy=runtime.legacy,
            max_bytes=settings.legacy_max_body_bytes,
            handler=handler,
        )
    ]


def _traffic(runtime: Runtime) -> Traffic | None:
    settings = runtime.settings
    if not settings.rate_limits:
        return None
    rates = rates_of(settings)
    header = USER_ID_HEADER.lower().encode() if settings.miro_trust_user_header else None
    return Traffic(
        limiter=runtime.traffic_limiter,
        who=who_is_counted(runtime.callers, header, BRIDGE),
        classes=CLASSES,
        rates=rates,
        by_address=rates["address"],
    )


def _lifespan(runtime: Runtime) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await runtime.start()
        try:
            yield
        finally:
            await runtime.stop()

    return lifespan


def _route(app: FastAPI) -> None:
    # Routes are tried in turn, up to 2 µs each: those that are asked most often stand first, and the sockets, all
    # of which come at once when a server was started anew.
    app.router.routes[:0] = [*views.routes, *realtime.routes]
    # They are taken over as their modules made them: including a router would have each of its routes
    # looked through once more, at the first request that comes by.
    for router in (
        *(cards, boards, views, search_routes, flows, github),
        *(branch_routes, delivery_routes, places_routes, pull_request_routes),
        *(repository_routes, start_routes, status_routes, sync_routes),
        *(miro, shape_routes, whiteboard_routes, job_routes, miro_event_routes),
        *(workspaces, audit_routes, invitations),
        *(auth, session_routes, email_routes, github_routes, address_routes),
        *(account_routes, views_account_routes),
        *(bulk_routes, detail_routes, place_routes, activity_routes, bin_routes, board_copy_routes),
        *(tasks_routes, client_logs, health, metrics_routes),
    ):
        app.router.routes.extend(router.router.routes)
    built = (CLIENT / INDEX).is_file()
    files = ClientFiles(CLIENT if built else UNBUILT)
    # Without a panel, the page that says how to build one.
    page = files.take(panel_page.PAGE) or (UNBUILT / INDEX).read_text()
    app.router.routes.extend(panel_page.panel_routes(page, app.state.settings))
    app.router.routes.extend(files.routes())
