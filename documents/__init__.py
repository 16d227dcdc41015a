"""What a negotiated document is: pure functions over plain values.

No framework, no input or output, no clock. Everything that can be decided about a text without asking
a database or a person is decided here, and only here.
"""
