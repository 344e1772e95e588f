"""One cell at a time: words, labels, numbers, days, marks, and what a person must look at."""
