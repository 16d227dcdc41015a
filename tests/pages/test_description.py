"""The description of the API stands by itself."""

from playwright.sync_api import Page

from tests.app.serving import begin, serving


def test_the_description_of_the_api_needs_nothing_from_elsewhere(sqlite_url: str, page: Page) -> None:
    begin(sqlite_url)
    foreign: list[str] = []
    with serving(sqlite_url) as (_, address):
        page.on(
            "request", lambda one: None if one.url.startswith((address, "data:")) else foreign.append(one.url)
        )
        answer = page.goto(f"{address}/docs")
        assert answer is not None
        assert "script-src 'self';" in answer.headers["content-security-policy"]
        assert page.locator("script:not([src])").count() == 0
        # A hundred operations are drawn; beside other tests that takes its time.
        page.get_by_text("/api/clauses/{clause_id}/amendments").first.wait_for(timeout=60_000)
    assert foreign == []
