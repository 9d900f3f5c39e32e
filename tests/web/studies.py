"""A small study on disk with accents, emoji and two people, and the page on it without a server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from qcode.study import Study
from qcode.web.app import create_app
from qcode.web.desk import Desk
from qcode.web.guard import Guard, Keys

PORT = 8123
HOST = f"127.0.0.1:{PORT}"

SETTINGS = """\
title = "Petite étude"
[attributes.territoire]
label = { fr = "Territoire", en = "Territory" }
values = ["Nantes", "Lyon"]
[attributes.type_acteur]
label = { fr = "Type d’acteur", en = "Type of actor" }
values = ["association", "recherche"]
"""
GUIDE = """\
# Les appels : ne pas toucher à ce commentaire.
id: "appels"
rang: 1
libelle: {fr: "Appels à projets", en: "Calls for projects"}
definition: {fr: "Le financement par appel."}
inclure:
  - "Les dossiers."
regles:
  - id: "aap-nom"   # la règle de base
    termes: ["appel à projet", "dossier"]
    exemples:
      - "On répond à des appels à projets."
sous_codes:
  - id: "concurrence"
    libelle: {fr: "Concurrence", en: "Competition"}
    regles:
      - id: "aap-concours"
        termes: ["concours", "jury"]
        poids: 0.6
"""
OTHER = """\
id: "temps"
rang: 2
libelle: {fr: "Temporalités", en: "Time"}
regles:
  - {id: "tps", termes: ["attendre", "mois"]}
"""
INTERVIEWS = {
    "nantes-asso": """\
titre: Une association 🌻
territoire: Nantes
type_acteur: association
enquêteur: E
enquêté: R

E : Comment ça se passe, pour vous ?

R : On répond à un appel à projets par an. 😀 Le dossier est énorme. Il faut attendre des mois.

E : Et après ?

R : Après, y a un jury. On attend encore. Le dossier revient.
""",
    "lyon-recherche": """\
territoire: Lyon
type_acteur: recherche
enquêteur: E
enquêté: R

E : Vous répondez à des appels ?

R : Le dossier, je le remplis la nuit. Un concours, c'est un concours. Voilà.
""",
}


def write_study(root: Path) -> Path:
    """Write the study into a folder."""
    (root / "codebook").mkdir(parents=True)
    (root / "transcripts").mkdir()
    (root / "qcode.toml").write_text(SETTINGS, encoding="utf-8")
    (root / "codebook" / "appels.yaml").write_text(GUIDE, encoding="utf-8")
    (root / "codebook" / "temps.yaml").write_text(OTHER, encoding="utf-8")
    for name, text in INTERVIEWS.items():
        (root / "transcripts" / f"{name}.txt").write_text(text, encoding="utf-8")
    return root


class Page:
    """The page of one coder in one browser, without a server: get and post JSON as the browser would."""

    def __init__(self, root: Path, coder: str = "Zoé", **options: Any) -> None:
        self.keys = Keys()
        self.app: Guard = create_app(Study(root), coder, port=PORT, keys=self.keys, **options)
        self.client = TestClient(self.app, base_url=f"http://{HOST}")
        self.client.headers["host"] = HOST
        self.client.get(f"/?token={self.keys.token}")
        self.coder = coder
        self.serial = 0

    @property
    def desk(self) -> Desk:
        desk: Desk = self.app.app.state.desk  # type: ignore[attr-defined]
        return desk

    def get(self, path: str, expect: int = 200, **params: Any) -> Any:
        answer = self.client.get(f"/api/{path}", params=params)
        assert answer.status_code == expect, answer.text
        return answer.json()

    def post(self, path: str, data: Any, status: int = 200) -> Any:
        headers = {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin", "content-type": "application/json"}
        answer = self.client.post(f"/api/{path}", content=json.dumps(data), headers=headers)
        assert answer.status_code == status, answer.text
        return answer.json()

    def decide(self, *drafts: dict[str, Any], status: int = 200) -> Any:
        sent = []
        for draft in drafts:
            self.serial += 1
            sent.append({"id": f"{self.coder.encode().hex()}-{self.serial:016}", **draft})
        return self.post("decide", {"decisions": sent}, status)

    def items(self, **params: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get("queue", limit=50, **params)["items"]
        return found


def draft(item: dict[str, Any], kind: str = "accept", **more: Any) -> dict[str, Any]:
    """What the page sends for a proposal that it shows."""
    kept = {key: item[key] for key in ("interview", "sha256", "code", "start", "end", "quote")}
    return {"kind": kind, "suggestion": item["id"], **kept, **more}


def span(page: Page, interview: str, words: str) -> dict[str, Any]:
    """The place of some words, as the page would send it: code points of the whole text."""
    found = page.get("interview", id=interview)
    turn = next(turn for turn in found["turns"] if words in turn["text"])
    start = turn["start"] + turn["text"].index(words)
    return {
        "interview": interview,
        "sha256": found["sha256"],
        "start": start,
        "end": start + len(words),
        "quote": words,
    }
