"""What the chair takes, in the story's words, as a choice for every disputed passage."""

from collections.abc import Sequence

from app.demonstration.story import Act
from documents.choices import Choice, disputed
from documents.consolidation import Consolidation, Passage
from documents.document import ConsolidatedClause


def choices_of(act: Act, consolidated: ConsolidatedClause) -> dict[str, list[Choice]]:
    """Return what ``take`` means: a delegation's whole reading, or passage by passage, field by field."""
    take = act.says.get("take")
    if take is None:
        return {}
    if isinstance(take, str):
        taken: dict[str, object] = {
            address: take for address, one in consolidated.fields.items() if take in _owners(one)
        }
        if not taken:
            act.refuse(f"{take} proposes nothing here; open is: {_spell(consolidated)}")
    else:
        taken = dict(take) if isinstance(take, dict) else {act.word("field") or "text": take}
    choices: dict[str, list[Choice]] = {}
    for address, said in taken.items():
        if address not in consolidated.fields:
            act.refuse(f"nothing is proposed on {address}; open is: {_spell(consolidated)}")
        consolidation = consolidated.fields[address]
        passages = disputed(consolidation)
        if isinstance(said, str) and said in _owners(consolidation):
            choices[address] = [_choice_of(said, passage) or 0 for passage in passages]
            continue
        each: Sequence[object] = said if isinstance(said, list) else [said] * len(passages)
        if len(each) != len(passages):
            act.refuse(f"{len(each)} choices for {len(passages)} disputed passages: {_spell(consolidated)}")
        choices[address] = [_choice(act, one, passage) for one, passage in zip(each, passages, strict=True)]
    return choices


def _choice(act: Act, said: object, passage: Passage) -> Choice:
    if isinstance(said, dict) and isinstance(words := said.get("words"), str):
        return words
    if said == "base":
        return 0
    owners = sorted({code for alternative in passage.alternatives for code in alternative.delegations})
    return _choice_of(said, passage) or act.refuse(
        f"{said!r} proposes nothing for {passage.base!r}; there are base, {', '.join(owners)}"
    )


def _choice_of(delegation: object, passage: Passage) -> int | None:
    return next(
        (
            number
            for number, alternative in enumerate(passage.alternatives, start=1)
            if delegation in alternative.delegations
        ),
        None,
    )


def _owners(consolidation: Consolidation) -> set[str]:
    return {
        code
        for passage in consolidation.passages
        for alternative in passage.alternatives
        for code in alternative.delegations
    }


def _spell(consolidated: ConsolidatedClause) -> str:
    return "; ".join(
        f"{address} [{passage.base}]"
        + "".join(f"[{one.text} {', '.join(one.delegations)}]" for one in passage.alternatives)
        for address, consolidation in consolidated.fields.items()
        for passage in disputed(consolidation)
    )
