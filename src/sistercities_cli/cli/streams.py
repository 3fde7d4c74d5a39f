"""Standard streams that write completely or raise an error, and the ``--output`` file."""

from __future__ import annotations

import codecs
import errno
import io
import os
import select
import shutil
import signal
import stat
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import typer

from sistercities_cli.cli.arguments import expand_home
from sistercities_cli.errors import SisterCitiesError
from sistercities_cli.text import escape_unprintable

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

# For characters without an ASCII form in NFKD.
ASCII_REPLACEMENTS = {"°": " ", "★": "*", "“": '"', "”": '"', "‘": "'", "’": "'"}
UNENCODABLE = "nearest"  # the name of the error handler
CLOSED_PIPE = errno.EINVAL if os.name == "nt" else errno.EPIPE


class ClosedPipeError(Exception):
    """The reader has closed the pipe; unlike OSError, it does not make Typer exit with 1."""


class OutputStream(io.RawIOBase):
    """A raw stream that writes everything, even to a non-blocking stdout."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream  # None if it is closed

    def writable(self) -> bool:
        """Return True."""
        return True

    def isatty(self) -> bool:
        """Check whether the stream is a terminal."""
        return self._stream is not None and self._stream.isatty()

    def fileno(self) -> int:
        """Return the file descriptor."""
        return super().fileno() if self._stream is None else self._stream.fileno()

    def write(self, content: ReadableBuffer, /) -> int:
        """Write all bytes, waiting where necessary."""
        rest = memoryview(content)
        size = len(rest)
        try:
            while rest:
                rest = rest[self._write_some(rest) :]
        except OSError as error:
            if error.errno == CLOSED_PIPE:
                raise ClosedPipeError from None
            raise
        return size

    def _write_some(self, content: ReadableBuffer) -> int:
        """Write as many bytes as the system accepts at once."""
        if self._stream is None:
            raise OSError(errno.EBADF, "stdout is closed")
        buffer: Any = self._stream.buffer
        raw: io.RawIOBase = getattr(buffer, "raw", buffer)  # unbuffered streams are raw already
        written = raw.write(content)
        if written is None:  # it would block
            select.select([], [raw], [])
        return written or 0

    def close(self) -> None:
        """Close the stream, since some file systems report a full disk only then."""
        try:
            with suppress(io.UnsupportedOperation):
                # Duplicated, so that the descriptor is not reused.
                os.close(os.dup(self.fileno()))
        finally:
            super().close()


class ErrorStream(OutputStream):
    """A raw stream for stderr that ignores errors, which must not affect output or exit code."""

    def write(self, content: ReadableBuffer, /) -> int:
        """Write all bytes, or nothing after an error."""
        with suppress(OSError, ClosedPipeError):
            super().write(content)
        return len(memoryview(content))


def replace_standard_streams() -> None:
    """Make stdout and stderr write completely, and stdout replace unencodable characters."""
    codecs.register_error(UNENCODABLE, _replace_unencodable)
    output, messages = OutputStream(sys.stdout), ErrorStream(sys.stderr)
    sys.stdout = io.TextIOWrapper(
        io.BufferedWriter(output),
        sys.stdout.encoding if sys.stdout else "utf-8",
        UNENCODABLE,
        newline="\n",  # on Windows, too
        line_buffering=output.isatty(),
    )
    encoding, errors = (sys.stderr.encoding, sys.stderr.errors) if sys.stderr else ("utf-8", None)
    sys.stderr = io.TextIOWrapper(messages, encoding, errors, newline="\n", write_through=True)


def encode_stdout_as_utf8() -> None:
    """Make stdout UTF-8, regardless of the encoding of the console."""
    stdout: Any = sys.stdout  # which is always a TextIOWrapper here
    stdout.reconfigure(encoding="utf-8", errors=UNENCODABLE)


def stdin_has_content() -> bool:
    """Check whether standard input is a file or a pipe."""
    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return False  # closed
    return stat.S_ISREG(mode) or stat.S_ISFIFO(mode)


@contextmanager
def writing() -> Iterator[None]:
    """Ignore a closed pipe, and raise OSError if memory runs out."""
    try:
        yield
    except ClosedPipeError:
        pass
    except MemoryError:
        raise OSError(errno.ENOMEM, "not enough memory") from None


def close_stdout() -> None:
    """Flush and close stdout, ignoring a closed pipe."""
    with writing():
        sys.stdout.close()


@contextmanager
def raising_interrupts() -> Iterator[None]:
    """Make Ctrl-C raise KeyboardInterrupt, so that ``finally`` clauses run."""
    handler = signal.getsignal(signal.SIGINT)
    try:
        if handler is not signal.SIG_IGN:  # which is inherited
            signal.signal(signal.SIGINT, signal.default_int_handler)
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def run_with_output(path: Path | None, run: Callable[[], None]) -> None:
    """Run a command and write its complete output to a file; ``-`` is stdout."""
    if path is None or str(path) == "-":
        run()
        return
    from sistercities_cli.datafile.files import recording_paths

    path = expand_home(path)
    content, code = io.BytesIO(), 0
    stdout = io.TextIOWrapper(content, "utf-8", UNENCODABLE, newline="\n")
    with redirect_stdout(stdout), recording_paths() as inputs:
        try:
            run()
        except typer.Exit as end:
            code = end.exit_code  # from `check`, after writing its report
        stdout.flush()
    if any(_is_same_file(path, one) for one in inputs):
        raise _write_error(path, "the command reads this file")
    try:
        _save(path, content.getbuffer())
    except OSError as error:
        raise _write_error(path, error.strerror or str(error)) from None
    raise typer.Exit(code)


def _is_same_file(path: Path, other: str) -> bool:
    try:
        return path.is_file() and path.samefile(other)
    except (OSError, ValueError):
        return False  # one of them cannot exist


def _write_error(path: Path, reason: str) -> SisterCitiesError:
    return SisterCitiesError(f"Cannot write {escape_unprintable(str(path))}: {reason}")


def _save(path: Path, content: ReadableBuffer) -> None:
    """Replace a file; write directly to a device or pipe."""
    if os.path.exists(path) and not path.is_file():  # noqa: PTH110  # Path.exists may raise
        path.write_bytes(content)
        return
    target = Path(os.path.realpath(path))  # resolve symbolic links
    temporary = target.with_name(f".{os.urandom(8).hex()}.tmp")
    with raising_interrupts():
        try:
            with temporary.open("xb") as file:
                file.write(content)
            if target.exists():
                target.open("ab").close()  # may be write-protected
                shutil.copymode(target, temporary)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def _replace_unencodable(error: UnicodeError) -> tuple[str, int]:
    """Replace é with e, dashes with -, the degree sign with a space, and anything else with ?."""
    assert isinstance(error, UnicodeEncodeError)
    characters = error.object[error.start : error.end]
    return "".join(map(_replacement, characters)), error.end


def _replacement(character: str) -> str:
    letter = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    is_dash = unicodedata.category(character) == "Pd"
    return letter or ("-" if is_dash else ASCII_REPLACEMENTS.get(character, "?"))
