"""The tracked form: what a delegation sees when it accepts, rejects, and asks who wants what."""

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from documents.content import ordered_addresses
from documents.document import ConsolidatedClause
from documents.values import print_value
from exporters.word import export
from exporters.word.entry_layout import field_numbers
from tests.exporters.drafts import TABLED, amended, declaration, document, id_of, stacked_declaration
from tests.exporters.programme_drafts import programme
from tests.exporters.reading import (
    Taken,
    W,
    by,
    everything,
    lint,
    nothing,
    paragraphs,
    part,
    resolved,
    text_of,
    texts,
)
from tests.thoroughness import often


def tracked(*clauses, **facts) -> bytes:
    return export(document(*clauses), "tracked", **facts)


def clause_text(file: bytes, label: str, taken) -> str:
    return texts(resolved(file, taken))[f"_cl_{id_of(label)}"]


def changes(file: bytes) -> list[tuple[str, str, str]]:
    body = part(file, "word/document.xml")
    runs = [(node, text_of(node)) for node in body.iter(f"{W}ins", f"{W}del")]
    return [(node.tag.removeprefix(W), node.get(f"{W}author"), text) for node, text in runs if text]


def test_rejecting_everything_gives_the_present_text_of_every_clause():
    draft = declaration()
    read = texts(resolved(export(draft, "tracked"), nothing))
    for item in draft.clauses:
        expected = item.clause.text.replace(f"⟦{id_of('OP 2')}⟧", "OP 2") if item.clause.standing else ""
        assert read.get(f"_cl_{item.clause.id}", "") == expected


def test_accepting_everything_gives_the_wording_of_a_delegation_that_nobody_contradicts():
    file = tracked(
        amended(
            "operative",
            "The Parties shall cooperate.",
            {"KAZ": "The Parties should cooperate."},
            label="OP 1",
        )
    )
    assert clause_text(file, "OP 1", everything) == "The Parties should cooperate."


def test_the_same_words_wanted_by_two_delegations_are_one_change_by_both():
    file = tracked(
        amended(
            "operative",
            "The Parties shall cooperate.",
            {"UZB": "The Parties should cooperate.", "KAZ": "The Parties should cooperate."},
            label="OP 1",
        )
    )
    assert changes(file) == [("del", "KAZ, UZB", "shall"), ("ins", "KAZ, UZB", "should")]


def test_competing_wordings_stand_one_after_another_behind_one_deletion():
    file = tracked(
        amended(
            "operative",
            "By 2030 the Parties shall report.",
            {"KAZ": "By 2028 the Parties shall report.", "TJK": "By 2035 the Parties shall report."},
            label="OP 1",
        )
    )
    assert changes(file) == [("del", "KAZ, TJK", "2030"), ("ins", "KAZ", "2028"), ("ins", "TJK", "2035")]


def test_accepting_the_changes_of_one_delegation_gives_its_reading_whatever_others_want():
    file = export(declaration(), "tracked")
    assert clause_text(file, "OP 1", by("TJK")) == (
        "Resolve to strengthen the joint management of transboundary waters, as set out in OP 2, by 2035;"
    )
    assert clause_text(file, "OP 1", by("KAZ")) == (
        "Decide to strengthen the equitable joint management of transboundary waters, as set out in OP 2, by 2028;"
    )


def test_brackets_round_unchanged_words_are_insertions():
    file = export(declaration(), "tracked")
    assert clause_text(file, "OP 2", by("KAZ")) == (
        "Call upon development partners [to support] the International Fund for Saving the Aral Sea;"
    )
    assert clause_text(file, "OP 2", by("UZB")) == (
        "[Call upon development partners [to support] the International Fund for Saving the Aral Sea;]"
    )


def test_a_tabled_clause_comes_with_its_paragraph_and_goes_with_it():
    file = export(declaration(), "tracked")
    wanted = "OP 2 bis\tEncourage the creation of a regional register of glaciers;"
    assert wanted in paragraphs(resolved(file, everything))
    left = paragraphs(resolved(file, nothing))
    assert not any("register of glaciers" in paragraph for paragraph in left)
    assert "OP 3\tInvite the United Nations Environment Programme to report on the Caspian Sea;" in left


def test_a_deleted_clause_goes_with_its_paragraph_and_its_label():
    accepted = paragraphs(resolved(export(declaration(), "tracked"), everything))
    assert not any("OP 3" in paragraph for paragraph in accepted)
    assert "OP 4\tWelcome the offer of Uzbekistan to host the next Summit;" in accepted


def test_words_of_others_in_a_tabled_clause_are_changes_of_their_own():
    file = tracked(
        amended(
            "operative",
            "Encourage a register of glaciers;",
            {"TJK": "Encourage a public register of glaciers;"},
            label="OP 1",
            inserted_by=("KGZ",),
        ),
        amended("closing", "Done.", key="closing"),
    )
    assert clause_text(file, "OP 1", everything) == "Encourage a public register of glaciers;"
    assert clause_text(file, "OP 1", by("KGZ")) == "Encourage a register of glaciers;"
    assert clause_text(file, "OP 1", nothing) == ""


def test_unnamed_delegations_stay_apart_where_one_deletes_what_the_other_inserts():
    file = tracked(
        amended(
            "operative",
            "Encourage a register;",
            {"TJK": "Encourage a map;"},
            label="OP 1",
            inserted_by=("KGZ",),
        ),
        attribution="none",
    )
    assert ("del", "Another delegation", "register") in changes(file)


def test_whoever_takes_back_words_of_its_own_insertion_has_never_inserted_them():
    file = tracked(
        amended(
            "operative",
            "Encourage a register;",
            {"KGZ": "Encourage a map;"},
            label="OP 1",
            inserted_by=("KGZ",),
        )
    )
    assert clause_text(file, "OP 1", everything) == "Encourage a map;"
    assert clause_text(file, "OP 1", nothing) == ""


def test_a_change_bears_the_time_at_which_it_was_tabled():
    file = tracked(amended("operative", "We act.", {"KAZ": "We act now."}, label="OP 1"))
    (insertion,) = part(file, "word/document.xml").iter(f"{W}ins")
    assert insertion.get(f"{W}date") == "2026-04-21T09:30:00Z"


def test_a_reason_is_a_comment_on_the_change_by_its_delegation():
    file = export(declaration(), "tracked")
    comments = list(part(file, "word/comments.xml").iter(f"{W}comment"))
    said = {(c.get(f"{W}author"), text_of(c).split(".")[0]) for c in comments}
    assert ("TJK", "Works of this size take a decade") in said
    assert ("KGZ, UNDP", "No such register exists") in said
    times = {c.get(f"{W}date") for c in comments}
    assert (TABLED + timedelta(minutes=14)).strftime("%Y-%m-%dT%H:%M:%SZ") in times


def moving(*others: ConsolidatedClause, **facts: Any) -> bytes:
    """Return a file in which KAZ wants OP 1 behind OP 2, with its sub-item."""
    return tracked(
        amended(
            "operative", "Meet in Astana;", label="OP 1", number="1", moved={"KAZ": "after OP 2"}, **facts
        ),
        amended("sub_item", "each year;", label="OP 1 (a)", number="a"),
        amended("operative", "Act;", label="OP 2", number="2"),
        amended("sub_item", "soon;", label="OP 2 (a)", number="a", key="OP 2 (a)"),
        *others,
        amended("operative", "Report.", label="OP 3", number="3"),
    )


def order(file: bytes, taken: Taken) -> list[str]:
    lines = [line.partition("\t") for line in paragraphs(resolved(file, taken))]
    return [words for label, _, words in lines if label.startswith(("OP", "("))]


def test_a_clause_that_moves_stands_in_both_places_and_leaves_one_when_the_move_is_decided():
    file = moving(reasons={"KAZ": "First things first."})
    there = ["Meet in Astana;", "each year;", "Act;", "soon;", "Report."]
    assert order(file, nothing) == order(file, by("UZB")) == there
    assert order(file, everything) == order(file, by("KAZ")) == [*there[2:4], *there[:2], there[4]]
    marks = {
        node.tag.removeprefix(W) for node in part(file, "word/document.xml").iter() if "move" in node.tag
    }
    assert marks == {
        *("moveFrom", "moveFromRangeStart", "moveFromRangeEnd"),
        *("moveTo", "moveToRangeStart", "moveToRangeEnd"),
    }
    assert [text_of(comment) for comment in part(file, "word/comments.xml")] == ["First things first."]
    assert lint(file) == []


def test_a_clause_that_moves_and_is_reworded_by_the_same_delegation_is_reworded_where_it_arrives():
    file = moving(proposals={"KAZ": "Meet in Almaty;"})
    assert order(file, by("KAZ"))[2] == "Meet in Almaty;"
    assert order(file, nothing)[0] == "Meet in Astana;"
    assert changes(file)[0:1] == [("del", "KAZ", "Astana")]
    assert ("ins", "KAZ", "Almaty") in changes(file)


def test_a_move_of_what_others_reword_is_a_comment_that_says_where():
    file = moving(proposals={"UZB": "Meet in Tashkent;"})
    assert [text_of(comment) for comment in part(file, "word/comments.xml")] == ["Move after OP 2."]
    assert order(file, everything) == ["Meet in Tashkent;", "each year;", "Act;", "soon;", "Report."]


def test_delegations_stay_unnamed_where_the_reader_may_not_know():
    file = export(declaration(), "tracked", attribution="none")
    body = source_of(file, "word/document.xml") + source_of(file, "word/comments.xml")
    for code in ("KAZ", "KGZ", "UZB", "TKM", "Kazakhstan", "UNDP"):
        assert code not in body


def test_authors_are_full_names_on_request():
    file = export(declaration(), "tracked", attribution="names")
    assert ("ins", "Kazakhstan, Uzbekistan", "2028") in changes(file)


def source_of(file: bytes, name: str) -> str:
    return etree.tostring(part(file, name), encoding="unicode").replace("Uzbekistan to host", "")


def test_fields_of_an_entry_are_accepted_and_rejected_one_by_one():
    draft = programme()
    item = next(item for item in draft.clauses if item.clause.label == "1.1")
    addresses = ordered_addresses("entry", {*item.clause.content, *item.fields})
    numbers = field_numbers(addresses)
    file = export(draft, "tracked")
    rejected, by_undp = texts(resolved(file, nothing)), texts(resolved(file, by("UNDP")))
    for address in addresses:
        if address == "declaration":  # refers to another document, which has no labels here
            continue
        base = item.clause.content.get(address, "")
        name = f"_cl_{item.clause.id}_{numbers[address]}"
        assert rejected[name] == print_value(base, language="ru", address=address)
    for address in ("lead_agency", "funding.c.source", "funding.c.amount"):
        wanted = item.fields[address].passages[-1].alternatives[0].text
        assert by_undp[f"_cl_{item.clause.id}_{numbers[address]}"] == print_value(wanted, language="ru")


def test_an_entry_comes_and_goes_as_a_row():
    file = export(programme(), "tracked")
    accepted, rejected = paragraphs(resolved(file, everything)), paragraphs(resolved(file, nothing))
    assert "Школа молодых гляциологов" in accepted
    assert "Школа молодых гляциологов" not in rejected
    assert "Музей ледника" in rejected
    assert "Музей ледника" not in accepted


WORDS = st.lists(
    st.sampled_from(
        [
            "река",
            "воды",
            "2030",
            "78/147",
            "Oʻzbekiston",
            "glacier",
            "ӨЭС",
            "Тоҷикистон",
            "shall",
            "&<>",
            "1.5",
        ]
    ),
    min_size=6,
    max_size=14,
)


@settings(max_examples=often(60), deadline=None)
@given(words=WORDS, data=st.data())
def test_proposals_that_do_not_overlap_are_all_there_when_everything_is_accepted(words, data):
    base = " ".join(words) + "."
    first, last = (
        data.draw(st.sampled_from(["new", "слово", "a, b", ""])),
        data.draw(st.sampled_from(["end", "күн"])),
    )
    middle = len(words) // 2
    head, tail = words[: middle - 1], words[middle + 1 :]
    kept = " ".join(words[middle - 1 : middle + 1])
    one = " ".join([*([first] if first else []), kept, *tail]) + "."
    other = " ".join([*head, kept, last]) + "."
    draft = document(amended("operative", base, {"KAZ": one, "UZB": other}, label="OP 1"))
    file = export(draft, "tracked")
    assert clause_text(file, "OP 1", nothing) == base
    assert clause_text(file, "OP 1", by("KAZ")) == one
    assert clause_text(file, "OP 1", by("UZB")) == other


@settings(max_examples=often(60), deadline=None)
@given(base=WORDS, wanted=WORDS, others=WORDS)
def test_every_reading_survives_whatever_competes(base, wanted, others):
    text, one, other = (" ".join(words) for words in (base, wanted, others))
    file = export(document(amended("operative", text, {"KGZ": one, "TKM": other}, label="OP 1")), "tracked")
    assert clause_text(file, "OP 1", nothing) == text
    assert clause_text(file, "OP 1", by("KGZ")) == one
    assert clause_text(file, "OP 1", by("TKM")) == other


@settings(max_examples=often(100), deadline=None)
@given(base=WORDS, data=st.data())
def test_every_reading_survives_with_the_brackets_that_it_adds(base, data):
    text = " ".join(base)
    one, other = (data.draw(sentence(text)) for _ in range(2))
    file = export(document(amended("operative", text, {"KGZ": one, "TKM": other}, label="OP 1")), "tracked")
    assert clause_text(file, "OP 1", nothing) == text
    assert clause_text(file, "OP 1", by("KGZ")) == one
    assert clause_text(file, "OP 1", by("TKM")) == other


@st.composite
def sentence(draw: st.DrawFn, text: str) -> str:
    """A text made of another by striking words, putting words in, and brackets round some of what is left."""
    words = text.split(" ")
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, len(words)))
        words[start : draw(st.integers(start, min(start + 2, len(words))))] = draw(
            st.lists(st.sampled_from(("new", "слово", "2031")), max_size=2)
        )
    for _ in range(draw(st.integers(1, 2))):
        if words:
            start = draw(st.integers(0, len(words) - 1))
            end = draw(st.integers(start, len(words) - 1))
            words[start] = "[" + words[start]
            words[end] += "]"
    return " ".join(words)


def test_two_steps_are_rejected_to_the_edition_and_accepted_to_the_proposals():
    file = export(stacked_declaration(), "tracked")

    def lines(taken) -> list[str]:
        return [text.strip() for text in texts(resolved(file, taken)).values() if text.strip()]

    assert lines(nothing) == ["Decide to gather each year in Astana;", "Request a report;"]
    assert lines(everything) == ["Decide to meet in Tashkent;", "Invite all other states;", "Thank the host."]
