"""What the style guide shows: delegations, a clause and amendments that nobody could take for real ones.

They are values of the very kinds that pages draw, made by the same functions; how they look is for the macros alone.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from app.pages.bracketing import draw_consolidation
from app.pages.columns import draw_columns
from app.pages.differences import draw_difference
from app.pages.drawn import Columns, Drawn, Option
from app.pages.drawn_positions import CellShown
from app.pages.foreseen import FateShown, Foreseen, NextField
from app.pages.frame import Named
from app.pages.languages import language_name
from app.pages.pen import Pen, Stretch, draw_text
from app.pages.proposals import AmendedShown, AmendmentShown, AskedShown, Change, Meeting, OriginalShown
from app.pages.standings import SIGN_OF_STANCE, Progress, Standing
from app.pages.typed_words import MetShown, RivalShown, TypedShown, mark
from app.services.delegations import SIGNS
from app.speaking import gettext
from documents.consensus import Agreement
from documents.consolidation import Consolidation, Proposal, consolidate
from documents.document import Clause, ConsolidatedClause
from documents.positions import STANCES

LANGUAGE = "en"  # of the sample texts
MOMENT = datetime(2026, 3, 12, 9, 40, tzinfo=UTC)
HEADING = "Declaration on the Showing of Samples"
BASE = "Decide that samples shall be shown every ten days, free of charge, in the hall;"
WORDINGS = (
    "Decide that samples should be shown every ten days, free of charge, in the hall;",
    "Decide that samples shall be shown daily, free of charge, in the hall;",
    "Decide that samples shall be shown every ten days, at a price to be agreed, in the hall;",
    "Decide that samples shall be shown every ten days, for a small fee, in the hall;",
)
OTHER = "Invite whoever reads this page to look at the pictures first and at the words afterwards;"
ALIGNED = "Постановляем показывать образцы каждые десять дней, безвозмездно, в зале;"  # in Russian
CHOICES = ("every ten days", "daily")
LONG = " ".join([BASE.rstrip(";")] * 14) + ";"


def sample_delegations() -> tuple[Named, ...]:
    """Return a delegation for each slot of hue and line."""
    return tuple(
        Named(f"D{slot + 1}", gettext("Delegation %(number)s", number=slot + 1), f"hue-{slot} line-{slot}")
        for slot in range(SIGNS)
    )


def sample_pen() -> Pen:
    """Return a pen that knows the sample delegations."""
    return Pen(cast={one.code: one for one in sample_delegations()}, language=LANGUAGE)


def sample_marks(pen: Pen) -> tuple[Drawn, Drawn, Drawn, Drawn]:
    """Return a text in brackets, the same as tracked changes, whole texts as options, and one reserved and struck."""
    disputed = _consolidation()
    apart = consolidate(BASE, [Proposal("D5", OTHER)])
    struck = consolidate(
        BASE,
        [
            Proposal("D6", BASE.replace(", free of charge", "")),
            Proposal("D7", BASE.replace("hall", "[hall]")),
        ],
    )
    return (
        draw_consolidation(disputed, pen),
        draw_consolidation(disputed, pen, "tracked"),
        draw_consolidation(apart, pen),
        draw_consolidation(struck, pen),
    )


def sample_columns(pen: Pen) -> Columns:
    """Return what each delegation wants, side by side."""
    clause = Clause(
        id="sample",
        kind="operative",
        label="OP 5",
        number="5",
        depth=0,
        content={"text": BASE},
        revision="sample",
        agreement=Agreement(),
    )
    [columns] = draw_columns(ConsolidatedClause(clause=clause, fields={"text": _consolidation()}), pen)
    return columns


def sample_text(pen: Pen, text: str) -> Drawn:
    """Return a text without marks."""
    return Drawn(draw_text(text, pen))


def sample_standings() -> tuple[Standing, ...]:
    """Return where a clause can stand."""
    one, two, *_ = sample_delegations()
    return (
        Standing("open", "open"),
        Standing("informals", "agreed in informals"),
        Standing("ad-ref", "agreed ad ref", pending=(one, two)),
        Standing("agreed", "agreed in plenary"),
        Standing("collision", "in collision"),
        Standing("options", "options"),
        Standing("proposed", "proposed"),
        Standing("open", "open", fallen_from="agreed ad ref"),
    )


def sample_positions() -> tuple[CellShown, ...]:
    """Return every stance, and what else can be true of a position."""
    one = sample_delegations()[0]
    plain = (CellShown(delegation=one, sign=SIGN_OF_STANCE[stance], word=stance) for stance in STANCES)
    return (
        *plain,
        CellShown(delegation=one, sign="support", word="support", stale=True),
        CellShown(delegation=one, sign="reserve", word="reserve", unconfirmed=True),
        CellShown(
            delegation=one,
            sign="oppose",
            word="oppose",
            red_line=True,
            readers=gettext("%(delegation)s only", delegation="D1"),
        ),
    )


def sample_amendments(pen: Pen) -> tuple[AmendmentShown, ...]:
    """Return an amendment in each of its states."""
    one, two, three, four, five, *_ = sample_delegations()
    reason = "Ten days is too long for a sample."
    asked = (AskedShown(two, ""), AskedShown(five, "declined"))
    amended = AmendedShown("sample-2", two, is_open=True, is_present=False)
    met = Meeting("", "every ten days", "daily", "every week")
    original = OriginalShown("ru", language_name("ru"), (("", ALIGNED),))
    whole = Change("", (), Option(draw_text(OTHER, pen), (four,)))
    return (
        _amendment(
            pen,
            1,
            (one,),
            WORDINGS[0],
            rationale=reason,
            own=True,
            asked=asked,
            may=frozenset(("edit", "withdraw")),
        ),
        _amendment(
            pen,
            2,
            (two, five),
            WORDINGS[1],
            original=original,
            read_out=("Replace “every ten days” by “daily”.",),
        ),
        _amendment(
            pen, 3, (three,), WORDINGS[2], rivals=(four,), may=frozenset(("join", "decline", "amend"))
        ),
        _amendment(pen, 4, (one,), WORDINGS[1], status="draft", may=frozenset(("table", "edit", "withdraw"))),
        _amendment(pen, 5, (two,), WORDINGS[1], meetings=(met,)),
        _amendment(pen, 6, (five,), WORDINGS[1], late=True, same_as=(two,), recorded="unconfirmed"),
        _amendment(pen, 7, (four,), changes=(whole,)),
        _amendment(pen, 8, (three,), WORDINGS[3], amends=amended),
        _amendment(pen, 9, (five,), changes=(), kind="delete"),
        _amendment(pen, 10, (five,), changes=(), kind="move", move_to="OP 7"),
        _amendment(pen, 11, (one,), WORDINGS[0], status="withdrawn"),
        _amendment(pen, 12, (one, two), WORDINGS[1], status="closed", uptake="adopted"),
    )


def sample_typed(pen: Pen) -> TypedShown:
    """Return what is shown while one writes: the difference, who is met, and one's own delegation among them."""
    others = sample_delegations()
    base, fee, price = "free of charge", "for a small fee", "at a price to be agreed"
    return TypedShown(
        marked=mark("operative", {"text": BASE}, {"text": WORDINGS[2]}, pen, others[2:3]),
        added=6,
        deleted=3,
        met=[
            MetShown(
                "",
                base,
                price,
                [
                    RivalShown(draw_difference(base, fee, pen, by=others[3:4]), others[3:4], own=False),
                    RivalShown(draw_difference(base, "", pen, by=others[2:3]), others[2:3], own=True),
                ],
                others[4:5],
            )
        ],
    )


def sample_foreseen(pen: Pen) -> Foreseen:
    """Return what is shown while the chair chooses, with every fate of an amendment."""
    by = sample_delegations()[1:2]
    return Foreseen(
        fields=[NextField("", draw_difference(BASE, WORDINGS[1], pen, by=by))],
        added=1,
        deleted=3,
        fates={
            "taken": FateShown("taken", closes=True),
            "partly": FateShown("partly", closes=False),
            "open": FateShown("not taken", closes=False),
            "met": FateShown("not taken", closes=False, collides=True),
        },
    )


def sample_progress() -> Progress:
    """Return where a sample document stands."""
    return Progress(agreed=4, ad_ref=3, informals=2, open=9, proposed=1, amendments=12, words_in_brackets=23)


def _consolidation() -> Consolidation:
    return consolidate(BASE, [Proposal(f"D{place + 1}", text) for place, text in enumerate(WORDINGS)])


def _amendment(
    pen: Pen,
    number: int,
    by: Sequence[Named],
    text: str = BASE,
    *,
    changes: Sequence[Change] | None = None,
    kind: str = "replace",
    status: str = "tabled",
    uptake: str = "not so far",
    own: bool = False,
    rationale: str = "",
    amends: AmendedShown | None = None,
    move_to: str = "",
    meetings: Sequence[Meeting] = (),
    rivals: Sequence[Named] = (),
    same_as: Sequence[Named] = (),
    read_out: Sequence[str] = (),
    original: OriginalShown | None = None,
    recorded: str = "",
    late: bool = False,
    asked: Sequence[AskedShown] = (),
    may: frozenset[str] = frozenset(),
) -> AmendmentShown:
    drawn: tuple[Stretch, ...] = draw_difference(BASE, text, pen, by=by, brief=True)
    return AmendmentShown(
        id=f"sample-{number}",
        clause="sample",
        kind=kind,
        status=status,
        uptake=uptake,
        by=by,
        own=own,
        moment=MOMENT,
        rationale=rationale,
        amends=amends,
        changes=(Change("", drawn),) if changes is None else changes,
        move_to=move_to,
        satisfied=False,
        meetings=meetings,
        rivals=rivals,
        same_as=same_as,
        read_out=read_out,
        original=original,
        text="sample",
        recorded=recorded,
        late=late,
        asked=asked,
        released=False,
        is_typography=False,
        may=may,
    )
