"""The supervisor's page as data (*Fiche de contrôle*): what the figures rest on, and what stands against publishing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from qcode import codings
from qcode.citations import Checked
from qcode.codings.passages import family_passages
from qcode.model import Code, Kind, Origin, Passage, Snapshot, Status
from qcode.tables.agreement import agree
from qcode.tables.audited import Audit, Provenance, Quoted, ReadBy
from qcode.tables.contrasts import contrasts, values
from qcode.tables.disagreements import Disagreement, disagreements
from qcode.tables.findings import Findings
from qcode.tables.judging import NOISE, SILENCE, judged
from qcode.tables.reading import codes_read
from qcode.tables.redlines import red_lines

DECIDING = frozenset({Kind.ACCEPT, Kind.REJECT, Kind.ADD, Kind.CHANGE, Kind.ADJUDICATE})
WORST, MOST_QUOTED = 3, 3


def audit(snapshot: Snapshot, quotes: Sequence[Checked] | None = None, findings: Findings | None = None) -> Audit:
    """Look a study over; `quotes` are those of the report to be published, as `verify_quotes` found them."""
    found = disagreements(snapshot)
    made = Audit(
        cells=_cells(snapshot),
        readings=tuple(_read_by(snapshot)),
        codes=tuple(_provenance(snapshot)),
        agreement=agree(snapshot),
        worst=tuple(_worst(found)),
        contested=len(found),
        noise=judged(snapshot, NOISE),
        silence=judged(snapshot, SILENCE),
        contrasts=tuple(contrasts(snapshot, _attributes(snapshot))),
        quoted=None if quotes is None else _quoted(quotes),
        guides=len({d.guide for d in snapshot.decisions if d.guide and d.kind in DECIDING}),
    )
    return replace(made, red=tuple(red_lines(snapshot, made, findings or Findings())))


def _attributes(snapshot: Snapshot) -> list[str]:
    return [attribute.id for attribute in snapshot.settings.attributes[:2]]


def _cells(snapshot: Snapshot) -> dict[tuple[str, ...], int]:
    names, counted = _attributes(snapshot), Counter[tuple[str, ...]]()
    for interview in snapshot.interviews:
        combinations: list[tuple[str, ...]] = [()]
        for name in names:
            combinations = [(*held, value) for held in combinations for value in sorted(values(interview, name))]
        counted.update(combinations)
    return dict(counted)


def _read_by(snapshot: Snapshot) -> list[ReadBy]:
    wanted = {code.id for code in snapshot.codebook.codes if not code.retired}
    found = []
    for interview in snapshot.interviews:
        mine = [reading for reading in snapshot.readings if reading.interview == interview.id]
        coders = sorted({reading.coder for reading in mine})
        full = [
            coder
            for coder in coders
            if wanted <= codes_read(interview, [r for r in mine if r.coder == coder], snapshot.codebook)
        ]
        found.append(ReadBy(interview.id, interview.number, tuple(full)))
    return found


def _worst(found: Sequence[Disagreement]) -> list[Disagreement]:
    """The gravest, one a turn: what one side calls otherwise than the other is one disagreement to read."""
    first: dict[tuple[str, int], Disagreement] = {}
    for one in sorted(found, key=_gravity):
        first.setdefault((one.interview, one.turn), one)
    return list(first.values())[:WORST]


def _gravity(one: Disagreement) -> tuple[object, ...]:
    """Unsettled before settled, longer before shorter."""
    return one.settled is not None, one.span.start - one.span.end, one.interview, one.code


# --- where the passages came from ---------------------------------------------------------------------------------


def _provenance(snapshot: Snapshot) -> list[Provenance]:
    loose, strict = (_folded(snapshot, policy) for policy in ("any", "all"))
    return [_of_code(snapshot, code, loose, strict) for code in snapshot.codebook.codes if not code.parent]


def _folded(snapshot: Snapshot, policy: str) -> Snapshot:
    settings = replace(snapshot.settings, policy=policy)
    fold = codings.fold(snapshot.interviews, snapshot.codebook, snapshot.suggestions, snapshot.placements, settings)
    return replace(snapshot, codings=fold.codings)


def _retained(snapshot: Snapshot, code: str) -> list[Passage]:
    found = family_passages(snapshot.interviews, snapshot.codings, snapshot.codebook, code)
    return [passage for passage in found if passage.status is Status.CONFIRMED]


def _of_code(snapshot: Snapshot, code: Code, loose: Snapshot, strict: Snapshot) -> Provenance:
    kinds = Counter(_came(passage) for passage in _retained(snapshot, code.id))
    family = snapshot.codebook.family(code.id)
    current = {other.id: other.fingerprint for other in snapshot.codebook.codes}
    decided = [d for d in snapshot.decisions if d.kind in DECIDING and d.code in family]
    times = [d.seconds for d in decided if d.seconds is not None and not d.batch]
    return Provenance(
        code=code.id,
        human=kinds["human"],
        single=kinds["single"],
        batch=kinds["batch"],
        model=kinds["model"],
        seconds=median(times) if times else None,
        outdated=sum(bool(d.guide) and d.guide != current[d.code] for d in decided),
        low=len(_retained(strict, code.id)),
        high=len(_retained(loose, code.id)),
    )


def _came(passage: Passage) -> str:
    if passage.origin is Origin.RULE:
        return "batch" if passage.batch else "single"
    return str(passage.origin)


def _quoted(quotes: Sequence[Checked]) -> Quoted:
    by_interview = Counter(quote.interview for quote in quotes if quote.interview)
    top = sum(n for _, n in by_interview.most_common(MOST_QUOTED))
    return Quoted(Counter(quote.verdict for quote in quotes), top, by_interview.total())
