"""GitHub Apps, their installations and tokens as GitHub writes them in JSON."""

from collections.abc import Iterable
from typing import Any

from tests.support.fake_github import shapes
from tests.support.fake_github.state import Repository
from tests.support.fake_github.tokens import App, Installation, Token
from tests.support.fake_github.world import WEB, World, moment, node_id

Json = dict[str, Any]


def app(world: World, shown: App) -> Json:
    """An App, to itself."""
    count = sum(each.app is shown for each in world.installations.values())
    return {
        "id": shown.id,
        "slug": shown.slug,
        "client_id": shown.client_id,
        "node_id": node_id("App", shown.id),
        "owner": shapes.user(world, shown.owner),
        "name": shown.slug.title(),
        "description": "",
        "external_url": "https://trivet.test",
        "html_url": f"{WEB}/apps/{shown.slug}",
        "created_at": moment(shown.created_at),
        "updated_at": moment(shown.created_at),
        "permissions": dict(shown.permissions),
        "events": list(shown.events),
        "installations_count": count,
    }


def installation(world: World, shown: Installation) -> Json:
    """An installation, wherever it is asked for."""
    account = shown.account
    settings = f"organizations/{account.login}/settings" if account.organization else "settings"
    return {
        "id": shown.id,
        "client_id": shown.app.client_id,
        "account": shapes.user(world, account),
        "repository_selection": selection(shown),
        "access_tokens_url": f"{world.api}/app/installations/{shown.id}/access_tokens",
        "repositories_url": f"{world.api}/installation/repositories",
        "html_url": f"{WEB}/{settings}/installations/{shown.id}",
        "app_id": shown.app.id,
        "app_slug": shown.app.slug,
        "target_id": account.id,
        "target_type": shapes.kind(account),
        "permissions": dict(shown.permissions),
        "events": list(shown.app.events),
        "created_at": moment(shown.created_at),
        "updated_at": moment(shown.updated_at),
        "single_file_name": None,
        "has_multiple_single_files": False,
        "single_file_paths": [],
        "suspended_by": shapes.user(world, shown.suspended_by) if shown.suspended_by else None,
        "suspended_at": moment(shown.suspended_at),
    }


def told_installation(world: World, shown: Installation) -> Json:
    """An installation as webhooks show it: its times are numbers there, unless it is suspended."""
    written = installation(world, shown)
    del written["client_id"]
    if shown.suspended_at is None:
        for name, at in (("created_at", shown.created_at), ("updated_at", shown.updated_at)):
            written[name] = int(at.timestamp())
    return written


def selection(shown: Installation) -> str:
    return "all" if shown.everything else "selected"


def token(world: World, minted: Token, named: Iterable[Repository] | None) -> Json:
    """A new installation token.

    Args:
        named: the repositories, where the request named some.
    """
    assert minted.installation is not None
    assert minted.permissions is not None
    chosen = "selected" if named is not None else selection(minted.installation)
    written: Json = {
        "token": minted.text,
        "expires_at": moment(minted.expires_at),
        "permissions": dict(minted.permissions),
        "repository_selection": chosen,
    }
    if named is not None:
        written["repositories"] = [shapes.repository(world, each) for each in named]
    return written


def mention(repo: Repository) -> Json:
    """A repository as events of installations name it."""
    return {
        "id": repo.id,
        "node_id": node_id("Repository", repo.id),
        "name": repo.name,
        "full_name": repo.full_name,
        "private": repo.private,
    }
