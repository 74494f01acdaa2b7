"""What a rule may be written with: anything else would end in one engine, or give other bits on another machine.

The package's own rules are held to it by a test, those of an extension before anything runs.
"""

import ast
import functools
import linecache
from collections.abc import Iterator
from types import FunctionType

from sim.engine.lowering import TEXTS, lowered
from sim.engine.reads import Way
from sim.engine.signature import RuleError, parameters
from sim.engine.steps import Function
from sim.errors import Problem
from sim.rules import RULES

BUILT_IN = {"min": (2, 99), "max": (2, 99), "int": (1, 1), "abs": (1, 1), "len": (1, 1), "range": (1, 3)}
"""Python's own functions that a rule may call, and how many arguments each has at least and at most."""
NUMBERS = (int, float, bool)
_LARGEST = 2**63
_STATEMENTS = (
    ast.Assign,
    ast.AugAssign,
    ast.For,
    ast.While,
    ast.If,
    ast.Return,
    ast.Expr,
    ast.Pass,
    ast.Continue,
    ast.Break,
)
_EXPRESSIONS = (ast.Name, ast.Constant, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Call)
_PARTS = (ast.Subscript, ast.Tuple, ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)
_NOT = (ast.Pow, ast.MatMult, ast.Is, ast.IsNot, ast.In, ast.NotIn)
_SAYS = (
    "a rule is written with numbers, + - * / // %, comparisons, conditional expressions, loops over range(...), "
    "min, max, abs, int, len and other rules alone"
)
_COMPREHENSION = "a comprehension makes a list; add up in a loop over range(...)"
_LIST = "a rule makes no lists, sets or dictionaries; use names, or a field of several numbers"
_FUNCTION = "a rule holds no function or class; write another @rule beside it"
_FAIL = "a rule cannot fail or catch a failure; give a number for every case"
_KEEPS = "a rule keeps nothing between calls; keep it in a field"
_IMPORT = "a rule imports nothing; use + - * / and other rules (exp, log and normal are in sim.rules.arithmetic)"
_TEXT = "a rule knows numbers alone, no texts"
INSTEAD: dict[type[ast.AST], str] = {
    ast.Pow: "** gives other bits on other machines; write x * x, or exp(y * log(x)) with the rules of sim.rules.arithmetic",
    ast.Attribute: "a rule reaches into no module or object (no numpy, no math); use + - * /, min, max, int and other rules",
    ast.Slice: "a rule takes one number at a time: here.resolved[k], or column[i]",
    **dict.fromkeys((ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp), _COMPREHENSION),
    **dict.fromkeys((ast.List, ast.Set, ast.Dict), _LIST),
    **dict.fromkeys((ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda), _FUNCTION),
    **dict.fromkeys((ast.Try, ast.TryStar, ast.Raise, ast.Assert, ast.With), _FAIL),
    **dict.fromkeys((ast.Global, ast.Nonlocal), _KEEPS),
    **dict.fromkeys((ast.Import, ast.ImportFrom), _IMPORT),
    ast.JoinedStr: _TEXT,
    ast.keyword: "min, max, abs, int, len and range are given their numbers by place, not by name",
}
"""What to write instead of what beginners write most."""


Found = Iterator[tuple[int, str]]
"""Lines, and what is wrong there."""


def mistakes(rule: Function, way: Way = "settles") -> list[Problem]:
    """Everything that is wrong with a rule's text, in the order of its lines; what it calls is held to it by itself.

    A rule that reads records is looked at as it was lowered, for steps of a ``way``.
    """
    if not isinstance(rule, FunctionType):
        return [Problem("?", None, repr(rule), "it is no function", "", "write it with def")]
    file, written = rule.__code__.co_filename, text_of(rule)
    if written is None:
        lost = "its text is not there as a function of its own"
        advice = "write it with def and @rule alone, in a file, outside other functions"
        return [Problem(file, rule.__code__.co_firstlineno, rule.__name__, lost, "", advice)]
    try:
        if found := {*_of_arguments(written), *_of_unknown(rule, written)}:
            return _problems(rule, found)
        plain = lowered(rule, way).function
    except RuleError as error:
        return [Problem(error.file, error.line, error.rule, error.what, "", "")]
    node = text_of(plain)
    assert node is not None
    found = {*_of_statements(node.body)} or {*_of_names(rule, plain=plain, node=node), *_of_results(plain, node)}
    return _problems(rule, found)


def _problems(rule: Function, found: set[tuple[int, str]]) -> list[Problem]:
    return [Problem(rule.__code__.co_filename, line, rule.__name__, what, "", "") for line, what in sorted(found)]


def n_results(rule: Function) -> int:
    """How many numbers a rule gives; 0 where it gives none, as settlements do."""
    node = text_of(rule)
    returns = [one for one in ast.walk(node) if isinstance(one, ast.Return)] if node else []
    return max((_count(rule, one.value) for one in returns), default=0)


def text_of(rule: Function) -> ast.FunctionDef | None:
    """The rule as a tree, or None where no file has its text as an ordinary function."""
    if rule in TEXTS:
        return TEXTS[rule]
    code = rule.__code__
    if code.co_freevars:
        return None
    return _functions(code.co_filename, text="".join(linecache.getlines(code.co_filename))).get(code.co_firstlineno)


def is_rule(function: object) -> bool:
    """Whether a function is marked as a rule, or is what one was lowered to."""
    return isinstance(function, FunctionType) and (function in RULES or function in TEXTS)


@functools.cache
def _functions(file: str, *, text: str) -> dict[int, ast.FunctionDef]:
    """The functions of a file by their first line, which is that of their first mark."""
    nodes = [node for node in ast.walk(ast.parse(text, file)) if isinstance(node, ast.FunctionDef)]
    return {min([node.lineno, *(mark.lineno for mark in node.decorator_list)]): node for node in nodes}


def _of_arguments(node: ast.FunctionDef) -> Found:
    given = node.args
    for default in (*given.defaults, *(one for one in given.kw_defaults if one)):
        yield default.lineno, "an argument has no default; every input is found by its name"
    for argument in (*given.posonlyargs, given.vararg, given.kwarg):
        if argument:
            yield argument.lineno, "arguments are plain names, without *names, **names and /"


def _of_unknown(rule: FunctionType, node: ast.FunctionDef) -> Found:
    """Parameters whose fields are read, and of which nothing says what they are."""
    unknown = {name for name, one in parameters(rule).items() if one.kind is None}
    for one in ast.walk(node):
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id in unknown:
            name = one.value.id
            yield one.lineno, f"nothing says what {name} is; write {name}: Resident, or the class that has {one.attr!r}"


def _of_statements(body: list[ast.stmt]) -> Found:
    """What is no part of a rule, and nothing of what is in it."""
    for place, statement in enumerate(body):
        if place == 0 and isinstance(statement, ast.Expr) and _is_text(statement.value):
            continue
        if isinstance(statement, ast.For | ast.While) and statement.orelse:
            yield statement.lineno, "a loop has no else"
        if isinstance(statement, ast.Expr) and not isinstance(statement.value, ast.Call):
            yield statement.lineno, "this line does nothing"
        yield from _of_node(statement, statement)


def _of_node(node: ast.AST, at: ast.stmt | ast.expr) -> Found:
    at = node if isinstance(node, ast.stmt | ast.expr) else at
    if isinstance(node, _NOT) or not isinstance(node, (*_STATEMENTS, *_EXPRESSIONS, *_PARTS)):
        yield at.lineno, INSTEAD.get(type(node), _SAYS)
    elif isinstance(node, ast.Constant) and type(node.value) not in NUMBERS:
        yield at.lineno, _TEXT if _is_text(node) else _SAYS
    elif isinstance(node, ast.Constant) and type(node.value) is int and node.value >= _LARGEST:
        yield at.lineno, "a whole number has 63 bits; write it with a point"
    elif isinstance(node, ast.While) and _never_ends(node):
        yield at.lineno, "this while loop has no end: write a condition, a break or a return"
    elif isinstance(node, ast.For) and not (isinstance(node.iter, ast.Tuple) or _calls(node.iter, "range")):
        yield at.lineno, "a loop goes over range(...)"
    else:
        for child in ast.iter_child_nodes(node):
            yield from _of_node(child, at)


def _never_ends(loop: ast.While) -> bool:
    """Whether a loop goes on for ever: its condition is a number other than 0, and no line leaves it."""
    ahead, leaves = list(loop.body), False
    while ahead:
        node = ahead.pop()
        leaves = leaves or isinstance(node, ast.Break | ast.Return)
        inner = isinstance(node, ast.For | ast.While)  # a break in there leaves that loop alone
        ahead += [one for one in ast.walk(node) if isinstance(one, ast.Return)] if inner else _lines_in(node)
    return isinstance(loop.test, ast.Constant) and bool(loop.test.value) and not leaves


def _lines_in(node: ast.AST) -> list[ast.stmt]:
    return [one for one in ast.iter_child_nodes(node) if isinstance(one, ast.stmt)]


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _calls(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _of_names(written: Function, *, plain: Function, node: ast.FunctionDef) -> Found:
    """Names that are neither the rule's own nor numbers nor rules, and calls with too few or too many arguments."""
    own = {*plain.__code__.co_varnames}
    called = {id(one.func): one for one in ast.walk(node) if isinstance(one, ast.Call)}
    loops = {id(one.iter) for one in ast.walk(node) if isinstance(one, ast.For)}
    for name in (one for line in node.body for one in ast.walk(line) if isinstance(one, ast.Name)):
        call = called.get(id(name))
        if call is not None:
            yield from _of_call(written, plain=plain, call=call, name=name.id, is_loop=id(call) in loops)
        elif name.id not in own and type(plain.__globals__.get(name.id)) not in NUMBERS:
            what = "no number" if name.id in plain.__globals__ or name.id in BUILT_IN else "not known"
            yield name.lineno, f"{name.id} is {what}; a rule uses its arguments, numbers and rules"


def _of_call(written: Function, *, plain: Function, call: ast.Call, name: str, is_loop: bool) -> Found:
    given, function = len(call.args), plain.__globals__.get(name)
    if name in plain.__code__.co_varnames:
        yield call.lineno, f"{name} is a name of the rule's own and cannot be called"
    elif name in plain.__globals__:
        if not isinstance(function, FunctionType) or written.__globals__.get(name) not in RULES:
            yield call.lineno, f"{name} is no rule; mark it with @rule, or leave it out"
        elif given != function.__code__.co_argcount:
            yield call.lineno, f"{name} takes {function.__code__.co_argcount} arguments, not {given}"
    elif name not in BUILT_IN:
        yield call.lineno, f"{name}() is not there for rules; call {', '.join(BUILT_IN)} and other rules alone"
    elif not BUILT_IN[name][0] <= given <= BUILT_IN[name][1]:
        yield call.lineno, f"{name}() takes {BUILT_IN[name][0]} or more numbers, not {given}"
    elif name == "range" and not is_loop:
        yield call.lineno, "range() belongs to a loop: for i in range(...)"


def _of_results(rule: Function, node: ast.FunctionDef) -> Found:
    """Returns that give different numbers of results, ways to the end without any, and pairs where a number is due."""
    returns = sorted((one for one in ast.walk(node) if isinstance(one, ast.Return)), key=lambda one: one.lineno)
    counts = [_count(rule, one.value) for one in returns]
    for one, count in zip(returns, counts, strict=True):
        if count != counts[0]:
            yield one.lineno, f"this return gives {count} results, another one {counts[0]}"
    for choice in (one for one in ast.walk(node) if isinstance(one, ast.IfExp)):
        if _count(rule, choice.body) != _count(rule, choice.orelse):
            yield choice.lineno, "the two sides of a conditional expression give different numbers of results"
    if any(counts) and not _ends(node.body):
        yield node.lineno, "it can come to its end without a result; write return on every way"
    for line in (one for one in ast.walk(node) if isinstance(one, ast.Assign)):
        count = _count(rule, line.value)
        for target in line.targets:
            if isinstance(target, ast.Tuple) and len(target.elts) != count:
                yield line.lineno, f"{len(target.elts)} names for {count} results"


def _count(rule: Function, value: ast.expr | None) -> int:
    """How many numbers an expression is."""
    if value is None:
        return 0
    if isinstance(value, ast.Tuple):
        return len(value.elts)
    if isinstance(value, ast.IfExp):
        return _count(rule, value.body)
    called = (
        rule.__globals__.get(value.func.id)
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name)
        else None
    )
    if isinstance(called, FunctionType) and is_rule(called):
        return n_results(called)
    node = text_of(rule)
    if isinstance(value, ast.Name) and node:
        lines = [one for one in ast.walk(node) if isinstance(one, ast.Assign)]
        bound = [
            one.value for one in lines for name in one.targets if isinstance(name, ast.Name) and name.id == value.id
        ]
        return max((_count(rule, one) for one in bound if not isinstance(one, ast.Name)), default=1)
    return 1


def _ends(body: list[ast.stmt]) -> bool:
    """Whether every way through lines ends in a return."""
    last = body[-1]
    return isinstance(last, ast.Return) or (
        isinstance(last, ast.If) and bool(last.orelse) and _ends(last.body) and _ends(last.orelse)
    )
