"""The parts of the world that maps and tables are read by.

Eleven, by the codes of the United Nations' M49 list (https://unstats.un.org/unsd/
methodology/m49/), as large as the questions people ask: Europe is one, Africa two.
A region says where something happened; the section of UCLG is a matter of the
organisation, and no country implies one.
"""

from __future__ import annotations

from typing import NamedTuple

from babel import Locale
from flask_babel import gettext as _

from uclg_share.atlas import project


class Frame(NamedTuple):
    """Part of the map, in its own units."""

    left: float
    top: float
    width: float
    height: float

    @property
    def view_box(self) -> str:
        return " ".join(f"{side:g}" for side in self)


# What the whole map shows: no empty Pacific at the sides, no Antarctica.
WORLD = Frame(26, 0, 668, 306)
RATIO = WORLD.width / WORLD.height
SMALLEST = 110.0  # units across: the dots of the land are seven apart

_MEMBERS = {
    "015": "DZ EG EH LY MA SD TN",
    "202": """
        AO BF BI BJ BW CD CF CG CI CM CV DJ ER ET GA GH GM GN GQ GW IO KE KM
        LR LS MG ML MR MU MW MZ NA NE NG RE RW SC SH SL SN SO SS ST SZ TD TF
        TG TZ UG YT ZA ZM ZW
    """,
    "021": "BM CA GL PM US",
    "419": """
        AG AI AR AW BB BL BO BQ BR BS BV BZ CL CO CR CU CW DM DO EC FK GD GF
        GP GS GT GY HN HT JM KN KY LC MF MQ MS MX NI PA PE PR PY SR SV SX TC
        TT UY VC VE VG VI
    """,
    "145": "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE",
    "143": "KG KZ TJ TM UZ",
    "034": "AF BD BT IN IR LK MV NP PK",
    "030": "CN HK JP KP KR MN MO TW",
    "035": "BN ID KH LA MM MY PH SG TH TL VN",
    "150": """
        AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU
        IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI
        SJ SK SM UA VA
    """,
    "009": """
        AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK
        TO TV UM VU WF WS
    """,
}
MEMBERS = {code: tuple(names.split()) for code, names in _MEMBERS.items()}
CODES = tuple(MEMBERS)
_REGION_OF = {one: code for code, members in MEMBERS.items() for one in members}

# South-west and north-east corner of what its map shows: degrees, latitude first.
_CORNERS = {
    "015": ((12, -14), (37, 37)),
    "202": ((-35, -22), (18, 55)),
    "021": ((24, -140), (68, -55)),
    "419": ((-54, -112), (31, -36)),
    "145": ((12, 26), (43, 60)),
    "143": ((35, 48), (54, 86)),
    "034": ((2, 45), (38, 96)),
    "030": ((20, 76), (50, 146)),
    "035": ((-10, 92), (27, 134)),
    "150": ((35, -22), (69, 56)),
    "009": ((-46, 114), (8, 180)),
}


def region_of(country: str) -> str:
    """Empty for what lies in none: Antarctica."""
    return _REGION_OF.get(country, "")


def region_name(code: str, language: str) -> str:
    """By CLDR, which says Latin America and means the islands too."""
    if code == "419":
        return str(_("Latin America and the Caribbean"))
    return str(Locale.parse(language).territories.get(code, code))


def frame_of(code: str) -> Frame:
    """The part of the map that shows a region, as wide to its height as the whole."""
    if code not in _CORNERS:
        return WORLD
    (south, west), (north, east) = _CORNERS[code]
    middle = (west + east) / 2
    corners = [
        project(latitude, longitude)
        for latitude in (south, (south + north) / 2, north)
        for longitude in (west, middle, east)
    ]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    width = max(max(xs) - min(xs), (max(ys) - min(ys)) * RATIO, SMALLEST)
    height = width / RATIO
    left, top = (min(xs) + max(xs) - width) / 2, (min(ys) + max(ys) - height) / 2
    left = min(max(left, WORLD.left), WORLD.left + WORLD.width - width)
    top = min(max(top, WORLD.top), WORLD.top + WORLD.height - height)
    return Frame(round(left, 1), round(top, 1), round(width, 1), round(height, 1))
