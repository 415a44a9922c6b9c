"""Documents on Spark: what is found is what the program finds, whatever happens to the tasks."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import corpus
import pytest
from conftest import DRAFT, left_out

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

FILES = int(os.environ.get("RASOAT_SPARK_FILES", "300"))
#: Two workers, and a task that fails is tried again, as on a cluster.
MASTER = os.environ.get("RASOAT_SPARK_MASTER", "local[2,4]")
TODAY = "2026-11-30"


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        left_out("Java")
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        left_out("pyspark")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master(MASTER)
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.local.dir", str(tmp_path_factory.mktemp("spark")))
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kho")
    corpus.write(folder, FILES)
    return folder


@pytest.fixture(scope="module")
def program(store: Path) -> dict[str, Any]:
    """What the program says of the store."""
    command = [
        sys.executable,
        "-m",
        "rasoat",
        "check",
        "--isolated",
        "--no-cache",
        "--today",
        TODAY,
        "--format",
        "json",
        ".",
    ]
    done = subprocess.run(command, cwd=store, capture_output=True, check=False)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.fixture(scope="module")
def checked(spark: SparkSession, store: Path, tmp_path_factory: pytest.TempPathFactory) -> DataFrame:
    """The store checked, one worker of Spark and one checker beside it being ended in the middle."""
    from rasoat import spark as rs

    out = str(tmp_path_factory.mktemp("ra") / "checked")
    files = rs.read_files(spark, str(store), partition=64 << 10, overhead=4 << 10)
    done = threading.Event()
    killed: list[str] = []
    killer = threading.Thread(target=_kill_one_of_each, args=(done, killed))
    killer.start()
    try:
        rs.check_files(files, root=str(store), today=TODAY).write.parquet(out)
    finally:
        done.set()
        killer.join()
    assert set(killed) == {"pyspark.daemon", "rasoat._worker"}
    return spark.read.parquet(out)


def _kill_one_of_each(done: threading.Event, killed: list[str]) -> None:
    """Ends the first process of each kind that this test has started, once it has worked for a moment."""
    for kind in ("rasoat._worker", "pyspark.daemon"):
        while not done.is_set():
            found = [pid for pid in _below(os.getpid()) if _is_worker(pid, kind)]
            time.sleep(0.1)
            if found and _kill(found[-1]):
                killed.append(kind)
                break


def _kill(pid: int) -> bool:
    """Ends a process; false if it has ended by itself."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _parents() -> dict[int, int]:
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError):
                continue
    return parents


def _below(root: int) -> list[int]:
    parents = _parents()
    found, heads = [], [root]
    while heads:
        head = heads.pop()
        below = [pid for pid, parent in parents.items() if parent == head]
        found += below
        heads += below
    return found


def _is_worker(pid: int, kind: str) -> bool:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_text()
        # The daemon forks its workers: they bear its name, and its parent is another one.
        above = Path(f"/proc/{_parents()[pid]}/cmdline").read_text()
    except (OSError, KeyError):
        return False
    return kind in command and (kind != "pyspark.daemon" or kind in above)


def test_there_is_a_row_for_each_file(checked: DataFrame, store: Path) -> None:
    names = sorted(row.name for row in checked.select("name").collect())
    assert names == sorted(str(path.relative_to(store)) for path in store.rglob("*") if path.is_file())
    assert checked.where("status = 'checked' and hash is null").count() == 0


def test_the_findings_are_those_of_the_program(checked: DataFrame, program: dict[str, Any]) -> None:
    from rasoat import spark as rs

    columns = ["rule", "severity", "tier", "message", "help", "quote", "section", "place", "fingerprint"]
    own = [
        (row["name"], row["line"], row["column"], *(row[column] for column in columns))
        for row in rs.findings(checked).collect()
    ]
    others = [
        (
            file["path"].removeprefix("./"),
            found["location"]["line"],
            found["location"]["column"],
            *(found[column] for column in columns),
        )
        for file in program["files"]
        for found in file["diagnostics"]
    ]
    assert len(others) > FILES
    assert sorted(own) == sorted(others)


def test_what_cannot_be_read_is_a_row_with_the_reason(checked: DataFrame, program: dict[str, Any]) -> None:
    from rasoat import spark as rs

    own = sorted((row["name"], row["reason"]) for row in rs.not_read(checked).collect())
    others = sorted((file["path"].removeprefix("./"), file["reason"]) for file in program["unreadable"])
    assert own == others
    assert len({reason for _, reason in own}) > 1


def test_files_are_compared_as_the_program_does(checked: DataFrame, program: dict[str, Any]) -> None:
    from rasoat import spark as rs

    rows = rs.compare_files(checked, today=TODAY).collect()
    own = sorted((row["name"], row["rule"], row["line"], row["message"].replace("./", "")) for row in rows)
    others = sorted(
        (
            file["path"].removeprefix("./"),
            found["rule"],
            found["location"]["line"],
            found["message"].replace("./", ""),
        )
        for file in program["across"]
        for found in file["diagnostics"]
    )
    assert {rule for _, rule, _, _ in others} >= {"across/number-used-twice", "across/instrument-dates-differ"}
    assert own == others


def test_statistics_add_up(checked: DataFrame, tmp_path: Path) -> None:
    from pyspark.sql import functions as F
    from rasoat import spark as rs

    counted = rs.statistics(checked, province=F.split("name", "/")[0])
    counted.write.parquet(str(tmp_path / "thong-ke"))
    rows = counted.collect()
    assert {row["province"] for row in rows} == {"tinh-0", "tinh-1", "tinh-2"}
    assert sum(row["findings"] for row in rows) == rs.findings(checked).count()
    assert {row["month"] for row in rows if row["month"]} == {"2026-03"}


def test_only_what_has_changed_is_checked_again(spark: SparkSession, checked: DataFrame, store: Path) -> None:
    from rasoat import spark as rs

    changed = next(iter(sorted(store.rglob("*.txt"))))
    before = changed.read_bytes()
    changed.write_bytes(DRAFT.encode())
    try:
        again = rs.check_files(rs.read_files(spark, str(store)), root=str(store), known=checked, today=TODAY).cache()
        counts = {row["status"]: row["count"] for row in again.groupBy("status").count().collect()}
        assert counts == {"checked": 1, "unchanged": FILES - 1}
        whole = rs.merged(checked, again)
        assert whole.count() == FILES
        name = str(changed.relative_to(store))
        (row,) = whole.where(whole["name"] == name).collect()
        assert [found["rule"] for found in row["findings"]] != []
        # Other settings are another check.
        other = rs.check_files(rs.read_files(spark, str(store)), root=str(store), known=checked, today="2026-12-01")
        assert other.where("status = 'unchanged'").count() == 0
    finally:
        changed.write_bytes(before)


def test_a_file_that_is_too_large_is_not_read(spark: SparkSession, store: Path) -> None:
    from rasoat import spark as rs

    rows = rs.check_files(rs.read_files(spark, str(store)), root=str(store), largest=10, today=TODAY).collect()
    assert len(rows) == FILES
    assert {row["reason"] for row in rows if row["size"] > 10} == {"too-large"}
