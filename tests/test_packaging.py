"""Contents of wheel and sdist, and running from a wheel, a zip archive and a checkout."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
import smoke
import yaml

from conftest import ROOT, SAMPLE, Run


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist from the checkout, and the wheel from the unpacked sdist."""
    folder = tmp_path_factory.mktemp("dist")
    _hatchling(ROOT, "sdist", folder)
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        archive.extractall(folder / "sdist", filter="data")
    [unpacked] = (folder / "sdist").iterdir()
    _hatchling(unpacked, "wheel", folder)
    return folder


def _hatchling(project: Path, target: str, folder: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)],
        cwd=project,
        check=True,
        capture_output=True,
    )


DATA = (
    "cities.toml", "continents.txt", "countries.txt", "evidence.toml", "land-detail.txt",
    "land.txt", "months.txt", "places.dat", "regions.txt",
)  # fmt: skip


def _run(*arguments: str, path: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the module from a path, with dependencies from this environment."""
    search = os.pathsep.join([str(path), sysconfig.get_path("purelib")])
    return subprocess.run(
        [sys.executable, "-S", "-m", "sistercities_cli", *arguments],
        cwd=cwd,
        env={"PYTHONPATH": search, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_wheel_contains_only_the_package_and_its_data(built: Path) -> None:
    names = set(zipfile.ZipFile(next(built.glob("*.whl"))).namelist())
    source = ROOT / "src"
    files = [path for kind in ("py", "html", "css", "js") for path in source.rglob(f"*.{kind}")]
    package = {path.relative_to(source).as_posix() for path in files}
    data = {f"sistercities_cli/data/{name}" for name in DATA}
    meta = {name for name in names if ".dist-info/" in name}
    [manual] = {name for name in names if name.endswith(".data/data/share/man/man1/sistercities.1")}
    assert names - meta == package | data | {"sistercities_cli/py.typed", manual}
    licences = {name.partition(".dist-info/")[2] for name in meta if "licenses" in name}
    assert licences == {
        f"licenses/{name}" for name in ("LICENSE", "data/LICENSE", "data/LICENSE.unicode")
    }


def test_sdist_contains_all_top_level_files(built: Path) -> None:
    [unpacked] = (built / "sdist").iterdir()
    top = {path.name for path in unpacked.iterdir()}
    assert top == {
        ".gitignore", ".pre-commit-hooks.yaml", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE",
        "Makefile", "PKG-INFO", "README.md", "benchmarks", "conftest.py", "data", "docs",
        "pyproject.toml", "src", "tests", "tools",
    }  # fmt: skip
    assert (unpacked / "data" / "cities.toml").read_bytes() == (
        ROOT / "data" / "cities.toml"
    ).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "output"),
    [
        pytest.param("show osaka", "chicago-osaka\tpartner.native.0\t大阪市", id="data"),
        pytest.param("map --format svg", "<svg ", id="outlines"),
        pytest.param("list --country Tschechien", "chicago-prague\t", id="countries"),
        pytest.param(
            "site --of birmingham", '<article class="record" id="birmingham-lyon"', id="page"
        ),
    ],
)
def test_package_works_from_a_zip(built: Path, tmp_path: Path, arguments: str, output: str) -> None:
    result = _run(*arguments.split(), path=next(built.glob("*.whl")), cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert output in result.stdout


def test_checkout_works_without_being_installed(tmp_path: Path) -> None:
    result = _run("list", "--no-header", path=ROOT / "src", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert len(result.stdout.splitlines()) == 50


def test_metadata_matches_pyproject(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as archive:
        [name] = [name for name in archive.namelist() if name.endswith("/METADATA")]
        metadata = archive.read(name).decode("utf-8")
        [entry] = [name for name in archive.namelist() if name.endswith("/entry_points.txt")]
        scripts = archive.read(entry).decode("utf-8")
    assert "License-Expression: MIT AND CC-BY-4.0 AND Unicode-3.0" in metadata
    assert "Requires-Python: >=3.11" in metadata
    assert "sistercities = sistercities_cli.cli:main" in scripts


def test_an_installed_program_has_its_manual_page(built: Path, tmp_path: Path) -> None:
    man = shutil.which("man")
    if man is None:
        pytest.skip("man is not installed")
    # Use a separate environment: pip would uninstall the copy in this one, even when installing
    # to another prefix.
    venv.create(tmp_path, symlinks=True)
    pip = [sys.executable, "-m", "pip", "--python", str(tmp_path / "bin" / "python"), "install"]
    wheel = next(built.glob("*.whl"))
    subprocess.run([*pip, "--quiet", "--no-index", "--no-deps", str(wheel)], check=True)
    manual = tmp_path / "share" / "man"
    done = subprocess.run(
        [man, "-M", str(manual), "-w", "sistercities"], capture_output=True, text=True, check=True
    )
    assert Path(done.stdout.strip()) == manual / "man1" / "sistercities.1"


def test_pre_commit_hook_checks_the_file_in_args(run: Run, tmp_path: Path) -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, *entry = shlex.split(hook["entry"])
    assert (program, hook["language"], hook["pass_filenames"]) == ("sistercities", "python", False)
    wrong = tmp_path / "wrong.toml"
    wrong.write_bytes(b"")

    assert [run(*entry, *args).code for args in ([str(SAMPLE)], [str(wrong)], [])] == [0, 3, 2]


def test_guide_uses_the_pre_commit_hook() -> None:
    guide = (ROOT / "docs" / "your-directory.md").read_text("utf-8")
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    example = yaml.safe_load(guide.partition("```yaml\n")[2].partition("```")[0])

    assert [used["id"] for repo in example["repos"] for used in repo["hooks"]] == [hook["id"]]


def test_smoke_test_passes_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert smoke.main() == 0
    assert "failed" not in capsys.readouterr().out


def test_smoke_test_reports_what_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(smoke, "CALLS", {})
    monkeypatch.setattr(smoke, "BUNDLED", [("--version",), ("show", "nowhere")])

    assert smoke.main() == 1
    assert capsys.readouterr().out.startswith("failed: show nowhere\nError: No ")
