"""Verifies a feed as any C2SP log verifier would, knowing nothing of Villageboard: the signed note of the
checkpoint (c2sp.org/signed-note, tlog-checkpoint), the hash tiles and the entry bundles (c2sp.org/tlog-tiles).

    log_verifier.py FOLDER VKEY

FOLDER holds checkpoint and tile/. Ends with 0 and one line, or with 1 and what is wrong.
"""
import base64
import hashlib
import pathlib
import sys

import nacl.exceptions
import nacl.signing


def wrong(message):
    print(f"log_verifier: {message}", file=sys.stderr)
    sys.exit(1)


def parse_vkey(vkey):
    name, key_id, encoded = vkey.split("+", 2)
    key = base64.b64decode(encoded, validate=True)
    if key[0] != 0x01 or len(key) != 33:
        wrong("the verifier key is not Ed25519")
    if hashlib.sha256(name.encode() + b"\n" + key).digest()[:4].hex() != key_id:
        wrong("the verifier key's id does not match")
    return name, bytes.fromhex(key_id), key[1:]


def open_checkpoint(note, vkey):
    name, key_id, public = parse_vkey(vkey)
    text, _, signatures = note.rpartition("\n\n")
    text += "\n"
    for line in signatures.splitlines():
        dash, signer, encoded = line.split(" ")
        raw = base64.b64decode(encoded, validate=True)
        if dash == "\u2014" and signer == name and raw[:4] == key_id:
            try:
                nacl.signing.VerifyKey(public).verify(text.encode(), raw[4:])
            except nacl.exceptions.BadSignatureError:
                wrong("the signature of the checkpoint is wrong")
            origin, size, root = text.splitlines()[:3]
            if origin != name:
                wrong(f"the origin {origin} is not the key's name {name}")
            return int(size), base64.b64decode(root, validate=True)
    wrong("no signature by the log's key")


def tile_path(level, index, width):
    groups = [f"{index % 1000:03d}"]
    while index >= 1000:
        index //= 1000
        groups.insert(0, f"x{index % 1000:03d}")
    return f"tile/{level}/{'/'.join(groups)}" + (f".p/{width}" if width < 256 else "")


def read_tile(folder, level, index, width):
    """The first WIDTH hashes or entries of a tile: the partial one, or the full one's beginning."""
    for path in (tile_path(level, index, width), tile_path(level, index, 256)):
        if (folder / path).exists():
            return (folder / path).read_bytes()
    wrong(f"no {tile_path(level, index, width)}")


def entries(folder, size):
    for index in range((size + 255) // 256):
        width = min(256, size - 256 * index)
        data = read_tile(folder, "entries", index, width)
        for _ in range(width):
            length = int.from_bytes(data[:2], "big")
            if len(data) < 2 + length:
                wrong(f"entry bundle {index} is cut short")
            yield data[2 : 2 + length]
            data = data[2 + length :]


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(hashes):
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return node(root_of(hashes[:split]), root_of(hashes[split:]))


def check_tiles(folder, leaves):
    level, hashes = 0, leaves
    while hashes:
        for index in range((len(hashes) + 255) // 256):
            expected = hashes[256 * index : 256 * (index + 1)]
            data = read_tile(folder, level, index, len(expected))
            if data[: 32 * len(expected)] != b"".join(expected):
                wrong(f"hash tile {level}/{index} does not match the entries")
        hashes = [root_of(hashes[256 * i : 256 * (i + 1)]) for i in range(len(hashes) // 256)]
        level += 1


def main(folder, vkey):
    size, root = open_checkpoint((folder / "checkpoint").read_text(encoding="utf-8"), vkey)
    leaves = [hashlib.sha256(b"\x00" + entry).digest() for entry in entries(folder, size)]
    if root_of(leaves) != root:
        wrong("the entries do not hash to the signed root")
    check_tiles(folder, leaves)
    print(f"verified {size} entries")


main(pathlib.Path(sys.argv[1]), sys.argv[2])
