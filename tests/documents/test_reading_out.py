import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.instructions import instructions
from documents.reading_out import Floor, read_out_changes, read_out_clause, say_instruction
from tests.documents.strategies import edited, texts

ENGLISH, RUSSIAN = Floor(), Floor(language="ru")


def spoken(old: str, new: str, floor: Floor = ENGLISH) -> str:
    return "; ".join(say_instruction(one, floor) for one in instructions(old, new))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    (
        ("Parties shall act.", "Parties should act.", "replace “shall” by “should”"),
        ("voluntary contributions", "voluntary and predictable contributions",
         "after “voluntary” insert “and predictable”"),
        ("Parties act now.", "All Parties act now.", "before “Parties” insert “All”"),
        ("We act in due time.", "We act.", "delete “in due time”"),
        ("the sea and the river", "the sea and river", "in “the river” delete “the”"),
        ("the sea and the river", "the sea and a river", "replace “the river” by “a river”"),
        ("water energy and food", "water, energy and food", "after “water” insert a comma"),
        ("by 2030 we act", "by\u00a02030 we act",
         "in “by 2030” put a no-break space (U+00A0) instead of a space"),
        ("dust storms, as a matter of course", "dust storms,\u00a0as a matter of course",
         "in “storms, as” put a no-break space (U+00A0) instead of a space"),
        ("We act.", "Welcomes what was done.", "the text is to read: “Welcomes what was done.”"),
        ("Parties shall act now.", "All Parties should act.",
         "before “Parties” insert “All”; replace “shall” by “should”; delete “now”"),
    ),
)  # fmt: skip
def test_a_change_is_read_out_as_the_chair_would_read_it(old: str, new: str, said: str) -> None:
    assert spoken(old, new) == said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    (
        ("Стороны обязуются.", "Стороны стремятся.", "слово «обязуются» заменить словом «стремятся»"),
        ("добровольных взносов", "добровольных и предсказуемых взносов",
         "после слова «добровольных» дополнить словами «и предсказуемых»"),
        ("Стороны действуют сообща и вовремя.", "Стороны действуют сообща.", "слова «и вовремя» исключить"),
        ("Стороны просят Фонд о докладе.", "Стороны настоятельно призывают Фонд о докладе.",
         "слово «просят» заменить словами «настоятельно призывают»"),
        ("воды энергии и продовольствия", "воды, энергии и продовольствия", "после слова «воды» дополнить запятой"),
        ("до 2030 года", "до\u00a02030 года", "в словах «до 2030»: неразрывный пробел (U+00A0) — было: пробел"),
        ("Действуем.", "", "исключить текст «Действуем.»"),
        ("к 2029 году", "к 2030 году", "цифры «2029» заменить цифрами «2030»"),
    ),
)  # fmt: skip
def test_in_russian_by_the_formulas_of_its_drafters(old: str, new: str, said: str) -> None:
    assert spoken(old, new, RUSSIAN) == said


def test_a_reference_is_read_as_the_label_of_its_clause() -> None:
    floor = Floor(labels={"k3v9q2": "OP 2"})
    assert (
        spoken("as set out in ⟦k3v9q2⟧ and elsewhere", "as set out and elsewhere", floor)
        == "delete “in OP 2”"
    )


def test_fields_of_an_entry_are_named_and_its_sponsors_too() -> None:
    fields = [
        ("Budget", instructions("USD 6 million", "USD 8 million")),
        ("Risks", instructions("", "Snow.")),
    ]
    assert read_out_changes("1.2", fields, ["UZB"], ENGLISH) == (
        "In 1.2, under Budget: replace “6” by “8” (UZB).",
        "In 1.2, under Risks: insert the text “Snow.” (UZB).",
    )
    one = [("", instructions("Стороны обязуются.", "Стороны стремятся."))]
    assert read_out_changes("п. 3", one, ["KGZ", "TJK", "UZB"], RUSSIAN) == (
        "П. 3: слово «обязуются» заменить словом «стремятся» (KGZ при поддержке TJK, UZB).",
    )


def test_clauses_without_a_label_are_called_by_what_they_are() -> None:
    assert (ENGLISH.name("title"), RUSSIAN.name("chapeau")) == ("the title", "вводная часть")
    assert RUSSIAN.name("operative") == "новый пункт"


def test_whole_clauses_come_go_and_move() -> None:
    assert read_out_clause("insert", "OP 3 bis", ["KAZ"], ENGLISH, after="OP 3", text="Agree on it;") == (
        "After OP 3, insert OP 3 bis: “Agree on it;” (KAZ)."
    )
    assert read_out_clause("delete", "OP 3", ["TKM", "UZB"], ENGLISH) == (
        "Delete OP 3 (TKM, supported by UZB)."
    )
    assert read_out_clause("move", "OP 3", [], ENGLISH) == "Move OP 3 to the beginning."
    assert read_out_clause("delete", "п. 3", ["TKM"], RUSSIAN) == "П. 3: исключить (TKM)."
    assert (
        read_out_clause("move", "п. 3", ["TKM"], RUSSIAN, after="п. 7") == "П. 3: поместить после п. 7 (TKM)."
    )


@given(texts, st.data())
def test_no_change_is_passed_over_in_silence(old: str, data: st.DataObject) -> None:
    new = data.draw(st.one_of(edited(old), texts))
    for floor in (ENGLISH, RUSSIAN):
        said = spoken(old, new, floor)
        assert bool(said) == (old != new)
        if not set("“”«»") & set(old + new):
            assert "“”" not in said
            assert "«»" not in said
