"""Steps of regular expressions, counted: what a pattern tries on its way through a text.

The language's own engine says nothing of its work. ``CountedPattern`` answers as a pattern does,
and lets a plain engine go the same way next to it, which must come to the same places.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from contextlib import contextmanager
from re import _constants as op
from re import _parser

steps: Counter[str] = Counter()
"""By pattern; whoever counts clears it before."""

_CATEGORY = {
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_NOT_DIGIT: lambda c: not c.isdecimal(),
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_NOT_SPACE: lambda c: not c.isspace(),
    op.CATEGORY_WORD: lambda c: c.isalnum() or c == "_",
    op.CATEGORY_NOT_WORD: lambda c: not (c.isalnum() or c == "_"),
}
_REPEATS = {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}


@contextmanager
def counted(room):
    """Patterns that modules of a room compile meanwhile are counted: import it within.

    Those too that are used without being compiled first, ``re.search(...)``.
    """
    plain = {name: getattr(re, name) for name in ("compile", *_MATCHING)}

    def compile_(pattern, flags=0):
        compiled = plain["compile"](pattern, flags)
        caller = sys._getframe(1).f_globals["__name__"]
        return CountedPattern(compiled) if caller.startswith(room) else compiled

    def matching(name):
        def call(pattern, *arguments, **options):
            caller = sys._getframe(1).f_globals["__name__"]
            if caller.startswith(room) and isinstance(pattern, str):
                compiled = CountedPattern(plain["compile"](pattern, options.pop("flags", 0)))
                return getattr(compiled, name)(*arguments, **options)
            return plain[name](pattern, *arguments, **options)

        return call

    re.compile = compile_
    for name in _MATCHING:
        setattr(re, name, matching(name))
    try:
        yield
    finally:
        for name, function in plain.items():
            setattr(re, name, function)


_MATCHING = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class CountedPattern:
    """A pattern whose work is counted."""

    def __init__(self, plain):
        self._plain, self._engine = plain, None

    def __getattr__(self, name):
        return getattr(self._plain, name)

    def search(self, text, pos=0, endpos=sys.maxsize):
        match = self._plain.search(text, pos, endpos)
        self._goes(text, range(pos, min(endpos, len(text)) + 1), endpos, match)
        return match

    def match(self, text, pos=0, endpos=sys.maxsize):
        match = self._plain.match(text, pos, endpos)
        self._goes(text, (pos,), endpos, match)
        return match

    def fullmatch(self, text, pos=0, endpos=sys.maxsize):
        match = self._plain.fullmatch(text, pos, endpos)
        self._goes(text, (pos,), endpos, match, whole=True)
        return match

    def finditer(self, text, pos=0, endpos=sys.maxsize):
        end = min(endpos, len(text))
        for match in self._plain.finditer(text, pos, endpos):
            self._goes(text, range(pos, end + 1), endpos, match)
            yield match
            pos = match.end() + (match.start() == match.end())
        self._goes(text, range(pos, end + 1), endpos, None)

    def findall(self, text, pos=0, endpos=sys.maxsize):
        list(self.finditer(text, pos, endpos))
        return self._plain.findall(text, pos, endpos)

    def sub(self, new, text, count=0):
        list(self.finditer(text))
        return self._plain.sub(new, text, count)

    def subn(self, new, text, count=0):
        list(self.finditer(text))
        return self._plain.subn(new, text, count)

    def split(self, text, maxsplit=0):
        list(self.finditer(text))
        return self._plain.split(text, maxsplit)

    def _goes(self, text, starts, endpos, match, *, whole=False):
        """Go from each start until one matches, as the language's engine did."""
        if self._engine is None:
            self._engine = Engine(self._plain)
        engine = self._engine
        engine.begin(text[: max(0, endpos)], whole=whole)
        place = next(((at, end) for at in starts if (end := engine.from_(at)) >= 0), None)
        assert place == (match and match.span()), (self._plain.pattern, text, place)
        steps[self._plain.pattern] += engine.steps


class Engine:
    """A backtracking engine over what ``re`` parses; a node tries, and then what comes after it."""

    def __init__(self, plain):
        parsed = _parser.parse(plain.pattern, plain.flags & ~re.DEBUG)
        self.text, self.steps, self.groups, self.whole = "", 0, {}, False
        self._first = self._row(parsed, plain.flags, self._accept)

    def begin(self, text, *, whole):
        """Another text."""
        self.text, self.whole, self.steps = text, whole, 0

    def from_(self, at):
        """Where a match that begins here ends, or -1."""
        self.groups.clear()
        return self._first(at)

    def _accept(self, at):
        return -1 if self.whole and at != len(self.text) else at

    def _row(self, items, flags, after):
        for kind, value in reversed(list(items)):
            after = self._node(kind, value, flags, after)
        return after

    def _node(self, kind, value, flags, after):
        if fits := _one_character(kind, value, flags):
            return self._character(fits, after)
        if kind in _REPEATS:
            low, high, body = value
            high = sys.maxsize if high is op.MAXREPEAT else high
            if len(body) == 1 and (fits := _one_character(*body[0], flags)):
                return self._run(kind, low, high, fits, after)
            return self._loop(kind, low, high, (body, flags), after)
        match kind:
            case op.SUBPATTERN:
                group, more, less, body = value
                return self._group(group, body, (flags | more) & ~less, after)
            case op.BRANCH:
                ways = [self._row(each, flags, after) for each in value[1]]
                return self._branch(ways)
            case op.ATOMIC_GROUP:
                return self._atomic(self._row(value, flags, _end), after)
            case op.ASSERT | op.ASSERT_NOT:
                way, body = value
                back = body.getwidth()[0] if way < 0 else 0
                inner = self._row(body, flags, _end)
                return self._look(inner, back, kind is op.ASSERT, after)
            case op.AT:
                return self._at(value, flags, after)
            case op.GROUPREF:
                return self._again(value, after)
        raise NotImplementedError(kind)

    def _character(self, fits, after):
        def character(at):
            self.steps += 1
            return after(at + 1) if at < len(self.text) and fits(self.text[at]) else -1

        return character

    def _run(self, kind, low, high, fits, after):
        """So many of one character, without going back into each."""

        def run(at):
            self.steps += 1
            text, most = self.text, min(high, len(self.text) - at)
            if kind is op.MIN_REPEAT:
                for count in range(most + 1):
                    if count >= low and (end := after(at + count)) >= 0:
                        return end
                    self.steps += 1
                    if count == most or not fits(text[at + count]):
                        return -1
            count = 0
            while count < most and fits(text[at + count]):
                count += 1
            self.steps += count
            least = low if kind is op.MAX_REPEAT else max(low, count)
            for fewer in range(count, least - 1, -1):
                if (end := after(at + fewer)) >= 0:
                    return end
                self.steps += 1
            return -1

        return run

    def _loop(self, kind, low, high, row, after):
        if kind is op.POSSESSIVE_REPEAT:
            greedy = self._loop(op.MAX_REPEAT, low, high, row, _end)
            return self._atomic(greedy, after)
        rounds = []

        def further(at):
            self.steps += 1
            count, last = rounds[-1]
            for more in (True, False) if kind is op.MAX_REPEAT else (False, True):
                if more and count < high and (count < low or at != last):
                    rounds[-1] = count + 1, at
                    if (end := inner(at)) >= 0:
                        return end
                    rounds[-1] = count, last
                elif not more and count >= low:
                    rounds.pop()
                    if (end := after(at)) >= 0:
                        return end
                    rounds.append((count, last))
            return -1

        def loop(at):
            rounds.append((0, -1))
            if (end := further(at)) < 0:
                rounds.pop()
            return end

        inner = self._row(*row, further)
        return loop

    def _group(self, group, body, flags, after):
        begins = []

        def close(at):
            before, begin = self.groups.get(group), begins.pop()
            self.groups[group] = begin, at
            if (end := after(at)) < 0:
                self.groups[group] = before
                begins.append(begin)
            return end

        inner = self._row(body, flags, close)

        def group_(at):
            begins.append(at)
            if (end := inner(at)) < 0:
                begins.pop()
            return end

        return group_

    def _branch(self, ways):
        def branch(at):
            self.steps += 1
            return next((end for way in ways if (end := way(at)) >= 0), -1)

        return branch

    def _atomic(self, inner, after):
        return lambda at: after(end) if (end := inner(at)) >= 0 else -1

    def _look(self, inner, back, wanted, after):
        def look(at):
            self.steps += 1
            seen = at >= back and inner(at - back) >= 0
            return after(at) if seen is wanted else -1

        return look

    def _at(self, where, flags, after):
        def wordy(at):
            return 0 <= at < len(self.text) and (self.text[at].isalnum() or self.text[at] == "_")

        def here(at):
            text, lines = self.text, flags & re.MULTILINE
            match where:
                case op.AT_BEGINNING | op.AT_BEGINNING_STRING:
                    string = where is op.AT_BEGINNING_STRING or not lines
                    return at == 0 or (not string and text[at - 1] == "\n")
                case op.AT_END if lines:
                    return at == len(text) or text[at] == "\n"
                case op.AT_END:
                    return at == len(text) or text[at:] == "\n"
                case op.AT_END_STRING:
                    return at == len(text)
            return (wordy(at - 1) != wordy(at)) is (where is op.AT_BOUNDARY)

        return lambda at: after(at) if here(at) else -1

    def _again(self, group, after):
        def again(at):
            place = self.groups.get(group)
            if place is None or not self.text.startswith(self.text[slice(*place)], at):
                return -1
            self.steps += place[1] - place[0]
            return after(at + place[1] - place[0])

        return again


def _end(at):
    return at


def _one_character(kind, value, flags):
    """What says whether a character fits, of a node that takes just one; else None."""
    if kind is op.ANY:
        return (lambda _: True) if flags & re.DOTALL else (lambda c: c != "\n")
    if kind is op.LITERAL or kind is op.NOT_LITERAL:
        forms = _forms(chr(value), flags)
        return (lambda c: c in forms) if kind is op.LITERAL else (lambda c: c not in forms)
    if kind is not op.IN:
        return None
    wanted = value[0][0] is not op.NEGATE
    tests = [_member(*each) for each in value if each[0] is not op.NEGATE]
    known = {}

    def fits(character):
        if character not in known:
            forms = _forms(character, flags)
            known[character] = any(test(form) for test in tests for form in forms) is wanted
        return known[character]

    return fits


def _forms(character, flags):
    if not flags & re.IGNORECASE:
        return {character}
    return {character, character.lower(), character.upper()}


def _member(kind, value):
    match kind:
        case op.LITERAL:
            return lambda c: ord(c) == value if len(c) == 1 else False
        case op.RANGE:
            return lambda c: value[0] <= ord(c) <= value[1] if len(c) == 1 else False
        case op.CATEGORY:
            return _CATEGORY[value]
    raise NotImplementedError(kind)
