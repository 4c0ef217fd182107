"""Pull requests: opened, changed, closed; what is pushed into their branches."""

from typing import Any

from tests.support.fake_github import pull_shapes, refusals
from tests.support.fake_github.happenings.telling import repository, tell
from tests.support.fake_github.state import Account, Pull, Repository, Review
from tests.support.fake_github.world import World, ancestors

Json = dict[str, Any]


def open_(
    world: World,
    repo: Repository,
    head: str,
    title: str,
    by: Account,
    *,
    base: str | None = None,
    body: str | None = None,
    draft: bool = False,
    source: Repository | None = None,
) -> Pull:
    """Ask that a branch go into another.

    Args:
        head: the branch, by its short name.
        base: where to; the default branch by default.
        source: the fork that has the branch; the same repository by default.

    Raises:
        Refused: a branch is missing, there is such a pull request, there is nothing in it, or it cannot be
            a draft.
    """
    origin, target = source or repo, base or repo.default_branch
    if draft and not repo.drafts:
        raise refusals.unprocessable("Draft pull requests are not supported in this repository.")
    if head not in origin.branches:
        raise refusals.invalid(_wrong("head", "invalid"))
    if target not in repo.branches:
        raise refusals.invalid(_wrong("base", "invalid"))
    if any(_same(each, origin, head, target) for each in repo.pulls.values()):
        label = f"{origin.owner.login}:{head}"
        raise refusals.invalid(_said(f"A pull request already exists for {label}."))
    sha = origin.branches[head]
    if sha in {each.sha for each in ancestors(repo, repo.branches[target])}:
        raise refusals.invalid(_said(f"No commits between {target} and {head}"))
    now = world.now()
    number = max(repo.pulls, default=0) + 1
    pull = Pull(
        id=world.new_id(),
        number=number,
        repo=repo,
        head_repo=origin,
        head_owner=origin.owner,
        head=head,
        head_sha=sha,
        base=target,
        title=title,
        body=body,
        author=by,
        created_at=now,
        updated_at=now,
        draft=draft,
    )
    repo.pulls[number] = pull
    _take_commits(pull)
    tell_of(world, pull, "opened", by)
    return pull


def close(world: World, pull: Pull, by: Account) -> None:
    """Close a pull request without merging it."""
    pull.closed_at = world.now()
    tell_of(world, pull, "closed", by)


def reopen(world: World, pull: Pull, by: Account) -> None:
    """Open a pull request again.

    Raises:
        Refused: it was merged, or its branch is gone.
    """
    gone = pull.head_repo is None or pull.head not in pull.head_repo.branches
    if pull.merged_at or gone:
        raise refusals.invalid(
            _said("state cannot be changed. The pull request cannot be reopened.")
        )
    pull.closed_at = None
    tell_of(world, pull, "reopened", by)


def make_ready(world: World, pull: Pull, by: Account) -> None:
    """It is no draft any more."""
    pull.draft = False
    tell_of(world, pull, "ready_for_review", by)


def make_draft(world: World, pull: Pull, by: Account) -> None:
    """It is a draft again."""
    pull.draft = True
    tell_of(world, pull, "converted_to_draft", by)


def edit(
    world: World, pull: Pull, by: Account, *, title: str | None = None, body: str | None = None
) -> None:
    """Change what it says; what is not given stays."""
    changes: Json = {}
    if title is not None and title != pull.title:
        changes["title"] = {"from": pull.title}
        pull.title = title
    if body is not None and body != pull.body:
        changes["body"] = {"from": pull.body or ""}
        pull.body = body
    tell_of(world, pull, "edited", by, changes=changes)


def review(world: World, pull: Pull, by: Account, state: str, body: str = "") -> Review:
    """Say something of it.

    Args:
        state: as REST names it: `APPROVED`, `CHANGES_REQUESTED` or `COMMENTED`; `PENDING` while it is
            written, of which nobody is told.
    """
    given = Review(world.new_id(), by, state, body, pull.head_sha, world.now())
    pull.reviews.append(given)
    if state == "PENDING":
        return given
    _tell_review(world, pull, given, "submitted", by)
    return given


def dismiss(world: World, pull: Pull, given: Review, by: Account) -> Review:
    """Let a review count no more."""
    at = pull.reviews.index(given)
    dismissed = Review(given.id, given.by, "DISMISSED", given.body, given.sha, given.at)
    pull.reviews[at] = dismissed
    _tell_review(world, pull, dismissed, "dismissed", by)
    return dismissed


def follow(world: World, repo: Repository, branch: str, before: str, by: Account) -> None:
    """What a push does to open pull requests: new commits, or the end where a branch is gone."""
    after = repo.branches.get(branch)
    for pull in list(world.pulls()):
        if pull.closed_at is not None:
            continue
        is_head = pull.head_repo is repo and pull.head == branch
        is_base = pull.repo is repo and pull.base == branch
        if after is None and (is_head or is_base):
            close(world, pull, by)
        elif after is not None and is_head:
            pull.head_sha = after
            _take_commits(pull)
            tell_of(world, pull, "synchronize", by, before=before, after=after)


def tell_of(world: World, pull: Pull, action: str, by: Account, **more: Any) -> None:
    """Tell what was done to a pull request. `more` stands beside it."""
    pull.updated_at = world.now()
    said = {
        "action": action,
        "number": pull.number,
        "pull_request": pull_shapes.full(world, pull, repository),
        **more,
    }
    tell(world, pull.repo, "pull_request", said, by)


def _tell_review(world: World, pull: Pull, given: Review, action: str, by: Account) -> None:
    pull.updated_at = world.now()
    shown = pull_shapes.review(world, pull, given)
    said = {
        "action": action,
        # Upper case in REST, lower case here.
        "review": {**shown, "state": given.state.lower(), "body": given.body or None},
        "pull_request": pull_shapes.simple(world, pull, repository),
    }
    tell(world, pull.repo, "pull_request_review", said, by)


def _take_commits(pull: Pull) -> None:
    """A fork's commits are found in the repository that they would go into."""
    if pull.head_repo is not None and pull.head_repo is not pull.repo:
        found = ancestors(pull.head_repo, pull.head_sha)
        pull.repo.commits.update({each.sha: each for each in found})


def _same(pull: Pull, origin: Repository, head: str, base: str) -> bool:
    wanted = (origin, head, base)
    return pull.closed_at is None and (pull.head_repo, pull.head, pull.base) == wanted


def _wrong(name: str, code: str) -> Json:
    return {"resource": "PullRequest", "field": name, "code": code}


def _said(message: str) -> Json:
    return {"resource": "PullRequest", "code": "custom", "message": message}
