"""Countries, and the postal codes of their states and provinces with the names people type instead."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Country(StrEnum):
    US = "US"
    CA = "CA"
    GB = "GB"
    AU = "AU"
    NZ = "NZ"


SPOKEN: Mapping[Country, str] = {
    Country.US: "the United States", Country.CA: "Canada", Country.GB: "the United Kingdom", Country.AU: "Australia",
    Country.NZ: "New Zealand",
}  # fmt: skip
"""Countries as a sentence names them."""
COUNTRY_NAMES: Mapping[str, Country] = {
    "us": Country.US, "usa": Country.US, "united states": Country.US, "united states of america": Country.US, "america": Country.US,
    "ca": Country.CA, "canada": Country.CA,
    "gb": Country.GB, "uk": Country.GB, "united kingdom": Country.GB, "great britain": Country.GB, "england": Country.GB,
    "scotland": Country.GB, "wales": Country.GB, "northern ireland": Country.GB,
    "au": Country.AU, "australia": Country.AU,
    "nz": Country.NZ, "new zealand": Country.NZ, "aotearoa new zealand": Country.NZ, "aotearoa": Country.NZ,
}  # fmt: skip

_STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado", "CT": "Connecticut",
    "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois",
    "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland",
    "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana",
    "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York",
    "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania",
    "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah",
    "VT": "Vermont", "VA": "Virginia", "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
    "AS": "American Samoa", "GU": "Guam", "MP": "Northern Mariana Islands", "PR": "Puerto Rico", "VI": "U.S. Virgin Islands",
}  # fmt: skip
_PROVINCES = {
    "AB": "Alberta", "BC": "British Columbia", "MB": "Manitoba", "NB": "New Brunswick", "NL": "Newfoundland and Labrador",
    "NS": "Nova Scotia", "NT": "Northwest Territories", "NU": "Nunavut", "ON": "Ontario", "PE": "Prince Edward Island",
    "QC": "Quebec", "SK": "Saskatchewan", "YT": "Yukon",
}  # fmt: skip
REGIONS: Mapping[Country, Mapping[str, str]] = {Country.US: _STATES, Country.CA: _PROVINCES}
"""Codes and names of the regions, where we know them all. Other countries may give a code of two or three letters."""

_WORLD = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
WORLD = frozenset(_WORLD.split())
"""Codes of every country, as a language tag ends in one (ISO 3166-1)."""


def country_named(words: str) -> Country | None:
    """A country by its code or name, in any case; None for one that is not known."""
    return COUNTRY_NAMES.get(words.strip().rstrip(".").lower())


def region_named(words: str) -> tuple[Country, str] | None:
    """A state or province by its code or name (``TX``, ``texas``, ``BC``); the US stands first where a code is in both."""
    wanted = words.strip().rstrip(".").lower()
    for country, regions in REGIONS.items():
        for code, name in regions.items():
            if wanted in (code.lower(), name.lower()):
                return country, code
    return None
