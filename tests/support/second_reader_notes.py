"""The signed parts of sync/feed/FORMAT.md for the second reader, from the document alone: one spelling of JSON (1),
signed notes (2), roots (10), device keys (11) and enrolment (12). The reader itself is second_reader.py.
"""
import base64
import binascii
import hashlib
import hmac
import json
import pathlib
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Callable, NoReturn

import nacl.bindings
import nacl.exceptions

KIB, MIB, U32 = 1 << 10, 1 << 20, (1 << 32) - 1
ED25519, COSIGNATURE = 0x01, 0x04
KINDS = """notice policy interpretation finance subsidy_roll relief_roll project alert consultation statistics guide
contact meeting catalogue calendar legal_basis areas glossary phrases inbox_key
answers""".split()
AREA, CODE, HEX32 = r"[0-9]{6}(?:[0-9]{3}(?:[0-9]{3})?)?", r"[A-Za-z0-9._:/@+-]{1,64}", r"[0-9a-f]{64}"


class Refused(Exception):
    """A reason code of section 17 and what is wrong."""


def refuse(reason: str, message: str) -> NoReturn:
    raise Refused(f"{reason}: {message}")


def expect(holds: Any, reason: str, message: str) -> None:
    if not holds:
        refuse(reason, message)


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def read(path: pathlib.Path, limit: int | None = None) -> bytes:
    expect(path.is_file(), "missing_file", f"no {path}")
    expect(limit is None or path.stat().st_size <= limit, "oversize", f"{path} is longer than {limit} bytes")
    return path.read_bytes()


def decode64(text: Any, length: int | None = None) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, TypeError, ValueError):
        refuse("malformed", f"not base64: {text}")
    expect(base64.b64encode(raw).decode() == text, "malformed", f"base64 in another spelling: {text}")
    expect(length is None or len(raw) == length, "malformed", f"base64 of {len(raw)} bytes, not {length}: {text}")
    return raw


# 1. One spelling of JSON.

Rule = Callable[[Any], bool]


def write_line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def one_line(text: str, what: str) -> dict[str, Any]:
    """The object of a line of JSON without its LF."""
    try:
        value = json.loads(text)
        again = write_line(value)
    except (ValueError, RecursionError) as error:
        refuse("malformed", f"{what}: {error}")
    expect(again == text, "malformed", f"{what} is spelled another way")
    expect(isinstance(value, dict), "malformed", f"{what} is not an object")
    return value


def matches(pattern: str) -> Rule:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def whole(least: int, most: int) -> Rule:
    return lambda value: type(value) is int and least <= value <= most


def one_of(*values: str) -> Rule:
    return lambda value: isinstance(value, str) and value in values


def list_of(rule: Rule, least: int, most: int = 1 << 16) -> Rule:
    return lambda value: isinstance(value, list) and least <= len(value) <= most and all(map(rule, value))


def members(table: dict[str, Rule]) -> Rule:
    """An object with the members of a table in its order; a name that ends in ? may be absent."""
    rules = {name.rstrip("?"): rule for name, rule in table.items()}
    required = [name for name in table if not name.endswith("?")]

    def fits(value: Any) -> bool:
        if not isinstance(value, dict) or not all(name in value for name in required):
            return False
        in_order = list(value) == [name for name in rules if name in value]
        return in_order and all(rules[name](member) for name, member in value.items())

    return fits


def is_time(value: Any) -> bool:
    try:
        return datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").strftime("%4Y-%m-%dT%H:%M:%SZ") == value
    except (TypeError, ValueError):
        return False


def is_day(value: Any) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except (TypeError, ValueError):
        return False


# 2. Signed notes.


@dataclass(frozen=True)
class Key:
    name: str
    type: int
    public: bytes

    @property
    def id(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + bytes([self.type]) + self.public)[:4]

    def renamed(self, name: str) -> "Key":
        return Key(name, self.type, self.public)


def parse_key(vkey: Any, type_byte: int, name: str | None = None) -> Key:
    parts = vkey.split("+", 2) if isinstance(vkey, str) else []
    expect(len(parts) == 3 and key_name_fits(parts[0]), "malformed", f"not a verifier key: {vkey}")
    raw = decode64(parts[2], 33)
    key = Key(parts[0], raw[0], raw[1:])
    expect(key.type == type_byte, "malformed", f"the type of {vkey} is not {type_byte}")
    expect(key.id.hex() == parts[1], "malformed", f"the id of {vkey} is not the computed one")
    expect(name is None or key.name == name, "malformed", f"{vkey} is not named {name}")
    return key


def key_name_fits(name: str) -> bool:
    return name != "" and not re.search(r"[\s+]", name)


def ed25519_holds(signature: bytes, message: bytes, public: bytes) -> bool:
    try:
        nacl.bindings.crypto_sign_open(signature + message, public)
        return True
    except nacl.exceptions.BadSignatureError:
        return False


def signer_time(key: Key, payload: bytes, text: bytes) -> int | None:
    """The time that the key vouches for (0 for a plain signature), or nothing where it does not verify."""
    if key.type == ED25519:
        return 0 if len(payload) == 64 and ed25519_holds(payload, text, key.public) else None
    moment = int.from_bytes(payload[:8], "big")
    message = f"cosignature/v1\ntime {moment}\n".encode() + text
    holds = len(payload) == 72 and moment <= 253402300799 and ed25519_holds(payload[8:], message, key.public)
    return moment if holds else None


def open_note(note: bytes, keys: list[Key], what: str) -> tuple[str, dict[Key, int]]:
    """The text, and which of the keys signed it at what time."""
    try:
        whole = note.decode("utf-8")
    except UnicodeDecodeError:
        refuse("malformed", f"{what} is not UTF-8")
    expect(not re.search(r"[\x00-\x09\x0b-\x1f]", whole), "malformed", f"{what} holds a control character")
    text, blank, signatures = whole.rpartition("\n\n")
    text += "\n"
    expect(blank and signatures.endswith("\n"), "malformed", f"{what} has no signatures, or its last line no end")
    lines = signatures[:-1].split("\n")
    expect(1 <= len(lines) <= 100, "malformed", f"{what} has {len(lines)} signature lines")
    known = {(key.name, key.id): key for key in keys}
    signers: dict[Key, int] = {}
    for line in lines:
        parts = line.split(" ")
        expect(len(parts) == 3 and parts[0] == "\u2014", "malformed", f"{what} has a bad signature line")
        raw = decode64(parts[2])
        expect(len(raw) > 4 and key_name_fits(parts[1]), "malformed", f"{what} has a bad signature line")
        if (key := known.get((parts[1], raw[:4]))) is not None:
            moment = signer_time(key, raw[4:], text.encode())
            expect(moment is not None, "bad_signature", f"{what}: the signature of {key.name} does not verify")
            signers[key] = max(moment or 0, signers.get(key, 0))
    expect(signers, "bad_signature", f"{what} has no signature by a known key")
    return text, signers


# 10. Roots.

is_text = matches(".+")


def is_until(value: Any) -> bool:
    if not isinstance(value, dict) or not value:
        return False
    in_order = list(value) == sorted(value)
    return in_order and all(map(matches(AREA), value)) and all(map(whole(1, U32), value.values()))


is_publisher = members(
    {
        "key": is_text,
        "areas": list_of(matches(AREA), 1),
        "kinds": list_of(one_of(*KINDS), 1),
        "until?": is_until,
    }
)
is_root = members(
    {
        "v": whole(1, 1),
        "version": whole(1, U32),
        "origin": matches(r"[^\s+]+"),
        "county": matches(r"[0-9]{6}"),
        "made": is_time,
        "threshold": whole(1, 64),
        "root_keys": list_of(is_text, 1, 64),
        "log_keys": list_of(is_text, 1, 64),
        "freshness": list_of(is_text, 1, 64),
        "publishers": list_of(is_publisher, 0, 4096),
        "inbox_key": is_text,
        "lower_time_floor?": is_time,
    }
)


@dataclass
class Root:
    version: int
    origin: str
    county: str
    threshold: int
    root_keys: list[Key]
    log_keys: list[Key]
    freshness: list[Key]
    publishers: dict[Key, dict[str, Any]]


def parse_root(text: str) -> Root:
    value = one_line(text[:-1], "the root")
    expect(is_root(value), "malformed", "the root's members")
    origin, county = value["origin"], value["county"]
    root_keys = [parse_key(k, ED25519) for k in value["root_keys"]]
    log_keys = [parse_key(k, ED25519, origin) for k in value["log_keys"]]
    freshness = [parse_key(k, COSIGNATURE, origin + "/freshness") for k in value["freshness"]]
    publishers = {parse_key(p["key"], ED25519): p for p in value["publishers"]}
    expect(len(publishers) == len(value["publishers"]), "malformed", "a publisher stands twice in the root")
    for keys in (root_keys, log_keys, freshness, list(publishers)):
        expect(len({k.public for k in keys}) == len(keys), "malformed", "a key stands twice in a list of the root")
    expect(value["threshold"] <= len(root_keys), "malformed", "the root's threshold is above its keys")
    inside = all(area.startswith(county) for p in publishers.values() for area in p["areas"])
    expect(inside, "malformed", "a publisher's area lies outside the county")
    ended = [(area, p) for p in publishers.values() for area in p.get("until", {})]
    inside = all(area.startswith(tuple(p["areas"])) for area, p in ended)
    expect(inside, "malformed", "a retired publisher names a feed outside its areas")
    decode64(value["inbox_key"], 32)
    return Root(value["version"], origin, county, value["threshold"], root_keys, log_keys, freshness, publishers)


def signed_by(root: Root, signers: dict[Key, int]) -> bool:
    return len({key.public for key in signers if key in root.root_keys}) >= root.threshold


def fingerprint(text: str) -> str:
    return sha256(text.encode()).hex()[:30]


def read_roots(folder: pathlib.Path, pinned: str | None) -> Root:
    """All roots from the first to the newest; the first is the pinned one."""
    versions = sorted(int(path.name) for path in (folder / "root").glob("*") if re.fullmatch("[1-9][0-9]*", path.name))
    expect(versions and versions == list(range(1, len(versions) + 1)), "version_gap", f"roots {versions}")
    held: Root | None = None
    for version in versions:
        note = read(folder / "root" / str(version), 512 * KIB)
        root = parse_root(note.decode("utf-8", "replace").rpartition("\n\n")[0] + "\n")
        text, signers = open_note(note, root.root_keys + (held.root_keys if held else []), f"root {version}")
        expect(root.version == version, "version_gap", f"root/{version} holds version {root.version}")
        expect(signed_by(root, signers), "bad_threshold", f"root {version} is not signed by enough of its own keys")
        if held is not None:
            same = (held.origin, held.county) == (root.origin, root.county)
            expect(same, "foreign_origin", f"root {version} is another county's")
            expect(signed_by(held, signers), "bad_threshold", f"root {version} is not signed by enough old keys")
        elif pinned is not None:
            found = fingerprint(text)
            expect(found == re.sub("[^0-9a-f]", "", pinned), "bad_signature", f"the root's fingerprint is {found}")
        held = root
    assert held is not None
    return held


# 11. Device keys.

is_device = matches("[a-z0-9-]{4,64}")
is_staff_code = matches(r"[A-Za-z0-9._-]{1,64}")
is_device_keys = members(
    {
        "v": whole(1, 1),
        "device": is_device,
        "version": whole(1, U32),
        "made": is_time,
        "home": matches(AREA),
        "areas": list_of(matches(AREA), 1),
        "village_keys": list_of(
            members({"area": matches(AREA), "version": whole(1, U32), "box": is_text}), 0
        ),
        "staff": list_of(members({"id": is_staff_code, "role": is_staff_code, "box": is_text}), 0),
    }
)


def read_village_keys(folder: pathlib.Path, root: Root, device: str, secret: bytes) -> dict[str, dict[int, bytes]]:
    """By area and version, opened with the device's secret key."""
    text, _ = open_note(read(folder / "keys" / device, 512 * KIB), root.log_keys, f"keys/{device}")
    note = one_line(text[:-1], f"keys/{device}")
    expect(is_device_keys(note), "malformed", f"keys/{device}: its members")
    expect(note["device"] == device, "foreign_origin", f"keys/{device} is that of {note['device']}")
    order = [(row["area"], row["version"]) for row in note["village_keys"]]
    expect(order == sorted(set(order)), "malformed", f"keys/{device}: the order of its village keys")
    public = nacl.bindings.crypto_scalarmult_base(secret)
    keys: dict[str, dict[int, bytes]] = {}
    try:
        for row in note["village_keys"]:
            opened = nacl.bindings.crypto_box_seal_open(decode64(row["box"], 80), public, secret)
            keys.setdefault(row["area"], {})[row["version"]] = opened
        for row in note["staff"]:
            nacl.bindings.crypto_box_seal_open(decode64(row["box"]), public, secret)
    except nacl.exceptions.CryptoError:
        refuse("bad_frame", f"keys/{device}: a box does not open")
    return keys


# 12. Enrolment.


def seal_line(message: dict[str, Any], code: str, before: str = "") -> str:
    """The line of a message with the HMAC under a one-time code; a reply stands behind the request's line."""
    secret = base64.b32decode(code.replace("-", "")[4:])
    code_hmac = hmac.new(secret, (before + write_line(message)).encode(), "sha256").hexdigest()
    return write_line({**message, "hmac": code_hmac})


def enrolment_request(code: str, area: str, signing_key: bytes, box_key: bytes) -> str:
    keys = {"signing_key": base64.b64encode(signing_key).decode(), "box_key": base64.b64encode(box_key).decode()}
    return seal_line({"v": 1, "code": code[:4], "area": area, **keys}, code)


def open_reply(line: str, code: str, request: str) -> tuple[str, str]:
    """The device id and the root note that a county answered with."""
    reply = one_line(line, "the reply")
    rule = members({"v": whole(1, 1), "device": is_device, "root": matches("(?s).+"), "hmac": matches(HEX32)})
    expect(rule(reply), "malformed", "the reply's members")
    without = {name: value for name, value in reply.items() if name != "hmac"}
    same = seal_line(without, code, request + "\n") == line
    expect(same, "bad_signature", "the reply does not know the code's secret")
    return reply["device"], reply["root"]
