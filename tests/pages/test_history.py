"""The history of a clause: every decision, every level, and what ended it."""

import re

from tests.pages.conftest import Site


def _history(page: str) -> str:
    part = page[page.index('id="history"') : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", part).split())


def test_the_history_says_when_a_clause_was_agreed_reopened_and_why(site: Site) -> None:
    it = site.negotiation
    with it.store.writing() as session:
        it.agree(session, "op-transition", "agreed ad ref", "TJK", "UZB")
        it.agree(session, "op-transition", "open", reason="The budget came in.")
        it.agree(session, "op-transition", "agreed in informals", "UZB")
    history = _history(site.client_of("UZB").get(site.clause("op-transition")).text)
    steps = (
        "revision 1 became revision 2",
        "took the level agreed ad ref on revision 2, pending TJK",
        "reopened the clause on revision 2. The budget came in.",
        "took the level agreed in informals on revision 2, pending UZB",
    )
    places = [history.index(step) for step in steps]
    assert places == sorted(places)


def test_the_history_says_which_level_other_words_have_ended_and_brought_back(site: Site) -> None:
    it = site.negotiation
    with it.store.writing() as session:
        it.propose(session, "TJK", "op-early-warning", ("end of 2027", "end of 2029"))
        it.agree(session, "op-early-warning", "agreed ad ref", "TJK")
        it.decide(session, "op-early-warning", 1)
    client = site.client_of("CHAIR")
    page = client.get(site.clause("op-early-warning")).text
    assert "agreed ad ref was taken on the words before and holds no longer" in _history(page)
    decision = re.findall(r'name="decision" value="(\w+)"', page)[0]
    client.post(site.clause("op-early-warning", "/undo"), data={"decision": decision})
    history = _history(client.get(site.clause("op-early-warning")).text)
    assert "on which agreed ad ref was taken; it holds again" in history


def test_what_a_decision_taken_back_leaves_is_on_the_table_again(site: Site) -> None:
    client = site.client_of("CHAIR")
    page = client.get(site.clause("op-transition")).text
    decision = re.findall(r'name="decision" value="(\w+)"', page)[0]
    client.post(site.clause("op-transition", "/undo"), data={"decision": decision, "reason": "Too early."})
    history = _history(client.get(site.clause("op-transition")).text)
    after = history[history.index("took a decision back") :]
    assert "KAZ on the table again" in after
    assert "not taken" not in after
