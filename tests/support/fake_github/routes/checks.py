"""Check runs and statuses of commits."""

from tests.support.fake_github import pull_shapes, refusals, shapes
from tests.support.fake_github.access import Needs
from tests.support.fake_github.happenings import checks
from tests.support.fake_github.routes.refs import find, known
from tests.support.fake_github.routing import Call, Route, actor, one_of, page
from tests.support.fake_github.state import Role
from tests.support.playing.wire import Answer

_REPO = "/repos/{owner}/{repo}"


def runs(call: Call) -> Answer:
    sha = known(call, "ref").sha
    if one_of(call, "filter", ["latest", "all"]) == "latest":
        found = checks.latest_runs(call.repo, sha)
    else:
        found = [each for each in reversed(call.repo.checks) if each.sha == sha]
    asked = call.query
    found = [
        each
        for each in found
        if asked.get("check_name", each.name) == each.name
        and asked.get("status", each.status) == each.status
    ]
    return page(
        call, found, lambda each: pull_shapes.check_run(call.world, call.repo, each), "check_runs"
    )


def run(call: Call) -> Answer:
    wanted = call.number("check_run_id")
    found = next((each for each in call.repo.checks if each.id == wanted), None)
    if found is None:
        raise refusals.not_found()
    return Answer(200, pull_shapes.check_run(call.world, call.repo, found))


def status(call: Call) -> Answer:
    made = find(call.repo, call.path["ref"])
    if made is None:
        raise refusals.not_found()
    latest = checks.latest_statuses(call.repo, made.sha)
    answer = page(call, latest, lambda each: pull_shapes.status(call.world, call.repo, each))
    combined = pull_shapes.combined(call.world, call.repo, made.sha, latest)
    answer.body = {**combined, "statuses": answer.body}
    return answer


def say(call: Call) -> Answer:
    """Somebody says of a commit how it is; what they said before under the same name stays."""
    asked, by = call.body, actor(call)
    given = checks.status(
        call.world,
        call.repo,
        known(call, "sha").sha,
        asked.get("context", "default"),
        asked["state"],
        by,
        description=asked.get("description"),
        target_url=asked.get("target_url"),
    )
    shown = pull_shapes.status(call.world, call.repo, given)
    return Answer(201, {**shown, "creator": shapes.user(call.world, by)})


ROUTES = [
    Route("GET", f"{_REPO}/commits/{{ref}}/check-runs", runs, Needs("checks")),
    Route("GET", f"{_REPO}/check-runs/{{check_run_id}}", run, Needs("checks")),
    Route("GET", f"{_REPO}/commits/{{ref}}/status", status, Needs("statuses")),
    Route("POST", f"{_REPO}/statuses/{{sha}}", say, Needs("statuses", "write", Role.PUSH)),
]
