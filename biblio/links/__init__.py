"""`Library` -> [`LinkCheck`]: alive, moved, gone, or unknown, each with its grounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from biblio.addresses import normalise, recognise, repair
from biblio.http import Answer, Client, Failure
from biblio.links.case import Case, Finding, LookKind
from biblio.links.collecting import cited_at, links_of
from biblio.links.judging import RULES, judge
from biblio.links.rescuing import rescue
from biblio.model import Diagnostic, Library, LinkCheck

__all__ = ["RULES", "check", "links_of", "rescue"]

Progress = Callable[[str, int, int], None]


def check(
    library: Library, client: Client, *, progress: Progress | None = None
) -> tuple[tuple[LinkCheck, ...], tuple[Diagnostic, ...]]:
    """A verdict on every link of the library, in the order of `links_of`, and what else there is to say.

    What the address says of itself is given in any case; without a network every verdict is `unknown` and one
    diagnostic, `network-unreachable`, says why. Nothing is raised for what the network does.
    """
    cases = _cases(library)
    failure = client.network_failure(case.url for case in cases) if cases else None
    if failure is not None:
        judged = _unasked(cases, client, failure)
    else:
        from biblio.links.running import judge_all

        judged = judge_all(cases, client)
    places = {case.url: number for number, case in enumerate(cases)}
    checks: list[LinkCheck | None] = [None] * len(cases)
    for done, (case, rule, finding) in enumerate(judged, 1):
        checks[places[case.url]] = _check(case, rule, finding)
        if progress:
            progress("links", done, len(cases))
    return tuple(found for found in checks if found is not None), _remarks(failure, len(cases))


def _cases(library: Library) -> list[Case]:
    cited = {entry.key: cited_at(entry) for entry in library.entries}
    return [
        Case(
            link=link,
            url=(url := normalise(link.url)),
            cited=tuple(cited[key] for key in link.keys),
            address=recognise(url),
            repairs=repair(link.url).rules,
        )
        for link in links_of(library)
    ]


def _unasked(cases: list[Case], client: Client, failure: Failure) -> Iterator[tuple[Case, str, Finding]]:
    """Verdicts without asking: what must not be asked is found out as always, the rest is unknown."""
    stand_in = failure if failure.kind == "offline" else Failure("no-network", failure.words)
    for case in cases:
        refusal = client.refusal(case.url)
        answer = Answer(case.url, final_url=case.url, failure=refusal or stand_in)
        case = case.with_look(LookKind.PLAIN, answer)
        rule, decision = judge(case)
        assert isinstance(decision, Finding)
        yield case, rule, decision


def _remarks(failure: Failure | None, count: int) -> tuple[Diagnostic, ...]:
    if failure is None or failure.kind == "offline":
        return ()
    message = f"no way to the network, so none of {count} links was asked (the first reason: {failure.words})"
    return (Diagnostic("network-unreachable", message),)


def _check(case: Case, rule: str, finding: Finding) -> LinkCheck:
    address = case.address
    probes = tuple(look.answer.probe(look.head.title) for look in case.looks)
    asked = rule != "unasked" or bool(case.answer.hops)
    return LinkCheck(
        link=case.link,
        verdict=finding.verdict,
        reason=finding.reason,
        probes=probes,
        match=case.last.match,
        proposed_url=finding.proposed_url or (case.url if case.repairs else ""),
        checked=case.answer.at if asked else None,
        archive=address.describe() if address else "",
        earliest=address.earliest if address else None,
        latest=address.latest if address else None,
        rule=rule,
    )
