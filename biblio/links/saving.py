"""Links that are alive, saved before they are not: in the Wayback Machine, or in WARC files on this machine."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from biblio.addresses import normalise, recognise
from biblio.archives import Site, save_page_now
from biblio.archives.keeping import keeping
from biblio.archives.save_page_now import Keys
from biblio.errors import LinkError, ServiceError
from biblio.http import Client
from biblio.model import LinkCheck, Memento, Verdict

__all__ = ["ALIVE", "Saving", "due", "save"]

ALIVE = frozenset((Verdict.OK, Verdict.MOVED, Verdict.FRAGMENT))
"""Verdicts for which there is something to save."""

_AT_ONCE = 3
"""Jobs of the archive that run beside one another."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Saving:
    """A link and where it was saved."""

    check: LinkCheck
    copies: tuple[Memento, ...] = ()
    """That of the web archive before that on disk."""
    words: str = ""
    """What else there is to say: why it was not saved, or not everywhere."""
    failed: bool = False
    """Whether it should have been saved and was not, somewhere."""

    @property
    def checked(self) -> LinkCheck:
        """The check with the web archive's copy as its proposal."""
        return replace(self.check, mementos=self.copies, proposed_url="") if self.copies else self.check


def due(check: LinkCheck) -> str:
    """Why a link is not saved, "" if it is."""
    address = recognise(normalise(check.link.url))
    if address is not None and address.item == "copy":
        return "it is an archive's copy itself"
    if check.verdict not in ALIVE:
        return f"it is {check.verdict}, not alive"
    if check.link.uses and all(use.archive_url for use in check.link.uses):
        return "the entry names a copy already"
    return ""


def save(
    checks: Sequence[LinkCheck],
    client: Client,
    *,
    site: Site | None = None,
    keys: Keys | None = None,
    folder: Path | None = None,
    parts: bool = True,
    progress: Progress | None = None,
) -> tuple[Saving, ...]:
    """The links with where they were saved, in the order of the checks.

    Args:
        site: the archive that saves, with `keys`; None for none.
        folder: where to put a WARC file; None for none.
        parts: whether what a page shows is kept in that file too.

    Raises:
        BiblioError: the folder cannot be written to.
        PluginError: the library that writes WARC files is missing.
    """
    savings = [Saving(check, words=words) if (words := due(check)) else Saving(check) for check in checks]
    wanted = [number for number, saving in enumerate(savings) if not saving.words]
    with contextlib.ExitStack() as stack:
        keeper = stack.enter_context(keeping(folder, client, parts=parts)) if folder and wanted else None
        remote = iter(_remotely([savings[number].check for number in wanted], client, site, keys, stack))
        for done, number in enumerate(wanted, 1):
            saving = next(remote)
            if keeper is not None:
                try:
                    copy = keeper.keep(_place(saving.check))
                    saving = replace(saving, copies=(*saving.copies, copy))
                except LinkError as error:
                    words = "; ".join(part for part in (saving.words, error.message) if part)
                    saving = replace(saving, words=words, failed=True)
            savings[number] = saving
            if progress:
                progress("saved", done, len(wanted))
    return tuple(savings)


def _remotely(
    checks: Sequence[LinkCheck], client: Client, site: Site | None, keys: Keys | None, stack: contextlib.ExitStack
) -> Iterator[Saving]:
    """Each check saved by the archive; once it is down, or takes no more, nothing else is handed in."""
    if site is None or keys is None:
        return map(Saving, checks)
    down: list[str] = []

    def one(check: LinkCheck) -> Saving:
        if down:
            return Saving(check, words=f"not handed in, as {down[0]}", failed=True)
        try:
            saved = save_page_now.save(site, _place(check), keys, client)
        except ServiceError as error:
            down.append(error.message)
            return Saving(check, words=error.message, failed=True)
        except LinkError as error:
            return Saving(check, words=error.message, failed=True)
        copies = (saved.memento,) if saved.memento else ()
        return Saving(check, copies, saved.words, failed=saved.memento is None)

    pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="save")
    # Whoever stops the run does not wait for what was not handed in yet.
    stack.callback(pool.shutdown, cancel_futures=True)
    return pool.map(one, checks)


def _place(check: LinkCheck) -> str:
    """The address as it was asked, without a place on the page."""
    return normalise(check.link.url).partition("#")[0]
