"""What each function that writes a sentence is given; a file a module, each with ``cases``."""
