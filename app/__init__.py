"""The shell: requests, access, changes of state, pages and the store."""
