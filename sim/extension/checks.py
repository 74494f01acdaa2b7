"""What is wrong with an extension, before anything of it is added."""

import keyword
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast, get_args

from sim.city.making import DRAWS as MAKING_DRAWS
from sim.city.making import making_tables
from sim.engine.columns import Column, Table
from sim.engine.lowering import lowered
from sim.engine.program import BEGIN, SHARED, Program, arguments, written
from sim.engine.reads import DRAWS as DRAWS_PREFIX
from sim.engine.reads import OTHER, Argument, Way
from sim.engine.rule_checks import mistakes, n_results
from sim.engine.signature import parameters
from sim.engine.source import HEADER, stages
from sim.engine.steps import Each, Function, Settle, Step, Ties, Total
from sim.errors import Problem, ProblemsError
from sim.extension.assigned import unassigned
from sim.extension.declared import Extension, own_classes
from sim.extension.division import divisions
from sim.extension.lines import About, DeclarationError, FieldOf
from sim.extension.whole import not_whole
from sim.model import extensions as own
from sim.model.month import DRAWS, MONTH
from sim.model.tables import TABLES
from sim.outcomes import BY_NAME, Unit
from sim.parameters import Quantity
from sim.parameters.flat import LEVERS, WORLD, offsets
from sim.quantities import Group
from sim.rules import RULES
from sim.scenario.columns import is_world
from sim.scenario.values import did_you_mean
from sim.state import Tie
from sim.state.record import Draw, Draws, Field, Kind, Record

NAME = re.compile(
    rf"(?=...)(?!(at|draw|drawn|first|hi|list|lo|n|new|rule|sum|their|{'|'.join(TABLES)})_)(?!([st]|.*_)\d+$)"
    r"[a-z][a-z0-9]*(_[a-z0-9]+)*"
)
_PATH = re.compile(r"(world\.)?(?!world\.)[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_CALLED = ("ahead", "column", "len", "lowest", "other", "part", "philox", "range", "row", "rows_set", "visit")
_HELD = (BEGIN, "block", "columns_at", "count", "listed", "place", "rows", "slot", "tie_slot", "world_at")
OF_THE_ENGINE = frozenset((*HEADER, *_CALLED, *_HELD))
"""Words of a program's text: a column of that name would hide what they mean there."""


OF_PLACES = frozenset(
    (
        *(
            "tie",
            "by_street",
            "holders",
            "n_holders",
            "chosen",
            "queue",
            "crowd",
            "queue_length",
            "bin_of",
            "fine_cell",
        ),
        *("n_residents", "district", "street", "kind", "domain", "age_group", "case_domain", "standing_domain"),
    )
)
"""Columns that say where others read and write: another number there would reach outside the columns."""
OF_AGENTS = frozenset(
    (
        *("advance", "create_agents", "from_dataframe", "model", "pos", "random", "remove", "rng", "scenario", "step"),
        *("unique_id", "row", "community", "place", "committee", "peers", "table", "one_of_a_kind", "value_of", "put"),
    )
)
"""What Mesa's agents and records have besides fields: a field or a step of that name would hide it."""
SUMS: dict[type, tuple[str, ...]] = {Total: ("i8",), Ties: ("i8", "f8", "f4")}
"""The kinds of column that a step's sums fit into."""


def check(extension: Extension, rules: Sequence[Function]) -> None:
    """Check names, parameters, columns, steps and outcomes against the model and its other extensions, and the rules' text.

    Raises
    ------
    ProblemsError
        With everything that is wrong with the text of its rules, or with what they give.
    DeclarationError
        With the first other thing that is wrong.
    ProgramError
        Where a step asks for something that the model does not have.
    """
    _check_shape(extension)
    _check_text(extension, rules)
    _check_fields(extension)
    _check_names(extension)
    declared = dict(_declared(extension))
    for quantity in extension.own_parameters:
        _check_parameter(quantity, declared[quantity.name])
    tables = with_columns(extension)
    for after, steps in extension.steps.items():
        known = [step.name for step in own.placed(MONTH)] + [
            one.name for run in extension.steps.values() for one in run
        ]
        _known("step", name=after, known=known, about=after)
        for step in steps:
            if isinstance(step, Each | Total):
                _known(f"step {step.name}: table", name=step.table, known=tables, about=step.rule)
            _check_marked(step, tables)
            _check_records(step, extension, tables)
    _check_divisions(extension, rules)
    for outcome in extension.outcomes:
        _check_outcome(outcome, tables["communities"])
    program = _program(extension, tables)
    added = [step for run in extension.steps.values() for step in run]
    for step in added:
        _check_results(program, step)
    if found := [problem for step in added for problem in not_whole(program, step)]:
        raise ProblemsError(found)
    _check_places(program)


def with_columns(extension: Extension) -> dict[str, Table]:
    """The model's tables with the extension's columns, and a column of communities for each of its levers."""
    levers = (one for one in extension.own_parameters if not is_world(one.path))
    more = {name: [*extension.own_columns.get(name, ())] for name in TABLES}
    more["communities"] += [Column(lever.name, "f8", lever.meaning("en"), lever.unit) for lever in levers]
    return {name: replace(table, columns=(*table.columns, *more[name])) for name, table in TABLES.items()}


def with_draws(extension: Extension) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The blocks of uniforms of all extensions by table, this one's last."""
    return {name: (*own.DRAWS.get(name, ()), *extension.own_draws.get(name, ())) for name in TABLES}


def _program(extension: Extension, tables: Mapping[str, Table]) -> Program:
    steps = own.placed(MONTH, [*own.STEPS, *extension.steps.items()])
    world = [*WORLD, *(one for one in extension.own_parameters if is_world(one.path))]
    return Program(tables, steps, offsets(world), DRAWS, own_draws=with_draws(extension))


def _check_shape(extension: Extension) -> None:
    if not isinstance(extension.steps, Mapping):
        said = 'steps: write them by the step that they follow: steps={"give_time": (Each(...),)}'
        raise DeclarationError(said, "steps")
    if not isinstance(extension.outcomes, tuple) or not all(isinstance(x, own.OwnOutcome) for x in extension.outcomes):
        raise DeclarationError("outcomes: write a tuple: outcomes=(OwnOutcome(...),)", "outcomes")
    for after, steps in extension.steps.items():
        if not isinstance(steps, tuple) or not all(isinstance(step, Step) for step in steps):
            raise DeclarationError(f"steps behind {after!r}: write a tuple: (Each(...),)", after)
        for step in steps:
            if not callable(step.rule) or not isinstance(getattr(step, "table", ""), str):
                said = f"{type(step).__name__}({_SHAPES[type(step)]})"
                raise DeclarationError(f"steps behind {after!r}: write {said}; its rule is a function", after)
    _check_classes("records", extension.records, Record, "class Saver(Resident)", name="Saver")
    _check_classes("draws", extension.draws, Draws, "class SaverDraws(Draws)", name="SaverDraws")
    _check_groups("levers", extension.levers)
    _check_groups("world", extension.world)


_SHAPES = {Each: '"residents", rule', Total: '"residents", rule', Ties: "rule", Settle: "rule"}


def _check_classes(what: str, given: object, base: type, example: str, *, name: str) -> None:
    if not isinstance(given, tuple) or not all(isinstance(one, type) and issubclass(one, base) for one in given):
        raise DeclarationError(f"{what}: write a tuple of classes such as {example}: {what}=({name},)", what)


def _check_groups(what: str, given: object) -> None:
    if not isinstance(given, Mapping):
        raise DeclarationError(f'{what}: write groups by their names: {what}={{"timebank": Banking}}', what)
    for name, group in given.items():
        if not isinstance(group, type) or not issubclass(group, Group):
            said = f"{what}, {name!r}: write a class of parameters, such as class Banking(Group)"
            raise DeclarationError(said, name)
        _check_group(group)


def _check_group(group: type[Group]) -> None:
    for name, one in group.model_fields.items():
        if not isinstance(one.json_schema_extra, dict) or not one.json_schema_extra.get("meanings"):
            raise DeclarationError(
                f"{group.__name__}.{name}: declare it by share(...), per_month(...), quantity(...) and the like, "
                "and say what it is in both languages: share(0.5, (0, 1)).means(english, chinese)",
                FieldOf(group, name),
            )


def _ways(extension: Extension) -> dict[Function, Way]:
    return {step.rule: step.way for run in extension.steps.values() for step in run}


def _check_text(extension: Extension, rules: Sequence[Function]) -> None:
    ways = _ways(extension)
    found = [problem for rule in rules for problem in mistakes(rule, ways.get(rule, "settles"))]
    if found := found or [problem for rule in rules for problem in unassigned(rule)]:
        raise ProblemsError(found)


def _check_divisions(extension: Extension, rules: Sequence[Function]) -> None:
    above_0 = {one.name for one in (*WORLD, *extension.own_parameters) if is_world(one.path) and one.domain[0] > 0}
    above_0 |= {name for of in (DRAWS, with_draws(extension)) for run in of.values() for one in run for name in one}
    ways, found = _ways(extension), list[Problem]()
    for rule in rules:
        given = lowered(rule, ways.get(rule, "settles"))
        known = (
            {one.flat for one in given.arguments if one.source in above_0} if rule in ways or given.of_records else ()
        )
        said = {one.flat: f"{one.record}.{one.name}" for one in given.arguments if one.kind}
        found += divisions(given.function, frozenset(known), said)
    if found:
        raise ProblemsError(found)


def _check_fields(extension: Extension) -> None:
    for kind in (*extension.records, *extension.draws):
        if not isinstance(kind.table, str):
            said = f"{kind.__name__}.table: the table is the model's; give the field another name"
            raise DeclarationError(said, FieldOf(kind, "table"))
        _known(f"{kind.__name__}: table", name=kind.table, known=TABLES, about=kind)
    for kind in own_classes((*extension.records, *extension.draws)):
        for name, one in vars(kind).items():
            if isinstance(one, Field):
                _check_field(FieldOf(kind, name), one)


def _check_field(where: FieldOf, field: Field[Any]) -> None:
    kind, name = where
    if isinstance(field, Draw) is not issubclass(kind, Draws):
        due = "draw()" if issubclass(kind, Draws) else "real(...) or whole(...)"
        raise DeclarationError(f"{kind.__name__}.{name}: write {name} = {due}", where)
    _known(f"field {name!r}: kind", name=field.kind, known=get_args(Kind), about=where)
    if field.scratch:
        said = f"field {name!r}: a field from outside is kept all the time; leave out scratch"
        raise DeclarationError(said, where)


def _check_names(extension: Extension) -> None:
    known = taken()
    for name, where in _declared(extension):
        if name in known:
            said = f"{name!r} is taken: fields, parameters and draws each need a name of their own"
            raise DeclarationError(said, where)
        if not NAME.fullmatch(name) or keyword.iskeyword(name):
            raise DeclarationError(
                f"{name!r} is no name: write three or more small letters, digits and _, "
                "with no number behind the last _ and none of at_, first_, n_, new_, residents_ ... ahead",
                where,
            )
        known.add(name)


def taken() -> set[str]:
    """Every name that columns, parameters and draws of the model have, and the engine's own words."""
    columns = {column.name for table in making_tables().values() for column in table.columns}
    blocks = [of for draws in (DRAWS, MAKING_DRAWS, own.DRAWS) for of in draws.values()]
    draws = {name for of in blocks for one in of for name in one}
    return columns | draws | {one.name for one in WORLD} | {*SHARED, *OF_THE_ENGINE, *OF_AGENTS, *TABLES}


def _declared(extension: Extension) -> Iterator[tuple[str, FieldOf]]:
    """The name of each field, draw and parameter of an extension among those of a program, and where it is declared."""
    for kind in own_classes((*extension.records, *extension.draws)):
        ahead = DRAWS_PREFIX if issubclass(kind, Draws) else ""
        yield from ((ahead + name, FieldOf(kind, name)) for name, one in vars(kind).items() if isinstance(one, Field))
    for group in (*extension.levers.values(), *extension.world.values()):
        yield from ((name, FieldOf(group, name)) for name in group.model_fields)


def _check_parameter(quantity: Quantity, where: FieldOf) -> None:
    low, high = quantity.domain
    wrong = ""
    if not _PATH.fullmatch(quantity.path):
        wrong = f"{quantity.path!r}: write group.name for a lever, world.group.name for a world parameter"
    elif quantity.keys and not is_world(quantity.path):
        wrong = f"{quantity.path}: a lever is one number; declare one lever for each of {', '.join(quantity.keys)}"
    elif not low <= quantity.plausible[0] <= quantity.plausible[1] <= high or not low <= quantity.default[0] <= high:
        wrong = f"{quantity.path}: default and plausible range must lie in the domain, {low:g} to {high:g}"
    if wrong:
        raise DeclarationError(wrong, where)


def _wrong(step: Step, what: str) -> DeclarationError:
    return DeclarationError(f"step {step.name}: {what}", step.rule)


def _check_marked(step: Step, tables: Mapping[str, Table]) -> None:
    if step.rule not in RULES:
        raise _wrong(step, "its function is not marked @rule; the compiled engine would not know it")
    fields = {column.name for column in tables[step.table].columns} if isinstance(step, Each) else set()
    if step.name in OF_AGENTS | fields:
        raise _wrong(step, f"agents have a {step.name!r} already; give the rule another name")


def _check_records(step: Step, extension: Extension, tables: Mapping[str, Table]) -> None:
    """Check that a step's rule reads records of agents that the step meets, and that the extension lists their classes."""
    given = parameters(step.rule)
    found = {name: one.kind for name, one in given.items() if one.kind and issubclass(one.kind, Record)}
    for name, kind in found.items():
        many = given[name].many
        if not (isinstance(step, Settle) if many else _meets(step, kind)):
            said = f"Many[{kind.__name__}]" if many else f"one {kind.__name__}"
            raise _wrong(step, f"{name} is {said}, and {_MEETS[type(step)]}")
    _check_listed(step, extension, tables)
    if isinstance(step, Settle):
        return
    agents = {name: kind.table for name, kind in found.items() if name != OTHER and not issubclass(kind, Draws | Tie)}
    if len(agents) > len({*agents.values()}):
        raise _wrong(step, f"of {' and '.join(agents)} two are one and the same; leave one of them out")
    for name, field in step.lowered.results:
        if not _keeps(step, found[name]):
            raise _wrong(step, f"{name}.{field} is assigned; {_KEEPS[type(step)]}")


def _check_listed(step: Step, extension: Extension, tables: Mapping[str, Table]) -> None:
    """Check that what a rule reads of records belongs to the model or to a class that the extension lists."""
    known = {one.name for one in (*LEVERS, *WORLD, *extension.own_parameters)}
    draws = {name for of in (DRAWS, with_draws(extension)) for run in of.values() for block in run for name in block}
    given = parameters(step.rule)
    assigned = [Argument(record, given[record].kind, name) for record, name in step.lowered.results]
    for one in (*(one for one in step.lowered.arguments if one.kind), *assigned):
        kind, column = cast(type, one.kind), None
        if not issubclass(kind, Record):
            listed, where = one.name in known, "levers= or world="
        elif issubclass(kind, Draws):
            listed, where = one.source in draws, "draws="
        else:
            column = tables[kind.table or "residents"].column(one.name)
            listed, where = column is not None, "records="
        if not listed:
            said = f"step {step.name}: {one.record}.{one.name}: list {kind.__name__} under {where}"
            raise DeclarationError(said, FieldOf(kind, one.name))
        if column and column.of_ties and one not in assigned and isinstance(step, Each | Total):
            raise _wrong(step, f"{one.record}.{one.name} has a number for each tie; Ties goes through them")


_SUCH = "such a step meets an agent of its table and the agent's community: me: Resident, here: Community"
_MEETS: dict[type, str] = {
    Each: _SUCH,
    Total: _SUCH,
    Ties: "a rule of ties meets me: Resident, other: Resident, tie: Tie, here: Community",
    Settle: "a settlement meets here: Community and residents: Many[Resident]; one of the city city: City and Many of all",
}
_KEEPS: dict[type, str] = {
    Each: "such a step assigns fields of the agents that it goes through; add to a community's in a Total",
    Total: "a total adds to fields of the community",
    Ties: "a rule of ties assigns fields of the tie and adds to the resident's",
}


def _meets(step: Step, kind: type[Record]) -> bool:
    """Whether a step has one agent of a kind before it."""
    if isinstance(step, Settle):
        return kind.table == ("city" if step.city else "communities") and not issubclass(kind, Draws)
    if isinstance(step, Ties):
        return kind is Tie or (kind.table in ("residents", "communities") and not issubclass(kind, Draws))
    return kind.table == step.table or (kind.table == "communities" and not issubclass(kind, Draws))


def _keeps(step: Step, kind: type[Record]) -> bool:
    """Whether a step keeps what its rule gives for a kind."""
    if isinstance(step, Ties):
        return kind is Tie or kind.table == "residents"
    return isinstance(step, Settle) or kind.table == ("communities" if isinstance(step, Total) else step.table)


def _check_results(program: Program, step: Step) -> None:
    """Check that a step's rule gives a number for each column, and that each column takes one, of the kind that it is."""
    if step.lowered.of_records and step.columns:
        raise _wrong(step, "leave out the columns; its rule says itself what it assigns")
    if step.lowered.of_records and not step.writes:
        raise _wrong(step, "its rule assigns no field; write me.calm = ..., in a Total here.calm += ...")
    given, due = n_results(step.lowered.function), 0 if isinstance(step, Settle) else len(step.writes)
    if given != due:
        raise _wrong(step, f"its rule gives {given} results, and the step has {due} columns for them")
    for name in step.writes:
        if name in OF_PLACES:
            raise _wrong(step, f"{name!r} says where others read and write; a step from outside cannot write it")
        if isinstance(step, Settle):
            continue
        column = (program.place if isinstance(step, Total) else program.table_of(step)).column(name)
        assert column is not None
        if column.width > 1 and not (isinstance(step, Ties) and column.of_ties):
            raise _wrong(step, f"{name!r} is {column.width} numbers wide; only a settlement can write it")
        kinds = SUMS.get(type(step), get_args(Kind))
        if column.kind not in kinds and not column.of_ties:
            raise _wrong(step, f"{name!r} is {column.kind}; a sum needs room: {' or '.join(kinds)}")


def _check_outcome(outcome: own.OwnOutcome, communities: Table) -> None:
    name = outcome.name
    if name in BY_NAME:
        raise DeclarationError(f"{name!r} is taken: an outcome needs a name of its own", name)
    _known(f"outcome {name}: unit", name=outcome.unit, known=get_args(Unit), about=name)
    whole = [column.name for column in communities.columns if column.kind.startswith("i")]
    for column in outcome.columns:
        _known(f"outcome {name}: field of whole numbers of communities", name=column, known=whole, about=name)


def _check_places(program: Program) -> None:
    """Check that a column which lives within a stage is read only where that stage has written it."""
    scratch = {column.name for table in program.tables.values() for column in table.columns if column.scratch}
    for stage in stages(program):
        filled: set[str] = set()
        for step in stage:
            for name in _read(step):
                if name in scratch - filled:
                    raise _wrong(
                        step,
                        f"{name!r} is not there yet, or no more: it lives within a stage of the month "
                        "(ARCHITECTURE.md), behind the step that writes it",
                    )
            filled |= {*written(step)}


def _read(step: Step) -> list[str]:
    """What a step reads; a settlement may use a column that it writes as room to work in."""
    if isinstance(step, Settle):
        return [name for name in arguments(step) if name not in step.writes]
    return [*arguments(step), *([step.where] if isinstance(step, Each) and step.where else [])]


def _known(what: str, *, name: str, known: Iterable[str], about: About) -> None:
    names = tuple(known)
    if name not in names:
        near = did_you_mean(name, names) or "there are " + ", ".join(names)
        raise DeclarationError(f"{what} {name!r}: there is none; {near}", about)
