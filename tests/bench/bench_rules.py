"""How well the sample's rules do, beside a keyword search and the second coder: `python -m tests.bench rules`.

Rules were written on eight interviews (DEVELOPED); the four others (KEPT) were never read for it. docs/evaluation.md
comments on the figures.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from qcode.codebook.terms import parse
from qcode.model import Rule, Snapshot, Suggestion, Term
from qcode.study import Study
from qcode.tables.agreement import agree
from qcode.tables.counts import FIGURES
from qcode.tables.evaluation import Evaluation, evaluate, interval
from qcode.tagging import Index, suggest

ROOT = Path(__file__).parents[2]
KEPT = ("lyon-accompagnement", "marseille-collectivite", "nantes-association", "nantes-fondation")
REFERENCES = ("codeur-a", "codeur-b")
KEYWORDS = {
    "interfaces": "interface, intermédiaire, médiation, passerelle, réseau, partenaire, silo, cloisonnement, réunion",
    "appels_a_projets": "appel à projet, AAP, AMI, dossier, critère, subvention, financeur, indicateur, reporting",
    "temporalites": "temps, temporalité, calendrier, délai, rythme, urgence, long terme, court terme, mandat, pérenne",
    "reconnaissance": "reconnaître, reconnaissance, légitime, légitimité, visible, invisible, statut, label, écouter",
}
"""The words of the guide's own definitions, as somebody would type them into a search box."""


def main() -> None:
    """Print every figure of docs/evaluation.md."""
    study = Study(ROOT)
    snapshot, problems = study.load()
    assert not [problem for problem in problems if problem.severity == "error"], problems
    index, _ = study.index(snapshot)
    names = {interview.id for interview in snapshot.interviews}
    for title, chosen in (("kept back", set(KEPT)), ("developed on", names - set(KEPT))):
        part = only(snapshot, chosen)
        for unit in ("sentence", "turn"):
            print(f"\n-- {title}, {len(chosen)} interviews, per {unit}")
            report("rules", part, unit)
            for asked in (False, True):
                found = keywords(index, asked)
                words = replace(part, suggestions=tuple(s for s in found if s.interview in chosen))
                report("keywords + question" if asked else "keywords", words, unit)
            humans(part, unit)
    print("\n-- rules alone, kept back, per sentence, sub-codes as such")
    exact = evaluate(only(snapshot, set(KEPT)), REFERENCES[1], level="exact")
    for path, counts in exact.codes.items():
        print(f"{path:40} κ {shown(counts.kappa)}  {counts.n_suggested:3} proposed, {counts.n_reference:3} coded")


def only(snapshot: Snapshot, names: set[str]) -> Snapshot:
    """The study cut down to these interviews."""
    return replace(
        snapshot,
        interviews=tuple(interview for interview in snapshot.interviews if interview.id in names),
        suggestions=tuple(found for found in snapshot.suggestions if found.interview in names),
        placements=tuple(placed for placed in snapshot.placements if placed.decision.interview in names),
    )


def keywords(index: Index, asked: bool) -> list[Suggestion]:
    """What a plain search for the words of the definitions finds; `asked`: whole answers to questions with them too."""
    rules = []
    for code, words in KEYWORDS.items():
        terms = tuple(term for word in words.split(", ") if isinstance(term := parse(word), Term))
        rules.append(Rule(f"{code}-words", code, terms))
        if asked:
            rules.append(Rule(f"{code}-asked", code, (Term("anything", regex=r"^\W*\w+"),), asked=terms))
    return suggest(index, rules)


def report(title: str, snapshot: Snapshot, unit: str) -> None:
    """κ, precision and recall against each reference, with the interval of the mean κ over interviews."""
    for reference in REFERENCES:
        found = evaluate(snapshot, reference, unit=unit)
        low_high = interval(found, "kappa")
        spread = f"[{low_high[0]:.2f} ; {low_high[1]:.2f}]" if low_high else "undefined"
        means = "  ".join(f"{figure} {shown(found.macro(figure))}" for figure in FIGURES)
        print(f"{title:20} {reference}  {means}  κ {spread}   {per_code(found)}")


def per_code(found: Evaluation) -> str:
    """κ of each code, with its interval."""
    return "  ".join(f"{path} {shown(counts.kappa)} {bounds(found, path)}" for path, counts in found.codes.items())


def bounds(found: Evaluation, code: str) -> str:
    """The interval of a code's κ."""
    low_high = interval(found, "kappa", code)
    return f"[{low_high[0]:.2f} ; {low_high[1]:.2f}]" if low_high else ""


def humans(snapshot: Snapshot, unit: str) -> None:
    """κ between the two reference coders on the same units."""
    found = agree(snapshot, REFERENCES, unit=unit, resamples=200)
    codes: Iterable[str] = (f"{code.code} {shown(code.figures['kappa'].value)}" for code in found.codes)
    print(f"{'second coder':20} kappa {shown(found.overall['kappa'].value)}   {'  '.join(codes)}")


def shown(value: float | None) -> str:
    """A figure with two decimals."""
    return "–" if value is None else f"{value:.2f}"
