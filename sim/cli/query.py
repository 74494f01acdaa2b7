"""``shequ query``: a sweep's tables in SQL, or as NetCDF."""

from pathlib import Path
from typing import Annotated

from sim.cli import options, output
from sim.cli.options import Json, Lang
from sim.cli.sweep import Folder
from sim.language import text

_SHOWN = 100


def query(
    folder: Folder,
    sql: Annotated[str, options.argument("SQL", key="sql")] = "DESCRIBE runs",
    csv: Annotated[Path | None, options.option("--csv", metavar="FILE")] = None,
    netcdf: Annotated[Path | None, options.option("--netcdf", metavar="FILE")] = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Answer a question in SQL."""
    language = options.language(lang)
    from sim.spreadsheet.workbook import as_text
    from sim.studies.sweep import open_sweep

    opened = open_sweep(folder)
    if netcdf:
        opened.to_netcdf(netcdf)
        output.say_written(language, netcdf)
        return
    answer = opened.query(sql)
    if csv:
        as_text(answer).to_csv(csv, index=False)
        output.say_written(language, csv)
    elif as_json:
        output.print_json(answer.to_dict("records"))
    else:
        rows = [[output.plain(_value(cell)) for cell in row] for row in answer.head(_SHOWN).itertuples(index=False)]
        output.print_table("", [str(name) for name in answer.columns], rows)
        if len(answer) > _SHOWN:
            output.say(text("sweep.more", language, shown=_SHOWN, rows=len(answer)))


def _value(cell: object) -> float | str | None:
    if cell is None or isinstance(cell, float | str):
        return cell
    return float(cell) if hasattr(cell, "__float__") else str(cell)
