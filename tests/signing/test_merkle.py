"""The Merkle tree against the published vectors and against itself."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.log import TreeEdge
from ownerapp.signing.merkle import (
    consistency_proof,
    edge_root,
    extend,
    inclusion_proof,
    inclusion_proof_of_new,
    is_consistent,
    is_included,
    leaf_hash,
    node_hash,
    root_of,
)

# A placeholder root of 12 bytes at size 1: refused on purpose, a root has 32 bytes.
REFUSED_ON_PURPOSE = {"additional/sizes-are-equal-one-and-proof-is-empty.json"}

# The eight leaves and their tree heads that RFC 6962 implementations share.
LEAVES = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
]


def _hashes(count: int) -> list[bytes]:
    return [leaf_hash(index.to_bytes(4, "big")) for index in range(count)]


def _recursive_root(hashes: Sequence[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word: slow and plain."""
    if not hashes:
        return sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return sha256(
        b"\x01" + _recursive_root(hashes[:split]) + _recursive_root(hashes[split:])
    ).digest()


def _decoded(proof: list[str] | None) -> list[bytes]:
    return [base64.b64decode(item) for item in proof or []]


def test_published_inclusion_vectors_are_judged_as_published(vectors: Path) -> None:
    cases = json.loads((vectors / "rfc6962" / "vectors.json").read_bytes())["inclusion"]

    judged = {
        case["name"]: is_included(
            leaf=base64.b64decode(case["leafHash"]),
            index=case["leafIdx"],
            size=case["treeSize"],
            proof=_decoded(case["proof"]),
            root=base64.b64decode(case["root"]),
        )
        for case in cases
    }

    assert len(judged) == 98
    assert judged == {case["name"]: not case["wantErr"] for case in cases}


def test_published_consistency_vectors_are_judged_as_published(vectors: Path) -> None:
    cases = json.loads((vectors / "rfc6962" / "vectors.json").read_bytes())["consistency"]

    judged = {
        case["name"]: is_consistent(
            old_size=case["size1"],
            old_root=base64.b64decode(case["root1"]),
            size=case["size2"],
            root=base64.b64decode(case["root2"]),
            proof=_decoded(case["proof"]),
        )
        for case in cases
    }
    expected = {case["name"]: not case["wantErr"] for case in cases}

    assert len(judged) == 98
    assert {name for name in judged if judged[name] != expected[name]} == REFUSED_ON_PURPOSE


def test_the_empty_tree_and_single_leaves_hash_as_the_rfc_says() -> None:
    assert edge_root(TreeEdge()) == sha256(b"").digest()
    assert leaf_hash(b"").hex() == (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    )
    assert root_of([leaf_hash(leaf) for leaf in LEAVES]).hex() == (
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    )


def test_a_node_is_never_hashed_like_a_leaf() -> None:
    left, right = leaf_hash(b"l"), leaf_hash(b"r")

    assert node_hash(left, right) != leaf_hash(left + right)


@given(st.integers(0, 200), st.integers(0, 60))
def test_appending_gives_the_root_of_a_full_recompute(before: int, added: int) -> None:
    hashes = _hashes(before + added)

    edge = extend(extend(TreeEdge(), hashes[:before]), hashes[before:])

    assert edge.size == before + added
    assert len(edge.hashes) == edge.size.bit_count()
    assert edge_root(edge) == root_of(hashes) == _recursive_root(hashes)


@given(st.integers(1, 300), st.data())
def test_every_leaf_is_proven_at_its_place_and_at_no_other(size: int, data: st.DataObject) -> None:
    hashes = _hashes(size)
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size + 3))
    root = root_of(hashes)

    proof = inclusion_proof(hashes, index)

    def holds(at: int, leaf: bytes) -> bool:
        return is_included(leaf=leaf, index=at, size=size, proof=proof, root=root)

    assert holds(index, hashes[index])
    assert not holds(index, leaf_hash(b"another entry"))
    assert holds(other, hashes[index]) is (other == index)


@given(st.integers(1, 300), st.data())
def test_a_grown_log_is_consistent_and_a_rewritten_one_is_not(
    size: int, data: st.DataObject
) -> None:
    hashes = _hashes(size)
    old_size = data.draw(st.integers(1, size))
    proof = consistency_proof(hashes, old_size)
    forked = [leaf_hash(b"forked"), *hashes[1:old_size]]

    def holds(old: Sequence[bytes], path: Sequence[bytes]) -> bool:
        return is_consistent(
            old_size=old_size, old_root=root_of(old), size=size, root=root_of(hashes), proof=path
        )

    assert holds(hashes[:old_size], proof)
    assert not holds(forked, proof)
    assert not holds(hashes[:old_size], [*proof, hashes[0]])


def test_a_proof_with_a_short_hash_never_holds() -> None:
    hashes = _hashes(4)
    proof = [item[:31] for item in inclusion_proof(hashes, 2)]

    assert not is_included(leaf=hashes[2], index=2, size=4, proof=proof, root=root_of(hashes))


@pytest.mark.parametrize(
    "edge",
    [
        TreeEdge(3, (bytes(32),)),
        TreeEdge(-1, ()),
        TreeEdge(1, (b"short",)),
        TreeEdge(0, (bytes(32),)),
    ],
)
def test_an_edge_that_does_not_fit_its_size_is_refused(edge: TreeEdge) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        edge_root(edge)
    with pytest.raises(ValueError, match=r"^$"):
        extend(edge, [bytes(32)])


@pytest.mark.parametrize(("size", "index"), [(0, 0), (4, 4), (4, -1)])
def test_there_is_no_inclusion_proof_for_a_leaf_that_is_not_there(size: int, index: int) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        inclusion_proof(_hashes(size), index)


@pytest.mark.parametrize("old_size", [0, 5])
def test_there_is_no_consistency_proof_for_an_empty_or_larger_old_log(old_size: int) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        consistency_proof(_hashes(4), old_size)


def test_a_consistency_proof_that_is_missing_hashes_never_holds() -> None:
    hashes = _hashes(7)

    assert not is_consistent(
        old_size=3, old_root=root_of(hashes[:3]), size=7, root=root_of(hashes), proof=[]
    )


@given(st.integers(0, 70), st.integers(1, 9), st.data())
def test_the_proof_of_a_new_leaf_needs_the_edge_alone(
    before: int, added: int, data: st.DataObject
) -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(before + added)]
    index = data.draw(st.integers(before, before + added - 1))
    edge = extend(TreeEdge(), leaves[:before])

    proof = inclusion_proof_of_new(edge, leaves[before:], index)

    assert proof == inclusion_proof(leaves, index)


@pytest.mark.parametrize("index", [-1, 0, 4, 7])
def test_of_another_leaf_than_a_new_one_there_is_no_such_proof(index: int) -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(7)]
    edge = extend(TreeEdge(), leaves[:5])

    with pytest.raises(ValueError, match=r"^$"):
        inclusion_proof_of_new(edge, leaves[5:], index)
