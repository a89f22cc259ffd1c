"""Rows whose key is already in the file. The first one counts, the later ones are not taken."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# Never part of a key that people write.
_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Duplicates:
    """``later`` are positions of repeated rows, ``first`` the position of the row each repeats."""

    later: np.ndarray
    first: np.ndarray


def find_duplicates(keys: list[pa.ChunkedArray]) -> Duplicates:
    """Repeated keys among rows; ``keys`` are the key columns, all filled."""
    texts = [pc.cast(key, pa.string()) for key in keys]
    joined = texts[0] if len(texts) == 1 else pc.binary_join_element_wise(*texts, _SEPARATOR)
    codes = joined.combine_chunks().dictionary_encode().indices.to_numpy()
    # Codes are given in order of first appearance: a row is a first one exactly when its code is a new highest.
    highest = np.maximum.accumulate(codes) if len(codes) else codes
    is_first = np.diff(highest, prepend=-1) > 0
    later = np.flatnonzero(~is_first)
    return Duplicates(later, np.flatnonzero(is_first)[codes[later]])
