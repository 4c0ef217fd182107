"""`trivet github-app` says how to make an App, and what it says fits together."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.commands import trivet
from trivet.commands.github_app import guide, manifest_of, registration_url
from trivet.github.inbox import EVENTS
from trivet.platform.settings import Settings

PUBLIC = Settings(public_url="https://trivet.example")


async def test_the_command_prints_the_guide_and_the_manifest(tmp_path: Path) -> None:
    said = await trivet("github-app", "--data", tmp_path)
    assert said.code == 0, said.err
    for name in ("APP_ID", "APP_SLUG", "APP_PRIVATE_KEY_FILE", "APP_WEBHOOK_SECRET", "CLIENT_ID"):
        assert f"TRIVET_GITHUB_{name}=" in said.out
    assert "GitHub cannot reach http://127.0.0.1" in said.out
    said = await trivet("github-app", "--manifest", "--data", tmp_path)
    assert json.loads(said.out)["hook_attributes"]["active"] is False


def test_the_link_fills_the_page_in() -> None:
    url = urlsplit(registration_url(PUBLIC))
    assert url[:3] == ("https", "github.com", "/settings/apps/new")
    asked = parse_qs(url.query)
    assert asked["callback_urls[]"] == ["https://trivet.example/auth/github/callback"]
    assert asked["webhook_url"] == ["https://trivet.example/webhooks/github"]
    assert asked["webhook_active"] == ["true"]
    assert asked["events[]"] == list(EVENTS)
    assert {name: asked[name] for name in ("contents", "pull_requests", "checks", "metadata")} == {
        "contents": ["write"],
        "pull_requests": ["write"],
        "checks": ["read"],
        "metadata": ["read"],
    }
    assert not any("secret" in name for name in asked)


@pytest.mark.parametrize(
    ("github", "organization", "begins"),
    [
        ("https://github.com", "acme", "https://github.com/organizations/acme/settings/apps/new?"),
        ("https://ghe.acme.test", None, "https://ghe.acme.test/settings/apps/new?"),
    ],
)
def test_it_leads_to_whoever_will_own_it(
    github: str, organization: str | None, begins: str
) -> None:
    settings = PUBLIC.model_copy(update={"github_url": github})
    assert registration_url(settings, organization).startswith(begins)
    assert registration_url(settings, organization) in guide(settings, organization, "a secret")


def test_names_are_as_short_as_github_wants_them() -> None:
    settings = Settings(public_url="https://a-very-long-name.of-some-department.trivet.example")
    assert len(manifest_of(settings)["name"]) <= 34
