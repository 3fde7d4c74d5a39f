"""The folder of the PyInstaller hook, for the entry point ``pyinstaller40``."""


def get_hook_dirs() -> list[str]:
    """Return the folders in which PyInstaller looks for hooks."""
    return list(__path__)
