#!/usr/bin/env python3
"""Writes a made-up inventory twice, as XML and as JSON: the same facts, the same for the same seed.

usage: generate.py FOLDER NAME [--systems N] [--datasets N] [--records N] [--seed N]

The force and its people are invented. About one record in two hundred breaches a rule.
"""
import argparse
import datetime
import json
import random
from xml.sax.saxutils import escape, quoteattr

AS_OF = datetime.date(2026, 11, 1)
DAYS = [(AS_OF - datetime.timedelta(days=n)).isoformat() for n in range(37_500)]

FORCE = {
    "id": "exampleshire", "name": "Exampleshire Constabulary", "kind": "police-force",
    "jurisdiction": "england-and-wales", "holdsReviewed": DAYS[90],
    "recordsPolicy": {"owner": "Records Manager", "approved": DAYS[200]},
    "schedule": {"edition": "2020-v4", "owner": "Records Manager", "approved": DAYS[600],
                 "reviewed": DAYS[200], "reviewInterval": "P1Y"},
    "dataProtectionOfficer": {"name": "Data Protection Officer", "published": True,
                              "notified": True},
}


def attributes(facts):
    def text(value):
        if isinstance(value, bool):
            return "true" if value else "false"
        return " ".join(value) if isinstance(value, list) else str(value)
    return "".join(f" {name}={quoteattr(text(value))}" for name, value in facts.items()
                   if not isinstance(value, dict))


def start(name, facts):
    """A start tag with what stands below it except rows; the end tag is left to the caller."""
    inner = "".join(f"<{key}{attributes(value)}/>" for key, value in facts.items()
                    if isinstance(value, dict))
    return f"<{name}{attributes(facts)}>{inner}"


def record(number, random):
    group = random.choices([1, 2, 3], [15, 25, 60])[0]
    age = random.randrange(2190) if group == 3 else random.randrange(5000)
    if group == 3 and random.random() < 0.005:
        age = random.randrange(2200, 4000)
    facts = {
        "id": f"r{number:09d}", "subject": f"p{random.randrange(9_000_000):07d}",
        "kind": "offender", "group": group, "born": DAYS[6600 + random.randrange(22_000)],
        "created": DAYS[min(37_000, age + random.randrange(400))], "lastEvent": DAYS[age],
    }
    if age > 2190 and group != 3:
        facts["reviewed"] = DAYS[random.randrange(2000)]
    return facts


def write(folder, name, systems, datasets, records, seed):
    numbers = random.Random(seed)
    dense = {"ensure_ascii": False, "separators": (",", ":")}
    with open(f"{folder}/{name}.xml", "w", encoding="utf-8") as xml, \
            open(f"{folder}/{name}.json", "w", encoding="utf-8") as text:
        xml.write('<?xml version="1.0" encoding="UTF-8"?>\n<inventory version="1" '
                  f'xmlns="urn:custos:inventory:1" extracted="{DAYS[0]}">\n')
        xml.write(start("organisation", FORCE) + "</organisation>\n")
        text.write(f'{{"version":1,"extracted":"{DAYS[0]}","organisations":'
                   f'[{json.dumps(FORCE, **dense)}],"systems":[')
        count = 0
        for system in range(systems):
            facts = {
                "id": f"system-{system}", "name": f"System {system}", "status": "live",
                "regime": "law-enforcement", "owner": "Head of Custody",
                "controllers": [FORCE["id"]], "purposes": ["law-enforcement"],
                "automated": numbers.random() < 0.8, "locations": ["GB"],
                "backup": {"retention": "P90D", "reappliesDeletions": numbers.random() < 0.8},
            }
            xml.write(start("system", facts) + "\n")
            text.write(("," if system else "") + json.dumps(facts, **dense)[:-1]
                       + ',"datasets":[')
            for dataset in range(datasets):
                facts = {
                    "id": f"dataset-{system}-{dataset}", "name": "Custody & more",
                    "category": "custody-record", "medium": "structured",
                    "groupMode": "time-based",
                    "retention": {"period": "P7Y", "action": "review", "trigger": "last-event"},
                }
                xml.write(start("dataset", facts) + "\n")
                text.write(("," if dataset else "") + json.dumps(facts, **dense)[:-1]
                           + ',"records":[\n')
                rows = [record(count + row, numbers) for row in range(records)]
                count += records
                xml.write("".join(f"<record{attributes(row)}/>\n" for row in rows))
                text.write(",\n".join(json.dumps(row, **dense) for row in rows) + "]}")
                xml.write("</dataset>\n")
            xml.write("</system>\n")
            text.write("]}")
        xml.write("</inventory>\n")
        text.write("]}\n")
    return count


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("name")
    parser.add_argument("--systems", type=int, default=300)
    parser.add_argument("--datasets", type=int, default=5)
    parser.add_argument("--records", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rows = write(options.folder, options.name, options.systems, options.datasets,
                 options.records, options.seed)
    print(f"{options.name}: {options.systems} systems, {rows} records")
