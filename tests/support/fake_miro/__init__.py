"""Miro, played faithfully: what there is stays, what goes wrong is ordered, all is checked.

async with miro_server() as miro:
    ada, acme = miro.user("Ada"), miro.team("Acme")
    app = miro.app("http://127.0.0.1:9/callback")
    plan = miro.board("Plan", ada, team=acme)
    token = miro.token(ada, app, acme)
    miro.fault("POST", "*/items/bulk", faults.lost())
"""

from tests.support.fake_miro import faults
from tests.support.fake_miro.contract import Contract
from tests.support.fake_miro.proxy import contract_proxy
from tests.support.fake_miro.server import MiroServer, miro_server
from tests.support.fake_miro.state import Board, Item, Role, Tag, Team, User
from tests.support.fake_miro.tokens import App, Token

__all__ = [
    "App",
    "Board",
    "Contract",
    "Item",
    "MiroServer",
    "Role",
    "Tag",
    "Team",
    "Token",
    "User",
    "contract_proxy",
    "faults",
    "miro_server",
]
