"""What we read of GitHub's answers: the few members that are needed, never a model of the whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from trivet.auth.errors import GitHubUnreachable
from trivet.github.errors import MalformedPayload
from trivet.github.payloads import text_of, web_address


class Permission(StrEnum):
    """What somebody may do in a repository, from little to much."""

    PULL = "pull"
    TRIAGE = "triage"
    PUSH = "push"
    MAINTAIN = "maintain"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class RepositoryFacts:
    """A repository as whoever asked sees it.

    Args:
        github_id: its number, which stays when its name changes.
        full_name: `owner/name`, in GitHub's own capitals.
        url: its page.
        private: whether only some see it.
        archived: whether nobody can write to it.
        disabled: whether GitHub switched it off.
        default_branch: where branches start from unless somebody says otherwise.
        permission: what whoever asked may do; None if GitHub does not say (installations).
        moved: whether it was asked for by a name that it had before.
        description: what its owners wrote.
        pushed_at: when something was pushed to it last, as GitHub writes it.
    """

    github_id: int
    full_name: str
    url: str | None
    private: bool
    archived: bool
    disabled: bool
    default_branch: str
    permission: Permission | None
    moved: bool = False
    description: str | None = None
    pushed_at: str | None = None

    @property
    def writable(self) -> bool:
        """Whether whoever asked may make a branch, as far as GitHub says."""
        may = self.permission is None or self.permission in _WRITERS
        return may and not self.archived and not self.disabled


_WRITERS = {Permission.PUSH, Permission.MAINTAIN, Permission.ADMIN}


@dataclass(frozen=True, slots=True)
class Ref:
    """A branch: its short name, and the commit that it points at."""

    name: str
    sha: str


@dataclass(frozen=True, slots=True)
class BranchFacts:
    """A branch: its short name, its commit, and whether something keeps it from being changed."""

    name: str
    sha: str
    protected: bool


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """Where a pull request comes from.

    Args:
        branch: its short name.
        sha: the last commit that is part of the pull request.
        own: whether the branch is in the repository itself, and in no fork.
        merged: whether the pull request is merged.
    """

    branch: str
    sha: str
    own: bool
    merged: bool


@dataclass(frozen=True, slots=True)
class HookFacts:
    """A webhook of a repository.

    Args:
        id: its number.
        active: whether it sends anything.
        url: where to.
        events: what about.
        last_status: the HTTP status of what was answered last; None before the first delivery.
        last_message: what GitHub says about it, such as `OK` or `Invalid HTTP Response: 404`.
    """

    id: int
    active: bool
    url: str
    events: tuple[str, ...]
    last_status: int | None
    last_message: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page, and the address of the next."""

    items: list[Any]
    next_url: str | None
    unchanged: bool = False


def repository_facts(found: Any, *, moved: bool = False) -> RepositoryFacts:
    """Read a repository.

    Raises:
        GitHubUnreachable: what was answered is no repository.
    """
    try:
        members = _mapping(found)
        return RepositoryFacts(
            github_id=_id(members, "id"),
            full_name=text_of(members, "full_name"),
            url=web_address(members.get("html_url")),
            private=bool(members.get("private")),
            archived=bool(members.get("archived")),
            disabled=bool(members.get("disabled")),
            default_branch=(
                text_of(members, "default_branch") if members.get("default_branch") else "main"
            ),
            permission=_permission(members.get("permissions")),
            moved=moved,
            description=_some_text(members.get("description")),
            pushed_at=_some_text(members.get("pushed_at")),
        )
    except MalformedPayload as error:
        raise unreadable() from error


def ref_of(found: Any) -> Ref:
    """Read a ref of `refs/heads/`.

    Raises:
        GitHubUnreachable: what was answered is none.
    """
    try:
        members = _mapping(found)
        target = _mapping(members.get("object"))
        return Ref(text_of(members, "ref").removeprefix("refs/heads/"), text_of(target, "sha"))
    except MalformedPayload as error:
        raise unreadable() from error


def branch_ref_of(found: Any) -> Ref:
    """Read an element of the list of branches.

    Raises:
        GitHubUnreachable: what was answered is none.
    """
    try:
        members = _mapping(found)
        return Ref(text_of(members, "name"), text_of(_mapping(members.get("commit")), "sha"))
    except MalformedPayload as error:
        raise unreadable() from error


def branch_facts(found: Any) -> BranchFacts:
    """Read a branch.

    Raises:
        GitHubUnreachable: what was answered is none.
    """
    ref = branch_ref_of(found)
    return BranchFacts(ref.name, ref.sha, bool(_mapping(found).get("protected")))


def head_facts(found: Any) -> HeadFacts:
    """Read where a pull request comes from.

    Raises:
        GitHubUnreachable: what was answered is none.
    """
    try:
        members = _mapping(found)
        head, base = _mapping(members.get("head")), _mapping(members.get("base"))
        home = _mapping(base.get("repo"))
        source = head.get("repo")  # null once the fork is deleted
        own = isinstance(source, Mapping) and _id(source, "id") == _id(home, "id")
        merged = bool(members.get("merged") or members.get("merged_at"))
        return HeadFacts(text_of(head, "ref"), text_of(head, "sha"), own, merged)
    except MalformedPayload as error:
        raise unreadable() from error


def hook_facts(found: Any) -> HookFacts:
    """Read a webhook.

    Raises:
        GitHubUnreachable: what was answered is none.
    """
    try:
        members = _mapping(found)
        config = _mapping(members.get("config"))
        last = members.get("last_response")
        last = last if isinstance(last, Mapping) else {}
        code = last.get("code")
        return HookFacts(
            id=_id(members, "id"),
            active=bool(members.get("active")),
            url=_some_text(config.get("url")) or "",
            events=tuple(str(each) for each in members.get("events") or ()),
            last_status=code if isinstance(code, int) else None,
            last_message=_some_text(last.get("message")),
        )
    except MalformedPayload as error:
        raise unreadable() from error


def unreadable() -> GitHubUnreachable:
    """The refusal for an answer that is not what was asked for."""
    return GitHubUnreachable("Its answer could not be read. Try again in a minute.")


def _permission(found: Any) -> Permission | None:
    if not isinstance(found, Mapping):
        return None
    held = [each for each in Permission if found.get(str(each)) is True]
    return held[-1] if held else None


def _mapping(found: Any) -> Mapping[str, Any]:
    if not isinstance(found, Mapping):
        raise MalformedPayload("It is no object.")
    return found


def _id(found: Mapping[str, Any], name: str) -> int:
    number = found.get(name)
    if type(number) is not int or not 0 < number < 2**63:
        raise MalformedPayload(f"It has no number `{name}`.")
    return number


def _some_text(found: Any) -> str | None:
    return found if isinstance(found, str) and found else None
