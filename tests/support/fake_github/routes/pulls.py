"""Pull requests and their reviews."""

from collections.abc import Callable
from datetime import datetime

from tests.support.fake_github import pull_shapes, refusals
from tests.support.fake_github.access import Needs
from tests.support.fake_github.happenings import pulls
from tests.support.fake_github.routes.refs import known
from tests.support.fake_github.routing import Call, Route, actor, one_of, page
from tests.support.fake_github.state import Pull, Repository, Role
from tests.support.fake_github.world import ancestors
from tests.support.playing.wire import Answer

_READ = Needs("pull_requests")
_WRITE = Needs("pull_requests", "write", Role.PULL)
_PULLS = "/repos/{owner}/{repo}/pulls"
_PULL = f"{_PULLS}/{{pull_number}}"


def pull_list(call: Call) -> Answer:
    state = one_of(call, "state", ["open", "closed", "all"])
    found = [each for each in call.repo.pulls.values() if state in {"all", each.state}]
    head, base = call.query.get("head", ""), call.query.get("base")
    # Without an owner before the colon the filter does nothing.
    if ":" in head:
        found = [each for each in found if _label(each) == head.lower()]
    if base:
        found = [each for each in found if each.base == base]
    by = one_of(call, "sort", ["created", "updated", "popularity", "long-running"])
    downwards = call.query.get("direction", "desc" if by == "created" else "asc") == "desc"
    found.sort(key=_orders(by), reverse=downwards)
    return page(call, found, lambda each: pull_shapes.simple(call.world, each))


def get(call: Call) -> Answer:
    return Answer(200, pull_shapes.full(call.world, _pull(call)))


def create(call: Call) -> Answer:
    asked = call.body
    owner, _, branch = str(asked.get("head", "")).rpartition(":")
    source = call.repo if owner.lower() in {"", call.repo.owner.login.lower()} else None
    made = pulls.open_(
        call.world,
        call.repo,
        branch,
        str(asked.get("title", "")),
        actor(call),
        base=str(asked["base"]),
        body=asked.get("body"),
        draft=bool(asked.get("draft", False)),
        source=source or _fork(call, owner),
    )
    shown = pull_shapes.full(call.world, made)
    return Answer(201, shown, {"Location": str(shown["url"])})


def change(call: Call) -> Answer:
    pull, asked, by = _pull(call), call.body, actor(call)
    if {"title", "body"} & set(asked):
        pulls.edit(call.world, pull, by, title=asked.get("title"), body=asked.get("body"))
    if asked.get("state") == "closed" and pull.state == "open":
        pulls.close(call.world, pull, by)
    if asked.get("state") == "open" and pull.state == "closed":
        pulls.reopen(call.world, pull, by)
    return get(call)


def reviews(call: Call) -> Answer:
    pull = _pull(call)
    return page(call, pull.reviews, lambda each: pull_shapes.review(call.world, pull, each))


def is_merged(call: Call) -> Answer:
    if _pull(call).merged_at is None:
        raise refusals.not_found()
    return Answer(204)


def of_commit(call: Call) -> Answer:
    """The merged pull request that brought a commit; while there is none, the open ones with it."""
    sha = known(call, "commit_sha").sha
    with_it = [
        each
        for each in call.repo.pulls.values()
        if sha in {one.sha for one in ancestors(call.repo, each.head_sha)}
        and sha not in _before(each)
    ]
    return page(call, with_it, lambda each: pull_shapes.simple(call.world, each))


def _before(pull: Pull) -> set[str]:
    """What was in the base already."""
    repo = pull.repo
    merged = repo.commits.get(pull.merge_sha or "")
    base = merged.parents[0] if merged else repo.branches.get(pull.base, "")
    return {each.sha for each in ancestors(repo, base)}


def _pull(call: Call) -> Pull:
    pull = call.repo.pulls.get(call.number("pull_number"))
    if pull is None:
        raise refusals.not_found()
    return pull


def _fork(call: Call, owner: str) -> Repository:
    """Somebody's fork of the repository.

    Raises:
        Refused: they have none.
    """
    for each in call.world.repos.values():
        if each.parent is call.repo and each.owner.login.lower() == owner.lower():
            return each
    raise refusals.invalid({"resource": "PullRequest", "field": "head", "code": "invalid"})


def _label(pull: Pull) -> str:
    return f"{pull.head_owner.login}:{pull.head}".lower()


def _orders(by: str) -> Callable[[Pull], tuple[datetime, int]]:
    return lambda each: (each.updated_at if by == "updated" else each.created_at, each.number)


ROUTES = [
    Route("GET", _PULLS, pull_list, _READ),
    Route("POST", _PULLS, create, _WRITE),
    Route("GET", _PULL, get, _READ),
    Route("PATCH", _PULL, change, _WRITE),
    Route("GET", f"{_PULL}/reviews", reviews, _READ),
    Route("GET", f"{_PULL}/merge", is_merged, _READ),
    Route("GET", "/repos/{owner}/{repo}/commits/{commit_sha}/pulls", of_commit, _READ),
]
