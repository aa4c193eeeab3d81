"""Check a claim down to its quote with a proof, a key, and none of this project's code.

Usage: python check_proof.py PROOF VKEY
Needs Python and the package ``cryptography``. The format: docs/proof-format.md.
"""

import json
import sys
from base64 import b64decode
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def must(holds: bool, what: str) -> None:
    """Stop at the first thing that does not hold."""
    if not holds:
        sys.exit(f"does not hold: {what}")


def checked(proof: str, vkey: str) -> list[tuple[dict, dict]]:
    """Every event in the proof, as its leaf and its payload: signed for, and in the tree."""
    name, key_id, key = vkey.strip().split("+", 2)
    above, note = proof.split("\n\n", 1)
    text, _, below = note.rpartition("\n\n")
    lines = [b64decode(line.split(" ")[2]) for line in below.splitlines() if f" {name} " in line]
    signature = next((line[4:] for line in lines if line[:4].hex() == key_id), b"")
    public = Ed25519PublicKey.from_public_bytes(b64decode(key)[1:])
    public.verify(signature, f"{text}\n".encode())  # raises InvalidSignature
    origin, size, root = text.split("\n")
    must(origin == name, "the checkpoint is of another ledger than the key")

    _, extra, index, *path = above.split("\n")
    first = json.loads(b64decode(extra.removeprefix("extra ")))
    first |= {"index": int(index.removeprefix("index ")), "path": path}
    events = []
    for shown in (first, *first.get("evidence", [])):
        node = sha256(b"\0" + shown["envelope"].encode()).digest()
        here, last = shown["index"], int(size) - 1
        for sibling in map(b64decode, shown["path"]):
            left = here % 2 or here == last
            pair = sibling + node if left else node + sibling
            while left and here % 2 == 0 and here:
                here, last = here // 2, last // 2
            node, here, last = sha256(b"\1" + pair).digest(), here // 2, last // 2
        must(last == 0 and node == b64decode(root), "an event is not in the ledger")
        leaf, salted = json.loads(shown["envelope"]), bytes.fromhex(shown.get("salt", ""))
        payload = shown.get("payload", "")
        hashed = sha256(salted + payload.encode()).hexdigest()
        must(not payload or hashed == leaf["digest"], "the words are not those recorded")
        events.append((leaf, json.loads(payload or "{}")))
    return events


def main(proof: str, vkey: str) -> None:
    """Print the claim, its quote, and the document in which the quote stands."""
    (leaf, payload), *evidence = checked(proof, vkey)
    must("claim" in payload, "this is no proof of a claim with its words")
    claim, quote = payload["claim"], payload["claim"]["evidence"]
    documents = [words["document"] for _, words in evidence if "document" in words]
    document = next((one for one in documents if one["id"] == quote["document"]), None)
    must(document is not None, "the words of its document are not in the proof")
    there = document["text"][quote["start"] : quote["end"]]
    must(there == quote["exact"], "the quote does not stand in the document")
    print(f"{leaf['id']}, recorded {leaf['recorded_at']} by the clock of the desk")
    print(json.dumps(claim["development"], ensure_ascii=False))
    print(f"\u201c{quote['exact']}\u201d: {document['title']}, {document['publisher']}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).read_text(encoding="utf-8"), sys.argv[2])
