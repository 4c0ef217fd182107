"""What is no Python file goes into the package all the same."""

import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "trivet"


def test_every_template_is_packaged() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["trivet"]
    templates = [path for path in PACKAGE.rglob("templates/*") if path.suffix != ".py"]
    names = [str(path.relative_to(PACKAGE)) for path in templates if path.is_file()]
    assert "workspaces/templates/invitation.html" in names
    assert [name for name in names if not any(fnmatch(name, each) for each in patterns)] == []
