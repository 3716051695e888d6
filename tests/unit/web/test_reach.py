"""From where the page may be asked: what has to be said in so many words, and which names count."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import StoreError
from pipeline.web.reach import Reach, Tls, reach_of

OZA = ("oza.instituut.nl",)


def test_by_itself_only_this_computer() -> None:
    reach = reach_of("127.0.0.1")
    assert not reach.is_shared
    assert reach.scheme == "http"
    assert reach.hosts(8000) == {"127.0.0.1:8000", "localhost:8000"}
    assert reach.address(8000) == "http://127.0.0.1:8000"
    assert reach_of("localhost") == reach
    assert "localhost" in reach.hosts(80), "browsers laten de gewone poort weg"
    assert reach_of("::1").hosts(8000) >= {"[::1]:8000", "localhost:8000"}


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "oza.instituut.nl", "10.0.0.1"])
def test_others_are_let_in_only_when_it_is_said(host: str) -> None:
    with pytest.raises(StoreError, match=r"meelezen.*--without-tls"):
        reach_of(host, OZA)
    reach = reach_of(host, OZA, without_tls=True)
    assert reach.is_shared
    assert reach.scheme == "http"
    assert "oza.instituut.nl:8000" in reach.hosts(8000)
    assert "oza.instituut.nl" not in reach.hosts(8000)


def test_a_wildcard_is_no_name() -> None:
    for host in ("0.0.0.0", "::"):
        with pytest.raises(StoreError, match="--name"):
            reach_of(host, without_tls=True)
        hosts = reach_of(host, OZA, without_tls=True).hosts(8000)
        assert not any("0.0.0.0" in one or "[::]" in one for one in hosts)
    assert "192.168.1.5:8000" in reach_of("192.168.1.5", without_tls=True).hosts(8000)


def test_behind_a_proxy_the_name_is_that_of_the_proxy() -> None:
    with pytest.raises(StoreError, match="--name"):
        reach_of("127.0.0.1", behind_tls=True)
    reach = reach_of("192.168.1.5", ("OZA.instituut.nl", "oud.nl:8443"), behind_tls=True)
    assert (reach.is_shared, reach.scheme, reach.tls) == (True, "https", Tls.PROXY)
    assert reach.hosts(8000) == {
        "oza.instituut.nl", "oud.nl:8443", "127.0.0.1:8000", "localhost:8000",
    }  # fmt: skip
    assert reach.address(8000) == "https://oza.instituut.nl"
    assert reach_of("127.0.0.1", OZA, behind_tls=True).is_shared, "een proxy hier laat anderen door"


def test_the_usual_port_may_be_left_out() -> None:
    own = Reach("192.168.1.5", OZA, Tls.OWN)
    assert {"oza.instituut.nl", "oza.instituut.nl:443", "192.168.1.5"} <= own.hosts(443)
    assert own.address(443) == "https://oza.instituut.nl"
    assert "oza.instituut.nl" not in own.hosts(8443)
    assert own.address(8443) == "https://oza.instituut.nl:8443"


@pytest.mark.parametrize(
    "options",
    [
        {"behind_tls": True, "without_tls": True},
        {"certificate": Path("a"), "key": Path("b"), "behind_tls": True},
        {"certificate": Path("a")},
        {"key": Path("b")},
    ],
)
def test_options_that_contradict_each_other_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(StoreError, match=r"sluiten elkaar uit|horen bij elkaar"):
        reach_of("0.0.0.0", OZA, **options)


@pytest.mark.parametrize(
    "host", ["0", "127.1", "0x7f000001", "1.2.3.0x4", "", "a b", "http://x", "x:80", "-x", "x..y"]
)
def test_what_is_no_address_is_refused(host: str) -> None:
    with pytest.raises(StoreError, match="--host is geen adres"):
        reach_of(host, OZA, without_tls=True)


@pytest.mark.parametrize(
    "name",
    ["https://oza.nl", "oza.nl/", "oza.nl:0", "oza.nl:99999", "*", "*.nl", "", "é.nl", "0.0.0.0",
     "oza.nl:8000:1", "[oza.nl]", "a b"],
)  # fmt: skip
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(StoreError, match="--name is geen naam"):
        reach_of("0.0.0.0", (name,), without_tls=True)


def test_a_name_without_a_proxy_on_this_computer_is_refused() -> None:
    with pytest.raises(StoreError, match="--behind-tls"):
        reach_of("127.0.0.1", OZA)


def test_a_certificate_that_does_not_work_is_told_before_the_start(tmp_path: Path) -> None:
    certificate, key = tmp_path / "c.pem", tmp_path / "k.pem"
    with pytest.raises(StoreError, match=r"c\.pem: dit bestaat niet"):
        reach_of("0.0.0.0", OZA, certificate, key)
    certificate.write_text("geen certificaat")
    key.write_text("geen sleutel")
    with pytest.raises(StoreError, match=r"niet te gebruiken.*PEM"):
        reach_of("0.0.0.0", OZA, certificate, key)
