"""`qcode show`: how one transcript was understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qcode.cli.opening import named_interview, open_study
from qcode.cli.show import format_option, show_json, show_rows, show_table
from qcode.cli.spoken import Argument, Command
from qcode.words import say

if TYPE_CHECKING:
    from qcode.model import Interview, Turn


@click.command("show", cls=Command)
@click.argument("interview", cls=Argument)
@format_option
@click.pass_context
def command(ctx: click.Context, interview: str, format_: str) -> None:
    """Print attributes, speakers, roles and turns of an interview."""
    from qcode.reading import describe

    study = open_study(ctx)
    snapshot, _ = study.read()
    found = named_interview(snapshot, interview)
    if format_ == "json":
        show_json(as_json(found))
        return
    if format_ == "table":
        facts = {**found.attributes, say("cli.columns.form"): say(f"cli.form.{found.form}")}
        show_table((found.number, found.id), facts.items(), "table")
        click.echo("\n" + "\n".join(describe(found, study.settings)) + "\n")
    rows = [turn_row(found, turn, people=format_ == "table") for turn in found.turns]
    show_rows(("turn", "role", "speaker", "time", "text"), rows, format_, "turns")


def turn_row(interview: Interview, turn: Turn, *, people: bool) -> tuple[object, ...]:
    """One turn as people, or as other programs, read it."""
    text = interview.quote(turn.span)
    role = say(f"cli.role.{turn.role}") if people else str(turn.role)
    return str(turn.number), role, turn.speaker, _clock(turn.time), text


def _clock(seconds: float | None) -> str:
    if seconds is None:
        return ""
    minutes, second = divmod(int(seconds), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}"


def as_json(interview: Interview) -> dict[str, object]:
    """The interview in the shape that scripts rely on."""
    return {
        "id": interview.id,
        "number": interview.number,
        "attributes": dict(interview.attributes),
        "text": interview.text,
        "turns": [
            {
                "number": turn.number,
                "speaker": turn.speaker,
                "role": turn.role,
                "start": turn.span.start,
                "end": turn.span.end,
                "time": turn.time,
            }
            for turn in interview.turns
        ],
        "segments": [
            {"start": segment.span.start, "end": segment.span.end, "turn": segment.turn}
            for segment in interview.segments
        ],
    }
