"""`GET /boards/{id}`: what is shown, to whom it is new, and how far it has come."""

import asyncio
from urllib.parse import urlencode

import pytest

from tests.support.apps import (
    Board,
    Json,
    Person,
    Trivet,
    beside,
    in_workspace,
    make_board,
    make_card,
    somebody,
)
from trivet.workspaces.models import Role

NOBODY = "0199b2c0-0000-7000-8000-000000000000"


@pytest.fixture
async def board(owner: Person) -> Board:
    return await make_board(owner)


async def shown(person: Person, board: Board, **filters: object) -> str:
    """The titles of the cards that pass, in order."""
    answer = await person.get(f"/boards/{board.id}?{urlencode(filters, doseq=True)}")
    return "".join(card["title"] for card in answer["cards"])


class TestFilters:
    """One board with six cards, in memory or not; each filter by itself, and together."""

    @pytest.fixture
    async def labels(self, owner: Person, board: Board) -> dict[str, str]:
        path = f"/boards/{board.id}/labels"
        return {
            name: (await owner.post(path, {"name": name, "color": "#112233"}))["id"]
            for name in ("bug", "later")
        }

    @pytest.fixture
    async def other(self, app: Trivet, board: Board) -> Person:
        return await in_workspace(app, board.workspace_id, Role.MEMBER)

    @pytest.fixture(params=["rows", "memory"])
    async def cards(
        self,
        app: Trivet,
        owner: Person,
        board: Board,
        labels: dict[str, str],
        other: Person,
        request: pytest.FixtureRequest,
    ) -> dict[str, Json]:
        wanted: dict[str, Json] = {
            "a": {"assignee_ids": [owner.id], "priority": "high"},
            "b": {"label_ids": [labels["bug"]], "description": "Straße und 50%_x"},
            "c": {"label_ids": [labels["bug"], labels["later"]], "priority": "high", "column": 1},
            "d": {"assignee_ids": [other.id], "acceptance_criteria": "IT FLOATS", "column": 1},
            "e": {"assignee_ids": [owner.id, other.id], "label_ids": [labels["later"]]},
            "f": {"column": 2, "priority": "urgent"},
        }
        cards = {
            title: await make_card(owner, board, title=title, **fields)
            for title, fields in wanted.items()
        }
        if request.param == "memory":
            await owner.get(f"/boards/{board.id}")
        assert (app.runtime.live.peek(board.id) is not None) == (request.param == "memory")
        return cards

    async def test_each_by_itself(
        self,
        owner: Person,
        other: Person,
        board: Board,
        labels: dict[str, str],
        cards: dict[str, Json],
    ) -> None:
        expected: list[tuple[dict[str, object], str]] = [
            ({"assignee": "me"}, "ae"),
            ({"assignee": other.id}, "ed"),
            ({"assignee": "none"}, "bcf"),
            ({"assignee": ["none", other.id]}, "becdf"),
            ({"assignee": NOBODY}, ""),
            ({"label": "bug"}, "bc"),
            ({"label": labels["later"]}, "ec"),
            ({"label": ["bug", "later"]}, "bec"),
            ({"label": "no such"}, ""),
            ({"priority": "high"}, "ac"),
            ({"priority": ["urgent", "high"]}, "acf"),
            ({"column": board.columns[1]}, "cd"),
            ({"column": [board.columns[0], board.columns[2]]}, "abef"),
            ({"column": NOBODY}, ""),
            ({"q": "STRASSE"}, "b"),
            ({"q": "it floats"}, "d"),
            ({"q": "%"}, "b"),
            ({"q": "_x"}, "b"),
            ({"q": f"{board.key}-6"}, "f"),
            ({"q": "  "}, "abecdf"),
            ({"updated_since": cards["d"]["updated_at"]}, "edf"),
            ({"updated_since": "2999-01-01T00:00:00Z"}, ""),
            ({"archived": "true"}, ""),
        ]
        for filters, titles in expected:
            assert await shown(owner, board, **filters) == titles, filters

    async def test_together_all_of_them_must_hold(
        self, owner: Person, board: Board, labels: dict[str, str], cards: dict[str, Json]
    ) -> None:
        column = board.columns[1]
        assert await shown(owner, board, label="bug", priority="high") == "c"
        assert await shown(owner, board, assignee="me", label="later") == "e"
        assert await shown(owner, board, assignee="none", column=column, q="c") == "c"
        assert await shown(owner, board, assignee="me", column=column) == ""
        await owner.patch(f"/cards/{cards['c']['id']}", {"archived": True})
        assert await shown(owner, board, label="bug") == "b"
        assert await shown(owner, board, label="bug", archived="true") == "c"

    async def test_a_filtered_answer_has_the_shape_of_the_whole_one(
        self, owner: Person, board: Board, cards: dict[str, Json]
    ) -> None:
        whole = await owner.get(f"/boards/{board.id}")
        assert await owner.get(f"/boards/{board.id}?archived=false") == whole

    @pytest.mark.parametrize(
        "query",
        [
            "colour=red",
            "priority=huge",
            "assignee=you",
            "column=x",
            "archived=perhaps",
            "updated_since=2026-01-01",
            "updated_since=1700000000",
            "q=" + "x" * 201,
            "since=3",
        ],
    )
    async def test_one_that_is_none_is_refused(
        self, owner: Person, board: Board, query: str
    ) -> None:
        refused = (await owner.ask("GET", f"/boards/{board.id}?{query}", status=422)).json()
        assert refused["fields"][0]["field"] == query.partition("=")[0]


@pytest.mark.parametrize("query", ["", "?priority=none"], ids=["whole", "filtered"])
async def test_who_has_the_answer_already_gets_none(
    app: Trivet, owner: Person, board: Board, query: str
) -> None:
    path = f"/boards/{board.id}{query}"
    first = await owner.ask("GET", path, status=200)
    etag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "private, no-cache"
    for known in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        answer = await owner.ask("GET", path, headers={"If-None-Match": known}, status=304)
        assert answer.content == b""
        assert answer.headers["ETag"] == etag
        assert answer.headers["X-Board-Seq"] == first.headers["X-Board-Seq"]
    await owner.ask("GET", path, headers={"If-None-Match": '"other"'}, status=200)
    await make_card(owner, board)
    changed = await owner.ask("GET", path, headers={"If-None-Match": etag}, status=200)
    assert changed.headers["ETag"] != etag


@pytest.mark.parametrize("query", ["", "?priority=none"], ids=["whole", "filtered"])
async def test_whether_one_may_look_is_asked_before_what_one_has(
    app: Trivet, owner: Person, board: Board, query: str
) -> None:
    path = f"/boards/{board.id}{query}"
    stranger = await somebody(app)
    await owner.ask("GET", path, status=200)
    for headers in ({"If-None-Match": "*"}, {"X-Min-Board-Seq": "1"}):
        refused = await stranger.ask("GET", path, headers=headers, status=404)
        assert "ETag" not in refused.headers
        assert "X-Board-Seq" not in refused.headers
    answer = await app.http.get(path, headers={"If-None-Match": "*"})
    assert answer.status_code == 401


async def test_two_filters_and_two_people_have_different_tags(
    app: Trivet, owner: Person, board: Board
) -> None:
    member = await in_workspace(app, board.workspace_id, Role.MEMBER)
    tags = [
        (await person.ask("GET", f"/boards/{board.id}{query}")).headers["ETag"]
        for person in (owner, member)
        for query in ("", "?assignee=me", "?assignee=none")
    ]
    assert len(set(tags)) == 5  # the whole board is the same for both


async def test_head_answers_as_get_would(owner: Person, board: Board) -> None:
    got = await owner.ask("GET", f"/boards/{board.id}", status=200)
    head = await owner.ask("HEAD", f"/boards/{board.id}", status=200)
    for name in ("ETag", "X-Board-Seq", "Content-Type", "Content-Length"):
        assert head.headers[name] == got.headers[name]
    await owner.ask("HEAD", f"/boards/{NOBODY}", status=404)


async def test_a_write_says_how_far_the_board_has_come_and_a_read_shows_it(
    owner: Person, board: Board
) -> None:
    body = {"column_id": board.columns[0], "title": "x"}
    written = await owner.ask("POST", f"/boards/{board.id}/cards", body, status=201)
    seq = written.headers["X-Board-Seq"]
    for query in ("", "?q=x"):
        headers = {"X-Min-Board-Seq": seq}
        read = await owner.ask("GET", f"/boards/{board.id}{query}", headers=headers, status=200)
        assert int(read.headers["X-Board-Seq"]) >= int(seq)
        assert read.json()["seq"] == int(read.headers["X-Board-Seq"])
        assert [card["title"] for card in read.json()["cards"]] == ["x"]


@pytest.mark.parametrize("query", ["", "?priority=none"], ids=["whole", "filtered"])
async def test_a_state_that_the_board_has_not_reached_is_refused(
    owner: Person, board: Board, query: str
) -> None:
    seq = (await owner.get(f"/boards/{board.id}"))["seq"]
    ahead = {"X-Min-Board-Seq": str(seq + 1)}
    refused = await owner.ask("GET", f"/boards/{board.id}{query}", headers=ahead, status=409)
    assert (refused.json()["code"], refused.json()["seq"]) == ("seq_ahead", seq)
    for text in ("x", "-1", "1.5", "", "9" * 19):
        headers = {"X-Min-Board-Seq": text}
        await owner.ask("GET", f"/boards/{board.id}{query}", headers=headers, status=422)


async def test_a_read_waits_for_what_another_process_wrote(
    app: Trivet, owner: Person, board: Board
) -> None:
    async with beside(app) as http:
        elsewhere = Person(http, owner.id, owner.token)
        for query in ("", "?priority=none"):
            path = f"/boards/{board.id}{query}"
            seq = (await owner.get(path))["seq"]
            headers = {"X-Min-Board-Seq": str(seq + 1)}
            read, card = await asyncio.gather(
                owner.ask("GET", path, headers=headers, status=200), make_card(elsewhere, board)
            )
            assert read.json()["seq"] == seq + 1
            assert card["id"] in {each["id"] for each in read.json()["cards"]}


async def test_a_board_that_is_no_board_is_not_found(owner: Person) -> None:
    for name in ("x", NOBODY, f"{NOBODY}%00"):
        refused = await owner.ask("GET", f"/boards/{name}", status=404)
        assert refused.json()["code"] in {"board_not_found", "not_found"}


async def test_an_id_in_capitals_names_the_same_board(owner: Person, board: Board) -> None:
    lower = await owner.ask("GET", f"/boards/{board.id}", status=200)
    upper = await owner.ask("GET", f"/boards/{board.id.upper()}", status=200)
    assert upper.content == lower.content
