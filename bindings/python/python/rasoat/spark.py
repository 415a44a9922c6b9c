"""Millions of documents on Spark: a row for each file, whatever is in it.

    from rasoat import spark as rs

    files = rs.read_files(spark, "/kho/van-ban")
    checked = rs.check_files(files, today="2026-11-30")
    checked.write.parquet("/kho/ket-qua")
    checked = spark.read.parquet("/kho/ket-qua")
    rs.findings(checked), rs.not_read(checked), rs.compare_files(checked), rs.statistics(checked)

Each task has one checker, in a process beside it with a limit of time and memory for each file. A file that cannot be
read, takes too long or ends that process is a row that says so. A task that is tried again gives the same rows.
"""

from __future__ import annotations

import hashlib
import json
import time
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql import types as T

from . import _native
from ._checker import Checker
from ._worker import refused, told
from .isolated import MEMORY, TIMEOUT, IsolatedChecker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pandas as pd
    from pyspark.sql import Column, SparkSession
    from typing_extensions import Unpack

    from ._checker import Settings

#: The largest file that is read.
LARGEST = 64 << 20

_FINDING = T.StructType(
    [
        T.StructField(name, T.IntegerType() if name in ("line", "column") else T.StringType())
        for name in (
            *("rule", "severity", "tier", "message", "help", "quote", "section", "place", "line", "column"),
            *("part", "fix", "fingerprint"),
        )
    ]
)
_NOT_CHECKED = T.StructType([T.StructField(name, T.StringType()) for name in ("rule", "reason", "message")])
_TOPIC = T.StructType([T.StructField("about", T.LongType()), T.StructField("says", T.LongType())])

#: A row for each file. Columns are added at the end only.
CHECKED = T.StructType(
    [
        T.StructField("path", T.StringType(), nullable=False),
        T.StructField("name", T.StringType(), nullable=False),
        T.StructField("size", T.LongType(), nullable=False),
        #: Of the content, SHA-256; null for a file that is too large to be read.
        T.StructField("hash", T.StringType()),
        #: Version of rasoat, and hash of the settings.
        T.StructField("checker", T.StringType(), nullable=False),
        #: ``checked``, ``unreadable`` (the document's fault), ``failed`` (out of time or memory, or a fault of ours),
        #: ``unchanged`` (the row that is known still holds).
        T.StructField("status", T.StringType(), nullable=False),
        T.StructField("reason", T.StringType()),
        T.StructField("message", T.StringType()),
        *(
            T.StructField(name, T.StringType())
            for name in ("format", "kind", "number", "date", "place", "issuer", "parent", "subject", "profile")
        ),
        T.StructField("findings", T.ArrayType(_FINDING)),
        T.StructField("not_checked", T.ArrayType(_NOT_CHECKED)),
        T.StructField("left_out", T.IntegerType()),
        T.StructField("topics", T.ArrayType(_TOPIC)),
        T.StructField("member", T.BinaryType()),
        T.StructField("seconds", T.DoubleType()),
    ]
)

_RELATED = T.StructType(
    [
        T.StructField(name, T.IntegerType() if name in ("line", "column") else T.StringType())
        for name in ("message", "quote", "name", "line", "column")
    ]
)

#: A row for each finding that rests on several files.
COMPARED = T.StructType(
    [
        *(
            T.StructField(name, T.IntegerType() if name in ("line", "column") else T.StringType())
            for name in ("name", "rule", "severity", "message", "help", "quote", "section", "line", "column", "part")
        ),
        T.StructField("related", T.ArrayType(_RELATED)),
        T.StructField("fingerprint", T.StringType()),
    ]
)


def read_files(spark: SparkSession, *paths: str, partition: int = 32 << 20, overhead: int = 64 << 10) -> DataFrame:
    """The files below ``paths``, by Spark's source ``binaryFile``.

    Empty files are among them, which that source leaves out. Spark puts the largest files into partitions first and
    fills each up to ``partition`` bytes, a file counting for ``overhead`` bytes more than it has. Few documents go to
    Python at a time, for each may be large. These are settings of the session.
    """
    spark.conf.set("spark.sql.files.maxPartitionBytes", partition)
    spark.conf.set("spark.sql.files.openCostInBytes", overhead)
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 32)
    # A file that somebody takes away during the run ends no task.
    spark.conf.set("spark.sql.files.ignoreMissingFiles", "true")
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(list(paths))
    return files.unionByName(_empty(spark, files))


def _empty(spark: SparkSession, files: DataFrame) -> DataFrame:
    """The files that are empty, which Spark lists and does not read."""
    # What Py4J reaches in the virtual machine has no types here.
    jvm: Any = spark._jvm
    session: Any = spark._jsparkSession
    frame: Any = files._jdf
    # The list stays where Spark has it.
    addresses = jvm.scala.collection.mutable.WrappedArray.make(frame.inputFiles())
    listed = session.createDataset(addresses, jvm.org.apache.spark.sql.Encoders.STRING())
    # There a path is part of an address, and here it is none.
    plain = F.url_decode(F.regexp_replace(F.col("value"), r"\+", "%2B"))
    paths = DataFrame(listed.toDF(), spark).select(F.regexp_replace(plain, "^file:/+", "file:/").alias("path"))
    row = {"path": F.col("path"), "length": F.lit(0), "content": F.lit(b"")}
    columns = [row.get(field.name, F.lit(None)).cast(field.dataType).alias(field.name) for field in files.schema]
    return paths.join(files.select("path"), "path", "left_anti").select(*columns)


def check_files(
    files: DataFrame,
    *,
    root: str = "",
    known: DataFrame | None = None,
    largest: int = LARGEST,
    timeout: float = TIMEOUT,
    memory: int = MEMORY,
    isolate: bool = True,
    **settings: Unpack[Settings],
) -> DataFrame:
    """A row of :data:`CHECKED` for each row of ``files``, which has ``path``, ``length`` and ``content``.

    Names of documents are their paths below ``root``. Rows of ``known``, an earlier result, are not made again where
    the content, the version of rasoat and the settings are the same: their status is ``unchanged``, and
    :func:`merged` puts both together. Without ``isolate`` documents are checked in the task itself: a little faster,
    for documents one trusts.
    """
    checker = Checker(**settings)
    mark = _mark(checker)
    size = F.col("length")
    columns = [F.col("path"), _name(root).alias("name"), size.alias("size")]
    # Spark reads the content of none that its filter on the length leaves out.
    small = files.where(size <= largest).select(*columns, F.col("content"))
    hash_of = F.sha2("content", 256)
    if known is None:
        small = small.withColumn("hash", hash_of).withColumn("is_known", F.lit(False))
    else:
        same = known.where(F.col("checker") == mark).select("path", F.col("hash").alias("known"))
        small = small.join(F.broadcast(same), "path", "left").withColumn("hash", hash_of)
        small = small.withColumn("is_known", F.coalesce(F.col("known") == F.col("hash"), F.lit(False))).drop("known")
    limits = (timeout, memory) if isolate else None
    checked = small.select("path", "name", "size", "content", "hash", "is_known").mapInArrow(
        _checking(checker, mark, limits), CHECKED
    )
    large = files.where(size > largest).select(*columns)
    row = {"checker": F.lit(mark), "status": F.lit("unreadable"), "reason": F.lit("too-large")}
    empty = [row.get(field.name, F.lit(None)).cast(field.dataType).alias(field.name) for field in CHECKED.fields[3:]]
    return checked.unionByName(large.select("path", "name", "size", *empty))


def merged(known: DataFrame, checked: DataFrame) -> DataFrame:
    """The rows of ``checked``, with those of ``known`` where it says ``unchanged``. Store ``checked`` before."""
    unchanged = checked.where(F.col("status") == "unchanged").select("path")
    return checked.where(F.col("status") != "unchanged").unionByName(known.join(unchanged, "path", "left_semi"))


def findings(checked: DataFrame) -> DataFrame:
    """A row for each finding of each file."""
    found = checked.select("path", "name", "kind", "issuer", "date", F.explode("findings").alias("found"))
    return found.select("path", "name", "kind", "issuer", "date", "found.*")


def not_read(checked: DataFrame) -> DataFrame:
    """The files that were not checked, with the reason."""
    return checked.where(~F.col("status").isin("checked", "unchanged")).select(
        "path", "name", "size", "status", "reason", "message"
    )


def statistics(checked: DataFrame, province: Column | None = None) -> DataFrame:
    """How many findings each rule has, by province, office and month of the documents, and in how many files.

    A paper of a ward does not name its province; ``province`` says where it is known, mostly from the path.
    """
    facts = checked.where(F.col("status") == "checked").select(
        (F.lit(None).cast("string") if province is None else province).alias("province"),
        F.col("issuer").alias("office"),
        F.substring("date", 1, 7).alias("month"),
        "path",
        F.explode_outer("findings").alias("found"),
    )
    return facts.groupBy("province", "office", "month", "found.rule", "found.severity").agg(
        F.countDistinct("path").alias("files"), F.count("found").alias("findings")
    )


def compare_files(checked: DataFrame, **settings: Unpack[Settings]) -> DataFrame:
    """A row of :data:`COMPARED` for each finding that rests on several files.

    Nothing is held in the memory of one process: files that speak of one topic meet by a join, each with no more than
    it says of that topic. Summaries that a configuration declares (``[[summary]]``) are compared by
    :func:`compare_together`.
    """
    checker = Checker(**settings)
    topics = checked.select("path", "name", F.explode("topics").alias("topic")).select("path", "name", "topic.*")
    says = F.coalesce(F.col("says").cast("string"), F.concat(F.lit("in "), F.col("path")))
    met = topics.groupBy("about").agg(F.countDistinct(says).alias("said")).where("said > 1").select("about")
    meeting = topics.join(met, "about").groupBy("path").agg(F.collect_set("about").alias("topics"))
    members = checked.select("path", "name", "member").join(meeting, "path")
    schema = "about long, name string, member binary"
    of_topic = members.select("name", "member", "topics").mapInArrow(_reduced, schema)
    return of_topic.groupBy("about").applyInPandas(_comparing(checker), COMPARED)


def compare_together(checked: DataFrame, **settings: Unpack[Settings]) -> DataFrame:
    """As :func:`compare_files` for some hundred files whose sums a configuration declares, compared whole."""
    members = checked.where("member is not null").select("name", "member")
    return members.groupBy(F.lit(0).alias("about")).applyInPandas(_comparing(Checker(**settings)), COMPARED)


def _mark(checker: Checker) -> str:
    settings = json.dumps(checker.settings, sort_keys=True).encode()
    return f"{_native.VERSION} {hashlib.sha256(settings).hexdigest()[:16]}"


def _name(root: str) -> Column:
    plain = F.regexp_replace("path", "^[a-z0-9]+:/*", "/")
    if not root:
        return plain
    start = "/" + root.split(":", 1)[-1].strip("/") + "/"
    below = plain.substr(F.lit(len(start) + 1), F.length(plain))
    return F.when(plain.startswith(start), below).otherwise(plain)


def _checking(
    checker: Checker, mark: str, limits: tuple[float, int] | None
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """What a task does with its files."""

    def check(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        schema = _arrow(CHECKED)
        if limits is None:
            for batch in batches:
                yield _rows(batch, lambda name, data: _here(checker, name, data), mark, schema)
            return
        timeout, memory = limits
        with IsolatedChecker(checker, timeout=timeout, memory=memory) as isolated:
            for batch in batches:
                yield _rows(batch, isolated.check, mark, schema)

    return check


def _here(checker: Checker, name: str, data: bytes) -> dict[str, Any]:
    from . import RasoatError, UnreadableError

    try:
        return told(checker.check(data, name=name))
    except UnreadableError as error:
        return refused("unreadable", error.reason, str(error))
    except RasoatError as error:
        return refused("failed", "fault", str(error))


def _rows(
    batch: pa.RecordBatch, check: Callable[[str, bytes], dict[str, Any]], mark: str, schema: pa.Schema
) -> pa.RecordBatch:
    rows = []
    for at in range(batch.num_rows):
        path, name, size, content, known_hash, is_known = (column[at] for column in batch.columns)
        row = {"path": path.as_py(), "name": name.as_py(), "size": size.as_py(), "hash": known_hash.as_py()}
        if is_known.as_py():
            answer: dict[str, Any] = {"status": "unchanged"}
        else:
            start = time.monotonic()
            answer = check(row["name"], content.as_py())
            answer["seconds"] = time.monotonic() - start
        rows.append({**row, "checker": mark, **answer})
    return pa.RecordBatch.from_pylist(rows, schema=schema)


def _reduced(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    schema = pa.schema([("about", pa.int64()), ("name", pa.string()), ("member", pa.binary())])
    for batch in batches:
        rows = [
            {"about": about, "name": row["name"], "member": _native.only(row["name"], row["member"], [about])}
            for row in batch.to_pylist()
            for about in row["topics"]
        ]
        yield pa.RecordBatch.from_pylist(rows, schema=schema)


def _comparing(checker: Checker) -> Callable[[pd.DataFrame], pd.DataFrame]:
    def compare(members: pd.DataFrame) -> pd.DataFrame:
        import pandas as pd

        pairs: Sequence[tuple[str, bytes]] = list(zip(members["name"], map(bytes, members["member"])))
        rows = [
            {
                "name": found.name,
                "rule": found.rule,
                "severity": found.severity,
                "message": found.message,
                "help": found.help,
                "quote": found.quote,
                "section": found.section,
                "line": found.location.line,
                "column": found.location.column,
                "part": found.location.part,
                "related": [
                    {
                        "message": related.message,
                        "quote": related.quote,
                        "name": related.name,
                        "line": related.location.line,
                        "column": related.location.column,
                    }
                    for related in found.related
                ],
                "fingerprint": found.fingerprint,
            }
            for found in checker.compare(pairs)
        ]
        return pd.DataFrame(rows, columns=[field.name for field in COMPARED])

    return compare


def _arrow(schema: T.StructType) -> pa.Schema:
    return pa.schema([pa.field(field.name, _arrow_type(field.dataType)) for field in schema])


def _arrow_type(of: T.DataType) -> pa.DataType:
    if isinstance(of, T.ArrayType):
        return pa.list_(_arrow_type(of.elementType))
    if isinstance(of, T.StructType):
        return pa.struct([pa.field(field.name, _arrow_type(field.dataType)) for field in of])
    plain: dict[type[T.DataType], pa.DataType] = {
        T.StringType: pa.string(),
        T.IntegerType: pa.int32(),
        T.LongType: pa.int64(),
        T.DoubleType: pa.float64(),
        T.BinaryType: pa.binary(),
    }
    return plain[type(of)]
