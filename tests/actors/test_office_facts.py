"""Sixty facts of public record against the table of offices: who held which office on a day.

Each was written down apart from the table, from the official list of holders of the office (the last column names it).
"""

import datetime

import pytest

from dragoman.actors.offices import standing_of, tenures_of

FACTS = [
    ("Bill Clinton", "2000-06-01", "USA", "president", "whitehouse.gov"),
    ("Condoleezza Rice", "2007-05-01", "USA", "secretary of state", "history.state.gov"),
    ("Leon Panetta", "2012-03-01", "USA", "secretary of defense", "history.defense.gov"),
    ("Antony Blinken", "2022-11-01", "USA", "secretary of state", "history.state.gov"),
    ("Donald Trump", "2019-01-15", "USA", "president", "whitehouse.gov"),
    ("Vladimir Putin", "2010-06-01", "RUS", "prime minister", "government.ru"),
    ("Vladimir Putin", "2022-11-01", "RUS", "president", "kremlin.ru"),
    ("Dmitry Medvedev", "2009-06-01", "RUS", "president", "kremlin.ru"),
    ("Sergei Shoigu", "2020-01-01", "RUS", "defense minister", "mil.ru"),
    ("Sergei Lavrov", "2014-03-20", "RUS", "foreign minister", "mid.ru"),
    ("Petro Poroshenko", "2016-02-01", "UKR", "president", "president.gov.ua"),
    ("Volodymyr Zelensky", "2022-11-01", "UKR", "president", "president.gov.ua"),
    ("Dmytro Kuleba", "2022-11-01", "UKR", "foreign minister", "mfa.gov.ua"),
    ("Oleksii Reznikov", "2022-06-01", "UKR", "defense minister", "mil.gov.ua"),
    ("Tony Blair", "2003-03-20", "GBR", "prime minister", "gov.uk, past prime ministers"),
    ("Liz Truss", "2022-10-01", "GBR", "prime minister", "gov.uk, past prime ministers"),
    ("Rishi Sunak", "2022-11-01", "GBR", "prime minister", "gov.uk, past prime ministers"),
    ("Philip Hammond", "2013-01-01", "GBR", "defence secretary", "gov.uk, past secretaries of state"),
    ("Nicolas Sarkozy", "2011-03-19", "FRA", "president", "elysee.fr"),
    ("Hervé Morin", "2009-01-01", "FRA", "defense minister", "defense.gouv.fr"),
    ("Gerhard Schröder", "2003-03-20", "DEU", "chancellor", "bundeskanzler.de"),
    ("Olaf Scholz", "2022-11-01", "DEU", "chancellor", "bundeskanzler.de"),
    ("Peter Struck", "2004-01-01", "DEU", "defense minister", "bmvg.de"),
    ("Silvio Berlusconi", "2009-01-01", "ITA", "prime minister", "governo.it"),
    ("Guido Crosetto", "2023-06-01", "ITA", "defense minister", "difesa.it"),
    ("Margarita Robles", "2022-11-01", "ESP", "defense minister", "defensa.gob.es"),
    ("Viktor Orbán", "2000-06-01", "HUN", "prime minister", "kormany.hu"),
    ("Miloš Zeman", "2000-06-01", "CZE", "prime minister", "vlada.cz"),
    ("Vojislav Koštunica", "2001-06-01", "SRB", "president", "Archigos 4.1"),
    ("Zoran Djindjic", "2002-06-01", "SRB", "prime minister", "srbija.gov.rs"),
    ("Jens Stoltenberg", "2001-01-01", "NOR", "prime minister", "regjeringen.no"),
    ("Tarja Halonen", "2005-06-01", "FIN", "president", "presidentti.fi"),
    ("Edgars Rinkēvičs", "2015-06-01", "LVA", "foreign minister", "mfa.gov.lv"),
    ("Linas Linkevičius", "2016-06-01", "LTU", "foreign minister", "urm.lt"),
    ("Viktor Khrenin", "2022-11-01", "BLR", "defense minister", "mil.by"),
    ("Serzh Sargsyan", "2012-06-01", "ARM", "president", "president.am"),
    ("Zakir Hasanov", "2020-10-01", "AZE", "defense minister", "mod.gov.az"),
    ("Mikheil Saakashvili", "2008-08-08", "GEO", "president", "president.gov.ge"),
    ("Nursultan Nazarbayev", "2010-06-01", "KAZ", "president", "akorda.kz"),
    ("Ehud Olmert", "2006-07-15", "ISR", "prime minister", "gov.il"),
    ("Avigdor Lieberman", "2017-06-01", "ISR", "defense minister", "gov.il"),
    ("Hosni Mubarak", "2005-06-01", "EGY", "president", "Archigos 4.1"),
    ("Mohamed Morsi", "2013-02-01", "EGY", "president", "Archigos 4.1"),
    ("Bashar al-Assad", "2015-06-01", "SYR", "president", "Archigos 4.1"),
    ("Mohammad Khatami", "2001-06-01", "IRN", "president", "Archigos 4.1"),
    ("Javad Zarif", "2015-07-14", "IRN", "foreign minister", "mfa.gov.ir"),
    ("Hoshyar Zebari", "2008-06-01", "IRQ", "foreign minister", "mofa.gov.iq"),
    ("Hamid Karzai", "2010-06-01", "AFG", "president", "Archigos 4.1"),
    ("Pervez Musharraf", "2005-06-01", "PAK", "president", "Archigos 4.1"),
    ("Manmohan Singh", "2010-06-01", "IND", "prime minister", "pmindia.gov.in"),
    ("Hu Jintao", "2008-06-01", "CHN", "president", "gov.cn"),
    ("Junichiro Koizumi", "2003-06-01", "JPN", "prime minister", "kantei.go.jp"),
    ("Taro Kono", "2020-01-15", "JPN", "defense minister", "mod.go.jp"),
    ("Delfin Lorenzana", "2020-06-01", "PHL", "secretary of national defense", "dnd.gov.ph"),
    ("Thabo Mbeki", "2004-06-01", "ZAF", "president", "presidency.gov.za"),
    ("Robert Mugabe", "2010-06-01", "ZWE", "president", "Archigos 4.1"),
    ("Paul Kagame", "2015-06-01", "RWA", "president", "Archigos 4.1"),
    ("Hugo Chávez", "2009-06-01", "VEN", "president", "Archigos 4.1"),
    ("Ban Ki-moon", "2014-06-01", "UNO", "secretary-general", "un.org"),
    ("Anders Fogh Rasmussen", "2012-06-01", "IGO", "NATO secretary general", "nato.int"),
]


@pytest.mark.parametrize(("name", "on", "country", "office", "source"), FACTS)
def test_who_held_which_office(name: str, on: str, country: str, office: str, source: str) -> None:
    standing = standing_of(tenures_of(name), datetime.date.fromisoformat(on))
    assert standing is not None
    assert (standing.country, (standing.office or "").replace("-", " ")) == (country, office.replace("-", " "))
