"""Dividing a text and gathering texts: examples first, then what must hold whatever is proposed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.dividing import borders_of, cut_before, divide, part_with
from documents.errors import EmptyText, UnknownValue, WrongPlace
from documents.streamlining import Restated, Unplaced, joined_content, require_splittable
from documents.tokens import line_of
from tests.documents.strategies import edited, sentences, texts

TEXT = "Rivers unite us; lakes divide us; and seas do neither."
PARTS = ("Rivers unite us;", "lakes divide us;", "and seas do neither.")


def divided(proposal: str) -> tuple[str, ...]:
    found = divide(TEXT, proposal, borders_of(TEXT, PARTS))
    assert found.bases == PARTS
    return found.texts


@pytest.mark.parametrize(
    ("proposal", "expected"),
    [
        (TEXT, PARTS),
        ("All rivers unite us; lakes divide us; and seas do neither.", ("All rivers unite us;", *PARTS[1:])),
        ("Rivers unite us; lakes divide us; and seas do both.", (*PARTS[:2], "and seas do both.")),
        ("Rivers unite us; and seas do neither.", (PARTS[0], "", PARTS[2])),
        ("Rivers unite us, lakes divide us; and seas do neither.", ("Rivers unite us,", *PARTS[1:])),
        ("Rivers do neither.", ("Rivers", "", "do neither.")),
        (
            "Rivers unite us; ponds, too; lakes divide us; and seas do neither.",
            ("Rivers unite us; ponds, too;", *PARTS[1:]),
        ),
        ("[Rivers unite us; lakes] divide us; and seas do neither.",
         ("[Rivers unite us;]", "[lakes] divide us;", PARTS[2])),
        ("", ("", "", "")),
    ],
)  # fmt: skip
def test_a_change_goes_with_the_part_that_has_its_words(proposal: str, expected: tuple[str, ...]) -> None:
    assert divided(proposal) == expected


def test_a_rewording_across_a_border_has_no_place_and_is_named_whole() -> None:
    found = divide(TEXT, "Rivers join everything by law, and seas do both.", borders_of(TEXT, PARTS))
    assert [(one.base, one.proposed) for one in found.unplaced] == [
        ("unite us; lakes divide us;", "join everything by law,")
    ]
    assert found.texts == (*PARTS[:2], "and seas do both.")


def test_a_text_is_cut_before_words_of_it() -> None:
    assert cut_before(TEXT, [("lakes", 1), ("and", 1)]) == PARTS
    with pytest.raises(EmptyText):
        cut_before(TEXT, [("and", 1), ("lakes", 1)])
    with pytest.raises(EmptyText):
        cut_before(TEXT, [("Rivers", 1)])
    with pytest.raises(UnknownValue):
        cut_before(TEXT, [("oceans", 1)])


def test_a_passage_is_found_in_the_part_that_has_it() -> None:
    assert [part_with(TEXT, PARTS, TEXT.index(word)) for word in ("Rivers", "lakes", "divide", "seas")] == [
        0,
        1,
        1,
        2,
    ]


def test_parts_may_repeat_words_and_have_others() -> None:
    text = "The Parties shall share water and report on data every year."
    split = Restated(
        "operative",
        ({"text": text},),
        (
            {"text": "The Parties shall share water."},
            {"text": "The Parties shall report on data each year."},
        ),
    )
    placed = split.place(0, {"text": text.replace("share", "freely share").replace("data", "all data")})
    assert [placed.wanted_of(part, split.targets[part])["text"] for part in (0, 1)] == [
        "The Parties shall freely share water.",
        "The Parties shall report on all data each year.",
    ]
    met = split.place(0, {"text": text.replace("every year", "once in five years")})
    assert met.fields[1]["text"].outcome == "collides"
    taken = split.place(0, {"text": text.replace("every", "each")})
    assert (taken.fields[1]["text"].outcome, taken.wanted_of(1, split.targets[1])) == ("satisfied", {})


def test_an_entry_is_split_field_by_field() -> None:
    whole = {
        "code": "CL-01",
        "title": "Watching glaciers and lakes",
        "budget": "USD 5 million",
        "activities": "Watch glaciers.\nWatch lakes.",
        "indicators.a.text": "Stations",
        "indicators.a.target": "12",
    }
    split = Restated(
        "entry",
        (whole,),
        (
            {
                "code": "CL-01",
                "title": "Watching glaciers",
                "budget": "USD 3 million",
                "activities": "Watch glaciers.",
            },
            {
                "code": "CL-01 bis",
                "title": "Watching lakes",
                "activities": "Watch lakes.",
                "indicators.a.text": "Stations",
                "indicators.a.target": "12",
            },
        ),
    )
    placed = split.place(
        0,
        {
            "activities": "Watch all glaciers.\nWatch all lakes.",
            "budget": "USD 7 million",
            "indicators.a.target": "20",
            "indicators.a.unit": "stations",
            "objective": "To know.",
        },
    )
    assert [placed.wanted_of(part, split.targets[part]) for part in (0, 1)] == [
        {"activities": "Watch all glaciers.", "budget": "USD 7 million", "objective": "To know."},
        {"activities": "Watch all lakes.", "indicators.a.target": "20", "indicators.a.unit": "stations"},
    ]
    assert placed.fields[0]["budget"].outcome == "collides"
    dropped = Restated("entry", (whole,), ({"title": "A"}, {"title": "B"}))
    assert dropped.place(0, {"budget": "USD 7 million"}).unplaced == (
        Unplaced("budget", "USD 5 million", "USD 7 million"),
    )


def test_merged_entries_keep_all_rows_and_agree_on_their_values() -> None:
    one = {"title": "Glaciers", "budget": "USD 5 million", "indicators.a.text": "Stations"}
    other = {"title": "Methane", "indicators.a.text": "Leaks", "objective": "Less."}
    assert joined_content("entry", [one, other]) == {
        "title": "Glaciers Methane",
        "objective": "Less.",
        "indicators.a.text": "Stations",
        "indicators.a2.text": "Leaks",
        "budget": "USD 5 million",
    }
    with pytest.raises(UnknownValue):
        joined_content("entry", [one, other | {"budget": "USD 2 million"}])
    merger = Restated("entry", (one, other), (joined_content("entry", [one, other]),))
    assert (
        merger.place(1, {"indicators.a.text": "No leaks"}).fields[0]["indicators.a2.text"].text == "No leaks"
    )


def test_what_there_is_but_one_of_is_not_split() -> None:
    with pytest.raises(WrongPlace):
        require_splittable("title")


def _keep_their_words(parts: list[str]) -> bool:
    return line_of(" ".join(parts)).words == tuple(word for part in parts for word in line_of(part).words)


# "78/147" and "120 000" in a row are one figure: no border lies within a word.
in_a_row = st.lists(sentences, min_size=2, max_size=4).filter(_keep_their_words)


@given(st.data(), in_a_row)
def test_every_word_of_a_proposal_is_in_one_part_or_reported(data: st.DataObject, parts: list[str]) -> None:
    text = " ".join(parts)
    proposal = data.draw(edited(text))
    found = divide(text, proposal, borders_of(text, parts))
    words = sorted(word for one in found.texts for word in line_of(one).words if word not in "[]")
    wanted = [word for word in line_of(proposal).words if word not in "[]"]
    for one in found.unplaced:
        for word in line_of(one.proposed).words:
            if word not in "[]":
                wanted.remove(word)
        wanted += [word for word in line_of(one.base).words if word not in "[]"]
    assert words == sorted(wanted)
    assert [line_of(base).words for base in found.bases] == [line_of(part).words for part in parts]


@given(st.data(), in_a_row)
def test_split_and_merged_back_a_proposal_reads_as_before(data: st.DataObject, parts: list[str]) -> None:
    text = " ".join(parts)
    proposal = data.draw(edited(text))
    there = Restated("operative", ({"text": text},), tuple({"text": part} for part in parts))
    assert joined_content("operative", there.targets) == {"text": text}
    found = divide(text, proposal, borders_of(text, parts))
    together = " ".join(one for one in found.texts if one)
    if not found.unplaced:
        assert [w for w in line_of(together).words if w not in "[]"] == [
            w for w in line_of(proposal).words if w not in "[]"
        ]


@given(st.data(), st.lists(sentences, min_size=2, max_size=4))
def test_what_is_proposed_on_a_merged_clause_is_all_there(data: st.DataObject, parts: list[str]) -> None:
    sources = tuple({"text": part} for part in parts)
    merger = Restated("operative", sources, (joined_content("operative", sources),))
    at = data.draw(st.integers(0, len(parts) - 1))
    proposal = data.draw(edited(parts[at]))
    placed = merger.place(at, {"text": proposal})
    expected = [proposal if k == at else part for k, part in enumerate(parts)]
    assert placed.unplaced == ()
    assert placed.fields[0]["text"].text == " ".join(one for one in expected if one)


@given(texts, texts, st.lists(sentences, min_size=2, max_size=3))
def test_nothing_fails_whatever_the_parts_are(text: str, proposal: str, parts: list[str]) -> None:
    borders = borders_of(text, parts)
    assert list(borders) == sorted(borders)
    assert (borders[0], borders[-1]) == (0, len(line_of(text).words))
    found = divide(text, proposal, borders)
    assert len(found.texts) == len(found.bases) == len(parts)
