"""Drafts of documents as plain values, written by hand: what the exporters are tested on."""

import hashlib
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from documents.amendments import AmendmentKind
from documents.consensus import Agreement
from documents.consolidation import Alternative, Consolidation, Passage, Proposal, consolidate
from documents.content import ClauseKind, field_at
from documents.document import Clause, ConsolidatedClause, ConsolidatedDocument, TabledAmendment

AS_OF = datetime(2026, 4, 22, 14, 5, tzinfo=UTC)
TABLED = datetime(2026, 4, 21, 9, 30, tzinfo=UTC)
NOTICE = "Illustrative draft. Not a text of the Summit."
NOTICE_RU = "Иллюстративный проект. Не является текстом Саммита."

DELEGATIONS = {
    "en": {
        "KAZ": "Kazakhstan",
        "KGZ": "Kyrgyzstan",
        "TJK": "Tajikistan",
        "TKM": "Turkmenistan",
        "UZB": "Uzbekistan",
        "UNDP": "United Nations Development Programme",
        "UNEP": "United Nations Environment Programme",
        "FAO": "Food and Agriculture Organization",
    },
    "ru": {
        "KAZ": "Казахстан",
        "KGZ": "Кыргызстан",
        "TJK": "Таджикистан",
        "TKM": "Туркменистан",
        "UZB": "Узбекистан",
        "UNDP": "Программа развития ООН",
        "UNEP": "Программа ООН по окружающей среде",
        "FAO": "Продовольственная и сельскохозяйственная организация",
    },
}


def id_of(key: str) -> str:
    """Return an id as clauses have them, the same for the same key."""
    return b32encode(hashlib.sha256(key.encode()).digest())[:16].decode().lower()


def amended(
    kind: ClauseKind,
    content: Mapping[str, str] | str,
    proposals: Mapping[str, str | Mapping[str, str]] | None = None,
    *,
    key: str = "",
    label: str = "",
    number: str = "",
    agreed: str = "open",
    pending: tuple[str, ...] = (),
    dropped_from: str | None = None,
    stale: bool = False,
    inserted_by: tuple[str, ...] = (),
    deleted_by: tuple[str, ...] = (),
    moved: Mapping[str, str] | None = None,
    reasons: Mapping[str, str] | None = None,
) -> ConsolidatedClause:
    """Return a clause and what each delegation wants of it: its whole text, or texts by field."""
    content = {"text": content} if isinstance(content, str) else dict(content)
    wanted = {
        delegation: {"text": texts} if isinstance(texts, str) else dict(texts)
        for delegation, texts in (proposals or {}).items()
    }
    fields = {
        address: consolidate(
            content.get(address, ""),
            [
                Proposal(delegation, texts[address])
                for delegation, texts in wanted.items()
                if address in texts
            ],
            whole=field_at(kind, address).kind == "value",
        )
        for address in sorted({address for texts in wanted.values() for address in texts})
    }
    reasons = reasons or {}
    identity = id_of(key or label or str(content))

    def tabled(
        number: int, amendment: AmendmentKind, delegations: tuple[str, ...], **facts: object
    ) -> TabledAmendment:
        return TabledAmendment(
            id=id_of(f"{identity} {number}"),
            kind=amendment,
            delegation=delegations[0],
            sponsors=delegations,
            tabled_at=TABLED + timedelta(minutes=7 * number),
            rationale=reasons.get(delegations[0], ""),
            texts=facts.get("texts", {}),  # type: ignore[arg-type]
            move_to=str(facts.get("move_to", "")),
            after=id_of(label) if (label := str(facts.get("move_to", "")).removeprefix("after ")) else "",
        )

    amendments = [tabled(n, "replace", (d,), texts=texts) for n, (d, texts) in enumerate(wanted.items())]
    amendments += [tabled(10, "insert", inserted_by)] if inserted_by else []
    amendments += [tabled(11, "delete", deleted_by)] if deleted_by else []
    amendments += [tabled(12, "move", (d,), move_to=to) for d, to in (moved or {}).items()]
    clause = Clause(
        id=identity,
        kind=kind,
        label=label,
        number=number,
        depth=1 if kind in ("sub_item", "entry") else 0,
        content=content,
        revision="r1",
        agreement=Agreement(agreed, pending, (), dropped_from),
        stale=stale,
        standing=not inserted_by,
    )
    return ConsolidatedClause(
        clause=clause,
        fields=fields,
        inserted_by=inserted_by,
        deleted_by=deleted_by,
        amendments=tuple(amendments),
    )


def document(
    *clauses: ConsolidatedClause,
    language: str = "en",
    original: str = "en",
    slug: str = "joint-declaration",
    symbol: str = "RES2026/DEC/L.1/Rev.2",
    title: str = "Joint Declaration of the Heads of State of Central Asia",
    kind: str = "rolling text",
) -> ConsolidatedDocument:
    """Return the clauses as a document."""
    return ConsolidatedDocument(
        slug=slug,
        symbol=symbol,
        title=title,
        kind=kind,
        language=language,
        original_language=original,
        begun_at=TABLED,
        as_of=AS_OF,
        notice=NOTICE_RU if language == "ru" else NOTICE,
        clauses=clauses,
        delegations=DELEGATIONS[language],
        labels={item.clause.id: item.clause.label for item in clauses if item.clause.label},
    )


def declaration() -> ConsolidatedDocument:
    """Return a Declaration in which everything occurs that can be proposed on a paragraph."""
    return document(
        amended(
            "title",
            "Joint Declaration of the Heads of State of Central Asia on regional cooperation in ecology and "
            "sustainable development",
            agreed="agreed ad ref",
        ),
        amended("chapeau", "We, the Heads of State of Central Asia, meeting in Astana,", agreed="adopted"),
        amended(
            "preambular",
            "Recalling General Assembly resolution 78/147 of 19 December 2023,",
            label="PP 1",
            number="1",
            agreed="agreed ad ref",
        ),
        amended(
            "preambular",
            "Noting with deep concern the retreat of the glaciers of the Pamir and the Tien Shan, on which the "
            "rivers of the region depend,",
            {
                "KGZ": "Deeply concerned by the rapid retreat of the glaciers of the Pamir and the Tien Shan, on "
                "which the rivers of the region depend,",
                "TJK": "Noting with deep concern the retreat of the glaciers and the snow cover of the Pamir and "
                "the Tien Shan, on which the rivers of the region depend,",
            },
            label="PP 2",
            number="2",
            agreed="open",
            dropped_from="agreed ad ref",
            reasons={"KGZ": "The retreat has accelerated since the last report; «rapid» is its own word."},
        ),
        amended("heading", "Water; the Aral and Caspian Seas", key="h-water", agreed="agreed in plenary"),
        amended(
            "operative",
            "Decide to strengthen the joint management of transboundary waters, as set out in "
            f"⟦{id_of('OP 2')}⟧, by 2030;",
            {
                "KAZ": "Decide to strengthen the equitable joint management of transboundary waters, as set out in "
                f"⟦{id_of('OP 2')}⟧, by 2028;",
                "UZB": "Decide to strengthen the joint management of transboundary waters, as set out in "
                f"⟦{id_of('OP 2')}⟧, by 2028;",
                "TJK": "Resolve to strengthen the joint management of transboundary waters, as set out in "
                f"⟦{id_of('OP 2')}⟧, by 2035;",
            },
            label="OP 1",
            number="1",
            reasons={
                "KAZ": "Equity is agreed language of the region.\nThe date follows the Programme.",
                "TJK": "Works of this size take a decade.",
            },
        ),
        amended("sub_item", "to exchange hydrological data each month;", label="OP 1 (a)", number="a"),
        amended(
            "sub_item",
            "to share forecasts of floods & mudflows < 72 hours ahead;",
            {"UNDP": "to share forecasts of floods & mudflows at least 72 hours ahead;"},
            label="OP 1 (b)",
            number="b",
            agreed="agreed ad ref",
            pending=("TJK",),
        ),
        amended(
            "operative",
            "Call upon development partners to support the International Fund for Saving the Aral Sea;",
            {
                "KAZ": "Call upon development partners [to support] the International Fund for Saving the Aral Sea;",
                "UZB": "[Call upon development partners [to support] the International Fund for Saving the Aral "
                "Sea;]",
            },
            label="OP 2",
            number="2",
        ),
        amended(
            "operative",
            "Encourage the creation of a regional register of glaciers;",
            label="OP 2 bis",
            number="2 bis",
            inserted_by=("KGZ", "UNDP"),
            reasons={"KGZ": "No such register exists."},
        ),
        amended(
            "operative",
            "Invite the United Nations Environment Programme to report on the Caspian Sea;",
            label="OP 3",
            number="3",
            deleted_by=("TKM",),
            reasons={"TKM": "Covered by the Tehran Convention."},
        ),
        amended(
            "operative",
            "Welcome the offer of Uzbekistan to host the next Summit;",
            label="OP 4",
            number="4",
            agreed="agreed in plenary",
            moved={"KGZ": "after OP 5"},
            reasons={"KGZ": "It belongs to the follow-up."},
        ),
        amended(
            "operative",
            "Request the secretariat to circulate this Declaration;",
            {"KAZ": "Request the secretariat to circulate this Declaration widely;"},
            label="OP 5",
            number="5",
            deleted_by=("TKM",),
        ),
        amended("closing", "Done at Astana on 24 April 2026.", key="closing"),
    )


def stacked_declaration() -> ConsolidatedDocument:
    """Return a text since whose edition words came and went, a clause came, one went, with proposals over all of it."""

    def decided(now: ConsolidatedClause, before: ConsolidatedClause) -> ConsolidatedClause:
        return replace(now, decided=before)

    def step(text: str, *passages: Passage, **facts: object) -> ConsolidatedClause:
        one = amended("operative", text, label="OP 1", number="1")
        return replace(one, fields={"text": Consolidation(text, passages)} if passages else {}, **facts)

    def brought(old: str, new: str, by: str) -> Passage:
        return Passage(old, (Alternative(new, (by,)),))

    changed = decided(
        amended(
            "operative",
            "Decide to meet twice a year in Astana;",
            {"KAZ": "Decide to meet in Astana;", "UZB": "Decide to meet twice a year in Tashkent;"},
            label="OP 1",
            number="1",
        ),
        step(
            "Decide to gather each year in Astana;",
            Passage("Decide to "),
            brought("gather", "meet", "UZB"),
            Passage(" "),
            brought("each", "twice a", "KAZ"),
            Passage(" year in Astana;"),
        ),
    )
    came = amended(
        "operative", "Invite all states;", {"KGZ": "Invite all other states;"}, label="OP 2", number="2"
    )
    came = decided(came, replace(came, clause=replace(came.clause, standing=False), inserted_by=("TJK",)))
    gone = amended("operative", "Request a report;", label="OP 3", number="3")
    gone = decided(gone, replace(gone, deleted_by=("CHAIR",)))
    new = amended("operative", "Thank the host.", label="OP 3 bis", number="3 bis", inserted_by=("TKM",))
    return replace(document(changed, came, gone, new), since="RES2026/DEC/L.1", stacked=True)
