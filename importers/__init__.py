"""From bytes to what they propose. Texts for drafters are read by ``documents.source``."""
