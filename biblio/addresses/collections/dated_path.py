"""News and blogs that put the day into the address: `nytimes.com/2020/09/15/us/fires-pollution.html`."""

from __future__ import annotations

import re

from biblio.addresses.address import Address
from biblio.addresses.parts import Parts
from biblio.addresses.periods import Period, from_folders

_TWO = re.compile(r"\d{1,2}\Z")


def recognise(parts: Parts) -> Address | None:
    """A page below a folder for its day; months alone are mostly those of uploads and say nothing."""
    period = _day_folder(parts.segments[:-1])
    if period is None:
        return None
    return Address(kind="dated-path", holder=f"a page of {parts.host}", host=parts.host, period=period)


def _day_folder(folders: tuple[str, ...]) -> Period | None:
    for index in range(len(folders) - 2):
        three = folders[index : index + 3]
        if re.fullmatch(r"(?:19|20)\d\d", three[0]):
            found, count = from_folders(three)
            if found and count == 3:
                return found
    return None
