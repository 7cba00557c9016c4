"""The Merkle tree of RFC 6962: roots, the right edge, and both kinds of proof.

Rules:

1. A leaf is hashed as ``SHA-256(0x00 || data)``, a node as ``SHA-256(0x01 || l || r)``.
2. The root of no leaves is ``SHA-256()``.
3. A tree of n leaves splits at the largest power of two below n.
4. A hash that has not 32 bytes never verifies, whatever the sizes.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from hmac import compare_digest

from ownerapp.domain.log import TreeEdge

HASH_BYTES = 32


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of an entry."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two subtrees."""
    return sha256(b"\x01" + left + right).digest()


# ------------------------------------------------------------------------- the right edge


def extend(edge: TreeEdge, leaf_hashes: Sequence[bytes]) -> TreeEdge:
    """Return the edge after appending leaves, in O(log n) for each.

    Raises:
        ValueError: The edge does not fit its size, or a hash has not 32 bytes.
    """
    _check_edge(edge)
    _check_hashes(leaf_hashes)
    hashes = list(edge.hashes)
    size = edge.size
    for leaf in leaf_hashes:
        node = leaf
        # Each set bit at the end of the size is a full subtree that the new one completes.
        full = size
        while full & 1:
            node = node_hash(hashes.pop(), node)
            full >>= 1
        hashes.append(node)
        size += 1
    return TreeEdge(size, tuple(hashes))


def edge_root(edge: TreeEdge) -> bytes:
    """Return the root of the tree with this edge.

    Raises:
        ValueError: The edge does not fit its size, or a hash has not 32 bytes.
    """
    _check_edge(edge)
    if not edge.hashes:
        return sha256().digest()
    root = edge.hashes[-1]
    for left in reversed(edge.hashes[:-1]):
        root = node_hash(left, root)
    return root


def root_of(leaf_hashes: Sequence[bytes]) -> bytes:
    """Return the root recomputed from all leaf hashes.

    Raises:
        ValueError: A hash has not 32 bytes.
    """
    return edge_root(extend(TreeEdge(), leaf_hashes))


# ------------------------------------------------------------------------- inclusion


def inclusion_proof(leaf_hashes: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Return the hashes that lead from a leaf to the root, its sibling first.

    Raises:
        ValueError: There is no such leaf, or a hash has not 32 bytes.
    """
    if not 0 <= index < len(leaf_hashes):
        raise ValueError
    proof: list[bytes] = []
    start, stop = 0, len(leaf_hashes)
    while stop - start > 1:
        middle = start + _split(stop - start)
        if index < middle:
            proof.append(root_of(leaf_hashes[middle:stop]))
            stop = middle
        else:
            proof.append(root_of(leaf_hashes[start:middle]))
            start = middle
    return tuple(reversed(proof))


def inclusion_proof_of_new(
    edge: TreeEdge, new_hashes: Sequence[bytes], index: int
) -> tuple[bytes, ...]:
    """Return the proof of a leaf that was just appended, from the edge before it alone.

    Equal to :func:`inclusion_proof` over all leaves, but in O(log n) and the new leaves: what
    stands to the left of a new leaf is a full subtree of the edge, or made of several.

    Args:
        edge: The edge before the new leaves.
        new_hashes: The leaves appended to it.
        index: The place of one of them in the whole tree.

    Raises:
        ValueError: It is not one of them, or the edge does not fit its size.
    """
    _check_edge(edge)
    _check_hashes(new_hashes)
    stop = edge.size + len(new_hashes)
    if not edge.size <= index < stop:
        raise ValueError
    full = _full_subtrees(edge)

    def root(begin: int, end: int) -> bytes:
        if (begin, end) in full:
            return full[begin, end]
        if begin >= edge.size:
            return root_of(new_hashes[begin - edge.size : end - edge.size])
        middle = begin + _split(end - begin)
        return node_hash(root(begin, middle), root(middle, end))

    proof: list[bytes] = []
    start = 0
    while stop - start > 1:
        middle = start + _split(stop - start)
        if index < middle:
            proof.append(root(middle, stop))
            stop = middle
        else:
            proof.append(root(start, middle))
            start = middle
    return tuple(reversed(proof))


def _full_subtrees(edge: TreeEdge) -> dict[tuple[int, int], bytes]:
    """Return the hashes of an edge by the leaves that they stand for."""
    found: dict[tuple[int, int], bytes] = {}
    start = 0
    for bit in reversed(range(edge.size.bit_length())):
        if edge.size >> bit & 1:
            found[start, start + (1 << bit)] = edge.hashes[len(found)]
            start += 1 << bit
    return found


def is_included(*, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Tell whether a proof shows the leaf at this index of the tree with this root.

    RFC 9162, section 2.1.3.2.
    """
    if not 0 <= index < size or not _are_hashes((leaf, root, *proof)):
        return False
    node, last = index, size - 1
    result = leaf
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            result = node_hash(sibling, result)
            # A last node without a right sibling rises until it has a left one.
            while node and not node & 1:
                node >>= 1
                last >>= 1
        else:
            result = node_hash(result, sibling)
        node >>= 1
        last >>= 1
    return last == 0 and compare_digest(result, root)


# ------------------------------------------------------------------------- consistency


def consistency_proof(leaf_hashes: Sequence[bytes], old_size: int) -> tuple[bytes, ...]:
    """Return the hashes that show that the first ``old_size`` leaves were kept.

    RFC 6962, section 2.1.2.

    Raises:
        ValueError: The old size is not between 1 and the present size.
    """
    if not 1 <= old_size <= len(leaf_hashes):
        raise ValueError
    proof: list[bytes] = []
    start, stop = 0, len(leaf_hashes)
    while old_size < stop:
        middle = start + _split(stop - start)
        if old_size <= middle:
            proof.append(root_of(leaf_hashes[middle:stop]))
            stop = middle
        else:
            proof.append(root_of(leaf_hashes[start:middle]))
            start = middle
    # The old tree itself is known to the reader; a subtree of it is not.
    if start > 0:
        proof.append(root_of(leaf_hashes[start:stop]))
    return tuple(reversed(proof))


def is_consistent(
    *, old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]
) -> bool:
    """Tell whether a proof shows that the new tree only added to the old one.

    RFC 9162, section 2.1.4.2. An empty old tree proves nothing and is refused.
    """
    if not 1 <= old_size <= size or not _are_hashes((old_root, root, *proof)):
        return False
    if old_size == size:
        return not proof and compare_digest(old_root, root)
    path = list(proof)
    if old_size & (old_size - 1) == 0:
        # The old tree is a full subtree of the new one: its root starts the path.
        path.insert(0, old_root)
    if not path:
        return False
    node, last = old_size - 1, size - 1
    while node & 1:
        node >>= 1
        last >>= 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old = node_hash(sibling, old)
            new = node_hash(sibling, new)
            while node and not node & 1:
                node >>= 1
                last >>= 1
        else:
            new = node_hash(new, sibling)
        node >>= 1
        last >>= 1
    return last == 0 and compare_digest(old, old_root) and compare_digest(new, root)


# ------------------------------------------------------------------------- helpers


def _split(size: int) -> int:
    """Return the largest power of two below a size of at least two."""
    return 1 << ((size - 1).bit_length() - 1)


def _are_hashes(values: Sequence[bytes]) -> bool:
    return all(len(value) == HASH_BYTES for value in values)


def _check_hashes(values: Sequence[bytes]) -> None:
    if not _are_hashes(values):
        raise ValueError


def _check_edge(edge: TreeEdge) -> None:
    if edge.size < 0 or len(edge.hashes) != edge.size.bit_count():
        raise ValueError
    _check_hashes(edge.hashes)
