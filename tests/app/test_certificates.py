"""The certificate of an edition, and whether a Word file in hand is that edition."""

import json
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from starlette.testclient import TestClient

from app.certifying import SigningKey, is_signed_by
from app.checking_certificates import CheckedCertificate, check_certificate, read_certificate
from app.checking_files import check_file
from app.database import Store
from app.main import create_app
from app.settings import Settings
from documents.errors import UnknownValue
from importers.word.redline import WordFile
from tests.app.cast import Room, made, refusal
from tests.app.people import person
from tests.app.redlined import export
from tests.app.test_command_line import kelisim
from tests.importers import disguising, tracking
from tests.office import convert
from tests.thoroughness import only_long


def key_file(folder: Path, key: Any) -> Path:
    file = folder / "signing.pem"
    file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return file


def certificate(room: Room, edition: str, who: str = "KAZ") -> dict[str, Any]:
    found: dict[str, Any] = room.read(f"/api/editions/{edition}/certificate", who)
    return found


def differences(room: Room, file: bytes, symbol: str | None = None) -> list[str]:
    store: Store = room.app.state.store
    with store.reading() as session:
        return check_file(session, WordFile(file), symbol=symbol)[1]


def edition_file(room: Room, edition: str, query: str = "") -> bytes:
    return export(room, "clean", query=f"&edition={edition}{query}")


def test_a_certificate_names_the_edition_its_event_and_who_took_part(room: Room) -> None:
    edition = room.issue()
    found = certificate(room, edition["id"])
    assert found["edition"] | {"issued_at": ""} == {
        "document": "declaration",
        "symbol": edition["symbol"],
        "kind": edition["kind"],
        "issued_at": "",
        "issued_by": "SEC",
        "hash": edition["hash"],
    }
    events = room.read("/api/events?limit=200", "KAZ")["items"]
    issued = next(one for one in events if one["what"] == "edition issued")
    assert (found["record"]["stream"], found["record"]["number"]) == ("public", issued["number"])
    assert {"code": "KAZ", "name": "Kazakhstan", "capacity": "negotiates"} in found["delegations"]
    assert (sorted(found["texts"]), found["signature"]) == (["en", "ru"], None)
    made(room.replace("KAZ", "OP 1", "shall", "should"))
    made(room.decide("OP 1", choices=[1]))
    later = room.issue()
    assert certificate(room, edition["id"], "UZB") == found
    assert certificate(room, later["id"])["texts"]["en"] != found["texts"]["en"]
    assert refusal(room.ask("KAZ", "GET", "/api/editions/aaaaaaaaaaaaaaaa/certificate")) == (404, "not-there")


def test_a_certificate_stays_the_same_whatever_becomes_of_those_who_took_part(room: Room) -> None:
    edition = room.issue()
    found = certificate(room, edition["id"])
    office = TestClient(room.app)
    person(room.app.state.store, "SEC", "administrator").take(office)
    made(office.patch("/api/delegations/KAZ", json={"names": {"en": "Kazakhstan, Republic of"}}))
    for code, capacity in (("UZB", "observes"), ("FAO", None)):
        path = f"/api/documents/declaration/participants/{code}"
        assert office.put(path, json={"capacity": capacity}).status_code == 200
    assert certificate(room, edition["id"]) == found
    later = certificate(room, room.issue()["id"])["delegations"]
    assert {"code": "UZB", "name": "Uzbekistan", "capacity": "observes"} in later
    assert "FAO" not in [one["code"] for one in later]


def checked(room: Room, data: Any, key: SigningKey | None = None) -> CheckedCertificate:
    store: Store = room.app.state.store
    with store.reading() as session:
        return check_certificate(session, read_certificate(json.dumps(data).encode()), key=key)


def test_a_certificate_in_hand_is_this_stores_unchanged_and_whatever_is_not_is_told(
    room: Room, tmp_path: Path
) -> None:
    ours, other = (SigningKey(ed25519.Ed25519PrivateKey.generate()) for _ in range(2))
    edition = room.issue()
    unsigned = certificate(room, edition["id"])
    assert checked(room, unsigned) == CheckedCertificate(edition["symbol"], (), "It is not signed.")
    room.app.state.signing_key = ours
    try:
        signed = certificate(room, edition["id"])
    finally:
        room.app.state.signing_key = None
    assert checked(room, signed, ours).signature == "Its signature holds, with the key of this store."
    assert checked(room, signed).signature.startswith(f"Its signature holds, with the key {ours.public};")
    assert checked(room, signed, other).differences == (
        f"Its signature holds, but with the key {ours.public}; the key of this store is {other.public}.",
    )
    first, *others = unsigned["delegations"]
    for changed, told in (
        ({**unsigned, "texts": {"en": "0" * 64}}, ("texts en is 000", "texts ru is missing.")),
        ({**unsigned, "record": {**unsigned["record"], "number": True}}, ("record number is true; in the",)),
        ({**unsigned, "delegations": [*others, first]}, ("Its parts stand in another order.",)),
        (
            {**unsigned, "delegations": others},
            ("delegations KAZ capacity is missing.", "delegations KAZ code"),
        ),
        ({**unsigned, "place": "Astana"}, ("place: the store does not say this.",)),
        (
            {**signed, "record": {**signed["record"], "hash": "0"}},
            ("record hash is 0;", "Its signature does not"),
        ),
        (
            {**unsigned, "signature": {"public_key": ours.public, "value": 5}},
            ("Its signature does not hold.",),
        ),
        ({**unsigned, "signature": "X"}, ("Its signature does not hold.",)),
    ):
        found = checked(room, changed).differences
        assert all(one.startswith(start) for one, start in zip(found, told, strict=False)), (told, found)
        assert found
    for data in (b"", b"[]", b"{}", b'{"edition": 1}', b"[" * 100_000, b'{"edition": {"symbol": "\\ud800"}}'):
        with pytest.raises(UnknownValue, match="no certificate"):
            read_certificate(data)
    for symbol in ("RES2026/X", 5, None):
        with pytest.raises(UnknownValue, match="There is no edition"):
            checked(room, {"edition": {"symbol": symbol}})


def test_of_an_edition_from_before_who_took_part_was_kept_the_doubt_is_told(room: Room) -> None:
    edition = room.issue()
    store: Store = room.app.state.store
    found = certificate(room, edition["id"])
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE edition SET took_part = NULL")
    assert certificate(room, edition["id"]) == found  # as it is now
    office = TestClient(room.app)
    person(store, "SEC", "administrator").take(office)
    made(office.patch("/api/delegations/KAZ", json={"names": {"en": "Kazakhstan, Republic of"}}))
    renamed, doubt = checked(room, found).differences
    assert renamed.startswith(
        "delegations KAZ name is Kazakhstan; in the store it is Kazakhstan, Republic of."
    )
    assert doubt.startswith("This edition was issued before who took part was kept with it")


def test_a_certificate_is_signed_by_the_key_of_the_secretariat(room: Room, tmp_path: Path) -> None:
    key = ed25519.Ed25519PrivateKey.generate()
    public = b64encode(key.public_key().public_bytes_raw()).decode()
    edition = room.issue()
    room.app.state.signing_key = SigningKey.read(key_file(tmp_path, key))
    try:
        found = certificate(room, edition["id"])
    finally:
        room.app.state.signing_key = None
    assert found["signature"]["public_key"] == public and is_signed_by(found, public)
    other = b64encode(ed25519.Ed25519PrivateKey.generate().public_key().public_bytes_raw()).decode()
    assert not is_signed_by(found, other)
    assert not is_signed_by({**found, "texts": {**found["texts"], "en": "0" * 64}}, public)
    assert not is_signed_by(certificate(room, edition["id"]), public)
    assert not is_signed_by(found, "no key")


def test_a_key_that_is_none_ends_the_start_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "none.pem").write_text("no key")
    with pytest.raises(UnknownValue, match="no key that can be read"):
        create_app(
            Settings(
                f"sqlite:///{tmp_path / 'new.db'}", export_processes=0, signing_key=tmp_path / "none.pem"
            )
        )
    with pytest.raises(UnknownValue, match="holds no Ed25519 key"):
        SigningKey.read(key_file(tmp_path, rsa.generate_private_key(65537, 2048)))


def test_the_file_of_an_edition_is_that_edition_in_every_language_whatever_was_decided_since(
    room: Room,
) -> None:
    edition = room.issue()
    files = [
        edition_file(room, edition["id"]),
        edition_file(room, edition["id"], "&language=ru"),
        edition_file(room, edition["id"], "&signatures=true"),
    ]
    made(room.replace("KAZ", "OP 1", "shall", "should"))
    made(room.decide("OP 1", choices=[1]))
    room.issue()
    assert [differences(room, file) for file in files] == [[], [], []]
    bare = tracking.without(files[0], "docProps/custom.xml")
    assert differences(room, bare, symbol=edition["symbol"]) == []
    with pytest.raises(UnknownValue, match="does not say which edition"):
        differences(room, bare)
    with pytest.raises(UnknownValue, match=r"There is no edition RES2026/DEC/L\.99\."):
        differences(room, bare, symbol="RES2026/DEC/L.99")


def test_whatever_else_a_file_says_is_told(room: Room) -> None:
    file = edition_file(room, room.issue()["id"])
    for edit, told in (
        (tracking.replace("Author", "2027", "2029", tracked=False), "OP 1 reads otherwise: "),
        (tracking.replace("Author", "2027", "2029"), "It holds tracked changes by Author."),
        (tracking.without_paragraph("on soil;"), "OP 2 (b) is missing."),
        (
            tracking.drag_paragraph("The Parties shall report.", "on water by"),
            "OP 4 stands elsewhere: behind OP 1.",
        ),
        (
            tracking.replace("Author", "Declaration on water", "Declaration on oil", tracked=False),
            "title reads",
        ),
    ):
        found = differences(room, tracking.edited(file, edit))
        assert len(found) == 1 and found[0].startswith(told), (told, found)
    programme = room.issue("programme")
    entry = export(room, "clean", document="programme", query=f"&edition={programme['id']}")
    assert differences(room, entry) == []


@pytest.mark.parametrize("room", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "look, told",
    [
        ("<w:vanish/>", "hidden"),
        ("<w:webHidden/>", "hidden in the view of the web"),
        ("<w:strike/>", "struck through"),
        ('<w:dstrike w:val="1"/>', "struck through"),
        ('<w:color w:val="FEFEFE"/>', "too pale to be seen"),
        ('<w:sz w:val="2"/>', "too small to be read"),
    ],
)
def test_words_that_nobody_sees_as_they_stand_are_told(room: Room, look: str, told: str) -> None:
    file = edition_file(room, room.issue()["id"])
    styled = disguising.with_style(file, "character", "Quiet", look)
    further = disguising.with_style(styled, "character", "Further", "", based_on="Quiet")
    whole = disguising.with_style(file, "paragraph", "Quieter", look)
    for changed, edit in (
        (file, disguising.look(" fully", look)),
        (styled, disguising.look(" fully", '<w:rStyle w:val="Quiet"/>')),
        (further, disguising.look(" fully", '<w:rStyle w:val="Further"/>')),
        (whole, disguising.paragraph_style("fully", "Quieter")),
    ):
        found = differences(room, tracking.edited(changed, edit))
        assert [line.partition(":")[0] for line in found] == [f"It holds words that are {told}"]
        assert "fully" in found[0]
    # What the run itself says counts before its style; and that a property is there may say that it is off.
    shown = look.replace("/>", ' w:val="false"/>') if "w:val" not in look else '<w:strike w:val="0"/>'
    assert differences(room, tracking.edited(file, disguising.look(" fully", shown))) == []


@pytest.mark.parametrize("room", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "xml, told",
    [
        ("<w:altChunk/>", "other files put in (altChunk): 1 in the file, not read."),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>not</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>a</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "words with a reading above them (ruby): 1 in the file, not read.",
        ),
        ("<w:r><w:pgNum/></w:r>", "elements of an unknown kind (pgNum): 1 in the file, not read."),
        (
            '<x:later xmlns:x="urn:x">x</x:later>',
            "elements of an unknown kind (later): 1 in the file, not read.",
        ),
        (
            "<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent/></w:sdt>",
            "words bound to another part of the file: 1 in the file, not read.",
        ),
    ],
)
def test_what_a_file_holds_and_nobody_reads_is_told(room: Room, xml: str, told: str) -> None:
    file = edition_file(room, room.issue()["id"])
    for edit in (
        disguising.put("fully", xml),
        *([disguising.put_behind("fully", xml)] if "w:r>" not in xml else []),
    ):
        assert differences(room, tracking.edited(file, edit)) == [f"Not compared. {told}"]


@pytest.mark.parametrize("room", ["sqlite"], indirect=True)
def test_paragraphs_rows_and_cells_out_of_sight_are_told(room: Room) -> None:
    edition = room.issue("programme")
    file = export(room, "clean", document="programme", query=f"&edition={edition['id']}")
    for holder, properties, xml, told in (
        ("p", "pPr", "<w:rPr><w:vanish/></w:rPr>", "ends of paragraphs that are hidden: "),
        ("tr", "trPr", "<w:hidden/>", "rows of tables that are hidden: "),
        ("tc", "tcPr", "<w:vMerge/>", "cells that another one covers: "),
    ):
        found = differences(
            room, tracking.edited(file, disguising.property_of(holder, properties, "Know how fast", xml))
        )
        assert len(found) == 1 and found[0].startswith(f"Not as it is shown. {told}"), found


@pytest.mark.parametrize("room", ["sqlite"], indirect=True)
def test_a_remark_in_the_xml_hides_no_words(room: Room) -> None:
    file = edition_file(room, room.issue()["id"])
    found = differences(room, tracking.edited(file, disguising.remark_before("2027", " and later")))
    assert found == [
        "OP 1 reads otherwise: The Parties shall cooperate fully on water by 2027{+ and later+};"
    ]


@pytest.mark.parametrize("room", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "document, options",
    [
        ("declaration", ("", "&language=ru", "&signatures=true", "&alternat=KAZ", "&line_numbers=true")),
        ("programme", ("", "&layout=long")),
    ],
)
def test_an_edition_is_found_word_for_word_whoever_saved_it(
    room: Room, soffice: Path, tmp_path: Path, document: str, options: Sequence[str]
) -> None:
    edition = room.issue(document)
    wanted = {f"{form}{option}" for form in ("clean", "status") for option in options}
    wanted -= {"status&signatures=true", "status&alternat=KAZ"}  # only a clean text is signed
    for number, query in enumerate(sorted(wanted)):
        file = export(room, query, document=document, query=f"&edition={edition['id']}")
        (tmp_path / f"{number}.docx").write_bytes(file)
        (tmp_path / "saved").mkdir(exist_ok=True)
        saved = convert(soffice, tmp_path / f"{number}.docx", "docx", tmp_path / "saved").read_bytes()
        assert (query, differences(room, file), differences(room, saved)) == (query, [], [])


@only_long
def test_the_command_line_says_which_edition_a_file_is(room: Room, tmp_path: Path) -> None:
    edition = room.issue()
    file = tmp_path / "in hand.docx"
    file.write_bytes(edition_file(room, edition["id"]))
    good = kelisim(room.url, "verify", str(file))
    assert (good.returncode, good.stdout) == (0, f"{file} is {edition['symbol']} in en, word for word.\n")
    file.write_bytes(tracking.edited(file.read_bytes(), tracking.replace("A", "2027", "2029", tracked=False)))
    bad = kelisim(room.url, "verify", str(file))
    assert bad.returncode == 1
    assert bad.stdout.splitlines() == [
        "OP 1 reads otherwise: The Parties shall cooperate fully on water by [-2027-]{+2029+};",
        f"{file} is not {edition['symbol']} as it was issued.",
    ]
    printed = kelisim(room.url, "certificate", edition["symbol"])
    assert json.loads(printed.stdout)["edition"]["hash"] == edition["hash"]
    assert kelisim(room.url, "certificate", "RES2026/X").returncode == 1
    in_hand = tmp_path / "in hand.json"
    in_hand.write_text(printed.stdout)
    good = kelisim(room.url, "verify", str(in_hand))
    assert (
        good.stdout == f"{in_hand} is the certificate of {edition['symbol']}, unchanged. It is not signed.\n"
    )
    in_hand.write_text(printed.stdout.replace("Kazakhstan", "Kasakhstan"))
    bad = kelisim(room.url, "verify", str(in_hand))
    assert (bad.returncode, bad.stdout.splitlines()) == (
        1,
        [
            "delegations KAZ name is Kasakhstan; in the store it is Kazakhstan.",
            f"{in_hand} is not the certificate of {edition['symbol']} as this store gives it.",
        ],
    )
