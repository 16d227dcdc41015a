"""Under which name a browser keeps the words of a form that nobody has sent yet.

They never leave the browser. The name tells one person from another, so that whoever signs in next on the same machine
is shown nothing of them, and one form from another; it says neither who nor which to whoever reads it.
"""

from hashlib import sha256

from documents.permissions import Participant


def kept_as(participant: Participant, action: str) -> str:
    """Return the name for a form by where it is sent.

    An operator's token belongs to nobody: whoever comes with one is its delegation, in one role.
    """
    person = participant.account or f"{participant.delegation} {participant.role}"
    return sha256(f"{person}\n{action}".encode()).hexdigest()[:32]
