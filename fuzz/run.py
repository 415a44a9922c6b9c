#!/usr/bin/env python3
"""Fuzzes the targets one after the other and counts what was executed.

    cargo +nightly fuzz build --sanitizer none && python3 fuzz/run.py [--scale 1.0] [TARGET ...]

Each target starts from its committed corpus and from seeds cut out of the fixtures, and works in
fuzz/work/. The numbers, added to those of earlier runs on the same code, go to
target/quality/fuzz.json. `--minimise` replaces fuzz/corpus/ by a few of the inputs that together reach
everything reached so far.
The project has no unsafe code, so no sanitizer is needed; overflow checks and assertions are on.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
FUZZ = ROOT / "fuzz"
BINARIES = FUZZ / "target" / "x86_64-unknown-linux-gnu" / "release"
RESULTS = ROOT / "target" / "quality" / "fuzz.json"

# Executions and the longest input, in bytes: what is quick runs most.
TARGETS = {
    "citations": (4_000_000, 160),
    "figures": (3_000_000, 160),
    "text": (2_000_000, 200),
    "markdown": (500_000, 200),
    "check": (100_000, 600),
    "docx": (100_000, 1200),
    "odt": (100_000, 1200),
    "doc": (200_000, 4096),
    "pdf": (50_000, 2048),
    "rules": (5_000, 1500),
    "config": (50_000, 1500),
    "registry": (500_000, 1500),
    "baseline": (500_000, 1500),
    "messages": (20_000, 1500),
    "packs": (500_000, 600),
    "cost": (50_000, 120),
}
# Inputs of the committed corpus of each target. What else was found is found again within minutes.
KEPT = 24


def seeds(target):
    """Inputs cut out of the fixtures."""
    drafts = sorted((ROOT / "fixtures" / "drafts").rglob("*.txt"))
    paragraphs = [part for draft in drafts for part in draft.read_text(encoding="utf-8").split("\n\n")]
    if target in ("text", "citations", "figures", "check", "cost"):
        return [part.encode() for part in paragraphs if 10 < len(part.encode()) <= TARGETS[target][1]]
    if target == "markdown":
        return [path.read_bytes() for path in sorted((ROOT / "fixtures" / "drafts").rglob("*.md"))] + [
            part.encode() for part in paragraphs if len(part.encode()) <= TARGETS[target][1]
        ]
    if target == "docx":
        return [path.read_bytes() for path in sorted((ROOT / "fixtures" / "docx").glob("*/word/document.xml"))]
    if target == "odt":
        return [path.read_bytes() for path in sorted((ROOT / "fixtures" / "odt").glob("*/content.xml"))]
    if target in ("doc", "pdf"):
        return [path.read_bytes() for path in sorted((ROOT / "fixtures" / target).glob(f"*.{target}"))]
    if target == "config":
        return [path.read_bytes() for path in sorted((ROOT / "src" / "report").glob("starting_point_*.toml"))]
    if target == "registry":
        return [b'[{"kind":"quyet-dinh","number":"15/2026/QD-UBND","date":"2026-03-05","issuer":"x","title":"x"}]']
    if target == "baseline":
        return [b'{"schema":"rasoat/baseline/v1"}\n{"path":"a.txt","rule":"a/b","fingerprint":"0"}\n']
    if target == "messages":
        return [b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}\0{"jsonrpc":"2.0","method":"exit"}']
    if target == "packs":
        return [b""]
    rules = sorted((ROOT / "rules" / "packs").rglob("*.toml")) + sorted((ROOT / "rules" / "profiles").glob("*.toml"))
    return [path.read_bytes() for path in rules[::12]]


def dictionary():
    """The words as libFuzzer reads them: a dictionary may hold nothing but ASCII."""
    words = (FUZZ / "words.dict").read_bytes()
    path = FUZZ / "work" / "words.dict"
    path.write_text("".join(chr(byte) if byte < 0x80 else f"\\x{byte:02x}" for byte in words), encoding="ascii")
    return path


def run(target, executions, seconds):
    work = FUZZ / "work" / target
    work.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target)):
        (work / f"seed-{number:03}").write_bytes(seed)
    corpus = FUZZ / "corpus" / target
    corpus.mkdir(parents=True, exist_ok=True)
    artifacts = FUZZ / "artifacts" / target
    artifacts.mkdir(parents=True, exist_ok=True)
    command = [
        BINARIES / target,
        work,
        corpus,
        f"-runs={executions}",
        f"-max_len={TARGETS[target][1]}",
        f"-dict={dictionary()}",
        f"-artifact_prefix={artifacts}/",
        "-print_final_stats=1",
        "-timeout=20",
        "-rss_limit_mb=2048",
        *([f"-max_total_time={seconds}"] if seconds else []),
    ]
    log = subprocess.run(command, capture_output=True, check=False)
    text = log.stderr.decode(errors="replace")
    counted = re.search(r"number_of_executed_units:\s*(\d+)", text)
    crash = log.returncode != 0
    if crash:
        print("\n".join(text.splitlines()[-40:]), file=sys.stderr)
    return int(counted.group(1)) if counted else 0, crash


def minimise(target):
    """Keeps a few inputs, from the smallest to the largest, of those that cover all that was reached."""
    corpus, work = FUZZ / "corpus" / target, FUZZ / "work" / target
    corpus.mkdir(parents=True, exist_ok=True)
    longest = f"-max_len={TARGETS[target][1]}"
    with tempfile.TemporaryDirectory() as folder:
        cover = pathlib.Path(folder)
        subprocess.run(
            [BINARIES / target, "-set_cover_merge=1", longest, cover, corpus, work], capture_output=True, check=True
        )
        found = sorted(cover.iterdir(), key=lambda path: (path.stat().st_size, path.name))
        step = max(1, -(-len(found) // KEPT))
        kept = {path.name: path.read_bytes() for path in found[::step]}
    for old in corpus.iterdir():
        old.unlink()
    for name, content in kept.items():
        (corpus / name).write_bytes(content)
    print(f"{target:10} {len(kept)} of {len(found)} inputs, {sum(map(len, kept.values()))} bytes")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--scale", type=float, default=1.0, help="factor on the number of executions")
    parser.add_argument("--seconds", type=int, default=0, help="longest time for each target")
    parser.add_argument("--minimise", action="store_true")
    arguments = parser.parse_args()
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    for target in arguments.targets or TARGETS:
        if arguments.minimise:
            minimise(target)
            continue
        executed, crash = run(target, int(TARGETS[target][0] * arguments.scale), arguments.seconds)
        known = results.setdefault(target, {"executions": 0, "crashes": 0})
        known["executions"] += executed
        known["crashes"] += int(crash)
        print(f"{target:10} {executed:>10} executions{', CRASH' if crash else ''}")
        RESULTS.parent.mkdir(parents=True, exist_ok=True)
        RESULTS.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
