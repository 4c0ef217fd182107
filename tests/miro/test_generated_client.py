"""A typed client that is generated from `/openapi.json`, and knows nothing of our code, does the whole round."""

import json
import os
from pathlib import Path

import httpx2
import pytest

from tests.miro.bridge import bridge_of
from tests.miro.connected import connected
from tests.realtime.conftest import served
from tests.support import generator
from tests.support.apps import Json
from tests.support.fake_miro import MiroServer
from tests.support.generator import Generated, generate
from trivet.platform.settings import Settings

ROUND = Path(__file__).parent / "whole_round.py"


@pytest.fixture(scope="module")
def generated(document: Json, tmp_path_factory: pytest.TempPathFactory) -> Generated:
    """A client that is made of it, once."""
    if lacking := generator.missing():
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail(lacking, pytrace=False)
        pytest.skip(lacking)
    return generate(json.dumps(document).encode(), tmp_path_factory.mktemp("client"))


def test_the_description_is_read_without_a_warning(generated: Generated, document: Json) -> None:
    assert generated.told.code == 0, generated.told.out + generated.told.err
    assert "WARNING" not in generated.told.out + generated.told.err
    assert bridge_of(document).keys() <= generated.functions


def test_a_program_that_is_written_against_it_is_checked(generated: Generated) -> None:
    said = generated.checked(ROUND)
    assert said.code == 0, said.out + said.err


async def test_it_does_the_whole_round(
    generated: Generated, document: Json, settings: Settings, fake_miro: MiroServer
) -> None:
    plan = fake_miro.board("Plan", bob := fake_miro.user("Bob"), team=fake_miro.team())
    fake_miro.tag(plan, "now")
    async with connected(settings, fake_miro) as there, served(there.trivet) as (address, _):
        async with httpx2.AsyncClient(trust_env=False) as http:
            assert (await http.get(f"{address}/openapi.json")).json() == document
        token = fake_miro.token(bob, there.app)
        told = {
            "address": address,
            "board": plan.id,
            "user": bob.id,
            "id_token": fake_miro.id_token(bob, there.app),
            "access_token": token.text,
            "refresh_token": token.refresh,
        }
        ended = await generated.run(ROUND, json.dumps(told))
    assert ended.code == 0, ended.err
    assert (len(plan.items), fake_miro.world.tokens) == (25, {})
