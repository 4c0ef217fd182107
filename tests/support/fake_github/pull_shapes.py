"""Pull requests, reviews, checks and statuses as GitHub writes them in JSON."""

from collections.abc import Callable, Sequence
from typing import Any

from tests.support.fake_github import shapes
from tests.support.fake_github.state import (
    Account,
    CheckRun,
    Comment,
    Pull,
    Repository,
    Review,
    Role,
    Status,
)
from tests.support.fake_github.world import WEB, World, ancestors, moment, node_id

Json = dict[str, Any]
ShowRepo = Callable[[World, Repository], Json]

_ACTIONS_ID = 15_368


def simple(world: World, pull: Pull, show: ShowRepo = shapes.repository) -> Json:
    """A pull request in a list.

    Args:
        show: writes the repositories in it; webhooks do it differently.
    """
    repo = pull.repo
    url = f"{world.api}/repos/{repo.full_name}/pulls/{pull.number}"
    issue = f"{world.api}/repos/{repo.full_name}/issues/{pull.number}"
    html = f"{WEB}/{repo.full_name}/pull/{pull.number}"
    statuses = f"{world.api}/repos/{repo.full_name}/statuses/{pull.head_sha}"
    comment = f"{world.api}/repos/{repo.full_name}/pulls/comments{{/number}}"
    return {
        "url": url,
        "id": pull.id,
        "node_id": node_id("PullRequest", pull.id),
        "html_url": html,
        "diff_url": f"{html}.diff",
        "patch_url": f"{html}.patch",
        "issue_url": issue,
        "number": pull.number,
        "state": pull.state,
        "locked": False,
        "title": pull.title,
        "user": shapes.user(world, pull.author),
        "body": pull.body,
        "created_at": moment(pull.created_at),
        "updated_at": moment(pull.updated_at),
        "closed_at": moment(pull.closed_at),
        "merged_at": moment(pull.merged_at),
        "merge_commit_sha": pull.merge_sha,
        "assignee": None,
        "assignees": [],
        "requested_reviewers": [],
        "requested_teams": [],
        "labels": [],
        "milestone": None,
        "draft": pull.draft,
        "commits_url": f"{url}/commits",
        "review_comments_url": f"{url}/comments",
        "review_comment_url": comment,
        "comments_url": f"{issue}/comments",
        "statuses_url": statuses,
        "head": _end(world, pull.head_owner, pull.head, pull.head_sha, pull.head_repo, show),
        "base": _end(world, repo.owner, pull.base, _base_sha(pull), repo, show),
        "_links": {
            "self": {"href": url},
            "html": {"href": html},
            "issue": {"href": issue},
            "comments": {"href": f"{issue}/comments"},
            "review_comments": {"href": f"{url}/comments"},
            "review_comment": {"href": comment},
            "commits": {"href": f"{url}/commits"},
            "statuses": {"href": statuses},
        },
        "author_association": association(repo, pull.author),
        "auto_merge": None,
        "active_lock_reason": None,
    }


def full(world: World, pull: Pull, show: ShowRepo = shapes.repository) -> Json:
    """A pull request that was asked for by itself."""
    known = {each.sha for each in ancestors(pull.repo, _base_sha(pull))}
    new = [each for each in ancestors(pull.repo, pull.head_sha) if each.sha not in known]
    open_ = pull.closed_at is None
    return {
        **simple(world, pull, show),
        "merged": pull.merged_at is not None,
        "mergeable": pull.mergeable if open_ else None,
        "rebaseable": pull.mergeable if open_ else None,
        "mergeable_state": _mergeable_state(pull),
        "merged_by": shapes.user(world, pull.merged_by) if pull.merged_by else None,
        "comments": sum(each.number == pull.number for each in pull.repo.comments.values()),
        "review_comments": 0,
        "maintainer_can_modify": False,
        "commits": len(new),
        "additions": len(new),
        "deletions": 0,
        "changed_files": len(new),
    }


def association(repo: Repository, account: Account) -> str:
    """How somebody stands to a repository."""
    if account is repo.owner:
        return "OWNER"
    if repo.roles.get(account.id, Role.NONE) is Role.NONE:
        return "NONE"
    return "MEMBER" if repo.owner.organization else "COLLABORATOR"


def review(world: World, pull: Pull, given: Review) -> Json:
    """A review, with its state in upper case; one that is not submitted yet has no time."""
    submitted = {} if given.state == "PENDING" else {"submitted_at": moment(given.at)}
    html = f"{WEB}/{pull.repo.full_name}/pull/{pull.number}#pullrequestreview-{given.id}"
    url = f"{world.api}/repos/{pull.repo.full_name}/pulls/{pull.number}"
    return {
        "id": given.id,
        "node_id": node_id("PullRequestReview", given.id),
        "user": shapes.user(world, given.by),
        "body": given.body,
        "state": given.state,
        "html_url": html,
        "pull_request_url": url,
        "author_association": association(pull.repo, given.by),
        "_links": {"html": {"href": html}, "pull_request": {"href": url}},
        **submitted,
        "commit_id": given.sha,
    }


def check_run(world: World, repo: Repository, run: CheckRun) -> Json:
    """A check run; those of a fork's commit know of no pull request."""
    url = f"{world.api}/repos/{repo.full_name}/check-runs/{run.id}"
    html = f"{WEB}/{repo.full_name}/runs/{run.id}"
    done = run.status == "completed"
    return {
        "id": run.id,
        "name": run.name,
        "node_id": node_id("CheckRun", run.id),
        "head_sha": run.sha,
        "external_id": "",
        "url": url,
        "html_url": html,
        "details_url": html,
        "status": run.status,
        "conclusion": run.conclusion,
        "started_at": moment(run.at),
        "completed_at": moment(run.at) if done else None,
        "output": {
            "title": None,
            "summary": None,
            "text": None,
            "annotations_count": 0,
            "annotations_url": f"{url}/annotations",
        },
        "check_suite": {"id": run.suite},
        "app": actions(world, repo),
        "pull_requests": [
            _mention(world, each)
            for each in repo.pulls.values()
            if each.head_sha == run.sha and each.head_repo is repo and each.closed_at is None
        ],
    }


def actions(world: World, repo: Repository) -> Json:
    """The App whose checks these are: GitHub Actions."""
    return {
        "id": _ACTIONS_ID,
        "slug": "github-actions",
        "node_id": node_id("App", _ACTIONS_ID),
        "owner": shapes.user(world, repo.owner),
        "name": "GitHub Actions",
        "description": "Automate your workflow from idea to production",
        "external_url": "https://help.github.test/en/actions",
        "html_url": f"{WEB}/apps/github-actions",
        "created_at": "2018-07-30T09:30:17Z",
        "updated_at": "2024-04-10T20:33:16Z",
        "permissions": {"actions": "write", "checks": "write", "metadata": "read"},
        "events": ["check_run", "push"],
    }


def combined(world: World, repo: Repository, sha: str, latest: Sequence[Status]) -> Json:
    """What all say of a commit together: `pending` where nobody says anything."""
    states = {each.state for each in latest}
    good = states == {"success"}
    state = "failure" if states & {"error", "failure"} else ("success" if good else "pending")
    url = f"{world.api}/repos/{repo.full_name}/commits/{sha}"
    return {
        "state": state,
        "statuses": [status(world, repo, each) for each in latest],
        "sha": sha,
        "total_count": len(latest),
        "repository": shapes.repository(world, repo),
        "commit_url": url,
        "url": f"{url}/status",
    }


def status(world: World, repo: Repository, given: Status) -> Json:
    return {
        "url": f"{world.api}/repos/{repo.full_name}/statuses/{given.sha}",
        "avatar_url": shapes.user(world, given.by)["avatar_url"],
        "id": given.id,
        "node_id": node_id("StatusContext", given.id),
        "state": given.state,
        "description": given.description,
        "target_url": given.target_url,
        "context": given.context,
        "created_at": moment(given.at),
        "updated_at": moment(given.at),
    }


def comment(world: World, repo: Repository, said: Comment) -> Json:
    """What somebody said below a pull request."""
    api = f"{world.api}/repos/{repo.full_name}/issues"
    return {
        "id": said.id,
        "node_id": node_id("IssueComment", said.id),
        "url": f"{api}/comments/{said.id}",
        "html_url": f"{WEB}/{repo.full_name}/pull/{said.number}#issuecomment-{said.id}",
        "issue_url": f"{api}/{said.number}",
        "user": shapes.user(world, said.by),
        "body": said.body,
        "created_at": moment(said.created_at),
        "updated_at": moment(said.updated_at),
        "author_association": association(repo, said.by),
        "performed_via_github_app": None,
    }


def _end(
    world: World, owner: Account, branch: str, sha: str, repo: Repository | None, show: ShowRepo
) -> Json:
    """One end of a pull request; a fork that was deleted is nowhere."""
    return {
        "label": f"{owner.login}:{branch}",
        "ref": branch,
        "sha": sha,
        "user": shapes.user(world, owner),
        "repo": show(world, repo) if repo else None,
    }


def _base_sha(pull: Pull) -> str:
    """Where the base stood; after the merge that is what was merged into."""
    repo = pull.repo
    if pull.merge_sha and (merged := repo.commits.get(pull.merge_sha)):
        return merged.parents[0]
    return repo.branches.get(pull.base, pull.head_sha)


def _mergeable_state(pull: Pull) -> str:
    if pull.closed_at is not None or pull.mergeable is None:
        return "unknown"
    if not pull.mergeable:
        return "dirty"
    return "draft" if pull.draft else "clean"


def _mention(world: World, pull: Pull) -> Json:
    """A pull request as checks name it."""
    repo = pull.repo
    named = {
        "id": repo.id,
        "url": f"{world.api}/repos/{repo.full_name}",
        "name": repo.name,
    }
    return {
        "url": f"{world.api}/repos/{repo.full_name}/pulls/{pull.number}",
        "id": pull.id,
        "number": pull.number,
        "head": {"ref": pull.head, "sha": pull.head_sha, "repo": named},
        "base": {"ref": pull.base, "sha": _base_sha(pull), "repo": named},
    }
