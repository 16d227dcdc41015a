"""Changes of state, and nothing else: one file a noun, one function a verb, keyword-only arguments.

Every function gathers what it needs, lets the core decide, writes rows, and as its last act records what
happened. None of them commits.
"""
