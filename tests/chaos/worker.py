"""Celery's worker with the task that leaves evidence. Run by the tests beside it.

python -m tests.chaos.worker <how many processes>
"""

import sys
from collections.abc import Sequence

from tests.crash.haste import make_haste
from tests.crash.server import RECORD, Fault, record
from trivet import bootstrap
from trivet.bootstrap import Runtime
from trivet.commands.startup import load_settings
from trivet.platform.settings import Settings
from trivet.platform.tasks.context import Bound
from trivet.platform.tasks.declarations import Task
from trivet.worker import run_worker


def main() -> None:
    make_haste()
    build, declared = bootstrap.build, bootstrap.declared_tasks

    def built(settings: Settings, *, bound: Sequence[Bound] = ()) -> Runtime:
        return build(settings, bound=[*bound, Bound(RECORD, record(Fault("nowhere", 0)))])

    def with_ours(settings: Settings) -> list[Task]:
        return [*declared(settings), RECORD]

    bootstrap.build = built
    bootstrap.declared_tasks = with_ours
    run_worker(load_settings(), int(sys.argv[1]))


if __name__ == "__main__":
    main()
