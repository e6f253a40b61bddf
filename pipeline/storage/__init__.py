"""Files by path or by address, such as `s3://bucket/folder/page.html`; pyarrow is imported for addresses alone."""

from .addresses import is_address, join, local_folder, parent, path_below, path_parts, shown
from .errors import BadAddress, CannotRead, CannotWrite, NotLocal, Unreachable
from .local import NO_FILE, LocalFile, flush, open_named, read_local, regular, write_named
from .opening import open_file, open_page
from .remote import (
    StoredFile,
    arrow_system,
    download,
    list_files,
    open_arrow,
    remove_folder,
    unreachable,
    upload,
)

__all__ = [
    "NO_FILE",
    "BadAddress",
    "CannotRead",
    "CannotWrite",
    "LocalFile",
    "NotLocal",
    "StoredFile",
    "Unreachable",
    "arrow_system",
    "download",
    "flush",
    "is_address",
    "join",
    "list_files",
    "local_folder",
    "open_arrow",
    "open_file",
    "open_named",
    "open_page",
    "parent",
    "path_below",
    "path_parts",
    "read_local",
    "regular",
    "remove_folder",
    "shown",
    "unreachable",
    "upload",
    "write_named",
]
