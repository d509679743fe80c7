#!/usr/bin/env python3
"""Checks an inventory in shards with Apache Spark, and leaves the partials for custos merge.

usage: shards.py SHARDS OUTPUT INPUT... [-- OPTION...]

OUTPUT is a folder that is not there yet, where all workers can read and write: OUTPUT/facts gets what
the records say of people, OUTPUT/partials the partials. Each INPUT must have the same name and the
same bytes for all workers. The options after -- go to every custos check, such as --as-of.
CUSTOS names the program. Then: custos merge OUTPUT/partials
"""
import os
import shlex
import sys

from pyspark.sql import SparkSession


def main():
    words = sys.argv[1:]
    if len(words) < 3:
        sys.exit(__doc__)
    split = words.index("--") if "--" in words else len(words)
    count, output, inputs = int(words[0]), words[1], words[2:split]
    options = words[split + 1:]
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "run-shard")
    spark = SparkSession.builder.appName("custos").getOrCreate()
    numbers = spark.sparkContext.parallelize(range(1, count + 1), count)

    def run(command, arguments, target):
        line = shlex.join([script, command, str(count)] + arguments)
        # With checkCode a shard that fails fails the job: a gap must not look like a clean result.
        numbers.map(str).pipe(line, env=dict(os.environ), checkCode=True).saveAsTextFile(
            "file://" + os.path.abspath(os.path.join(output, target)))

    # An inventory whose records are not linked needs no facts.
    if "--no-link" not in options:
        run("link", inputs, "facts")
        options = options + ["--link", os.path.abspath(os.path.join(output, "facts"))]
    run("check", inputs + options, "partials")
    spark.stop()


if __name__ == "__main__":
    main()
