"""How branches are called, by board and by person, and what a card says of it."""

from typing import Any

from sqlalchemy import select, update

from tests.github.hooks import connect, kanban
from tests.github.making import Making
from tests.support.apps import Json, Person
from trivet.github.branch_names import DEFAULT_TEMPLATE
from trivet.github.models import PersonBranching, Repository
from trivet.workspaces.models import Role


async def put(person: Person, path: str, body: Any, status: int = 200) -> Json:
    answer: Json = (await person.ask("PUT", path, body, status=status)).json()
    return answer


async def test_a_board_names_its_branches(at_work: Making) -> None:
    path = f"/boards/{at_work.board.id}/branching"
    assert await at_work.owner.get(path) == {
        "template": None,
        "repository_id": None,
        "effective_template": DEFAULT_TEMPLATE,
    }
    chosen = {"template": "{user}/{key}_{title}", "repository_id": at_work.repository["id"]}
    said = {**chosen, "effective_template": chosen["template"]}
    assert await put(at_work.owner, path, chosen) == said
    assert await put(at_work.owner, path, chosen) == said
    assert await at_work.owner.get(path) == said
    page = await at_work.owner.get(f"/boards/{at_work.board.id}/events?since=0&limit=500")
    (event,) = [each for each in page["items"] if each["type"] == "branching.updated"]
    assert (event["payload"], event["card_id"]) == ({"branching": said}, None)
    card = await at_work.card("Größe")
    shown = await at_work.preview(card)
    assert (shown["name"], shown["template"]) == (f"ada/{card['key']}_grosse", chosen["template"])
    await put(at_work.owner, path, {"template": None, "repository_id": None})
    assert (await at_work.preview(card))["name"] == f"feature/{card['key']}-grosse"


async def test_what_makes_no_names_is_refused(at_work: Making) -> None:
    path = f"/boards/{at_work.board.id}/branching"
    wrong = {"template": "{key} {title}", "repository_id": None}
    answer = await put(at_work.owner, path, wrong, 422)
    assert (answer["code"], answer["fields"][0]["field"]) == ("invalid_template", "template")
    elsewhere = {"template": None, "repository_id": at_work.board.id}
    answer = await put(at_work.owner, path, elsewhere, 404)
    assert answer["code"] == "repository_not_found"
    await at_work.owner.patch(f"/boards/{at_work.board.id}", {"archived": True})
    answer = await put(at_work.owner, path, {"template": None, "repository_id": None}, 409)
    assert answer["code"] == "board_archived"


async def test_what_a_template_makes_is_shown_before_it_is_chosen(at_work: Making) -> None:
    path = f"/boards/{at_work.board.id}/branching/examples"
    await put(at_work.owner, "/me/branch-prefix", {"prefix": "ada/"})
    usual = await at_work.owner.get(path)
    assert (usual["template"], usual["problem"]) == (DEFAULT_TEMPLATE, None)
    assert [each["name"].isascii() for each in usual["items"]] == [True] * 3
    key = at_work.board.key
    assert usual["items"][1] == {
        "title": "Größe der Fußzeile stimmt nicht",
        "name": f"ada/fix/{key}-43-grosse-der-fusszeile-stimmt-nicht",
    }
    own = await at_work.owner.get(f"{path}?template={{user}}/{{number}}")
    assert [each["name"] for each in own["items"]] == ["ada/ada/42", "ada/ada/43", "ada/ada/44"]
    none = await at_work.owner.get(f"{path}?template={{what}}")
    assert none["items"] == []
    assert "{key}" in none["problem"]


async def test_a_copy_of_a_board_names_its_branches_alike(at_work: Making) -> None:
    chosen = {"template": "{key}", "repository_id": at_work.repository["id"]}
    await put(at_work.owner, f"/boards/{at_work.board.id}/branching", chosen)
    copy = await at_work.owner.post(f"/boards/{at_work.board.id}/copy", {"name": "Again"})
    said = await at_work.owner.get(f"/boards/{copy['id']}/branching")
    assert said == {**chosen, "effective_template": "{key}"}


async def test_a_repository_that_was_disconnected_is_nobodys_usual_one(at_work: Making) -> None:
    path = f"/boards/{at_work.board.id}/branching"
    chosen = {"template": None, "repository_id": at_work.repository["id"]}
    await put(at_work.owner, path, chosen)
    workspace = f"/workspaces/{at_work.board.workspace_id}"
    await at_work.owner.delete(f"{workspace}/repositories/{at_work.repository['id']}")
    assert (await at_work.owner.get(path))["repository_id"] is None
    assert (await at_work.preview(await at_work.card()))["repository_id"] is None


async def test_a_person_has_a_prefix(at_work: Making) -> None:
    assert await at_work.owner.get("/me/branch-prefix") == {"prefix": ""}
    for prefix in ("x/", "ada/"):
        assert await put(at_work.owner, "/me/branch-prefix", {"prefix": prefix}) == {
            "prefix": prefix
        }
    card = await at_work.card()
    shown = await at_work.preview(card)
    assert (shown["name"], shown["prefix"]) == (f"ada/feature/{card['key']}-lift-off", "ada/")
    bob = await at_work.colleague(role=Role.VIEWER)
    assert (await bob.get(f"/cards/{card['id']}/branch-name"))["prefix"] == ""
    answer = await put(at_work.owner, "/me/branch-prefix", {"prefix": "/"}, 422)
    assert (answer["code"], answer["fields"][0]["field"]) == ("invalid_branch_name", "prefix")
    assert (await put(at_work.owner, "/me/branch-prefix", {"prefix": ""})) == {"prefix": ""}


async def test_it_goes_with_the_person(at_work: Making) -> None:
    bob = await at_work.colleague()
    await put(bob, "/me/branch-prefix", {"prefix": "bob/"})
    exported = (await bob.ask("GET", "/auth/me/export", status=200)).json()
    assert exported["branch_prefix"] == [{"prefix": "bob/"}]
    assert (await at_work.owner.ask("GET", "/auth/me/export")).json()["branch_prefix"] == []
    await bob.delete("/auth/me")
    async with at_work.app.runtime.units.read() as unit:
        assert (await unit.session.scalars(select(PersonBranching))).all() == []


async def test_what_a_card_says(at_work: Making) -> None:
    card = await at_work.card()
    name = f"feature/{card['key']}-lift-off"
    assert await at_work.preview(card) == {
        "name": name,
        "template": DEFAULT_TEMPLATE,
        "prefix": "",
        "repository_id": at_work.repository["id"],
        "base_branch": None,
        "commands": {
            "fetch": f"git fetch origin && git switch {name}",
            "create": f"git switch -c {name}",
        },
        "problem": None,
        "pending": [],
    }
    async with at_work.app.runtime.units.write() as unit:
        await unit.session.run(update(Repository).values(default_branch="trunk"))
    by_key = await at_work.owner.get(f"/cards/{card['key'].lower()}/branch-name")
    assert (by_key["name"], by_key["base_branch"]) == (name, "trunk")
    assert len(at_work.github.requests) == 0


async def test_a_name_of_ones_own(at_work: Making) -> None:
    card = await at_work.card()
    shown = await at_work.preview(card, "?name=it%27s%3Bmine")
    assert shown["commands"]["create"] == "git switch -c 'it'\"'\"'s;mine'"
    assert shown["problem"] is None
    shown = await at_work.preview(card, "?name=a..b")
    assert (shown["commands"], shown["problem"]["code"]) == (None, "invalid_branch_name")
    assert "two dots" in shown["problem"]["detail"]
    path, body = f"/cards/{card['id']}/create-branch", {"repo_id": at_work.repository["id"]}
    for field, name in (("branch_name", "a..b"), ("base_branch", "-x")):
        answer = await at_work.owner.ask("POST", path, {**body, field: name}, status=422)
        assert answer.json()["code"] == "invalid_branch_name"
        assert [each["field"] for each in answer.json()["fields"]] == [field]


async def test_labels_say_what_it_is_for(at_work: Making) -> None:
    path = f"/boards/{at_work.board.id}/labels"
    label = await at_work.owner.post(path, {"name": "type: hotfix", "color": "#ff0000"})
    card = await at_work.card(label_ids=[label["id"]])
    assert (await at_work.preview(card))["name"] == f"hotfix/{card['key']}-lift-off"


async def test_which_repository_is_the_usual_one(at_work: Making) -> None:
    workspace = at_work.board.workspace_id
    second = await connect(at_work.owner, workspace, name="acme/second")
    card = await at_work.card()
    assert (await at_work.preview(card))["repository_id"] is None
    await at_work.made(card, "mine")
    assert (await at_work.preview(card))["repository_id"] == at_work.repository["id"]
    chosen = {"template": None, "repository_id": second["id"]}
    await put(at_work.owner, f"/boards/{at_work.board.id}/branching", chosen)
    assert (await at_work.preview(card))["repository_id"] == second["id"]
    asked = await at_work.preview(card, f"?repo_id={at_work.repository['id']}")
    assert asked["repository_id"] == at_work.repository["id"]
    path = f"/cards/{card['id']}/branch-name?repo_id={card['id']}"
    answer = await at_work.owner.ask("GET", path, status=404)
    assert answer.json()["code"] == "repository_not_found"


async def test_a_name_that_we_know_to_be_taken_is_not_suggested(at_work: Making) -> None:
    card = await at_work.card()
    name = f"feature/{card['key']}-lift-off"
    at_work.hear()
    at_work.github.branch(at_work.rocket, name)
    at_work.github.branch(at_work.rocket, f"{name}-2")
    await at_work.delivered()
    assert (await at_work.preview(card))["name"] == f"{name}-3"
    assert (await at_work.made(card))["result"]["branch"] == f"{name}-3"


async def test_what_is_being_made_is_told(at_work: Making) -> None:
    card = await at_work.card()
    first, second = await at_work.ask(card, "a"), await at_work.ask(card, "b", base_branch="main")
    pending = (await at_work.preview(card))["pending"]
    assert [each["task"]["id"] for each in pending] == [second["id"], first["id"]]
    assert pending[0]["branch_name"] == "b"
    assert (pending[0]["base_branch"], pending[1]["base_branch"]) == ("main", None)
    assert pending[0]["repository_id"] == at_work.repository["id"]
    assert (await at_work.preview(await at_work.card("Other")))["pending"] == []


async def test_where_nobody_may(at_work: Making) -> None:
    card = await at_work.card()
    path, body = f"/cards/{card['id']}/create-branch", {"repo_id": at_work.repository["id"]}
    viewer = await at_work.colleague(role=Role.VIEWER)
    assert (await viewer.ask("POST", path, body, status=403)).json()["code"] == "forbidden"
    wrong = {"repo_id": at_work.board.id}
    answer = await at_work.owner.ask("POST", path, wrong, status=404)
    assert answer.json()["code"] == "repository_not_found"
    for what, code in ((f"/cards/{card['id']}", "card_archived"), ("", "board_archived")):
        await at_work.owner.patch(what or f"/boards/{at_work.board.id}", {"archived": True})
        assert (await at_work.owner.ask("POST", path, body, status=409)).json()["code"] == code
    other = await kanban(
        at_work.owner, (await at_work.owner.post("/workspaces", {"name": "B"}))["id"]
    )
    theirs = await at_work.owner.post(
        f"/boards/{other.id}/cards", {"column_id": other.columns[0], "title": "x"}
    )
    answer = await at_work.owner.ask(
        "POST", f"/cards/{theirs['id']}/create-branch", body, status=404
    )
    assert answer.json()["code"] == "repository_not_found"


async def test_the_same_request_again_is_the_same_task(at_work: Making) -> None:
    card = await at_work.card()
    path, body = f"/cards/{card['id']}/create-branch", {"repo_id": at_work.repository["id"]}
    headers = {"Idempotency-Key": "once"}
    answers = [
        (await at_work.owner.ask("POST", path, body, headers=headers, status=202)).json()
        for _ in range(2)
    ]
    assert answers[0]["task"]["id"] == answers[1]["task"]["id"]
    await at_work.work()
    assert at_work.posts == 1


async def test_a_program_acts_for_somebody(at_work: Making) -> None:
    body = {"name": "bot", "scopes": ["read", "write"]}
    token = (await at_work.owner.post("/auth/tokens", body))["token"]
    program = Person(at_work.app.http, at_work.owner.id, token)
    card = await at_work.card()
    await at_work.made(card, "mine", by=program)
    (created,) = await at_work.events(card, "branch.created")
    assert (created["actor_id"], created["origin"]) == (at_work.owner.id, "api")
