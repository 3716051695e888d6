"""Finding who and how many in a sentence: `vrijwel alle ouders`, `11 van de 15 kinderen`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.domain.ids import Actor
from pipeline.domain.unit import OZA
from pipeline.report.claims.claim import Mention, Subject
from pipeline.report.claims.phrases import Phrases
from pipeline.report.claims.plain import any_of, plain
from pipeline.report.claims.quantities import Number, Quantity
from pipeline.report.words import Names

_LEFT, _RIGHT = r"(?<![\w'/.,-])", r"(?![\w-])"


@dataclass(frozen=True)
class Spotter:
    """Finds mentions with the words of the phrases and of the study's actors."""

    phrases: Phrases
    names: Names

    def mentions(self, sentence: str) -> list[Mention]:
        """The mentions of a sentence in order, none inside another: of 'De meeste ouders (9 van de
        15) noemden het' one, of [0, 30), with the quantity, the number 9 and the total 15."""
        text = plain(sentence)
        found: list[Mention] = []
        for mention in self._all(text):
            if not any(m.start < mention.end and mention.start < m.end for m in found):
                found.append(mention)
        return sorted((self._widened(text, m) for m in found), key=lambda m: m.start)

    def actors_in(self, sentence: str) -> list[tuple[int, Actor]]:
        """Every word for an actor, with where it stands."""
        return [(m.start(), self._words[m[0]]) for m in self._actor.finditer(plain(sentence))]

    def actor(self, noun: str) -> Actor | None:
        """The actor that a word, plain, stands for."""
        return self._words.get(noun)

    @property
    def actor_nouns(self) -> tuple[str, ...]:
        return tuple(self._words)

    # The patterns, the most telling first: what they find, later ones leave alone.

    def _all(self, text: str) -> Iterator[Mention]:
        for match in self._numbered.finditer(text):
            yield self._mention(match, number=self._number(match), total=self._value(match["of"]))
        for match in self._apart.finditer(text):
            number, quantity = match["n"], match["q"]
            if number:
                yield self._mention(
                    match, number=Number(self._value(number) or 0), total=self._value(match["of"])
                )
            else:
                yield self._mention(match, quantity=quantity, total=self._value(match["of"]))
        for match in self._quantified.finditer(text):
            yield self._mention(match, quantity=match["q"], total=self._value(match["of"]))
        for match in self._counted.finditer(text):
            yield self._mention(match, number=self._number(match))
        for match in self._bracketed.finditer(text):
            yield self._mention(
                match, number=Number(self._value(match["n"]) or 0), total=self._value(match["of"])
            )

    def _mention(
        self,
        match: re.Match[str],
        *,
        quantity: str | None = None,
        number: Number | None = None,
        total: int | None = None,
    ) -> Mention:
        noun = match["noun"]
        actor = self._words.get(noun)
        everyone = noun in self._everyone
        return Mention(
            start=match.start(),
            end=match.end(),
            noun=match.start("noun"),
            actors=(actor,) if actor else tuple(self.names) if everyone else (),
            subject=Subject.RESPONDENTS if actor or everyone else Subject.OZAS,
            quantity=self._by_words[" ".join(quantity.split())] if quantity else None,
            number=number,
            total=total,
            everyone=everyone,
        )

    def _widened(self, text: str, mention: Mention) -> Mention:
        """With a second actor ('… ouders en kinderen') and a number in brackets after it."""
        end, actors = mention.end, mention.actors
        if mention.subject is Subject.RESPONDENTS and not mention.everyone:
            also = self._also.match(text, end)
            if also and self._words[also["noun"]] not in actors:
                end, actors = also.end(), (*actors, self._words[also["noun"]])
        number, total, quantity = mention.number, mention.total, mention.quantity
        but = self._but.match(text, end)
        if but and quantity is self._by_words["alle"]:
            end, quantity = but.end(), self._by_words[f"op {but[1]} na alle"]
        bracket = self._brackets.match(text, end)
        if bracket and total is None:
            value = self._value(bracket["n"])
            if number is None or number.value == value:
                end, total = bracket.end(), self._value(bracket["of"])
                number = number or Number(value or 0)
        return replace(
            mention, end=end, actors=actors, number=number, total=total, quantity=quantity
        )

    def _number(self, match: re.Match[str]) -> Number:
        mode = " ".join((match["mode"] or "").split())
        return Number(self._value(match["n"]) or 0, self.phrases.modes.get(mode, ""))

    def _value(self, text: str | None) -> int | None:
        if text is None:
            return None
        return int(text) if text.isdigit() else self.phrases.numerals[text]

    @cached_property
    def _by_words(self) -> Mapping[str, Quantity]:
        return self.phrases.by_words

    @cached_property
    def _words(self) -> dict[str, Actor]:
        return dict(self.phrases.actor_words(self.names))

    @cached_property
    def _everyone(self) -> frozenset[str]:
        return frozenset(map(plain, self.phrases.who["everyone"]))

    @cached_property
    def _units(self) -> tuple[str, ...]:
        """The words for what the study numbers; 'arrangement' is one only where that is an OZA."""
        units = dict.fromkeys(actor.unit for actor in self.names.values())
        if tuple(units) == (OZA,):
            return tuple(self.phrases.who["ozas"])
        return tuple(word for unit in units for word in (unit.plural, unit.singular))

    @cached_property
    def _noun(self) -> str:
        """The adjectives and the talks that may go before, and the word itself."""
        who = self.phrases.who
        before = rf"(?:{any_of(who['adjectives'])} +)*"
        talks = rf"(?:{any_of(who['talks'])} +(?:met +)?(?:de +)?)?"
        nouns = any_of([*self._words, *who["everyone"], *self._units])
        return rf"{before}{talks}{before}(?P<noun>{nouns}){_RIGHT}"

    @cached_property
    def _digits(self) -> str:
        return rf"(?:\d{{1,3}}|{any_of(self.phrases.numerals)})"

    @cached_property
    def _modes(self) -> str:
        return any_of(self.phrases.modes)

    @cached_property
    def _actor(self) -> re.Pattern[str]:
        return re.compile(rf"{_LEFT}{any_of(self._words)}{_RIGHT}")

    @cached_property
    def _numbered(self) -> re.Pattern[str]:
        """`elf van de vijftien ouders`, `11 van de 15 groepen professionals`."""
        return re.compile(
            rf"{_LEFT}(?:(?P<mode>{self._modes}) +)?(?P<n>{self._digits}) +van +(?:de|alle) +"
            rf"(?P<of>{self._digits}) +{self._noun}"
        )

    @cached_property
    def _quantified(self) -> re.Pattern[str]:
        """`vrijwel alle ouders`, `een deel van de ouders`, `alle vijftien ouders`."""
        return re.compile(
            rf"{_LEFT}(?P<q>{any_of(self._by_words)})(?: +(?:van|aan|der))?"
            rf"(?: +(?:de|het|onze|al))?(?: +(?P<of>{self._digits}))? +{self._noun}"
        )

    @cached_property
    def _counted(self) -> re.Pattern[str]:
        """`elf ouders`, `minstens tien kinderen`, `elf van de ouders`."""
        return re.compile(
            rf"{_LEFT}(?:(?P<mode>{self._modes}) +)?(?P<n>{self._digits})(?: +van +de)?"
            rf" +{self._noun}"
        )

    @cached_property
    def _bracketed(self) -> re.Pattern[str]:
        """`ouders (11 van de 15)`."""
        return re.compile(rf"{_LEFT}{self._noun}{self._brackets.pattern}")

    @cached_property
    def _apart(self) -> re.Pattern[str]:
        """`van de vijftien ouders noemden er elf`, `van de ouders noemde de helft`: the rest of the
        clause belongs to the sentence, so the mention ends after the number."""
        rest = r"(?:(?! er )[^,;:()])"
        shares = any_of([word for word in self._by_words if word not in _LOOSE])
        return re.compile(
            rf"{_LEFT}van +(?:de|alle) +(?:(?P<of>{self._digits}) +)?{self._noun}"
            rf"(?:{rest}{{1,60}}? er +(?:{self._modes} +)?(?P<n>{self._digits}){_RIGHT}"
            rf"| +[\w-]+ +(?P<q>{shares})(?! +(?:van|aan)\b){_RIGHT})"
        )

    @cached_property
    def _also(self) -> re.Pattern[str]:
        adjectives = any_of(self.phrases.who["adjectives"])
        return re.compile(
            rf" +(?:en|of|én|&) +(?:ook +)?(?:de +)?(?:{adjectives} +)*"
            rf"(?P<noun>{any_of(self._words)}){_RIGHT}"
        )

    @cached_property
    def _but(self) -> re.Pattern[str]:
        """`alle ouders op één na`."""
        return re.compile(rf",? +op +(één|een|twee) +na{_RIGHT}")

    @cached_property
    def _brackets(self) -> re.Pattern[str]:
        return re.compile(
            rf" *\((?:n *= *)?(?P<n>{self._digits})(?: +van +(?:de +|alle +)?| *\/ *| +uit +)"
            rf"(?P<of>{self._digits})\)"
        )


_LOOSE = frozenset(("al", "alle", "elk", "elke", "ieder", "iedere", "veel", "vele", "enige"))
"""Words that mean something else when no noun follows."""
