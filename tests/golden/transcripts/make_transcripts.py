"""Makes the golden transcripts anew, as the programs they come from write them. Every conversation
is invented and is about nobody. Run from this folder; the expectations beside the files are kept by
hand: look at every difference before committing.

    python make_transcripts.py

Layouts: WebVTT (W3C); Teams .vtt as Microsoft Graph gives it; Teams .docx as tools that read it
describe it, since 2022 and before; Zoom, YouTube, WhisperX; aTrain after `aTrain_core/outputs.py`.
"""

from __future__ import annotations

import base64
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
STAMP = (2026, 1, 5, 9, 0, 0)
GUID = "3f0a6c1e-52d4-4a3b-9b1e-7c5d0e8f9a12"

TEAMS_VTT = f"""WEBVTT

{GUID}/11-0
00:00:03.120 --> 00:00:06.480
<v Veldhuis, Marit (Onderzoek)>Fijn dat je er bent. Hoe ziet</v>

{GUID}/11-1
00:00:06.480 --> 00:00:08.910
<v Veldhuis, Marit (Onderzoek)>een dag bij jullie eruit?</v>

{GUID}/14-0
00:00:09.730 --> 00:00:15.020
<v Noor (gast)>We beginnen met thee &amp; een krant.
Dat duurt soms een half uur.</v>

{GUID}/17-0
00:00:14.660 --> 00:00:15.300
<v Veldhuis, Marit (Onderzoek)>Hm-hm.</v>

{GUID}/18-0
00:00:15.300 --> 00:00:21.870
<v Noor (gast)>Daarna gaat iedereen naar zijn eigen plek, en Marit,
dat is voor mijn zoon een wereld van verschil.</v>

{GUID}/22-0
00:00:23.010 --> 00:00:24.400
<v Veldhuis, Marit (Onderzoek)>En in de middag?</v>

{GUID}/25-0
00:00:25.150 --> 00:00:25.150
<v Noor (gast)></v>

{GUID}/26-0
01:02:03.500 --> 01:02:06.000
<v Noor (gast)>Dan naar buiten, ook als het regent.</v>
"""

ZOOM_VTT = """WEBVTT

1
00:00:01.200 --> 00:00:04.310
Tessa Aardema: Waar ben je trots op?

2
00:00:05.020 --> 00:00:09.480
Gijs: Dat we het met zo'n klein team doen. Let op: we zijn met zijn vieren.

3
00:00:09.900 --> 00:00:12.700
Gijs: En om 10:30 is er altijd koffie.

4
00:00:13.050 --> 00:00:15.000
Tessa Aardema: Wat maakt het lastig?

5
00:00:15.500 --> 00:00:18.250
Gijs: De gemeente betaalt per kind.
"""

YOUTUBE_VTT = """WEBVTT
Kind: captions
Language: nl

00:00:00.160 --> 00:00:02.389 align:start position:0%
·
ik<00:00:00.320><c> had</c><00:00:00.560><c> elke</c><00:00:00.880><c> ochtend</c>

00:00:02.389 --> 00:00:02.399 align:start position:0%
ik had elke ochtend
·

00:00:02.399 --> 00:00:05.430 align:start position:0%
ik had elke ochtend
buikpijn<00:00:03.120><c> ja</c><00:00:03.500><c> echt</c>

00:00:05.430 --> 00:00:05.440 align:start position:0%
buikpijn ja echt
·

00:00:05.440 --> 00:00:08.010 align:start position:0%
buikpijn ja echt
en<00:00:05.800><c> nu</c><00:00:06.160><c> nooit</c><00:00:06.480><c> meer</c>
""".replace("·", " ")

STANDAARD_VTT = """WEBVTT - Gesprek 7, uitgewerkt door Ilse Harmsma

NOTE
Nagelopen door Ilse Harmsma,
één stukje was niet te verstaan.

STYLE
::cue(v[voice="Moeder"]) { color: teal }

REGION
id:onder
lines:3

opening
00:01.000 --> 00:04.000 line:80% align:center
<v.luid Interviewer>Hoe bent u hier <i>terecht</i> gekomen?</v>

00:04.500 --> 00:09.000
<v Moeder>Via de wijkcoach.
Wij stonden al <lang nl>anderhalf jaar</lang> op een wachtlijst &lt;zucht&gt;.</v>

00:09.000 --> 00:10.000

00:10.200 --> 00:14.000
<v Interviewer>En u?</v>
<v Vader>Ik had de moed <onverstaanbaar> al opgegeven.</v>
"""

ONDERTITELAAR_SRT = """1
00:00:01,000 --> 00:00:03,500
<i>INTERVIEWER: Hoe oud ben je eigenlijk?</i>

2
00:00:04.000 --> 00:00:05.000
{\\an8}SENNA: 12
3
00:00:05,200 --> 00:00:07,000
Bijna 13.

4
00:00:07,400 --> 00:00:09,000
INTERVIEWER: En wat vind je fijn?
SENNA: Het café.

5
00:00:09,100 --> 00:00:12,000 X1:40 X2:600 Y1:20 Y2:50
Dat heet zo, het is gewoon een tafel.

Met koekjes.

6
00:00:14,000 --> 00:00:13,000
INTERVIEWER: Dank je – tot ziens.
"""

WHISPER_SRT = """1
00:00:00,000 --> 00:00:04,480
Kunt u vertellen hoe de samenwerking begon?

2
00:00:07,120 --> 00:00:11,600
Dat begon met een lunch. Wij kenden

3
00:00:11,600 --> 00:00:15,040
elkaar nog helemaal niet.

4
00:00:15,040 --> 00:00:16,000
Ja.

5
00:00:16,000 --> 00:00:17,000
Ja.
"""

WHISPERX_SRT = """1
00:00:00,230 --> 00:00:02,900
[SPEAKER_01]: Wat zou je anders willen?

2
00:00:03,400 --> 00:00:06,100
[SPEAKER_00]: Meer tijd met ouders.

3
00:00:06,300 --> 00:00:08,800
[SPEAKER_00]: [lacht] En een eigen keuken.
"""

_SAID = (
    ("SPEAKER_00", 0, "Hoe ging het op de vorige school?"),
    ("SPEAKER_00", 4, "Neem rustig de tijd."),
    ("SPEAKER_01", 9, "Het was er druk."),
    ("SPEAKER_01", 12, "Niemand luisterde, dacht ik."),
    ("SPEAKER_00", 3725, "En hier?"),
    ("SPEAKER_01", 3728, "Hier wel."),
)
_NAMED = {"SPEAKER_00": "Ilse", "SPEAKER_01": "SPEAKER_01"}


def atrain(*, times: bool, one_line: bool = False, voices: dict[str, str] | None = None) -> str:
    """A text file of aTrain (`create_txt_file` in aTrain_core/outputs.py)."""
    text = "Transcription for 260105-0900-gesprek" + ("" if one_line else "\n")
    current = ""
    for speaker, start, said in _SAID:
        if speaker != current:
            name = (voices or {}).get(speaker, speaker)
            text += ("\n\n" if one_line else "\n") + name + "\n"
            current = speaker
        clock = f"[{start // 3600:02d}:{start // 60 % 60:02d}:{start % 60:02d}] - " if times else ""
        text += clock + said + (" " if one_line else "\n")
    return text


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
    '+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" '
    f'ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="{_CT}.document'
    '.main+xml"/></Types>'
)
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_AVATAR = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:extent cx="304800" cy="304800"/><wp:docPr id="1" name="Picture 1"/>'
    "</wp:inline></w:drawing></w:r>"
)
_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


def _run(text: str, bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f"<w:r>{look}{_text(text)}</w:r>"


def _paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def _new_turn(name: str, time: str, *said: str) -> str:
    """A picture, a break, the name in bold and the time, and what was said after breaks."""
    lines = "".join(f"<w:r><w:br/>{_text(line)}</w:r>" for line in said)
    break_ = "<w:r><w:br/></w:r>"
    return _paragraph(_AVATAR, break_, _run(name, bold=True), _run(f"   {time}"), lines)


def _old_turn(times: str, name: str, said: str) -> str:
    name_ = f"<w:r><w:br/>{_text(name)}</w:r>"
    return _paragraph(_run(times), name_, f"<w:r><w:br/>{_text(said)}</w:r>")


TEAMS_NEW = (
    _paragraph(_run("Gesprek OZA De Linde-20260105_090212-Meeting Transcript", bold=True)),
    _paragraph(_run("5 januari 2026, 09:02AM")),
    _paragraph(_run("1h 2m 9s")),
    _paragraph(_run("Veldhuis, Marit heeft de transcriptie gestart")),
    _new_turn("Veldhuis, Marit", "0:03", "Fijn dat jullie er zijn.", "Wie wil er beginnen?"),
    _new_turn("Bartels, Joep", "0:11", "Ik wel. Het is 10:30, dus eerst koffie."),
    _new_turn("Spreker 1", "0:19", "Graag."),
    _new_turn("Veldhuis, Marit", "0:24", "Oké."),
    _new_turn("Bartels, Joep", "1:02:03", "Samen beslissen is het moeilijkst."),
    _paragraph(_run("Veldhuis, Marit stopped transcription")),
)
TEAMS_OLD = (
    _old_turn("0:0:0.0 --&gt; 0:0:2.690", "Marit Veldhuis", "Waarom doet u mee?"),
    _old_turn("0:0:3.150 --&gt; 0:0:9.40", "Joep Bartels", "Omdat ik het jaren zonder deed."),
    _old_turn("0:0:9.40 --&gt; 0:0:12.5", "Joep Bartels", "En omdat het hier wel lukt."),
    _old_turn("1:0:0.0 --&gt; 1:0:4.0", "Marit Veldhuis", "Wat lukt er dan?"),
)
LOOKS_LIKE_TEAMS = (
    _paragraph(_run("Wat er gezegd is, in eigen woorden van de verslaglegger.")),
    _paragraph(_run("Interviewer   0:03:12")),
    _paragraph(_run("Hoe begon het?")),
    _paragraph(_run("Deelnemer 1   0:03:20")),
    _paragraph(_run("Met een lunch.")),
    _paragraph(_run("Pauze om   12:30")),
    _paragraph(_run("Daarna gingen we verder.")),
)
IN_WORD = (
    _paragraph(_run("Transcription for 260105-0900-gesprek")),
    _paragraph(_run("SPEAKER_00")),
    _paragraph(_run("[00:00:00] - Hoe ging het op de vorige school?")),
    _paragraph(_run("SPEAKER_01")),
    _paragraph(_run("[00:00:09] - Het was er druk.")),
)


def _word(name: str, paragraphs: tuple[str, ...]) -> None:
    document = f"<w:document {W}><w:body>{''.join(paragraphs)}</w:body></w:document>"
    parts: dict[str, bytes] = {
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": _RELS.encode(),
        "word/document.xml": document.encode(),
        "word/media/image1.png": _PIXEL,
    }
    with zipfile.ZipFile(HERE / name, "w") as archive:
        for part, content in parts.items():
            info = zipfile.ZipInfo(part, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)


def main() -> None:
    texts = {
        "teams.vtt": ("\ufeff" + TEAMS_VTT.replace("\n", "\r\n")).encode(),
        "zoom.vtt": ZOOM_VTT.encode(),
        "youtube.vtt": YOUTUBE_VTT.encode(),
        "standaard.vtt": STANDAARD_VTT.encode(),
        "ondertitelaar.srt": ONDERTITELAAR_SRT.replace("\n", "\r\n").encode("cp1252"),
        "whisper.srt": WHISPER_SRT.encode(),
        "whisperx.srt": WHISPERX_SRT.encode("utf-16"),
        "atrain.txt": atrain(times=False).encode(),
        "atrain-tijden.txt": atrain(times=True).encode(),
        "atrain-namen.txt": atrain(times=True, voices=_NAMED).encode(),
        "atrain-nvivo.txt": atrain(times=True).replace("[", "").replace("]", "").encode(),
        "atrain-maxqda.txt": atrain(times=True, one_line=True).encode(),
        "negatief.srt": b"1\n-00:00:01,000 --> 00:00:02,000\nEen zin over Senna.\n",
        "afgebroken.vtt": TEAMS_VTT.encode()[: TEAMS_VTT.index("t)>Daarna")],
        "webpagina.vtt": b"<!DOCTYPE html><html><body>00:00:01.000 --> 00:00:02.000</body></html>",
    }
    for name, content in texts.items():
        (HERE / name).write_bytes(content)
    _word("teams-nieuw.docx", TEAMS_NEW)
    _word("teams-oud.docx", TEAMS_OLD)
    _word("lijkt-op-teams.docx", LOOKS_LIKE_TEAMS)
    _word("atrain-in-word.docx", IN_WORD)


if __name__ == "__main__":
    main()
