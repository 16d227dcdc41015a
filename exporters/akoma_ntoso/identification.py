"""Who wrote which text when: the work, its expression in one language at one moment, this file of it."""

from datetime import UTC

from lxml import etree

from documents.document import ConsolidatedDocument
from exporters.akoma_ntoso.elements import child

# ISO 3166 leaves "xx" to its users: a text of several states is of no single country.
_COUNTRY = "xx"
_SECRETARIAT = "#secretariat"
# ISO 639-2, as the naming convention wants it, of ISO 639-1.
_LANGUAGES = {
    "ar": "ara",
    "en": "eng",
    "es": "spa",
    "fr": "fra",
    "kk": "kaz",
    "ky": "kir",
    "ru": "rus",
    "tg": "tgk",
    "tk": "tuk",
    "uz": "uzb",
    "zh": "zho",
}
_UNDETERMINED = "und"


def work_uri(document: ConsolidatedDocument, doctype: str) -> str:
    """Return the address of the work: the same for every edition and every language."""
    return f"/akn/{_COUNTRY}/{doctype}/{document.begun_at.year}/{document.slug}"


def expression_uri(document: ConsolidatedDocument, doctype: str) -> str:
    """Return the address of the text in one language at one moment."""
    moment = document.as_of.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{work_uri(document, doctype)}/{language_code(document.language)}@{moment}"


def language_code(language: str) -> str:
    """Return the three letters of a language, "und" for one that is not known here.

    >>> language_code("ru"), language_code("uz-Cyrl"), language_code("de")
    ('rus', 'uzb', 'und')
    """
    return _LANGUAGES.get(language.split("-", maxsplit=1)[0], _UNDETERMINED)


def write_meta(parent: etree._Element, document: ConsolidatedDocument, doctype: str) -> None:
    """Append the metadata."""
    meta = child(parent, "meta")
    identification = child(meta, "identification", source=_SECRETARIAT)
    work, expression = work_uri(document, doctype), expression_uri(document, doctype)
    begun = document.begun_at.astimezone(UTC).date().isoformat()
    as_of = document.as_of.astimezone(UTC).date().isoformat()

    of_work = _level(identification, "FRBRWork", work, begun, "begun")
    child(of_work, "FRBRcountry", value=_COUNTRY)
    child(of_work, "FRBRname", value=document.slug)
    adopted_on = document.adopted_on if document.kind == "adopted" else None
    dated = adopted_on.isoformat() if adopted_on is not None else as_of
    of_text = _level(identification, "FRBRExpression", expression, dated, document.kind)
    child(of_text, "FRBRversionNumber", value=document.symbol)
    authentic = document.language == document.original_language
    child(of_text, "FRBRauthoritative", value="true" if authentic else "false")
    child(of_text, "FRBRlanguage", language=language_code(document.language))
    of_file = _level(identification, "FRBRManifestation", f"{expression}.akn", as_of, "export")
    child(of_file, "FRBRformat", value="application/akn+xml")

    references = child(meta, "references", source=_SECRETARIAT)
    _organization(references, "secretariat", "Secretariat")
    for code, name in document.delegations.items():
        if code.lower() != "secretariat":
            _organization(references, code, name)


def _level(parent: etree._Element, name: str, uri: str, date: str, event: str) -> etree._Element:
    level = child(parent, name)
    main = f"{uri.removesuffix('.akn')}/!main{'.akn' if uri.endswith('.akn') else ''}"
    child(level, "FRBRthis", value=main)
    child(level, "FRBRuri", value=uri)
    child(level, "FRBRdate", date=date, name=event)
    child(level, "FRBRauthor", href=_SECRETARIAT)
    return level


def _organization(references: etree._Element, code: str, name: str) -> None:
    child(references, "TLCOrganization", eId=code, href=f"/akn/ontology/organization/{code}", showAs=name)
