"""`qcode codebook …`: changes to the guide that carry the decisions along, and remarks on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qcode.cli.opening import coder_option, open_study, read_index
from qcode.cli.show import format_option, note, show_problems, show_rows
from qcode.cli.spoken import Argument, Command, Group, Option
from qcode.words import language, say

if TYPE_CHECKING:
    from qcode.model import Snapshot
    from qcode.study.guide_files import Change, Guide

    Prepare = Callable[[Guide, Snapshot, str], Change]


@click.group("codebook", cls=Group)
def command() -> None:
    """Changes to the guide, each kept as an event, each reversible."""


def changing(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A subcommand that changes the guide: `--coder` says who, `--dry-run` only shows."""

    def made(function: Callable[..., Any]) -> click.Command:
        for option in (
            click.option("--dry-run", cls=Option, is_flag=True),
            coder_option,
        ):
            function = option(function)
        return command.command(name, cls=Command, catalogue=f"codebook-{name}")(click.pass_context(function))

    return made


def _do(ctx: click.Context, coder: str, dry_run: bool, prepare: Prepare) -> None:
    """Prepare a change, say what it means, and do it unless it is only to be looked at."""
    from qcode.study.guide_files import Guide

    study = open_study(ctx)
    snapshot, _ = study.load()
    guide = Guide(study.root, study.settings)
    change = prepare(guide, snapshot, coder)
    note(say("cli.change_means", n=change.decisions, interviews=len(change.interviews)))
    for name in change.files:
        note(say("cli.change_file", file=name))
    for interview, passages in change.again:
        note(say("cli.change_again", interview=interview, n=passages))
    if dry_run:
        note(say("cli.dry_run"))
        return
    guide.apply(change)
    note(say("cli.taken_back" if change.event.act == "undo" else "cli.changed"))


@command.command("lint", cls=Command, catalogue="codebook-lint")
@click.pass_context
def lint(ctx: click.Context) -> None:
    """Remarks on the rules: none of them is an error."""
    from qcode.language.lemmas import read_lemmas
    from qcode.tagging.lint import lint as look

    study, snapshot, index = read_index(ctx)
    lemmas, _ = read_lemmas(study.root)
    remarks = look(snapshot.codebook, index, study.settings.model, study.cache, lemmas, study.settings.threshold)
    show_problems(remarks)
    note(say("cli.remarks", n=len(remarks)))


@command.command("diff", cls=Command, catalogue="codebook-diff")
@click.argument("old", cls=Argument, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("new", cls=Argument, type=click.Path(path_type=Path, exists=True, file_okay=False))
@format_option
def diff(old: Path, new: Path, format_: str) -> None:
    """What changed between two folders of a guide."""
    from qcode.codebook.compare import compare, load_folder

    changes = compare(load_folder(old), load_folder(new))
    people = format_ == "table"
    rows = [(say(f"cli.guide_change.{c.kind}") if people else c.kind, c.path, c.what) for c in changes]
    show_rows(("change", "code", "what"), rows, format_, "changes", say("cli.nothing.changes"))


@command.command("export", cls=Command, catalogue="codebook-export")
@click.argument("file", cls=Argument, type=click.Path(path_type=Path, dir_okay=False))
@click.pass_context
def export(ctx: click.Context, file: Path) -> None:
    """The guide as a table: .xlsx or .docx."""
    from qcode.exports.guide_table import to_docx, to_xlsx
    from qcode.study.writing import put_new

    study = open_study(ctx)
    snapshot, _ = study.read()
    make = to_docx if file.suffix.lower() == ".docx" else to_xlsx
    put_new(file, make(snapshot.codebook, language()))
    note(say("cli.written", path=file))


@command.command("import", cls=Command, catalogue="codebook-import")
@click.argument("file", cls=Argument, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--dry-run", cls=Option, is_flag=True)
@click.pass_context
def import_(ctx: click.Context, file: Path, dry_run: bool) -> None:
    """The guide from a table that somebody filled in."""
    from qcode.study.guide_files import Guide
    from qcode.study.guide_table import apply, read_guide

    study = open_study(ctx)
    snapshot, _ = study.read()
    guide = Guide(study.root, study.settings)
    prepared = read_guide(guide, snapshot.codebook, file)
    show_problems(prepared.problems)
    note(say("cli.guide_import", new=len(prepared.new), changed=len(prepared.changed)))
    if not dry_run:
        apply(guide, prepared)
        note(say("cli.changed"))


@changing("rename")
@click.argument("code", cls=Argument)
@click.argument("label", cls=Argument)
def rename(ctx: click.Context, code: str, label: str, coder: str, dry_run: bool) -> None:
    """Another label; the id and the decisions stay."""
    from qcode.study import evolving

    _do(ctx, coder, dry_run, lambda guide, snapshot, by: evolving.rename(guide, snapshot, by, code, label))


@changing("renumber")
@click.argument("code", cls=Argument)
@click.argument("identifier", cls=Argument)
def renumber(ctx: click.Context, code: str, identifier: str, coder: str, dry_run: bool) -> None:
    """Another id; decisions on the old one follow."""
    from qcode.study import evolving

    _do(ctx, coder, dry_run, lambda guide, snapshot, by: evolving.renumber(guide, snapshot, by, code, identifier))


@changing("merge")
@click.argument("code", cls=Argument)
@click.argument("into", cls=Argument)
def merge(ctx: click.Context, code: str, into: str, coder: str, dry_run: bool) -> None:
    """Decisions on one code are read as decisions on another."""
    from qcode.study import evolving

    _do(ctx, coder, dry_run, lambda guide, snapshot, by: evolving.merge(guide, snapshot, by, code, into))


@changing("split")
@click.argument("code", cls=Argument)
@click.argument("labels", cls=Argument, nargs=-1, required=True)
def split(ctx: click.Context, code: str, labels: tuple[str, ...], coder: str, dry_run: bool) -> None:
    """New codes beside it; its passages wait to be coded again."""
    from qcode.study import evolving

    _do(ctx, coder, dry_run, lambda guide, snapshot, by: evolving.split(guide, snapshot, by, code, labels))


@changing("move")
@click.argument("code", cls=Argument)
@click.argument("parent", cls=Argument, default="")
@click.option("--top", cls=Option, is_flag=True)
def move(ctx: click.Context, code: str, parent: str, top: bool, coder: str, dry_run: bool) -> None:
    """Another parent, or none."""
    from qcode.study import evolving

    if top == bool(parent):
        raise click.UsageError(say("cli.move_where"))
    _do(ctx, coder, dry_run, lambda guide, snapshot, by: evolving.move(guide, snapshot, by, code, parent))


@changing("retire")
@click.argument("code", cls=Argument)
def retire(ctx: click.Context, code: str, coder: str, dry_run: bool) -> None:
    """No longer proposed nor coded."""
    from qcode.study import evolving

    _do(ctx, coder, dry_run, lambda guide, snapshot, by: evolving.retire(guide, snapshot, by, code))


@changing("undo")
def undo(ctx: click.Context, coder: str, dry_run: bool) -> None:
    """Take back the latest change."""
    from qcode.study import evolving

    _do(ctx, coder, dry_run, evolving.undo)
