"""`Library` -> [`LinkCheck`]: alive, moved, gone, or unknown, each with its grounds."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import replace

from biblio.addresses import alternatives, recognise, repair
from biblio.http import Answer, Client, Failure
from biblio.links.case import Case, Finding, LookKind
from biblio.links.judging import RULES, judge
from biblio.links.ledger import Ledger
from biblio.links.registries import Registries
from biblio.links.rescuing import rescue, rescue_all
from biblio.links.state import State
from biblio.links.telling import told
from biblio.model import Diagnostic, Library, LinkCheck

__all__ = ["RULES", "Ledger", "Registries", "State", "check", "check_all", "rescue", "rescue_all"]

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
    """A verdict on every link of the library, in the order of its entries, and what else there is to say.

    As `check_all`, for libraries of which everything may be held at once.
    """
    with Ledger.of(library) as ledger:
        remarks = check_all(ledger, client, state=state, registries=registries, progress=progress)
        return tuple(ledger), remarks


def check_all(
    ledger: Ledger,
    client: Client,
    *,
    state: State | None = None,
    registries: Registries | None = None,
    progress: Progress | None = None,
) -> tuple[Diagnostic, ...]:
    """Put a verdict on every link into the ledger; returns what else there is to say.

    What the address says of itself is given in any case; without a network every verdict is `unknown` and one
    diagnostic, `network-unreachable`, says why. Nothing is raised for what the network does.

    Args:
        ledger: whose links are looked at.
        client: the door to the network.
        state: what earlier runs found, and where this one writes what it finds.
        registries: where DOIs and handles are asked for.
        progress: told "links", how many are done, and of how many.
    """
    cases = _Cases(ledger, state if not client.offline else None)
    failure = client.network_failure(cases.sample()) if len(ledger) else None
    judged = cases.unasked(client, failure) if failure is not None else cases.judged(client, registries)
    # Wherever a signal ends the run, what is on its way is waited for before the state is closed.
    with closing(judged):
        for done, (number, case, rule, finding) in enumerate(judged, 1):
            ledger.put(number, told(case, rule, finding, cases.state))
            if progress:
                progress("links", done, len(ledger))
    return _remarks(failure, len(ledger))


class _Cases:
    """The cases of a ledger's links, each made when it is wanted: of a hundred thousand few are in work at a time."""

    def __init__(self, ledger: Ledger, state: State | None) -> None:
        self.state = state
        self._ledger = ledger

    def sample(self) -> Iterator[str]:
        """All addresses, those first that lie far apart: neighbours are often of one host, or ill of one thing."""
        return self._ledger.urls(step=max(1, len(self._ledger) // _SAMPLE))

    def build(self, number: int) -> Case:
        """A link's case, with the looks that a run which was ended had taken."""
        case = self._bare(number)
        known = self.state.known(case) if self.state else None
        return _whole(case if known is None else replace(case, looks=known.looks, registered=known.registered))

    def judged(self, client: Client, registries: Registries | None) -> Generator[_Judged, None, None]:
        """What is known still, then what is asked, in the order in which the answers come."""
        from biblio.links.running import judge_all

        if self.state is not None:
            self.state.begin(self._ledger.urls())
            for host, seconds in self.state.pauses():
                client.pace.pause(host, seconds)
            for number in range(len(self._ledger)):
                case = self._bare(number)
                known = self.state.known(case)
                if known is not None and known.rule:
                    case = _whole(replace(case, looks=known.looks, registered=known.registered))
                    yield number, case, known.rule, known.finding
        yield from judge_all(self._ledger, self.build, client, self.state, registries)
        if self.state is not None:
            self.state.end()

    def unasked(self, client: Client, failure: Failure) -> Generator[_Judged, None, None]:
        """Verdicts without asking: what must not be asked is found out as always, the rest is unknown."""
        stand_in = failure if failure.kind == "offline" else Failure("no-network", failure.words)
        for number in range(len(self._ledger)):
            case = _whole(self._bare(number))
            answer = Answer(case.url, final_url=case.url, failure=client.refusal(case.url) or stand_in)
            case = case.with_look(LookKind.PLAIN, answer)
            rule, decision = judge(case)
            assert isinstance(decision, Finding)
            yield number, case, rule, decision

    def _bare(self, number: int) -> Case:
        """Only what it is and what is cited at it."""
        link = self._ledger.link(number)
        return Case(link, self._ledger.url(number), tuple(use.cited for use in link.uses))


def _whole(case: Case) -> Case:
    """With what the address says of itself."""
    return replace(
        case,
        address=recognise(case.url),
        repairs=repair(case.link.url).rules,
        others=alternatives(case.link.url),
    )


def _remarks(failure: Failure | None, count: int) -> tuple[Diagnostic, ...]:
    if failure is None or failure.kind == "offline":
        return ()
    message = f"no way to the network, so none of {count} links was asked (the first reason: {failure.words})"
    return (Diagnostic("network-unreachable", message),)
