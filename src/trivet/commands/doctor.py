"""`trivet doctor`: what is configured, what is missing, how to set it."""

import asyncio

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined
from rich.console import Console
from rich.table import Table

from trivet import __version__
from trivet.commands.asking import asked_findings
from trivet.commands.findings import Finding, Verdict, local_findings
from trivet.commands.settings_shown import plain
from trivet.platform.settings import Settings
from trivet.platform.settings_sources import secret_settings

_COLOURS = {Verdict.GOOD: "green", Verdict.NOTE: "yellow", Verdict.BROKEN: "red"}


def examine(settings: Settings) -> bool:
    """Print everything there is to know about this installation.

    Returns:
        whether nothing is broken.
    """
    console = Console()
    console.print(f"[bold]Trivet {__version__}[/]\n")
    console.print(_settings_table(settings))
    findings = [*local_findings(settings), *asyncio.run(asked_findings(settings))]
    console.print(_findings_table(findings))
    return all(finding.verdict is not Verdict.BROKEN for finding in findings)


def reference() -> str:
    """The reference of all settings, as Markdown."""
    lines = [
        "# Configuration",
        "",
        "Trivet is configured by environment variables, or by lines of the same form in the file",
        "`.env` in the data folder; the environment wins, and the options of a command win over",
        "both. `trivet doctor` shows what is in force. Nothing has to be set for a first run.",
        "",
        "What is secret may stand in a file instead: `TRIVET_SMTP_PASSWORD_FILE=/run/secrets/smtp` for",
        "`TRIVET_SMTP_PASSWORD`, and so for " + ", ".join(_in_files()) + ".",
        "",
        "| variable | default | meaning |",
        "| --- | --- | --- |",
    ]
    for name, field in Settings.model_fields.items():
        meaning = (field.description or "").replace("|", "\\|")
        lines.append(f"| `{_variable(name)}` | {_default(field)} | {meaning} |")
    lines += ["", "This page is made by `trivet doctor --markdown`; a test compares the two.", ""]
    return "\n".join(lines)


def _variable(name: str) -> str:
    return f"TRIVET_{name.upper()}"


def _in_files() -> list[str]:
    return [f"`{_variable(name)}`" for name in secret_settings(Settings) if name != "smtp_password"]


def _default(field: FieldInfo) -> str:
    value = "" if field.default is PydanticUndefined else plain(field.default)
    return f"`{value}`" if value else "none"


def _settings_table(settings: Settings) -> Table:
    table = Table(title="Settings", title_justify="left")
    table.add_column("variable", no_wrap=True)
    table.add_column("value", overflow="fold")
    table.add_column("meaning")
    for name, field in Settings.model_fields.items():
        value = plain(getattr(settings, name))
        shown = value or "[dim]not set[/]"
        given = name in settings.model_fields_set
        table.add_row(_variable(name), f"[bold]{shown}[/]" if given else shown, field.description)
    table.caption = "Bold: set by you. The others have their defaults."
    table.caption_justify = "left"
    return table


def _findings_table(findings: list[Finding]) -> Table:
    table = Table(title="State", title_justify="left")
    table.add_column("what", no_wrap=True)
    table.add_column("is", no_wrap=True)
    table.add_column("because", overflow="fold")
    for finding in findings:
        colour = _COLOURS[finding.verdict]
        table.add_row(finding.subject, f"[{colour}]{finding.verdict}[/]", finding.said)
    return table
