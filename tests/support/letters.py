"""Villagers' messages and answers as content/state/SUBMISSION.md describes them, from the document alone.

letters.py write DATA COUNT ROUTE WORDS    seals COUNT messages "WORDS N" into DATA/state.db; prints a slip a line
letters.py read DATA SLIP                  prints every answer in DATA's cache that opens with the slip
letters.py find WORDS PATH...              prints how often WORDS stand in the files of these folders
"""
import base64
import hashlib
import json
import pathlib
import secrets
import sqlite3
import sys
from datetime import datetime, timedelta, timezone

import nacl.bindings
import nacl.exceptions

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CLASSES = (512, 2048, 8192)
VILLAGE = "539921102205"


def slip_keys(slip: str) -> tuple[bytes, bytes]:
    seed = hashlib.blake2b(slip[:17].encode(), key=b"villageboard slip key 1", digest_size=32).digest()
    return nacl.bindings.crypto_box_seed_keypair(seed)


def new_slip() -> str:
    body = "".join(secrets.choice(CROCKFORD) for _ in range(17))
    check = hashlib.blake2b(body.encode(), key=b"villageboard slip check 1", digest_size=32).digest()
    return body + "".join(CROCKFORD[byte & 31] for byte in check[:3])


def bodies(data: pathlib.Path, kind: str) -> list[dict]:
    cache = sqlite3.connect(data / (data / "cache.current").read_text().strip())
    rows = cache.execute(
        "SELECT content FROM body JOIN item ON body.id = item.id AND body.revision = item.revision"
        " WHERE item.kind = ? AND item.state = 'live'", (kind,)).fetchall()
    return [json.loads(row[0]) for row in rows]


def plaintext(words: str, route: str, key: bytes) -> bytes:
    today = (datetime.now(timezone.utc) + timedelta(hours=8)).strftime("%Y-%m-%d")
    message = {"kind": "report", "to": route, "area": VILLAGE, "language": "zh-CN", "day": today, "text": [words],
               "answer_key": base64.b64encode(key).decode()}
    text = json.dumps(message, ensure_ascii=False).encode()
    packed = b"\x01" + len(text).to_bytes(4, "big") + text + (0).to_bytes(4, "big")
    return packed.ljust(next(size for size in CLASSES if size >= len(packed)), b"\0")


def write(data: pathlib.Path, count: int, route: str, words: str) -> None:
    newest = max(bodies(data, "inbox_key"), key=lambda body: body["valid_from"])
    inbox = base64.b64decode(newest["public_key"])
    state = sqlite3.connect(data / "state.db")
    for number in range(count):
        slip = new_slip()
        plain = plaintext(f"{words} {number}", route, slip_keys(slip)[0])
        sealed = nacl.bindings.crypto_box_seal(plain, inbox)
        with state:
            state.execute("INSERT INTO outbox(id, digest, day, size_class, sealed) VALUES(?,?,?,?,?)",
                          (secrets.token_hex(16), hashlib.sha256(sealed).hexdigest(),
                           datetime.now(timezone.utc).strftime("%Y-%m-%d"), len(plain), sealed))
        print(slip)


def read(data: pathlib.Path, slip: str) -> None:
    public, secret = slip_keys(slip)
    for body in bodies(data, "answers"):
        for sealed in body["sealed"]:
            try:
                plain = nacl.bindings.crypto_box_seal_open(base64.b64decode(sealed), public, secret)
            except nacl.exceptions.CryptoError:
                continue
            print(plain[5:5 + int.from_bytes(plain[1:5], "big")].decode())


def forms(words: bytes) -> list[bytes]:
    """The words as they are and at the three places of base64, but for what neighbours decide."""
    texts = [base64.b64encode(b"x" * before + words) for before in range(3)]
    return [words] + [text[4 if before else 0:-4] for before, text in enumerate(texts)]


def find(words: str, folders: list[str]) -> None:
    files = [file for folder in folders for file in pathlib.Path(folder).rglob("*") if file.is_file()]
    print(sum(file.read_bytes().count(form) for file in files for form in forms(words.encode())))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["write", data, count, route, words]:
            write(pathlib.Path(data), int(count), route, words)
        case ["read", data, slip]:
            read(pathlib.Path(data), slip)
        case ["find", words, *folders]:
            find(words, folders)
        case _:
            sys.exit(__doc__)
