"""The sentences themselves; see `words`. Sorted by where they stand on the page."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    # The frame of every page
    "app": ("Codes valideren", "Validate codes"),
    "skip": ("Naar de inhoud", "Skip to content"),
    "menu": ("Hoofdmenu", "Main menu"),
    "overview": ("Overzicht", "Overview"),
    "codebook": ("Codeboek", "Codebook"),
    "settings": ("Toetsen en taal", "Keys and language"),
    "sign-out": ("Afmelden", "Sign out"),
    "signed-in": ("aangemeld als {coder}", "signed in as {coder}"),
    "close": ("Sluiten", "Close"),
    "stale-codebook": (
        "Het codeboek is gewijzigd maar niet te lezen; deze bladzijde werkt met de vorige versie. "
        "Draai 'oza codebook check'.",
        "The codebook was changed and cannot be read; this page uses the previous version. "
        "Run 'oza codebook check'.",
    ),
    # Signing in and what goes wrong
    "sign-in": ("Aanmelden", "Sign in"),
    "sign-in-how": (
        "Open het adres dat in het venster van 'oza review' staat. Elke codeur heeft een eigen "
        "adres.",
        "Open the address that 'oza review' shows in its window. Every coder has an address of "
        "their own.",
    ),
    "sign-in-again": (
        "Deze bladzijde hoort niet (meer) bij een aanmelding: de server is opnieuw gestart, of er "
        "is afgemeld. De laatste klik is niet bewaard; alles daarvóór wel.",
        "This page no longer belongs to a sign-in: the server was restarted, or you signed out. "
        "The last click was not kept; everything before it was.",
    ),
    "own-form": (
        "Dit formulier is verlopen. De laatste klik is niet bewaard. Laad de bladzijde opnieuw.",
        "This form has expired. The last click was not kept. Reload the page.",
    ),
    "changed": ("Dit verslag is intussen gewijzigd", "This report was changed meanwhile"),
    "changed-why": (
        "Het verslag is opnieuw ingelezen nadat deze bladzijde werd geopend, en de tekst van dit "
        "segment is nu anders. Daarom is deze klik niet bewaard. Wat eerder is besloten, staat er "
        "nog.",
        "The report was read again after this page was opened, and the text of this segment is "
        "different now. That is why this click was not kept. Earlier decisions are still there.",
    ),
    "changed-memo": (
        "De memo die niet is bewaard; kopieer hem zo nodig:",
        "The memo that was not kept; copy it if you need it:",
    ),
    "reload": ("Laad het verslag opnieuw", "Reload the report"),
    "not-found": ("Deze bladzijde bestaat niet", "This page does not exist"),
    "not-found-why": (
        "Misschien is een verslag hernoemd, of een code uit het codeboek gehaald.",
        "Perhaps a report was renamed, or a code was taken out of the codebook.",
    ),
    "trouble": ("Nu even niet", "Not right now"),
    "failed": (
        "Er ging iets mis. Wat al bewaard was, is bewaard. Laad de bladzijde opnieuw.",
        "Something went wrong. What was kept, is kept. Reload the page.",
    ),
    "too-large": (
        "Dit is te veel voor één keer; het is niet bewaard.",
        "This is too much at once; it was not kept.",
    ),
    "no-answer": (
        "De server antwoordt niet. De laatste klik is misschien niet bewaard: laad de bladzijde "
        "opnieuw om te zien wat er staat.",
        "The server does not answer. The last click may not have been kept: reload the page to see "
        "what stands.",
    ),
    "unsaved-memo": (
        "De memo is nog niet bewaard. Toch weggaan?",
        "The memo has not been saved. Leave anyway?",
    ),
    # Overview
    "start-in": ("Verder in", "Continue in"),
    "order": ("Volgorde", "Order"),
    "order-leesvolgorde": ("Leesvolgorde", "Reading order"),
    "order-leesvolgorde-why": ("elk verslag van begin tot eind", "every report from start to end"),
    "order-leerzaam": ("Leerzaam", "Instructive"),
    "order-leerzaam-why": (
        "waar het programma het meest van leert",
        "what teaches the program most",
    ),
    "order-opbrengst": ("Opbrengst", "Yield"),
    "order-opbrengst-why": ("de meeste codes eerst", "most codes first"),
    "order-dun": ("Dun", "Thin"),
    "order-dun-why": (
        "waar het rapport nog weinig over heeft",
        "what the report has little of so far",
    ),
    "order-controle": ("Controle", "Checks"),
    "order-controle-why": (
        "geloot uit wat in één keer is geaccepteerd",
        "drawn from what was accepted in one go",
    ),
    "all-done": (
        "In deze volgorde is niets meer over: alles is gelezen.",
        "Nothing is left in this order: everything was read.",
    ),
    "left": ("nog {count}", "{count} left"),
    "progress": ("Voortgang", "Progress"),
    "per-actor": ("Per actor", "Per actor"),
    "per-report": ("Per verslag", "Per report"),
    "per-code": ("Per code", "Per code"),
    "report": ("Verslag", "Report"),
    "actor": ("Actor", "Actor"),
    "read": ("Gelezen", "Read"),
    "read-of": ("{read} van {total} gelezen", "{read} of {total} read"),
    "codes-given": ("Codes", "Codes"),
    "done-report": ("helemaal gelezen", "read completely"),
    "others-read": ("Anderen", "Others"),
    "code": ("Code", "Code"),
    "segments": ("Segmenten", "Segments"),
    "respondents": ("Respondenten", "Respondents"),
    "open-suggestions": ("Open voorstellen", "Open suggestions"),
    "per-code-note": (
        "Eigen codes van {coder} in deze golf. Open voorstellen: voorgesteld en nog niet beslist, "
        "in ongelezen segmenten die niet blind zijn.",
        "Codes given by {coder} in this wave. Open suggestions: suggested and not decided yet, on "
        "unread segments that are not blind.",
    ),
    "actor-kind": ("kind", "child"),
    "actor-ouder": ("ouder", "parent"),
    "actor-professional": ("professional", "professional"),
    "actor-partner": ("samenwerkingspartner", "partner"),
    # The report
    "report-title": ("Verslag {report}", "Report {report}"),
    "question": ("Vraag", "Question"),
    "segment-n": ("Segment {n}", "Segment {n}"),
    "segment-of": ("Segment {n} van {total}", "Segment {n} of {total}"),
    "is-read": ("gelezen", "read"),
    "is-unread": ("nog niet gelezen", "not read yet"),
    "is-blind": ("blind", "blind"),
    "is-here": ("hier", "here"),
    "previous": ("Vorige", "Previous"),
    "following": ("Volgende in verslag", "Next in report"),
    "next": ("Volgende ongelezen", "Next unread"),
    # The panel
    "suggestions": ("Voorstellen", "Suggestions"),
    "no-suggestions": ("Geen voorstellen bij dit segment.", "No suggestions for this segment."),
    "blind": ("Blind segment", "Blind segment"),
    "blind-why": (
        "Dit segment is geloot om zonder voorstellen te coderen. Alleen zo blijkt hoe goed de "
        "voorstellen zijn en wat mensen over het hoofd zien.",
        "This segment was drawn to be coded without suggestions. Only that shows how good "
        "suggestions are and what people overlook.",
    ),
    "probability": ("kans {share}", "probability {share}"),
    "added": ("Toegevoegd", "Added"),
    "accept": ("Akkoord", "Accept"),
    "reject": ("Afwijzen", "Reject"),
    "take-back": ("Terugnemen", "Take back"),
    "state-akkoord": ("akkoord", "accepted"),
    "state-toegevoegd": ("toegevoegd", "added"),
    "state-afgewezen": ("afgewezen", "rejected"),
    "state-bulk": ("in één keer geaccepteerd, ongelezen", "accepted in one go, unread"),
    "state-check": ("geloot om na te kijken", "drawn to be checked"),
    "stance": ("Houding", "Stance"),
    "stance-positief": ("Positief", "Positive"),
    "stance-aandachtspunt": ("Aandachtspunt", "Concern"),
    "stance-neutraal": ("Neutraal", "Neutral"),
    "why": ("Waarom?", "Why?"),
    "why-of": ("Waarom ‘{code}’ is voorgesteld", "Why ‘{code}’ was suggested"),
    "why-words": (
        "De gemarkeerde woorden in de tekst wogen het zwaarst.",
        "The marked words in the text weighed most.",
    ),
    "why-no-words": (
        "Geen enkel woord woog op zichzelf zwaar.",
        "No single word weighed much by itself.",
    ),
    "similar": ("Lijkt op wat eerder deze code kreeg", "Similar passages with this code"),
    "no-similar": (
        "Er is nog geen gevalideerde passage die hierop lijkt.",
        "There is no validated passage like this yet.",
    ),
    "definition": ("Definitie", "Definition"),
    "use": ("Wel", "Use"),
    "avoid": ("Niet", "Do not use"),
    "avoid-then": ("dan", "then"),
    "examples": ("Voorbeelden (verzonnen)", "Examples (invented)"),
    "applies-to": ("Geldt voor", "Applies to"),
    "add-code": ("Code toevoegen", "Add a code"),
    "add-code-how": ("Typ een deel van de naam", "Type part of the name"),
    "add": ("Toevoegen", "Add"),
    "which-code": (
        "{count} codes passen bij ‘{text}’. Kies er een:",
        "{count} codes match ‘{text}’. Choose one:",
    ),
    "no-code": ("Geen code past bij ‘{text}’.", "No code matches ‘{text}’."),
    "memo": ("Memo bij dit segment", "Memo on this segment"),
    "memo-save": ("Memo bewaren", "Save memo"),
    "memo-save-read": ("Memo bewaren en gelezen", "Save memo and mark read"),
    "memo-note": (
        "Een memo bewaren markeert het segment ook als gelezen.",
        "Saving a memo marks the segment as read, too.",
    ),
    "mark-read": ("Gelezen", "Mark read"),
    "mark-unread": ("Toch niet gelezen", "Not read after all"),
    "undo": ("Ongedaan maken", "Undo"),
    "parent-code": ("valt onder {code}", "part of {code}"),
    # What a click says
    "saved-akkoord": ("Bewaard: akkoord met ‘{code}’", "Saved: accepted ‘{code}’"),
    "saved-afwijzen": ("Bewaard: ‘{code}’ afgewezen", "Saved: rejected ‘{code}’"),
    "saved-toevoegen": ("Bewaard: ‘{code}’ toegevoegd", "Saved: added ‘{code}’"),
    "saved-terugnemen": ("Bewaard: ‘{code}’ teruggenomen", "Saved: took back ‘{code}’"),
    "saved-houding": ("Bewaard: houding bij ‘{code}’", "Saved: stance on ‘{code}’"),
    "saved-memo": ("Bewaard: memo", "Saved: memo"),
    "saved-gelezen": ("Bewaard: gelezen", "Saved: read"),
    "saved-ongelezen": ("Bewaard: niet gelezen", "Saved: not read"),
    "saved-ongedaan": ("Bewaard: ongedaan gemaakt", "Saved: undone"),
    "nothing-undone": ("Er is niets om ongedaan te maken.", "There is nothing to undo."),
    "nothing-changed": ("Dat stond er al.", "That stood already."),
    "no-suggestion": (
        "Deze code is hier niet voorgesteld; voeg hem toe als hij past.",
        "This code was not suggested here; add it if it fits.",
    ),
    "unknown-code": (
        "Deze code staat niet (meer) in het codeboek.",
        "This code is not in the codebook (any more).",
    ),
    "wrong-actor": (
        "‘{code}’ geldt niet voor actor {actor}.",
        "‘{code}’ does not apply to actor {actor}.",
    ),
    "stance-without-code": (
        "Een houding hoort bij een code die er staat.",
        "A stance needs a code that stands.",
    ),
    "check-first": (
        "Eerst akkoord of afwijzen bij wat is geloot om na te kijken.",
        "First accept or reject what was drawn to be checked.",
    ),
    "memo-too-long": (
        "Een memo is hoogstens {most} tekens lang.",
        "A memo has {most} characters at most.",
    ),
    # Codebook
    "search": ("Zoeken", "Search"),
    "search-codes": ("Zoek in het codeboek", "Search the codebook"),
    "whole-codebook": ("Hele codeboek", "Whole codebook"),
    "only-actor": ("Alleen codes voor: {actor}", "Only codes for: {actor}"),
    "codes-one": ("code", "code"),
    "codes-many": ("codes", "codes"),
    "segments-one": ("segment", "segment"),
    "segments-many": ("segmenten", "segments"),
    "back-to-report": ("Terug naar het verslag", "Back to the report"),
    # Notes
    "notes": ("Notities", "Notes"),
    "note-report": ("Memo bij een verslag", "Memo on a report"),
    "note-code": ("Memo bij een code", "Memo on a code"),
    "note-proposal": ("Voorstel voor een nieuwe code", "Proposal for a new code"),
    "note-proposal-why": (
        "Het codeboek verandert hier niet door; alle codeurs zien het voorstel.",
        "The codebook does not change by it; every coder sees the proposal.",
    ),
    "note-this": ("Memo bij dit verslag", "Memo on this report"),
    "note-open": ("Openen", "Open"),
    "note-text": ("memo (leeg bewaren neemt hem terug)", "memo (saving it empty takes it back)"),
    "note-name": ("Naam van de code", "Name of the code"),
    "note-reason": ("Wat valt eronder, en waarom is hij nodig?", "What is it for, and why?"),
    "note-save": ("Memo bewaren", "Save memo"),
    "note-propose": ("Voorstellen", "Propose"),
    "note-kept": ("Bewaard.", "Saved."),
    "note-refused": (
        "Deze notitie is niet bewaard: kies waarover hij gaat, en houd hem onder 4000 tekens.",
        "This note was not kept: choose what it is about, and keep it below 4000 characters.",
    ),
    # Keys and language
    "keys": ("Sneltoetsen", "Keyboard shortcuts"),
    "key": ("Toets", "Key"),
    "does": ("Wat hij doet", "What it does"),
    "key-digit": ("akkoord met voorstel 1 tot en met 9", "accept suggestion 1 to 9"),
    "key-shift-digit": ("voorstel 1 tot en met 9 afwijzen", "reject suggestion 1 to 9"),
    "key-stance": (
        "houding bij de laatst gekozen code: positief, aandachtspunt, neutraal",
        "stance on the code last chosen: positive, concern, neutral",
    ),
    "key-t": ("code toevoegen", "add a code"),
    "key-x": ("laatst gekozen code terugnemen", "take back the code last chosen"),
    "key-w": (
        "waarom de laatst gekozen code is voorgesteld",
        "why the code last chosen was suggested",
    ),
    "key-g": ("gelezen, of toch niet gelezen", "mark read, or not read after all"),
    "key-m": ("memo schrijven; Ctrl+Enter bewaart", "write a memo; Ctrl+Enter saves"),
    "key-n": (
        "volgende ongelezen segment in de gekozen volgorde",
        "next unread in the chosen order",
    ),
    "key-jk": (
        "volgende en vorige segment in het verslag",
        "next and previous segment in the report",
    ),
    "key-u": ("ongedaan maken", "undo"),
    "key-c": ("codeboek openen", "open the codebook"),
    "key-help": ("deze lijst", "this list"),
    "key-esc": ("veld of venster verlaten", "leave a field or window"),
    "keys-on": ("Sneltoetsen staan aan", "Keyboard shortcuts are on"),
    "keys-off": ("Sneltoetsen staan uit", "Keyboard shortcuts are off"),
    "turn-on": ("Zet aan", "Turn on"),
    "turn-off": ("Zet uit", "Turn off"),
    "language": ("Taal", "Language"),
    "language-nl": ("Nederlands", "Nederlands"),
    "language-en": ("English", "English"),
}
