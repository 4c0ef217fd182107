"""Shapes of repositories, rules, branches and deliveries."""

from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from trivet.github.answers import Permission
from trivet.github.branch_names import LONGEST_PREFIX, LONGEST_TEMPLATE
from trivet.github.writing_schemas import WritingOut
from trivet.platform.schemas import Answer, Body, Time
from trivet.platform.tasks.schemas import TaskOut
from trivet.platform.web.text import Typed

FULL_NAME = r"^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})/[A-Za-z0-9._-]{1,100}$"
SHORTEST_SECRET = 16

FullName = Annotated[str, Field(pattern=FULL_NAME, description="Such as `acme/rocket`.")]
Secret = Annotated[
    str,
    Field(
        min_length=SHORTEST_SECRET,
        max_length=255,
        pattern=r"^[!-~][ -~]*[!-~]$",
        description="The webhook's secret: printable ASCII, no space at its ends. Never told again.",
    ),
]


class RepositoryConnect(Body):
    """A repository to connect: picked from those that one reaches, or by hand."""

    full_name: FullName
    secret: Secret | None = Field(
        None,
        description="Left out: Trivet asks GitHub in your name, and makes the webhook itself. Given: "
        "by hand, with a webhook that you make on GitHub with this secret.",
    )


class ConnectionState(StrEnum):
    """How a repository stands."""

    WAITING = "waiting"
    CONNECTED = "connected"
    POLLED = "polled"
    PROBLEM = "problem"


class Via(StrEnum):
    """How news of a repository come to us."""

    HOOK = "hook"
    APP = "app"
    POLL = "poll"
    HAND = "hand"


class HookState(StrEnum):
    """How the webhook that we keep stands."""

    NONE = "none"
    MAKING = "making"
    MADE = "made"
    VERIFIED = "verified"
    FAILING = "failing"
    REFUSED = "refused"


class ProblemCode(StrEnum):
    """What keeps a repository from working, or from working as well as it could."""

    ACCESS_LOST = "access_lost"
    REPOSITORY_GONE = "repository_gone"
    SIGN_IN_NEEDED = "sign_in_needed"
    HOOK_MISSING = "hook_missing"
    HOOK_REFUSED = "hook_refused"
    HOOK_FAILING = "hook_failing"
    HOOK_LIMIT = "hook_limit"
    APP_REMOVED = "app_removed"
    DISABLED = "disabled"


NO_HOOK = frozenset({ProblemCode.HOOK_REFUSED, ProblemCode.HOOK_LIMIT})
"""A webhook cannot be made. We look for news instead, and nobody has to do anything."""
HOOK_PROBLEMS = NO_HOOK | {ProblemCode.HOOK_MISSING, ProblemCode.HOOK_FAILING}
"""What is wrong with the webhook alone; a delivery that arrives shows that it is over."""


class WebhookOut(Answer):
    """What to enter on GitHub, where the webhook is made by hand."""

    url: str = Field(description="The payload URL.")
    reachable: bool = Field(
        description="Whether GitHub can reach it, as far as the address tells: not on a loopback."
    )
    content_type: Literal["application/json"] = "application/json"
    events: list[str] = Field(description="The events to tick.")
    settings_url: str = Field(description="Where the repository's webhooks are set up.")


class HookOut(Answer):
    """The webhook that Trivet keeps on GitHub."""

    state: HookState = Field(
        description="`made` until its first delivery arrives, then `verified`."
    )
    last_status: int | None = Field(
        None, description="What we answered to its last delivery, as GitHub told at the last check."
    )
    last_message: str | None = Field(None, description="What GitHub said about that delivery.")


class ProblemOut(Answer):
    """What is wrong with a repository, as of the last check."""

    code: ProblemCode
    detail: str = Field(description="What happened, and what to do next.")
    since: Time | None = None


class RepositoryOut(Answer):
    """A repository that is connected to a workspace."""

    id: UUID
    full_name: str
    url: str
    state: ConnectionState = Field(
        description="`waiting` until news come; then `connected` if GitHub brings them, `polled` if "
        "we look for them. `problem` if a person has to do something."
    )
    via: Via = Field(
        description="`hook`: a webhook that we keep; `app`: the GitHub App; `poll`: we look, as "
        "GitHub cannot reach us or nobody may make a webhook; `hand`: a webhook made by hand."
    )
    picked: bool = Field(
        description="Whether it was chosen from a list, and not connected by hand."
    )
    private: bool | None = Field(None, description="Null while GitHub was not asked.")
    archived: bool = False
    default_branch: str | None = None
    problem: ProblemOut | None = None
    hook: HookOut | None = Field(None, description="Null where no webhook is ours to keep.")
    task: TaskOut | None = Field(None, description="The set-up or check that is under way.")
    writing: WritingOut
    can_branch: bool = Field(description="Whether you can make branches there.")
    why_not: str | None = Field(None, description="Why you cannot, in one sentence.")
    webhook: WebhookOut
    connected_at: Time
    checked_at: Time | None = Field(None, description="When GitHub was last asked about it.")
    polled_at: Time | None = Field(None, description="When we last looked for news.")
    first_delivery_at: Time | None = None
    last_delivery_at: Time | None = Field(None, description="Of those that mean something to us.")


class CheckBegun(Answer):
    """A task does it: follow it."""

    task: TaskOut


class ReachableRepository(Answer):
    """A repository that one's GitHub account reaches."""

    github_id: int
    full_name: str
    url: str | None
    private: bool
    archived: bool
    permission: Permission | None = Field(
        None, description="What you may do there; null if GitHub does not say."
    )
    writable: bool = Field(description="Whether you can make branches there.")
    why_not: str | None = Field(
        None, description="Why no branch, or no webhook, can be made there; in one sentence."
    )
    description: str | None = None
    pushed_at: Time | None = None
    connected_to: list[UUID] = Field(
        description="Those of your workspaces that it is connected to."
    )
    connected: bool | None = Field(
        None, description="Whether it is connected to `workspace_id`; null if that was not given."
    )


class BranchOut(Answer):
    """A branch on GitHub."""

    name: str
    sha: str
    default: bool


class Acceptance(StrEnum):
    """What became of a delivery."""

    ACCEPTED = "accepted"
    ALREADY_DONE = "already_done"
    NOT_SUPPORTED = "not_supported"


class DeliveryAnswer(Answer):
    """The answer to GitHub."""

    status: Acceptance


BranchName = Annotated[
    str,
    Typed(255, filled=True),
    Field(description="By the rules of git, at most 200 bytes."),
]


class BranchCommands(Answer):
    """What one types to work on a branch."""

    fetch: str = Field(description="Where the branch is on GitHub.")
    create: str = Field(description="To make it by oneself.")


class BranchNameProblem(Answer):
    """Why a branch cannot be called so."""

    code: Literal["invalid_branch_name"] = "invalid_branch_name"
    detail: str


class BranchTaskOut(Answer):
    """A branch that is being made for a card, or that could not be made."""

    task: TaskOut
    repository_id: UUID
    branch_name: str
    base_branch: str | None = Field(description="Null for the repository's default branch.")
    suggestion: str | None = Field(
        description="A name that is free, where the wanted one was not (as of that attempt)."
    )


class BranchNameOut(Answer):
    """How a branch of a card would be called, and where it would be made."""

    name: str = Field(description="By the board's template, with the caller's prefix.")
    template: str
    prefix: str
    repository_id: UUID | None = Field(
        description="The board's usual one, else the only one, else the one used last; null if none."
    )
    base_branch: str | None = Field(
        description="That repository's default branch; null as long as nobody looked."
    )
    commands: BranchCommands | None = Field(
        description="For the name that was asked about, else for the suggested one; null if it is none."
    )
    problem: BranchNameProblem | None = Field(
        description="What is wrong with the name that was asked about."
    )
    pending: list[BranchTaskOut] = Field(
        description="Branches of this card that are being made, or could not be within the last day;"
        " the newest first."
    )


class BranchCreate(Body):
    """A branch to make on GitHub."""

    repo_id: Annotated[UUID, Field(strict=False)] = Field(
        description="A repository that is connected to the card's workspace."
    )
    branch_name: BranchName | None = Field(
        None, description="What it is called; as suggested if absent."
    )
    base_branch: BranchName | None = Field(
        None, description="Where it starts; from the repository's default branch if absent."
    )


class BranchBegun(Answer):
    """A task makes it."""

    task: TaskOut


class BranchingOut(Answer):
    """How the branches of a board's cards are called, and where they are usually made."""

    template: str | None = Field(
        description="What its people chose; null for the one of the house."
    )
    repository_id: UUID | None = Field(description="Where they are usually made; null if not said.")
    effective_template: str


class BranchingPut(Body):
    """What a board's people choose about its branches."""

    template: Annotated[str, Typed(LONGEST_TEMPLATE, filled=True)] | None = Field(
        description="Such as `{type}/{key}-{title}`, with `{number}` and `{user}` too; null for the"
        " one of the house."
    )
    repository_id: Annotated[UUID, Field(strict=False)] | None = Field(
        description="A repository that is connected to the workspace; null for none in particular."
    )


class BranchExample(Answer):
    """A card, and what its branch would be called."""

    title: str
    name: str


class BranchExamplesOut(Answer):
    """What a template makes of some titles."""

    template: str
    items: list[BranchExample] = Field(description="None where it cannot make any.")
    problem: str | None = Field(description="Why it cannot, in one sentence.")


class BranchPrefixOut(Answer):
    """What somebody's branches begin with."""

    prefix: str


class BranchPrefixPut(Body):
    """What my branches begin with from now on."""

    prefix: Annotated[
        str, Typed(LONGEST_PREFIX), Field(description="Such as `ada/`; empty for nothing.")
    ]


class ApiState(StrEnum):
    """Whether GitHub can be asked at the moment."""

    OK = "ok"
    UNREACHABLE = "unreachable"
    LIMITED = "limited"
    NOT_SET_UP = "not_set_up"


class GitHubAccountStatusOut(Answer):
    """The caller's account at GitHub."""

    login: str
    sign_in_needed: bool = Field(description="GitHub refused the token: nothing works until then.")
    missing_scopes: list[str] = Field(description="Asked for, and not granted.")


class GitHubAppOut(Answer):
    """The GitHub App of this installation."""

    slug: str
    install_url: str = Field(description="Where it is given access to further repositories.")


class GitHubAllowanceOut(Answer):
    """What GitHub allows the caller in this hour, as of its last answer."""

    limit: int = Field(description="Requests an hour.")
    remaining: int
    reset_at: Time


class GitHubStatusOut(Answer):
    """How things stand between Trivet and GitHub."""

    api: ApiState = Field(
        description="`unreachable`: it did not answer lately, and is left alone until `retry_at`; "
        "`limited`: the caller's requests of this hour are used up."
    )
    since: Time | None = Field(None, description="Since when it is unreachable.")
    retry_at: Time | None = None
    account: GitHubAccountStatusOut | None = Field(None, description="Null: none is connected.")
    app: GitHubAppOut | None = None
    allowance: GitHubAllowanceOut | None = None
