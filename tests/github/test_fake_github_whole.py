"""Everything that the played GitHub answers and tells is as GitHub describes it, in both versions.

What is not is a violation, with which the fixture `fake_github` ends.
"""

from dataclasses import dataclass

import pytest

from tests.github.asking import Asking, asking
from tests.support.fake_github import GitHubServer, Repository, description
from tests.support.fake_github.routes import ROUTES
from tests.support.fake_github.routing import Route
from tests.support.fake_github.tokens import App, Installation
from tests.support.fake_github.versions import VERSIONS

TARGET = "http://127.0.0.1:9/nobody"


@dataclass(frozen=True)
class Scene:
    """A GitHub in which everything has happened once.

    Args:
        path: what stands for the names in a path.
        repo: a repository with branches, pull requests, checks and a hook.
        app: an App with a hook.
        installation: it in the repository.
    """

    path: dict[str, str]
    repo: Repository
    app: App
    installation: Installation


@pytest.fixture
async def scene(fake_github: GitHubServer) -> Scene:
    if lacking := description.missing():
        pytest.skip(lacking)
    github = fake_github
    ada, bob = github.user("ada"), github.user("bob")
    rocket = github.repo("acme/rocket", admin=[ada], triage=[bob])
    app = github.app(ada, hook=TARGET, secret="s", events=["check_run", "pull_request", "push"])
    installation = github.install(app, rocket.owner, [rocket])
    hook = github.hook(rocket, TARGET, secret="s")
    github.branch(rocket, "gc-1")
    sha = github.commit(rocket, "gc-1", by=ada)
    fork = github.repo("bob/rocket", fork_of=rocket, private=False)
    github.commit(fork, "gc-1")
    first = github.pull(rocket, "gc-1", "GC-1", by=ada, body="Up.", draft=True)
    github.pull(rocket, "gc-1", "From afar", fork=fork)
    github.review(first, bob, "CHANGES_REQUESTED", "No.")
    github.dismiss(first, github.review(first, bob))
    run = github.complete(rocket, github.check(rocket, sha), "success")
    github.status(rocket, sha, "success")
    comment = github.comment(first, bob, "Up it goes.")
    github.ready(first)
    github.redraft(first)
    github.retitle(first, "GC-1 Lift off")
    github.close(first)
    github.reopen(first)
    github.delete_repo(fork)
    github.merge(first)
    await github.deliver_all()
    path = {
        "owner": "acme",
        "repo": "rocket",
        "branch": "gc-1",
        "ref": "heads%2Fgc-1",
        "commit_sha": sha,
        "basehead": "main...gc-1",
        "pull_number": "1",
        "issue_number": "1",
        "comment_id": str(comment.id),
        "check_run_id": str(run.id),
        "hook_id": str(hook.id),
        "delivery_id": str(github.world.outbox.attempts_of(hook)[0].id),
        "installation_id": str(installation.id),
        "username": "bob",
    }
    return Scene(path, rocket, app, installation)


def _path(scene: Scene, route: Route, github: GitHubServer) -> str:
    path = scene.path
    if route.template.startswith("/app/hook") and scene.app.hook:
        own = github.world.outbox.attempts_of(scene.app.hook)[0]
        path = {**path, "delivery_id": str(own.id)}
    return route.template.format(**path)


def _token(scene: Scene, route: Route, github: GitHubServer) -> str:
    ada = github.world.account("ada")
    assert ada
    if route.app:
        return github.jwt(scene.app)
    if route.template.startswith("/installation/"):
        return github.installation_token(scene.installation)
    if route.template.startswith("/user/installations"):
        return github.user_token(scene.app, ada)
    return github.token(ada)


async def test_all_that_can_be_read_is_answered_as_described(
    fake_github: GitHubServer, scene: Scene
) -> None:
    async with asking(fake_github.address) as nobody:
        for route in ROUTES:
            if route.method == "GET":
                github = nobody.by(_token(scene, route, fake_github))
                await _read(github, _path(scene, route, fake_github))


async def _read(github: Asking, path: str) -> None:
    for version in VERSIONS:
        answer = await github.get(path, X_GitHub_Api_Version=version)
        assert answer.status_code in {200, 204}, (path, answer.text)


async def test_all_that_hooks_are_told_is_described(
    fake_github: GitHubServer, scene: Scene
) -> None:
    github, repo = fake_github, scene.repo
    eve = github.user("eve")
    github.delete_branch(repo, "gc-1")
    github.branch(repo, "next")
    github.set_default(repo, "next")
    other = github.repo("acme/other")
    github.select(scene.installation, add=[other])
    github.select(scene.installation, remove=[other])
    github.suspend(scene.installation)
    github.unsuspend(scene.installation)
    github.grant(scene.installation, metadata="read")
    github.rename(repo, "saturn")
    github.transfer(repo, eve)
    github.archive(repo)
    github.unarchive(repo)
    github.delete_repo(repo)
    github.deauthorize(scene.app, eve)
    github.uninstall(scene.installation)
    await github.deliver_all()
    told = {each.told.event for each in github.deliveries}
    assert told == {
        "check_run",
        "create",
        "delete",
        "github_app_authorization",
        "installation",
        "installation_repositories",
        "ping",
        "pull_request",
        "pull_request_review",
        "push",
        "repository",
        "status",
    }
