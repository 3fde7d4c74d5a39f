"""Compare the program's speed with that of other programs, and print tables."""

from __future__ import annotations

import argparse
import os
import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.jobs import PYTHON, Row, growth, large, start
from benchmarks.measure import Job, Sample, measure, memory_ratio, run

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "speed.md"
GROUPS = {"start": (start, 25), "large": (large, 3), "growth": (growth, 3)}  # and default rounds
NOT_COUNTED = re.compile(r"/(pip|setuptools|pkg_resources|_distutils_hack)\b")  # created by venv


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure one group of jobs or all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("group", nargs="?", choices=GROUPS, help="default: all")
    parser.add_argument("--rounds", type=int, metavar="N", help="how often each job runs")
    parser.add_argument("--only", default="", metavar="TEXT", help="jobs whose names contain TEXT")
    parser.add_argument("--scale", type=int, default=1, metavar="N", help="divide sizes of files")
    parser.add_argument("--write", action="store_true", help="write the tables to docs/speed.md")
    options = parser.parse_args(arguments)
    if options.write and (options.only or options.scale > 1):
        parser.error("--write cannot be combined with --only or --scale")
    run(Job("interpreter", (PYTHON, "-c", "import sys; print(sys.executable)"), f"{PYTHON}\n"))
    for group in [options.group] if options.group else GROUPS:
        make, rounds = GROUPS[group]
        about = describe_environment()
        with TemporaryDirectory() as folder:
            made = make(Path(folder), options.scale)
            rows = [row for row in made if options.only in row.job.name]
            jobs = {job.name: job for row in rows for job in (row.job, *row.others)}
            medians = measure(list(jobs.values()), options.rounds or rounds)
        part = f"{about}\n\n{table(rows, medians)}"
        print(part)
        if options.write:
            PAGE.write_text(fill(PAGE.read_text("utf-8"), group, part), "utf-8")


def table(rows: Iterable[Row], medians: Mapping[str, Sample]) -> str:
    """Write a table of jobs with their figures and limits."""
    lines = ["| job | median | figure | at most | met |", "| --- | ---: | --- | ---: | --- |"]
    for job, limit, others, figure in rows:
        own, *samples = (medians[one.name] for one in (job, *others))
        value = figure(own, *samples)
        time = f"{own.seconds:.2f} s" if own.seconds >= 1 else f"{own.seconds * 1000:.1f} ms"
        cost = f"{own.peak / 1e6:.0f} MB" if figure is memory_ratio else time
        unit = f"× {others[0].name}" if len(others) == 1 else "exponent"
        met = "" if limit is None else "yes" if round(value, 2) <= limit else "no"
        lines.append(f"| {job.name} | {cost} | {value:.2f} {unit} | {limit or ''} | {met} |")
    return "\n".join([*lines, ""])


def describe_environment() -> str:
    """Describe processor, load, system, versions, and the size of what `make list` installs."""
    cpuinfo = Path("/proc/cpuinfo")
    known = cpuinfo.read_text("utf-8") if cpuinfo.exists() else ""
    model = re.search(r"^model name\s*: (.*)", known, re.MULTILINE)
    packages = ", ".join(f"{name} {version(name)}" for name in ("typer", "rich", "tomli"))
    files = (file for name in (".venv", "src", "data") for file in (ROOT / name).rglob("*"))
    installed = sum(
        file.lstat().st_size for file in files if not NOT_COUNTED.search(file.as_posix())
    )
    return (
        f"{model[1] if model else platform.machine()}, {os.cpu_count()} cores, load "
        f"{os.getloadavg()[0]:.1f}; {platform.system()}, Python {platform.python_version()}, "
        f"{packages}. Installed: {installed / 1e6:.1f} MB (at most 35)."
    )


def fill(page: str, group: str, part: str) -> str:
    """Replace the part of a page between the markers of a group."""
    markers = rf"(?s)(<!-- measured: {group} -->\n).*?(\n<!-- end -->)"
    return re.sub(markers, lambda found: f"{found[1]}\n{part}{found[2]}", page)


if __name__ == "__main__":
    main()
