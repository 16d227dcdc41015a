"""Words that are stored or sent as they are, and shown in the language spoken: stances, levels, kinds, roles.

What a document or the people have named themselves is not among them and is shown as it was typed.
"""

from app.speaking import N_, gettext, spoken
from documents.circles import Circle
from documents.field_names import field_name
from documents.permissions import HOUSE

WORDS = (
    # of the two documents that come with it
    N_("Joint Declaration"),
    N_("Ministerial Communiqué"),
    N_("Programme of Action"),
    N_("Illustrative zero draft written for Kelisim. Not a text of the Summit."),
    # stances
    N_("support"),
    N_("can accept"),
    N_("flexible"),
    N_("needs instructions"),
    N_("reserve"),
    N_("oppose"),
    # levels, whole and as a margin has them
    N_("open"),
    N_("agreed in informals"),
    N_("agreed ad ref"),
    N_("agreed in plenary"),
    N_("adopted"),
    N_("agreed"),
    N_("in informals"),
    N_("ad ref"),
    N_("options"),
    N_("in collision"),
    N_("proposed"),
    N_("no longer in the text"),
    # clauses
    N_("title"),
    N_("chapeau"),
    N_("heading"),
    N_("preambular"),
    N_("operative"),
    N_("sub_item"),
    N_("closing"),
    N_("chapter"),
    N_("entry"),
    N_("clause"),
    # proposals, and what became of them
    N_("amendment"),
    N_("bridging text"),
    N_("replace"),
    N_("insert"),
    N_("delete"),
    N_("move"),
    N_("draft"),
    N_("tabled"),
    N_("withdrawn"),
    N_("closed"),
    N_("partly taken"),
    N_("resolved"),
    N_("taken over"),
    N_("taken over in part"),
    N_("said already"),
    N_("not taken"),
    N_("no place"),
    N_("position"),
    N_("comment"),
    N_("translation request"),
    N_("not released"),
    N_("released"),
    # people and delegations
    N_("negotiator"),
    N_("head"),
    N_("observer"),
    N_("chair"),
    N_("secretariat"),
    N_("administrator"),
    N_("invited"),
    N_("negotiates"),
    N_("advises"),
    N_("observes"),
    N_("state"),
    N_("agency"),
    N_("partner"),
    # tokens
    N_("read"),
    N_("propose"),
    N_("decide"),
    N_("administer"),
    # editions
    N_("zero draft"),
    N_("compilation"),
    N_("rolling text"),
    N_("streamlined text"),
    N_("chair's text"),
    N_("L document"),
    N_("edited"),
    N_("unchanged"),
    N_("changed"),
    N_("inserted"),
    N_("removed"),
    N_("split"),
    N_("merged"),
    # why what an entry names could not be read
    N_("what it refers to is not in the text"),
    N_("in brackets"),
    N_("several clauses are called so"),
    N_("no clause is called so"),
    # rounds
    N_("comments"),
    N_("proposals"),
    N_("announced"),
    N_("called off"),
    # statements and participation
    N_("reservation"),
    N_("interpretative declaration"),
    N_("explanation of position"),
    N_("dissociation"),
    N_("initialled"),
    N_("signed"),
    N_("acceded"),
)


def word(stored: str) -> str:
    """Return a stored word as a reader says it.

    >>> word("can accept"), word("agreed by the elders")
    ('can accept', 'agreed by the elders')
    """
    return gettext(stored) if stored else ""


def name_of_field(address: str) -> str:
    """Return the name of a field of an entry."""
    return field_name(address, language=spoken())


def name_of_readers(circle: Circle, owner: str) -> str:
    """Return in words who reads what a delegation says in a circle.

    >>> name_of_readers("chair", "KAZ"), name_of_readers("delegation", "KAZ"), name_of_readers("chair", "SEC")
    ('KAZ, chair and secretariat', 'KAZ only', 'chair and secretariat only')
    """
    if circle == "everyone":
        return gettext("everyone who takes part")
    if owner in HOUSE:
        return gettext("chair and secretariat only")
    if circle == "delegation":
        return gettext("%(delegation)s only", delegation=owner)
    return gettext("%(delegation)s, chair and secretariat", delegation=owner)
