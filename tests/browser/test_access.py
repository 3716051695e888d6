"""Every page for everybody: WCAG 2.2 AA by axe, the keyboard alone, a small window, no motion.

A new page gets one line in LOOKS. Axe sees about half of what can be wrong; that colours say
nothing by themselves was looked at on grey screenshots.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from pipeline.config.codes import read_codebook
from pipeline.domain.double_coding import Assignment
from pipeline.domain.judgement import Decision, Stance, Verdict
from pipeline.store.assignments import append_assignments
from pipeline.store.layout import Layout
from pipeline.store.ledger import append_decisions
from pipeline.store.notes import Note, NoteKind, append_note
from pipeline.store.passphrases import Hashed, keep_passphrase
from pipeline.store.proposals import decline
from pipeline.store.tables import read_segments, read_suggestions
from tests.browser.releasing import release

DECIDED, UNREAD, BLIND, PLAIN = "2P1:301b9e77", "1O1:30f78276", "1O1:4d642140", "1K1:89f377b0"
"""Segments of the small project: with every kind of answer, accepted in one go, drawn to be blind,
and with one suggestion. Their names are digests of their text."""
AGAIN = "1K1:30a6d6e3"
"""A segment with a code that is redefined since, and one that is split."""
LAST = "2P1:967fb3d0"
"""The other segment of the report that anna and bram both code."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = [(1280, 720), (820, 1180)]
COLOURS = ["light", "dark"]
ZOOMED = [640, 320]
"""Widths in CSS pixels of a window of 1280 at 200% and at 400% (WCAG 1.4.10)."""


@dataclass(frozen=True)
class Look:
    """A state of a page: its address, the keys pressed on it, and what there is to see then."""

    address: str
    keys: tuple[str, ...] = ()
    shows: str = "main"
    status: int = 200


def at(segment: str, more: str = "") -> str:
    return f"/verslag/{segment.replace(':', '/')}?orde=leesvolgorde{more}"


LOOKS = {
    "aanmelden": Look("/aanmelden?token=x", shows="#wachtzin", status=401),
    "overzicht": Look("/"),
    "klaar": Look("/?klaar=leesvolgorde", shows=".gezegd"),
    "verslag": Look(at(DECIDED), shows=".staat-afgewezen"),
    "ongelezen": Look(at(UNREAD), shows=".staat-check"),
    "blind": Look(at(BLIND), shows=".blind"),
    "opnieuw": Look(at(AGAIN), shows="#naastelkaar ins"),
    "waarom": Look(at(DECIDED, "&waarom=samen-vorm"), shows=".redenen"),
    "gezegd": Look(at(PLAIN, "&gezegd=saved-gelezen"), shows="#melding:not(:empty)"),
    "gevonden": Look(at(PLAIN), ("t", "s", "c", "h"), "#gevonden button"),
    "toetsenvenster": Look(at(PLAIN), ("?",), "#toetsenvenster[open]"),
    "codeboekvenster": Look(at(PLAIN), ("c",), "#codeboekvenster[open] #codezoek"),
    "ineens": Look("/ineens?vanaf=30", shows=".ineens"),
    "ineens-terug": Look("/ineens?doe=terugnemen"),
    "verschillen": Look("/verschillen", shows=".verschillen"),
    "verschil": Look(f"/verschil/{DECIDED.replace(':', '/')}", shows=".zijden"),
    "codeboek": Look("/codeboek"),
    "zoeken": Look(f"/codeboek?actor=kind&segment={PLAIN}&zoek=school"),
    "notities": Look("/notities"),
    "voorstellen": Look("/voorstellen", shows=".voorstel"),
    "memo": Look("/notities?verslag=1K1&code=sociaal-veilig", shows="#codememo"),
    "toetsen": Look("/toetsen"),
    "weg": Look("/bestaat-niet", status=404),
}
every_look = pytest.mark.parametrize("look", [pytest.param(v, id=k) for k, v in LOOKS.items()])


def decisions_of(layout: Layout, coder: str) -> list[Decision]:
    """Accepted with a stance, rejected, added, a memo; accepted unread, and drawn to be checked.
    Both read the report of DECIDED to its end, and do not agree."""
    segments = {s.id: s for s in read_segments(layout.stage("segment") / "segments.parquet")}
    found = read_suggestions(layout.stage("suggest") / "suggestions.parquet")
    chance = {(s.segment, s.code): s.probability for s in found}
    version = read_codebook(layout.study_folder / "codes.yaml").version

    def one(segment: str, code: str, verdict: Verdict, **more: Any) -> Decision:
        seen = chance.get((segment, code))
        return Decision(
            layout.wave, segment, segments[segment].digest, code, verdict, coder, version,
            seen=seen, at="2025-01-01T00:00:00Z", **more,
        )  # fmt: skip

    both = [
        one(DECIDED, "samen-vorm", Verdict.ACCEPT, stance=Stance.CONCERN),
        one(DECIDED, "", Verdict.DONE, memo="een memo"),
        one(LAST, "", Verdict.DONE),
    ]
    if coder == "bram":
        return [*both, one(DECIDED, "ouders-contactmomenten", Verdict.ACCEPT)]
    return [
        *both,
        one(DECIDED, "ouders-contactmomenten", Verdict.REJECT),
        one(DECIDED, "toekomst", Verdict.ADD, stance=Stance.POSITIVE),
        one(AGAIN, "vastlopen-angst", Verdict.ADD),
        one(AGAIN, "vastlopen-overprikkeling", Verdict.ADD, stance=Stance.CONCERN),
        one(UNREAD, "weg-zelf-gezocht", Verdict.ACCEPT, bulk=True),
        one(UNREAD, "gezin-regelen", Verdict.ACCEPT, bulk=True, check=0.2, drawn=True),
    ]


@pytest.fixture(scope="module")
def coded(
    copy_project: Callable[[Path], Layout],
    servers_of: Callable[[Path], Callable[..., dict[str, str]]],
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """The address with which anna signs in on a wave where she and bram decided something and the
    codebook changed since. All of it comes after the start, so that the suggestions stay those of
    the codebook there was."""
    layout = copy_project(tmp_path_factory.mktemp("access"))
    passphrases = tmp_path_factory.mktemp("wachtzinnen") / "wachtzinnen.json"
    keep_passphrase(passphrases, "cora", Hashed(bytes(16), bytes(32)))
    options = ("--passphrases", str(passphrases))
    address = servers_of(layout.root)("anna", "bram", options=options)["anna"]
    append_assignments(layout.assignments, [Assignment(layout.wave, "2P1", ("anna", "bram"))])
    for coder in ("anna", "bram"):
        append_decisions(layout.ledger(coder), decisions_of(layout, coder))
    propose(layout)
    release(layout, "vastlopen-angst", "vastlopen-overprikkeling", "vastlopen-thuis", "Thuis")
    return address


def propose(layout: Layout) -> None:
    """Two proposals, one of which was declined."""
    for name, text in (("Rouw", "komt vaak terug"), ("Geluid", "komt uit T-7")):
        note = Note(NoteKind.PROPOSAL, name, text, "anna", "2025-01-01T00:00:00Z")
        append_note(layout.notes("anna"), note)
    decline(layout, "Geluid", by="bram", at="2025-01-02T00:00:00Z", reason="te weinig")


@pytest.fixture(scope="module")
def show(coded: str, lasting_window: Callable[..., Any]) -> Callable[..., Any]:
    """Opens a look; `options` are those of Playwright's context. Each look is a page of its own in
    the window of the last one: signing in for each would take most of the time."""
    origin = coded.partition("/aanmelden")[0]
    windows: dict[object, Any] = {}

    def open_at(
        look: Look, language: str = "nl", size: tuple[int, int] = SIZES[0], **options: Any
    ) -> Any:
        kind = tuple(options.items())
        if kind not in windows:
            windows[kind] = lasting_window(coded, **options)
        page = windows[kind]
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.context.add_cookies(
            [{"name": "oza-voorkeur", "value": f"{language}.aan", "url": origin}]
        )
        answer = page.goto(origin + look.address)
        assert answer.status == look.status
        for key in look.keys:
            page.keyboard.press(key)
        page.locator(look.shows).first.wait_for()
        assert page.evaluate("document.documentElement.lang") == language
        return page

    return open_at


def found_by_axe(page: Any) -> list[str]:
    """What breaks a rule, as `rule: where`."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    options = {
        "runOnly": {"type": "tag", "values": RULES},
        "rules": {"target-size": {"enabled": True}},  # new in WCAG 2.2; axe asks for it by name
        "resultTypes": ["violations"],
    }
    found = axe.run(page, options=options).response["violations"]
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


LAID_OUT = """() => {
  const folded = [...document.querySelectorAll('details')];
  const ofCodes = folded.filter((one) => one.closest('.codes'));
  folded.filter((one) => !ofCodes.slice(3).includes(one)).forEach((one) => { one.open = true; });
  document.querySelectorAll('body *').forEach((one) => {
    if (getComputedStyle(one).position === 'sticky') one.style.position = 'static';
  });
}"""
"""What is folded belongs to the page too (of the codebook, a hundred times the same, three).
What stays in place is let go: axe takes the part of a button that is not under it for the button."""
UNROLLED = """() => document.querySelectorAll('body *').forEach((one) => {
  const scrolls = one.scrollHeight > one.clientHeight && !one.matches('textarea');
  if (!scrolls || getComputedStyle(one).overflowY === 'visible') return;
  Object.assign(one.style, { height: 'auto', maxHeight: 'none', overflow: 'visible' });
})"""
"""Of what is rolled out of sight axe cannot tell the colour behind it."""


@pytest.mark.parametrize("language", ["nl", "en"])
@every_look
def test_no_rule_is_broken(show: Callable[..., Any], look: Look, language: str) -> None:
    page = show(look, language, bypass_csp=True)
    page.evaluate(LAID_OUT)
    found = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for colours in COLOURS:
            page.emulate_media(color_scheme=colours)
            found += [f"{width} {colours} {one}" for one in found_by_axe(page)]
        page.evaluate(UNROLLED)  # from the second size on: the first is as it scrolls
    assert found == []


def test_a_broken_rule_is_found(show: Callable[..., Any]) -> None:
    page = show(LOOKS["verslag"], bypass_csp=True)
    page.evaluate(
        """() => {
          const button = document.querySelector('.keuze button');
          button.style.cssText = 'color: #999; background: #fff; padding: 0';
          const close = '<a href="/a" style="font-size:9px;line-height:1;display:inline-block">a</a>';
          document.querySelector('aside').insertAdjacentHTML('beforeend', `<p>${close}${close}</p>`);
          document.querySelector('#memo').insertAdjacentHTML('beforebegin', '<input type="text">');
        }"""
    )
    found = {one.partition(":")[0] for one in found_by_axe(page)}
    assert {"color-contrast", "target-size", "label"} <= found


REACHABLE = """() => {
  document.activeElement.blur();
  const inside = document.querySelector('dialog[open]') || document;
  const every = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  const style = (one) => { const c = getComputedStyle(one);
    return [c.outlineStyle, c.outlineWidth, c.outlineColor, c.boxShadow].join(' '); };
  window.reachable = [...inside.querySelectorAll(every)].filter((one) => one.checkVisibility());
  window.atRest = window.reachable.map(style);
  window.now = () => {
    const one = document.activeElement, box = one.getBoundingClientRect();
    const points = [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]].map(([x, y]) =>
      document.elementFromPoint(box.left + x * box.width, box.top + y * box.height));
    const number = window.reachable.indexOf(one);
    return { number, name: one.outerHTML.slice(0, 90),
      marked: number < 0 || style(one) !== window.atRest[number],
      seen: points.some((top) => top && one.contains(top)) };
  };
  return window.reachable.map((one) => one.outerHTML.slice(0, 90));
}"""
"""Takes down what can be reached and how it looks at rest; `now()` says where focus is, whether it
shows, and whether something of the element is in sight (WCAG 2.4.11)."""


@pytest.mark.parametrize("size", [(1280, 720), (640, 360)], ids=["heel", "dubbel"])
@every_look
def test_tab_comes_everywhere_in_order_and_in_sight(
    show: Callable[..., Any], look: Look, size: tuple[int, int]
) -> None:
    page = show(look, size=size)
    reachable = page.evaluate(REACHABLE)
    visited: list[int] = []
    unmarked, unseen = [], []
    for _ in range(len(reachable) + 3):
        page.keyboard.press("Tab")
        here = page.evaluate("window.now()")
        if here["number"] < 0:
            continue  # the browser's own bar, or nothing: after the last comes the first
        if here["number"] in visited:
            break
        visited.append(here["number"])
        unmarked += [] if here["marked"] else [here["name"]]
        unseen += [] if here["seen"] else [here["name"]]
    missed = [one for number, one in enumerate(reachable) if number not in visited]
    assert (missed, unmarked, unseen) == ([], [], [])
    start = visited.index(min(visited))
    assert visited[start:] + visited[:start] == sorted(visited)


@every_look
def test_a_window_at_200_and_at_400_percent(show: Callable[..., Any], look: Look) -> None:
    page = show(look)
    for width in ZOOMED:
        page.set_viewport_size({"width": width, "height": width})
        wider = page.evaluate(
            "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
        )
        assert wider <= 0, f"{width}: {wider} pixels te breed"


MOVING = """[...document.querySelectorAll('*')].filter((one) => {
  const style = getComputedStyle(one);
  const lasts = (times) => times.split(', ').some((time) => parseFloat(time) > 0);
  return lasts(style.transitionDuration) || style.animationName !== 'none';
}).length"""


def test_nothing_moves_for_who_does_not_want_it(show: Callable[..., Any]) -> None:
    page = show(LOOKS["verslag"])
    assert page.evaluate(MOVING) == 0
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(MOVING) > 0, "anders zegt het bovenstaande niets"


@every_look
def test_nothing_comes_from_elsewhere_and_the_console_is_silent(
    show: Callable[..., Any], coded: str, look: Look
) -> None:
    page = show(Look("/")).context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(coded.partition("/aanmelden")[0] + look.address)
    for key in look.keys:
        page.keyboard.press(key)
    page.locator(look.shows).first.wait_for()
    page.close()
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(coded).netloc}
    status = f"the server responded with a status of {look.status}"
    assert [one for one in said if look.status == 200 or status not in one] == []


def test_states_differ_without_colour(show: Callable[..., Any]) -> None:
    """Each state has a word of its own, and each mark beside a segment a sign."""
    page = show(LOOKS["verslag"])
    states = page.locator(".staat").all_inner_texts()
    page = show(LOOKS["ongelezen"])
    states += page.locator(".staat").all_inner_texts()
    assert [one.partition(" ")[0] for one in states] == ["✓", "✗", "+", "!", "!"]
    assert len(set(states)) == len(states)
    page = show(LOOKS["blind"])
    assert page.locator(".nummer .merk").all_inner_texts() == ["", "◐", ""]
    assert page.locator(".stuk.hier").count() == 1
