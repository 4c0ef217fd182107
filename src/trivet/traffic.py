"""Which limit each route has.

What is not named here is read or written, by its method. A test holds the names against the routes that there
are.
"""

from collections.abc import Mapping, Sequence

from trivet.platform.rates import Rate, rates_in
from trivet.platform.settings import Settings
from trivet.platform.web.traffic import (
    HEAVY,
    LOGS,
    READ,
    SIGN_IN,
    VENDOR,
    WEBHOOKS,
    RouteClasses,
    Template,
    TrafficClass,
)

OPEN = ("/healthz", "/readyz", "/metrics")
"""Asked by whoever watches us, from wherever they are; they cost nothing, and a refusal would look like an end."""

NAMED: Mapping[TrafficClass | None, Sequence[Template]] = {
    # Files from memory, of which a page asks for dozens at once.
    None: (("GET", "/"), ("GET", "/app"), ("GET", "/app/{path:path}"), ("GET", "/miro/panel")),
    # They look at many rows, or write many.
    HEAVY: (
        ("GET", "/search"),
        ("GET", "/auth/me/export"),
        ("DELETE", "/auth/me"),
        ("POST", "/cards/bulk-update"),
        ("POST", "/boards/{board_id}/copy"),
        ("POST", "/boards/{board_id}/rules/dry-run"),
        ("GET", "/workspaces/{workspace_id}/audit"),
        ("GET", "/logs"),
    ),
    # Whoever is not signed in yet; most of them have finer limits besides (`auth/limits`).
    SIGN_IN: (
        ("POST", "/auth/local"),
        ("POST", "/auth/refresh"),
        ("POST", "/auth/email"),
        ("POST", "/auth/email/callback"),
        ("GET", "/auth/github/login"),
        ("GET", "/auth/github/callback"),
        ("POST", "/auth/github/callback"),
        ("GET", "/oauth/login"),
        ("GET", "/oauth/callback"),
        ("POST", "/auth/miro/session"),
        ("POST", "/invitations/preview"),
        ("POST", "/invitations/{token}/accept"),
        ("POST", "/auth/me/addresses/confirm"),
    ),
    # What asks GitHub or Miro, or has them asked; these have limits of their own, which all share.
    VENDOR: (
        ("GET", "/github/repositories"),
        ("POST", "/workspaces/{workspace_id}/repositories"),
        ("PATCH", "/workspaces/{workspace_id}/repositories/{repo_id}"),
        ("DELETE", "/workspaces/{workspace_id}/repositories/{repo_id}"),
        ("POST", "/workspaces/{workspace_id}/repositories/{repo_id}/check"),
        ("GET", "/workspaces/{workspace_id}/repositories/{repo_id}/branches"),
        ("POST", "/cards/{card}/create-branch"),
        ("POST", "/cards/{card}/start"),
        ("POST", "/cards/{card}/finish"),
        ("POST", "/cards/{card}/pull-requests"),
        ("POST", "/cards/{card}/pull-requests/{pull_request_id}/sync"),
        ("GET", "/api/auth/status"),
        ("POST", "/api/users"),
        ("GET", "/api/boards"),
        ("GET", "/api/boards/{boardId}"),
        ("POST", "/api/boards/{boardId}/sync"),
        ("GET", "/api/boards/{boardId}/shapes"),
        ("POST", "/api/boards/{boardId}/shapes"),
        ("GET", "/api/boards/{boardId}/shapes/{itemId}"),
        ("PUT", "/api/boards/{boardId}/shapes/{itemId}"),
        ("DELETE", "/api/boards/{boardId}/shapes/{itemId}"),
        ("GET", "/api/boards/{boardId}/tags"),
        ("GET", "/api/cache/{boardId}"),
        ("POST", "/api/batch"),
        ("POST", "/api/cards"),
    ),
    LOGS: (("POST", "/api/logs"),),
    WEBHOOKS: (
        ("POST", "/webhooks/github"),
        ("POST", "/api/webhook"),
        ("POST", "/api/webhook/{secret}"),
    ),
    # By its method it would be written, and it is asked for by every tab that opens.
    READ: (("POST", "/me/notifications/read"),),
}

CLASSES = RouteClasses(NAMED, OPEN)


def rates_of(settings: Settings) -> dict[str, tuple[Rate, ...]]:
    """How many requests of each class somebody may send, by its name."""
    return {
        name.removeprefix("rate_"): rates_in(getattr(settings, name))
        for name in Settings.model_fields
        if name.startswith("rate_") and name != "rate_limits"
    }
