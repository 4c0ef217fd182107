"""`trivet github-app`: a GitHub App in ten minutes.

Sources: "Registering a GitHub App using URL parameters", "Registering a GitHub App from a manifest" and
"Choosing permissions for a GitHub App", GitHub.
"""

import json
import sys
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from trivet.auth.github_oauth import CALLBACK
from trivet.github.inbox import EVENTS
from trivet.github.standing import WEBHOOK, is_reachable
from trivet.platform.ids import new_secret
from trivet.platform.settings import Settings

PERMISSIONS = {
    "metadata": "read",
    "contents": "write",  # make branches
    "pull_requests": "write",  # open drafts, and say below them which cards they have
    "checks": "read",
    "statuses": "write",  # say whether a card waits for another one
    "emails": "read",  # of whoever signs in
}
"""What Trivet does with each stands beside it; webhooks it needs none, as the App has one."""
_LONGEST_NAME = 34


def run(settings: Settings, *, organization: str | None, manifest: bool) -> None:
    """Print how to make the App, or its manifest.

    Args:
        settings: our own address, and GitHub's.
        organization: the login of the organization that will own it; None is a person.
        manifest: whether only the manifest is wanted, as JSON.
    """
    if manifest:
        sys.stdout.write(f"{json.dumps(manifest_of(settings), indent=2)}\n")
    else:
        sys.stdout.write(guide(settings, organization, new_secret()))


def manifest_of(settings: Settings) -> dict[str, Any]:
    """The App as GitHub's manifest flow takes it."""
    base = settings.base_url
    return {
        "name": _name(settings),
        "url": base,
        "description": "Cards that know their branches and pull requests.",
        "public": False,
        "redirect_url": f"{base}/app",
        "callback_urls": [f"{base}{CALLBACK}"],
        "request_oauth_on_install": False,
        "hook_attributes": {"url": f"{base}{WEBHOOK}", "active": is_reachable(base)},
        "default_permissions": PERMISSIONS,
        "default_events": list(EVENTS),
    }


def registration_url(settings: Settings, organization: str | None = None) -> str:
    """The page on which GitHub registers the App, filled in.

    Args:
        settings: our own address, and GitHub's.
        organization: the login of the organization that will own it; None is a person.
    """
    app = manifest_of(settings)
    owner = "" if organization is None else f"/organizations/{quote(organization, safe='')}"
    query = [
        ("name", app["name"]),
        ("description", app["description"]),
        ("url", app["url"]),
        ("public", "false"),
        ("callback_urls[]", app["callback_urls"][0]),
        ("request_oauth_on_install", "false"),
        ("webhook_active", str(app["hook_attributes"]["active"]).lower()),
        ("webhook_url", app["hook_attributes"]["url"]),
        *PERMISSIONS.items(),
        *(("events[]", event) for event in EVENTS),
    ]
    return f"{settings.github_url}{owner}/settings/apps/new?{urlencode(query, safe='[]', quote_via=quote)}"


def guide(settings: Settings, organization: str | None, secret: str) -> str:
    """What to do, step by step.

    Args:
        settings: our own address, and GitHub's.
        organization: the login of the organization that will own it; None is a person.
        secret: a fresh one for the App's webhook.
    """
    where = "" if organization is None else f"organizations/{organization}/"
    return _GUIDE.format(
        url=registration_url(settings, organization),
        unreachable=(
            "" if is_reachable(settings.base_url) else _UNREACHABLE.format(settings=settings)
        ),
        secret=secret,
        apps=f"{settings.github_url}/{where}settings/apps",
        page=f"{settings.github_url}/apps",
    )


def _name(settings: Settings) -> str:
    return f"Trivet {urlsplit(settings.base_url).hostname}"[:_LONGEST_NAME]


_GUIDE = """\
A GitHub App for Trivet: no webhook in each repository, and what nobody waits for is done in its name.

1. Open this page; it is filled in already. Enter the webhook secret below, and press "Create GitHub App".

{url}

   Webhook secret: {secret}
{unreachable}
2. On the page that comes: "Generate a new client secret", and "Generate a private key", which is
   downloaded as a PEM file. Put that where only Trivet reads it.

3. Start Trivet with these settings, in its environment or in .env in the data folder:

   TRIVET_GITHUB_CLIENT_ID=             the "Client ID" of that page
   TRIVET_GITHUB_CLIENT_SECRET=         what step 2 made
   TRIVET_GITHUB_APP_ID=                the "App ID" of that page
   TRIVET_GITHUB_APP_SLUG=              the end of its address: {page}/<slug>
   TRIVET_GITHUB_APP_PRIVATE_KEY_FILE=  where the PEM file is
   TRIVET_GITHUB_APP_WEBHOOK_SECRET={secret}

4. "Install App" on the same page: choose the repositories. In Trivet pick them under Repositories.

Your Apps: {apps}
"""
_UNREACHABLE = """
   GitHub cannot reach {settings.base_url}, so that its webhook is switched off there, and Trivet looks for news
   itself. Set TRIVET_PUBLIC_URL to an address that the internet reaches, and run this again.
"""
