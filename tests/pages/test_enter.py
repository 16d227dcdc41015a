"""Entering with a token and leaving again."""

import pytest

from app.identity import COOKIE
from tests.pages.conftest import Site


def test_whoever_is_not_signed_in_is_sent_to_the_form_and_back(site: Site) -> None:
    client = site.client_of(None)
    answer = client.get("/documents/joint-declaration?view=clean")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/enter?next=%2Fdocuments%2Fjoint-declaration%3Fview%3Dclean"
    form = client.get(answer.headers["location"])
    assert 'value="/documents/joint-declaration?view=clean"' in form.text
    entered = client.post(
        "/enter/token",
        data={
            "token": f" {site.negotiation.tokens['KAZ']} ",
            "next": "/documents/joint-declaration?view=clean",
        },
    )
    assert entered.status_code == 303
    assert entered.headers["location"] == "/documents/joint-declaration?view=clean"
    assert "Kazakhstan" in client.get("/").text


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(site: Site) -> None:
    answer = site.client_of(None).post("/enter/token", data={"token": site.negotiation.tokens["KAZ"]})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie  # this request came by plain http


def test_over_https_the_cookie_stays_there(site: Site) -> None:
    client = site.client_of(None)
    client.base_url = "https://testserver"  # type: ignore[assignment]
    answer = client.post("/enter/token", data={"token": site.negotiation.tokens["KAZ"]})
    assert "Secure" in answer.headers["set-cookie"]


@pytest.mark.parametrize("token", ["", "kelisim_wrong", "<b>"])
def test_a_wrong_token_gets_the_form_again_with_a_sentence(site: Site, token: str) -> None:
    answer = site.client_of(None).post("/enter/token", data={"token": token, "next": "/clauses/x"})
    assert answer.status_code == 403
    assert "unknown, expired or revoked" in answer.text
    assert 'value="/clauses/x"' in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "path",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)", ""],
)
def test_nobody_is_sent_to_another_site(site: Site, path: str) -> None:
    answer = site.client_of(None).post(
        "/enter/token", data={"token": site.negotiation.tokens["KAZ"], "next": path}
    )
    assert answer.headers["location"] == "/"


def test_leaving_deletes_the_cookie(site: Site) -> None:
    client = site.client_of("KAZ")
    answer = client.post("/leave")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/enter"
    assert f'{COOKIE}=""' in answer.headers["set-cookie"]


@pytest.mark.parametrize("path", ["/enter", "/enter/token", "/enter/role", "/leave"])
def test_another_site_can_neither_enter_nor_leave_for_us(site: Site, path: str) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = site.client_of("KAZ").post(path, data={"token": site.negotiation.tokens["UZB"]}, headers=headers)
    assert answer.status_code == 403
    assert "another site" in answer.text
    assert "set-cookie" not in answer.headers
