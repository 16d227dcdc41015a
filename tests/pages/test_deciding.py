"""The chair's forms: deciding, taking a decision back, agreement levels."""

import re
from html import unescape

import pytest

from tests.pages.conftest import Site


def _decision(page: str) -> dict[str, str]:
    sent = dict(re.findall(r'<input type="hidden" name="(fingerprint|base_revision)" value="([^"]*)"', page))
    sent |= dict.fromkeys(re.findall(r'type="radio" name="([^"]+)"', page), "0")
    return sent


def test_the_chair_decides_agrees_and_takes_back(site: Site) -> None:
    chair = site.client_of("CHAIR")
    path = site.clause("op-hydrodata", "/decide")
    form = _decision(chair.get(path).text)
    first, *_, last = [name for name in form if name.startswith("choice.")]
    form[first] = "1"
    form[last] = "own"
    form[last.replace("choice.", "words.")] = ", respecting national law"
    answer = chair.post(path, data=form)
    assert answer.headers["location"].endswith("?done=decided")
    page = chair.get(site.clause("op-hydrodata")).text
    assert "Decide</em> to consider creating" in page
    assert "2027, respecting national law;" in page
    assert chair.post(path, data=form).status_code == 409
    level = {"level": "agreed ad ref", "pending": "TJK, UZB"}
    level["base_revision"] = _decision(chair.get(path).text)["base_revision"]
    refused = chair.post(site.clause("op-hydrodata", "/level"), data=level)
    assert (refused.status_code, "Settle that first, or take the level pending" in refused.text) == (
        409,
        True,
    )
    level["pending"] = "KAZ, KGZ, TJK, TKM, UZB"
    assert chair.post(site.clause("op-hydrodata", "/level"), data=level).status_code == 303
    assert "ad ref, pending" in chair.get(site.clause("op-hydrodata")).text
    decision = re.findall(r'name="decision" value="(\w+)"', page)[0]
    undone = chair.post(site.clause("op-hydrodata", "/undo"), data={"decision": decision})
    assert undone.headers["location"].endswith("?done=undone")
    assert "Taken back since." in chair.get(site.clause("op-hydrodata")).text


@pytest.mark.parametrize("number", ["²", "٣", "9" * 5000, "-1", "1e1", "\x00"])
def test_a_choice_that_is_no_number_is_the_present_words(site: Site, number: str) -> None:
    chair, path = site.client_of("CHAIR"), site.clause("op-hydrodata", "/decide")
    form = _decision(chair.get(path).text)
    form |= {name: number for name in form if name.startswith("choice.")}
    assert "The words stay as they are." in chair.post(path, data={**form, "do": "show"}).text
    refused = chair.post(path, data=form)
    assert (refused.status_code, "changes nothing" in refused.text) == (422, True)


def test_a_wrong_click_is_not_taken_back_over_a_level_that_was_taken_meanwhile(site: Site) -> None:
    chair, other = site.client_of("CHAIR"), site.client_of("CHAIR")
    clause, path = site.clause("op-hydrodata"), site.clause("op-hydrodata", "/decide")
    form = _decision(chair.get(path).text)
    form[next(name for name in form if name.startswith("choice."))] = "1"
    done = chair.get(chair.post(path, data=form).headers["location"]).text
    offer = done[done.index("take-back") :]
    sent = dict(re.findall(r'<input type="hidden" name="(decision|alone)" value="([^"]*)"', offer[:900]))
    assert sorted(sent) == ["alone", "decision"]
    level = {
        "level": "agreed ad ref",
        "pending": "KAZ, KGZ, TJK, TKM, UZB",
        **_decision(other.get(path).text),
    }
    assert other.post(f"{clause}/level", data=level).status_code == 303
    refused = chair.post(f"{clause}/undo", data=sent)
    assert refused.status_code == 409
    assert "The words of this decision have been agreed ad ref since." in unescape(refused.text)
    assert "take-back" not in chair.get(f"{clause}?done=decided").text
    assert "ad ref, pending" in chair.get(clause).text
    # Where it stands on the clause it is taken back knowingly.
    assert chair.post(f"{clause}/undo", data={"decision": sent["decision"]}).status_code == 303


def test_what_the_chair_chooses_is_shown_before_it_is_confirmed_and_changes_nothing(site: Site) -> None:
    chair = site.client_of("CHAIR")
    path = site.clause("op-hydrodata", "/decide")
    before = chair.get(path).text
    form = _decision(before)
    first, *_, last = [name for name in form if name.startswith("choice.")]
    form[first] = "1"
    form[last] = "own"
    form[last.replace("choice.", "words.")] = ", respecting national law"
    whole = chair.post(path, data={**form, "do": "show"})
    part = chair.post(path, data=form, headers={"Kelisim-Part": "shown"})  # even where "do" is lost
    for answer in (whole, part):
        assert answer.status_code == 200
        shown = unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.text)))
        assert "(proposed by Turkmenistan: consider creating)" in shown
        assert ", respecting national law" in shown
        assert "taken; closes" in shown
        assert "not taken; stays open" in shown
    assert "<html" not in part.text
    assert f'name="{first}" value="1" checked' in whole.text
    assert "Take this decision back" not in chair.get(site.clause("op-hydrodata")).text
    form["fingerprint"] = "0" * 64
    stale = chair.post(path, data={**form, "do": "confirm"})
    assert stale.status_code == 409
    assert ", respecting national law" in stale.text[stale.text.index("Words that you had written") :][:400]


def test_only_the_chair_sees_the_form_for_deciding(site: Site) -> None:
    client = site.client_of("KAZ")
    assert client.get(site.clause("op-hydrodata", "/decide")).status_code == 403
    assert client.post(site.clause("op-hydrodata", "/decide"), data={}).status_code == 403
    assert client.post(site.clause("op-hydrodata", "/level"), data={"level": "open"}).status_code == 403


@pytest.mark.parametrize(
    ("level", "pending", "reason", "sentence"),
    [
        ("agreed ad ref", "TJK; XXX", "Noted", "'XXX' is no delegation that negotiates this document"),
        ("agreed ad ref", "ADB", "Noted", "'ADB' is no delegation that negotiates this document"),
        ("open", "TJK", "", "Reopening a clause needs a reason"),
    ],
)
def test_a_refused_level_keeps_what_the_chair_typed(
    site: Site, level: str, pending: str, reason: str, sentence: str
) -> None:
    chair = site.client_of("CHAIR")
    path = site.clause("pp-resolution", "/level")
    base = _decision(chair.get(site.clause("pp-resolution", "/decide")).text)["base_revision"]
    sent = {"level": level, "pending": pending, "reason": reason, "base_revision": base}
    answer = chair.post(path, data=sent)
    page = unescape(answer.text)
    assert answer.status_code == 422
    assert sentence in page
    assert f'<option value="{level}" selected>{level}</option>' in page
    assert f'name="pending" value="{pending}"' in page
    assert f'name="reason" value="{reason}"' in page
    assert chair.get(path).headers["location"] == site.clause("pp-resolution", "/decide")


def test_pending_delegations_are_read_however_they_are_typed(site: Site) -> None:
    chair = site.client_of("CHAIR")
    path = site.clause("pp-charter")
    page = chair.get(f"{path}/decide").text
    sent = {"level": "agreed ad ref", "pending": " tjk;Uzb,  kgz tjk ", **_decision(page)}
    assert chair.post(f"{path}/level", data=sent).status_code == 303
    assert 'value="KGZ, TJK, UZB"' in chair.get(f"{path}/decide").text
    assert "ADB" not in page[page.index("Pending may be") : page.index("</section>")]
