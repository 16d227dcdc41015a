"""On a phone a table becomes a list: nothing of it lies beyond the edge, and no cell says less than its column did."""

import pytest

from tests.pages.desk import Desk
from tests.pages.negotiation import DECLARATION

BEYOND = "() => [...document.querySelectorAll('.sideways')].filter((one) => one.scrollWidth > one.clientWidth).length"


@pytest.mark.parametrize(
    "page", ["whereabouts", "record", "standing", "editions", "delegations/KAZ", "participation"]
)
def test_a_table_has_nothing_beyond_the_edge(desk: Desk, page: str) -> None:
    with desk.open(f"/documents/{DECLARATION}/{page}", size=(390, 844)) as small:
        assert small.locator("table.plain-table").count()
        assert small.evaluate(BEYOND) == 0


def test_what_a_cell_alone_does_not_say_stands_before_it(desk: Desk) -> None:
    words = "(one) => getComputedStyle(one, '::before').content"
    for size, said in (((390, 844), '"Issued: "'), ((1440, 900), "none")):
        with desk.open(f"/documents/{DECLARATION}/editions", size=size) as page:
            assert page.locator("td[data-head]").first.evaluate(words) == said
            assert page.locator("thead").is_visible() == (said == "none")
