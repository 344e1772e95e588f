"""Files of millions of rows, checked and counted into indicator values."""
