#!/usr/bin/python3
"""Whether a screenshot holds exactly the pixels of a picture, turned clockwise.

same_picture.py PICTURE SCREENSHOT DEGREES; ends with 0 when it does, else says how many differ.
"""
import struct
import sys
import zlib


def rows_of(path):
    """The picture's rows, each a list of (red, green, blue); 8 bits a channel, not interlaced."""
    data = open(path, "rb").read()
    at, packed = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IHDR":
            width, height, depth, colours, _, _, interlaced = struct.unpack(">IIBBBBB", data[at + 8:at + 21])
            assert depth == 8 and colours in (2, 6) and not interlaced, path
            size = {2: 3, 6: 4}[colours]
        if kind == b"IDAT":
            packed += data[at + 8:at + 8 + length]
        at += 12 + length
    raw = zlib.decompress(packed)
    stride = width * size
    above, rows = bytearray(stride), []
    for y in range(height):
        start = y * (stride + 1)
        line = unfiltered(raw[start], bytearray(raw[start + 1:start + 1 + stride]), above, size)
        rows.append(list(zip(line[0::size], line[1::size], line[2::size])))
        above = line
    return rows


def unfiltered(kind, line, above, size):
    """PNG specification, section 9.2."""
    for i in range(len(line)) if kind else ():
        left = line[i - size] if i >= size else 0
        corner = above[i - size] if i >= size else 0
        if kind == 1:
            guess = left
        elif kind == 2:
            guess = above[i]
        elif kind == 3:
            guess = (left + above[i]) // 2
        else:
            nearest = left + above[i] - corner
            guess = min((left, above[i], corner), key=lambda each: abs(nearest - each))
        line[i] = line[i] + guess & 255
    return line


picture, seen = rows_of(sys.argv[1]), rows_of(sys.argv[2])
for _ in range(int(sys.argv[3]) // 90):
    picture = [list(row) for row in zip(*picture[::-1])]
if (len(picture), len(picture[0])) != (len(seen), len(seen[0])):
    sys.exit(f"{len(seen[0])}x{len(seen)} instead of {len(picture[0])}x{len(picture)}")
wrong = sum(a != b for one, other in zip(picture, seen) for a, b in zip(one, other))
sys.exit(f"{wrong} pixels differ" if wrong else 0)
