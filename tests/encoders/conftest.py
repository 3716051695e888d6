"""Encoders of extras, tested for real on models that are made on the spot: `make test-encoders`."""

import socket

import pytest

SENTENCES = [
    "Ik werd gepest door de kinderen in de klas.",
    "De taxi komt elke ochtend te laat.",
    "Taxi!",
    "De gemeente betaalt de begeleiding op school niet en daar is moeder boos over.",
]


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("an encoder looked something up on a network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="session")
def sentences() -> list[str]:
    return SENTENCES


@pytest.fixture(scope="session")
def words() -> list[str]:
    """The words of the sentences, lower case: the vocabulary of the models that are made here."""
    plain = " ".join(SENTENCES).lower().replace(".", " ").replace("!", " ")
    return sorted(set(plain.split()))
