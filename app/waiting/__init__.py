"""What waits for whoever asks, computed from everything that it may see and from nothing else.

Each module tells of one field; each of its functions asks a bounded number of questions to the store.
"""

from app.waiting.gathering import WaitingHere, what_waits

__all__ = ["WaitingHere", "what_waits"]
