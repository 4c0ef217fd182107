"""Repositories: renamed, transferred, archived, deleted."""

from typing import Any

from tests.support.fake_github import shapes
from tests.support.fake_github.happenings.telling import tell
from tests.support.fake_github.state import Account, Repository
from tests.support.fake_github.world import World

Json = dict[str, Any]


def rename(world: World, repo: Repository, name: str, by: Account) -> None:
    """Give a repository another name; the old one leads to it."""
    before = repo.name
    _move(world, repo)
    repo.name = name
    _tell(world, repo, "renamed", by, changes={"repository": {"name": {"from": before}}})


def transfer(world: World, repo: Repository, owner: Account, by: Account) -> None:
    """Give a repository to somebody else; its old name leads to it, its Apps stay behind."""
    before = repo.owner
    _move(world, repo)
    repo.owner = owner
    kind = "organization" if before.organization else "user"
    came = {"owner": {"from": {kind: shapes.user(world, before)}}}
    _tell(world, repo, "transferred", by, changes=came)


def archive(world: World, repo: Repository, by: Account) -> None:
    """Make a repository read-only."""
    repo.archived = True
    _tell(world, repo, "archived", by)


def unarchive(world: World, repo: Repository, by: Account) -> None:
    """Let people write into a repository again."""
    repo.archived = False
    _tell(world, repo, "unarchived", by)


def edit_default(world: World, repo: Repository, branch: str, by: Account) -> None:
    """Make another branch the default one."""
    changes = {"default_branch": {"from": repo.default_branch}}
    repo.default_branch = branch
    _tell(world, repo, "edited", by, changes=changes)


def delete(world: World, repo: Repository, by: Account) -> None:
    """Delete a repository; its hooks hear of it last, and forks keep what they have."""
    _tell(world, repo, "deleted", by)
    del world.repos[repo.id]
    world.moved = {name: number for name, number in world.moved.items() if number != repo.id}
    for installation in world.installations.values():
        installation.repos.discard(repo.id)
    for pull in world.pulls():
        if pull.head_repo is repo:
            pull.head_repo = None


def _move(world: World, repo: Repository) -> None:
    world.moved[repo.full_name.lower()] = repo.id


def _tell(world: World, repo: Repository, action: str, by: Account, **more: Any) -> None:
    repo.updated_at = world.now()
    tell(world, repo, "repository", {"action": action, **more}, by)
