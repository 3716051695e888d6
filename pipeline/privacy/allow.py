"""The allow-list: words that identify nobody. It learns from what people dismiss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from pipeline.privacy.phrases import Phrases
from pipeline.privacy.spelling import clean
from pipeline.privacy.wordlists import entries
from pipeline.privacy.words import words


class AllowList:
    """The room's own list and the words a study has dismissed.

    An entry in lower case holds for every spelling, any other only letter by letter: someone who
    dismisses 'Beer' in a story has not dismissed the word for shouting it, nor the reverse.
    """

    def __init__(self, learned: Iterable[str] = ()) -> None:
        every = {clean(entry) for entry in (*entries("toegestaan"), *learned)}
        self._exact = frozenset(every)
        self._small = frozenset(entry for entry in every if entry == entry.lower())
        longer = [entry for entry in every if len(words(entry)) > 1]
        self._phrases = (
            Phrases((e for e in longer if e in self._small), key=lambda text: clean(text).lower()),
            Phrases((e for e in longer if e not in self._small), key=clean),
        )

    def __call__(self, text: str) -> bool:
        """Whether this word or phrase is allowed, or a compound of an allowed abbreviation."""
        bare = clean(text)
        if bare in self._exact or bare.lower() in self._small:
            return True
        head, hyphen, tail = bare.partition("-")
        # OZA-groep, WhatsApp-bericht: the second half is an ordinary word, in lower case.
        return bool(hyphen and tail) and tail == tail.lower() and self(head)

    def phrases(self, text: str) -> Iterator[tuple[int, int]]:
        """Spans of allowed entries of several words: 'Centrum voor Jeugd en Gezin'."""
        found = words(text)
        for phrases in self._phrases:
            for hit in phrases.find(text, found):
                yield found[hit.first].start, found[hit.last].end


@lru_cache(maxsize=8)
def allow_list(learned: frozenset[str]) -> AllowList:
    """The list for these learned words; built once, as a wave asks for the same one each time."""
    return AllowList(learned)
