"""From bytes to what they propose. Word files come with part 3; texts for drafters are read by documents.source."""
