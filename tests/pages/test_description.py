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
        page.goto(f"{address}/docs")
        page.get_by_text("/api/clauses/{clause_id}/amendments").first.wait_for()
    assert foreign == []
