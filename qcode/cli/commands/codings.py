"""`qcode codings …`: orphans to place again, disagreements to settle, the draw for double coding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qcode.cli.choices import Choice
from qcode.cli.opening import coder_option, load, named_code, named_interview, open_study
from qcode.cli.show import format_option, note, show_rows
from qcode.cli.spoken import Argument, Command, Group, Option
from qcode.errors import QcodeError, error
from qcode.model import Kind, Span, by_id
from qcode.words import say

if TYPE_CHECKING:
    from qcode.model import Interview, Snapshot
    from qcode.study.rescuing import Orphan


@click.group("codings", cls=Group)
def command() -> None:
    """What people decided, seen as a whole."""


@command.command("orphans", cls=Command, catalogue="codings-orphans")
@format_option
@click.pass_context
def orphans(ctx: click.Context, format_: str) -> None:
    """Decisions whose words are found nowhere, or in two places that are as good."""
    from qcode.study.rescuing import orphans as lost

    snapshot, _ = open_study(ctx).read()
    rows = [
        (
            orphan.decision.id[:12],
            orphan.decision.interview,
            orphan.decision.code,
            orphan.decision.coder,
            orphan.decision.anchor.quote if orphan.decision.anchor else "",
            _likely(snapshot, orphan),
        )
        for orphan in lost(snapshot)
    ]
    keys = ("id", "interview", "code", "coder", "text", "likely")
    show_rows(keys, rows, format_, "orphans", say("cli.nothing.orphans"))


def _likely(snapshot: Snapshot, orphan: Orphan) -> str:
    """The words where an orphan most probably belongs."""
    interview = snapshot.interview(orphan.interview)
    return interview.quote(orphan.places[0][0]) if interview and orphan.places else ""


@command.command("rescue", cls=Command, catalogue="codings-rescue")
@click.argument("decision", cls=Argument)
@click.argument("interview", cls=Argument)
@click.argument("quote", cls=Argument)
@coder_option
@click.pass_context
def rescue(ctx: click.Context, decision: str, interview: str, quote: str, coder: str) -> None:
    """Say where an orphan belongs; it stays its own coder's decision."""
    from qcode.study.rescuing import rescued

    study = open_study(ctx)
    snapshot, _ = study.read()
    target = named_interview(snapshot, interview)
    study.decide([rescued(snapshot, coder, decision, target.id, _once(target, quote))])
    note(say("cli.rescued", interview=target.id))


def _once(interview: Interview, quote: str) -> Span:
    """Where these words stand.

    Raises:
        QcodeError: nowhere, or more than once.
    """
    start = interview.text.find(quote)
    if not quote or start < 0 or interview.text.find(quote, start + 1) >= 0:
        raise QcodeError(error("words_not_once", interview.path, quote=quote))
    return Span(start, start + len(quote))


@command.command("disagreements", cls=Command, catalogue="codings-disagreements")
@click.option("--all", "settled", cls=Option, is_flag=True)
@format_option
@click.pass_context
def disagreements(ctx: click.Context, settled: bool, format_: str) -> None:
    """Where coders contradict each other."""
    from qcode.tables.disagreements import disagreements as look

    _, snapshot = load(ctx)
    interviews = by_id(snapshot.interviews)
    rows = [
        (
            f"{interviews[item.interview].number}:{item.turn}",
            snapshot.codebook.path(item.code),
            ", ".join(item.yes),
            ", ".join(item.no),
            interviews[item.interview].quote(item.span),
        )
        for item in look(snapshot)
        if settled or item.settled is None
    ]
    keys = ("place", "code", "yes", "no", "text")
    show_rows(keys, rows, format_, "disagreements", say("cli.nothing.disagreements"))


@command.command("adjudicate", cls=Command, catalogue="codings-adjudicate")
@click.argument("interview", cls=Argument)
@click.argument("quote", cls=Argument)
@click.argument("code", cls=Argument)
@click.argument("verdict", cls=Argument, type=Choice(("yes", "no")))
@coder_option
@click.pass_context
def adjudicate(ctx: click.Context, interview: str, quote: str, code: str, verdict: str, coder: str) -> None:
    """Settle one disagreement: a decision like any other, by somebody."""
    from qcode.codings.making import decide

    study = open_study(ctx)
    snapshot, _ = study.read()
    where, found = named_interview(snapshot, interview), named_code(snapshot, code)
    span = _once(where, quote)
    study.decide([decide(Kind.ADJUDICATE, coder, where, snapshot.codebook, span=span, code=found.id, value=verdict)])
    note(say("cli.adjudicated"))


@command.command("to-read", cls=Command, catalogue="codings-to-read")
@click.argument("code", cls=Argument)
@format_option
@click.pass_context
def to_read(ctx: click.Context, code: str, format_: str) -> None:
    """Interviews read before this code was born: it is not absent there, it was not looked for."""
    from qcode.study.evolving import to_read_again

    _, snapshot = load(ctx)
    again = set(to_read_again(snapshot, named_code(snapshot, code).id))
    rows = [(interview.number, interview.id) for interview in snapshot.interviews if interview.id in again]
    show_rows(("number", "interview"), rows, format_, "interviews", say("cli.nothing.to_read"))


@command.command("assign", cls=Command, catalogue="codings-assign")
@click.argument("coders", cls=Argument, nargs=-1, required=True)
@click.option("--share", cls=Option, type=click.FloatRange(0, 1, min_open=True), default=0.2)
@click.option("--seed", cls=Option, type=int, default=1)
@click.pass_context
def assign(ctx: click.Context, coders: tuple[str, ...], share: float, seed: int) -> None:
    """Draw the interviews that several people code blind, once and for all."""
    from qcode.study.assigning import assign as draw

    study = open_study(ctx)
    snapshot, _ = study.read()
    names = [study.decisions.person(name) for name in coders]
    made = draw(study.root, study.settings, snapshot.interviews, names, share=share, seed=seed)
    numbers = {interview.id: interview.number for interview in snapshot.interviews}
    for name in made.interviews:
        click.echo(f"{numbers[name]} {name}")
