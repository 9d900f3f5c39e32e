from qcode.tables.actors import links, mentions, read_actors
from tests.factory import codebook, coding, interview, snapshot

LIST = """
acteurs:
  - id: metropole
    nom: "Métropole de Lyon"
    alias: ["la métropole"]
    type: "collectivité"
  - nom: "Cité"
    alias: ["=CITE"]
"""
MADE = interview(
    "a", "Q: Et la Métropole ?", "R: La METROPOLE de Lyon nous aide. La métropole dit non. CITE, cite, la cité.",
    structure="Cité",
)  # fmt: skip
OTHER = interview("b", "R: La Cité, on la connaît.")
GUIDE = codebook(temps="urgence")


def test_a_list_of_actors() -> None:
    actors, problems = read_actors(LIST)
    assert problems == []
    assert [(actor.id, actor.name, actor.names) for actor in actors] == [
        ("metropole", "Métropole de Lyon", ("Métropole de Lyon", "la métropole")),
        ("cite", "Cité", ("Cité", "=CITE")),
    ]


def test_mistakes_are_told_with_their_line() -> None:
    actors, problems = read_actors('acteurs:\n  - "x"\n  - {type: t}\n  - {nom: A}\n  - {nom: a}\n')
    assert [actor.name for actor in actors] == ["A"]
    assert [(p.kind, p.line) for p in problems] == [("actor_not_table", 2), ("actor_nameless", 3), ("actor_twice", 5)]
    assert [p.kind for p in read_actors("acteurs: rien")[1]] == ["actors_list"]
    assert read_actors("") == ((), [])
    assert all(problem.message and problem.hint for problem in problems)


def test_interviewees_name_the_longest_name_and_their_own_is_no_link() -> None:
    study = snapshot([MADE, OTHER], GUIDE, [coding(MADE, 1, "urgence")])
    found = mentions(study, read_actors(LIST)[0])
    where = [(m.interview, m.actor, MADE.quote(m.span) if m.interview == "a" else "", m.codes, m.own) for m in found]
    assert where == [
        ("a", "metropole", "METROPOLE de Lyon", ("urgence",), False),
        ("a", "metropole", "métropole", (), False),
        ("a", "cite", "CITE", (), True),
        ("a", "cite", "cite", (), True),
        ("a", "cite", "cité", (), True),
        ("b", "cite", "", (), False),
    ]
    assert [(x.source, x.actor, x.mentions, x.codes) for x in links(found)] == [
        ("a", "metropole", 2, (("urgence", 1),)),
        ("b", "cite", 1, ()),
    ]
