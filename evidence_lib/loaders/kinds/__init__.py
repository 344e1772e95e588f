"""Files of each kind to sheets of text."""
