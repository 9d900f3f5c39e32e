"""How well the sample's rules do, beside a keyword search and the second coder: `python -m tests.bench rules`.

Two studies: the sample, and ten interviews more that one reader coded (tests/rules/study). KEPT were never read for
the rules. docs/evaluation.md comments on the figures. `python -m tests.bench.bench_rules developed` leaves out those
that were kept back: looking at them is counted.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
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
STUDIES = {ROOT: ("codeur-a", "codeur-b"), ROOT / "tests/rules/study": ("lecteur",)}
"""The studies, each with those who coded it."""
KEPT = {"lyon-accompagnement", "marseille-collectivite", "nantes-association", "nantes-fondation"} | {
    "marseille-fondation",
    "nantes-outiltheque",
    "national-reseau-ess",
}
KEYWORDS = {
    "interfaces": "interface, intermédiaire, médiation, passerelle, réseau, partenaire, silo, cloisonnement, réunion",
    "appels_a_projets": "appel à projet, AAP, AMI, dossier, critère, subvention, financeur, indicateur, reporting",
    "temporalites": "temps, temporalité, calendrier, délai, rythme, urgence, long terme, court terme, mandat, pérenne",
    "reconnaissance": "reconnaître, reconnaissance, légitime, légitimité, visible, invisible, statut, label, écouter",
}
"""The words of the guide's own definitions, as somebody would type them into a search box."""


def main(also_kept: bool = True) -> None:
    """Print every figure of docs/evaluation.md, or those of the interviews that rules were written on alone."""
    for root, references in STUDIES.items():
        study = Study(root)
        snapshot, problems = study.load()
        assert not [problem for problem in problems if problem.severity == "error"], problems
        index, _ = study.index(snapshot)
        names = {interview.id for interview in snapshot.interviews}
        parts = {"developed on": names - KEPT} | ({"kept back": names & KEPT} if also_kept else {})
        for title, chosen in parts.items():
            print(f"\n== {root.name or root}: {title}, {len(chosen)} interviews")
            measure(only(snapshot, chosen), index, references)


def measure(part: Snapshot, index: Index, references: Sequence[str]) -> None:
    """Rules, keyword searches and people on the same interviews; then the rules' sub-codes."""
    names = {interview.id for interview in part.interviews}
    for unit in ("sentence", "turn"):
        print(f"-- per {unit}")
        report("rules", part, unit, references)
        for asked in (False, True):
            words = replace(part, suggestions=tuple(s for s in keywords(index, asked) if s.interview in names))
            report("keywords + question" if asked else "keywords", words, unit, references)
        if len(references) > 1:
            humans(part, unit, references)
    print("-- rules alone, per sentence, sub-codes as such")
    exact = evaluate(part, references[-1], level="exact")
    for path, counts in exact.codes.items():
        print(f"{path:40} κ {shown(counts.kappa)}  {counts.n_suggested:3} proposed, {counts.n_reference:3} coded")
    children = [counts.kappa for path, counts in exact.codes.items() if "." in path and counts.kappa is not None]
    print(f"{'mean of sub-codes':40} κ {shown(sum(children) / len(children) if children else None)}")


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


def report(title: str, snapshot: Snapshot, unit: str, references: Sequence[str]) -> None:
    """κ, precision and recall against each reference, with the interval of the mean κ over interviews."""
    for reference in references:
        found = evaluate(snapshot, reference, unit=unit)
        low_high = interval(found, "kappa")
        spread = f"[{low_high[0]:.2f} ; {low_high[1]:.2f}]" if low_high else "undefined"
        means = "  ".join(f"{figure} {shown(found.macro(figure))}" for figure in FIGURES)
        print(f"{title:20} {reference}  {means}  κ {spread}   {per_code(found)}")


def per_code(found: Evaluation) -> str:
    """κ, precision and recall of each code, with the interval of κ."""
    return "  ".join(
        f"{path} {shown(counts.kappa)} {bounds(found, path)} {shown(counts.precision)}/{shown(counts.recall)}"
        for path, counts in found.codes.items()
    )


def bounds(found: Evaluation, code: str) -> str:
    """The interval of a code's κ."""
    low_high = interval(found, "kappa", code)
    return f"[{low_high[0]:.2f} ; {low_high[1]:.2f}]" if low_high else ""


def humans(snapshot: Snapshot, unit: str, references: Sequence[str]) -> None:
    """κ between the two reference coders on the same units."""
    found = agree(snapshot, references, unit=unit, resamples=200)
    codes: Iterable[str] = (f"{code.code} {shown(code.figures['kappa'].value)}" for code in found.codes)
    print(f"{'second coder':20} kappa {shown(found.overall['kappa'].value)}   {'  '.join(codes)}")


def shown(value: float | None) -> str:
    """A figure with two decimals."""
    return "–" if value is None else f"{value:.2f}"


if __name__ == "__main__":
    main(also_kept="developed" not in sys.argv)
