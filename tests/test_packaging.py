"""Contents of wheel and sdist, their metadata, and running from a wheel and a checkout."""

from __future__ import annotations

import json
import os
import re
import runpy
import shlex
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path
from unittest.mock import Mock
from zlib import crc32

import pytest
import smoke
import tomli
import yaml
from calls import CALLS
from hatchling.metadata.core import ProjectMetadata
from hatchling.plugin.manager import PluginManager
from markdown_it import MarkdownIt

from conftest import ROOT, SAMPLE, Run
from sistercities_cli.__pyinstaller import get_hook_dirs


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build sdist and wheel from the checkout, and unpack the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    _build(ROOT, folder)
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        archive.extractall(folder / "sdist", filter="data")
    return folder


def _build(project: Path, folder: Path, *options: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder), *options],
        cwd=project,
        check=True,
        capture_output=True,
        env={
            **os.environ,
            "SOURCE_DATE_EPOCH": "1795000000",
            "PYTHONDONTWRITEBYTECODE": "1",  # the build hook's would be left in the project
        },
    )


DATA = (
    "cities.json", "cities.toml", "continents.txt", "countries.txt", "evidence.json",
    "evidence.toml", "land-detail.txt", "land.txt", "months.txt", "places.dat", "regions.txt",
)  # fmt: skip


def test_sdist_builds_the_same_wheel(built: Path, tmp_path: Path) -> None:
    [unpacked] = (built / "sdist").iterdir()
    _build(unpacked, tmp_path, "-t", "wheel")
    [wheel] = tmp_path.iterdir()
    assert wheel.read_bytes() == (built / wheel.name).read_bytes()


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


@pytest.mark.parametrize("name", ["cities", "evidence"])
def test_wheel_contains_the_data_in_compiled_form(built: Path, name: str) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as archive:
        content = archive.read(f"sistercities_cli/data/{name}.toml")
        compiled = json.loads(archive.read(f"sistercities_cli/data/{name}.json"))
    document = tomli.loads(content.decode("utf-8"))
    assert compiled == {"crc32": crc32(content), "document": document}


def test_sdist_contains_all_top_level_files(built: Path) -> None:
    [unpacked] = (built / "sdist").iterdir()
    top = {path.name for path in unpacked.iterdir()}
    assert top == {
        ".gitignore", ".pre-commit-hooks.yaml", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE",
        "Makefile", "PKG-INFO", "README.md", "benchmarks", "conftest.py", "data", "docs",
        "hatch_build.py", "pyproject.toml", "src", "tests", "tools",
    }  # fmt: skip
    assert (unpacked / "data" / "cities.toml").read_bytes() == (
        ROOT / "data" / "cities.toml"
    ).read_bytes()
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        assert f"{unpacked.name}/data/cities.json" not in archive.getnames()


def test_checkout_works_without_being_installed(tmp_path: Path) -> None:
    path = os.pathsep.join([str(ROOT / "src"), sysconfig.get_path("purelib")])
    result = subprocess.run(
        [sys.executable, "-S", "-m", "sistercities_cli", "list", "--no-header"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert len(result.stdout.splitlines()) == 50


def test_metadata_of_the_wheel(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as archive:
        [folder] = {name.partition("/")[0] for name in archive.namelist() if ".dist-info/" in name}
        metadata = archive.read(f"{folder}/METADATA").decode("utf-8")
        entry_points = archive.read(f"{folder}/entry_points.txt").decode("utf-8")
    head, _, readme = metadata.partition("\n\n")
    assert "License-Expression: MIT AND CC-BY-4.0 AND Unicode-3.0" in head
    assert "Requires-Python: >=3.11" in head
    assert "Project-URL" not in head  # the project has no address yet
    assert readme == (ROOT / "README.md").read_text("utf-8")
    assert "sistercities = sistercities_cli.cli:main" in entry_points
    assert "hook-dirs = sistercities_cli.__pyinstaller:get_hook_dirs" in entry_points


def test_base_address_completes_urls_and_links_of_the_readme() -> None:
    base = "https://forge.example/owner/sistercities"
    config = tomli.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    config["tool"]["hatch"]["metadata"]["hooks"]["custom"]["base"] = base
    metadata = ProjectMetadata(str(ROOT), PluginManager(), config).core

    page = MarkdownIt("commonmark").render(metadata.readme)
    links = re.findall('(?:href|src|srcset)="([^"]*)"', page)

    assert len(links) > 30
    assert [one for one in [*links, *metadata.urls.values()] if not one.startswith(base)] == []
    paths = {one.split("/", 7)[7].partition("#")[0] for one in links}
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_pyinstaller_hook_collects_what_is_imported_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    utils = Mock(**{"collect_submodules.return_value": ["sistercities_cli.site"]})
    for name in ("PyInstaller", "PyInstaller.utils", "PyInstaller.utils.hooks"):
        monkeypatch.setitem(sys.modules, name, utils)
    [folder] = get_hook_dirs()

    name = "sistercities_cli.__pyinstaller.hook"  # has its coverage measured
    hook = runpy.run_path(f"{folder}/hook-sistercities_cli.py", run_name=name)

    assert hook["datas"] is utils.collect_data_files.return_value
    module, *parser = hook["hiddenimports"]
    assert module == "sistercities_cli.site"
    is_compiled = not str(sys.modules["tomli._parser"].__file__).endswith(".py")
    assert (len(parser), {*parser} - {*sys.modules}) == (is_compiled, set())


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


def test_smoke_test_reports_what_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # The smoke test of the built wheel runs all commands.
    monkeypatch.setattr(smoke, "CALLS", {"calendar": CALLS["calendar"]})
    monkeypatch.setattr(smoke, "BUNDLED", [("--version",)])
    assert smoke.main() == 0
    assert "failed" not in capsys.readouterr().out

    monkeypatch.setattr(smoke, "BUNDLED", [("show", "nowhere")])
    assert smoke.main() == 1
    assert capsys.readouterr().out.startswith("failed: show nowhere\nError: No ")
