"""What a browser would send of a form for writing."""

import re
from html import unescape

from starlette.testclient import TestClient


def inputs_of(page: str) -> dict[str, str]:
    """Return what a browser would send of the writing form of a page, unchanged."""
    form = page[page.index('class="draft"') : page.index("</main>")]
    sent = {
        name: unescape(text) for name, text in re.findall(r'<input[^>]* name="([^"]+)" value="([^"]*)"', form)
    }
    for name, text in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        sent[name] = unescape(text)
    return sent


def form_on(client: TestClient, path: str) -> dict[str, str]:
    answer = client.get(path)
    assert answer.status_code == 200
    return inputs_of(answer.text)
