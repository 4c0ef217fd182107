"""The client has plain words for whatever is done in the background."""

import re
from pathlib import Path

from trivet.bootstrap import declared_tasks
from trivet.platform.settings import Settings

NAMES = Path(__file__).parents[2] / "client" / "src" / "features" / "tasks" / "model" / "names.ts"


def test_every_task_has_plain_words(tmp_path: Path) -> None:
    known = set(re.findall(r"^  (\w+_task): \"", NAMES.read_text(encoding="utf-8"), re.MULTILINE))
    declared = {task.name for task in declared_tasks(Settings(data_dir=tmp_path))}
    assert declared - known == set(), f"say in {NAMES.name} what these do"
