"""The page that describes the API: nothing of it comes from elsewhere, a capital may have no way there."""

from importlib.resources import files

from fastapi import FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

PARTS = "/description"


def add_description(app: FastAPI) -> None:
    """Serve Swagger UI out of its wheel at ``/docs``."""
    folder = str(files("fastapi_swagger") / "resources")
    app.mount(PARTS, StaticFiles(directory=folder), name="description")

    @app.get("/docs", include_in_schema=False)
    def describe() -> HTMLResponse:
        """Show the API with its examples."""
        return get_swagger_ui_html(
            openapi_url=app.openapi_url or "/openapi.json",
            title="Kelisim: the API",
            swagger_js_url=f"{PARTS}/swagger-ui-bundle.js",
            swagger_css_url=f"{PARTS}/swagger-ui.css",
            swagger_favicon_url="/static/favicon.svg",
        )
