#!/usr/bin/env python3
"""Runs rasoat beside two known tools on the same folders, in turn, in one run.

typos only looks words up; docx2txt only strips tags. pip installs both into target/quality/venv.
The fastest of all rounds counts for each, as the least disturbed one; what is reported are ratios.
Prints them and writes target/quality/speed.json.

    cargo build --release && python3 benches/compare.py [--rounds N]
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
QUALITY = ROOT / "target" / "quality"
DRAFT_BYTES = 10_000

# One process over all files, so that the start of Python counts once.
LOOP = "import sys, docx2txt\nfor path in sys.argv[1:]: docx2txt.process(path)"


def fetch():
    """The interpreter and the folder of programs of a venv with both tools, or None."""
    venv = QUALITY / "venv"
    programs = venv / "bin"
    if not (programs / "typos").exists() or not (programs / "docx2txt").exists():
        try:
            subprocess.run([sys.executable, "-m", "venv", venv], check=True)
            subprocess.run([programs / "pip", "install", "--quiet", "typos", "docx2txt"], check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"cannot fetch the tools: {error}", file=sys.stderr)
            return None
    return programs


def write_drafts(writer, kind, count, size, folder):
    subprocess.run([*writer, "--write", kind, str(count), str(size), folder], cwd=ROOT, check=True)


def run(commands):
    """Runs the commands one after the other: seconds on the wall, on processors, peak MiB."""
    begun = time.perf_counter()
    processor, peak = 0.0, 0
    for command in commands:
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode < 0:
            raise RuntimeError(f"{command[0]} ended with {child.returncode}")
        processor += usage.ru_utime + usage.ru_stime
        peak = max(peak, usage.ru_maxrss)
    return {"wall": time.perf_counter() - begun, "processor": processor, "peak_mib": peak / 1024}


def compare(ours, others, rounds):
    """Least times of each over the rounds, each round in turn, and the ratios of ours to theirs."""
    runs = {"rasoat": ours, **others}
    best = {}
    for _ in range(rounds):
        for name, commands in runs.items():
            measured = run(commands)
            known = best.setdefault(name, measured)
            for key, value in measured.items():
                known[key] = min(known[key], value)
    return {
        name: {
            "wall_ms": round(values["wall"] * 1000, 2),
            "processor_ms": round(values["processor"] * 1000, 2),
            "peak_mib": round(values["peak_mib"], 1),
            "ratio_wall": round(best["rasoat"]["wall"] / values["wall"], 3),
            "ratio_processor": round(best["rasoat"]["processor"] / max(values["processor"], 1e-9), 3),
        }
        for name, values in best.items()
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--rasoat", default=str(ROOT / "target" / "release" / "rasoat"))
    parser.add_argument("--build", default="cargo build --release", help="how --rasoat was built, to be told with the figures")
    parser.add_argument("--beside", metavar="NAME=PROGRAM", action="append", default=[],
                        help="another build of rasoat, run like the other tools")
    parser.add_argument("--scale", help="the built benchmark `scale`, which writes the drafts; built if not given")
    arguments = parser.parse_args()
    writer = [arguments.scale] if arguments.scale else ["cargo", "bench", "--quiet", "--bench", "scale", "--"]
    programs = fetch()
    # From the cache the second round would be many times as fast.
    options = ["check", "--no-cache", "--format", "concise"]
    rasoat = [arguments.rasoat, *options]
    builds = [build.split("=", 1) for build in arguments.beside]
    work = pathlib.Path(tempfile.mkdtemp(prefix="rasoat-compare-"))
    try:
        write_drafts(writer, "txt", 2_000, DRAFT_BYTES, work / "txt")
        write_drafts(writer, "docx", 200, DRAFT_BYTES, work / "docx")
        write_drafts(writer, "txt", 1, 1_000, work / "one")
        write_drafts(writer, "txt", 1, 10_000_000, work / "large")
        documents = sorted(str(path) for path in (work / "docx").iterdir())
        typos, python, docx2txt = (str(programs / name) if programs else None for name in ("typos", "python", "docx2txt"))

        def against_typos(folder):
            others = {name: [[program, *options, str(work / folder)]] for name, program in builds}
            return others | ({"typos": [[typos, str(work / folder)]]} if typos else {})

        def ours(folder):
            return [[*rasoat, str(work / folder)]]

        docx = {}
        if programs:
            docx["docx2txt, one process a file"] = [[python, docx2txt, path] for path in documents]
            docx["docx2txt, one process in all"] = [[python, "-c", LOOP, *documents]]
        results = {
            "rounds": arguments.rounds,
            "build": arguments.build,
            "processors": len(os.sched_getaffinity(0)),
            "cases": {
                "start-up, one draft of 1 kB": compare(ours("one"), against_typos("one"), arguments.rounds * 5),
                "2,000 drafts of 10 kB, text": compare(ours("txt"), against_typos("txt"), arguments.rounds),
                "200 drafts of 10 kB, DOCX": compare(ours("docx"), docx, max(arguments.rounds // 2, 2)),
                "one text of 10 MB": compare(ours("large"), against_typos("large"), arguments.rounds),
            },
        }
    finally:
        shutil.rmtree(work)
    QUALITY.mkdir(parents=True, exist_ok=True)
    (QUALITY / "speed.json").write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    for case, tools in results["cases"].items():
        print(case)
        for name, values in tools.items():
            print(f"  {name:32} {values['wall_ms']:>10.2f} ms  {values['peak_mib']:>7.1f} MiB"
                  f"  rasoat/this: wall {values['ratio_wall']:.2f}, processor {values['ratio_processor']:.2f}")


if __name__ == "__main__":
    main()
