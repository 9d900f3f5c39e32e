"""Which words a negation, a supposition or another's voice reaches, in sentences as people say them.

`{word}` is reached, `[word]` is not; the sentences were written for these tests, the hard ones first.
"""

import re
from functools import cache

import numpy as np
import pytest

from qcode.tagging import Index
from qcode.tagging.matches import Matches
from tests.french import parsed
from tests.tagging.study import interview

pytestmark = pytest.mark.slow

NEGATED = [
    # hard cases: no negation although it looks like one, negation although it does not
    "On a pas mal de [subventions].",
    "C'est pas seulement des [subventions].",
    "C'est pas que des [subventions].",
    "C'est pas juste une question de [financement].",
    "Non seulement on a la [subvention], mais elle dure.",
    "Y a plus de {moyens} du tout.",
    "Y a plus de [moyens] qu'avant.",
    "On a plus de [moyens] depuis deux ans.",
    "Les {subventions}, y en a pas.",
    "Les {subventions} euh y en a pas.",
    "Les {subventions}, j'en vois pas la couleur.",
    "Personne nous a {reconnus}.",
    "La reconnaissance, aucun doute, les [élus] la donnent.",
    "On n'a que des [subventions].",
    "On n'a plus que la [subvention] de la ville.",
    "Il a pas dit qu'on avait une {subvention}.",
    "Subventions zéro.".replace("Subventions", "{Subventions}"),
    "Cette année, {subventions} : zéro.",
    # ne … pas and its kin
    "On n'a pas de {subvention}.",
    "On n'a jamais {répondu} à un {appel} à projets.",
    "On n'a plus de {financement} depuis deux ans.",
    "Nous n'avons aucune {subvention}.",
    "Ils ne {reconnaissent} rien de ce qu'on fait.",
    "Ça n'{intéresse} personne.",
    "On n'est ni {reconnus} ni {financés}.",
    "Je ne {connais} pas les {critères}.",
    "Ne pas être {reconnu}, c'est dur.",
    "Ils n'ont guère de {temps}.",
    # spoken French without ne
    "J'ai pas de {projet}.",
    "On {répond} pas aux {appels} à projets.",
    "Y a pas de {financement}.",
    "Y a jamais eu de {financement}.",
    "On a pas été {entendus}.",
    "Ça {finance} rien.",
    "Y a aucune {reconnaissance}.",
    "On est pas {reconnus} par les élus.",
    "Ils ont jamais {compris} le travail.",
    "Faut pas {rentrer} dans les {cases}.",
    "C'est pas {pérenne}.",
    "On a pas besoin de {subvention}.",
    "Moi j'y {crois} pas du tout.",
    # sans, zéro, non
    "On travaille sans {subvention}.",
    "On fait ça sans aucun {financement}.",
    "Avec zéro {moyens}, tu fais zéro {projet}.",
    "C'est un poste non {financé}.",
    "On est un territoire zéro [chômeur].",
    "On est partis de zéro et on a eu une [subvention].",
    "C'est une association à but non lucratif, avec des [salariés].",
    "Sans doute que la [subvention] va tomber.",
    "Les gens sans abri ont des [droits].",
    # the end of a clause ends it
    "On n'a pas de local mais on a des [subventions].",
    "J'ai pas d'avis, donc on a pris la [subvention].",
    "On n'est pas riches, on a une petite [subvention].",
    "On n'a pas de salarié et on cherche des [financements].",
    "Ça marche pas parce que les [financeurs] changent.",
    "Je sais pas, les [élus] changent tout le temps.",
    "On l'a pas signée ; la [convention] arrive.",
    "On n'a pas de {local}, de {matériel}, de {salarié}.",
    "On n'a pas de {local} ni de {salarié}.",
    "C'est pas la {mairie}, c'est la [métropole] qui paie.",
    # what stands before, and is not taken up
    "Les [subventions] sont pas {pérennes}.",
    "Les [élus] n'ont pas {compris}.",
    "Le [financement] dure pas.",
    "Les {appels} à projets, on en fait pas.",
    "La {reconnaissance}, on l'a jamais eue.",
    "Les {financeurs}, on les voit pas.",
    "Nous, les {appels} à projets, ça nous concerne pas.",
    "Les [appels] à projets, c'est pas {simple}.",
    "On en a pas, des {subventions}.",
    # words that also mean something else
    "Une personne de la [mairie] est venue.",
    "La personne qui suit le [dossier] est partie.",
    "On avance pas à pas sur le [dossier].",
    "C'est un pas vers la [reconnaissance].",
    "Plus que jamais, la [subvention] compte.",
    "Si jamais on a la [subvention], on embauche.",
    "C'est de plus en plus de [dossiers].",
    "Le [projet] est plus grand que prévu.",
    "De rien, la [mairie] a payé.",
    "C'est pas rien, une [subvention] pareille.".replace("[subvention]", "{subvention}"),
    "Pourquoi pas une [convention] ?",
    "C'est ça, n'est-ce pas, la [reconnaissance].",
]

SUPPOSED = [
    "Si on avait une {convention}, on embaucherait.",
    "Si la {mairie} nous suit, ça ira.",
    "S'il y avait un {financement} de base, ça changerait tout.",
    "Il faudrait une {convention} pluriannuelle.",
    "Une {convention} serait utile.",
    "J'aimerais qu'on nous donne une {reconnaissance}.",
    "On pourrait imaginer un {financement} long.",
    "Imaginons une {subvention} de dix ans.",
    "Au cas où la {subvention} tombe.",
    "C'est bien, à condition d'avoir le {temps}.",
    "Si on avait le temps, on verrait ; mais les [élus] poussent.",
    "Même si on a une [subvention], c'est dur.",
    "C'est si important, la [reconnaissance].",
    "Ah si, on a eu une [subvention].",
    "Si vous voulez, la [mairie] décide.",
    "On a une [convention] de trois ans.",
    "On gérait le [dossier] à deux.",
    "On montrait le [projet] aux élus.",
    "Je dirais que la [mairie] nous suit.",
    "Quand on a une [subvention], on la garde.",
]

VOICED = [
    "Le financeur nous dit que le {projet} doit innover.",
    "La mairie nous a répondu que la {subvention} était finie.",
    "Ils disent que l'{association} coûte cher.",
    "On nous dit que le {projet} est beau.",
    "On m'a dit qu'y avait pas de {budget}.",
    "L'élue m'a expliqué que les {critères} changeaient.",
    "Il me sort : « votre {projet} est trop petit ».",
    "Ils nous ont dit « montez une {association} ».",
    "Et eux : « ça y est, le {projet} est passé ».",
    "Un technicien qui te dit que le {dossier} est incomplet.",
    "Ils vont nous dire que le {budget} est voté.",
    "Selon eux, le {projet} est fini.",
    "Ils nous demandent si le {projet} avance.",
    "Moi je dis que le [projet] est bon.",
    "Je leur ai dit que le [budget] était voté.",
    "J'ai répondu « le [projet] continue ».",
    "On leur a dit que l'[association] fermait.",
    "On s'est dit que le [projet] tiendrait.",
    "Ça veut dire que le [budget] baisse.",
    "C'est-à-dire que le [projet] est fini.",
    "Nous disons que le [projet] est bon.",
    "C'est un projet « innovant », la [mairie] aime.",
    "Disons que le [projet] avance.",
    "Je voulais dire que le [projet] avance.",
    "Le [financeur] nous dit que ça va.",
]

_MARKED = re.compile(r"[{\[](.+?)[}\]]")


@cache
def _said() -> tuple[Index, dict[str, int]]:
    """All sentences in one index, each a turn, and where each is."""
    marked = NEGATED + SUPPOSED + VOICED
    text = interview(*(("R", _MARKED.sub(r"\1", sentence)) for sentence in marked))
    return Index([text], [parsed(text)]), {sentence: number for number, sentence in enumerate(marked)}


def reached(name: str, sentence: str) -> dict[str, bool]:
    """What is said of each marked word of a sentence."""
    index, places = _said()
    turn = index.turns[places[sentence]]
    found = {}
    for number, word in enumerate(_MARKED.finditer(sentence)):
        start = turn.turn.span.start + word.start() - 2 * number
        token = np.array([np.searchsorted(index.start, start)], dtype=np.int32)
        assert index.start[token[0]] == start
        found[word[0]] = bool(index.marks.on(name, Matches(token, token))[0] >= 0)
    return found


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("negated", sentence) for sentence in NEGATED]
    + [("hypothesis", sentence) for sentence in SUPPOSED]
    + [("voice", sentence) for sentence in VOICED],
)
def test_what_is_reached(name: str, sentence: str) -> None:
    assert reached(name, sentence) == {word[0]: word[0].startswith("{") for word in _MARKED.finditer(sentence)}
