"""`Library` -> [`LinkCheck`]: alive, moved, gone, or unknown, each with its grounds."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace

from biblio.addresses import alternatives, normalise, recognise, repair
from biblio.http import Answer, Client, Failure
from biblio.links.case import Case, Finding, LookKind
from biblio.links.collecting import cited_at, links_of
from biblio.links.judging import RULES, judge
from biblio.links.registries import Registries
from biblio.links.rescuing import rescue
from biblio.links.state import State
from biblio.links.telling import told
from biblio.model import Diagnostic, Library, Link, LinkCheck

__all__ = ["RULES", "Registries", "State", "check", "links_of", "rescue"]

Progress = Callable[[str, int, int], None]

_SAMPLE = 8
_Judged = tuple[int, Case, str, Finding]


def check(
    library: Library,
    client: Client,
    *,
    state: State | None = None,
    registries: Registries | None = None,
    progress: Progress | None = None,
) -> tuple[tuple[LinkCheck, ...], tuple[Diagnostic, ...]]:
    """A verdict on every link of the library, in the order of `links_of`, and what else there is to say.

    What the address says of itself is given in any case; without a network every verdict is `unknown` and one
    diagnostic, `network-unreachable`, says why. Nothing is raised for what the network does.

    Args:
        library: whose links are looked at.
        client: the door to the network.
        state: what earlier runs found, and where this one writes what it finds.
        registries: where DOIs and handles are asked for.
        progress: told "links", how many are done, and of how many.
    """
    links = links_of(library)
    cases = _Cases(library, links, state if not client.offline else None)
    checks: list[LinkCheck | None] = [None] * len(links)
    failure = client.network_failure(cases.sample()) if links else None
    judged = cases.unasked(client, failure) if failure is not None else cases.judged(client, registries)
    # Wherever a signal ends the run, what is on its way is waited for before the state is closed.
    with closing(judged):
        for done, (number, case, rule, finding) in enumerate(judged, 1):
            checks[number] = told(case, rule, finding, cases.state)
            if progress:
                progress("links", done, len(links))
    return tuple(found for found in checks if found is not None), _remarks(failure, len(links))


class _Cases:
    """The cases of a library, each made when it is wanted: of a hundred thousand few are in work at a time."""

    def __init__(self, library: Library, links: Sequence[Link], state: State | None) -> None:
        self.state = state
        self._links = links
        self._entries = {entry.key: entry for entry in library.entries}
        self._urls = [normalise(link.url) for link in links]

    def url(self, number: int) -> str:
        """The normal form of a link."""
        return self._urls[number]

    def sample(self) -> Iterator[str]:
        """All addresses, those first that lie far apart: neighbours are often of one host, or ill of one thing."""
        step = max(1, len(self._urls) // _SAMPLE)
        for start in range(step):
            yield from self._urls[start::step]

    def build(self, number: int) -> Case:
        """A link's case, with the looks that a run which was ended had taken."""
        case = self._case(number)
        known = self.state.known(case) if self.state else None
        return case if known is None else replace(case, looks=known.looks, registered=known.registered)

    def judged(self, client: Client, registries: Registries | None) -> Generator[_Judged, None, None]:
        """What is known still, then what is asked, in the order in which the answers come."""
        from biblio.links.running import judge_all

        if self.state is not None:
            self.state.begin(map(self.url, range(len(self._links))))
            for host, seconds in self.state.pauses():
                client.pace.pause(host, seconds)
        wanted: list[tuple[int, str]] = []
        for number in range(len(self._links)):
            known = self.state.known(self._bare(number)) if self.state else None
            if known is None or not known.rule:
                wanted.append((number, self.url(number)))
            else:
                case = replace(self._case(number), looks=known.looks, registered=known.registered)
                yield number, case, known.rule, known.finding
        if wanted:
            yield from judge_all(wanted, self.build, client, self.state, registries)
        if self.state is not None:
            self.state.end()

    def unasked(self, client: Client, failure: Failure) -> Generator[_Judged, None, None]:
        """Verdicts without asking: what must not be asked is found out as always, the rest is unknown."""
        stand_in = failure if failure.kind == "offline" else Failure("no-network", failure.words)
        for number in range(len(self._links)):
            case = self._case(number)
            answer = Answer(case.url, final_url=case.url, failure=client.refusal(case.url) or stand_in)
            case = case.with_look(LookKind.PLAIN, answer)
            rule, decision = judge(case)
            assert isinstance(decision, Finding)
            yield number, case, rule, decision

    def _bare(self, number: int) -> Case:
        """Only what it is and what is cited at it."""
        link = self._links[number]
        return Case(link, self.url(number), tuple(cited_at(self._entries[key]) for key in link.keys))

    def _case(self, number: int) -> Case:
        link = self._links[number]
        return replace(
            self._bare(number),
            address=recognise(self.url(number)),
            repairs=repair(link.url).rules,
            others=alternatives(link.url),
        )


def _remarks(failure: Failure | None, count: int) -> tuple[Diagnostic, ...]:
    if failure is None or failure.kind == "offline":
        return ()
    message = f"no way to the network, so none of {count} links was asked (the first reason: {failure.words})"
    return (Diagnostic("network-unreachable", message),)
