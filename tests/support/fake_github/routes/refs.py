"""Branches, git refs and commits."""

from tests.support.fake_github import refusals, shapes
from tests.support.fake_github.access import Needs
from tests.support.fake_github.happenings import refs
from tests.support.fake_github.routing import Call, Json, Route, actor, page
from tests.support.fake_github.state import HEADS, TAGS, Commit, Repository, Role
from tests.support.fake_github.world import WEB, ancestors
from tests.support.playing.wire import Answer

_READ = Needs("contents")
_WRITE = Needs("contents", "write", Role.PUSH, "push access")
_REPO = "/repos/{owner}/{repo}"


def branches(call: Call) -> Answer:
    names = list(call.repo.branches)
    if (wanted := call.query.get("protected")) is not None:
        names = [each for each in names if refs.is_protected(call.repo, each) == (wanted == "true")]

    def shape(name: str) -> Json:
        protected = refs.is_protected(call.repo, name)
        return shapes.short_branch(call.world, call.repo, name, protected)

    return page(call, names, shape)


def branch(call: Call) -> Answer:
    name = call.path["branch"]
    if name not in call.repo.branches:
        raise refusals.Refused(404, "Branch not found")
    protected = refs.is_protected(call.repo, name)
    return Answer(200, shapes.branch(call.world, call.repo, name, protected))


def ref(call: Call) -> Answer:
    name = _full(call)
    if name not in call.repo.refs:
        raise refusals.not_found()
    return Answer(200, shapes.ref(call.world, call.repo, name, call.repo.refs[name]))


def matching(call: Call) -> Answer:
    prefix = _full(call)
    found = [each for each in sorted(call.repo.refs) if each.startswith(prefix)]
    return Answer(
        200, [shapes.ref(call.world, call.repo, each, call.repo.refs[each]) for each in found]
    )


def create(call: Call) -> Answer:
    name = str(call.body["ref"])
    refs.create(call.world, call.repo, name, str(call.body["sha"]), actor(call))
    made = shapes.ref(call.world, call.repo, name, call.repo.refs[name])
    return Answer(201, made, {"Location": str(made["url"])})


def update(call: Call) -> Answer:
    name = f"refs/{call.path['ref']}"
    force = bool(call.body.get("force", False))
    refs.update(call.world, call.repo, name, str(call.body["sha"]), actor(call), force=force)
    return Answer(200, shapes.ref(call.world, call.repo, name, call.repo.refs[name]))


def delete(call: Call) -> Answer:
    refs.delete(call.world, call.repo, f"refs/{call.path['ref']}", actor(call))
    return Answer(204)


def commits(call: Call) -> Answer:
    made = find(call.repo, call.query.get("sha", call.repo.default_branch))
    if made is None:
        raise refusals.not_found()
    history = ancestors(call.repo, made.sha)
    return page(call, history, lambda each: shapes.commit(call.world, call.repo, each))


def commit(call: Call) -> Answer:
    return Answer(200, shapes.commit(call.world, call.repo, known(call, "ref")))


def git_commit(call: Call) -> Answer:
    _not_empty(call.repo)
    made = call.repo.commits.get(call.path["commit_sha"])
    if made is None:
        raise refusals.not_found()
    return Answer(200, shapes.git_commit(call.world, call.repo, made))


def compare(call: Call) -> Answer:
    """What stands in `head` and not in `base`, and the other way round."""
    named, dots, of = call.path["basehead"].partition("...")
    base, head = find(call.repo, named), find(call.repo, of)
    if not dots or base is None or head is None:
        raise refusals.not_found()
    one, other = ancestors(call.repo, base.sha), ancestors(call.repo, head.sha)
    ahead = [each for each in reversed(other) if each not in one]
    behind = [each for each in one if each not in other]
    common = next((each for each in one if each in other), None)
    if common is None:
        raise refusals.Refused(404, f"No common ancestor between {named} and {of}.")
    url = f"{call.world.api}/repos/{call.repo.full_name}/compare/{named}...{of}"
    html = f"{WEB}/{call.repo.full_name}/compare/{named}...{of}"
    answer = page(call, ahead, lambda each: shapes.commit(call.world, call.repo, each))
    answer.body = {
        "url": url,
        "html_url": html,
        "permalink_url": html,
        "diff_url": f"{html}.diff",
        "patch_url": f"{html}.patch",
        "base_commit": shapes.commit(call.world, call.repo, base),
        "merge_base_commit": shapes.commit(call.world, call.repo, common),
        "status": _standing(len(ahead), len(behind)),
        "ahead_by": len(ahead),
        "behind_by": len(behind),
        "total_commits": len(ahead),
        "commits": answer.body,
        "files": [],
    }
    return answer


def where_head(call: Call) -> Answer:
    made = known(call, "commit_sha")
    found = [name for name, sha in call.repo.branches.items() if sha == made.sha]
    shown = [
        shapes.short_branch(call.world, call.repo, each, refs.is_protected(call.repo, each))
        for each in found
    ]
    return Answer(200, shown)


def find(repo: Repository, named: str) -> Commit | None:
    """The commit that a sha, the beginning of one, a branch, a tag or a ref leads to."""
    for ref in (f"refs/{named}", HEADS + named, TAGS + named):
        if ref in repo.refs:
            return repo.commits[repo.refs[ref]]
    if len(named) < 7:
        return None
    return next((each for sha, each in repo.commits.items() if sha.startswith(named)), None)


def known(call: Call, name: str) -> Commit:
    """The commit in the path.

    Raises:
        Refused: there is none.
    """
    _not_empty(call.repo)
    made = find(call.repo, call.path[name])
    if made is None:
        raise refusals.unprocessable(f"No commit found for SHA: {call.path[name]}")
    return made


def _full(call: Call) -> str:
    _not_empty(call.repo)
    return f"refs/{call.path['ref']}"


def _not_empty(repo: Repository) -> None:
    if not repo.refs:
        raise refusals.empty()


def _standing(ahead: int, behind: int) -> str:
    if ahead and behind:
        return "diverged"
    return "ahead" if ahead else ("behind" if behind else "identical")


ROUTES = [
    Route("GET", f"{_REPO}/branches", branches, _READ),
    Route("GET", f"{_REPO}/branches/{{branch}}", branch, _READ),
    Route("GET", f"{_REPO}/git/ref/{{ref}}", ref, _READ),
    Route("GET", f"{_REPO}/git/matching-refs/{{ref}}", matching, _READ),
    Route("POST", f"{_REPO}/git/refs", create, _WRITE),
    Route("PATCH", f"{_REPO}/git/refs/{{ref}}", update, _WRITE),
    Route("DELETE", f"{_REPO}/git/refs/{{ref}}", delete, _WRITE),
    Route("GET", f"{_REPO}/git/commits/{{commit_sha}}", git_commit, _READ),
    Route("GET", f"{_REPO}/commits", commits, _READ),
    Route("GET", f"{_REPO}/commits/{{ref}}", commit, _READ),
    Route("GET", f"{_REPO}/commits/{{commit_sha}}/branches-where-head", where_head, _READ),
    Route("GET", f"{_REPO}/compare/{{basehead}}", compare, _READ),
]
