"""The matrix of the tracking page: wherever one has scrolled to, one sees whose column and which row it is."""

import pytest

from tests.pages.desk import Desk
from tests.pages.negotiation import DECLARATION

TRACKING = f"/documents/{DECLARATION}/tracking"
SCROLL = """() => {
  const rows = [...document.querySelectorAll('.matrix tbody tr')], last = rows.at(-1)
  last.scrollIntoView({block: 'end'})
  document.querySelector('.sideways').scrollLeft = 1000
}"""
HIDDEN = """() => {
  const seen = (one) => {
    const box = one.getBoundingClientRect(), x = box.left + box.width / 2, y = box.top + box.height / 2
    return one.contains(document.elementFromPoint(x, y)) || one.textContent
  }
  const row = [...document.querySelectorAll('.matrix tbody tr')].at(-1)
  return [document.querySelector('.matrix thead th'), document.querySelector('.matrix thead th:last-child'),
    row.querySelector('th a')].map(seen).filter((one) => one !== true)
}"""


@pytest.mark.parametrize("size", [(1440, 700), (1100, 700), (390, 700)])
def test_heads_of_rows_and_columns_stay_in_sight(desk: Desk, size: tuple[int, int]) -> None:
    with desk.open(TRACKING, size=size) as page:
        page.evaluate(SCROLL)
        assert page.evaluate(HIDDEN) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_on_a_phone_the_subject_stands_under_the_label(desk: Desk) -> None:
    with desk.open(TRACKING, size=(390, 844)) as page:
        row = page.locator(".matrix tbody tr").first
        assert row.locator("th .subject").is_visible()
        assert not row.locator("td .subject").is_visible()
