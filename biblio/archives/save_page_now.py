"""Save Page Now 2 of the Internet Archive: an address is handed in, a job saves it, the capture index bears it out.

A job that was reported as failed, or of which nothing more was heard, may have saved the page all the same: the index
has the last word. What is new there may take a while to appear, so that a saving reported as done but not found counts,
and says so.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from biblio import archives
from biblio.archives import cdx, surt
from biblio.archives.asking import ask, lane
from biblio.archives.sites import Site
from biblio.errors import BiblioError, LinkError, ServiceError
from biblio.http import Client
from biblio.model import Memento

__all__ = ["Keys", "Saved", "save"]

_MOST_POLLS = 120
_VARIABLES = (("IA_ACCESS_KEY_ID", "IA_SECRET_ACCESS_KEY"), ("SAVEPAGENOW_ACCESS_KEY", "SAVEPAGENOW_SECRET_KEY"))
_FORM = (("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "application/json"))
_BUSY = frozenset(("error:user-session-limit", "error:too-many-requests", "error:service-unavailable"))
"""Answers that mean "not now", to a request and of a job."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The two keys of an account at archive.org."""

    access: str
    secret: str

    @classmethod
    def from_environment(cls) -> Keys:
        """IA_ACCESS_KEY_ID and IA_SECRET_ACCESS_KEY, as the `internetarchive` tool has them, or those of `savepagenow`.

        Raises:
            BiblioError: they are not there.
        """
        for access, secret in _VARIABLES:
            if os.environ.get(access) and os.environ.get(secret):
                return cls(os.environ[access], os.environ[secret])
        names = " and ".join(_VARIABLES[0])
        raise BiblioError(
            f"saving in the Wayback Machine wants the keys of an account, in {names}",
            hint="archive.org gives them to its users under account/s3.php; --warc DIR saves on this machine",
        )

    def header(self) -> tuple[str, str]:
        """The field that proves the account."""
        return "Authorization", f"LOW {self.access}:{self.secret}"


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of a saving."""

    memento: Memento | None = None
    words: str = ""
    """What there is to say: why it failed, or that the index does not know the copy yet."""


def save(site: Site, url: str, keys: Keys, client: Client, *, within: str = "30d") -> Saved:
    """Have a page saved, unless the archive has a copy that is not older than `within`.

    Raises:
        LinkError: the archive does not take this address.
        ServiceError: it is down, too busy, or does not take the keys.
    """
    begun = datetime.now(UTC)
    try:
        job = _handed_in(site, url, keys, client, within)
        told = _ended(site, job, keys, client)
    except ServiceError as error:
        found = _in_index(site, url, begun, client)
        if found is None:
            raise
        return Saved(found, f"saved, though {error.message}")
    when = cdx.moment(str(told.get("timestamp", "")))
    if told.get("status") != "success" or when is None:
        found = _in_index(site, url, begun, client)
        words = str(told.get("message") or told.get("status_ext") or "no reason was given")
        return Saved(found, "" if found else f"{site.holder} did not save it: {words}")
    original = str(told.get("original_url") or url)
    memento = Memento(f"{site.copies}{cdx.timestamp(when)}/{original}", original, when, site.name)
    if _in_index(site, url, when, client) is None:
        return Saved(memento, "saved; the index does not have it yet")
    return Saved(memento)


def _handed_in(site: Site, url: str, keys: Keys, client: Client, within: str) -> str:
    """The name of the job."""
    form = urlencode({"url": url, "skip_first_archive": "1", **({"if_not_archived_within": within} if within else {})})
    pace = lane(site, "save", client, site.saves_per_second)
    told: dict[str, Any] = {}
    for _ in range(site.retries + 1):
        answer = ask(
            site,
            site.save,
            client,
            pace,
            method="POST",
            body=form.encode(),
            headers=(*_FORM, keys.header()),
            follow=False,
        )
        if answer.status in (401, 403):
            raise ServiceError(f"{site.holder} does not take the keys ({answer.status})")
        told = _object(answer.body)
        if answer.status == 200 and told.get("job_id"):
            return str(told["job_id"])
        if told.get("status_ext") not in _BUSY:
            break
        time.sleep(site.busy_wait)
    words = told.get("message") or told.get("status_ext") or f"it answered {answer.status}"
    raise (ServiceError if told.get("status_ext") in _BUSY or not told else LinkError)(f"{site.holder}: {words}")


def _ended(site: Site, job: str, keys: Keys, client: Client) -> dict[str, Any]:
    """What the job says of itself once it has ended.

    Raises:
        ServiceError: it does not end.
    """
    pace = lane(site, "jobs", client, max(1.0, site.saves_per_second))
    for _ in range(_MOST_POLLS):
        answer = ask(site, f"{site.save}/status/{job}", client, pace, headers=(keys.header(),), follow=False)
        told = _object(answer.body)
        if told.get("status") in ("success", "error"):
            return told
        if answer.status != 200 or told.get("status") != "pending":
            raise ServiceError(f"{site.holder} does not say how the saving went ({answer.status})")
        time.sleep(site.poll)
    raise ServiceError(f"{site.holder} did not come to an end with the saving")


def _in_index(site: Site, url: str, since: datetime, client: Client) -> Memento | None:
    """A capture that is not older than a moment, or None; an index that does not answer knows of none."""
    try:
        found = archives.find(site, url, since.date(), client)
    except LinkError:
        return None
    same = (
        one for one in found if one.datetime >= since.replace(microsecond=0) and surt.key(one.original) == surt.key(url)
    )
    return next(same, None)


def _object(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
