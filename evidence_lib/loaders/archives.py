"""How much may come out of a zip: the one guard against archives that unpack to far too much."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator

LARGEST_UNPACKED = 200 * 1024 * 1024
LARGEST_RATIO = 100
RATIO_COUNTS_FROM = 40 * 1024 * 1024
"""Below this, a sheet of a few thousand short answers may well pack to a hundredth."""
PIECE = 1024 * 1024
TOO_LARGE = f"unpacks to more than {LARGEST_UNPACKED // 1024**2} MB or far more than its own size"

ZIP_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError,
    RuntimeError,
)  # fmt: skip
"""What Python's zipfile raises, or lets through, when a zip is not as it should be."""


class UnpacksTooLargeError(Exception):
    """More came out of an archive than may."""


def declares_too_much(
    members: Collection[zipfile.ZipInfo], wanted: Collection[zipfile.ZipInfo]
) -> bool:
    """
    Tell by the declared sizes whether to unpack none of an archive.

    Args:
        members: All of its members: none of them, and not all together, may be too dense.
        wanted: Those that will be unpacked: together they may not be too large.
    """
    too_dense = any(_too_dense(each.file_size, each.compress_size) for each in members)
    unpacked = sum(each.file_size for each in members)
    packed = sum(each.compress_size for each in members)
    too_large = sum(each.file_size for each in wanted) > LARGEST_UNPACKED
    return too_large or too_dense or _too_dense(unpacked, packed)


def _too_dense(unpacked: int, packed: int) -> bool:
    return unpacked > RATIO_COUNTS_FROM and unpacked > LARGEST_RATIO * max(packed, 1)


class Unpacking:
    """
    One archive unpacked in pieces and counted, whatever is read of it and however often.

    The sizes an archive declares may be a lie: zipfile gives no more than they say and then fails
    on the checksum.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._unpacked = 0

    def pieces(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        """
        Unpack one member.

        Raises:
            UnpacksTooLargeError: All that was unpacked so far is more than may be.
        """
        with self._archive.open(member) as stream:
            while piece := stream.read(PIECE):
                self._unpacked += len(piece)
                if self._unpacked > LARGEST_UNPACKED:
                    raise UnpacksTooLargeError
                yield piece
