"""Whom GitHub tells what happens in a repository."""

from typing import Any

from tests.support.fake_github import shapes
from tests.support.fake_github.state import Account, Repository
from tests.support.fake_github.tokens import Installation
from tests.support.fake_github.world import World, node_id

Json = dict[str, Any]


def tell(world: World, repo: Repository, event: str, said: Json, by: Account) -> None:
    """Tell the repository's hooks, and the Apps that are installed in it.

    Args:
        event: what kind of thing happened.
        said: about it; repository, sender, organization and installation come by themselves.
        by: who did it.
    """
    payload = {"repository": repository(world, repo), **said, "sender": shapes.user(world, by)}
    if repo.owner.organization:
        payload["organization"] = organization(world, repo.owner)
    for hook in list(repo.hooks.values()):
        world.outbox.tell(hook, event, payload, repository_id=repo.id)
    for each in world.installations_of(repo):
        if each.app.hook:
            in_app = {**payload, "installation": lite(each)}
            about = {"repository_id": repo.id, "installation_id": each.id}
            world.outbox.tell(each.app.hook, event, in_app, **about)


def repository(world: World, repo: Repository) -> Json:
    """A repository as webhooks show it."""
    return {**shapes.repository(world, repo), "custom_properties": {}}


def organization(world: World, account: Account) -> Json:
    """An organization as webhooks show it."""
    url = f"{world.api}/orgs/{account.login}"
    return {
        "login": account.login,
        "id": account.id,
        "node_id": node_id("Organization", account.id),
        "url": url,
        "repos_url": f"{url}/repos",
        "events_url": f"{url}/events",
        "hooks_url": f"{url}/hooks",
        "issues_url": f"{url}/issues",
        "members_url": f"{url}/members{{/member}}",
        "public_members_url": f"{url}/public_members{{/member}}",
        "avatar_url": f"{shapes.user(world, account)['avatar_url']}",
        "description": None,
    }


def lite(installation: Installation) -> Json:
    """An installation as it stands in events of repositories."""
    return {
        "id": installation.id,
        "node_id": node_id("Integration", installation.id),
    }
