"""The tests against one mutant at a time: does any of them see the fault?

Takes the modules; gives a ``Verdict`` for each mutant. The tests are collected and run once,
with the coverage of each measured apart; then each mutant is put in the place of the true code
in a forked process, which runs those tests of the module's files that pass its statement, the
quickest first, up to the first that fails. A fork costs neither imports nor collection, and
leaves nothing behind.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import _lru_cache_wrapper
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from types import CodeType, FunctionType, ModuleType
from typing import TYPE_CHECKING, NoReturn, TypeVar

import attrs
import coverage
import pytest
from _pytest.runner import runtestprotocol
from operators import Mutant, mutants

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")
PROCESSES = 2
MEMORY = 4 << 30
_SEEN, _UNSEEN, _BROKEN = 1, 0, 3


class Verdict(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    TIMED_OUT = "timed out"
    SURVIVED = "survived"
    NOT_RUN = "no test runs it"


@attrs.define
class Trials:
    """A pytest plugin that runs mutants in the place of the tests."""

    plan: Mapping[ModuleType, Sequence[str]]
    verdicts: dict[Mutant, Verdict] = attrs.Factory(dict)
    _took: dict[pytest.Item, float] = attrs.Factory(dict)
    _passing: dict[tuple[str, int], set[str]] = attrs.Factory(lambda: defaultdict(set))

    def pytest_configure(self) -> None:
        """Let Hypothesis keep nothing between two mutants, and shrink nothing."""
        from hypothesis import Phase, settings  # noqa: PLC0415 - pytest's plug-in loads it first

        only = (Phase.explicit, Phase.generate)
        settings.register_profile("mutants", database=None, phases=only)
        settings.load_profile("mutants")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests as they are, then against every mutant."""
        if session.testsfailed:
            return True
        self._measure(session.items)
        found = [(mutant, module) for module in self.plan for mutant in mutants(module)]
        print(f"{len(found)} mutants of {len(self.plan)} modules", flush=True)
        self._try_all(found)
        return True

    def _measure(self, items: Sequence[pytest.Item]) -> None:
        files = [str(module.__file__) for module in self.plan]
        measured = coverage.Coverage(data_file=None, include=files, config_file=False)
        measured.start()
        caches = [*_living(_lru_cache_wrapper)]
        for item, following in pairwise([*items, None]):
            _forget(caches)
            measured.switch_context(item.nodeid)
            begun = perf_counter()
            failed = _failed(item, following)
            self._took[item] = perf_counter() - begun
            if failed:
                pytest.exit(f"{item.nodeid} fails without a mutant", returncode=1)
        measured.stop()
        for file in files:
            for line, names in measured.get_data().contexts_by_lineno(file).items():
                self._passing[file, line].update(names)
        print(f"{len(items)} tests pass, {sum(self._took.values()):.0f} s", flush=True)

    def _tests(self, mutant: Mutant, module: ModuleType) -> list[pytest.Item]:
        names = {
            name for line in mutant.lines for name in self._passing[str(module.__file__), line]
        }
        files = {Path(file).resolve() for file in self.plan[module]}
        passing = (one for one in self._took if one.nodeid in names and one.path in files)
        return sorted(passing, key=self._took.__getitem__)

    def _try_all(self, found: Iterable[tuple[Mutant, ModuleType]]) -> None:
        under_way: dict[int, Mutant] = {}
        functions = defaultdict(list)
        for living in _living(FunctionType):
            functions[living.__code__.co_filename, living.__code__.co_qualname].append(living)
        caches = [*_living(_lru_cache_wrapper)]
        gc.collect()
        gc.freeze()  # the forks share what they do not touch
        for mutant, module in found:
            tests = self._tests(mutant, module)
            if not tests:
                self._note(mutant, Verdict.NOT_RUN)
                continue
            if len(under_way) == PROCESSES:
                self._await(under_way)
            limit = 10 + int(5 * sum(self._took[test] for test in tests))
            process = os.fork()
            if not process:
                _judge(mutant, functions[module.__file__, mutant.function], caches, tests, limit)
            under_way[process] = mutant
        while under_way:
            self._await(under_way)

    def _await(self, under_way: dict[int, Mutant]) -> None:
        process, status = os.wait()
        mutant = under_way.pop(process)
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) in {signal.SIGXCPU, signal.SIGKILL}:
            self._note(mutant, Verdict.TIMED_OUT)
            return
        code = os.waitstatus_to_exitcode(status)
        if code not in {_SEEN, _UNSEEN}:
            print(f"could not be tried ({code}): {mutant.name}", flush=True)
        self._note(mutant, Verdict.SURVIVED if code == _UNSEEN else Verdict.KILLED)

    def _note(self, mutant: Mutant, verdict: Verdict) -> None:
        self.verdicts[mutant] = verdict
        if verdict is not Verdict.KILLED:
            print(f"{verdict}: {mutant.name} (line {mutant.lines.start})", flush=True)

    def table(self) -> Iterator[str]:
        """The figures of each module, as rows of a table."""
        columns = ("mutants", *Verdict)
        yield f"| module | {' | '.join(columns)} |"
        yield f"|---{'|---' * len(columns)}|"
        names = list(dict.fromkeys(mutant.module for mutant in self.verdicts))
        for name in (*names, ""):
            of = Counter(
                verdict for mutant, verdict in self.verdicts.items() if mutant.module == name
            ) or Counter(self.verdicts.values())
            figures = (of.total(), *(of[verdict] for verdict in Verdict))
            yield f"| {name or 'all'} | {' | '.join(map(str, figures))} |"


def run(plan: Mapping[ModuleType, Sequence[str]]) -> Trials:
    """Try every mutant of each module against the tests of its files."""
    trials = Trials(plan)
    tests = sorted({file for files in plan.values() for file in files})
    code = pytest.main(["-q", "-s", "--no-header", "--no-summary", *tests], plugins=[trials])
    if code not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        sys.exit(f"the tests could not be run: {code!s}")
    return trials


def _judge(
    mutant: Mutant,
    living: Iterable[FunctionType],
    caches: Iterable[_lru_cache_wrapper[object]],
    tests: Sequence[pytest.Item],
    limit: int,
) -> NoReturn:
    """Run the tests against a mutant, in a process of its own; its end tells what they saw."""
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        _put(mutant, living)
        _forget(caches)
        seen = any(_failed(test, following) for test, following in pairwise([*tests, None]))
        os._exit(_SEEN if seen else _UNSEEN)
    finally:
        os._exit(_BROKEN)


def _put(mutant: Mutant, living: Iterable[FunctionType]) -> None:
    """Give living functions the mutant's code."""
    mutant.apply()
    for function in living:
        code = function.__code__
        codes = dict(_codes(compile(mutant.tree, code.co_filename, "exec", dont_inherit=True)))
        function.__code__ = codes[code.co_qualname, code.co_firstlineno]


def _codes(code: CodeType) -> Iterator[tuple[tuple[str, int], CodeType]]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield (inner.co_qualname, inner.co_firstlineno), inner
            yield from _codes(inner)


def _living(kind: type[T]) -> Iterator[T]:
    return (one for one in gc.get_objects() if isinstance(one, kind))


def _forget(caches: Iterable[_lru_cache_wrapper[object]]) -> None:
    """Empty every cache: what the true code answered must not hide a mutant."""
    for cache in caches:
        cache.cache_clear()


def _failed(item: pytest.Item, following: pytest.Item | None) -> bool:
    return any(one.failed for one in runtestprotocol(item, nextitem=following, log=False))


def root() -> Path:
    """The project's folder."""
    return Path(__file__).parents[2]
