#!/usr/bin/python3
"""Which of some pictures an X server's screen shows, judged by every sixteenth row of pixels.

on_screen.py DUMP PICTURE...: DUMP is xwd's, of 32 bits a pixel; the pictures are as big as the screen and
written by the terminal's scripts (8 bits a channel, row filters none or sub). Prints the picture's name and
ends with 0, else says how near the nearest came.
"""
import struct
import sys
import zlib

EVERY = 16


def screen_rows(path):
    """XWD version 7: a head of big-endian words, the colours, then the rows, blue first."""
    data = open(path, "rb").read()
    head = struct.unpack(">25I", data[:100])
    size, height, bits, stride, colours, width = head[0], head[5], head[11], head[12], head[19], head[4]
    assert bits == 32 and head[7] == 0, path
    first = size + 12 * colours
    for y in range(0, height, EVERY):
        row = data[first + y * stride:first + y * stride + 4 * width]
        yield row[2::4] + row[1::4] + row[0::4]


def picture_rows(path):
    data = open(path, "rb").read()
    at, packed = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IHDR":
            width, height, _, colours = struct.unpack(">IIBB", data[at + 8:at + 18])
            size = {2: 3, 6: 4}[colours]
        if kind == b"IDAT":
            packed += data[at + 8:at + 8 + length]
        at += 12 + length
    raw = zlib.decompress(packed)
    stride = width * size + 1
    for y in range(0, height, EVERY):
        line = bytearray(raw[y * stride + 1:(y + 1) * stride])
        assert raw[y * stride] in (0, 1), path
        if raw[y * stride] == 1:
            for i in range(size, len(line)):
                line[i] = line[i] + line[i - size] & 255
        yield bytes(line[0::size] + line[1::size] + line[2::size])


seen = list(screen_rows(sys.argv[1]))
nearest = 0
for picture in sys.argv[2:]:
    same = sum(a == b for a, b in zip(seen, picture_rows(picture)))
    if same == len(seen):
        print(picture)
        sys.exit(0)
    nearest = max(nearest, same)
sys.exit(f"none of {len(sys.argv) - 2} pictures; {nearest} of {len(seen)} rows were alike at most")
