"""A repository's hooks: made, changed, pinged."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.support.fake_github import refusals, shapes
from tests.support.fake_github.happenings.telling import organization, repository
from tests.support.fake_github.state import Account, Hook, Repository
from tests.support.fake_github.tokens import App
from tests.support.fake_github.world import World, moment

Json = dict[str, Any]

MOST_HOOKS = 20
"""So many may hear of one event in one repository."""
ZEN = "Speak like a human."
EVENTS = (
    "*",
    "branch_protection_rule",
    "check_run",
    "check_suite",
    "create",
    "delete",
    "deployment",
    "fork",
    "issue_comment",
    "issues",
    "label",
    "member",
    "meta",
    "milestone",
    "public",
    "pull_request",
    "pull_request_review",
    "pull_request_review_comment",
    "pull_request_review_thread",
    "push",
    "release",
    "repository",
    "repository_ruleset",
    "star",
    "status",
    "team_add",
    "watch",
    "workflow_job",
    "workflow_run",
)


def create(world: World, repo: Repository, asked: Mapping[str, Any], by: Account) -> Hook:
    """Make a hook, and ping it.

    Args:
        asked: as the request says it.

    Raises:
        Refused: there is one like it, there are too many, or it is none.
    """
    config = asked.get("config") or {}
    events = list(dict.fromkeys(asked.get("events") or ["push"]))
    if asked.get("name", "web") != "web":
        raise refusals.invalid(_wrong("name"))
    if not str(config.get("url", "")).startswith(("http://", "https://")):
        raise refusals.invalid(_wrong("url", "missing_field" if "url" not in config else "invalid"))
    _known(events)
    hook = Hook(world.new_id(), str(config["url"]), None, events, world.now(), world.now())
    hook.repo, hook.active = repo, asked.get("active", True)
    configure(hook, config)
    if any(_same(each, hook) for each in repo.hooks.values()):
        raise refusals.invalid(
            {
                "resource": "Hook",
                "code": "custom",
                "message": "Hook already exists on this repository",
            }
        )
    _few_enough(repo, events)
    repo.hooks[hook.id] = hook
    ping(world, hook, by)
    return hook


def change(world: World, hook: Hook, asked: Mapping[str, Any]) -> None:
    """Change a hook; members that are not named stay.

    Raises:
        Refused: there is no such event.
    """
    events = list(asked.get("events", hook.events))
    events += [each for each in asked.get("add_events", []) if each not in events]
    hook.events = [each for each in events if each not in asked.get("remove_events", [])]
    _known(hook.events)
    hook.active = asked.get("active", hook.active)
    if "config" in asked:
        # "If you previously had a secret set, you must provide the same secret or set a new
        # secret or the secret will be removed" ("Update a repository webhook").
        hook.secret = None
        configure(hook, asked["config"])
    hook.updated_at = world.now()


def configure(hook: Hook, config: Mapping[str, Any]) -> None:
    """Take over where and how it is told."""
    hook.url = str(config.get("url", hook.url))
    hook.content_type = str(config.get("content_type", hook.content_type))
    hook.insecure_ssl = str(config.get("insecure_ssl", hook.insecure_ssl))
    hook.secret = config.get("secret", hook.secret)


def ping(world: World, hook: Hook, by: Account | None = None) -> None:
    """Tell a hook that it is one."""
    said: Json = {"zen": ZEN, "hook_id": hook.id, "hook": in_ping(world, hook)}
    if hook.repo:
        said["repository"] = repository(world, hook.repo)
        if hook.repo.owner.organization:
            said["organization"] = organization(world, hook.repo.owner)
    if by:
        said["sender"] = shapes.user(world, by)
    world.outbox.tell(hook, "ping", said, repository_id=hook.repo.id if hook.repo else None)


def shape(world: World, hook: Hook) -> Json:
    """A repository's hook; its secret is never shown."""
    assert hook.repo is not None
    url = f"{world.api}/repos/{hook.repo.full_name}/hooks/{hook.id}"
    code, status, message = hook.last
    return {
        "type": "Repository",
        "id": hook.id,
        "name": "web",
        "active": hook.active,
        "events": hook.events,
        "config": config(hook),
        "updated_at": moment(hook.updated_at),
        "created_at": moment(hook.created_at),
        "url": url,
        "test_url": f"{url}/tests",
        "ping_url": f"{url}/pings",
        "deliveries_url": f"{url}/deliveries",
        "last_response": {"code": code, "status": status, "message": message},
    }


def config(hook: Hook) -> Json:
    """Where and how a hook is told, with stars for a secret."""
    secret = {} if hook.secret is None else {"secret": "********"}
    return {
        "content_type": hook.content_type,
        "insecure_ssl": hook.insecure_ssl,
        **secret,
        "url": hook.url,
    }


def in_ping(world: World, hook: Hook) -> Json:
    """A hook as a ping shows it."""
    if hook.repo:
        unused = {"code": None, "status": "unused", "message": None}
        return {**shape(world, hook), "last_response": unused}
    assert hook.app is not None
    return {
        "type": "App",
        "id": hook.id,
        "name": "web",
        "active": hook.active,
        "events": hook.events,
        "config": config(hook),
        "updated_at": moment(hook.updated_at),
        "created_at": moment(hook.created_at),
        "app_id": hook.app.id,
        "deliveries_url": f"{world.api}/app/hook/deliveries",
    }


def of_app(world: World, app: App, url: str, secret: str | None) -> Hook:
    """Give an App its hook; what concerns installations it is told always."""
    always = ["installation", "installation_repositories", "github_app_authorization"]
    events = [*app.events, *always]
    hook = Hook(world.new_id(), url, secret, events, world.now(), world.now(), "json", app=app)
    app.hook = hook
    return hook


def _same(one: Hook, other: Hook) -> bool:
    """Whether they would be told the same at the same place."""
    place = (one.url, one.content_type) == (other.url, other.content_type)
    return place and bool("*" in one.events + other.events or set(one.events) & set(other.events))


def _few_enough(repo: Repository, events: Sequence[str]) -> None:
    for event in events:
        if sum(event in each.events for each in repo.hooks.values()) >= MOST_HOOKS:
            raise refusals.invalid(
                {
                    "resource": "Hook",
                    "code": "custom",
                    "message": f'The "{event}" event cannot have more than {MOST_HOOKS} hooks',
                }
            )


def _known(events: Sequence[str]) -> None:
    unknown = [each for each in events if each not in EVENTS]
    if unknown:
        raise refusals.invalid(
            {
                "resource": "Hook",
                "field": "events",
                "code": "custom",
                "message": f"These events are not allowed for this hook: {', '.join(unknown)}",
            }
        )


def _wrong(name: str, code: str = "invalid") -> Json:
    return {"resource": "Hook", "field": name, "code": code}
