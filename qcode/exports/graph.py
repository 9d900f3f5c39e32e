"""Actors and links as graphs for Gephi and other programs: GEXF and GraphML."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from qcode.exports.text import Losses, clean
from qcode.model import Snapshot
from qcode.tables.actors import Actor, Link

if TYPE_CHECKING:
    import networkx as nx


def actors_graph(snapshot: Snapshot, actors: Sequence[Actor], found: Sequence[Link]) -> nx.DiGraph:
    """Interviews and the actors that they name; an edge says how often, and with which codes in the same passage."""
    import networkx as nx

    graph = nx.DiGraph()
    attributes = [attribute.id for attribute in snapshot.settings.attributes]
    for interview in snapshot.interviews:
        values = {_word(name): _word(interview.value(name)) for name in attributes}
        graph.add_node(_word(interview.id), label=_word(interview.number), kind="interview", **values)
    for actor in actors:
        graph.add_node(f"@{_word(actor.id)}", label=_word(actor.name), kind="actor", type=_word(actor.type))
    for link in found:
        codes = ", ".join(f"{snapshot.codebook.path(code)} ({n})" for code, n in link.codes)
        graph.add_edge(_word(link.source), f"@{_word(link.actor)}", weight=link.mentions, codes=_word(codes))
    return graph


def gexf(graph: Any) -> bytes:  # noqa: ANN401 - networkx has no types
    """The graph for Gephi, without the date that would make every export another file."""
    import networkx as nx

    text = "\n".join(nx.generate_gexf(graph, prettyprint=True))
    text = re.sub(r' lastmodifieddate="[^"]*"', "", text)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def graphml(graph: Any) -> bytes:  # noqa: ANN401
    """The same graph in GraphML."""
    import networkx as nx

    target = io.BytesIO()
    nx.write_graphml(graph, target, named_key_ids=True)
    return target.getvalue()


def _word(text: str) -> str:
    """What XML can hold."""
    return clean(text, Losses())
