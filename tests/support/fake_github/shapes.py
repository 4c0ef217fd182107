"""People, repositories, refs and commits as GitHub writes them in JSON."""

from typing import Any
from urllib.parse import quote

from tests.support.fake_github.state import Account, Commit, Repository, Role
from tests.support.fake_github.world import WEB, World, moment, node_id

Json = dict[str, Any]

# What stands behind a repository's address, by the member that leads there.
_LINKS = {
    "archive_url": "{archive_format}{/ref}",
    "assignees_url": "assignees{/user}",
    "blobs_url": "git/blobs{/sha}",
    "branches_url": "branches{/branch}",
    "collaborators_url": "collaborators{/collaborator}",
    "comments_url": "comments{/number}",
    "commits_url": "commits{/sha}",
    "compare_url": "compare/{base}...{head}",
    "contents_url": "contents/{+path}",
    "contributors_url": "contributors",
    "deployments_url": "deployments",
    "downloads_url": "downloads",
    "events_url": "events",
    "forks_url": "forks",
    "git_commits_url": "git/commits{/sha}",
    "git_refs_url": "git/refs{/sha}",
    "git_tags_url": "git/tags{/sha}",
    "hooks_url": "hooks",
    "issue_comment_url": "issues/comments{/number}",
    "issue_events_url": "issues/events{/number}",
    "issues_url": "issues{/number}",
    "keys_url": "keys{/key_id}",
    "labels_url": "labels{/name}",
    "languages_url": "languages",
    "merges_url": "merges",
    "milestones_url": "milestones{/number}",
    "notifications_url": "notifications{?since,all,participating}",
    "pulls_url": "pulls{/number}",
    "releases_url": "releases{/id}",
    "stargazers_url": "stargazers",
    "statuses_url": "statuses/{sha}",
    "subscribers_url": "subscribers",
    "subscription_url": "subscription",
    "tags_url": "tags",
    "teams_url": "teams",
    "trees_url": "git/trees{/sha}",
}
_OF_PEOPLE = {
    "followers_url": "/followers",
    "following_url": "/following{/other_user}",
    "gists_url": "/gists{/gist_id}",
    "starred_url": "/starred{/owner}{/repo}",
    "subscriptions_url": "/subscriptions",
    "organizations_url": "/orgs",
    "repos_url": "/repos",
    "events_url": "/events{/privacy}",
    "received_events_url": "/received_events",
}


def user(world: World, account: Account) -> Json:
    """Somebody, as they stand in other things."""
    url = f"{world.api}/users/{quote(account.login)}"
    return {
        "login": account.login,
        "id": account.id,
        "node_id": node_id("User", account.id),
        "avatar_url": f"{WEB}/avatars/{account.id}",
        "gravatar_id": "",
        "url": url,
        "html_url": f"{WEB}/{quote(account.login)}",
        **{name: f"{url}{rest}" for name, rest in _OF_PEOPLE.items()},
        "type": kind(account),
        "site_admin": False,
    }


def kind(account: Account) -> str:
    """`User`, `Organization` or `Bot`."""
    if account.login.endswith("[bot]"):
        return "Bot"
    return "Organization" if account.organization else "User"


def public_user(world: World, account: Account) -> Json:
    """Somebody, as they are shown when asked for."""
    return {
        **user(world, account),
        "name": account.name,
        "company": None,
        "blog": "",
        "location": None,
        "email": None,
        "hireable": None,
        "bio": None,
        "twitter_username": None,
        "public_repos": 0,
        "public_gists": 0,
        "followers": 0,
        "following": 0,
        "created_at": "2011-01-25T18:44:36Z",
        "updated_at": "2026-01-25T18:44:36Z",
    }


def repository(world: World, repo: Repository, role: Role | None = None) -> Json:
    """A repository in a list.

    Args:
        role: what the asker may do in it; nothing is said about that without.
    """
    url = f"{world.api}/repos/{repo.full_name}"
    return {
        "id": repo.id,
        "node_id": node_id("Repository", repo.id),
        "name": repo.name,
        "full_name": repo.full_name,
        "private": repo.private,
        "owner": user(world, repo.owner),
        "html_url": f"{WEB}/{repo.full_name}",
        "description": None,
        "fork": repo.parent is not None,
        "url": url,
        **{name: f"{url}/{rest}" for name, rest in _LINKS.items()},
        "created_at": moment(repo.created_at),
        "updated_at": moment(repo.updated_at),
        "pushed_at": moment(repo.pushed_at),
        "git_url": f"git://github.test/{repo.full_name}.git",
        "ssh_url": f"git@github.test:{repo.full_name}.git",
        "clone_url": f"{WEB}/{repo.full_name}.git",
        "svn_url": f"{WEB}/{repo.full_name}",
        "homepage": None,
        "size": 0,
        "stargazers_count": 0,
        "watchers_count": 0,
        "language": None,
        "has_issues": True,
        "has_projects": True,
        "has_downloads": True,
        "has_wiki": True,
        "has_pages": False,
        "has_discussions": False,
        "forks_count": 0,
        "mirror_url": None,
        "archived": repo.archived,
        "disabled": repo.disabled,
        "open_issues_count": 0,
        "license": None,
        "allow_forking": True,
        "is_template": False,
        "web_commit_signoff_required": False,
        "topics": [],
        "visibility": "private" if repo.private else "public",
        "forks": 0,
        "open_issues": 0,
        "watchers": 0,
        "default_branch": repo.default_branch,
        **({} if role is None else {"permissions": _permissions(role)}),
    }


def full_repository(world: World, repo: Repository, role: Role | None) -> Json:
    """A repository that was asked for by itself."""
    asked = repository(world, repo, role)
    if repo.owner.organization:
        asked["organization"] = user(world, repo.owner)
    if repo.parent:
        asked |= {each: repository(world, repo.parent) for each in ("parent", "source")}
    return {**asked, "network_count": 0, "subscribers_count": 0}


def _permissions(role: Role) -> Json:
    steps = [Role.ADMIN, Role.MAINTAIN, Role.PUSH, Role.TRIAGE, Role.PULL]
    return {step.name.lower(): role >= step for step in steps}


def ref(world: World, repo: Repository, name: str, sha: str) -> Json:
    url = f"{world.api}/repos/{repo.full_name}/git"
    return {
        "ref": name,
        "node_id": node_id("Ref", repo.id),
        "url": f"{url}/{name}",
        "object": {"sha": sha, "type": "commit", "url": f"{url}/commits/{sha}"},
    }


def short_branch(world: World, repo: Repository, name: str, protected: bool) -> Json:
    """A branch in a list."""
    sha = repo.branches[name]
    url = f"{world.api}/repos/{repo.full_name}"
    return {
        "name": name,
        "commit": {"sha": sha, "url": f"{url}/commits/{sha}"},
        "protected": protected,
    }


def branch(world: World, repo: Repository, name: str, protected: bool) -> Json:
    """A branch that was asked for by itself."""
    url = f"{world.api}/repos/{repo.full_name}/branches/{name}"
    return {
        "name": name,
        "commit": commit(world, repo, repo.commits[repo.branches[name]]),
        "_links": {"self": url, "html": f"{WEB}/{repo.full_name}/tree/{name}"},
        "protected": protected,
        "protection": {
            "enabled": protected,
            "required_status_checks": {
                "enforcement_level": "off",
                "contexts": [],
                "checks": [],
            },
        },
        "protection_url": f"{url}/protection",
    }


def commit(world: World, repo: Repository, made: Commit) -> Json:
    """A commit, as all answers but git's own show it."""
    url = f"{world.api}/repos/{repo.full_name}"
    return {
        "sha": made.sha,
        "node_id": node_id("Commit", repo.id),
        "commit": {
            "author": _person(made),
            "committer": _person(made),
            "message": made.message,
            "tree": _tree(world, repo, made),
            "url": f"{url}/git/commits/{made.sha}",
            "comment_count": 0,
            "verification": _unsigned(),
        },
        "url": f"{url}/commits/{made.sha}",
        "html_url": f"{WEB}/{repo.full_name}/commit/{made.sha}",
        "comments_url": f"{url}/commits/{made.sha}/comments",
        "author": user(world, made.author),
        "committer": user(world, made.author),
        "parents": [_parent(world, repo, sha) for sha in made.parents],
    }


def git_commit(world: World, repo: Repository, made: Commit) -> Json:
    """A commit, as git has it."""
    return {
        "sha": made.sha,
        "node_id": node_id("Commit", repo.id),
        "url": f"{world.api}/repos/{repo.full_name}/git/commits/{made.sha}",
        "html_url": f"{WEB}/{repo.full_name}/commit/{made.sha}",
        "author": _person(made),
        "committer": _person(made),
        "tree": _tree(world, repo, made),
        "message": made.message,
        "parents": [_parent(world, repo, sha) for sha in made.parents],
        "verification": _unsigned(),
    }


def address(account: Account) -> str:
    """The address in somebody's commits."""
    return f"{account.id}+{account.login}@users.noreply.github.test"


def _person(made: Commit) -> Json:
    name = made.author.name or made.author.login
    return {"name": name, "email": address(made.author), "date": moment(made.at)}


def _tree(world: World, repo: Repository, made: Commit) -> Json:
    sha = made.sha[::-1]
    return {"sha": sha, "url": f"{world.api}/repos/{repo.full_name}/git/trees/{sha}"}


def _parent(world: World, repo: Repository, sha: str) -> Json:
    return {
        "sha": sha,
        "url": f"{world.api}/repos/{repo.full_name}/commits/{sha}",
        "html_url": f"{WEB}/{repo.full_name}/commit/{sha}",
    }


def _unsigned() -> Json:
    return {
        "verified": False,
        "reason": "unsigned",
        "signature": None,
        "payload": None,
        "verified_at": None,
    }
