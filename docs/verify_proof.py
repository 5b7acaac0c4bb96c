#!/usr/bin/env python3
"""Checks a proof of Hikeshi's log without Hikeshi: Python 3.9 or later, nothing else.

    verify_proof.py PROOF --key VKEY                  the log's public key, from somebody you trust
    verify_proof.py PROOF --checkpoint FILE           a checkpoint that you kept (signed, or three lines)
    verify_proof.py PROOF --key VKEY --file EXHIBIT   the detail must be disclosed

Written from the public specifications alone: RFC 9162 (Merkle proofs), RFC 8032 (Ed25519) and
C2SP tlog-proof, tlog-checkpoint, signed-note, tlog-cosignature. Exit code 0: proved; 1: not
proved; 2: a file cannot be read.
"""

import argparse
import base64
import hashlib
import json
import sys
from datetime import datetime, timezone

# ---- Merkle trees (RFC 9162, section 2.1) -------------------------------------------------------


def leaf_hash(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of_path(leaf, index, size, path):
    """The root to which the path leads (section 2.1.3.2)."""
    if index >= size:
        raise Unproved("the entry lies behind the end of the checkpoint")
    number, last, root = index, size - 1, leaf
    for beside in path:
        if last == 0:
            raise Unproved("the path is too long")
        if number % 2 == 1 or number == last:
            root = node_hash(beside, root)
            while number % 2 == 0 and number != 0:
                number, last = number // 2, last // 2
        else:
            root = node_hash(root, beside)
        number, last = number // 2, last // 2
    if last != 0:
        raise Unproved("the path is too short")
    return root


# ---- Ed25519 (RFC 8032, section 5.1) ------------------------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def x_of(y, odd):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if odd else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P != 0:
        return None
    return P - x if x % 2 != odd else x


def add(a, b):
    """Points as (X, Y, Z, T) with x = X/Z, y = Y/Z, x*y = T/Z."""
    first = (a[1] - a[0]) * (b[1] - b[0]) % P
    second = (a[1] + a[0]) * (b[1] + b[0]) % P
    third = 2 * a[3] * b[3] * D % P
    fourth = 2 * a[2] * b[2] % P
    e, f, g, h = second - first, fourth - third, fourth + third, second + first
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(number, point):
    sum_ = (0, 1, 1, 0)
    while number > 0:
        if number % 2 == 1:
            sum_ = add(sum_, point)
        point = add(point, point)
        number //= 2
    return sum_


def point(encoded):
    y = int.from_bytes(encoded, "little")
    odd, y = y >> 255, y & ((1 << 255) - 1)
    x = x_of(y, odd)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (x_of(BASE_Y, 0), BASE_Y, 1, x_of(BASE_Y, 0) * BASE_Y % P)


def is_signed(public, message, signature):
    a, r = point(public), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or a is None or r is None or s >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    left = times(s, BASE)
    right = add(r, times(int.from_bytes(digest, "little") % ORDER, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (
        left[1] * right[2] - right[1] * left[2]
    ) % P == 0


# ---- Files (C2SP) -------------------------------------------------------------------------------


class Unproved(Exception):
    """The proof does not hold."""


class Unreadable(Exception):
    """A file is not in its form."""


def decoded(text):
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Unreadable(f"not base64: {text[:20]}") from error


def counted(text):
    if not text.isascii() or not text.isdigit() or str(int(text)) != text:
        raise Unreadable(f"not a number: {text[:20]}")
    return int(text)


def read_checkpoint(note):
    """The signed text, (origin, size, root), and the signatures as (name, id, bytes)."""
    text, signatures = note, []
    if "\n\n" in note:
        split = note.rindex("\n\n")
        text = note[: split + 1]
        for line in note[split + 2 :].splitlines():
            dash, name, value = (line.split(" ", 2) + ["", ""])[:3]
            if dash != "\u2014":
                raise Unreadable("a signature line is not in its form")
            value = decoded(value)
            signatures.append((name, value[:4], value[4:]))
    lines = text.split("\n")
    if len(lines) < 4 or not lines[0]:
        raise Unreadable("a checkpoint has three lines: log, number of entries, hash")
    root = decoded(lines[2])
    if len(root) != 32:
        raise Unreadable("the hash of a checkpoint has 32 bytes")
    return text, (lines[0], counted(lines[1]), root), signatures


def read_proof(text):
    head, separator, note = text.partition("\n\n")
    lines = head.split("\n")
    if not separator or lines.pop(0) != "c2sp.org/tlog-proof@v1":
        raise Unreadable("not a proof (C2SP tlog-proof, version 1)")
    extra = b""
    if lines and lines[0].startswith("extra "):
        extra = decoded(lines.pop(0)[len("extra ") :])
    if not lines or not lines[0].startswith("index "):
        raise Unreadable("the proof names no index")
    index = counted(lines.pop(0)[len("index ") :])
    path = [decoded(line) for line in lines]
    if len(path) > 64 or any(len(node) != 32 for node in path):
        raise Unreadable("the hashes of the path are not in their form")
    return extra, index, path, note


def read_key(text):
    """Name, id, kind (1: log, 4: witness) and the 32 bytes of a public key."""
    name, separator, rest = text.strip().partition("+")
    identity, _, key = rest.partition("+")
    key = decoded(key)
    if not separator or len(key) != 33 or key[0] not in (1, 4):
        raise Unreadable("not a public key of a log or witness")
    wanted = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]
    if wanted.hex() != identity:
        raise Unreadable("the id of the public key is not its own")
    return name, wanted, key[0], key[1:]


def signed_at(key, text, signatures):
    """Whether the key signed; for a witness the time at which it did."""
    name, identity, kind, public = key
    for by, line_id, signature in signatures:
        if (by, line_id) != (name, identity):
            continue
        if kind == 1 and is_signed(public, text.encode(), signature):
            return True
        if kind == 4 and len(signature) == 72:
            seconds = int.from_bytes(signature[:8], "big")
            message = f"cosignature/v1\ntime {seconds}\n{text}".encode()
            if is_signed(public, message, signature[8:]):
                return datetime.fromtimestamp(seconds, timezone.utc)
    return None


# ---- What is asked ------------------------------------------------------------------------------


def check(arguments):
    extra, index, path, note = read_proof(open(arguments.proof, encoding="utf-8", newline="").read())
    text, (origin, size, root), signatures = read_checkpoint(note)
    if not extra.endswith(b"\n"):
        raise Unproved("the proof does not carry its entry")
    entry, _, detail = extra[:-1].partition(b"\n")
    if root_of_path(leaf_hash(entry), index, size, path) != root:
        raise Unproved("the entry does not lead to the hash of the checkpoint")
    fields = json.loads(entry)
    if fields["seq"] != index:
        raise Unproved("the entry names another number than the proof")
    if detail and hashlib.sha256(detail).hexdigest() != fields["detail"]:
        raise Unproved("the disclosed detail is not the one that was logged")
    vouched = vouch(arguments, text, (origin, size, root), signatures)
    lines = [
        f"entry {index} at {datetime.fromtimestamp(fields['at'] / 1000, timezone.utc).isoformat()}",
        f"entry as logged: {entry.decode()}",
        f"detail: {detail.decode() if detail else 'not disclosed'}",
        f"checkpoint: {origin}, {size} entries, {base64.b64encode(root).decode()}",
    ]
    if arguments.file:
        with open(arguments.file, "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        if not detail or digest not in strings(json.loads(detail)):
            raise Unproved(f"the hash of the file ({digest}) does not stand in the disclosed detail")
        lines.append(f"file: its hash stands in the detail ({digest})")
    return lines + vouched


def vouch(arguments, text, checkpoint, signatures):
    """Who stands for the checkpoint: a key, or the copy that somebody kept."""
    origin, size, root = checkpoint
    lines = []
    for given in arguments.key:
        key = read_key(given)
        at = signed_at(key, text, signatures)
        if at is None:
            raise Unproved(f"the checkpoint is not signed by {given}")
        if key[2] == 1 and key[0] != origin:
            raise Unproved("the key belongs to another log")
        when = "" if at is True else f" at {at.isoformat()}"
        lines.append(f"signed by {key[0]}{when}")
    for name in arguments.checkpoint:
        kept_text = open(name, encoding="utf-8").read().strip("\n") + "\n"
        _, kept, _ = read_checkpoint(kept_text)
        if kept[0] != origin:
            raise Unproved(f"the kept checkpoint belongs to the log {kept[0]}")
        if kept[1] == size and kept[2] != root:
            raise Unproved("the kept checkpoint has the same size and another hash: a fork")
        if kept[1] == size:
            lines.append(f"equal to the kept checkpoint {name}")
    if not lines:
        raise Unproved("nothing that was given vouches for the checkpoint")
    return lines


def strings(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("proof")
    parser.add_argument("--key", action="append", default=[])
    parser.add_argument("--checkpoint", action="append", default=[])
    parser.add_argument("--file")
    arguments = parser.parse_args()
    try:
        lines = check(arguments)
    except Unproved as reason:
        print(f"not proved: {reason}")
        return 1
    except (Unreadable, OSError, ValueError, KeyError, TypeError) as reason:
        print(f"cannot read: {reason}", file=sys.stderr)
        return 2
    print("\n".join(["proved"] + lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
