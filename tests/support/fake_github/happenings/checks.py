"""What machines say of commits: check runs and statuses."""

from typing import Any

from tests.support.fake_github import pull_shapes, shapes
from tests.support.fake_github.happenings import refs
from tests.support.fake_github.happenings.telling import tell
from tests.support.fake_github.state import Account, CheckRun, Repository, Status
from tests.support.fake_github.world import ROBOT, World, moment

Json = dict[str, Any]


def run(
    world: World, repo: Repository, sha: str, name: str, conclusion: str | None = None
) -> CheckRun:
    """A check begins, or is done where it has a conclusion; an earlier run of it counts no more."""
    status = "in_progress" if conclusion is None else "completed"
    made = CheckRun(
        world.new_id(), name, sha, status, conclusion, world.now(), _suite(world, repo, sha)
    )
    repo.checks.append(made)
    _tell_run(world, repo, made)
    return made


def complete(world: World, repo: Repository, begun: CheckRun, conclusion: str) -> CheckRun:
    """A check that began is done."""
    done = CheckRun(
        begun.id, begun.name, begun.sha, "completed", conclusion, world.now(), begun.suite
    )
    repo.checks[repo.checks.index(begun)] = done
    _tell_run(world, repo, done)
    return done


def status(
    world: World,
    repo: Repository,
    sha: str,
    context: str,
    state: str,
    by: Account = ROBOT,
    *,
    description: str | None = None,
    target_url: str | None = None,
) -> Status:
    """Somebody says of a commit how it is."""
    given = Status(world.new_id(), sha, context, state, by, world.now(), description, target_url)
    repo.statuses.append(given)
    _tell_status(world, repo, given)
    return given


def latest_runs(repo: Repository, sha: str) -> list[CheckRun]:
    """The last run of each check of a commit."""
    runs = {each.name: each for each in repo.checks if each.sha == sha}
    return sorted(runs.values(), key=lambda each: -each.id)


def latest_statuses(repo: Repository, sha: str) -> list[Status]:
    """The last status of each context of a commit."""
    given = {each.context: each for each in repo.statuses if each.sha == sha}
    return sorted(given.values(), key=lambda each: -each.id)


def _suite(world: World, repo: Repository, sha: str) -> int:
    """All checks of a commit are one suite."""
    known = (each.suite for each in repo.checks if each.sha == sha)
    return next(known, 0) or world.new_id()


def _tell_run(world: World, repo: Repository, made: CheckRun) -> None:
    shown = pull_shapes.check_run(world, repo, made)
    branch = next((name for name, sha in repo.branches.items() if sha == made.sha), None)
    suite = {
        "id": made.suite,
        "head_branch": branch,
        "head_sha": made.sha,
        "status": made.status,
        "conclusion": made.conclusion,
        "url": f"{world.api}/repos/{repo.full_name}/check-suites/{made.suite}",
        "before": None,
        "after": made.sha,
        "pull_requests": shown["pull_requests"],
        "app": shown["app"],
        "created_at": moment(made.at),
        "updated_at": moment(made.at),
    }
    action = "completed" if made.status == "completed" else "created"
    said = {"action": action, "check_run": {**shown, "check_suite": suite}}
    tell(world, repo, "check_run", said, ROBOT)


def _tell_status(world: World, repo: Repository, given: Status) -> None:
    commit = shapes.commit(world, repo, repo.commits[given.sha])
    # The schema of webhooks is older than this member.
    del commit["commit"]["verification"]["verified_at"]
    at = [name for name, sha in repo.branches.items() if sha == given.sha]
    said = {
        "id": given.id,
        "sha": given.sha,
        "name": repo.full_name,
        "avatar_url": None,
        "target_url": given.target_url,
        "context": given.context,
        "description": given.description,
        "state": given.state,
        "commit": commit,
        "branches": [
            shapes.short_branch(world, repo, each, refs.is_protected(repo, each)) for each in at
        ],
        "created_at": moment(given.at),
        "updated_at": moment(given.at),
    }
    tell(world, repo, "status", said, given.by)
