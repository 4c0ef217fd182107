"""What the demo board says: a team that builds the software of a small rocket company."""

from dataclasses import dataclass

from trivet.boards.models import Category
from trivet.cards.models import Priority

WORKSPACE = "Acme Rockets"
BOARD = "Ground Control"

LOW, MEDIUM, HIGH, URGENT = Priority.LOW, Priority.MEDIUM, Priority.HIGH, Priority.URGENT


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody who works here."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class DemoColumn:
    """A step of the flow."""

    name: str
    category: Category
    wip_limit: int | None = None


@dataclass(frozen=True, slots=True)
class DemoLabel:
    """A coloured word."""

    name: str
    color: str


@dataclass(frozen=True, slots=True)
class DemoCard:
    """A piece of work.

    Args:
        title: what is to be done.
        column: the index of the column in which it stands today.
        labels: names of its labels.
        people: indexes of those who work on it.
        priority: how much it matters.
        estimate: days of work.
        due: days from today; negative is overdue.
        description: Markdown.
        criteria: Markdown; when it is done.
        sent_back: whether a review sent it back once.
    """

    title: str
    column: int
    labels: tuple[str, ...] = ()
    people: tuple[int, ...] = ()
    priority: Priority = Priority.NONE
    estimate: float | None = None
    due: int | None = None
    description: str = ""
    criteria: str = ""
    sent_back: bool = False


PEOPLE = (
    DemoPerson("Amara Okafor", "amara@acme-rockets.example"),
    DemoPerson("Jonas Lindqvist", "jonas@acme-rockets.example"),
    DemoPerson("Mei Tanaka", "mei@acme-rockets.example"),
    DemoPerson("Rafael Souza", "rafael@acme-rockets.example"),
    DemoPerson("Priya Nair", "priya@acme-rockets.example"),
)
AMARA, JONAS, MEI, RAFAEL, PRIYA = range(5)

COLUMNS = (
    DemoColumn("Backlog", Category.BACKLOG),
    DemoColumn("To do", Category.UNSTARTED),
    DemoColumn("In progress", Category.STARTED, wip_limit=6),
    DemoColumn("Review", Category.REVIEW, wip_limit=5),
    DemoColumn("Done", Category.DONE),
)
BACKLOG, TO_DO, DOING, REVIEW, DONE = range(5)

LABELS = (
    DemoLabel("bug", "#e5484d"),
    DemoLabel("feature", "#3b82f6"),
    DemoLabel("telemetry", "#8b5cf6"),
    DemoLabel("safety", "#f59e0b"),
    DemoLabel("infrastructure", "#64748b"),
    DemoLabel("docs", "#10b981"),
)

CARDS = (
    # Done, the oldest first.
    DemoCard(
        "Replace the hand-written countdown with a state machine",
        DONE,
        ("feature", "safety"),
        (JONAS,),
        HIGH,
        5,
        description="Today the countdown is a chain of timers. A hold at T-10 leaves two of them "
        "running.\n\nStates: `planned`, `counting`, `holding`, `aborted`, `lifted_off`.",
        criteria="- [x] A hold stops every timer\n- [x] Resuming goes on where it stopped\n"
        "- [x] An abort cannot be undone",
    ),
    DemoCard(
        "Abort button answers only on the second press",
        DONE,
        ("bug", "safety"),
        (MEI,),
        URGENT,
        1,
        description="Seen in the rehearsal of the second. The first press only moves the focus.",
        sent_back=True,
    ),
    DemoCard(
        "Store telemetry in UTC, show it in local time", DONE, ("telemetry",), (RAFAEL,), MEDIUM, 2
    ),
    DemoCard("Move the build to the new runners", DONE, ("infrastructure",), (PRIYA,), LOW, 1),
    DemoCard(
        "Show fuel pressure as a band, not as a line",
        DONE,
        ("feature", "telemetry"),
        (MEI, RAFAEL),
        MEDIUM,
        3,
        description="Operators care whether it is inside the limits, not about its third decimal.",
    ),
    DemoCard("Sign the configuration that the pad downloads", DONE, ("safety",), (JONAS,), HIGH, 3),
    DemoCard(
        "Telemetry panel freezes after four hours", DONE, ("bug", "telemetry"), (RAFAEL,), HIGH, 2
    ),
    DemoCard("Write down how a launch is scrubbed", DONE, ("docs",), (AMARA,), MEDIUM, 1),
    DemoCard(
        "Run the rehearsal against recorded weather", DONE, ("infrastructure",), (PRIYA,), LOW, 2
    ),
    DemoCard(
        "Roles for flight director, operator and guest", DONE, ("feature",), (JONAS, AMARA), HIGH, 4
    ),
    DemoCard("Fix the off-by-one in the leap second table", DONE, ("bug",), (MEI,), MEDIUM, 0.5),
    # Review.
    DemoCard(
        "Wind limits per vehicle instead of one for all",
        REVIEW,
        ("feature", "safety"),
        (JONAS,),
        HIGH,
        3,
        due=2,
        description="The Mark 3 may fly in 14 m/s, the Mark 2 in 9. One constant says 9 for both.",
        criteria="- [x] Limits stand in the vehicle's file\n- [x] A missing limit refuses the "
        "launch\n- [ ] The director sees which limit applies",
    ),
    DemoCard(
        "Keep the last ten minutes of telemetry when the link drops",
        REVIEW,
        ("telemetry",),
        (RAFAEL,),
        HIGH,
        3,
        due=1,
        sent_back=True,
    ),
    DemoCard(
        "Restore a pad's database in under five minutes",
        REVIEW,
        ("infrastructure",),
        (PRIYA,),
        MEDIUM,
        2,
    ),
    DemoCard("Screen reader reads the countdown every second", REVIEW, ("bug",), (MEI,), MEDIUM, 1),
    # In progress.
    DemoCard(
        "Hold the countdown when two sensors disagree",
        DOING,
        ("safety", "telemetry"),
        (JONAS, MEI),
        URGENT,
        5,
        due=4,
        description="Two of three temperature sensors must agree within 2 K. Otherwise: hold, and "
        "say which one is the odd one out.\n\nThe thresholds are in the vehicle's file.",
        criteria="- [ ] A hold within 200 ms of the disagreement\n- [ ] The panel names the sensor\n"
        "- [ ] Replaying the March recording holds at T-42 s",
    ),
    DemoCard(
        "One page that shows every pad at a glance", DOING, ("feature",), (MEI,), HIGH, 5, due=9
    ),
    DemoCard("Duplicate alarms after a reconnect", DOING, ("bug",), (RAFAEL,), HIGH, 2, due=-1),
    DemoCard(
        "Rotate the keys of the ground stations",
        DOING,
        ("infrastructure", "safety"),
        (PRIYA,),
        MEDIUM,
        2,
    ),
    DemoCard("Explain the go / no-go poll to new operators", DOING, ("docs",), (AMARA,), LOW, 1),
    # To do.
    DemoCard(
        "Record who said go, and when",
        TO_DO,
        ("feature", "safety"),
        (AMARA,),
        HIGH,
        3,
        due=12,
        description="The review board asks for it after every launch; today it is read from chat.",
    ),
    DemoCard(
        "Load test: 200 guests on launch day", TO_DO, ("infrastructure",), (PRIYA,), HIGH, 2, due=10
    ),
    DemoCard(
        "Gaps in altitude when two stations hand over",
        TO_DO,
        ("bug", "telemetry"),
        (RAFAEL,),
        HIGH,
        3,
    ),
    DemoCard("Export a launch as one file", TO_DO, ("feature",), (), MEDIUM, 3),
    DemoCard(
        "Warn when a certificate ends within two weeks", TO_DO, ("infrastructure",), (), MEDIUM, 1
    ),
    DemoCard("Dark theme for the night shift", TO_DO, ("feature",), (MEI,), LOW, 2),
    DemoCard("Units in every label of every plot", TO_DO, ("telemetry", "docs"), (), LOW, 1),
    DemoCard(
        "Retry the upload to the range safety office", TO_DO, ("safety",), (JONAS,), HIGH, 2, due=7
    ),
    # Backlog.
    DemoCard("Predict the splashdown point live", BACKLOG, ("feature", "telemetry"), (), MEDIUM, 8),
    DemoCard("Keyboard shortcuts for the director's console", BACKLOG, ("feature",), (), LOW, 2),
    DemoCard("Compare two flights on one plot", BACKLOG, ("feature", "telemetry"), (), LOW, 5),
    DemoCard(
        "Slow start when the archive disk sleeps", BACKLOG, ("bug", "infrastructure"), (), LOW, 1
    ),
    DemoCard("Translate the guest page into Portuguese", BACKLOG, ("feature",), (), LOW, 2),
    DemoCard("Fuzz the parser of the radio frames", BACKLOG, ("safety",), (), MEDIUM, 3),
    DemoCard("Weather balloons as a data source", BACKLOG, ("telemetry",)),
    DemoCard(
        "A second pair of eyes for pad configuration changes", BACKLOG, ("safety",), (), MEDIUM, 3
    ),
    DemoCard("Clock drift of the old ground station", BACKLOG, ("bug",), (), MEDIUM, 2),
    DemoCard("Shrink the telemetry archive", BACKLOG, ("infrastructure",), (), LOW, 3),
    DemoCard("Tell guests why a launch was scrubbed", BACKLOG, ("feature", "docs"), (), MEDIUM, 1),
    DemoCard("Simulate a stuck valve in rehearsals", BACKLOG, ("safety",), (), MEDIUM, 5),
)
