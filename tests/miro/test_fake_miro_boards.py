"""The played Miro shows boards to whom they are shared with, a page at a time."""

from tests.miro.asking import Scene, path_of, told
from tests.support.fake_miro import Role


async def test_a_board_is_named_by_its_encoded_id(scene: Scene) -> None:
    assert scene.plan.id.endswith("=")
    assert scene.path.endswith("%3D")
    board = (await scene.asking.get(scene.path)).json()
    assert (board["id"], board["name"], board["type"]) == (scene.plan.id, "Plan", "board")
    assert board["team"]["id"] == scene.acme.id
    assert board["currentUserMembership"]["role"] == "owner"


async def test_boards_are_listed_by_offset(scene: Scene) -> None:
    for number in range(24):
        scene.miro.board(f"Board {number}", scene.ada, team=scene.acme)
    first = (await scene.asking.get("/v2/boards?limit=10")).json()
    last = (await scene.asking.get("/v2/boards?limit=10&offset=20")).json()
    assert (first["size"], first["total"], first["offset"]) == (10, 25, 0)
    assert (last["size"], last["offset"]) == (5, 20)
    assert "next" in first["links"]
    assert "next" not in last["links"]
    followed = (await scene.asking.get(first["links"]["next"])).json()
    assert followed["offset"] == 10


async def test_boards_are_found_by_their_names_owners_and_teams(scene: Scene) -> None:
    bob = scene.miro.user("Bob")
    bobs = scene.miro.board("Bob's plan", bob, team=scene.acme, viewer=[scene.ada])
    scene.miro.board("Other", scene.ada, team=scene.acme)

    async def names(query: str) -> list[str]:
        answer = await scene.asking.get(f"/v2/boards?{query}")
        return [each["name"] for each in answer.json()["data"]]

    assert await names("query=plan") == ["Plan", "Bob's plan"]
    assert await names(f"owner={bob.id}") == [bobs.name]
    assert await names("sort=alphabetically") == ["Bob's plan", "Other", "Plan"]
    # With a team, what else is asked for is ignored.
    assert len(await names(f"team_id={scene.acme.id}&query=none")) == 3


async def test_nobody_sees_what_is_not_shared_with_them(scene: Scene) -> None:
    bob = scene.miro.user("Bob")
    asking = scene.by(bob)
    assert (await asking.get("/v2/boards")).json()["data"] == []
    assert told(await asking.get(scene.path)) == (403, "insufficientPermissions")
    scene.miro.share(scene.plan, bob, Role.VIEWER)
    assert (await asking.get(scene.path)).status_code == 200
    assert told(await asking.post(f"{scene.path}/cards", {})) == (403, "insufficientPermissions")
    scene.miro.share(scene.plan, bob, Role.EDITOR)
    assert (await asking.post(f"{scene.path}/cards", {})).status_code == 201


async def test_access_may_be_lost_in_either_way(scene: Scene) -> None:
    scene.miro.unshare(scene.plan, scene.ada)
    assert (await scene.asking.get(scene.path)).status_code == 403
    scene.miro.unshare(scene.plan, scene.ada, status=404)
    assert (await scene.asking.get(scene.path)).status_code == 404


async def test_a_deleted_board_is_not_there(scene: Scene) -> None:
    scene.miro.delete_board(scene.plan)
    assert (await scene.asking.get(scene.path)).status_code == 404
    assert (await scene.asking.get(f"{scene.path}/items")).status_code == 404


async def test_a_token_is_good_for_one_team(scene: Scene) -> None:
    other = scene.miro.board("Elsewhere", scene.ada, team=scene.miro.team("Other"))
    assert (await scene.asking.get(path_of(other))).status_code == 403
    names = [each["name"] for each in (await scene.asking.get("/v2/boards")).json()["data"]]
    assert names == ["Plan"]
