"""A rendering in a file: whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write(path: Path, text: str, overwrite: bool) -> None:
    """Write `text` as UTF-8. What stood there stays if anything fails. Raises OSError; FileExistsError when something
    stands there and `overwrite` is not given."""
    if path.exists() and overwrite and not path.is_file():  # a device, a pipe: there is nothing to keep
        with path.open("w", encoding="utf-8") as stream:
            stream.write(text)
        return
    if path.exists() and not overwrite:
        raise FileExistsError(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(0o666 & ~_umask())
        if not overwrite and path.exists():
            raise FileExistsError(path)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
