"""Projects as real programs write them, each with the quirk that others met in it.

Small and invented; who saw the quirk stands beside it. The sources: QualCoder's importer
(`refi.py`, which names the program at each of its exceptions) and its issue 396; the NVivo project
in the wheel of qualitative-coding; REFI-QDA 1.5 itself; the codebooks of ATLAS.ti in the
tests of portableQDA.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.domain.project import Project
from pipeline.domain.project_identity import same_content, with_content_guids
from pipeline.domain.project_left import What, Why
from pipeline.domain.project_things import Direction, SourceKind, VariableType
from pipeline.exchange.codebook_reading import read_code_list
from pipeline.exchange.refi.reading import read_project
from tests.unit.exchange.refi.packed import (
    BOOK,
    NAMESPACE,
    PEOPLE,
    guid,
    packed,
    project_with,
    selection,
    source,
)

DOCTOR = "Ik 😀 ga graag.\r\nMaar niet altijd.\r\n"
"""CR LF, and a character outside the basic plane before what is coded."""


def words(project: Project) -> list[str]:
    texts = {source.guid: source.text or "" for source in project.sources}
    return [texts[c.source][c.start : c.end] for c in project.codings]


def left_of(project: Project) -> dict[tuple[What, Why], int]:
    return {(one.what, one.why): one.number for one in project.left}


def test_maxqda(tmp_path: Path) -> None:
    """Braces and capitals in guids, 3-digit colours, texts of one name, the variables of a document
    in a case without a name, comments on a selection, a memo's text in the XML, a mark in UTF-8."""
    xml = f"""<Users><User name="Anna" guid="{{{guid(3).upper()}}}"/></Users>
    <CodeBook><Codes>
      <Code isCodable="true" name="Contact" color="#f80" guid="{guid(2).upper()}"/>
    </Codes></CodeBook>
    <Variables><Variable guid="{guid(20)}" name="Leeftijd" typeOfVariable="Integer"><Description/></Variable>
      <Variable guid="{guid(21)}" name="Groep" typeOfVariable="Integer"/></Variables>
    <Cases><Case guid="{guid(30)}">
      <VariableValue><VariableRef targetGUID="{guid(20)}"/><IntegerValue>11</IntegerValue></VariableValue>
      <VariableValue><VariableRef targetGUID="{guid(21)}"/><TextValue>n.v.t.</TextValue></VariableValue>
      <SourceRef targetGUID="{guid(10)}"/></Case></Cases>
    <Sources>
      <TextSource guid="{guid(10).upper()}" name="Survey" plainTextPath="internal://{guid(10).upper()}.txt">
        <PlainTextSelection guid="{guid(11)}" name="Maar niet..." startPosition="15" endPosition="32"
            modifyingUser="{guid(3)}" modifiedDateTime="2021-03-14T10:00:00+01:00">
          <Description>Commentaar</Description>
          <Coding guid="{guid(12)}"><CodeRef targetGUID="{guid(2)}"/></Coding>
        </PlainTextSelection>
      </TextSource>
      <TextSource guid="{guid(13)}" name="Survey" plainTextPath="internal://{guid(13)}.txt"/>
    </Sources>
    <Notes><Note guid="{guid(40)}" name=""><PlainTextContent>Over titels</PlainTextContent>
      <PlainTextSelection guid="{guid(41)}" startPosition="1" endPosition="2"/></Note></Notes>"""
    texts = {f"{guid(10)}.txt": b"\xef\xbb\xbf" + DOCTOR.encode(), f"{guid(13)}.txt": "Nee."}
    found = read_project(
        project_with(tmp_path / "a.qdpx", xml, texts, origin="MAXQDA 2020 (Release 20.4.2)")
    )
    assert words(found) == ["Maar niet altijd."]
    assert found.codes[0].colour == "#FF8800"
    assert [s.name for s in found.sources] == ["Survey", "Survey"]
    assert [(v.name, v.type) for v in found.variables] == [
        ("Leeftijd", VariableType.INTEGER),
        ("Groep", VariableType.TEXT),
    ]
    assert [value.text for value in found.sources[0].values] == ["11", "n.v.t."]
    assert found.cases == ()
    (coding,), (passage,) = found.codings, found.passages
    assert (coding.user, coding.at) == (found.users[0].guid, "2021-03-14T09:00:00Z")
    assert (passage.name, passage.description) == ("", "Commentaar")
    assert found.notes[0].text == "Over titels"
    assert left_of(found) == {
        (What.SELECTION, Why.IN_NOTE): 1,
        (What.VARIABLE, Why.NOT_ITS_TYPE): 1,
    }


def test_nvivo(tmp_path: Path) -> None:
    """`Sources` with a capital, a docx beside each text, CR LF counted as two characters, names of
    selections left empty, cases that are codes too, annotations by a link from their memo."""
    xml = f"""<Users><User guid="{guid(3)}" id="A" name="anna"/></Users>
    <CodeBook><Codes><Code guid="{guid(2)}" name="Contact" isCodable="true"/>
      <Code guid="{guid(5)}" name="Kind 9" isCodable="true"/></Codes></CodeBook>
    <Cases><Case guid="{guid(5)}" name="Kind 9"><Description/></Case></Cases>
    <Sources><TextSource guid="{guid(10)}" name="9K2" richTextPath="internal://{guid(10)}.docx"
        plainTextPath="internal://{guid(10)}.txt" creatingUser="{guid(3)}" creationDateTime="2024-09-15T15:36:47Z">
      <PlainTextSelection guid="{guid(11)}" name="" startPosition="16" endPosition="33" creatingUser="{guid(3)}">
        <Description/><Coding guid="{guid(12)}"><CodeRef targetGUID="{guid(2)}"/></Coding>
        <Coding guid="{guid(14)}"><CodeRef targetGUID="{guid(5)}"/></Coding>
      </PlainTextSelection>
      <PlainTextSelection guid="{guid(13)}" name="" startPosition="0" endPosition="2"/>
    </TextSource></Sources>
    <Notes><Note guid="{guid(40)}" name="Annotatie" plainTextPath="internal://{guid(40)}.txt"/></Notes>
    <Links><Link guid="{guid(50)}" name="" direction="OneWay" originGUID="{guid(40)}" targetGUID="{guid(13)}"/>
    </Links>"""
    head = f'<?xml version="1.0" encoding="UTF-8" standalone="no" ?><Project basePath="" {NAMESPACE} name="p"'
    path = packed(
        tmp_path / "a.qdpx",
        {
            f"Sources/{guid(10)}.docx": b"PK",
            f"Sources/{guid(10)}.txt": b"\xef\xbb\xbf" + DOCTOR.encode(),
            f"Sources/{guid(40)}.txt": "Kijk hier.\r\n",
            "Sources/.root": "",
            "project.qde": f'{head} origin="NVivo for Windows 12.6">{xml}</Project>',
        },
    )
    found = read_project(path)
    assert words(found) == ["Maar niet altijd."] * 2
    assert found.sources[0].text == DOCTOR.replace("\r\n", "\n")
    assert found.codings[0].user == found.users[0].guid
    (case,), (passage,), (link,) = found.cases, found.passages, found.links
    assert case.codes == (guid(5),)
    assert (link.origin, link.target, link.direction) == (guid(40), passage.guid, Direction.ONE_WAY)
    assert found.notes[0].text == "Kijk hier.\n"
    assert found.left == ()


def test_atlas_ti(tmp_path: Path) -> None:
    """CR LF in the file counted as one character, one folder deeper, another name for the project,
    backslashes, a pdf with its text beside its boxes, a recording, a source coded as a whole."""
    box = f"""<PDFSelection guid="{{{guid(60).upper()}}}" page="1" firstX="1" firstY="1" secondX="2" secondY="2">
        <Coding guid="{guid(61)}"><CodeRef targetGUID="{guid(2)}"/></Coding></PDFSelection>"""
    xml = f"""{PEOPLE}{BOOK}<Sources>
      <TextSource guid="{guid(10)}" name="9K2" plainTextPath="internal://{guid(10)}.txt">
        {selection(15, 32)}<Coding guid="{guid(15)}" creatingUser="{guid(3)}"><CodeRef targetGUID="{guid(2)}"/></Coding>
      </TextSource>
      <PDFSource guid="{guid(62)}" name="Nota" path="internal://{guid(62)}.pdf">{box}
        <Representation guid="{guid(63)}" plainTextPath="internal://{guid(63)}.txt">{selection(4, 9, number=64)}
        </Representation></PDFSource>
      <AudioSource guid="{guid(66)}" name="" path="internal://{guid(66)}.m4a">
        <Transcript guid="{guid(67)}" plainTextPath="internal://{guid(67)}.txt">
          <SyncPoint guid="{guid(68)}" timeStamp="0" position="0"/></Transcript>
        <AudioSelection guid="{guid(69)}" begin="0" end="1"><Coding guid="{guid(70)}"><CodeRef
          targetGUID="{guid(2)}"/></Coding></AudioSelection></AudioSource>
      </Sources><Graphs><Graph guid="{guid(71)}" name="Netwerk"/></Graphs>"""
    head = f'<?xml version="1.0" encoding="utf-16"?><Project {NAMESPACE} name="p" origin="ATLAS.ti Win 23.4.0">'
    path = packed(
        tmp_path / "a.qdpx",
        {
            "export\\Mijn project.QDE": f"{head}{xml}</Project>",
            f"export\\sources\\{guid(10)}.txt": DOCTOR,
            f"export\\sources\\{guid(63)}.txt": "Een korte nota.",
            "__MACOSX/export/._Mijn project.qde": b"\x00\x05",
        },
    )  # fmt: skip
    found = read_project(path)
    text = DOCTOR.replace("\r\n", "\n")
    assert words(found) == [text, "Maar niet altijd.", "korte"]
    assert [c.whole for c in found.codings] == [True, False, False]
    assert [(s.name, s.kind) for s in found.sources] == [
        ("9K2", SourceKind.TEXT),
        ("Nota", SourceKind.PDF),
        ("bron 3", SourceKind.AUDIO),
    ]
    assert found.left[0].guids == (guid(60), guid(69))
    assert left_of(found) == {
        (What.CODING, Why.PART): 2,
        (What.GRAPH, Why.NOT_HELD): 1,
        (What.SOURCE, Why.NO_NAME): 1,
        (What.TRANSCRIPT, Why.NOT_HELD): 1,
    }


def test_a_codebook_of_atlas_ti_keeps_the_members_of_its_groups(tmp_path: Path) -> None:
    path = tmp_path / "boek.qdc"
    path.write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:0:4" origin="ATLAS.ti Win 9.0.19"><Codes><Code'
        f' guid="{guid(2)}" name="Contact" isCodable="true"/></Codes><Sets><Set name="Groep"'
        f' guid="{guid(7)}"><MemberCode guid="{guid(2)}"/></Set></Sets></CodeBook>',
        encoding="utf-8",
    )
    assert [group.members for group in read_code_list(path).sets] == [(guid(2),)]


def test_qualcoder(tmp_path: Path) -> None:
    """No guid on codings, users that are missing from the list, the words as name, inline texts,
    values of every kind, set members by `guid`."""
    xml = f"""<CodeBook><Codes><Code guid="{guid(2)}" name="Sfeer"><Code guid="{guid(4)}" name="Sfeer"/></Code>
      <Code guid="{guid(5)}" name="" isCodable="false"/></Codes></CodeBook>
    <Variables><Variable guid="{guid(20)}" name="Waar" typeOfVariable="Boolean"/>
      <Variable guid="{guid(21)}" name="Dag" typeOfVariable="Date"/></Variables>
    <Cases><Case guid="{guid(30)}" name="Kind 9">
      <VariableValue><VariableRef targetGUID="{guid(20)}"/><BooleanValue>1</BooleanValue></VariableValue>
      <VariableValue><VariableRef targetGUID="{guid(21)}"/><DateValue></DateValue></VariableValue>
      <SourceRef targetGUID="{guid(10)}"/></Case></Cases>
    <Sources><TextSource guid="{guid(10)}" name="9K2"><PlainTextContent>Het is fijn.</PlainTextContent>
      <PlainTextSelection startPosition="7" endPosition="11" name="fijn" creatingUser="{guid(98)}"
        creationDateTime="2021-01-15T23:37:54Z"><Coding><CodeRef targetGUID="{guid(4)}"/></Coding>
        <Coding creatingUser="{guid(97)}" creationDateTime="gisteren"><CodeRef targetGUID="{guid(2)}"/></Coding>
      </PlainTextSelection></TextSource></Sources>
    <Sets><Set name="Eerst" guid="{guid(7)}"><MemberCode guid="{guid(4)}"/></Set></Sets>"""
    found = read_project(project_with(tmp_path / "a.qdpx", xml, origin="QualCoder"))
    assert words(found) == ["fijn", "fijn"]
    assert [user.name for user in found.users] == ["onbekende codeur 1", "onbekende codeur 2"]
    assert [c.user for c in found.codings] == [guid(98), guid(97)]
    assert [c.at for c in found.codings] == ["2021-01-15T23:37:54Z", ""]
    assert found.passages == ()
    assert [found.code_list.path(code.guid) for code in found.codes] == [
        ("Sfeer",), ("Sfeer", "Sfeer"), ("zonder naam",),
    ]  # fmt: skip
    assert [code.codable for code in found.codes] == [True, True, False]
    assert [value.text for value in found.cases[0].values] == ["true"]
    assert found.sets[0].codes == (guid(4),)
    assert left_of(found) == {
        (What.CODE, Why.NO_NAME): 1,
        (What.MOMENT, Why.NO_MOMENT): 1,
        (What.USER, Why.NO_NAME): 2,
    }


@pytest.mark.parametrize("name", ["INTERVIEW.TXT", "interview.txt", "Sources/interview.txt"])
def test_a_text_is_found_whatever_its_case_or_folder(tmp_path: Path, name: str) -> None:
    xml = PEOPLE + BOOK + source(selection(0, 3), path="internal://Sources/Interview.txt")
    head = f'<?xml version="1.0"?><q:Project {NAMESPACE.replace("xmlns", "xmlns:q")} name="p">'
    prefixed = xml.replace("</", "</q:").replace("<", "<q:").replace("<q:/q:", "</q:")
    path = packed(tmp_path / "a.qdpx", {"a.qde": f"{head}{prefixed}</q:Project>", name: "Wij."})
    assert words(read_project(path)) == ["Wij"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Café.\r\nNee.".encode(), "Café.\nNee."),
        ("Café.\rNee.".encode("cp1252"), "Café.\nNee."),
        (b"\xff\xfe" + "Café 😀".encode("utf-16-le"), "Café 😀"),
        (b"\xfe\xff" + "Café 😀".encode("utf-16-be"), "Café 😀"),
        (b"\xef\xbb\xbf\xef\xbb\xbfA", "\ufeffA"),
    ],
)
def test_texts_in_other_encodings_are_read(tmp_path: Path, data: bytes, text: str) -> None:
    found = read_project(project_with(tmp_path / "a.qdpx", source(""), {"a.txt": data}))
    assert found.sources[0].text == text


def test_two_exports_with_other_guids_are_the_same_project(tmp_path: Path) -> None:
    xml = PEOPLE + BOOK + source(selection(0, 3) + selection(0, 3, number=300))
    again = xml.replace("-0000-4000-8000-", "-1111-4111-8111-")
    one = read_project(project_with(tmp_path / "a.qdpx", xml, {"a.txt": "abc"}))
    other = read_project(project_with(tmp_path / "b.qdpx", again, {"a.txt": "abc"}, origin="y"))
    assert {thing.guid for thing in one.things}.isdisjoint(thing.guid for thing in other.things)
    assert same_content(one, other)
    assert with_content_guids(one).codings == with_content_guids(other).codings
    assert not same_content(one, replace(other, codings=other.codings[:1]))
    moved = replace(other.codings[0], end=2)
    assert not same_content(one, replace(other, codings=(moved, *other.codings[1:])))
