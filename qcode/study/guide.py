"""The coding guide as people change it while they work: a rule tried before it is kept, a code born from a reading.

A file of the guide is only replaced when it is still what the person saw, and when the guide is sound afterwards.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from qcode import codebook, tagging
from qcode.codebook import editing
from qcode.codings import evolution
from qcode.codings.evolution import Act
from qcode.codings.standing import withdrawn
from qcode.errors import Problem, QcodeError, Severity, error
from qcode.model import Code, Codebook, Status
from qcode.study import evolving
from qcode.study.guide_files import Guide
from qcode.study.writing import remove
from qcode.tagging.examples import check_examples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from qcode.model import Suggestion
    from qcode.study.guide_files import Change
    from qcode.study.live import Live
    from qcode.study.study import Study

Cell = tuple[str, int]
"""An interview's id and a segment's number."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a changed rule would do to the proposals of its code."""

    gained: tuple[Suggestion, ...]
    lost: tuple[Suggestion, ...]
    before: tuple[Suggestion, ...]
    after: tuple[Suggestion, ...]
    unproposed: tuple[Suggestion, ...]  # among the lost: confirmed by people, whose decision stays
    problems: tuple[Problem, ...]  # warnings that the change brings, and expressions that take too long


def fingerprint(study: Study, file: str) -> str:
    """What a file of the guide is now: shown to the page, asked for again before it is changed."""
    path = study.root / file
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def fields_of(study: Study, code: Code, rule: str) -> dict[str, editing.Value]:
    """A rule as it is written in its file, by inner key names."""
    return editing.rule_fields(_text(study, code.file), code.file, code.id, rule)


def attempt(live: Live, code: Code, rule: str, fields: Mapping[str, editing.Value]) -> Effect:
    """What a rule would change if it were kept; nothing is written.

    Raises:
        QcodeError: the rule can't be read.
    """
    changed, problems = _changed(live.study, code, rule, fields)
    before = [s for name in live.interviews for s in live.suggestions(name) if s.code == code.id]
    after = tagging.suggest(live.index, changed.rules, live.study.settings.threshold, problems)
    gained, lost = _without(after, before), _without(before, after)
    confirmed = {
        (coding.interview, coding.segment)
        for name in {suggestion.interview for suggestion in lost}
        for coding in live.folded(name).codings
        if coding.code == code.id and coding.status is Status.CONFIRMED
    }
    unproposed = tuple(suggestion for suggestion in lost if _cell(suggestion) in confirmed)
    return Effect(tuple(gained), tuple(lost), tuple(before), tuple(after), unproposed, tuple(problems))


def changed(study: Study, code: Code, rule: str, fields: Mapping[str, editing.Value]) -> Code:
    """The code with one rule as it would be; nothing is written.

    Raises:
        QcodeError: the rule can't be read.
    """
    return _changed(study, code, rule, fields)[0]


def examples_of(study: Study, code: Code, cache: str = "") -> list[Problem]:
    """What the examples of a code's rules say against them; parsed ones are kept in this part of the cache."""
    return check_examples(Codebook((code,)), study.settings.model, study.cache / cache)


def _changed(study: Study, code: Code, rule: str, fields: Mapping[str, editing.Value]) -> tuple[Code, list[Problem]]:
    """The code with one rule as it would be, and the warnings that this brings."""
    text = editing.with_rule(_text(study, code.file), code.file, code.id, rule, fields)
    guide, problems = _sound(study, code.file, text)
    changed = guide.find(code.id)
    if changed is None:
        raise QcodeError(error("page_no_code", code.file, name=code.id))
    return changed, problems


def keep_rule(live: Live, code: Code, rule: str, fields: Mapping[str, editing.Value], seen: str) -> None:
    """Write a rule into its file.

    Raises:
        QcodeError: the rule can't be read, the file is not what was seen, or the disk refused.
    """
    _keep(live, code.file, seen, lambda text: editing.with_rule(text, code.file, code.id, rule, fields))


def keep_code(live: Live, code: Code, fields: Mapping[str, editing.Value], seen: str) -> None:
    """Write a code's label, definition, include or exclude into its file.

    Raises:
        QcodeError: the file is not what was seen, or the disk refused.
    """
    _keep(live, code.file, seen, lambda text: editing.with_code(text, code.file, code.id, fields))


def new_code(live: Live, label: str, by: str, parent: str = "") -> Code:
    """A provisional code without rule or definition, born today, in a file of its own; under `parent`, if given.

    It is an event of the guide, which can be undone as long as nobody uses the code.

    Raises:
        QcodeError: there is no such parent, or the disk refused.
    """
    above = live.codebook.find(parent) if parent else None
    if parent and above is None:
        raise QcodeError(error("page_no_code", "", name=parent))
    guide = Guide(live.study.root, live.study.settings)
    change = evolving.create(guide, live.codebook, by, label, above.id if above else "")
    guide.apply(change)
    live.load_guide()
    made = live.codebook.find(change.event.code)
    if made is None:
        raise QcodeError(error("page_no_code", next(iter(change.files)), name=change.event.code))
    return made


def unmake_code(live: Live, code: Code, by: str) -> None:
    """Take back a provisional code that nobody uses: its file goes or, where decisions were taken back, it is retired.

    Raises:
        QcodeError: somebody uses it or has written a definition or a rule, or the disk refused.
    """
    about = [d for d in live.decisions.values() if code.id in (d.code, d.was_code)]
    standing = {d.id for d in about} - withdrawn(live.decisions.values())
    if standing or not code.provisional or code.rules or code.definition or live.codebook.children(code.id):
        raise QcodeError(error("page_code_used", code.file, code=code.name(live.study.settings.language)))
    if about:
        retire_code(live, code, by)
        return
    guide = Guide(live.study.root, live.study.settings)
    events = evolution.standing(guide.events()[0])
    made = next((event for event in events if event.act is Act.CREATE and event.code == code.id), None)
    if made:
        guide.apply(evolving.undo(guide, live.snapshot, by, made))
    else:
        remove(live.study.root / code.file)
    live.load_guide()


def retire_code(live: Live, code: Code, by: str) -> None:
    """Stop proposing and coding a code; what was decided stays.

    Raises:
        QcodeError: its file can't be edited, or the disk refused.
    """
    _evolve(live, lambda guide: evolving.retire(guide, live.snapshot, by, code.id))


def move_code(live: Live, code: Code, parent: str, by: str) -> None:
    """Put a code under another.

    Raises:
        QcodeError: it would lie under itself, its file can't be edited, or the disk refused.
    """
    _evolve(live, lambda guide: evolving.move(guide, live.snapshot, by, code.id, parent))


def _evolve(live: Live, change: Callable[[Guide], Change]) -> None:
    guide = Guide(live.study.root, live.study.settings)
    guide.apply(change(guide))
    live.load_guide()


def _keep(live: Live, file: str, seen: str, edit: Callable[[str], str]) -> None:
    if fingerprint(live.study, file) != seen:
        raise QcodeError(error("page_guide_changed", file, changed=file))
    text = edit(_text(live.study, file))
    _sound(live.study, file, text)
    Guide(live.study.root, live.study.settings).put(file, text)
    live.load_guide()


def _text(study: Study, file: str) -> str:
    return (study.root / file).read_text(encoding="utf-8-sig")


def _sound(study: Study, file: str, text: str) -> tuple[Codebook, list[Problem]]:
    """The guide with one file's text instead of what is on disk, and its new warnings.

    What was wrong before is not this change's fault.
    """
    folder = study.root / study.settings.codebook
    texts = {
        path.relative_to(study.root).as_posix(): path.read_text(encoding="utf-8-sig")
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in (".yaml", ".yml")
    }
    _, before = codebook.loads(texts, study.settings.language)
    changed, after = codebook.loads(texts | {file: text}, study.settings.language)
    new = _new_problems(before, after)
    errors = [problem for problem in new if problem.severity is Severity.ERROR]
    if errors:
        raise QcodeError(*errors)
    return changed, new


def _new_problems(before: Iterable[Problem], after: Iterable[Problem]) -> list[Problem]:
    """Problems that were not there, wherever lines have moved to."""
    known = Counter((problem.kind, problem.file, str(problem.values)) for problem in before)
    new = []
    for problem in after:
        key = problem.kind, problem.file, str(problem.values)
        known[key] -= 1
        if known[key] < 0:
            new.append(problem)
    return new


def _without(some: Sequence[Suggestion], others: Sequence[Suggestion]) -> list[Suggestion]:
    cells = {_cell(suggestion) for suggestion in others}
    return [suggestion for suggestion in some if _cell(suggestion) not in cells]


def _cell(suggestion: Suggestion) -> Cell:
    return suggestion.interview, suggestion.segment
