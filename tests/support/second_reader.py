"""Reads a whole folder of feeds as sync/feed/FORMAT.md describes it, from the document alone: a second reader beside
the project's own, which shares no line with it. The numbers in the comments are sections of that document.

    second_reader.py FOLDER [--root-fingerprint HEX] [--floor SUMMARY] [--device ID --secret KEY] [--now SECONDS]

FOLDER holds root/, blob/, keys/ and one folder for each area. Prints one JSON object,
{area: {"size": .., "root": .., "items": .., ..}}, or ends with 1 and one line at the first disagreement.
SUMMARY is what an earlier reading printed. KEY is the device's X25519 secret key in hex or base64; with it the sealed
bodies of the villages whose key the device's note holds are opened, without it only their frames are checked.
"""
import argparse
import json
import pathlib
import re
import sys
import time
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any, Iterator, NoReturn

import nacl.bindings
import nacl.exceptions
import zstandard

from second_reader_notes import (
    AREA,
    CODE,
    HEX32,
    KIB,
    KINDS,
    MIB,
    Refused,
    Root,
    U32,
    decode64,
    expect,
    is_day,
    is_time,
    list_of,
    matches,
    members,
    one_line,
    one_of,
    open_note,
    read,
    read_roots,
    read_village_keys,
    refuse,
    sha256,
    whole,
)


# 3. Tree, tiles and bundles.


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right)


def root_of(hashes: list[bytes]) -> bytes:
    if len(hashes) < 2:
        return hashes[0] if hashes else sha256(b"")
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return node(root_of(hashes[:split]), root_of(hashes[split:]))


def number(n: int) -> str:
    groups = [f"{n % 1000:03d}"]
    while n := n // 1000:
        groups.insert(0, f"x{n % 1000:03d}")
    return "/".join(groups)


@dataclass
class Tile:
    """The narrowest file that holds the wanted items of a tile, and the lengths of all files by width."""

    data: bytes
    lengths: dict[int, int]
    what: str

    def check_lengths(self, ends: list[int]) -> None:
        """`ends` are the offsets behind the first 1, 2, .. items; each file of such a width must end there."""
        same = all(self.lengths.get(width, end) == end for width, end in enumerate(ends, 1))
        expect(same, "malformed", f"{self.what}: a file ends too early or goes on after its last item")


def read_tile(folder: pathlib.Path, n: int, width: int) -> Tile:
    """Tile `n` for `width` items; each narrower file must be a prefix of the next."""
    full = folder / number(n)
    files = {int(p.name): p for p in full.with_suffix(".p").glob("*") if re.fullmatch("[1-9][0-9]*", p.name)}
    expect(all(w <= 255 for w in files), "malformed", f"{full}.p has an impossible width")
    if full.is_file():
        files[256] = full
    before = b""
    held = {}
    for w in sorted(files):
        held[w] = read(files[w])
        expect(held[w].startswith(before), "tile_mismatch", f"a narrower tile is no prefix of {files[w]}")
        before = held[w]
    expect(width in held or 256 in held, "missing_file", f"no {full} of width {width}")
    return Tile(held.get(width, before), {w: len(data) for w, data in held.items()}, str(full))


def items_at(size: int, level: int) -> Iterator[tuple[int, int]]:
    """Number and width of each tile of a level."""
    count = size >> 8 * level
    for n in range((count + 255) // 256):
        yield n, min(256, count - 256 * n)


class Bytes:
    """A reader of length-prefixed fields."""

    def __init__(self, data: bytes, what: str):
        self.data, self.at, self.what = data, 0, what

    def take(self, count: int) -> bytes:
        expect(self.at + count <= len(self.data), "truncated", f"{self.what} ends too early")
        self.at += count
        return self.data[self.at - count : self.at]

    def integer(self, width: int) -> int:
        return int.from_bytes(self.take(width), "big")

    def end(self) -> None:
        expect(self.at == len(self.data), "malformed", f"{self.what} goes on after its last record")


def read_bundles(folder: pathlib.Path, size: int) -> list[bytes]:
    entries: list[bytes] = []
    for n, width in items_at(size, 0):
        tile = read_tile(folder / "tile/entries", n, width)
        bundle = Bytes(tile.data, f"entry bundle {n}")
        ends = []
        for _ in range(width):
            entries.append(bundle.take(bundle.integer(2)))
            ends.append(bundle.at)
        tile.check_lengths(ends)
    return entries


def check_hash_tiles(folder: pathlib.Path, leaves: list[bytes]) -> None:
    level, hashes = 0, leaves
    while hashes:
        for n, width in items_at(len(hashes), 0):
            tile = read_tile(folder / f"tile/{level}", n, width)
            expect(len(tile.data) <= 8192, "oversize", f"hash tile {level}/{n}")
            same = tile.data[: 32 * width] == b"".join(hashes[256 * n : 256 * n + width])
            expect(same, "tile_mismatch", f"hash tile {level}/{n}")
            tile.check_lengths([32 * w for w in range(1, width + 1)])
        hashes = [root_of(hashes[256 * i : 256 * i + 256]) for i in range(len(hashes) // 256)]
        level += 1


# 4. Checkpoints.


@dataclass
class Checkpoint:
    size: int
    root: bytes
    confirmed: str


def read_checkpoint(folder: pathlib.Path, origin: str, root: Root, now: float) -> Checkpoint:
    note = read(folder / "checkpoint", 16 * KIB)
    logs = [key.renamed(origin) for key in root.log_keys]
    text, signers = open_note(note, logs + root.freshness, "the checkpoint")
    lines = text[:-1].split("\n")
    expect(len(lines) >= 3 and all(lines), "malformed", "the checkpoint's text")
    expect(lines[0] == origin, "foreign_origin", f"the checkpoint is that of {lines[0]}")
    expect(re.fullmatch("0|[1-9][0-9]{0,18}", lines[1]), "malformed", f"the checkpoint's size {lines[1]}")
    expect(any(key in signers for key in logs), "bad_signature", "the checkpoint is not signed by a log key")
    times = [signers[key] for key in root.freshness if key in signers]
    expect(times, "bad_signature", "the checkpoint has no freshness signature")
    expect(max(times) <= now + 86400, "time_in_future", "the checkpoint's freshness time is a day ahead")
    confirmed = datetime.fromtimestamp(max(times), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Checkpoint(int(lines[1]), decode64(lines[2], 32), confirmed)


def check_floor(checkpoint: Checkpoint, floor: dict[str, Any], leaves: list[bytes]) -> None:
    if checkpoint.size < floor["size"]:
        reason = "rollback" if checkpoint.confirmed > floor["confirmed"] else "stale"
        refuse(reason, f"size {checkpoint.size} after {floor['size']}")
    same = root_of(leaves[: floor["size"]]).hex() == floor["root"]
    expect(same, "fork", f"the tree of the first {floor['size']} entries was another")


# 5. Entries.

MAY_FOLLOW = {
    "publish": ("correct", "withdraw", "retire", "erase"),
    "correct": ("correct", "withdraw", "retire", "erase"),
    "withdraw": ("correct", "retire", "erase"),
    "retire": ("withdraw", "erase"),
    "erase": (),
}
UUID7 = r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
AUDIENCES = ("public", "village")
BODY_ROW = {
    "audience": one_of(*AUDIENCES),
    "sha256": matches(HEX32),
    "size": whole(1, 4 * MIB),
    "keep_until?": is_time,
}


def is_mime(value: Any) -> bool:
    return matches(CODE)(value) and matches("[^/]+/[^/]+")(value)


ATTACHMENT_ROW = {
    "audience": one_of(*AUDIENCES),
    "sha256": matches(HEX32),
    "size": whole(1, 64 * MIB),
    "mime": is_mime,
    "language?": matches(r"[A-Za-z0-9-]{1,35}"),
    "role": matches(CODE),
}
ENVELOPE_ROW = {
    "v": whole(1, 1),
    "op": one_of(*MAY_FOLLOW),
    "area": matches(AREA),
    "id": matches(UUID7),
    "rev": whole(1, 1_000_000),
    "kind": one_of(*KINDS),
    "catalogue?": matches(CODE),
    "priority": one_of("alert", "high", "normal", "low"),
    "formed?": is_day,
    "published": is_time,
    "embargo?": is_time,
    "expires?": is_time,
    "notice_from?": is_day,
    "notice_to?": is_day,
    "office": matches(CODE),
    "reviewers?": list_of(matches(CODE), 1, 16),
    "group?": matches(CODE),
    "bodies?": list_of(members(BODY_ROW), 1, 2),
    "attachments?": list_of(members(ATTACHMENT_ROW), 1, 256),
}
DICTIONARY_ROW = {"id": whole(1, U32), "sha256": matches(HEX32), "size": whole(1, 112 * KIB)}
is_envelope = members(ENVELOPE_ROW)
is_dictionary = members(
    {
        "v": whole(1, 1),
        "op": one_of("dictionary"),
        "area": matches(AREA),
        "published": is_time,
        "dictionary": members(DICTIONARY_ROW),
    }
)


@dataclass
class Item:
    op: str
    rev: int
    kind: str
    last_index: int


@dataclass
class Feed:
    """What the entries say, in order: envelopes, items, dictionaries."""

    origin: str
    envelopes: list[dict[str, Any]] = field(default_factory=list)
    items: dict[str, Item] = field(default_factory=dict)
    dictionaries: list[tuple[int, dict[str, Any]]] = field(default_factory=list)


def check_envelope(envelope: dict[str, Any], what: str) -> None:
    if envelope.get("op") == "dictionary":
        expect(is_dictionary(envelope), "bad_entry", f"{what}: the dictionary's members")
        return
    expect(is_envelope(envelope), "bad_entry", f"{what}: its members")
    days = [envelope.get("notice_from"), envelope.get("notice_to")]
    ordered = days == [None, None] or (None not in days and days[0] <= days[1])
    expect(ordered, "bad_entry", f"{what}: the public-notice period")
    audiences = [body["audience"] for body in envelope.get("bodies", [])]
    expect(audiences in ([], ["public"], ["village"], list(AUDIENCES)), "bad_entry", f"{what}: bodies of {audiences}")
    op, attached = envelope["op"], "attachments" in envelope
    if op in ("publish", "correct"):
        expect(audiences, "bad_entry", f"{what}: a {op} without a body")
    else:
        wanted = ["public"] if op == "withdraw" else []
        expect(audiences == wanted and not attached, "bad_entry", f"{what}: bodies or attachments of a {op}")


def covers(publisher: dict[str, Any], area: str, index: int, kind: str) -> bool:
    in_force = "until" not in publisher or index < publisher["until"].get(area, 0)
    return in_force and kind in publisher["kinds"] and area.startswith(tuple(publisher["areas"]))


def add_entry(feed: Feed, entry: bytes, area: str, root: Root) -> None:
    index = len(feed.envelopes)
    what = f"entry {index}"
    expect(0 < len(entry) <= 65535, "oversize", what)
    text, signers = open_note(entry, list(root.publishers), what)
    envelope = one_line(text[:-1], what)
    check_envelope(envelope, what)
    expect(envelope["area"] == area, "foreign_origin", f"{what} was signed for {envelope['area']}")
    kind = envelope.get("kind", "notice")
    covered = any(covers(root.publishers[key], area, index, kind) for key in signers)
    expect(covered, "publisher_out_of_scope", f"{what}: no signing key covers {kind} in {area} there")
    if envelope["op"] == "dictionary":
        feed.dictionaries.append((index, envelope["dictionary"]))
    else:
        item = feed.items.get(envelope["id"])
        op, rev = envelope["op"], envelope["rev"]
        if item is None:
            follows = op == "publish" and rev == 1
        else:
            follows = op in MAY_FOLLOW[item.op] and rev == item.rev + 1
            expect(not follows or kind == item.kind, "bad_entry", f"{what}: {kind} in an item of {item.kind}")
        expect(follows, "revision_gap", f"{what}: {op} {rev} may not follow {item}")
        feed.items[envelope["id"]] = Item(op, rev, kind, index)
    feed.envelopes.append(envelope)


# 6, 7, 13. Bodies, frames and dictionaries.


def check_depth(body: str, what: str) -> None:
    depth = 0
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', body):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        expect(depth <= 32, "bad_body", f"{what} is deeper than 32 levels")


def check_body(body: bytes, declared: dict[str, Any], what: str) -> None:
    same = len(body) == declared["size"] and sha256(body).hex() == declared["sha256"]
    expect(same, "body_mismatch", f"{what} is not the signed one")
    expect(re.match(rb'\{"salt":"[0-9a-f]{32}"', body), "bad_body", f"{what} does not begin with its salt")

    def members_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        expect(len(dict(pairs)) == len(pairs), "bad_body", f"{what} has a member twice")
        return dict(pairs)

    def integer(digits: str) -> int:
        expect(len(digits) <= 17 and abs(int(digits)) <= 1 << 53, "bad_body", f"{what} has the integer {digits}")
        return int(digits)

    def constant(name: str) -> NoReturn:
        refuse("bad_body", f"{what} holds {name}")

    try:
        text = body.decode("utf-8")
        check_depth(text, what)
        json.loads(text, object_pairs_hook=members_once, parse_int=integer, parse_constant=constant)
    except ValueError as error:
        refuse("bad_body", f"{what}: {error}")


def longest_frame(content: int) -> int:
    return content + content // 256 + max(0, 131072 - content) // 2048


@dataclass
class Area:
    """What opens the frames of one feed: its dictionaries so far and the village's keys."""

    folder: pathlib.Path
    feed: Feed
    village_keys: dict[int, bytes]

    def dictionary(self, zstd_id: int, index: int) -> zstandard.ZstdCompressionDict:
        named = [row for at, row in self.feed.dictionaries if at < index and row["id"] == zstd_id]
        expect(named, "missing_dictionary", f"dictionary {zstd_id} is not named below entry {index}")
        return zstandard.ZstdCompressionDict(read_dictionary(self.folder, named[-1]))

    def unpack(self, frame: bytes, limit: int, index: int, dictionary_allowed: bool | None, what: str) -> bytes:
        """One zstd frame of at most `limit` bytes; the last flag says must (True), may (None) or must not."""
        try:
            head = zstandard.get_frame_parameters(frame)
            expect(frame[:4] == b"\x28\xb5\x2f\xfd", "bad_frame", f"{what} is not a zstd frame")
            expect(head.content_size != zstandard.CONTENTSIZE_UNKNOWN, "bad_frame", f"{what} does not tell its size")
            expect(head.content_size <= limit, "oversize", f"{what}: {head.content_size} bytes, at most {limit}")
            named = head.dict_id != 0
            expect(dictionary_allowed in (None, named), "bad_frame", f"{what}: its type and its dictionary")
            zstd = zstandard.ZstdDecompressor(dict_data=self.dictionary(head.dict_id, index) if named else None)
            content = zstd.decompress(frame)
            whole = zstd.decompressobj()
            whole.decompress(frame)
        except zstandard.ZstdError as error:
            refuse("bad_frame", f"{what}: {error}")
        expect(whole.eof and not whole.unused_data, "bad_frame", f"{what} goes on behind its frame")
        return content

    def unseal(self, sealed: bytes, limit: int, index: int, what: str) -> bytes | None:
        """What a sealed frame (without its first byte) holds, or nothing where the key is not held."""
        expect(len(sealed) >= 4 + 24 + 16 + 1 + 9, "bad_frame", f"{what} is too short for a sealed frame")
        key = self.village_keys.get(int.from_bytes(sealed[:4], "big"))
        if key is None:
            return None
        envelope = self.feed.envelopes[index]
        place = f"{self.feed.origin}\n{envelope['id']}\n{envelope['rev']}".encode()
        try:
            opened = nacl.bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[28:], place, sealed[4:28], key)
        except nacl.exceptions.CryptoError:
            refuse("bad_frame", f"{what} does not open at its place")
        expect(opened[0] == 1, "bad_frame", f"{what} holds a frame of type {opened[0]}")
        return self.unpack(opened[1:], limit, index, False, what)

    def explained(self, index: int) -> bool:
        """Whether the entries say why a frame at this index is zeros."""
        item = self.feed.items[self.feed.envelopes[index]["id"]]
        above = [at for at, _ in self.feed.dictionaries if at > index]
        return item.op == "erase" or bool(above and item.last_index > above[0])


def read_dictionary(folder: pathlib.Path, row: dict[str, Any]) -> bytes:
    blob = folder.parent / "blob" / row["sha256"][:2] / row["sha256"][2:]
    expect(blob.is_file(), "missing_dictionary", f"no {blob}")
    data = read(blob, row["size"])
    same = len(data) == row["size"] and sha256(data).hex() == row["sha256"]
    expect(same, "body_mismatch", f"the dictionary {row['id']} is not the signed one")
    named = data[:4] == b"\x37\xa4\x30\xec" and int.from_bytes(data[4:8], "little") == row["id"]
    expect(named, "bad_frame", f"the dictionary {row['id']} has another id in itself")
    return data


# 8, 9. Packs and runs.

Stored = tuple[int, bytes]  # the type of a run's record and its bytes: 0 erased, 1 the plain body, 3 sealed


def open_frame(area: Area, frame: bytes, declared: dict[str, Any], index: int, counts: dict[str, int]) -> Stored:
    what = f"the {declared['audience']} body of entry {index}"
    counts["bodies"] += 1
    expect(len(frame) <= longest_frame(declared["size"]) + 46, "bad_frame", f"the frame of {what} is too long")
    if frame[0] == 0:
        expect(not any(frame), "bad_frame", f"{what} is erased, but not all zeros")
        expect(area.explained(index), "erased_without_reason", f"{what} is zeros")
        counts["erased"] += 1
        return 0, b""
    expect(frame[0] in (1, 2, 3), "bad_frame", f"{what}: type {frame[0]}")
    expect((frame[0] == 3) == (declared["audience"] == "village"), "bad_frame", f"{what} is of type {frame[0]}")
    if frame[0] == 3:
        counts["sealed"] += 1
        body = area.unseal(frame[1:], declared["size"], index, what)
        if body is not None:
            counts["opened"] += 1
            check_body(body, declared, what)
        return 3, frame[1:]
    counts["with_dictionary"] += frame[0] == 2
    body = area.unpack(frame[1:], declared["size"], index, frame[0] == 2, what)
    check_body(body, declared, what)
    return 1, body


def read_packs(area: Area, entries: list[bytes], counts: dict[str, int]) -> list[list[Stored]]:
    stored: list[list[Stored]] = []
    for n, width in items_at(len(entries), 0):
        tile = read_tile(area.folder / "pack", n, width)
        pack = Bytes(tile.data, f"pack {n}")
        ends = []
        for index in range(256 * n, 256 * n + width):
            frame = pack.take(pack.integer(4))
            expect(len(frame) <= longest_frame(65535), "bad_frame", f"the frame of entry {index} is too long")
            entry = area.unpack(frame, 65535, index, None, f"the frame of entry {index}")
            expect(entry == entries[index], "tile_mismatch", f"entry {index} differs between pack and bundle")
            declared = area.feed.envelopes[index].get("bodies", [])
            expect(pack.integer(1) == len(declared), "malformed", f"pack {n}: the number of bodies of entry {index}")
            frames = [pack.take(pack.integer(4)) for _ in declared]
            expect(all(frames), "malformed", f"pack {n}: an empty frame at entry {index}")
            stored.append([open_frame(area, f, d, index, counts) for f, d in zip(frames, declared)])
            ends.append(pack.at)
        tile.check_lengths(ends)
    return stored


def unpack_run(data: bytes, what: str) -> bytes:
    try:
        head = zstandard.get_frame_parameters(data)
        fits_rules = head.content_size == zstandard.CONTENTSIZE_UNKNOWN and head.dict_id == 0 and head.has_checksum
        expect(data[:4] == b"\x28\xb5\x2f\xfd" and fits_rules, "bad_frame", f"{what}: the head of its stream")
        expect(head.window_size <= 8 * MIB, "oversize", f"{what}: a window of {head.window_size} bytes")
        stream = zstandard.ZstdDecompressor(max_window_size=8 * MIB).decompressobj()
        records = stream.decompress(data)
    except zstandard.ZstdError as error:
        refuse("bad_frame", f"{what}: {error}")
    expect(stream.eof and not stream.unused_data, "bad_frame", f"{what} ends too early or goes on")
    return records


def read_record(run: Bytes) -> tuple[bytes, list[Stored]]:
    entry = run.take(run.integer(2))
    bodies = []
    for _ in range(run.integer(1)):
        size, kind = run.integer(4), run.integer(1)
        bodies.append((kind, run.take(size)))
    return entry, bodies


def check_runs(folder: pathlib.Path, entries: list[bytes], stored: list[list[Stored]]) -> int:
    found = 0
    for level in range(4):
        length = 256 << 2 * level
        for n in range(len(entries) // length):
            what = f"run/{level}/{number(n)}"
            run = Bytes(unpack_run(read(folder / what), what), what)
            for index in range(length * n, length * (n + 1)):
                entry, bodies = read_record(run)
                expect(entry == entries[index], "tile_mismatch", f"{what}: entry {index} differs from the bundle")
                expect(bodies == stored[index], "body_mismatch", f"{what}: a body of entry {index} is not the pack's")
            run.end()
            found += 1
    return found


def check_attachments(area: Area, counts: dict[str, int]) -> None:
    for index, envelope in enumerate(area.feed.envelopes):
        for row in envelope.get("attachments", []):
            what = f"the attachment {row['sha256']} of entry {index}"
            blob = area.folder.parent / "blob" / row["sha256"][:2] / row["sha256"][2:]
            if area.feed.items[envelope["id"]].op == "erase" and not blob.is_file():
                continue
            data = read(blob, row["size"])
            same = len(data) == row["size"] and sha256(data).hex() == row["sha256"]
            expect(same, "body_mismatch", f"{what} is not the signed one")
            if row["audience"] == "village":
                expect(data[0] == 3, "bad_frame", f"{what} is not sealed")
                area.unseal(data[1:], 64 * MIB, index, what)
            counts["attachments"] += 1


# 14. Reading a feed.


def read_feed(folder: pathlib.Path, root: Root, keys: dict[int, bytes], floor: dict[str, Any], now: float) -> Any:
    origin = f"{root.origin}/{folder.name}"
    checkpoint = read_checkpoint(folder, origin, root, now)
    entries = read_bundles(folder, checkpoint.size)
    leaves = [sha256(b"\x00" + entry) for entry in entries]
    expect(root_of(leaves) == checkpoint.root, "tile_mismatch", "the entries do not hash to the signed root")
    if floor:
        check_floor(checkpoint, floor, leaves)
    check_hash_tiles(folder, leaves)
    area = Area(folder, Feed(origin), keys)
    for entry in entries:
        add_entry(area.feed, entry, folder.name, root)
    counts = dict.fromkeys(["bodies", "sealed", "opened", "erased", "with_dictionary", "attachments"], 0)
    stored = read_packs(area, entries, counts)
    runs = check_runs(folder, entries, stored)
    check_attachments(area, counts)
    return {
        "size": checkpoint.size,
        "root": checkpoint.root.hex(),
        "confirmed": checkpoint.confirmed,
        "items": len(area.feed.items),
        **counts,
        "dictionaries": len(area.feed.dictionaries),
        "runs": runs,
    }


def read_folder(arguments: argparse.Namespace) -> dict[str, Any]:
    root = read_roots(arguments.folder, arguments.root_fingerprint)
    keys: dict[str, dict[int, bytes]] = {}
    if arguments.device:
        secret = arguments.secret or ""
        raw = bytes.fromhex(secret) if re.fullmatch(HEX32, secret) else decode64(secret, 32)
        keys = read_village_keys(arguments.folder, root, arguments.device, raw)
    floors = json.loads(arguments.floor.read_text()) if arguments.floor else {}
    areas = sorted(path for path in arguments.folder.iterdir() if re.fullmatch(AREA, path.name))
    expect(areas, "missing_file", f"no feed in {arguments.folder}")
    summary = {}
    for path in areas:
        try:
            expect(path.name.startswith(root.county), "foreign_origin", f"not in the county {root.county}")
            floor = floors.get(path.name, {})
            summary[path.name] = read_feed(path, root, keys.get(path.name, {}), floor, arguments.now)
        except Refused as refused:
            raise Refused(f"{path.name}: {refused}") from None
    return summary


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--root-fingerprint")
    parser.add_argument("--floor", type=pathlib.Path)
    parser.add_argument("--device")
    parser.add_argument("--secret")
    parser.add_argument("--now", type=float, default=time.time())
    try:
        print(json.dumps(read_folder(parser.parse_args()), indent=2))
    except Refused as refused:
        print(f"second_reader: {refused}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
