#!/usr/bin/env python3
"""Measures the language: what an evaluation takes, what its event log adds, and other implementations.

usage: language.py [--rounds N] [--cpu N] [--base PROGRAM]

Builds Benchmarks/CEL and prints, for each expression, the least time of an evaluation without and
with an event log; with valgrind also the instructions and the allocations of an evaluation, which
are the same each time. Other implementations are measured in the same rounds where the Python of
this script has them: cel-go's successors in C++ (`pip install cel-expr-python`) and Rust
(`pip install common-expression-language`); for them, the time of evaluating `true` is taken off,
which is what crossing over from Python costs. --base is a cel-speed of another commit.
"""
import argparse
import datetime
import os
import re
import shutil
import subprocess
import time

HERE = os.path.dirname(os.path.abspath(__file__))
UTC = datetime.timezone.utc

# The record of Sources/cel-speed/Facts.swift.
RECORD = {
    "id": "R-000123", "title": "INV-2019-004711 final",
    "path": "/store/fin/2019/INV-2019-004711.xml", "status": "closed",
    "owner": {"dept": "FIN", "country": "DE", "person": {"id": 4711, "active": True}},
    "meta": {"pages": 120, "archived": False,
             "klass": {"code": "F.10", "retention": {"code": "HGB257", "years": 10}}},
    "flags": {"legal_hold": False, "pii": True},
    "closed": "2015-03-31T00:00:00Z", "created": "2014-01-02T08:30:00Z",
    "tags": ["finance", "invoice", "scan", "eu", "pii"],
    "versions": [{"no": number, "size": 1000 + number,
                  "state": "final" if number % 2 else "superseded"} for number in range(10)],
}
VARIABLES = {
    "rec": RECORD, "closed": datetime.datetime(2015, 3, 31, tzinfo=UTC),
    "created": datetime.datetime(2014, 1, 2, 8, 30, tzinfo=UTC),
    "now": datetime.datetime(2026, 1, 1, tzinfo=UTC),
}


def in_cpp():
    """What makes, for an expression, a function that evaluates it; `None` if it is not there."""
    try:
        from cel_expr_python import cel
    except ImportError:
        return None
    types = {name: cel.Type.TIMESTAMP for name in VARIABLES} | {"rec": cel.Type.DYN}
    environment = cel.NewEnv(variables=types)
    activation = environment.Activation(VARIABLES)

    def evaluator(source):
        expression = environment.compile(source)
        return lambda: expression.eval(activation).value()
    return evaluator


def in_rust():
    try:
        import cel
    except ImportError:
        return None
    context = cel.Context(variables=VARIABLES)

    def evaluator(source):
        program = cel.compile(source)
        return lambda: program.execute(context)
    return evaluator


def least(function):
    """The least nanoseconds of a call."""
    if function() is not True:
        raise ValueError("is not true")
    count, best = 1, None
    for _ in range(200):
        start = time.thread_time_ns()
        for _ in range(count):
            function()
        took = time.thread_time_ns() - start
        if took < 200_000:
            count *= 2
            continue
        best = min(best or took / count, took / count)
    return best


def peers(expressions):
    """Nanoseconds of an evaluation by implementation and expression, without crossing over."""
    figures = {}
    for name, maker in (("C++", in_cpp()), ("Rust", in_rust())):
        if not maker:
            continue
        crossing = least(maker("true"))
        figures[name] = {}
        for expression, source in expressions.items():
            try:
                figures[name][expression] = least(maker(source)) - crossing
            except Exception as failure:  # what another implementation cannot do is left out
                print(f"{name}: {expression}: {str(failure).splitlines()[0]}")
    return figures


class Program:
    """A cel-speed."""

    def __init__(self, path, cpu):
        self.path = path
        self.prefix = ["taskset", "-c", str(cpu)] if shutil.which("taskset") else []

    def lines(self, *arguments):
        command = [*self.prefix, self.path, *arguments]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return [line.split("\t") for line in output.splitlines()]

    def times(self):
        """Nanoseconds without and with a log, and the number of events, by expression."""
        return {name: (float(off), float(on), int(events))
                for name, off, on, events in self.lines()}

    def counted(self, tool, pattern, name, log):
        """What valgrind counts in an evaluation: in many, less what it counts in few."""
        few, many = (int(re.search(pattern, subprocess.run(
            ["valgrind", *tool, self.path, name, log, str(count)],
            capture_output=True, text=True).stderr).group(1).replace(",", ""))
            for count in (1_000, 6_000))
        return (many - few) / 5_000

    def instructions(self, name, log):
        tool = ["--tool=callgrind", "--callgrind-out-file=/dev/null"]
        return self.counted(tool, r"Collected\s*:\s*(\d+)", name, log)

    def allocations(self, name, log):
        return self.counted([], r"total heap usage: ([\d,]+) allocs", name, log)


def merged(runs):
    """The least of several rounds."""
    return {name: tuple(min(run[name][part] for run in runs) for part in range(3))
            for name in runs[0]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cpu", type=int, default=(os.cpu_count() or 1) - 1)
    parser.add_argument("--base", help="a cel-speed of another commit, to compare with")
    options = parser.parse_args()
    package = os.path.join(HERE, "CEL")
    build = ["swift", "build", "-c", "release", "--package-path", package]
    subprocess.run([*build, "--quiet"], check=True)
    folder = subprocess.run([*build, "--show-bin-path"], check=True, capture_output=True,
                            text=True).stdout.strip()
    programs = [Program(os.path.join(folder, "cel-speed"), options.cpu)]
    if options.base:
        programs.append(Program(options.base, options.cpu))
    expressions = dict(programs[0].lines("--expressions"))
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {options.cpu})

    runs, others = [[] for _ in programs], []
    for _ in range(options.rounds):
        for program, results in zip(programs, runs):
            results.append(program.times())
        others.append(peers(expressions))
    report(expressions, programs, [merged(results) for results in runs], others)


def report(expressions, programs, times, others):
    commit = subprocess.run(["git", "-C", HERE, "describe", "--always", "--dirty"],
                            capture_output=True, text=True).stdout.strip()
    print(f"Least of {len(others)} rounds at {commit}, load {os.getloadavg()[0]:.1f}; "
          "nanoseconds and instructions of an evaluation.\n")
    counts = bool(shutil.which("valgrind"))
    names = [name for name in ("C++", "Rust") if name in others[0]]
    head = ["expression", "off ns", "on ns", "log %", "events"]
    head += ["off instr.", "on instr.", "log %", "allocations off, on"] if counts else []
    head += ["base ns"] if len(times) > 1 else []
    head += ["base instr."] if counts and len(times) > 1 else []
    head += [f"{name} ns" for name in names] + [f"{name} / off" for name in names]
    print("| " + " | ".join(head) + " |")
    print("|---|" + "---:|" * (len(head) - 1))
    for expression in expressions:
        off, on, events = times[0][expression]
        row = [f"{off:.1f}", f"{on:.1f}", f"{(on / off - 1) * 100:+.1f}", str(events)]
        if counts:
            few, many = (programs[0].instructions(expression, log) for log in ("off", "on"))
            memory = [programs[0].allocations(expression, log) for log in ("off", "on")]
            row += [f"{few:.0f}", f"{many:.0f}", f"{(many / few - 1) * 100:+.1f}",
                    f"{memory[0]:g}, {memory[1]:g}"]
        if len(times) > 1:
            row.append(f"{times[1][expression][0]:.1f}")
            if counts:
                row.append(f"{programs[1].instructions(expression, 'off'):.0f}")
        found = [[run[name][expression] for run in others if expression in run[name]]
                 for name in names]
        row += [f"{min(values):.0f}" if values else "" for values in found]
        row += [f"{min(values) / off:.1f}" if values else "" for values in found]
        print(f"| {expression} | " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
