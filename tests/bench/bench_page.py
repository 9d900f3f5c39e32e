"""The page's server at the size of a large study: how long a request takes, through all layers, fsync included.

1,000 interviews of 8,000 words and 200,000 proposals (`QCODE_BENCH_INTERVIEWS=100` for a tenth of it). Texts are read
by the real readers; the proposals are drawn, not found, for finding them is another benchmark's matter.
"""

from __future__ import annotations

import json
import os
import random
import re
import time
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from starlette.testclient import TestClient

from qcode.model import CODED_ROLES, Evidence, Interview, Span, Suggestion
from qcode.study import Study
from qcode.tagging import suggest
from qcode.web.app import app_of
from qcode.web.desk import Desk
from qcode.web.guard import Keys

INTERVIEWS = int(os.environ.get("QCODE_BENCH_INTERVIEWS", "1000"))
PROPOSALS = 200  # an interview
ROUNDS = 60
PORT = 8124
HOST = f"127.0.0.1:{PORT}"
ORIGIN = {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin", "content-type": "application/json"}
WORDS = re.findall(r"\S+", "le dossier la réunion on attend les élus un projet avec des gens et ça dure des mois")


def main() -> None:
    """Build the study in a temporary folder and print the times."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        draw = random.Random(1)
        _write(root, draw)
        desk, loading = _loaded(root, draw)
        n = len(desk.live.queue.suggestions)
        words = sum(segment.words for i in desk.live.interviews.values() for segment in i.segments)
        print(
            f"{len(desk.live.interviews):,} interviews, {words:,} words, {n:,} proposals; laid out in {loading:.1f} s"
        )
        for name, times in _measured(desk, draw).items():
            p95 = quantiles(times, n=20)[-1]
            print(f"{name:34} median {1000 * median(times):7.1f} ms   p95 {1000 * p95:7.1f} ms")


def _write(root: Path, draw: random.Random) -> None:
    (root / "codebook").mkdir()
    (root / "transcripts").mkdir()
    (root / "qcode.toml").write_text('title = "Grande étude"\n', encoding="utf-8")
    for top in ("interfaces", "appels", "temps", "reconnaissance"):
        subs = "".join(f'  - {{id: "{top}_{n}", libelle: "{top} {n}"}}\n' for n in range(5))
        (root / "codebook" / f"{top}.yaml").write_text(f'id: "{top}"\nlibelle: "{top}"\nsous_codes:\n{subs}', "utf-8")
    for number in range(INTERVIEWS):
        places = ("Nantes", "Lyon", "Marseille"), ("association", "recherche", "collectivité", "réseau ESS")
        head = (
            f"territoire: {draw.choice(places[0])}\ntype_acteur: {draw.choice(places[1])}\nenquêteur: E\nenquêté: R\n\n"
        )
        turns = (f"E : Et alors, {n} ?\n\nR : {_said(draw)}" for n in range(100))
        (root / "transcripts" / f"entretien-{number:04}.txt").write_text(head + "\n\n".join(turns), encoding="utf-8")


def _said(draw: random.Random) -> str:
    return " ".join(" ".join(draw.choices(WORDS, k=12)).capitalize() + "." for _ in range(6))


def _loaded(root: Path, draw: random.Random) -> tuple[Desk, float]:
    """A desk with the study open, its proposals drawn instead of found."""
    desk = Desk(Study(root), "Zoé")
    snapshot, _ = desk.study.read()
    codes = [code.id for code in snapshot.codebook.codes if code.parent]
    proposed = [s for interview in snapshot.interviews for s in _proposals(interview, codes, draw)]
    started = time.perf_counter()
    with (
        patch.object(Study, "read", return_value=(snapshot, [])),
        patch.object(Study, "index", return_value=(None, [])),
        patch(f"{suggest.__module__.rpartition('.')[0]}.suggest", return_value=proposed),
    ):
        desk.load()
    return desk, time.perf_counter() - started


def _proposals(interview: Interview, codes: list[str], draw: random.Random) -> list[Suggestion]:
    coded = [s for s in interview.segments if interview.turn(s.turn).role in CODED_ROLES]
    found = []
    for segment in sorted(draw.sample(coded, min(PROPOSALS, len(coded))), key=lambda segment: segment.number):
        code, start = draw.choice(codes), segment.span.start
        proof = Evidence(
            f"{code}-{draw.randrange(4)}", (Span(start, start + draw.choice((4, 7, 9))),), ("near:sentence",)
        )
        name = f"{interview.id}-{segment.number}-{code}"
        found.append(Suggestion(name, interview.id, segment.number, code, draw.choice((0.5, 0.6, 1.0)), (proof,)))
    return found


def _measured(desk: Desk, draw: random.Random) -> dict[str, list[float]]:
    keys = Keys()
    client = TestClient(app_of(desk, PORT, keys), base_url=f"http://{HOST}", headers={"host": HOST})
    client.get(f"/?token={keys.token}")
    times: dict[str, list[float]] = {}

    def timed(name: str, method: str, path: str, data: Any = None) -> Any:
        started = time.perf_counter()
        content = None if data is None else json.dumps(data)
        answer = client.request(method, f"/api/{path}", content=content, headers=ORIGIN if data else None)
        times.setdefault(name, []).append(time.perf_counter() - started)
        assert answer.status_code == 200, answer.text
        return answer.json()

    after = ""
    for number in range(ROUNDS):
        order, code = (
            draw.choice(("unsure", "code", "interview")),
            draw.choice(("", "&code=appels", "&territoire=Lyon")),
        )
        timed("next, under an order and filters", "GET", f"queue?order={order}{code}&limit=40")
        found = timed("next, after the last one", "GET", f"queue?after={after}&limit=40")["items"]
        after = found[-1]["id"]
        one = found[number % 40]
        kept = {key: one[key] for key in ("interview", "sha256", "code", "start", "end", "quote")}
        draft = {"id": f"bench-decision-{number:06}", "kind": "accept", "suggestion": one["id"], **kept}
        timed("decide, on the disk", "POST", "decide", {"decisions": [draft]})
        timed("those like it", "GET", f"similar?id={found[0]['id']}&limit=3")
        timed("open an interview in the reader", "GET", f"interview?id={one['interview']}")
        timed("matrix after a decision", "GET", "matrix?status=all")
        timed("matrix again", "GET", "matrix?status=all")
    return times


if __name__ == "__main__":
    main()
