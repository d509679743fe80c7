#!/usr/bin/env python3
"""Measures custos beside programs that anyone has, and prints ratios.

usage: run.py CUSTOS [--work FOLDER] [--rounds N] [--records N] [--generator PROGRAM]
              [--record FILE]

CUSTOS is a release build. Every comparison runs its sides in turn, several rounds, and takes
medians. Ratios can be compared between machines, times cannot. What is not installed is left out.
"""
import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
AS_OF = ["--as-of", "2026-11-01"]


class Bench:
    def __init__(self, options):
        self.options = options
        self.work = options.work
        self.lines = []
        os.makedirs(self.work, exist_ok=True)
        self.meter = self.build("measure.c", "measure", ["cc", "-O2"])
        self.json_floor = self.build("simdjson_loop.cpp", "simdjson_loop",
                                     ["c++", "-O2", "-std=c++17"], ["-lsimdjson"])

    def build(self, source, name, compiler, libraries=()):
        path = os.path.join(self.work, name)
        made = subprocess.run([*compiler, os.path.join(HERE, source), "-o", path, *libraries],
                              stderr=subprocess.DEVNULL).returncode == 0
        return path if made else None

    def generate(self, name, **sizes):
        if all(os.path.exists(self.path(f"{name}.{end}")) for end in ("xml", "json")):
            return
        program = self.options.generator or os.path.join(HERE, "generate.py")
        arguments = [f"--{key}={value}" for key, value in sizes.items()]
        subprocess.run([sys.executable, program, self.work, name, *arguments], check=True)

    def path(self, name):
        return os.path.join(self.work, name)

    def custos(self, *arguments):
        return [self.options.custos, *arguments]

    def once(self, command):
        """Wall and processor seconds and peak memory of one run."""
        figures = self.path("figures")
        with open(os.devnull, "w") as nothing:
            code = subprocess.run([self.meter, figures, *command], stdout=nothing,
                                  stderr=nothing).returncode
        if code not in (0, 1, 3):
            raise SystemExit(f"{' '.join(command)} ended with {code}")
        return [float(figure) for figure in open(figures).read().split()]

    def compare(self, title, commands, target=None, by=1, rounds=None):
        """Runs commands in turn; the first is the floor that the others are divided by."""
        commands = {name: command for name, command in commands.items()
                    if command and command[0] and shutil.which(command[0])}
        runs = {name: [] for name in commands}
        for _ in range(rounds or self.options.rounds):
            for name, command in commands.items():
                runs[name].append(self.once(command))
        medians = {name: [statistics.median(run[part] for run in runs[name]) for part in range(3)]
                   for name in commands}
        floor = next(iter(medians.values()))
        self.say(f"\n### {title}\n")
        if target:
            self.say(f"Target: {target}.\n")
        self.say("| program | wall ms | processor ms | peak MB | ratio |")
        self.say("|---|---:|---:|---:|---:|")
        for name, (wall, processor, peak) in medians.items():
            ratio = (wall, processor)[by] / max((floor[0], floor[1])[by], 1e-9)
            self.say(f"| {name} | {wall * 1e3:.1f} | {processor * 1e3:.1f} | {peak:.1f} "
                     f"| {ratio:.2f} |")
        return medians

    def instructions(self, command):
        """Instructions that a run takes, which are the same each time; `None` without valgrind."""
        if not shutil.which("valgrind"):
            return None
        # Valgrind cannot read the debugging symbols of large static programs.
        bare = self.path("custos-bare")
        if not os.path.exists(bare) or os.path.getmtime(bare) < os.path.getmtime(command[0]):
            if subprocess.run(["strip", "-o", bare, command[0]]).returncode != 0:
                return None
        command = [bare, *command[1:]]
        result = subprocess.run(
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
            capture_output=True, text=True)
        found = re.search(r"Collected\s*:\s*(\d+)", result.stderr)
        return int(found.group(1)) if found else None

    def say(self, line):
        self.lines.append(line)
        print(line, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("custos")
    parser.add_argument("--work", default="/tmp/custos-benchmarks")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--records", type=int, default=500_000)
    parser.add_argument("--generator", help="another program with the arguments of generate.py")
    parser.add_argument("--record", help="a file to write the report to")
    bench = Bench(parser.parse_args())
    options = bench.options
    options.custos = os.path.abspath(options.custos)
    commit = subprocess.run(["git", "-C", HERE, "describe", "--always", "--dirty"],
                            capture_output=True, text=True).stdout.strip()
    bench.say(f"# Measured at {commit}\n")
    bench.say(f"{options.records} records; medians of {options.rounds} rounds; "
              f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start; "
              f"{platform.platform()}.")
    per_system = max(1, options.records // 500)
    bench.generate("force", systems=300, datasets=5, records=0)
    bench.generate("tenth", systems=100, datasets=5, records=max(1, per_system // 10))
    bench.generate("extract", systems=100, datasets=5, records=per_system)
    floors(bench, options)
    growth(bench)
    counts(bench)
    if options.record:
        with open(options.record, "w") as file:
            file.write("\n".join(bench.lines) + "\n")


def floors(bench, options):
    smallest = os.path.join(HERE, "..", "samples", "clean", "inventory.xml")
    check = bench.custos("check", *AS_OF, "--no-link", "--jobs", "1")
    bench.compare("Start-up", {
        "/bin/true": ["/bin/true"],
        "custos --version": bench.custos("--version"),
        "custos check, smallest sample": [*check, smallest],
    }, "version at most 2 × /bin/true + 5 ms, check at most 20 ms", by=0,
        rounds=4 * options.rounds)
    for end in ("xml", "json"):
        force = bench.path(f"force.{end}")
        bench.compare(f"300 systems, 1,500 datasets, {end}", {
            "wc -l": ["wc", "-l", force], "custos check": [*check, force],
            "jq .": ["jq", "-c", ".", force] if end == "json" else None,
        })
    xml, text = bench.path("extract.xml"), bench.path("extract.json")
    bench.compare("Records in XML", {
        "xmllint --sax --noout": ["xmllint", "--sax", "--noout", xml],
        "wc -l": ["wc", "-l", xml], **checks(bench, xml),
    }, "counts at most 1.25 × xmllint (two threads: 0.75 × its wall time), linked at most 2.2 × "
       "that, with findings at most 1.5 × the wall time")
    bench.compare("Records in JSON", {
        "simdjson on demand": [bench.json_floor, text], **checks(bench, text),
        "jq '.systems | length'": ["jq", ".systems | length", text],
    }, "counts at most 1.0 × simdjson (two threads: 0.6 × its wall time), linked at most 2.2 × "
       "that, with findings at most 1.5 × the wall time")


def checks(bench, path):
    """Runs over one file: counts alone, and with every finding written."""
    counts = ["--summary-only", "--format", "json"]
    findings = ["--format", "ndjson"]

    def check(*words):
        return bench.custos("check", *AS_OF, *words, path)
    return {
        "custos validate": bench.custos("validate", path),
        "counts, not linked": check("--no-link", "--jobs", "1", *counts),
        "counts, not linked, two threads": check("--no-link", "--jobs", "2", *counts),
        "counts, linked": check("--jobs", "1", *counts),
        "counts, linked, two threads": check("--jobs", "2", *counts),
        "findings, not linked": check("--no-link", "--jobs", "1", *findings),
        "findings, not linked, two threads": check("--no-link", "--jobs", "2", *findings),
        "findings, linked": check("--jobs", "1", *findings),
    }


def growth(bench):
    check = bench.custos("check", *AS_OF, "--no-link", "--jobs", "1", "--summary-only")
    for end in ("xml", "json"):
        bench.compare(f"Growth in {end}, counts", {
            "a tenth": [*check, bench.path(f"tenth.{end}")],
            "the whole": [*check, bench.path(f"extract.{end}")],
        }, "ten times the records in at most 10.5 × the time and 1.1 × the memory")


def counts(bench):
    check = bench.custos("check", *AS_OF, "--no-link", "--jobs", "1")
    records = open(bench.path("tenth.json")).read().count('"subject"')
    xml, text = bench.path("tenth.xml"), bench.path("tenth.json")
    sample = os.path.join(HERE, "..", "samples", "clean", "inventory.xml")
    one = ["--select", "governance/birth-date-possible"]
    runs = {
        "start-up": bench.custos("--version"),
        "check, smallest sample": [*check, sample],
        "a tenth, XML": [*check, xml],
        "a tenth, XML, one rule": [*check, *one, xml],
        "a tenth, XML, counts": [*check, "--summary-only", xml],
        "a tenth, JSON": [*check, text],
        "a tenth, JSON, counts": [*check, "--summary-only", text],
        "a tenth, JSON, one rule": [*check, *one, text],
        "a tenth, JSON, linked": bench.custos("check", *AS_OF, "--jobs", "1", text),
    }
    bench.say("\n### Instructions\n\n| run | millions | a record |\n|---|---:|---:|")
    for name, command in runs.items():
        count = bench.instructions(command)
        if count is None:
            return
        each = f"{count / records:.0f}" if name.startswith("a tenth") else ""
        bench.say(f"| {name} | {count / 1e6:.1f} | {each} |")


main()
