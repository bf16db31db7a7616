"""Titles, names and paragraphs for made-up sites, the same ones for the same seed."""

from __future__ import annotations

import random

__all__ = ["author", "paragraph", "prose", "site_name", "title"]

_ADJECTIVES = "Early Late Rural Urban Colonial Modern Medieval Forgotten Northern Southern Western Eastern Imperial Popular Radical Quiet Hidden Common".split()
_NOUNS = "Labour Harvest Printing Railway Parliament Theology Astronomy Migration Fisheries Schooling Taxation Weaving Shipping Mining Medicine Folklore Censorship Poetry Cartography Famine Banking Marriage".split()
_PLACES = "Bohemia Galicia Silesia Saxony Provence Castile Anatolia Lombardy Flanders Prussia Bengal Ontario Sonora Kyushu Gotland Ulster Moravia Thessaly".split()
_FORMS = (
    "{adjective} {noun} in {place}",
    "{noun} and {noun2} in {adjective} {place}",
    "The {adjective} {noun} of {place}: Essays on {noun2}",
    "A History of {noun} and {noun2} in {place}",
    "On the {noun} Question in {place}",
    "From {noun} to {noun2}: {place} Reconsidered",
)
_GIVEN = "Ada Bruno Clara Dmitri Edith Felix Greta Hugo Irma Jonas Katja Ludwig Marta Nils Olga Paul Rosa Stefan Tilda Viktor".split()
_FAMILY = "Abendroth Bielski Castellani Dvorak Engelmann Fitzroy Grigorenko Haldane Ivarsson Jankovic Kowalczyk Lindqvist Marchetti Nagy Okonkwo Pemberton Quarles Rasmussen Szabo Thorvald Umbach Vasquez Wierzbicki Zetterberg".split()
_SUBJECTS = "archive parish council estate guild ledger survey letter diary petition tribunal registry province market congregation".split()
_VERBS = "records describes suggests confirms questions mentions repeats omits compares explains".split()
_OBJECTS = "prices wages disputes tenancies journeys customs debts seasons appointments inventories bridges inheritances lotteries uniforms calendars orchards".split()
_WAYS = "in detail|with some hesitation|over two decades|for the first time|against the grain|in a later hand|year after year|without comment".split(
    "|"
)


def title(chance: random.Random) -> str:
    """A title of a scholarly work."""
    noun, other = chance.sample(_NOUNS, 2)
    form = chance.choice(_FORMS)
    made = form.format(adjective=chance.choice(_ADJECTIVES), noun=noun, noun2=other, place=chance.choice(_PLACES))
    return f"{made}, {chance.randint(1400, 1800)}–{chance.randint(1801, 1990)}" if chance.random() < 0.4 else made


def author(chance: random.Random) -> tuple[str, str]:
    """Family name and given name."""
    return chance.choice(_FAMILY), chance.choice(_GIVEN)


def paragraph(chance: random.Random, sentences: int = 5) -> str:
    """Sentences about nothing in particular."""
    return " ".join(
        f"The {chance.choice(_SUBJECTS)} {chance.choice(_VERBS)} {chance.choice(_OBJECTS)} and {chance.choice(_OBJECTS)}"
        f" {chance.choice(_WAYS)}."
        for _ in range(sentences)
    )


def prose(chance: random.Random, paragraphs: int = 4) -> str:
    """Paragraphs as HTML."""
    return "\n".join(f"<p>{paragraph(chance)}</p>" for _ in range(paragraphs))


def site_name(chance: random.Random) -> str:
    """The name of an institution that keeps pages."""
    kind = chance.choice(
        ("Institute", "Society", "Museum", "Review", "Reading Room", "Faculty", "Foundation", "Circle")
    )
    return f"{chance.choice(_PLACES)} {kind} for {chance.choice(_NOUNS)}"
