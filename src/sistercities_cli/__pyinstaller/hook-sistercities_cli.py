"""Collect the bundled data, the templates and the modules that are imported by name."""

from importlib.metadata import files

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

datas = collect_data_files("sistercities_cli")
# The compiled parser imports a module whose generated name is only in its binary code.
parser = [path.name.partition(".")[0] for path in files("tomli") or () if "__mypyc" in path.name]
hiddenimports = [*collect_submodules("sistercities_cli"), *parser]
