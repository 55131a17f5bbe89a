"""Lays the examples of sync/feed/FORMAT.md out as a folder that second_reader.py reads, and checks those that no folder
holds: run, frontier, proof, verifier keys, request and reply. Prints the device's secret key.

    second_reader_examples.py FORMAT.md FOLDER
"""
import base64
import hashlib
import pathlib
import re
import sys

import nacl.bindings

import second_reader as reader
import second_reader_notes as notes

VILLAGE = "539921102205"
CODE = "ABCD-EFGH-IJKL-MNOP-QRST"


def check(holds: bool, example: str) -> None:
    if not holds:
        sys.exit(f"second_reader_examples: {example} is not what the document says")


def records(entries: list[bytes]) -> bytes:
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def seed_keys(byte: int, pair: str) -> tuple[bytes, bytes]:
    return getattr(nacl.bindings, pair)(bytes([byte]) * 32)


def check_run(data: bytes, entries: list[bytes], bodies: list[list[reader.Stored]]) -> None:
    run = reader.Bytes(reader.unpack_run(data, "the run"), "the run")
    check([reader.read_record(run) for _ in entries] == list(zip(entries, bodies)), "run")
    run.end()


def check_proof(proof: str, leaves: list[bytes], checkpoint: str) -> None:
    head, note = proof.split("\n\n", 1)
    first, index, *path = head.split("\n")
    check((first, index, note) == ("c2sp.org/tlog-proof@v1", "index 1", checkpoint), "proof")
    left, right = (base64.b64decode(line) for line in path)
    check(reader.node(reader.node(left, leaves[1]), right) == reader.root_of(leaves), "proof")


def main(document: pathlib.Path, folder: pathlib.Path) -> None:
    blocks = re.findall(r"<!-- example: (\S+) -->\n```\n(.*?)```\n", document.read_text(encoding="utf-8"), re.S)
    text = dict(blocks)
    raw = {name: bytes.fromhex(block) for name, block in blocks if re.fullmatch(r"[0-9a-f\n]+", block)}
    entries = [text[f"entry-{n}"].encode() for n in range(3)]
    leaves = [reader.sha256(b"\x00" + entry) for entry in entries]
    files = {
        "root/1": text["root"].encode(),
        "root/2": text["root-2"].encode(),
        "keys/d-0001": text["device-keys"].encode(),
        f"{VILLAGE}/checkpoint": text["checkpoint"].encode(),
        f"{VILLAGE}/pack/000.p/3": raw["pack"],
        f"{VILLAGE}/tile/0/000.p/3": raw["leaves"],
        f"{VILLAGE}/tile/entries/000.p/3": records(entries),
    }
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)

    check(records(entries).startswith(raw["bundle"]) and len(raw["bundle"]) == 64, "bundle")
    check(raw["frontier"] == (3).to_bytes(8, "big") + reader.node(*leaves[:2]) + leaves[2], "frontier")
    check(raw["sealed"] in raw["pack"], "sealed")
    public = re.search(rb'\{"salt":"71ee[^}]*\}', raw["pack"])
    check(public is not None, "pack")
    assert public is not None
    check_run(raw["run"], entries, [[(0, b"")], [(1, public[0]), (3, raw["sealed"][1:])], []])
    check_proof(text["proof"], leaves, text["checkpoint"])
    for vkey, seed, kind in zip(text["vkeys"].split(), (1, 2, 3), (notes.ED25519, notes.COSIGNATURE, notes.ED25519)):
        signing, _ = seed_keys(seed, "crypto_sign_seed_keypair")
        check(notes.parse_key(vkey, kind).public == signing, "vkeys")

    signing, _ = seed_keys(7, "crypto_sign_seed_keypair")
    box, secret = seed_keys(8, "crypto_box_seed_keypair")
    check(secret == hashlib.sha512(b"\x08" * 32).digest()[:32], "section 1")
    request = notes.enrolment_request(CODE, VILLAGE, signing, box)
    check(request + "\n" == text["request"], "request")
    check(notes.open_reply(text["reply"][:-1], CODE, request) == ("d-0001", "(the root note)\n"), "reply")
    print(secret.hex())


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
