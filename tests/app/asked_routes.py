"""Every route that asks for a permission, and how it is asked."""

from tests.app.asked_scenes import (
    A_ROUND,
    NEW_PERSON,
    PASSWORD_OF_ALL,
    REMARK,
    STATEMENT,
    adopt,
    agree_together,
    align_translations,
    ask_for_translation,
    begin,
    bridge,
    check_link,
    confirm,
    confirm_position,
    decide,
    decline,
    dissolve_package,
    edit,
    form_package,
    join,
    leave,
    link_ends,
    merge_clauses,
    object_to,
    on_account,
    on_act,
    on_bridging_text,
    on_comment,
    on_edition,
    on_link,
    on_objection,
    on_own,
    on_pdf,
    on_position,
    on_redline,
    on_request,
    on_round,
    on_silence,
    on_statement,
    on_streamlining,
    open_silence,
    place_clause,
    release,
    send_file,
    send_translations,
    sign_out_there,
    split_clause,
    take_adoption_back,
    take_position,
    think_of_amendment,
    think_of_bridging_text,
)
from tests.app.asking import REVISION, Case, amended, on_amendment, on_clause, on_document, plainly

CASES: dict[tuple[str, str], Case] = {
    ("GET", "/api/waiting"): plainly(),
    ("GET", "/api/documents"): plainly(),
    ("POST", "/api/documents"): Case(begin, everywhere=True),
    ("GET", "/api/documents/{slug}"): on_document(""),
    ("GET", "/api/documents/{slug}/clauses"): on_document("/clauses"),
    ("GET", "/api/documents/{slug}/consolidation"): on_document("/consolidation"),
    ("GET", "/api/documents/{slug}/concordance"): on_document("/concordance?language=ru"),
    ("GET", "/api/documents/{slug}/tracking"): on_document("/tracking"),
    ("GET", "/api/documents/{slug}/course"): on_document("/course"),
    ("GET", "/api/documents/{slug}/redlines"): on_document("/redlines"),
    ("GET", "/api/documents/{slug}/editions"): on_document("/editions"),
    ("GET", "/api/documents/{slug}/export.docx"): on_document("/export.docx"),
    ("GET", "/api/documents/{slug}/export.txt"): on_document("/export.txt"),
    ("GET", "/api/documents/{slug}/export.html"): on_document("/export.html"),
    ("GET", "/api/documents/{slug}/export.akn"): on_document("/export.akn"),
    ("GET", "/api/documents/{slug}/export.png"): on_document("/export.png"),
    ("POST", "/api/documents/{slug}/pdfs"): on_document("/pdfs?form=clean", "POST"),
    ("GET", "/api/pdfs/{pdf_id}"): on_pdf(""),
    ("GET", "/api/pdfs/{pdf_id}/file"): on_pdf("/file"),
    ("POST", "/api/documents/{slug}/editions"): on_document("/editions", "POST", {"kind": "rolling text"}),
    ("POST", "/api/documents/{slug}/redlines"): Case(send_file),
    ("POST", "/api/clauses/{clause_id}/translation-requests"): Case(ask_for_translation),
    ("GET", "/api/documents/{slug}/translation-requests"): on_document("/translation-requests"),
    ("GET", "/api/amendments/{amendment_id}/original"): on_amendment("/original"),
    ("GET", "/api/translation-requests/{request_id}"): on_request(""),
    ("POST", "/api/translation-requests/{request_id}/translation"): on_request(
        "/translation", "POST", owned=False
    ),
    ("POST", "/api/translation-requests/{request_id}/return"): on_request(
        "/return", "POST", {"note": "Closer."}
    ),
    ("POST", "/api/translation-requests/{request_id}/acceptance"): on_request("/acceptance", "POST"),
    ("POST", "/api/translation-requests/{request_id}/withdrawal"): on_request("/withdrawal", "POST"),
    ("GET", "/api/documents/{slug}/translations.docx"): on_document("/translations.docx?language=ru"),
    ("GET", "/api/documents/{slug}/translations.xlsx"): on_document("/translations.xlsx?language=ru"),
    ("POST", "/api/documents/{slug}/translations"): Case(send_translations),
    ("POST", "/api/documents/{slug}/translations/alignment"): Case(align_translations),
    ("POST", "/api/documents/{slug}/amendments"): on_document(
        "/amendments", "POST", {"text": "The Parties shall rest;", "clause_kind": "preambular"}
    ),
    ("PUT", "/api/documents/{slug}/participants/{code}"): on_document(
        "/participants/FAO", "PUT", {"capacity": "advises"}
    ),
    ("GET", "/api/clauses/{clause_id}"): on_clause(""),
    ("GET", "/api/clauses/{clause_id}/history"): on_clause("/history"),
    ("GET", "/api/clauses/{clause_id}/revisions"): on_clause("/revisions"),
    ("GET", "/api/clauses/{clause_id}/consolidation"): on_clause("/consolidation"),
    ("GET", "/api/clauses/{clause_id}/comparison"): on_clause("/comparison?delegation=TJK"),
    ("GET", "/api/clauses/{clause_id}/provenance"): on_clause("/provenance"),
    ("GET", "/api/clauses/{clause_id}/texts"): on_clause("/texts"),
    ("GET", "/api/clauses/{clause_id}/decisions"): on_clause("/decisions"),
    ("PUT", "/api/clauses/{clause_id}/texts/{language}"): on_clause(
        "/texts/ru", "PUT", text="Стороны сотрудничают;", aligned_to=REVISION
    ),
    ("POST", "/api/clauses/{clause_id}/corrections"): on_clause(
        "/corrections", "POST", text="The Parties shall rest;", base_revision=REVISION, reason="a slip"
    ),
    ("POST", "/api/clauses/{clause_id}/amendments"): on_clause(
        "/amendments", "POST", text="The Parties shall rest;", base_revision=REVISION
    ),
    ("POST", "/api/clauses/{clause_id}/decisions"): Case(decide),
    ("GET", "/api/clauses/{clause_id}/standing"): on_clause("/standing"),
    ("GET", "/api/documents/{slug}/standing"): on_document("/standing"),
    ("GET", "/api/documents/{slug}/packages"): on_document("/packages"),
    ("GET", "/api/documents/{slug}/adoption"): on_document("/adoption"),
    ("PUT", "/api/documents/{slug}/status"): Case(agree_together),
    ("GET", "/api/documents/{slug}/room"): on_document("/room"),
    ("POST", "/api/clauses/{clause_id}/room"): on_clause("/room", "POST"),
    ("POST", "/api/documents/{slug}/packages"): Case(form_package),
    ("POST", "/api/packages/{package_id}/dissolve"): Case(dissolve_package),
    ("POST", "/api/documents/{slug}/adoption"): Case(adopt),
    ("POST", "/api/documents/{slug}/adoption/take-back"): Case(take_adoption_back),
    ("PUT", "/api/clauses/{clause_id}/status"): on_clause(
        "/status", "PUT", level="agreed ad ref", base_revision=REVISION
    ),
    ("GET", "/api/amendments"): plainly(),
    ("GET", "/api/amendments/{amendment_id}"): on_amendment(),
    ("GET", "/api/amendments/{amendment_id}/texts"): on_amendment("/texts"),
    ("GET", "/api/amendments/{amendment_id}/instructions"): on_amendment("/instructions"),
    ("POST", "/api/amendments/{amendment_id}/bridge"): on_amendment(
        "/bridge", "POST", {"text": "The Parties should rest;"}
    ),
    ("PATCH", "/api/amendments/{amendment_id}"): Case(edit, owner="KAZ"),
    ("POST", "/api/amendments/{amendment_id}/table"): on_amendment("/table", "POST", status="draft"),
    ("POST", "/api/amendments/{amendment_id}/release"): Case(release, owner="KAZ"),
    ("POST", "/api/amendments/{amendment_id}/withdraw"): on_amendment("/withdraw", "POST"),
    ("POST", "/api/amendments/{amendment_id}/confirm"): Case(confirm, owner="KAZ"),
    ("POST", "/api/amendments/{amendment_id}/sponsors"): Case(join),
    ("DELETE", "/api/amendments/{amendment_id}/sponsors"): Case(leave),
    ("GET", "/api/amendments/{amendment_id}/asked"): on_amendment("/asked"),
    ("PUT", "/api/amendments/{amendment_id}/asked"): on_amendment("/asked", "PUT", {"delegations": ["TJK"]}),
    ("DELETE", "/api/amendments/{amendment_id}/asked"): Case(decline),
    ("GET", "/api/documents/{slug}/comments"): on_document("/comments"),
    ("GET", "/api/clauses/{clause_id}/comments"): on_clause("/comments"),
    ("POST", "/api/clauses/{clause_id}/comments"): on_clause(
        "/comments", "POST", text="Why?", circle="everyone"
    ),
    ("POST", "/api/amendments/{amendment_id}/comments"): Case(
        lambda scene, _: scene.send("POST", f"{amended(scene)}/comments", REMARK)
    ),
    ("GET", "/api/comments/{comment_id}"): on_comment("", "GET", owned=False),
    ("POST", "/api/comments/{comment_id}/replies"): on_comment(
        "/replies", body={"text": "You."}, owned=False
    ),
    ("POST", "/api/comments/{comment_id}/resolve"): on_comment("/resolve"),
    ("POST", "/api/comments/{comment_id}/reopen"): on_comment("/reopen"),
    ("POST", "/api/comments/{comment_id}/take-back"): on_comment("/take-back"),
    ("GET", "/api/documents/{slug}/positions"): on_document("/positions"),
    ("GET", "/api/documents/{slug}/positions.xlsx"): on_document("/positions.xlsx"),
    ("GET", "/api/clauses/{clause_id}/positions"): on_clause("/positions"),
    ("GET", "/api/positions/{position_id}"): on_position("", "GET", owned=False),
    ("PUT", "/api/clauses/{clause_id}/positions/{code}"): Case(
        lambda scene, _: take_position(scene, scene.room.path("OP 1"), {})
    ),
    ("PUT", "/api/amendments/{amendment_id}/positions/{code}"): Case(think_of_amendment),
    ("POST", "/api/positions/{position_id}/take-back"): on_position("/take-back"),
    ("POST", "/api/documents/{slug}/positions/confirmation"): Case(confirm_position),
    ("GET", "/api/clauses/{clause_id}/bridging-texts"): on_clause("/bridging-texts"),
    ("POST", "/api/clauses/{clause_id}/bridging-texts"): Case(bridge),
    ("GET", "/api/bridging-texts/{bridging_text_id}"): on_bridging_text("", "GET", owned=False),
    ("POST", "/api/bridging-texts/{bridging_text_id}/release"): on_bridging_text(
        "/release", body={"everyone": True}
    ),
    ("POST", "/api/bridging-texts/{bridging_text_id}/withdraw"): on_bridging_text("/withdraw"),
    ("PUT", "/api/bridging-texts/{bridging_text_id}/positions/{code}"): Case(think_of_bridging_text),
    ("GET", "/api/clauses/{clause_id}/facilitators"): on_clause("/facilitators"),
    ("PUT", "/api/clauses/{clause_id}/facilitators/{code}"): on_clause("/facilitators/TJK", "PUT"),
    ("DELETE", "/api/clauses/{clause_id}/facilitators/{code}"): on_clause("/facilitators/TJK", "DELETE"),
    ("GET", "/api/clauses/{clause_id}/links"): on_clause("/links"),
    ("GET", "/api/links"): plainly(),
    ("GET", "/api/links.xlsx"): plainly(),
    ("GET", "/api/links/named"): plainly(),
    ("POST", "/api/links"): Case(link_ends),
    ("POST", "/api/links/checks"): Case(check_link),
    ("GET", "/api/links/{link_id}"): on_link("GET"),
    ("DELETE", "/api/links/{link_id}"): on_link("DELETE"),
    ("POST", "/api/clauses/{clause_id}/split"): Case(split_clause),
    ("POST", "/api/documents/{slug}/mergers"): Case(merge_clauses),
    ("POST", "/api/clauses/{clause_id}/place"): Case(place_clause),
    ("POST", "/api/streamlining/{streamlining_id}/undo"): on_streamlining(
        "/undo", "POST", {"reason": "A slip."}
    ),
    ("GET", "/api/streamlining/{streamlining_id}"): on_streamlining("", "GET"),
    ("GET", "/api/documents/{slug}/streamlining"): on_document("/streamlining"),
    ("GET", "/api/clauses/{clause_id}/lineage"): on_clause("/lineage"),
    ("GET", "/api/documents/{slug}/whereabouts"): on_document("/whereabouts"),
    ("GET", "/api/documents/{slug}/whereabouts.docx"): on_document("/whereabouts.docx"),
    ("GET", "/api/documents/{slug}/rounds"): on_document("/rounds"),
    ("POST", "/api/documents/{slug}/rounds"): on_document("/rounds", "POST", A_ROUND),
    ("GET", "/api/rounds/{round_id}"): on_round(""),
    ("GET", "/api/rounds/{round_id}/table"): on_round("/table"),
    ("GET", "/api/rounds/{round_id}/table.xlsx"): on_round("/table.xlsx"),
    ("GET", "/api/rounds/{round_id}/table.docx"): on_round("/table.docx"),
    ("POST", "/api/rounds/{round_id}/deadline"): on_round(
        "/deadline", "POST", {"deadline": "2035-05-01T15:00:00Z", "reason": "Capitals ask.", "version": 1}
    ),
    ("POST", "/api/rounds/{round_id}/close"): on_round(
        "/close", "POST", {"reason": "All have answered.", "version": 1}
    ),
    ("GET", "/api/documents/{slug}/silence-rules"): on_document("/silence-rules"),
    ("PUT", "/api/documents/{slug}/silence-rules"): on_document(
        "/silence-rules", "PUT", {"minimum_hours": 48, "reason": "So decided."}
    ),
    ("GET", "/api/documents/{slug}/silence-procedures"): on_document("/silence-procedures"),
    ("POST", "/api/documents/{slug}/silence-procedures"): Case(open_silence),
    **{
        (method, f"/api/documents/{{slug}}/silence-procedures/{{procedure_id}}{rest}"): case
        for method, rest, case in (
            ("GET", "", on_silence("", "GET")),
            ("POST", "/extension", on_silence("/extension", body={"hours": 24})),
            ("POST", "/end", on_silence("/end", body={"reason": "A slip was found."})),
            ("POST", "/objections", Case(object_to)),
            ("POST", "/objections/{objection_id}/confirmation", on_objection("/confirmation")),
            ("POST", "/objections/{objection_id}/take-back", on_objection("/take-back")),
        )
    },
    ("GET", "/api/documents/{slug}/statements"): on_document("/statements"),
    ("POST", "/api/documents/{slug}/statements"): on_document("/statements", "POST", STATEMENT),
    ("GET", "/api/statements/{statement_id}"): on_statement("", "GET", owned=False),
    ("PATCH", "/api/statements/{statement_id}"): on_statement("", "PATCH", hidden=True),
    ("POST", "/api/statements/{statement_id}/make"): on_statement("/make", hidden=True),
    ("POST", "/api/statements/{statement_id}/confirm"): on_statement("/confirm"),
    ("POST", "/api/statements/{statement_id}/withdraw"): on_statement("/withdraw"),
    ("GET", "/api/documents/{slug}/participation"): on_document("/participation"),
    ("POST", "/api/documents/{slug}/participation"): on_document(
        "/participation", "POST", {"act": "initialled", "day": "2025-04-24", "delegations": ["KAZ"]}
    ),
    ("PATCH", "/api/participation/{act_id}"): on_act(
        "", "PATCH", {"note": "In Astana.", "reason": "Left out."}
    ),
    ("POST", "/api/participation/{act_id}/strike"): on_act("/strike", "POST", {"reason": "A slip."}),
    ("GET", "/api/redlines/{redline_id}"): on_redline(""),
    ("GET", "/api/redlines/{redline_id}/file"): on_redline("/file"),
    ("POST", "/api/redlines/{redline_id}/confirmation"): on_redline(
        "/confirmation", "POST", {"authors": {"Kazakhstan": "KAZ"}, "findings": [], "status": "draft"}
    ),
    ("GET", "/api/editions/{edition_id}"): on_edition(""),
    ("GET", "/api/editions/{edition_id}/certificate"): on_edition("/certificate"),
    ("GET", "/api/editions/{edition_id}/comparison/{other_id}"): on_edition("/comparison/{}"),
    ("GET", "/api/events"): plainly(),
    ("GET", "/api/delegations"): plainly(),
    ("GET", "/api/delegations/{code}"): Case(
        lambda scene, _: scene.send("GET", "/api/delegations/KAZ"), everywhere=True
    ),
    ("POST", "/api/delegations"): plainly(
        "POST", {"code": "WMO", "kind": "agency", "names": {"en": "Weather"}}
    ),
    ("PATCH", "/api/delegations/{code}"): Case(
        lambda scene, _: scene.send("PATCH", "/api/delegations/KAZ", {"hue": 3}), everywhere=True
    ),
    ("GET", "/api/backups"): plainly(),
    ("GET", "/api/house-rules"): plainly(),
    ("PUT", "/api/house-rules"): plainly("PUT", {"head_releases": True}, owner="own"),
    ("GET", "/api/account"): plainly(owner="own"),
    ("PATCH", "/api/account"): plainly("PATCH", {"language": "kk"}, owner="own"),
    ("PUT", "/api/account/password"): plainly(
        "PUT", {"present": PASSWORD_OF_ALL, "new": "seven glaciers in the east"}, owner="own"
    ),
    ("GET", "/api/sign-ins"): plainly(owner="own"),
    ("DELETE", "/api/sign-ins"): plainly("DELETE", owner="own"),
    ("DELETE", "/api/sign-ins/{sign_in_id}"): Case(sign_out_there, owner="own", everywhere=True),
    ("GET", "/api/tokens"): plainly(owner="own"),
    ("POST", "/api/tokens"): plainly("POST", {"name": "archive", "scopes": ["administer"]}, owner="own"),
    ("DELETE", "/api/tokens/{token_id}"): on_own("DELETE", "/api/tokens/{}", "/api/tokens"),
    ("GET", "/api/accounts"): plainly(),
    ("POST", "/api/accounts"): plainly("POST", NEW_PERSON),
    ("GET", "/api/accounts/{account_id}"): on_account("GET"),
    ("PATCH", "/api/accounts/{account_id}"): on_account("PATCH", body={"language": "kk"}),
    ("POST", "/api/accounts/{account_id}/links"): on_account("POST", "/links"),
    ("POST", "/api/accounts/{account_id}/tokens"): on_account(
        "POST", "/tokens", {"name": "archive", "scopes": ["read"]}
    ),
    ("DELETE", "/api/accounts/{account_id}/sign-ins"): on_account("DELETE", "/sign-ins"),
}
