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
        # Of so many operations those are drawn that are in sight; beside other tests that takes its time.
        page.get_by_text("/api/documents", exact=True).first.wait_for(timeout=60_000)
        operation = page.get_by_text("/api/clauses/{clause_id}/amendments")
        for _ in range(200):
            if operation.count():
                break
            page.mouse.wheel(0, 500)
            page.wait_for_timeout(50)
        operation.first.wait_for(timeout=10_000)
    assert foreign == []
