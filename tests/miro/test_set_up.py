"""Whether people can connect Miro here."""

import pytest
from pydantic import SecretStr

from tests.support.apps import trivet
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
