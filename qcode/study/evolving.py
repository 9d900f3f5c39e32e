"""Change the guide of a study that people have already coded with: prepared, looked at, then done, and undone.

Each function prepares a `Change`: which files become what, which event is kept, and what it means for the decisions.
`apply` does it. A file that could not be changed without changing something else is refused.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qcode import codebook as guides
from qcode.codebook import editing
from qcode.codebook.naming import free_id
from qcode.codings import evolution
from qcode.codings.evolution import Act, Event
from qcode.codings.making import new_id, now
from qcode.errors import Problem, QcodeError, error
from qcode.model import Kind, Status
from qcode.study.writing import append
from qcode.study.writing import replace as put

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qcode.model import Code, Codebook, Settings, Snapshot

RETIRED = {"retired": "oui"}
NEW = {"provisional": "oui"}


@dataclass(frozen=True, slots=True)
class Change:
    """A change to the guide, ready to be done: `--dry-run` shows it and stops here."""

    event: Event
    files: Mapping[str, str]  # relative to the study: what they become
    decisions: int  # standing decisions on the code
    interviews: tuple[str, ...]  # in which they are
    again: tuple[tuple[str, int], ...] = ()  # split: (interview, passages) to code again


class Guide:
    """The guide's folder of one study, and what has happened to it."""

    def __init__(self, root: Path, settings: Settings) -> None:
        """Say where it is; nothing is read yet."""
        self.root, self.settings = root, settings
        self.folder = root / settings.codebook

    @property
    def path(self) -> Path:
        """The file of events."""
        return self.folder / evolution.FILE

    def events(self) -> tuple[list[Event], list[Problem]]:
        """What has happened to the guide, earliest first; conflicted copies of the file are read as well."""
        events: dict[str, Event] = {}
        problems: list[Problem] = []
        for path in sorted(self.folder.glob("*.jsonl")):
            found, unread = evolution.read_events(
                path.read_bytes().decode("utf-8", "replace"), path.relative_to(self.root).as_posix()
            )
            events |= {event.id: event for event in found}
            problems += unread
        return sorted(events.values(), key=lambda event: event.order), problems

    def event(self, act: Act, by: str, code: str, **more: object) -> Event:
        """A new event, later than all that are known."""
        clock = max((event.clock for event in self.events()[0]), default=0) + 1
        return Event(new_id(), act, by, clock, now(), code, **more)  # type: ignore[arg-type]

    def texts(self) -> dict[str, str]:
        """The files of the guide."""
        paths = sorted(path for path in self.folder.rglob("*") if path.suffix.lower() in (".yaml", ".yml"))
        return {path.relative_to(self.root).as_posix(): path.read_text(encoding="utf-8-sig") for path in paths}

    def apply(self, change: Change) -> None:
        """Do it: first the event, which harms nothing alone, then the files.

        Raises:
            QcodeError: the disk refused, or a file has changed since.
        """
        append(self.path, evolution.to_line(change.event))
        for name, text in change.files.items():
            put(self.root / name, text.encode(), owner=True)


def rename(guide: Guide, snapshot: Snapshot, by: str, name: str, label: str) -> Change:
    """Give a code another label. Its id stays, and so do all decisions."""
    code = _code(snapshot, name)
    language = guide.settings.language
    event = guide.event(Act.RENAME, by, code.id, was=code.name(language), now=label)
    edited = _edited(guide, code, {"label": {**code.label, language: label}})
    return _change(event, edited, snapshot, code.id)


def renumber(guide: Guide, snapshot: Snapshot, by: str, name: str, identifier: str) -> Change:
    """Give a code another id; decisions on the old one are read as decisions on it."""
    code = _code(snapshot, name)
    if snapshot.codebook.find(identifier) or free_id(identifier, set()) != identifier:
        raise QcodeError(error("code_taken", code.file, code.line, code=identifier))
    event = guide.event(Act.RENAME, by, code.id, into=(identifier,), was=code.id, now=identifier)
    return _change(event, _with_id(guide, snapshot.codebook, code, identifier), snapshot, code.id)


def merge(guide: Guide, snapshot: Snapshot, by: str, name: str, into: str) -> Change:
    """Read all decisions on a code as decisions on another; the code is retired, its rules work for the other."""
    code, other = _code(snapshot, name), _code(snapshot, into)
    if code.id == other.id or code.id in _above(snapshot.codebook, other):
        raise QcodeError(error("code_into_itself", code.file, code.line, code=name, into=into))
    event = guide.event(Act.MERGE, by, code.id, into=(other.id,))
    return _change(event, _edited(guide, code, RETIRED), snapshot, code.id)


def split(guide: Guide, snapshot: Snapshot, by: str, name: str, labels: Sequence[str]) -> Change:
    """Replace a code by new ones beside it; its passages keep their code until somebody codes them again."""
    code = _code(snapshot, name)
    taken = {known.id for known in snapshot.codebook.codes}
    created = []
    for label in labels:
        created.append(free_id(label, taken))
        taken.add(created[-1])
    event = guide.event(Act.SPLIT, by, code.id, into=tuple(created))
    files = dict(_edited(guide, code, RETIRED))
    for identifier, label in zip(created, labels, strict=True):
        fields = {"label": {guide.settings.language: label}, "parent": code.parent} | NEW | {"born": event.at[:10]}
        files[f"{guide.settings.codebook}/{identifier}.yaml"] = editing.new_file(identifier, fields)
    standing = Counter(p.interview for p in snapshot.passages if p.code == code.id and p.status is Status.CONFIRMED)
    change = _change(event, files, snapshot, code.id)
    return replace(change, again=tuple(sorted(standing.items())))


def move(guide: Guide, snapshot: Snapshot, by: str, name: str, parent: str) -> Change:
    """Put a code under another parent. Ids and decisions stay; the figures of both parents change."""
    code, above = _code(snapshot, name), _code(snapshot, parent)
    if above.id == code.id or code.id in _above(snapshot.codebook, above):
        raise QcodeError(error("code_into_itself", code.file, code.line, code=name, into=parent))
    event = guide.event(Act.MOVE, by, code.id, was=code.parent, now=above.id)
    edited = _edited(guide, code, {"parent": above.id})
    return _change(event, edited, snapshot, code.id)


def retire(guide: Guide, snapshot: Snapshot, by: str, name: str) -> Change:
    """Stop proposing and coding a code; what was decided stays."""
    code = _code(snapshot, name)
    edited = _edited(guide, code, RETIRED)
    return _change(guide.event(Act.RETIRE, by, code.id), edited, snapshot, code.id)


def undo(guide: Guide, snapshot: Snapshot, by: str) -> Change:
    """Take back the latest change to the guide that still stands, in its files as well.

    Raises:
        QcodeError: there is none.
    """
    past = evolution.standing(guide.events()[0])
    if not past:
        raise QcodeError(error("nothing_to_undo", guide.settings.codebook))
    last = past[-1]
    event = guide.event(Act.UNDO, by, last.code, target=last.id)
    return _change(event, _reversed(guide, snapshot.codebook, last), snapshot, last.code)


def to_read_again(snapshot: Snapshot, code: str) -> tuple[str, ...]:
    """The interviews that somebody has read, but nobody for this code: born since, it can't be called absent there."""
    read_at_all = {reading.interview for reading in snapshot.readings}
    read_for_it = {reading.interview for reading in snapshot.readings if code in reading.codes}
    return tuple(i.id for i in snapshot.interviews if i.id in read_at_all - read_for_it)


# --- the files ----------------------------------------------------------------------------------------------------


def _code(snapshot: Snapshot, name: str) -> Code:
    code = snapshot.codebook.find(name)
    if code is None:
        known = ", ".join(snapshot.codebook.path(one.id) for one in snapshot.codebook.codes)
        raise QcodeError(error("no_such_code", snapshot.settings.codebook, name=name, known=known))
    return code


def _above(codebook: Codebook, code: Code) -> set[str]:
    found: set[str] = set()
    while code.parent and (parent := codebook.find(code.parent)):
        found.add(parent.id)
        code = parent
    return found


def _edited(guide: Guide, code: Code, fields: Mapping[str, editing.Value]) -> dict[str, str]:
    """The file of a code after an edit; refused where anything else in the guide would read otherwise."""
    texts = guide.texts()
    changed = texts | {code.file: editing.with_code(texts[code.file], code.file, code.id, fields)}
    before, _ = guides.loads(texts, guide.settings.language)
    after, _ = guides.loads(changed, guide.settings.language)
    if _others(before, code) != _others(after, code) or len(before.rules) != len(after.rules):
        raise QcodeError(error("code_not_editable", code.file, code.line, code=code.id))
    return {code.file: changed[code.file]}


def _others(codebook: Codebook, code: Code) -> dict[str, Code]:
    return {c.id: replace(c, file="", line=0, rules=()) for c in codebook.codes if c.id != code.id}


def _with_id(guide: Guide, codebook: Codebook, code: Code, identifier: str) -> dict[str, str]:
    """The files in which a code has another id, and those that name it as a parent follow."""
    texts = guide.texts()
    changed = {code.file: editing.with_code(texts[code.file], code.file, code.id, {"id": identifier})}
    for child in codebook.children(code.id):
        text = changed.get(child.file, texts[child.file])
        read = guides.loads({**texts, **changed})[0].find(child.id)
        if read and read.parent == code.id:  # it names its parent
            changed[child.file] = editing.with_code(text, child.file, child.id, {"parent": identifier})
    return changed


def _reversed(guide: Guide, codebook: Codebook, event: Event) -> dict[str, str]:
    """The guide's files as they were before an event, as far as this event changed them."""
    files: dict[str, str] = {}
    if event.act is Act.RENAME and event.into:
        code = codebook.find(event.now)
        return _with_id(guide, codebook, code, event.was) if code else files
    for identifier in (event.code, *(event.into if event.act is Act.SPLIT else ())):
        code = codebook.find(identifier)
        if code:
            text = files.get(code.file) or guide.texts()[code.file]
            fields = _before(guide, code, event, text)
            files[code.file] = editing.with_code(text, code.file, code.id, fields)
    return files


def _before(guide: Guide, code: Code, event: Event, text: str) -> Mapping[str, editing.Value]:
    """What a code's fields were before an event."""
    if event.act is Act.RENAME:
        return {"label": {**code.label, guide.settings.language: event.was}}
    if event.act is Act.MOVE:
        written = guides.loads({"": editing.with_code(text, code.file, code.id, {"parent": ""})})[0].find(code.id)
        return {"parent": "" if written and written.parent == event.was else event.was}
    # merged, split or retired: in use again; the parts of a split one: retired, since somebody may have used them
    return RETIRED if code.id != event.code else {"retired": ""}


def _change(event: Event, files: Mapping[str, str], snapshot: Snapshot, code: str) -> Change:
    coding = (Kind.ACCEPT, Kind.ADD, Kind.CHANGE, Kind.REJECT, Kind.ADJUDICATE)
    on = [d.interview for d in snapshot.decisions if d.code == code and d.kind in coding]
    return Change(event, dict(files), len(on), tuple(sorted(set(on))))
