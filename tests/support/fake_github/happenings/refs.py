"""Branches and tags: made, moved by a push, deleted."""

from fnmatch import fnmatchcase
from re import compile as pattern
from typing import Any

from tests.support.fake_github import refusals, shapes
from tests.support.fake_github.happenings import pulls
from tests.support.fake_github.happenings.telling import repository, tell
from tests.support.fake_github.state import HEADS, TAGS, Account, Commit, Repository
from tests.support.fake_github.world import WEB, World, ancestors, moment

Json = dict[str, Any]

ZEROS = "0" * 40
_SHA = pattern(r"[0-9a-f]{40}")
# Most of what git refuses ("git check-ref-format"): enough to find a client that does not look.
_BAD_NAME = pattern(r"\.\.|[\x00-\x20\x7f~^:?*\[\\]|@\{|//|/$|\.$|\.lock(/|$)|(^|/)\.")


def create(world: World, repo: Repository, ref: str, sha: str, by: Account) -> None:
    """Make a ref.

    Raises:
        Refused: the repository is empty, the ref exists or must not, or the commit does not.
    """
    if not repo.refs:
        raise refusals.empty()
    _check_words(ref, sha)
    if ref in repo.refs:
        raise refusals.unprocessable("Reference already exists")
    if sha not in repo.commits:
        raise refusals.unprocessable("Object does not exist")
    if _refused(repo, ref) or clashes(repo, ref):
        raise refusals.unprocessable("Reference update failed")
    repo.refs[ref] = sha
    _tell_created(world, repo, ref, by)
    tell_push(world, repo, ref, (ZEROS, sha), [], by)


def clashes(repo: Repository, ref: str) -> bool:
    """Whether a ref would be a folder where there is a file, or the other way round."""
    return any(ref.startswith(f"{each}/") or each.startswith(f"{ref}/") for each in repo.refs)


def delete(world: World, repo: Repository, ref: str, by: Account) -> None:
    """Delete a ref.

    Raises:
        Refused: it does not exist, is the default branch, or a ruleset keeps it.
    """
    if not repo.refs:
        raise refusals.empty()
    if ref not in repo.refs:
        raise refusals.unprocessable("Reference does not exist")
    if ref == HEADS + repo.default_branch:
        raise refusals.unprocessable("Cannot delete the default branch")
    if _refused(repo, ref) or is_protected(repo, ref.removeprefix(HEADS)):
        raise refusals.unprocessable("Reference update failed")
    sha = repo.refs.pop(ref)
    kind, name = _named(ref)
    if kind:
        tell(world, repo, "delete", {"ref": name, "ref_type": kind, "pusher_type": "user"}, by)
    tell_push(world, repo, ref, (sha, ZEROS), [], by)
    if kind == "branch":
        pulls.follow(world, repo, name, sha, by)


def update(
    world: World, repo: Repository, ref: str, sha: str, by: Account, *, force: bool = False
) -> None:
    """Move a ref to another commit.

    Raises:
        Refused: ref or commit do not exist, or the old commit would be lost.
    """
    if not repo.refs:
        raise refusals.empty()
    if ref not in repo.refs:
        raise refusals.unprocessable("Reference does not exist")
    if sha not in repo.commits:
        raise refusals.unprocessable("Object does not exist")
    before = repo.refs[ref]
    if not force and before not in {each.sha for each in ancestors(repo, sha)}:
        raise refusals.unprocessable("Update is not a fast forward")
    if _refused(repo, ref):
        raise refusals.unprocessable("Reference update failed")
    known = {each.sha for each in ancestors(repo, before)}
    new = [each for each in reversed(ancestors(repo, sha)) if each.sha not in known]
    repo.refs[ref] = sha
    tell_push(world, repo, ref, (before, sha), new, by)
    if ref.startswith(HEADS):
        pulls.follow(world, repo, ref.removeprefix(HEADS), before, by)


def commit(world: World, repo: Repository, branch: str, message: str, by: Account) -> str:
    """Push a commit to a branch; the first one into an empty repository makes the branch.

    Returns:
        its sha.
    """
    ref = HEADS + branch
    before = repo.refs.get(ref)
    sha = world.new_sha(repo.full_name, message)
    parents = (before,) if before else ()
    repo.commits[sha] = Commit(sha, message, by, parents, world.now())
    if before:
        update(world, repo, ref, sha, by)
        return sha
    assert not repo.refs, f"{repo.full_name} has no branch {branch}"
    repo.refs[ref] = sha
    _tell_created(world, repo, ref, by)
    tell_push(world, repo, ref, (ZEROS, sha), [repo.commits[sha]], by)
    return sha


def is_protected(repo: Repository, branch: str) -> bool:
    """Whether GitHub says that a branch is protected."""
    return any(fnmatchcase(branch, each) for each in repo.protected)


def _check_words(ref: str, sha: str) -> None:
    if not ref.startswith("refs/") or ref.count("/") < 2:
        raise refusals.unprocessable(
            "Reference name must start with 'refs/' and have at least two slashes."
        )
    if _BAD_NAME.search(ref):
        raise refusals.unprocessable(f"{ref} is not a valid ref name.")
    if not _SHA.fullmatch(sha):
        raise refusals.unprocessable(
            "The sha parameter must be exactly 40 characters and contain only [0-9a-f]."
        )


def _refused(repo: Repository, ref: str) -> bool:
    return any(fnmatchcase(ref, each) for each in repo.refused)


def _named(ref: str) -> tuple[str | None, str]:
    """What a ref is, and its short name."""
    for prefix, kind in ((HEADS, "branch"), (TAGS, "tag")):
        if ref.startswith(prefix):
            return kind, ref.removeprefix(prefix)
    return None, ref


def _tell_created(world: World, repo: Repository, ref: str, by: Account) -> None:
    kind, name = _named(ref)
    if kind:
        said = {
            "ref": name,
            "ref_type": kind,
            "master_branch": repo.default_branch,
            "description": None,
            "pusher_type": "user",
        }
        tell(world, repo, "create", said, by)


def tell_push(
    world: World,
    repo: Repository,
    ref: str,
    moved: tuple[str, str],
    new: list[Commit],
    by: Account,
) -> None:
    """Tell that a ref was moved.

    Args:
        ref: its full name.
        moved: from which commit to which; zeros where it was not, or is not any more.
        new: the commits that came with it, oldest first.
    """
    before, after = moved
    repo.pushed_at = repo.updated_at = world.now()
    head = repo.commits.get(after)
    said = {
        "ref": ref,
        "before": before,
        "after": after,
        "repository": _pushed_into(world, repo),
        "pusher": {"name": by.login, "email": shapes.address(by)},
        "created": before == ZEROS,
        "deleted": after == ZEROS,
        "forced": False,
        "base_ref": None,
        "compare": f"{WEB}/{repo.full_name}/compare/{before[:12]}...{after[:12]}",
        "commits": [_pushed(repo, each) for each in new],
        "head_commit": _pushed(repo, head) if head else None,
    }
    tell(world, repo, "push", said, by)


def _pushed_into(world: World, repo: Repository) -> Json:
    """The repository as push events alone show it: some times are numbers there."""
    owner = {"name": repo.owner.login, "email": shapes.address(repo.owner)}
    shown = repository(world, repo)
    return {
        **shown,
        "owner": {**owner, **shown["owner"]},
        "url": f"{WEB}/{repo.full_name}",
        "created_at": int(repo.created_at.timestamp()),
        "pushed_at": int(repo.pushed_at.timestamp()),
        "stargazers": 0,
        "master_branch": repo.default_branch,
    }


def _pushed(repo: Repository, made: Commit) -> Json:
    author = made.author
    person = {
        "name": author.name or author.login,
        "email": shapes.address(author),
        "username": author.login,
    }
    return {
        "id": made.sha,
        "tree_id": made.sha[::-1],
        "distinct": True,
        "message": made.message,
        "timestamp": moment(made.at),
        "url": f"{WEB}/{repo.full_name}/commit/{made.sha}",
        "author": person,
        "committer": person,
        "added": [],
        "removed": [],
        "modified": [],
    }
