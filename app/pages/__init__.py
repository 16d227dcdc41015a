"""Pages: one module each, with the frozen dataclass that its template reads."""
