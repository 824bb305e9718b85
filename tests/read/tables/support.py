"""Tables of invented events, as other coders would write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sayso.read.tables.gdelt import FIRST, SECOND
from sayso.read.tables.row import Row
from sayso.read.tables.table import NOTHING, open_table, rows_of
from sayso.record import Problem

ICEWS = (
    "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,"
    "Target Name,Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,"
    "Province,Country,Latitude,Longitude"
).split(",")
POLECAT = (
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,"
    "Actor Country,Actor COW,Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,"
    "Wikipedia Actor ID,Recipient Name,Recipient Country,Recipient COW,Primary Recipient Sector,"
    "Recipient Sectors,Recipient Title,Recipient Name Raw,Wikipedia Recipient ID,Placename,City,"
    "District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,Feature Type,Source,"
    "Publication Date,Story People,Story Organizations,Story Locations,Language,Version"
).split(",")
ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp"
).split(",")
UCDP = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,"
    "conflict_name,dyad_name,side_a,side_b,number_of_sources,country,date_prec,date_start,date_end,"
    "best,high,low"
).split(",")

ARREST = {
    "Event ID": "7",
    "Event Date": "2018-09-28",
    "Source Name": "Police (Tanzania)",
    "Source Sectors": "Government,Police",
    "Source Country": "Tanzania",
    "Event Text": "Arrest, detain",
    "CAMEO Code": "173",
    "Intensity": "-5",
    "Target Name": "Citizen (Kenya)",
    "Target Sectors": "General Population / Civilian / Social,Social",
    "Target Country": "Kenya",
    "Story ID": "991",
    "Publisher": "The Lake Courier",
    "Country": "Uganda",
}


def lines(columns: Sequence[str], rows: Iterable[Mapping[str, str]], between: str = "\t") -> str:
    """Return a table with a heading of *columns* and a line for each of *rows*."""
    filled = [[row.get(column, "") for column in columns] for row in rows]
    return "".join(between.join(line) + "\n" for line in [list(columns), *filled])


def gdelt_line(version: int = 2, **cells: str) -> str:
    """Return a line of GDELT with these *cells* (by plain names of its columns)."""
    held = {"globaleventid": "410", "sqldate": "20190326", "monthyear": "201903", "eventcode": "036", **cells}
    return "\t".join(held.get(column, "") for column in (SECOND if version == 2 else FIRST)) + "\n"


def written(path: Path, text: str | bytes) -> Path:
    """Write *text* to *path* and return it."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(path: Path, **said: object) -> tuple[list[Row], list[Problem]]:
    """Return the rows and the problems of the table at *path*."""
    codes = said.pop("codes", None)
    found = list(rows_of(open_table(path, NOTHING._replace(**said), codes)))  # type: ignore[arg-type]
    rows = [one for one in found if isinstance(one, Row)]
    return rows, [one for one in found if isinstance(one, Problem)]
