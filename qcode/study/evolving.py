"""Change the guide of a study that people have already coded with: prepared, looked at, then done, and undone.

Each function prepares a `Change`: which files become what, which event is kept, and what it means for the decisions.
`Guide.apply` does it. A file that could not be changed without changing something else is refused.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from qcode import codebook as guides
from qcode.codebook import editing, keys
from qcode.codebook.naming import free_id
from qcode.codings import evolution
from qcode.codings.evolution import Act, Event
from qcode.codings.standing import withdrawn
from qcode.errors import QcodeError, error
from qcode.model import Kind, Status
from qcode.study.guide_files import Change, Guide, edits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qcode.model import Code, Codebook, Decision, Snapshot

RETIRED = {"retired": "oui"}
NEW = {"provisional": "oui"}
CODING = frozenset({Kind.ACCEPT, Kind.ADD, Kind.CHANGE, Kind.REJECT, Kind.ADJUDICATE})


def create(guide: Guide, codebook: Codebook, by: str, label: str, parent: str = "") -> Change:
    """Make a provisional code without rule or definition, in a file of its own; it can be undone until it is used."""
    identifier = free_id(label, {code.id for code in codebook.codes})
    event = guide.event(Act.CREATE, by, identifier)
    return _prepared(guide, event, {_file(guide, identifier): _new(guide, event, identifier, label, parent)}, ())


def rename(guide: Guide, snapshot: Snapshot, by: str, name: str, label: str) -> Change:
    """Give a code another label. Its id stays, and so do all decisions."""
    code, language = _code(snapshot, name), guide.settings.language
    label = _free_label(snapshot, code, label)
    event = guide.event(Act.RENAME, by, code.id, was=code.name(language), now=label)
    edited = _edited(guide, code, {"label": {**code.label, language: label}})
    return _change(guide, event, edited, snapshot)


def renumber(guide: Guide, snapshot: Snapshot, by: str, name: str, identifier: str) -> Change:
    """Give a code another id; decisions on the old one are read as decisions on it."""
    code = _code(snapshot, name)
    if snapshot.codebook.find(identifier) or free_id(identifier, set()) != identifier:
        raise QcodeError(error("code_taken", code.file, code.line, code=identifier))
    event = guide.event(Act.RENAME, by, code.id, into=(identifier,), was=code.id, now=identifier)
    return _change(guide, event, _with_id(guide, snapshot.codebook, code, identifier), snapshot)


def merge(guide: Guide, snapshot: Snapshot, by: str, name: str, into: str) -> Change:
    """Read all decisions on a code as decisions on another; the code is retired, its rules work for the other."""
    code, other = _code_in_use(snapshot, name), _code(snapshot, into)
    if code.id == other.id or code.id in _above(snapshot.codebook, other):
        raise QcodeError(error("code_into_itself", code.file, code.line, code=name, into=into))
    _code_in_use(snapshot, into)
    _without_children(snapshot, code)
    event = guide.event(Act.MERGE, by, code.id, into=(other.id,))
    return _change(guide, event, _edited(guide, code, RETIRED), snapshot)


def split(guide: Guide, snapshot: Snapshot, by: str, name: str, labels: Sequence[str]) -> Change:
    """Replace a code by new ones beside it; its passages keep their code until somebody codes them again."""
    code = _code_in_use(snapshot, name)
    _without_children(snapshot, code)
    labels = [_free_label(snapshot, code, label) for label in labels]
    if len({label.casefold() for label in labels}) < max(2, len(labels)):
        raise QcodeError(error("split_needs_two", code.file, code.line, code=name))
    taken = {known.id for known in snapshot.codebook.codes}
    created: list[str] = []
    for label in labels:
        created.append(free_id(label, {*taken, *created}))
    event = guide.event(Act.SPLIT, by, code.id, into=tuple(created))
    files = dict(_edited(guide, code, RETIRED))
    for identifier, label in zip(created, labels, strict=True):
        files[_file(guide, identifier)] = _new(guide, event, identifier, label, code.parent)
    standing = Counter(p.interview for p in snapshot.passages if p.code == code.id and p.status is Status.CONFIRMED)
    return replace(_change(guide, event, files, snapshot), again=tuple(sorted(standing.items())))


def move(guide: Guide, snapshot: Snapshot, by: str, name: str, parent: str = "") -> Change:
    """Put a code under another parent, or under none. Ids and decisions stay; the figures of both parents change."""
    code = _code(snapshot, name)
    above = _code_in_use(snapshot, parent).id if parent else ""
    if parent and (above == code.id or code.id in _above(snapshot.codebook, _code(snapshot, parent))):
        raise QcodeError(error("code_into_itself", code.file, code.line, code=name, into=parent))
    if above == code.parent:
        raise QcodeError(error("code_there_already", code.file, code.line, code=name))
    event = guide.event(Act.MOVE, by, code.id, was=code.parent, now=above)
    return _change(guide, event, _under(guide, code, above), snapshot)


def retire(guide: Guide, snapshot: Snapshot, by: str, name: str) -> Change:
    """Stop proposing and coding a code; what was decided stays."""
    code = _code_in_use(snapshot, name)
    _without_children(snapshot, code)
    return _change(guide, guide.event(Act.RETIRE, by, code.id), _edited(guide, code, RETIRED), snapshot)


def undo(guide: Guide, snapshot: Snapshot, by: str, event: Event | None = None) -> Change:
    """Take back a change that stands (the latest, by default), in its files as well: to the byte where nobody wrote.

    Raises:
        QcodeError: there is none, or it made a code that people have coded with.
    """
    past = [event] if event else evolution.standing(guide.events()[0])
    if not past:
        raise QcodeError(error("nothing_to_undo", guide.settings.codebook))
    last = past[-1]
    event = guide.event(Act.UNDO, by, last.code, target=last.id)
    before = guide.before(last)
    if before is None:
        return _change(guide, event, _reversed(guide, snapshot.codebook, last), snapshot)
    made = [name for name, text in before.items() if not text]
    return _change(guide, event, _used(guide, snapshot, last, made), snapshot, before)


def to_read_again(snapshot: Snapshot, code: str) -> tuple[str, ...]:
    """The interviews that somebody has read, but nobody for this code: born since, it can't be called absent there."""
    read_at_all = {reading.interview for reading in snapshot.readings}
    read_for_it = {reading.interview for reading in snapshot.readings if code in reading.codes}
    return tuple(i.id for i in snapshot.interviews if i.id in read_at_all - read_for_it)


# --- what is refused ----------------------------------------------------------------------------------------------


def _code(snapshot: Snapshot, name: str) -> Code:
    code = snapshot.codebook.find(name)
    if code is None:
        known = ", ".join(snapshot.codebook.path(one.id) for one in snapshot.codebook.codes)
        raise QcodeError(error("no_such_code", snapshot.settings.codebook, name=name, known=known))
    return code


def _code_in_use(snapshot: Snapshot, name: str) -> Code:
    code = _code(snapshot, name)
    if code.retired:
        raise QcodeError(error("code_retired", code.file, code.line, code=name))
    return code


def _without_children(snapshot: Snapshot, code: Code) -> None:
    children = [child.id for child in snapshot.codebook.children(code.id) if not child.retired]
    if children:
        raise QcodeError(error("code_has_children", code.file, code.line, code=code.id, children=", ".join(children)))


def _free_label(snapshot: Snapshot, code: Code, label: str) -> str:
    """A label that says something, and that no other code in use has."""
    label, language = " ".join(label.split()), snapshot.settings.language
    names = {c.name(language).casefold(): c.id for c in snapshot.codebook.codes if not c.retired}
    if not label or label.casefold() in names.keys() - {code.name(language).casefold()}:
        kind = "label_taken" if label else "label_empty"
        raise QcodeError(error(kind, code.file, code.line, label=label, code=names.get(label.casefold(), "")))
    if label == code.name(language):
        raise QcodeError(error("label_taken", code.file, code.line, label=label, code=code.id))
    return label


def _above(codebook: Codebook, code: Code) -> set[str]:
    found: set[str] = set()
    while code.parent and (parent := codebook.find(code.parent)):
        found.add(parent.id)
        code = parent
    return found


# --- the files ----------------------------------------------------------------------------------------------------


def _file(guide: Guide, identifier: str) -> str:
    return f"{guide.settings.codebook}/{identifier}.yaml"


def _new(guide: Guide, event: Event, identifier: str, label: str, parent: str = "") -> str:
    fields = {"label": {guide.settings.language: label}, "parent": parent} | NEW | {"born": event.at[:10]}
    return editing.new_file(identifier, fields)


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


def _under(guide: Guide, code: Code, parent: str) -> dict[str, str]:
    """The file in which a code has this parent; one that is written inside another says so where it has none."""
    for said in (parent, next(iter(keys.NOBODY))):
        files = _edited(guide, code, {"parent": said})
        found = guides.loads(guide.texts() | files, guide.settings.language)[0].find(code.id)
        if found and found.parent == parent:
            return files
    raise QcodeError(error("code_not_editable", code.file, code.line, code=code.id))


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


def _used(guide: Guide, snapshot: Snapshot, event: Event, made: Sequence[str]) -> dict[str, str]:
    """Files of codes that an event made and that people have coded with since: they are retired, and not taken away.

    Raises:
        QcodeError: nothing but this code was made.
    """
    used = {decision.code for decision in _standing(snapshot)}
    codes = [code for code in snapshot.codebook.codes if code.file in made and code.id in used]
    if codes and event.act is Act.CREATE:
        raise QcodeError(error("code_in_use", codes[0].file, codes[0].line, code=event.code, n=_count(snapshot, event)))
    return {name: text for code in codes for name, text in _edited(guide, code, RETIRED).items()}


def _reversed(guide: Guide, codebook: Codebook, event: Event) -> dict[str, str]:
    """The guide's files without what an event changed, where people have changed the same lines since."""
    files: dict[str, str] = {}
    if event.act is Act.RENAME and event.into:
        code = codebook.find(event.now)
        return _with_id(guide, codebook, code, event.was) if code else files
    for identifier in (event.code, *(event.into if event.act is Act.SPLIT else ())):
        code = codebook.find(identifier)
        if code and event.act is Act.MOVE:
            files |= _under(guide, code, event.was)
        elif code:
            text = files.get(code.file) or guide.texts()[code.file]
            files[code.file] = editing.with_code(text, code.file, code.id, _before(guide, code, event))
    return files


def _before(guide: Guide, code: Code, event: Event) -> Mapping[str, editing.Value]:
    """What a code's fields were before an event."""
    if event.act is Act.RENAME:
        return {"label": {**code.label, guide.settings.language: event.was}}
    # merged, split or retired: in use again; what the event made: retired, since people have written in it
    return RETIRED if code.id != event.code or event.act is Act.CREATE else {"retired": ""}


def _change(
    guide: Guide, event: Event, files: Mapping[str, str], snapshot: Snapshot, exact: Mapping[str, str] | None = None
) -> Change:
    on = [decision.interview for decision in _standing(snapshot) if decision.code == event.code]
    return _prepared(guide, event, files, on, exact)


def _prepared(
    guide: Guide,
    event: Event,
    files: Mapping[str, str],
    on: Sequence[str],
    exact: Mapping[str, str] | None = None,
) -> Change:
    seen, after = guide.prepared(files, exact)
    if event.act is not Act.UNDO:
        event = replace(event, edits=edits(seen, after))
    return Change(event, after, seen, len(on), tuple(sorted(set(on))))


def _standing(snapshot: Snapshot) -> list[Decision]:
    """Decisions on codes that nobody took back."""
    gone = withdrawn(snapshot.decisions)
    return [decision for decision in snapshot.decisions if decision.kind in CODING and decision.id not in gone]


def _count(snapshot: Snapshot, event: Event) -> int:
    return sum(decision.code == event.code for decision in _standing(snapshot))
