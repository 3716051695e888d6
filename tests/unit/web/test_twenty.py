"""Twenty coders and two who settle, all at once: nothing is lost and every ledger verifies."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from pipeline.domain.judgement import Stance, Verdict
from pipeline.store.ledger import read_decisions

CODERS = [f"codeur-{n:02d}" for n in range(20)]
CODES = ["sociaal-veilig", "toekomst", "uitdaging", "waardering"]
ROUNDS = 8


def test_twenty_who_click_and_two_who_settle_lose_nothing(page: Any) -> None:
    anna, bram = page.browser("anna"), page.browser("bram")
    page.desk.team.assign("1O1", ["anna", "bram"], "anna", "2025-01-01T00:00:00Z")
    anna.click(page.gebeld, "akkoord:gezin-regelen")
    bram.click(page.gebeld, "gelezen")
    for coder in CODERS:
        page.signin.tokens[coder] = f"het lange teken van {coder}"
    browsers = {coder: page.browser(coder) for coder in CODERS}
    path = f"/verschil/{page.gebeld.id.replace(':', '/')}"

    def code(coder: str) -> list[int]:
        browser, said = browsers[coder], []
        for n in range(ROUNDS):
            segment = (page.druk, page.thuis)[n % 2]
            said.append(browser.click(segment, "memo", memo=f"{coder} {n}").status)
            said.append(browser.click(segment, f"toevoegen:{CODES[n % 4]}").status)
            said.append(browser.get("/").status)
        return said

    def settle(who: str) -> list[str]:
        """Settles again and again, with reasons that tell what was kept."""
        browser, accepted = {"anna": anna, "bram": bram}[who], []
        for n in range(ROUNDS):
            fields = dict(
                re.findall(r'name="(digest|stand)" value="([^"]+)"', browser.get(path).text)
            )
            fields |= {
                "kies:gezin-regelen": "1",
                "houding:gezin-regelen": list(Stance)[n % 4].value,
            }
            got = browser.post(path, doe="bewaar", reden=f"{who} {n}", **fields)
            assert got.status in (303, 409)
            if got.status == 303:
                accepted.append(f"{who} {n}")
        return accepted

    with ThreadPoolExecutor(len(CODERS) + 2) as pool:
        settling = [pool.submit(settle, who) for who in ("anna", "bram")]
        coding = {coder: pool.submit(code, coder) for coder in CODERS}
        accepted = [reason for one in settling for reason in one.result(timeout=120)]
        for coder, one in coding.items():
            assert set(one.result(timeout=120)) == {200, 303}, coder

    for coder in CODERS:
        own = read_decisions(page.layout.ledger(coder))
        memos = [d.memo for d in own if d.verdict is Verdict.DONE]
        assert memos == [f"{coder} {n}" for n in range(ROUNDS)]
        assert {d.code for d in own} == {"", *CODES}
    settled = read_decisions(page.layout.ledger("consensus"))
    reasons = [d.memo for d in settled if d.verdict is Verdict.DONE]
    assert sorted(reasons) == sorted(accepted), "wat is gezegd, staat er; wat is geweigerd, niet"
    assert len(accepted) >= ROUNDS, "een van de twee komt altijd verder"
    assert [d.by for d in settled if d.memo] == [reason.split()[0] for reason in reasons]
