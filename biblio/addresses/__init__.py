"""URL -> what it says of itself, without asking anybody: its normal form, mailing list, week, message number, DOI."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from biblio.addresses.address import Address
from biblio.addresses.alternatives import alternatives
from biblio.addresses.collections import archive_org, dated_path, marxists
from biblio.addresses.finding import Found, urls_in
from biblio.addresses.identifiers import ark, arxiv, doi, handle, jstor, urn_nbn
from biblio.addresses.lists import (
    gmane,
    google_groups,
    groups_io,
    h_net,
    hyperkitty,
    hypermail,
    listserv,
    mail_archive,
    marc,
    mhonarc,
    pipermail,
    public_inbox,
    spoons,
    yahoo_groups,
)
from biblio.addresses.normal import canonical, normalise
from biblio.addresses.parts import Parts
from biblio.addresses.periods import Period
from biblio.addresses.repair import Repaired, repair
from biblio.addresses.snapshots import archive_today, perma, wayback

__all__ = [
    "RULES",
    "Address",
    "Found",
    "Period",
    "Repaired",
    "alternatives",
    "canonical",
    "normalise",
    "recognise",
    "repair",
    "urls_in",
]

Rule = Callable[[Parts], Address | None]

RULES: tuple[tuple[str, Rule], ...] = (
    # Copies first: the copied address inside them would satisfy other rules.
    ("archive-today", archive_today.recognise),
    ("wayback", wayback.recognise),
    ("perma", perma.recognise),
    # Services known by their host, then software known by its shape, the most telling shape first.
    ("mail-archive", mail_archive.recognise),
    ("groups.io", groups_io.recognise),
    ("google-groups", google_groups.recognise),
    ("yahoo-groups", yahoo_groups.recognise),
    ("marc", marc.recognise),
    ("gmane", gmane.recognise),
    ("spoons", spoons.recognise),
    ("h-net", h_net.recognise),
    ("listserv", listserv.recognise),
    ("hyperkitty", hyperkitty.recognise),
    ("mhonarc", mhonarc.recognise),
    ("pipermail", pipermail.recognise),
    ("public-inbox", public_inbox.recognise),
    ("hypermail", hypermail.recognise),
    ("jstor", jstor.recognise),
    ("arxiv", arxiv.recognise),
    ("doi", doi.recognise),
    ("handle", handle.recognise),
    ("ark", ark.recognise),
    ("urn-nbn", urn_nbn.recognise),
    ("archive.org-item", archive_org.recognise),
    ("marxists.org", marxists.recognise),
    ("dated-path", dated_path.recognise),
)
"""First answer wins; the rule's name is the address's kind, save that `perma` also knows WebCite."""


def recognise(url: str) -> Address | None:
    """What an address says of itself; None if no rule knows its shape."""
    parts = Parts.of(normalise(url))
    if parts is None:
        return None
    for _, rule in RULES:
        address = rule(parts)
        if address is not None:
            return replace(address, inner=recognise(address.original)) if address.original else address
    return None
