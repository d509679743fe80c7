#!/usr/bin/env python3
"""Measures records of a table read through a mapping beside the same records in our own JSON.

usage: tables.py CUSTOS [--work FOLDER] [--rounds N] [--records N] [--forms csv,ndjson,...]
                 [--duckdb]

CUSTOS is a release build. Every side gives the same inventory and the same findings, which is
checked first. Processor time is what ratios are of: wall time says little on a busy machine.
--duckdb reads the CSV with DuckDB too (`pip install duckdb`), which parses every column and
nothing else: a floor, not a check.
"""
import argparse
import datetime
import json
import os
import resource
import statistics
import subprocess
import sys
import time
import zipfile

AS_OF = "2026-11-01"
TODAY = datetime.date(2026, 11, 1)
DAYS = [(TODAY - datetime.timedelta(days=age)).isoformat() for age in range(30_000)]
UK_DAYS = [f"{day[8:]}/{day[5:7]}/{day[:4]}" for day in DAYS]
COLUMNS = ["Reference", "Person", "Kind", "Group", "Born", "Created", "Last event"]
FIELDS = ["id", "subject", "kind", "group", "born", "created", "lastEvent"]

DATASET = {"id": "crime", "name": "Crime", "category": "crime-report",
           "retention": {"kind": "fixed", "period": "P6Y", "trigger": "last-event",
                         "action": "review", "authority": "Schedule"}}
SYSTEM = {"id": "rms", "name": "Records", "status": "live", "regime": "law-enforcement",
          "owner": "Head of Records", "controllers": ["north"]}
FORCE = {"id": "north", "name": "North", "kind": "police-force",
         "jurisdiction": "england-and-wales"}

SCALARS = {"csv": "row['{}']", "ndjson": "row.{}", "json": "row.{}", "xlsx": "row['{}']"}


def rows(count):
    """Rows of an extract, the same each time: texts, a small number and three days."""
    state = 20_261_101
    for number in range(count):
        state = (state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) & (2**64 - 1)
        bits = state >> 16
        age = bits % 2190 if bits % 1000 else 2200 + bits % 1500
        yield (f"r{number:09d}", f"p{bits % 9_000_000:07d}", "offender", 1 + bits % 3,
               6600 + bits % 22_000, min(29_000, age + bits % 400), age)


def write_native(path, count):
    with open(path, "w", encoding="utf-8") as out:
        head = {"version": 1, "extracted": AS_OF, "organisations": [FORCE]}
        out.write(json.dumps(head)[:-1] + ', "systems": [' + json.dumps(SYSTEM)[:-1]
                  + ', "datasets": [' + json.dumps(DATASET)[:-1] + ', "records": [\n')
        for index, row in enumerate(rows(count)):
            out.write(("," if index else "") + native(row, DAYS) + "\n")
        out.write("]}]}]}\n")


def native(row, days):
    return (f'{{"id":"{row[0]}","subject":"{row[1]}","kind":"{row[2]}","group":{row[3]},'
            f'"born":"{days[row[4]]}","created":"{days[row[5]]}","lastEvent":"{days[row[6]]}"}}')


def write_csv(path, count):
    with open(path, "w", encoding="utf-8") as out:
        out.write(",".join(COLUMNS) + "\r\n")
        for row in rows(count):
            out.write(f"{row[0]},{row[1]},{row[2]},{row[3]},{UK_DAYS[row[4]]},"
                      f"{UK_DAYS[row[5]]},{UK_DAYS[row[6]]}\r\n")


def write_ndjson(path, count):
    with open(path, "w", encoding="utf-8") as out:
        for row in rows(count):
            out.write(native(row, UK_DAYS) + "\n")


def write_json(path, count):
    with open(path, "w", encoding="utf-8") as out:
        out.write('{"rows": [\n')
        for index, row in enumerate(rows(count)):
            out.write(("," if index else "") + native(row, UK_DAYS) + "\n")
        out.write("]}\n")


def write_xlsx(path, count):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"

    def cells(row, number):
        return "".join(
            f'<c r="{letter}{number}" t="inlineStr"><is><t>{value}</t></is></c>'
            for letter, value in zip("ABCDEFG", row))

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("_rels/.rels", f'<Relationships xmlns="{package}"><Relationship Id="r1" '
                      f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        book.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
                      '<sheet name="Extract" sheetId="1" r:id="r1"/></sheets></workbook>')
        book.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}">'
                      f'<Relationship Id="r1" Type="{office}/worksheet" '
                      'Target="worksheets/sheet1.xml"/></Relationships>')
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{main}"><sheetData>'.encode())
            sheet.write(f'<row r="1">{cells(COLUMNS, 1)}</row>'.encode())
            for number, row in enumerate(rows(count), 2):
                texts = [*row[:4], UK_DAYS[row[4]], UK_DAYS[row[5]], UK_DAYS[row[6]]]
                sheet.write(f'<row r="{number}">{cells(texts, number)}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")


def write_mapping(path, form):
    table = form in ("csv", "xlsx")
    names = COLUMNS if table else FIELDS
    if table:
        reads = f'{{format: table, columns: [{", ".join(COLUMNS[:3])}]}}'
    elif form == "json":
        reads = '{format: json, when: "has(document.rows)"}'
    else:
        reads = '{format: ndjson, when: "has(document.subject)"}'
    access = dict(zip(FIELDS, (SCALARS[form].format(name) for name in names)))
    days = {name: f"\"day({access[name]}, ['dd/MM/yyyy'])\"" for name in FIELDS[4:]}
    group = f'"number({access["group"]})"' if table else access["group"]
    lines = [
        "mapping: extract", "title: Extract", f"reads: {reads}", "systems:", "  rows: once",
        "  id: \"'rms'\"", "  datasets:", "    rows: once", "    id: \"'crime'\"",
        "    records:", f'      rows: {"$.rows[*]" if form == "json" else "all"}',
        *(f'      {name}: "{access[name]}"' for name in FIELDS[:3]), f"      group: {group}",
        *(f"      {name}: {text}" for name, text in days.items())]
    with open(path, "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")


WRITERS = {"csv": write_csv, "ndjson": write_ndjson, "json": write_json, "xlsx": write_xlsx}


def measured(command, out=None):
    """Wall and processor seconds and peak memory in MB of one run."""
    begin = time.monotonic()
    target = open(out, "wb") if out else subprocess.DEVNULL
    child = subprocess.Popen(command, stdout=target, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - begin
    if os.waitstatus_to_exitcode(status) not in (0, 1, 3):
        raise SystemExit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def summary(path):
    """What two runs must agree in: how many findings each rule has with each verdict."""
    counts = {}
    for finding in json.load(open(path))["findings"]:
        if not finding["rule"].startswith("mopi/"):
            continue
        key = (finding["rule"], finding["verdict"])
        counts[key] = counts.get(key, 0) + (finding.get("count") or 1)
    return counts


DUCKDB = """
import duckdb, sys
columns = {name: "VARCHAR" for name in %r}
print(duckdb.sql('SELECT count(*), max("Reference"), max("Person"), max("Kind"), sum("Group"), '
  'max("Born"), max("Created"), max("Last event") FROM read_csv(?, header=true, dateformat=?)',
  params=[sys.argv[1], "%%d/%%m/%%Y"]).fetchall())
""" % COLUMNS


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("custos")
    parser.add_argument("--work", default="/tmp/custos-tables")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--records", type=int, default=300_000)
    parser.add_argument("--forms", default="csv,ndjson,json,xlsx")
    parser.add_argument("--duckdb", action="store_true")
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    name = f"{options.work}/{options.records}"
    if not os.path.exists(f"{name}.native.json"):
        write_native(f"{name}.native.json", options.records)
    write_native(f"{options.work}/frame.json", 0)
    frame = open(f"{options.work}/frame.json").read().replace(', "records": [\n]', "")
    open(f"{options.work}/frame.json", "w").write(frame)

    def check(*inputs):
        return [options.custos, "check", *inputs, "--as-of", AS_OF, "--no-link",
                "--select", "mopi/*", "--format", "json"]

    commands = {"our JSON": check(f"{name}.native.json")}
    for form in options.forms.split(","):
        path = f"{name}.{form}" if form != "json" else f"{name}.other.json"
        if not os.path.exists(path):
            WRITERS[form](path, options.records)
        write_mapping(f"{options.work}/{form}.yaml", form)
        commands[form] = check(f"{options.work}/frame.json", path,
                               "--mapping", f"{options.work}/{form}.yaml")
    if options.duckdb:
        commands["DuckDB, CSV"] = [sys.executable, "-c", DUCKDB, f"{name}.csv"]
    floor = None
    for side, command in commands.items():
        if side != "DuckDB, CSV":
            measured(command, f"{options.work}/result.json")
            found = summary(f"{options.work}/result.json")
            if floor is None:
                floor = found
            elif found != floor:
                raise SystemExit(f"{side} has other findings: {found} instead of {floor}")
    runs = {side: [] for side in commands}
    for _ in range(options.rounds):
        for side, command in commands.items():
            runs[side].append(measured(command))
    print(f"{options.records} records, medians of {options.rounds} runs in turn\n")
    print("| side | wall s | processor s | peak MB | processor, ratio |\n|---|---:|---:|---:|---:|")
    medians = {side: [statistics.median(run[part] for run in runs[side]) for part in range(3)]
               for side in commands}
    for side, (wall, processor, peak) in medians.items():
        ratio = processor / medians["our JSON"][1]
        print(f"| {side} | {wall:.2f} | {processor:.2f} | {peak:.0f} | {ratio:.2f} |")


if __name__ == "__main__":
    main()
