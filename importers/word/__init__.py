"""Word files as they come back: opened with care, read paragraph by paragraph, every change with its authors."""
