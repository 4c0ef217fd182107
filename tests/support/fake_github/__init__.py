"""GitHub, played faithfully: what there is stays, what goes wrong is ordered, all is checked.

async with github_server() as github:
    ada = github.user("ada")
    rocket = github.repo("acme/rocket", push=[ada])
    token = github.token(ada)
    github.fault("POST", "*/git/refs", faults.lost())
"""

from tests.support.fake_github import faults
from tests.support.fake_github.contract import Contract
from tests.support.fake_github.keys import key_pair
from tests.support.fake_github.proxy import contract_proxy
from tests.support.fake_github.server import GitHubServer, github_server
from tests.support.fake_github.state import Account, Pull, Repository, Role
from tests.support.fake_github.tokens import App, Installation
from tests.support.playing.contract import ContractMiddleware, Violation
from tests.support.playing.proxy import ContractProxy

__all__ = [
    "Account",
    "App",
    "Contract",
    "ContractMiddleware",
    "ContractProxy",
    "GitHubServer",
    "Installation",
    "Pull",
    "Repository",
    "Role",
    "Violation",
    "contract_proxy",
    "faults",
    "github_server",
    "key_pair",
]
