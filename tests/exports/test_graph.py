import io
import re

import networkx as nx

from qcode.exports.graph import actors_graph, gexf, graphml
from qcode.tables.actors import Actor, Link
from tests.exports.test_report import study


def test_gephi_and_graphml_say_the_same_and_hold_odd_words() -> None:
    one = study()
    odd = 'Région « & <b> "x"\x00'
    graph = actors_graph(one, [Actor("r", odd, type="collectivité")], [Link("e1", "r", 2, (("urgence", 1),))])
    read = nx.read_gexf(io.BytesIO(gexf(graph)))
    assert read.nodes["@r"]["label"] == 'Région « & <b> "x"'
    assert read.nodes["e1"]["territoire"] == "Lyon"
    edge = read.edges["e1", "@r"]
    assert (edge["weight"], edge["codes"]) == (2, "temps.urgence (1)")
    again = nx.read_graphml(io.BytesIO(graphml(graph)))
    assert set(again.nodes) == set(read.nodes)
    assert again.edges["e1", "@r"]["weight"] == 2


def test_no_date_is_written() -> None:
    assert not re.search(rb"20\d\d-\d\d-\d\d", gexf(actors_graph(study(), [], [])))
