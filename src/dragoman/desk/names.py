"""Names of countries and bodies by their codes, for people."""

from __future__ import annotations

from dragoman.places.countries import countries

BODIES = {
    "IGO": "international organisations",
    "NGO": "non-governmental organisations",
    "IMG": "international armed groups",
}
SECTORS = {
    "GOV": "government",
    "MIL": "armed forces",
    "LEG": "parliament",
    "JUD": "courts",
    "SPY": "intelligence services",
    "REB": "rebels",
    "OPP": "opposition",
    "CVL": "civilians",
    "BUS": "business",
    "MED": "media",
    "EDU": "education",
    "COP": "police",
    "UAF": "unidentified armed forces",
    "CRM": "criminals",
    "LAB": "labour",
    "REL": "religious bodies",
    "SOC": "civil society",
    "REF": "refugees",
    "PTY": "party",
    "JRN": "journalists",
    "ELI": "elites",
}


def name_of_code(code: str) -> str:
    """ "Ukraine" for UKR, "Russia, armed forces" for RUS MIL; the code itself where it is not known."""
    country, _, sector = code.partition(" ")
    known = countries().get(country)
    name = known.name if known else BODIES.get(country, country)
    return f"{name}, {SECTORS.get(sector, sector)}" if sector else name
