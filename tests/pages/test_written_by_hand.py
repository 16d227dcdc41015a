"""What the secretariat writes by hand: a slip of the negotiated text, and the text of a clause in another language."""

import re
from html import unescape

from tests.pages.conftest import Site

SENT = {"Sec-Fetch-Site": "same-origin"}


def inputs(page: str) -> dict[str, str]:
    """Return what stands in the form of a page."""
    [form] = re.findall(r'<form method="post"[^>]*class="draft">(.*?)</form>', page, re.DOTALL)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    areas = re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL)
    return {**hidden, **{name: unescape(text) for name, text in areas}}


def test_a_slip_is_corrected_with_a_reason_that_everyone_reads(site: Site) -> None:
    client, path = site.client_of("SEC"), site.clause("pp-youth", "/texts/en")
    assert f'href="{path}"' in client.get(site.clause("pp-youth")).text
    form = inputs(client.get(path).text)
    slipped = {**form, "field.text": form["field.text"].replace("scientists", "researchers")}
    refused = client.post(path, data={**slipped, "reason": " "}, headers=SENT)
    assert (refused.status_code, "needs a reason" in refused.text) == (422, True)
    assert "researchers" in inputs(refused.text)["field.text"]
    done = client.post(path, data={**slipped, "reason": "A slip."}, headers=SENT)
    assert done.headers["location"] == f"{site.clause('pp-youth')}?done=corrected"
    shown = site.client_of("UZB").get(site.clause("pp-youth")).text
    assert "researchers" in shown and "A slip." in shown
    stale = client.post(path, data={**slipped, "reason": "Again."}, headers=SENT)
    assert (stale.status_code, 'role="alert"' in stale.text) == (409, True)


def test_a_clause_is_written_in_another_language_beside_the_negotiated_text(site: Site) -> None:
    client, path = site.client_of("SEC"), site.clause("op-transition", "/texts/ru")
    page = client.get(path).text
    assert "35 per cent" in re.sub(r"<[^>]+>", "", page)
    form = inputs(page)
    assert form["field.text"].startswith("Обязуемся") and "reason" not in form
    changed = {**form, "field.text": form["field.text"].replace("30 процентов", "35 процентов")}
    assert client.post(path, data=changed, headers=SENT).headers["location"].endswith("?done=rendered")
    assert "35 процентов" in site.client_of("UZB").get(site.clause("op-transition")).text


def test_of_an_entry_the_words_are_written_and_the_values_are_those_of_all_languages(site: Site) -> None:
    client = site.client_of("SEC")
    entry = inputs(client.get(site.clause("e-grid-integration", "/texts/en")).text)
    assert {"field.title"} <= {*entry} and not any("budget" in one for one in entry)


def test_nobody_else_is_offered_it_or_let_through(site: Site) -> None:
    path = site.clause("pp-youth", "/texts/en")
    for who in ("KAZ", "CHAIR"):
        client = site.client_of(who)
        assert "/texts/" not in client.get(site.clause("pp-youth")).text
        assert client.get(path).status_code == client.post(path, data={}, headers=SENT).status_code == 403
    assert site.client_of("SEC").get(site.clause("pp-youth", "/texts/fr")).status_code == 404
