"""Say on what was measured, without saying whose it is."""

from __future__ import annotations

import os
import platform
import re

from benchmarks.interpreter import Interpreter


def description(found: Interpreter) -> str:
    """Describe processor, system and versions in one sentence."""
    packages = ", ".join(f"{name} {version}" for name, version in found.packages.items())
    cores = os.cpu_count() or 1
    return (
        f"Measured on {processor()}, {cores} core{'s' if cores > 1 else ''}, "
        f"{system()}, {found.version}; {packages}."
    )


def processor() -> str:
    """Return the model of the processor, or else its architecture."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            return processor_in(file.read()) or platform.machine()
    except OSError:
        return platform.processor() or platform.machine()


def processor_in(cpuinfo: str) -> str | None:
    """Return the model that Linux gives; None where it gives none.

    >>> processor_in("processor : 0\\nmodel name\\t: Engine   No. 2\\n")
    'Engine No. 2'
    """
    model = re.search(r"^model name\s*:(.*)$", cpuinfo, re.MULTILINE)
    return " ".join(model[1].split()) if model else None


def system() -> str:
    """Return the name of the operating system with its version."""
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return f"{platform.system()} {platform.mac_ver()[0]}".strip()
