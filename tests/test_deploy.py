"""What stands under deploy/ names what there is."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from trivet.cli import app
from trivet.platform.settings import Settings

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
FILLED = {
    "TRIVET_DOMAIN": "trivet.example",
    "TRIVET_MASTER_KEY": "key",
    "POSTGRES_PASSWORD": "secret",
}
NOT_OURS = {"TRIVET_DOMAIN"}


def compose() -> list[str]:
    """Compose as a plugin of Docker, or by itself."""
    if (
        shutil.which("docker")
        and not subprocess.run(
            ["docker", "compose", "version"], capture_output=True, check=False
        ).returncode
    ):
        return ["docker", "compose"]
    if found := shutil.which("docker-compose"):
        return [found]
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail("no Docker Compose: install docker-compose", pytrace=False)
    pytest.skip("no Docker Compose")


def test_the_compose_file_is_valid() -> None:
    command = [*compose(), "-f", str(DEPLOY / "compose.yaml"), "config"]
    done = subprocess.run(
        command, env={**os.environ, **FILLED}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for service in ("web", "worker", "beat", "postgres", "redis", "caddy"):
        assert re.search(rf"^  {service}:$", done.stdout, re.M), service


def test_the_compose_file_says_what_is_missing() -> None:
    command = [*compose(), "-f", str(DEPLOY / "compose.yaml"), "config"]
    done = subprocess.run(command, cwd=DEPLOY, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "set it in .env" in done.stderr


@pytest.mark.parametrize("name", ["compose.yaml", ".env.example", "Dockerfile", "../Procfile"])
def test_settings_that_are_named_exist(name: str) -> None:
    named = set(re.findall(r"\bTRIVET_[A-Z_]+\b", (DEPLOY / name).read_text()))
    known = {f"TRIVET_{field.upper()}" for field in Settings.model_fields} | NOT_OURS
    assert named <= known
    assert named


def test_commands_that_are_named_exist() -> None:
    texts = [(DEPLOY / "compose.yaml").read_text(), (ROOT / "Procfile").read_text()]
    texts.append((DEPLOY / "Dockerfile").read_text())
    spoken = re.findall(r'(?:^|\s)trivet (\w+)|"trivet", "(\w+)"', "\n".join(texts))
    commands = {one or other for one, other in spoken} & {"serve", "worker", "beat"}
    assert commands == {"serve", "worker", "beat"}
    for command in commands:
        assert CliRunner().invoke(app, [command, "--help"]).exit_code == 0


def test_the_image_copies_what_is_there() -> None:
    text = (DEPLOY / "Dockerfile").read_text()
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.M)
    assert copied
    for sources in copied:
        for source in sources.split():
            assert (ROOT / source).exists(), source
