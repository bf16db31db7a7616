"""Where a page's scripts send whoever opens it: `window.location.replace("/new")`.

Scripts are read, not run: only an address written out, or put together from strings and names of strings, is found, and
only where nothing but opening the page leads to it.
"""

from __future__ import annotations

import re

__all__ = ["sends_to"]

_STRING = r"""(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`$\\]*`)"""
_PART = rf"(?:{_STRING}|[A-Za-z_$][\w$]*)"
_SUM = rf"{_PART}(?:\s*\+\s*{_PART})*"
_LOCATION = r"(?<![\w$.])(?:(?:window|document|self|top|parent|globalThis)\s*\.\s*)*location(?:\s*\.\s*href)?"
_GOES = re.compile(
    rf"""{_LOCATION} \s* (?: = \s* (?P<set>{_SUM}) | \. \s* (?:replace|assign) \s* \( \s* (?P<call>{_SUM}) \s* \) )
         \s* (?: [;,)}}\n] | \Z )""",
    re.VERBOSE,
)
_NAMED = re.compile(rf"(?:var|let|const)\s+(?P<name>[A-Za-z_$][\w$]*)\s*=\s*(?P<value>{_SUM})\s*[;\n,]")
_COMMENT = re.compile(r"(?<![:\"'])//[^\n]*|/\*.*?\*/", re.DOTALL)
_FUNCTION = re.compile(r"function\s+(?P<name>[\w$]+)\s*\([^()]*\)\s*\Z")
_CONDITION = re.compile(r"(?:\bif|\bwhile)\s*\((?P<test>.*)\)\s*\Z", re.DOTALL)
# What the reader does, or the device they have: not everybody is sent on.
_HANDLER = re.compile(
    r"(?:on(?!load\b|ready\b)[a-z]+\s*=\s*(?:function|\()|(?:click|submit|keydown|change)['\"])", re.IGNORECASE
)
_SOME_ONLY = re.compile(r"screen|width|navigator|mobile|hash|search|self|top\b|parent|cookie|touch", re.IGNORECASE)
_UNIQUE = 4096


def sends_to(script: str) -> str:
    """The address a script goes to by itself when the page is opened; "" if there is none."""
    script = _COMMENT.sub("", script[:65536])
    names = {match["name"]: match["value"] for match in _NAMED.finditer(script)}
    for match in _GOES.finditer(script):
        target = _text(match["set"] or match["call"], names)
        if target and all(_is_run(before, script) for before in _blocks(script, match.start())):
            return target
    return ""


def _text(expression: str, names: dict[str, str], depth: int = 0) -> str:
    """The string an expression stands for; "" if it cannot be told."""
    whole = ""
    for part in re.findall(_PART, expression):
        if part[0] in "\"'`":
            whole += re.sub(r"\\(.)", r"\1", part[1:-1])
        elif part in names and depth < 4 and (value := _text(names[part], names, depth + 1)):
            whole += value
        else:
            return ""
    return whole


def _blocks(script: str, place: int) -> list[str]:
    """What stands before each brace that is open at a place, the outermost first."""
    opened: list[int] = []
    for match in re.finditer(rf"{_STRING}|[{{}}]", script[:place]):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            opened.pop()
    return [script[max(0, start - _UNIQUE) : start] for start in opened]


def _is_run(before: str, script: str) -> bool:
    """Whether a block runs when the page is opened, going by the words before its brace."""
    condition = _CONDITION.search(before[-300:])
    if condition and _SOME_ONLY.search(condition["test"]):
        return False
    named = _FUNCTION.search(before)
    if named:
        return len(re.findall(rf"(?<![\w$.]){re.escape(named['name'])}\b", script)) > 1
    return _HANDLER.search(before[-120:]) is None
