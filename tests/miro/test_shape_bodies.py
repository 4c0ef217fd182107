"""Bodies of shapes: what says something else than it seems does not reach Miro."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from pydantic import ValidationError

from tests.miro.connected import Connected, connected
from tests.miro.whiteboards import RECTANGLE, asked, shapes
from tests.support.fake_miro import Board, MiroServer
from trivet.miro.shape_bodies import ShapeBody, ShapeChange
from trivet.platform.settings import Settings


@pytest.fixture
async def there(settings: Settings, fake_miro: MiroServer) -> AsyncIterator[Connected]:
    """The owner has connected their account."""
    async with connected(settings, fake_miro) as there:
        await there.connect(there.owner, there.ada)
        yield there


@pytest.fixture
def plan(there: Connected) -> Board:
    return there.miro.board("Plan", there.ada, team=there.miro.team())


def styled(name: str, value: Any) -> Any:
    sent = ShapeBody.model_validate({"style": {name: value}}).sent()
    return sent["style"][name]


@pytest.mark.parametrize(
    ("name", "value", "sent"),
    [
        ("fontSize", "14", "14"),
        ("fontSize", 14, "14"),
        ("fontSize", 288.0, "288"),
        ("borderWidth", "2.0", "2.0"),
        ("borderWidth", 1.5, "1.5"),
        ("fillOpacity", 0, "0"),
        ("fillOpacity", 1e-7, "0"),
        ("fillOpacity", 0.1 + 0.2, "0.3"),
    ],
)
def test_numbers_are_sent_as_plain_texts(name: str, value: Any, sent: str) -> None:
    assert styled(name, value) == sent


@pytest.mark.parametrize(
    "value",
    [
        "1_4",
        "١٤",
        " 14 ",
        "14\n",
        "1e1",
        "+14",
        "-14",
        "14.",
        ".5",
        "0x14",
        "nan",
        "inf",
        "",
        "9",
        "289",
        "1" * 40,
        9.99,
        float("nan"),
        float("inf"),
        1e300,
        True,
        None,
    ],
)
def test_a_number_is_one_that_miro_can_read(value: Any) -> None:
    with pytest.raises(ValidationError):
        styled("fontSize", value)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"parent": None}, "parent"),
        ({"data": None, "style": {"fontSize": 14}}, "data"),
        ({"data": {"content": None}}, "data.content"),
        ({"style": {"fillColor": None}}, "style.fillColor"),
        ({"geometry": {"rotation": None}}, "geometry.rotation"),
        ({}, "body"),
        ({"data": {}}, "body"),
        ({"data": {}, "geometry": {}}, "body"),
    ],
)
async def test_a_change_that_says_nothing_is_refused(
    there: Connected, plan: Board, body: Any, field: str
) -> None:
    made = await there.owner.post(shapes(plan), RECTANGLE)
    answer = await there.owner.ask("PUT", shapes(plan, made["id"]), body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert field in {each["field"] for each in answer.json()["fields"]}
    assert asked(there, "PATCH", "/shapes") == 0


async def test_a_new_shape_may_be_all_as_miro_has_it(there: Connected, plan: Board) -> None:
    made = await there.owner.post(shapes(plan), {})
    assert made["data"]["shape"] == "rectangle"
    refused = await there.owner.ask("POST", shapes(plan), {"parent": None})
    assert refused.status_code == 422
    assert len(plan.items) == 1


def test_what_is_left_out_is_not_sent() -> None:
    change = ShapeChange.model_validate({"data": {"content": ""}})
    assert change.sent() == {"data": {"content": ""}}
