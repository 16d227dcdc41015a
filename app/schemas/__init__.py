"""What goes over the wire, with examples that can be pasted."""
