"""A wave that was searched before is found to hold what searching it anew finds."""

from __future__ import annotations

import json
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.report import Hidden, Report
from pipeline.privacy.allow import allow_list
from pipeline.privacy.detect import Rules, find
from pipeline.privacy.finding import Finding, Kind
from pipeline.privacy.remembering import as_values, searched_from
from pipeline.privacy.roster import Roster, Touchable
from pipeline.privacy.wave import Searched, WaveSearch

RULES = Rules(frozenset({"Beer"}))
PIECES = st.sampled_from(
    ["Sanne", "sannetje", "Jaydenly", "jaydenli", "juf Wiersema", "wiersema", "Beer", "beer", "de",
     "op het Zonnehof College", "zonnehof", "zonnehof college", "Vroeger", "06-12345678", "huis",
     "Mila-dag", "mila", ".", "\n", "Kwikstaart", "kwikstaart"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map(" ".join)
WAVES = st.dictionaries(st.sampled_from(["1K1", "1O1", "2K1", "2P1", "3S1"]), TEXTS, max_size=4)
KNOWN = st.sampled_from([Roster(), Roster.of(["Mila"]), Roster.of(["Sanne de Vries"], [("Zonnehof", Kind.SCHOOL)])])  # fmt: skip


def reports(texts: Mapping[str, str]) -> dict[str, Report]:
    return {
        name: Report(name, text, (), (Hidden("opmerking", text[::2]), Hidden("auteur", "jdevries")))
        for name, text in texts.items()
    }


def plainly(wave: Mapping[str, Report], known: Roster) -> list[Finding]:
    """Every report searched twice, nothing remembered: what it has to come down to."""

    def everything(roster: Roster) -> list[Finding]:
        every = (find(one, allowed=RULES.allowed, roster=roster) for one in wave.values())
        return [finding for found in every for finding in found]

    first = everything(known)
    learned = known.joined_by([Roster.taught_by(first, allow_list(RULES.allowed))])
    return everything(learned)


def search(wave: Mapping[str, Report], before: Mapping[str, Searched] | None = None) -> WaveSearch:
    return WaveSearch(RULES, {name: (lambda one=one: one) for name, one in wave.items()}, before)


def stored(searched: Mapping[str, Searched]) -> dict[str, Searched]:
    """Written and read again."""
    values = {name: as_values(one) for name, one in searched.items()}
    return {name: searched_from(one) for name, one in json.loads(json.dumps(values)).items()}


@settings(max_examples=150, deadline=None)
@given(WAVES, WAVES, KNOWN, KNOWN)
def test_remembering_changes_nothing(
    then: dict[str, str], now: dict[str, str], knew: Roster, known: Roster
) -> None:
    """Reports come, go and change between the two; so do the names that people confirmed."""
    wave = reports(now)
    earlier = search(reports(then))
    earlier.found(knew)
    same = {name for name in then if now.get(name) == then[name]}
    before = {name: one for name, one in stored(earlier.searched).items() if name in same}
    later = search(wave, before)
    found = later.found(known)
    assert [noted.finding for noted in found] == plainly(wave, known)
    fresh = search(wave)
    assert fresh.found(known) == found
    assert later.searched == fresh.searched


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.lists(PIECES, max_size=6), st.lists(PIECES, max_size=6), st.lists(PIECES, max_size=3))  # fmt: skip
def test_the_part_of_a_roster_that_touches_a_text_finds_what_the_whole_finds(
    text: str, names: list[str], loose: list[str], phrases: list[str]
) -> None:
    parts = Roster.of(names).names
    loose_parts = Roster.of(loose).names - parts
    whole = Roster(parts, loose_parts, frozenset((phrase, Kind.SCHOOL) for phrase in phrases))
    part = whole.touching(Touchable.of([text]))
    assert list(part.find(text)) == list(whole.find(text))
    assert part.names <= whole.names


def test_a_report_is_not_read_where_nothing_touches_it() -> None:
    wave = reports({"1K1": "Ik was toen thuis.", "1O1": "Daar was Sanne ook, in huis."})
    first = search(wave)
    first.found(Roster())
    read: list[str] = []

    def reading(name: str) -> Report:
        read.append(name)
        return wave[name]

    asked = {name: (lambda name=name: reading(name)) for name in wave}
    WaveSearch(RULES, asked, first.searched).found(Roster())
    assert read == []
    WaveSearch(RULES, asked, first.searched).found(Roster.of(["Thuis"]))
    assert set(read) == {"1K1"}
