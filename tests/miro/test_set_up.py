"""Whether people can connect Miro here, and whether it is there."""

import pytest
from pydantic import SecretStr

from tests.miro.connected import connected
from tests.support.apps import trivet
from tests.support.fake_miro import MiroServer, faults
from trivet.platform.http import breaker, guarded
from trivet.platform.settings import Settings


@pytest.mark.parametrize(
    ("client_id", "secret", "offered"),
    [("1", "secret", True), ("1", None, False), (None, "secret", False), (None, None, False)],
)
async def test_miro_is_offered_where_an_app_there_is_set_up(
    settings: Settings, client_id: str | None, secret: str | None, offered: bool
) -> None:
    app_at_miro = {
        "miro_client_id": client_id,
        "miro_client_secret": None if secret is None else SecretStr(secret),
    }
    async with trivet(settings.model_copy(update=app_at_miro)) as app:
        methods = (await app.http.get("/auth/methods")).json()
    assert methods["miro"] is offered


async def test_readiness_names_miro_and_does_not_depend_on_it(
    settings: Settings, fake_miro: MiroServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "AGAIN_AFTER_S", 0)
    async with connected(settings, fake_miro) as there:
        await there.connect(there.owner, there.ada)
        assert (await there.owner.get("/readyz"))["parts"]["miro"] == "ready"
        fake_miro.fault("GET", "/v2/*", faults.error(503), times=None)
        for _ in range(breaker.THRESHOLD):
            await there.owner.ask("GET", "/api/boards", status=503)
        ready = await there.owner.get("/readyz")
    assert ready["status"] == "ready"
    assert ready["parts"]["miro"] == "missing"


async def test_readiness_does_not_name_miro_where_nobody_can_connect_it(settings: Settings) -> None:
    async with trivet(settings) as app:
        assert "miro" not in (await app.http.get("/readyz")).json()["parts"]
