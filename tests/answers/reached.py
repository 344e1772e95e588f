"""Which functions of the house an answer can come to call, by the names in its code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any

HOUSE = "evidence_lib"


def reached(started_from: Iterable[FunctionType]) -> set[FunctionType]:
    """Follow every name in the code of some functions, of those they name, and so on."""
    waiting = [each for function in started_from for each in _functions(function)]
    found = set[FunctionType]()
    while waiting:
        function = waiting.pop()
        if function not in found:
            found.add(function)
            waiting.extend(_named_in(function))
    return found


def full_name(function: FunctionType) -> str:
    """Write a function as the method document does: its room and its name."""
    room = function.__module__.split(".")[1]
    return f"{room}.{function.__name__}"


def _named_in(function: FunctionType) -> Iterator[FunctionType]:
    names = set(_names(function.__code__))
    known = [function.__globals__[name] for name in names if name in function.__globals__]
    for value in known:
        yield from _functions(value)
        if isinstance(value, ModuleType) and value.__name__.startswith(HOUSE):
            for name in names & set(vars(value)):
                yield from _functions(vars(value)[name])


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _names(each)


def _functions(value: Any) -> Iterator[FunctionType]:
    """A function is itself, a class its methods, a table of functions those in it."""
    if isinstance(value, FunctionType) and value.__module__.startswith(HOUSE):
        yield value
        yield from _functions(getattr(value, "__wrapped__", None))
    elif isinstance(value, type) and value.__module__.startswith(HOUSE):
        for each in vars(value).values():
            yield from _functions(getattr(each, "fget", each))
    elif isinstance(value, dict):
        for each in value.values():
            yield from _functions(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _functions(each)
