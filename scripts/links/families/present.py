"""Pages that are there, however they are dressed, packed or served."""

from __future__ import annotations

import base64
import gzip
import random
from urllib.parse import quote

from scripts.links import prose
from scripts.links.families.family import FAMILIES, Family, Target, at, family, shows
from scripts.links.families.small_pdf import small_pdf
from scripts.links.server import Exchange
from scripts.links.sites import Cited, Site, dress


def _simple(name: str, look: int) -> None:
    def make(site: Site, cited: Cited, path: str) -> Target:
        return at(site, path, shows(dress(site, cited, look=look)))

    FAMILIES.append(Family(name, "ok", make))


for _number, _name in enumerate(("page", "old-page", "journal-page", "bare-page", "author-in-title")):
    _simple(_name, _number)


@family("ok", "apologetic")
def page_beside_soft_404s(site: Site, cited: Cited, path: str) -> Target:
    return at(site, path, shows(dress(site, cited)))


@family("ok")
def page_with_other_words_in_title(site: Site, cited: Cited, path: str) -> Target:
    short = cited.title.partition(":")[0].partition(",")[0]
    return at(site, path, shows(dress(site, Cited(cited.key, short, cited.family, cited.given, cited.year))))


@family("ok")
def revised_page(site: Site, cited: Cited, path: str) -> Target:
    changed = Cited(cited.key, f"{cited.title} (revised edition)", cited.family, cited.given, cited.year + 3)
    return at(site, path, shows(dress(site, changed, paragraphs=8)))


@family("ok")
def page_about_lost_pages(site: Site, cited: Cited, path: str) -> Target:
    text = "<p>The requested page was not found in the ledger; the document no longer exists.</p>" + prose.prose(
        site.chance, 5
    )
    return at(site, path, shows(dress(site, cited, body=text)))


@family("ok")
def page_without_the_title(site: Site, cited: Cited, path: str) -> Target:
    text = f"<p>{cited.given} {cited.family}</p>" + prose.prose(random.Random(cited.key), 6)
    return at(site, path, shows(f"<html><head><title>{site.name}</title></head><body>{text}</body></html>"))


@family("ok")
def mhonarc_message(site: Site, cited: Cited, path: str) -> Target:
    turned = "".join(_turn(letter) for letter in f"{cited.given} {cited.family} <x@example.org>")
    head = f"<!-- MHonArc v2.6 -->\n<!--X-Subject: Re: {cited.title} -->\n<!--X-From-R13: {turned} -->\n<!--X-Date: Fri, 6 Dec 2002 08:41:29 -->\n<!--X-Head-End-->\n"
    return at(
        site,
        path + "/msg00012.html",
        shows(f"{head}<html><head><title>Message</title></head><body>{prose.prose(site.chance)}</body></html>"),
    )


def _turn(letter: str) -> str:
    if "@" <= letter <= "[":
        return chr((ord(letter) - 64 + 14) % 28 + 64)
    return chr((ord(letter) - 97 + 13) % 26 + 97) if "a" <= letter <= "z" else letter


@family("ok")
def pipermail_message(site: Site, cited: Cited, path: str) -> Target:
    head = f"<H1>[List] {cited.title}</H1><B>{cited.given} {cited.family}</B> <A HREF='mailto:x'>x at y</A><BR><I>Fri Dec  6 08:41:29 2002</I><!--beginarticle--><PRE>"
    return at(
        site,
        path + "/000123.html",
        shows(
            f"<HTML><HEAD><TITLE>[List] post</TITLE></HEAD><BODY>{head}{prose.paragraph(site.chance)}</PRE></BODY></HTML>"
        ),
    )


@family("ok")
def plain_text(site: Site, cited: Cited, path: str) -> Target:
    text = f"{cited.title.upper()}\n\nby {cited.given} {cited.family}\n\n{prose.paragraph(site.chance, 20)}"
    return at(site, path + ".txt", shows(text, Content_Type="text/plain"))


@family("ok")
def pdf(site: Site, cited: Cited, path: str) -> Target:
    data = small_pdf((cited.title, f"{cited.given} {cited.family}", *prose.paragraph(site.chance, 12).split(". ")))

    async def answer(x: Exchange) -> None:
        await x.send(200, data, Content_Type="application/pdf")

    return at(site, path + ".pdf", answer)


@family("ok")
def image(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> None:
        await x.send(200, b"\x89PNG\r\n\x1a\n" + b"\0" * 900, Content_Type="image/png")

    return at(site, path + ".png", answer)


@family("ok")
def chunked(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> None:
        await x.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
        for part in dress(site, cited).encode().split(b"<p>"):
            await x.raw(b"%x\r\n%s\r\n" % (len(part) + 3, b"<p>" + part))
        await x.raw(b"0\r\n\r\n")

    return at(site, path, answer)


@family("ok")
def http_1_0(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> bool:
        await x.raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + dress(site, cited).encode())
        return True

    return at(site, path, answer)


@family("ok")
def compressed(site: Site, cited: Cited, path: str) -> Target:
    async def answer(x: Exchange) -> None:
        await x.send(200, gzip.compress(dress(site, cited).encode()), Content_Encoding="gzip")

    return at(site, path, answer)


@family("ok")
def partial_content(site: Site, cited: Cited, path: str) -> Target:
    return at(site, path, shows(dress(site, cited), 203))


@family("ok")
def home_page(site: Site, cited: Cited, path: str) -> Target:
    return Target(site.base + "/", {})


@family("ok")
def head_refused(site: Site, cited: Cited, path: str) -> Target:
    return at(site, path, shows(dress(site, cited)))


@family("ok")
def query_page(site: Site, cited: Cited, path: str) -> Target:
    return at(
        site, path + "/show.php", shows(dress(site, cited)), suffix=f"?id={cited.year}&amp=1".replace("&amp", "&v")
    )


@family("ok")
def idn_path(site: Site, cited: Cited, path: str) -> Target:
    name = f"{path}/žluťoučký-{cited.key}"
    return Target(site.base + name, {quote(name): shows(dress(site, cited))})


@family("ok")
def credentials(site: Site, cited: Cited, path: str) -> Target:
    wanted = "Basic " + base64.b64encode(b"guest:guest").decode()

    async def answer(x: Exchange) -> None:
        if x.headers.get("authorization") == wanted:
            await x.page(dress(site, cited))
        else:
            await x.page("<title>401</title>", 401, WWW_Authenticate="Basic")

    return Target(site.base.replace("//", "//guest:guest@") + path, {path: answer})
