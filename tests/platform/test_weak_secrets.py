"""With a secret that anybody could guess, Trivet serves nobody but its own machine."""

import base64
import secrets

import pytest
from pydantic import SecretStr

from trivet.platform.errors import StartupError
from trivet.platform.settings import Settings
from trivet.platform.weak_secrets import refuse_weak_secrets, weak_secrets

PUBLIC = {"public_url": "https://trivet.example"}


def key(of: bytes) -> str:
    return base64.b64encode(of).decode()


GOOD = key(secrets.token_bytes(32))
WEAK = {
    "zeros": {"master_key": key(bytes(32))},
    "one, two, three": {"master_key": key(bytes(range(32)))},
    "words": {"master_key": key(b"correct horse battery staple ...")},
    "the second of two": {"master_key": f"{GOOD},{key(bytes(32))}"},
    "changeme": {"smtp_password": "changeme"},
    "with a number": {"github_client_secret": "Secret-123"},
    "of the database": {"database_url": "postgresql://postgres:postgres@db/trivet"},
    "of Redis": {"redis_url": "redis://:password@redis:6379"},
    "short": {"github_app_webhook_secret": "k3-Zq8"},
    "of the metrics": {"metrics_token": "a" * 20},
    "monotonous": {"miro_webhook_secret": "ab" * 12},
}


@pytest.mark.parametrize("given", WEAK.values(), ids=WEAK.keys())
def test_one_that_can_be_guessed_is_refused_without_being_told(given: dict[str, str]) -> None:
    settings = Settings.model_validate({**given, **PUBLIC})
    with pytest.raises(StartupError) as refused:
        refuse_weak_secrets(settings)
    ((name, value),) = given.items()
    assert f"TRIVET_{name.upper()}" in str(refused.value)
    assert value not in str(refused.value)


@pytest.mark.parametrize("given", WEAK.values(), ids=WEAK.keys())
def test_on_the_own_machine_it_is_only_told(given: dict[str, str]) -> None:
    settings = Settings.model_validate(given)
    refuse_weak_secrets(settings)
    assert len(list(weak_secrets(settings))) == 1


@pytest.mark.parametrize("host", ["0.0.0.0", "", "::", "192.0.2.7"])
def test_who_listens_for_others_is_reached_by_others(host: str) -> None:
    settings = Settings(host=host, smtp_password=SecretStr("changeme"))
    with pytest.raises(StartupError):
        refuse_weak_secrets(settings)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.9"])
def test_who_listens_for_itself_is_not(host: str) -> None:
    refuse_weak_secrets(Settings(host=host, smtp_password=SecretStr("changeme")))


def test_good_ones_are_taken() -> None:
    refuse_weak_secrets(
        Settings.model_validate(
            {
                **PUBLIC,
                "master_key": GOOD,
                "smtp_password": "x7-Lq2.trivet",
                "github_client_secret": secrets.token_hex(20),
                "database_url": f"postgresql://trivet:{secrets.token_urlsafe()}@db/trivet",
                "redis_url": "redis://redis:6379",
                "miro_webhook_secret": secrets.token_urlsafe(24),
            }
        )
    )
    # A database that trusts whoever reaches it says so itself.
    refuse_weak_secrets(
        Settings.model_validate({**PUBLIC, "database_url": "postgresql://trivet@db/trivet"})
    )


def test_what_is_no_address_is_left_to_who_opens_it() -> None:
    refuse_weak_secrets(
        Settings.model_validate({**PUBLIC, "database_url": "postgresql://u:pa[ss@h/d"})
    )
