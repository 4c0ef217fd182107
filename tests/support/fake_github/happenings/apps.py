"""GitHub Apps: installed, suspended, removed; the tokens they mint."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tests.support.fake_github import app_shapes, refusals, shapes
from tests.support.fake_github.state import Account, Repository
from tests.support.fake_github.tokens import App, Installation, Kind, Token
from tests.support.fake_github.world import World

Json = dict[str, Any]

HOUR_S, EIGHT_HOURS_S = 3_600, 28_800
_LEVELS = ["none", "read", "write", "admin"]
_TOKEN_LENGTH = 520
"""Installation tokens are that long since 2026, and have dots ("Changelog 2026-05-15")."""


def install(
    world: World,
    app: App,
    account: Account,
    repos: Iterable[Repository] | None,
    permissions: Mapping[str, str],
    by: Account,
) -> Installation:
    """Install an App in somebody's account.

    Args:
        repos: which it may reach; None is all, also those to come.
        permissions: what is granted.
    """
    now = world.now()
    made = Installation(world.new_id(), app, account, dict(permissions), now, now)
    made.everything = repos is None
    made.repos = {each.id for each in repos or ()}
    world.installations[made.id] = made
    _tell(world, made, "created", by, repositories=_mentions(world, made))
    return made


def uninstall(world: World, installation: Installation, by: Account) -> None:
    """Take an App out of an account; its tokens end."""
    said = _mentions(world, installation)
    del world.installations[installation.id]
    _end_tokens(world, installation)
    _tell(world, installation, "deleted", by, repositories=said)


def suspend(world: World, installation: Installation, by: Account) -> None:
    """Let an App do nothing in an account, for now."""
    installation.suspended_at, installation.suspended_by = world.now(), by
    _tell(world, installation, "suspend", by)


def unsuspend(world: World, installation: Installation, by: Account) -> None:
    """Let an App go on."""
    installation.suspended_at = installation.suspended_by = None
    _tell(world, installation, "unsuspend", by)


def grant(
    world: World, installation: Installation, permissions: Mapping[str, str], by: Account
) -> None:
    """Accept what an App asks for anew."""
    installation.permissions = dict(permissions)
    _tell(world, installation, "new_permissions_accepted", by)


def select(
    world: World,
    installation: Installation,
    by: Account,
    *,
    add: Sequence[Repository] = (),
    remove: Sequence[Repository] = (),
) -> None:
    """Change which repositories an App reaches."""
    installation.repos |= {each.id for each in add}
    installation.repos -= {each.id for each in remove}
    for action, repos in (("added", add), ("removed", remove)):
        if repos:
            said = {
                "repository_selection": app_shapes.selection(installation),
                "repositories_added": [app_shapes.mention(each) for each in add],
                "repositories_removed": [app_shapes.mention(each) for each in remove],
                "requester": None,
            }
            if action == "added":
                said["repositories_removed"] = []
            else:
                said["repositories_added"] = []
            _tell(world, installation, action, by, event="installation_repositories", **said)


def revoke(world: World, app: App, account: Account) -> None:
    """Somebody does not want an App to act for them any more: their tokens end."""
    for token in [*world.tokens.values()]:
        if token.kind is Kind.APP_USER and token.app is app and token.account is account:
            world.ended[token.text] = world.tokens.pop(token.text)
    if app.hook:
        said = {"action": "revoked", "sender": shapes.user(world, account)}
        world.outbox.tell(app.hook, "github_app_authorization", said)


def user_token(world: World, app: App, account: Account) -> Token:
    """A token by which an App acts for somebody; it has no scopes, and ends."""
    ends = world.in_time(seconds=EIGHT_HOURS_S)
    text = f"{Kind.APP_USER}{world.new_id()}"
    token = Token(text, Kind.APP_USER, account=account, app=app, expires_at=ends)
    world.tokens[text] = token
    return token


def mint(world: World, installation: Installation, asked: Mapping[str, Any]) -> Token:
    """A token of an installation.

    Args:
        asked: repositories and permissions to which it is narrowed, as the request says it.

    Raises:
        Refused: it asks for more than was granted, or the installation is suspended.
    """
    if installation.suspended_at:
        raise refusals.suspended()
    permissions = dict(asked.get("permissions") or installation.permissions)
    for name, level in permissions.items():
        granted = installation.permissions.get(name, "none")
        if _LEVELS.index(str(level)) > _LEVELS.index(granted):
            raise refusals.unprocessable(
                "The permissions requested are not granted to this installation."
            )
    number = world.new_id()
    text = f"{Kind.INSTALLATION}{installation.app.id}_{number}.".ljust(_TOKEN_LENGTH, "x")
    repos = narrowed(world, installation, asked)
    token = Token(
        text,
        Kind.INSTALLATION,
        app=installation.app,
        installation=installation,
        repos=None if repos is None else frozenset(each.id for each in repos),
        permissions={"metadata": "read", **permissions},
        expires_at=world.in_time(seconds=HOUR_S),
    )
    world.tokens[text] = token
    return token


def narrowed(
    world: World, installation: Installation, asked: Mapping[str, Any]
) -> list[Repository] | None:
    """The repositories that a request for a token names; None where it names none.

    Raises:
        Refused: the installation does not reach one of them.
    """
    numbers, names = asked.get("repository_ids"), asked.get("repositories")
    if numbers is None and names is None:
        return None
    reached = reachable(world, installation)
    found = [each for each in reached if each.id in (numbers or ()) or each.name in (names or ())]
    if len(found) < len({*(numbers or ()), *(names or ())}):
        raise refusals.unprocessable(
            "There is at least one repository that does not exist or is not accessible to the "
            "parent installation."
        )
    return found


def reachable(world: World, installation: Installation) -> list[Repository]:
    """What an installation reaches."""
    return [each for each in world.repos.values() if installation.reaches(each)]


def _mentions(world: World, installation: Installation) -> list[Json]:
    return [app_shapes.mention(each) for each in reachable(world, installation)]


def _end_tokens(world: World, installation: Installation) -> None:
    for token in [*world.tokens.values()]:
        if token.installation is installation:
            world.ended[token.text] = world.tokens.pop(token.text)


def _tell(
    world: World,
    installation: Installation,
    action: str,
    by: Account,
    *,
    event: str = "installation",
    **more: Any,
) -> None:
    """Tell the App; it hears of its installations whatever its events are."""
    installation.updated_at = world.now()
    if hook := installation.app.hook:
        said = {
            "action": action,
            "installation": app_shapes.told_installation(world, installation),
            **more,
            "sender": shapes.user(world, by),
        }
        world.outbox.tell(hook, event, said, installation_id=installation.id)
