"""
Every sentence that the wording can produce, in one file that is read.

``sentences.txt`` holds what each function that writes a sentence says with none, one, two and many
of what it counts, with what is missing and with what is hidden. A change of wording is a change of
that file, so it is seen in review. Cases are in ``cases``, a file a module that writes. After a
change of wording make the file again, and read what changed in it::

    python -m tests.gallery
"""
