"""One table of cases for the search; both databases answer all of it alike."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from tests.support.apps import Board, Json, Person, Trivet, make_board, make_card
from trivet.cards.models import Card, Comment
from trivet.platform.clock import now
from trivet.platform.ids import new_id

CARDS: dict[str, dict[str, Any]] = {
    "login": {"title": "Login fails on the second try", "description": "The session is gone."},
    "address": {"title": "Read foo_bar-baz.py from https://example.com/a-b?c=1e5"},
    "umlaut": {"title": "Ärger mit der Straße", "description": "größer als GROSS"},
    "greek": {"title": "ΟΔΟΣ ΟΔΥΣΣΕΥΣ", "acceptance_criteria": "All of it on 2026-03-01"},
    "cyrillic": {"title": "Ёлка и ЙОД"},
    "japanese": {"title": "日本語の検索"},
    "code": {"title": "Fix x86 build 007", "description": "`SELECT * FROM t WHERE a='b' OR \"c\"`"},
    "long": {"title": "Long", "description": f"{'lorem ' * 2000}needle {'ipsum ' * 2000}"},
    "word": {"title": "w" * 300},
    "talk": {"title": "Talk", "description": "quiet"},
    "empty": {"title": "!!!"},
}
COMMENTS = {"talk": ["We had a Gespräch about the login", "and a second one"]}

CASES: dict[str, list[str]] = {
    # Beginnings of words, in any case; never the middle.
    "login": ["login", "talk"],
    "LOG": ["login", "talk"],
    "ogin": [],
    "logins": [],
    # All of them, in whatever order, of title and texts together.
    "session login": ["login"],
    "try login second": ["login"],
    "login quiet": [],  # the one in a comment, the other in the card
    "second one": ["talk"],
    "login gespräch": ["talk"],
    "one login": [],  # in two comments
    # Whatever is no letter and no digit parts words, in questions too.
    "foo_bar": ["address"],
    "foo bar baz py": ["address"],
    "example.com": ["address"],
    "a-b": ["address", "code"],
    "1e5": ["address"],
    "https://example.com/a-b?c=1e5": ["address"],
    # Letters beyond ASCII.
    "ärger": ["umlaut"],
    "ÄRGER": ["umlaut"],
    "arger": [],
    "stra": ["umlaut"],
    "straße": ["umlaut"],
    "GRÖSSER": [],
    "GRÖ": ["umlaut"],
    "οδος": ["greek"],
    "ΟΔΥΣΣ": ["greek"],
    "οδυσσευσ": ["greek"],
    "ёлка": ["cyrillic"],
    "йод": ["cyrillic"],
    "日本": ["japanese"],
    "検索": [],  # within a run of letters
    # Numbers.
    "007": ["code"],
    "7": [],
    "x86": ["code"],
    "2026-03": ["greek"],
    # What would be syntax if questions were passed on.
    "select * from": ["code"],
    '"login': ["login", "talk"],
    "login OR umlaut": [],
    "login' & !x | (b)": [],
    "NOT login": [],
    "title:login": [],
    "login*": ["login", "talk"],
    "l:*": ["login", "long", "talk"],
    # Long texts and long words.
    "needle": ["long"],
    "w" * 64: ["word"],
    "w" * 200: ["word"],
}
WHERE = {
    ("login", "login"): ("title", "Login fails on the second try"),
    ("login", "talk"): ("comment", "We had a Gespräch about the login"),
    ("session login", "login"): ("description", "The session is gone."),
    ("quiet", "talk"): ("description", "quiet"),
    ("2026", "greek"): ("description", "All of it on 2026-03-01"),
}


async def comment_on(app: Trivet, card: Json, body: str, author: Person) -> UUID:
    """A comment, past the application."""
    row = Comment(
        id=new_id(),
        card_id=UUID(card["id"]),
        author_id=UUID(author.id),
        body=body,
        created_at=now(),
    )
    async with app.runtime.units.write() as unit:
        unit.session.add(row)
    return row.id


async def found(person: Person, q: str, **params: Any) -> list[Json]:
    response = await person.http.get(
        "/search", params={"q": q, **params}, headers={"Authorization": f"Bearer {person.token}"}
    )
    assert response.status_code == 200, response.text
    items: list[Json] = response.json()["items"]
    return items


@pytest.fixture
async def board(owner: Person) -> Board:
    return await make_board(owner)


async def test_the_table_of_cases(app: Trivet, owner: Person, board: Board) -> None:
    names = {}
    for name, fields in CARDS.items():
        card = await make_card(owner, board, **fields)
        names[card["id"]] = name
        for body in COMMENTS.get(name, ()):
            await comment_on(app, card, body, owner)
    answers = {q: sorted(names[hit["card"]["id"]] for hit in await found(owner, q)) for q in CASES}
    assert answers == CASES
    for (q, name), told in WHERE.items():
        (hit,) = [h for h in await found(owner, q) if names[h["card"]["id"]] == name]
        assert (hit["where"], hit["excerpt"]) == told
    (hit,) = await found(owner, "needle")
    assert len(hit["excerpt"]) <= 202
    assert "needle" in hit["excerpt"]


async def test_words_follow_every_change(app: Trivet, owner: Person, board: Board) -> None:
    card = await make_card(owner, board, title="First", description="before")
    path = f"/cards/{card['id']}"

    async def hits(*words: str) -> list[bool]:
        return [bool(await found(owner, word)) for word in words]

    assert await hits("first", "before") == [True, True]
    await owner.patch(path, {"title": "Second"})  # the quick way, where the board is in memory
    await owner.patch(path, {"description": "after"})
    assert await hits("first", "before", "second", "after") == [False, False, True, True]
    await owner.patch(path, {"title": "Third", "description": "later", "priority": "high"})
    assert await hits("second", "after", "third", "later") == [False, False, True, True]
    await owner.post(f"{path}/move", {"column_id": board.columns[1]}, 200)
    assert await hits("third", "later", "third later") == [True, True, True]

    comment_id = await comment_on(app, card, "said", owner)
    assert await hits("said") == [True]
    async with app.runtime.units.write() as unit:
        await unit.session.run(update(Comment).where(Comment.id == comment_id).values(body="meant"))
    assert await hits("said", "meant") == [False, True]
    async with app.runtime.units.write() as unit:
        await unit.session.run(
            update(Comment).where(Comment.id == comment_id).values(body="", deleted_at=now())
        )
    assert await hits("meant") == [False]

    await owner.patch(path, {"archived": True})
    (hit,) = await found(owner, "third")
    assert hit["card"]["archived_at"] is not None
    await owner.delete(path)
    assert await hits("third") == [False]


async def test_the_order_and_the_pages(app: Trivet, owner: Person, board: Board) -> None:
    """By key, then by title, then others, each the newest first."""
    one = await make_card(owner, board, title="First")
    texts = [await make_card(owner, board, title="x", description=one["key"]) for _ in range(2)]
    titles = [await make_card(owner, board, title=f"See {one['key']}") for _ in range(2)]
    talk = await make_card(owner, board, title="Talk")
    async with app.runtime.units.write() as unit:  # the talk of today is about an old card
        long_ago = now() - timedelta(days=30)
        await unit.session.run(
            update(Card).where(Card.id == UUID(talk["id"])).values(updated_at=long_ago)
        )
    comment_id = await comment_on(app, talk, f"As in {one['key']}, and more", owner)

    expected = [
        (one["id"], "key"),
        *((card["id"], "title") for card in reversed(titles)),
        (talk["id"], "comment"),
        *((card["id"], "description") for card in reversed(texts)),
    ]
    hits = await found(owner, one["key"].lower())
    assert [(hit["card"]["id"], hit["where"]) for hit in hits] == expected
    assert [hit.get("comment_id") for hit in hits if hit["where"] == "comment"] == [str(comment_id)]

    walked: list[Json] = []
    path: str | None = f"/search?q={one['key']}&limit=2"
    while path is not None:
        page = await owner.ask("GET", path, status=200)
        walked += page.json()["items"]
        link = page.headers.get("Link")
        path = link and link.partition("<")[2].partition(">")[0]
    assert [hit["card"]["id"] for hit in walked] == [card_id for card_id, _ in expected]


async def test_an_excerpt_reads_as_the_text_does(app: Trivet, owner: Person, board: Board) -> None:
    card = await make_card(owner, board, description="## Why\n- [ ] be **bold**, use `code`")
    await comment_on(app, card, f"Look, [@Ada](user:{owner.id}), at [this](https://a.b)", owner)
    (by_text,) = await found(owner, "bold")
    assert by_text["excerpt"] == "Why be bold, use code"
    (by_comment,) = await found(owner, "look")
    assert by_comment["excerpt"] == "Look, @Ada, at [this](https://a.b)"
