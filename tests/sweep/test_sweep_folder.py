"""What a sweep keeps, goes on with, asks for again, and refuses to mix."""

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import sim
from sim.errors import AccountError, DamagedError, InputError, SimWarning
from sim.runs import Run
from sim.runs.executors import here
from sim.runs.folder import alone_in
from sim.studies.sweep import Sweep, load_design, open_folder, reopen, retry, run_sweep, start
from sim.studies.sweep.design import Plan
from sim.studies.sweep.reductions import Measure
from tests.sweep.sweep_engine import arithmetic

Write = Callable[..., Path]
pytestmark = pytest.mark.usefixtures("engine")


def done(file: Path, out: Path) -> Sweep:
    sweep = start(load_design(file), out, resume=True)
    run_sweep(sweep, here())
    return sweep


def tables(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (out / "tables").iterdir()}


def fails(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    def broken(scenario: Any, given: int, **rest: Any) -> Run:
        if given == seed and float(scenario.value("provision.menu_share")) == 0.5:
            raise AccountError("finance does not balance in month 2")
        return arithmetic(scenario, given, **rest)

    monkeypatch.setattr("sim.runs.task.simulate", broken)


def test_a_table_has_a_row_a_run_in_the_order_of_the_design(design_file: Write, tmp_path: Path) -> None:
    done(design_file(), tmp_path / "out")
    runs = pq.read_table(tmp_path / "out/tables/runs.parquet").to_pydict()
    assert runs["point"] == [point for point in range(6) for _ in range(2)]
    assert runs["seed"] == [0, 1] * 6
    assert runs["menu_share"][:4] == [0, 0, 0, 0]
    rate = runs["participation_rate_last_year_mean"]
    assert rate[4] - rate[0] == pytest.approx(0.5)
    assert rate[2] - rate[0] == pytest.approx(4.0)


def test_columns_say_what_they_mean_in_which_unit_and_from_where(design_file: Write, tmp_path: Path) -> None:
    done(design_file(), tmp_path / "out")
    schema = pq.read_schema(tmp_path / "out/tables/runs.parquet")
    menu = schema.field("menu_share").metadata
    assert menu[b"path"] == b"provision.menu_share"
    assert menu[b"unit"] == b"share"
    assert all(schema.field(name).metadata[b"meaning"] for name in schema.names)
    assert all(schema.field(name).metadata[b"meaning_zh"] for name in schema.names)


def test_what_is_kept_is_not_computed_again(
    design_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(design_file(), tmp_path / "out")
    before = tables(tmp_path / "out")
    monkeypatch.setattr("sim.runs.task.simulate", lambda *_, **__: pytest.fail("computed again"))
    done(design_file(), tmp_path / "out")
    assert tables(tmp_path / "out") == before


def test_a_folder_in_use_is_not_overwritten_without_being_asked(design_file: Write, tmp_path: Path) -> None:
    done(design_file(), tmp_path / "out")
    with pytest.raises(InputError, match="--resume"):
        start(load_design(design_file()), tmp_path / "out", resume=False)


def test_another_design_in_the_same_folder_is_refused_with_what_differs(design_file: Write, tmp_path: Path) -> None:
    done(design_file(), tmp_path / "out")
    other = design_file(GRID_OF_TWO)
    with pytest.raises(InputError, match=r"other factors.*shequ extend"):
        start(load_design(other), tmp_path / "out", resume=True)


GRID_OF_TWO = (
    '[design]\nmethod = "grid"\n[factors]\n"provision.menu_share" = { values = [0, 1] }\n'
    '[outcomes]\nparticipation_rate = "last_year_mean"\ncost_per_resolved_case_yuan = "mean"\n'
)


def test_results_of_two_models_are_never_mixed(
    design_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(design_file(), tmp_path / "out")
    ours = json.loads((tmp_path / "out/sweep.json").read_text())["fingerprint"]
    monkeypatch.setattr("sim.studies.sweep.folder.fingerprint", lambda: "another")
    with pytest.raises(InputError, match=rf"(?s){ours}.*another.*not mixed.*another folder"):
        reopen(tmp_path / "out")
    assert open_folder(tmp_path / "out").design.seeds == 2


def test_a_scenario_that_was_edited_is_not_mixed_with_what_it_was(design_file: Write, tmp_path: Path) -> None:
    own = 'extends = "baseline"\n[name]\nen = "a"\nzh = "b"\n[question]\nen = "a?"\nzh = "b?"\n[levers.methods]\nculture = {}\n'
    scenario = design_file(own.format(1), head="", name="own.toml")
    file = design_file(head=HEAD_OF_OWN)
    done(file, tmp_path / "out")
    scenario.write_text(own.format(2), "utf-8")
    with pytest.raises(InputError, match=r"own\.toml.*changed since"):
        start(load_design(file), tmp_path / "out", resume=True)


HEAD_OF_OWN = (
    'scenarios = ["own.toml"]\nsize = "hamlet"\nmonths = 3\nseeds = 2\n[name]\nen = "x"\nzh = "x"\n'
    '[question]\nen = "x?"\nzh = "x?"\n'
)


def test_a_run_that_fails_is_a_row_and_not_the_end(
    design_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails(monkeypatch, seed=1)
    sweep = done(design_file(), tmp_path / "out")
    assert sweep.status() == (12, 10, 2)
    failures = pq.read_table(tmp_path / "out/tables/failures.parquet").to_pydict()
    assert failures["point"] == [2, 3]
    assert failures["seed"] == [1, 1]
    assert failures["error"] == ["AccountError: finance does not balance in month 2"] * 2
    assert failures["command"][0] == f"shequ retry {tmp_path / 'out'} --run {failures['key'][0]}"


def test_failed_runs_are_done_again_only_when_asked_for(
    design_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails(monkeypatch, seed=1)
    sweep = done(design_file(), tmp_path / "out")
    monkeypatch.setattr("sim.runs.task.simulate", arithmetic)
    assert done(design_file(), tmp_path / "out").status().failed == 2
    retry(sweep, sweep.failures())
    assert run_sweep(reopen(tmp_path / "out"), here()) == (12, 12, 0)
    done(design_file(), tmp_path / "straight")
    assert tables(tmp_path / "out") == tables(tmp_path / "straight")


def test_an_extended_sweep_has_the_tables_of_one_that_was_so_large_from_the_start(
    design_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    body = (
        '[design]\nmethod = "sobol"\nn = 2\n[factors]\n"provision.menu_share" = { range = [0, 1] }\n'
        '[outcomes]\nparticipation_rate = "mean"\n'
    )
    small = done(design_file(body), tmp_path / "out")
    larger = small.design.extended(3, points=2, measures=(Measure("trust_mean", "change"),))
    computed: list[int] = []

    def counted(scenario: Any, seed: int, **rest: Any) -> Run:
        computed.append(seed)
        return arithmetic(scenario, seed, **rest)

    monkeypatch.setattr("sim.runs.task.simulate", counted)
    extended = replace(reopen(tmp_path / "out"), design=larger)
    extended.save()
    run_sweep(extended, here())
    # With one factor, B and A with that factor from B are one point: two runs a group and seed.
    assert len(computed) == 4 * 2 * 3 - 2 * 2 * 2
    file = design_file(body.replace("n = 2", "n = 4") + 'trust_mean = "change"\n', head=MORE_SEEDS)
    done(file, tmp_path / "straight")
    assert tables(tmp_path / "out") == tables(tmp_path / "straight")


MORE_SEEDS = (
    'scenarios = ["baseline"]\nsize = "hamlet"\nmonths = 3\nseeds = 3\n[name]\nen = "Menu"\nzh = "菜单"\n'
    '[question]\nen = "What does a menu change?"\nzh = "菜单改变什么？"\n'
)


def test_two_processes_do_not_work_on_one_sweep(design_file: Write, tmp_path: Path) -> None:
    sweep = done(design_file(), tmp_path / "out")
    told: list[str] = []

    def other() -> None:
        try:
            run_sweep(sweep, here())
        except InputError as error:
            told.append(str(error))

    with alone_in(tmp_path / "out"):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert "another process" in told[0]


def test_every_scenario_meets_the_same_worlds_with_the_same_seeds(design_file: Write) -> None:
    head = HEAD_OF_OWN.replace('"own.toml"', '"baseline", "culture_led"')
    tasks = list(Plan(load_design(design_file(head=head))).tasks())
    of = {name: [one for one in tasks if one.scenario.reference == name] for name in ("baseline", "culture_led")}
    worlds = [[(one.seed, one.point, one.scenario.schedule(3).world.tobytes()) for one in of[name]] for name in of]
    assert worlds[0] == worlds[1]
    assert len({world for _, _, world in worlds[0]}) == 2
    assert len({one.key for one in tasks}) == 24


def test_a_design_and_its_folder_are_one_call_in_python(design_file: Write, tmp_path: Path) -> None:
    opened = sim.sweep(design_file(), out=tmp_path / "out")
    assert len(opened.runs) == 12
    assert opened.runs.equals(sim.open_sweep(tmp_path / "out").runs)


def test_a_damaged_batch_is_computed_again(design_file: Write, tmp_path: Path) -> None:
    done(design_file(), tmp_path / "out")
    before = tables(tmp_path / "out")
    batch = max((tmp_path / "out/runs").iterdir(), key=lambda path: path.stat().st_size)
    data = bytearray(batch.read_bytes())
    data[60] ^= 0x10
    batch.write_bytes(bytes(data))
    (tmp_path / "out/runs/.x.part").write_bytes(b"PAR1 half")
    for name in before:
        (tmp_path / "out/tables" / name).unlink()
    with pytest.warns(SimWarning, match=r"damaged: 1 .*Their runs are not counted"):
        finished = open_folder(tmp_path / "out").status().finished
    with pytest.warns(SimWarning, match=r"damaged: 1 .*Their runs are not counted"):
        opened = sim.open_sweep(tmp_path / "out")
    assert opened.query("SELECT count(*) AS n FROM runs")["n"].tolist() == [finished]
    assert finished < 12
    with pytest.warns(SimWarning, match="set aside"):
        done(design_file(), tmp_path / "out")
    assert tables(tmp_path / "out") == before
    assert not list((tmp_path / "out/runs").glob(".*"))
    assert len(list((tmp_path / "out/runs").glob("*.damaged"))) == 1


def flip(path: Path, bit: int) -> None:
    data = bytearray(path.read_bytes())
    data[bit // 8] ^= 1 << bit % 8
    path.write_bytes(data)


def test_a_flipped_bit_anywhere_in_what_was_asked_for_is_noticed(design_file: Write, tmp_path: Path) -> None:
    out = done(design_file(), tmp_path / "out").folder
    for bit in range(0, 8 * (out / "sweep.json").stat().st_size, 7):
        flip(out / "sweep.json", bit)
        with pytest.raises(DamagedError, match=r"sweep\.json: damaged.*--resume"):
            open_folder(out)
        flip(out / "sweep.json", bit)
    assert open_folder(out).design.seeds == 2


@pytest.mark.parametrize("left", [b"", b"5", b'{"format": 2', b"[]"], ids=str)
def test_a_sweep_whose_own_file_is_damaged_goes_on_with_its_runs(
    design_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: bytes
) -> None:
    out = done(design_file(), tmp_path / "out").folder
    before = tables(out)
    (out / "sweep.json").write_bytes(left)
    monkeypatch.setattr("sim.runs.task.simulate", lambda *_, **__: pytest.fail("computed again"))
    with pytest.warns(SimWarning, match=r"set aside as sweep\.json\.damaged"):
        done(design_file(), out)
    assert tables(out) == before
    assert (out / "sweep.json.damaged").read_bytes() == left


def test_a_sweep_of_an_older_version_is_refused_and_left_alone(design_file: Write, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "sweep.json").write_text('{"format": 1, "fingerprint": "x"}')
    with pytest.raises(InputError, match=r"older version.*another folder"):
        start(load_design(design_file()), out, resume=True)
    assert (out / "sweep.json").read_text() == '{"format": 1, "fingerprint": "x"}'


def test_more_seeds_than_a_design_may_have_are_refused(design_file: Write, tmp_path: Path) -> None:
    sweep = done(design_file(), tmp_path / "out")
    with pytest.raises(InputError, match="at most 1000000 seeds"):
        sweep.design.extended(10**20, points=None, measures=())
