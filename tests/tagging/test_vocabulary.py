"""Which words of the texts a word of a rule stands for."""

import pytest

from qcode.language import Entry
from qcode.model import Word, WordKind
from qcode.tagging.vocabulary import Vocabulary

ENTRIES = {
    ("appel", "appel", "NOUN"): 5,
    ("appels", "appel", "NOUN"): 9,
    ("appels", "appels", "NOUN"): 1,  # a slip of the tagger
    ("Appels", "Appels", "PROPN"): 2,  # a capital taken for a name
    ("part", "part", "NOUN"): 5,
    ("part", "partir", "VERB Fin"): 4,
    ("parti", "partir", "VERB"): 3,
    ("suis", "être", "AUX Fin"): 9,
    ("suis", "suivre", "VERB Fin"): 1,
    ("est", "être", "AUX Fin"): 9,
    ("suivre", "suivre", "VERB"): 1,
    ("Nantes", "Nantes", "PROPN"): 3,
    ("côté", "côté", "NOUN"): 1,
    ("cote", "cote", "NOUN"): 1,
    ("aujourd'hui", "aujourd'hui", "ADV"): 1,
    ("tiers-lieux", "tiers-lieu", "NOUN"): 1,
    (",", ",", "PUNCT"): 9,
}


def vocabulary() -> Vocabulary:
    made = Vocabulary()
    made.add(Entry(*entry) for entry in ENTRIES)
    made.counts = list(ENTRIES.values())
    return made


def stands_for(kind: WordKind, text: str) -> set[str]:
    made = vocabulary()
    return {f"{made.entries[number].form}/{made.entries[number].lemma}" for number in made.expand(Word(kind, text))}


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (WordKind.LEMMA, "appel", "appel/appel appels/appel appels/appels Appels/Appels"),
        (WordKind.LEMMA, "appels", "appel/appel appels/appel appels/appels Appels/Appels"),
        (WordKind.LEMMA, "APPEL", "appel/appel appels/appel appels/appels Appels/Appels"),
        # a dictionary form stands for itself, whatever else it may be; the verb is written as a verb
        (WordKind.LEMMA, "part", "part/part part/partir"),
        (WordKind.LEMMA, "partir", "part/partir parti/partir"),
        (WordKind.LEMMA, "suis", "suis/être suis/suivre est/être suivre/suivre"),
        (WordKind.LEMMA, "cote", "côté/côté cote/cote"),
        (WordKind.LEMMA, "nantes", "Nantes/Nantes"),
        (WordKind.LEMMA, "absent", ""),
        (WordKind.LEMMA, "tierslieu", "tiers-lieux/tiers-lieu"),
        (WordKind.EXACT, "Appels", "Appels/Appels"),
        (WordKind.EXACT, "cote", "cote/cote"),
        (WordKind.PREFIX, "app", "appel/appel appels/appel appels/appels Appels/Appels"),
        (WordKind.PREFIX, "cot", "côté/côté cote/cote"),
        (WordKind.PREFIX, "z", ""),
        (WordKind.ANY, "", ""),
    ],
)
def test_a_rule_word_stands_for(kind: WordKind, text: str, expected: str) -> None:
    assert stands_for(kind, text) == set(expected.split())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([(WordKind.LEMMA, "tiers"), (WordKind.LEMMA, "lieu")], {"tiers-lieux"}),
        ([(WordKind.EXACT, "tiers"), (WordKind.LEMMA, "lieux")], {"tiers-lieux"}),
        ([(WordKind.EXACT, "tiers"), (WordKind.EXACT, "lieu")], set()),
        ([(WordKind.LEMMA, "tiers"), (WordKind.PREFIX, "li")], {"tiers-lieux"}),
        ([(WordKind.ANY, ""), (WordKind.LEMMA, "lieu")], {"tiers-lieux"}),
        ([(WordKind.LEMMA, "aujourd'"), (WordKind.LEMMA, "hui")], {"aujourd'hui"}),
        ([(WordKind.LEMMA, "lieu"), (WordKind.LEMMA, "tiers")], set()),
        ([(WordKind.LEMMA, "tiers"), (WordKind.LEMMA, "lieu"), (WordKind.LEMMA, "appel")], set()),
    ],
)
def test_rule_words_spell_a_hyphenated_one(words: list[tuple[WordKind, str]], expected: set[str]) -> None:
    made = vocabulary()
    row = [Word(kind, text) for kind, text in words]
    assert {made.entries[number].form for number in made.joined(row)} == expected
    if expected:
        assert made.begins_compound(row[0])


def test_punctuation_is_no_word() -> None:
    made = vocabulary()
    assert [made.entries[number].form for number in (~made.is_word).nonzero()[0]] == [","]


FATIGUE = {
    ("fatigué", "fatigué", "ADJ"): 4,
    ("fatiguée", "fatiguer", "VERB"): 2,
    ("fatigués", "fatigué", "ADJ"): 1,
    ("Fatiguées", "fatiguée", "NOUN"): 1,
    ("fatigue", "fatigue", "NOUN"): 3,
}
DONNEES = {("données", "donnée", "NOUN"): 3, ("données", "donner", "VERB"): 1, ("donné", "donner", "VERB"): 5}


def forms(entries: dict[tuple[str, str, str], int], text: str) -> set[str]:
    made = Vocabulary()
    made.add(Entry(*entry) for entry in entries)
    made.counts = list(entries.values())
    return {made.entries[number].form for number in made.expand(Word(WordKind.LEMMA, text))}


@pytest.mark.parametrize("text", ["fatigué", "fatiguée", "fatigués", "fatiguées"])
@pytest.mark.parametrize("left_out", [None, *FATIGUE])
def test_genders_and_numbers_meet_whatever_lemma_the_parser_gives(text: str, left_out: tuple[str, str, str]) -> None:
    entries = {entry: count for entry, count in FATIGUE.items() if entry != left_out}
    wanted = {form for form, _, _ in entries} - {"fatigue"}
    assert wanted <= forms(entries, text)


def test_an_infinitive_finds_participles_taken_for_adjectives() -> None:
    assert forms(FATIGUE, "fatiguer") == {"fatigué", "fatiguée", "fatigués"}


def test_a_noun_that_looks_like_a_participle_is_not_the_verb() -> None:
    assert forms(DONNEES, "données") == {"données"}
    assert forms({("porte", "porte", "NOUN"): 2, ("port", "port", "NOUN"): 2}, "porte") == {"porte"}
