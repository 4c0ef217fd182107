"""People, boards, items and tags as Miro writes them in JSON."""

from urllib.parse import quote

from tests.support.fake_miro.state import Board, Item, Json, Tag, Team, User
from tests.support.fake_miro.tokens import App, Token
from tests.support.fake_miro.world import World, moment

WEB = "https://miro.test"


def user(of: User) -> Json:
    return {"type": "user", "id": of.id, "name": of.name}


def team(of: Team) -> Json:
    return {"type": "team", "id": of.id, "name": of.name}


def board(world: World, of: Board, asker: User) -> Json:
    """A board, in a list or by itself."""
    return {
        "type": "board",
        "id": of.id,
        "name": of.name,
        "description": "",
        "team": team(of.team),
        "owner": user(of.owner),
        "currentUserMembership": {
            "type": "board_member",
            "id": asker.id,
            "name": asker.name,
            "role": of.role_of(asker).name.lower(),
        },
        "createdAt": moment(of.created_at),
        "createdBy": user(of.owner),
        "modifiedAt": moment(of.modified_at),
        "modifiedBy": user(of.modified_by),
        "viewLink": f"{WEB}/app/board/{of.id}",
        "links": {"self": _address(world, of), "related": f"{_address(world, of)}/members"},
    }


def item(world: World, board: Board, of: Item, app: App) -> Json:
    """An item that was asked for by its type.

    Args:
        app: who asks: an app card says whether it is theirs.
    """
    address = f"{_address(world, board)}/{of.type}s/{of.id}"
    related = f"{_address(world, board)}/items?limit=10&type={of.type}&cursor="
    links = {"links": {"self": address, "related": related}}
    return {**generic(world, board, of, app), "style": of.style, **links}


def generic(world: World, board: Board, of: Item, app: App) -> Json:
    """An item in a list, or asked for as just an item: Miro names no style there."""
    relative = "canvas_center" if of.parent is None else "parent_top_left"
    owned = {"owned": of.app is app} if of.type == "app_card" else {}
    return {
        "id": of.id,
        "type": of.type,
        "data": {**of.data, **owned},
        "geometry": of.geometry,
        "position": {"x": of.x, "y": of.y, "origin": "center", "relativeTo": relative},
        "createdAt": moment(of.created_at),
        "createdBy": {"id": of.created_by.id, "type": "user"},
        "modifiedAt": moment(of.modified_at),
        "modifiedBy": {"id": of.modified_by.id, "type": "user"},
        **_in_frame(world, board, of),
    }


def _in_frame(world: World, board: Board, of: Item) -> Json:
    if of.parent is None:
        return {}
    address = f"{_address(world, board)}/frames/{of.parent.id}"
    return {"parent": {"id": of.parent.id, "links": {"self": address}}}


def tag(of: Tag) -> Json:
    """A tag in a list."""
    return {"id": of.id, "type": "tag", "title": of.title, "fillColor": of.color}


def linked_tag(world: World, board: Board, of: Tag) -> Json:
    """A tag that was asked for by itself."""
    return {**tag(of), "links": {"self": f"{_address(world, board)}/tags/{of.id}"}}


def context(of: Token) -> Json:
    """Whose a token is ("Get access token information")."""
    return {
        "type": "oauth_token",
        "organization": {
            "type": "organization",
            "id": of.team.organization,
            "name": of.team.name,
        },
        "team": team(of.team),
        "user": user(of.user),
        "createdBy": user(of.user),
        "scopes": list(of.scopes),
    }


def given(of: Token, lasts_s: int) -> Json:
    """A token, to the app that it was made for.

    Args:
        lasts_s: seconds until it ends, if it does.
    """
    expiring = {} if of.refresh is None else {"refresh_token": of.refresh, "expires_in": lasts_s}
    return {
        "token_type": "bearer",
        "access_token": of.text,
        "scope": " ".join(of.scopes),
        "user_id": of.user.id,
        "team_id": of.team.id,
        **expiring,
    }


def _address(world: World, of: Board) -> str:
    return f"{world.api}/v2/boards/{quote(of.id, safe='')}"
