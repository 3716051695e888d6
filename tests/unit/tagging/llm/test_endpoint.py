"""Which addresses may be asked. No connection is made anywhere in this file."""

import socket

import pytest

from pipeline.errors import Place, SettingsError
from pipeline.tagging.llm.address import read_address
from pipeline.tagging.llm.endpoint import Endpoint, checked_endpoint
from pipeline.tagging.llm.failure import Failure
from pipeline.tagging.llm.line import post

SERVICE = "https://taal.instituut.example/dienst"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("er werd een verbinding gezocht")

    monkeypatch.setattr(socket, "socket", refuse)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:11434/v1",
        "http://127.0.0.1:11434/v1/",
        "HTTP://LocalHost:8080/v1",
        "http://127.9.8.7",
        "http://[::1]:8080/v1",
        "https://localhost/v1",
    ],
)
def test_this_computer_may_be_asked(url: str) -> None:
    assert not checked_endpoint(url, "m").leaves_machine


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/v1",
        "http://10.0.0.5:8080/v1",
        "http://0.0.0.0:11434",
        "http://0:11434",
        "http://127.1:11434",
        "http://127.0.1:11434",
        "http://0x7f.0.0.1",
        "http://0x7f.1",
        "http://0177.0.0.1",
        "http://127.000.000.001",
        "http://2130706433",
        "http://127.0.0.256",
        "http://127.0.0.1.",
        "http://localhost.",
        "http://localhost.example.org",
        "http://127.0.0.1.example.org",
        "http://127.0.0.1@example.org/v1",
        "http://user:geheim@127.0.0.1/v1",
        "http://example.org#@127.0.0.1",
        "http://127.0.0.1\\@example.org",
        "http://127.0.0.1%2f@example.org",
        "http://[::ffff:127.0.0.1]:80",
        "http://[0:0:0:0:0:0:0:1]",
        "http://[::1%25lo]",
        "http://[::]:11434",
        "http://[::1",
        "http://::1",
        "http://１２７.0.0.1",
        "http://①27.0.0.1",
        "http://127。0。0。1",
        "http://lоcalhost",  # a Cyrillic о
        "http://127.0.0.1/v1?x=1",
        "http://127.0.0.1/v1#x",
        "http://127.0.0.1/a/../b",
        "http://127.0.0.1:0",
        "http://127.0.0.1:99999",
        "http://127.0.0.1:",
        "http://127.0.0.1:١٢",
        "http://127.0.0.1 /v1",
        "http://127.0.0.1\r\nHost: x",
        " http://127.0.0.1",
        "http://127.0.0.1\n",
        "http:127.0.0.1",
        "http:///v1",
        "//127.0.0.1",
        "127.0.0.1:11434",
        "ftp://127.0.0.1",
        "file:///etc/hosts",
        "unix:///run/ollama.sock",
        "",
    ],
)
def test_what_is_not_plainly_this_computer_is_refused(url: str) -> None:
    with pytest.raises(SettingsError) as refused:
        checked_endpoint(url, "m", place=Place("study.toml", 7))
    message = str(refused.value)
    assert message.startswith("study.toml:7: ")
    assert "\n" not in message
    assert "geheim" not in message


@pytest.mark.parametrize(
    "url", [SERVICE, f"{SERVICE}/", f"{SERVICE}/v1", "https://TAAL.instituut.example:443/dienst/v1"]
)
def test_the_secured_service_may_be_asked(url: str) -> None:
    assert Endpoint(url, "m", SERVICE).leaves_machine


@pytest.mark.parametrize(
    ("url", "service"),
    [
        ("https://taal.instituut.example/dienst2", SERVICE),
        ("https://taal.instituut.example/", SERVICE),
        ("https://taal.instituut.example/dienst/../elders", SERVICE),
        ("https://taal.instituut.example:8443/dienst", SERVICE),
        ("http://taal.instituut.example/dienst", SERVICE),
        ("https://taal.instituut.example.evil.example/dienst", SERVICE),
        ("https://a@taal.instituut.example/dienst", SERVICE),
        ("https://taal.instituut.example./dienst", SERVICE),
        ("http://taal.instituut.example/", "http://taal.instituut.example/"),
        ("https://2130706433/", "https://2130706433/"),
        (SERVICE, ""),
    ],
)
def test_anything_else_than_the_secured_service_is_refused(url: str, service: str) -> None:
    with pytest.raises(SettingsError):
        Endpoint(url, "m", service)


@pytest.mark.parametrize(
    "model", ["", " ", "a\nb", "gpt-oss:120b-cloud", "glm-4.6:cloud", "X-CLOUD"]
)
def test_a_model_without_a_name_or_in_a_cloud_is_refused(model: str) -> None:
    with pytest.raises(SettingsError):
        Endpoint("http://127.0.0.1", model)


@pytest.mark.parametrize(
    "wrong",
    [
        {"timeout": 0},
        {"timeout": float("nan")},
        {"timeout": 1e9},
        {"attempts": 0},
        {"attempts": 99},
        {"max_answer_bytes": 1},
        {"token": "a\r\nX: y"},
        {"token": "spatie erin"},
        {"token": "é"},
    ],
)
def test_numbers_and_tokens_that_make_no_sense_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        checked_endpoint("http://127.0.0.1", "m", **wrong)  # type: ignore[arg-type]


def test_a_token_stays_out_of_sight() -> None:
    assert "geheim" not in repr(Endpoint(SERVICE, "m", SERVICE, token="geheim"))


def test_localhost_is_looked_up_and_has_to_be_this_computer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def elsewhere(*_: object, **__: object) -> list[object]:
        stream = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
        return [(*stream, ("127.0.0.1", 80)), (*stream, ("192.0.2.7", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", elsewhere)
    with pytest.raises(SettingsError, match="localhost"):
        post(read_address("http://localhost"), "/", b"{}", 1e12, most=1000)


def test_a_name_that_cannot_be_looked_up_is_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(8, "")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert post(read_address(SERVICE), "/", b"{}", 1e12, most=1000) is Failure.UNREACHABLE
