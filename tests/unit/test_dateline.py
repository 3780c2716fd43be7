"""Datelines and dates as wires, ministries and companies write them."""

import pytest

from presscast.text.dateline import match_dateline
from presscast.text.written_dates import date_pattern, iso_date, iso_moment

FOUND = [
    ("San Diego, January 18, 2021—|Today, a court", "San Diego", "January 18, 2021"),
    ("CHICAGO\n—|Legislation that", "CHICAGO", None),
    ("CHICAGO —| The law", "CHICAGO", None),
    ("WASHINGTON|The former owners agreed", "WASHINGTON", None),
    ("WALPOLE, MA| The store opens", "WALPOLE, MA", None),
    ("WASHINGTON| The Department announced", "WASHINGTON", None),
    (
        "Boerne, Texas (PressHub) Monday May 4, 2026 @ 6:00 AM Central —| Boerne",
        "Boerne, Texas",
        "Monday May 4, 2026",
    ),
    ("SAN FRANCISCO, Jan. 5, 2024 /PRNewswire/ --| Example Corp", "SAN FRANCISCO", "Jan. 5, 2024"),
    ("NEW YORK--(BUSINESS WIRE)--|Example today", "NEW YORK", None),
    ("LONDON, March 3, 2022 (GLOBE NEWSWIRE) --| The firm", "LONDON", "March 3, 2022"),
    ("MONTRÉAL, le 3 mai 2023 /CNW/ -| Le groupe", "MONTRÉAL", "3 mai 2023"),
    ("HOUSTON (AP) —| The port", "HOUSTON", None),
    ("LAS VEGAS (May 3, 2023) –| The hotel", "LAS VEGAS", "May 3, 2023"),
    ("New York/Geneva, 3 May –| Countries", "New York/Geneva", "3 May"),
    ("Brussels, 12 March 2024 -| The Commission", "Brussels", "12 March 2024"),
    ("Madrid, 3 de mayo de 2023.-| El Ministerio", "Madrid", "3 de mayo de 2023"),
    ("Madrid, 3 de mayo de 2023.| El ministro", "Madrid", "3 de mayo de 2023"),
    ("Ciudad de México, a 3 de mayo de 2023.-| La", "Ciudad de México", "3 de mayo de 2023"),
    ("Paris, le 3 mai 2023 –| Le ministre", "Paris", "3 mai 2023"),
    ("Berlin, 3. Mai 2023 –| Der Verband", "Berlin", "3. Mai 2023"),
    ("Berlin, den 3. Mai 2023.| Die Regierung", "Berlin", "3. Mai 2023"),
    ("(Berlin, 3. Mai 2023)| Der Verband", "Berlin", "3. Mai 2023"),
    ("FRANKFURT AM MAIN, 2. Juni 2020 —| Die Bank", "FRANKFURT AM MAIN", "2. Juni 2020"),
    ("Wachtberg (ots) -| Jedes Glas", "Wachtberg", None),
    ("São Paulo, 3 de maio de 2023 –| A empresa", "São Paulo", "3 de maio de 2023"),
    ("Roma, 3 maggio 2023 -| Il ministero", "Roma", "3 maggio 2023"),
    ("DES MOINES, Iowa—|The state", "DES MOINES, Iowa", None),
    ("St. Louis, Mo. –| The city", "St. Louis, Mo.", None),
    ("03.05.2023 -| Die Stadt", None, "03.05.2023"),
    ("May 3, 2021 –| The city", None, "May 3, 2021"),
]


@pytest.mark.parametrize(("marked", "place", "date"), FOUND)
def test_found(marked: str, place: str | None, date: str | None) -> None:
    dateline, rest = marked.split("|")
    found = match_dateline(dateline + rest)
    assert found is not None
    assert (found.place, found.date) == (place, date)
    assert found.end == len(dateline)


@pytest.mark.parametrize(
    "text",
    [
        "Sen. Byron Dorgan (D-ND) voted against the bill.",
        "NASA Administrator Lee Cho said on Monday",
        "IBM Research today announced",
        "Climate change – the greatest danger of all",
        "President Quill – the oldest of the three – spoke.",
        "Maibock-a traditional beer",
        "SENATE PASSES BILL – HOUSE TO FOLLOW SOON",
        "In einer Sitzung am 3. Mai 2023 – Die Stadt",
        "The court ruled on March 4, 2021 – The law",
        "Publié le 3 mai 2023",
        "Pregunta.- Buenas tardes, consejera.",
        "Sra. Cortázar.- Cuesta tres millones de euros.",
        "",
    ],
)
def test_not_found(text: str) -> None:
    assert match_dateline(text) is None


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("January 18, 2021", "2021-01-18"),
        ("Monday May 4, 2026", "2026-05-04"),
        ("1er mars 2024", "2024-03-01"),
        ("3. Mai 2023", "2023-05-03"),
        ("03.05.2023", "2023-05-03"),
        ("2010-04-16", "2010-04-16"),
        ("12 de marzo de 2024", "2024-03-12"),
        ("September 31, 2020", None),
        ("March 5", None),
    ],
)
def test_iso_date(written: str, iso: str | None) -> None:
    assert iso_date(written, month_first=True) == iso


def test_the_order_of_day_and_month_is_the_languages() -> None:
    assert iso_date("05/03/2023", month_first=True) == "2023-05-03"
    assert iso_date("05/03/2023", month_first=False) == "2023-03-05"


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("EMBARGOED UNTIL 00:01 GMT 5 May 2024", "2024-05-05T00:01+00:00"),
        ("Sperrfrist: 5. Mai 2024, 10.00 Uhr", "2024-05-05T10:00"),
        ("sous embargo jusqu’au 5 mai 2024 à 18h00", "2024-05-05T18:00"),
        ("Embargo hasta el 5 de mayo de 2024 a las 10:00 h CET", "2024-05-05T10:00+01:00"),
        ("EMBARGOED UNTIL THURSDAY, MAY 2, 2024, 2 p.m. EDT", "2024-05-02T14:00-04:00"),
        ("embargoed until 12 a.m. on May 2, 2024", "2024-05-02T00:00"),
        ("embargoed until May 2, 2024", "2024-05-02"),
        ("embargoed until tomorrow", None),
    ],
)
def test_iso_moment(written: str, iso: str | None) -> None:
    assert iso_moment(written, month_first=True) == iso


@pytest.mark.parametrize(
    "text", ["09-755", "call 555-0134", "50/50", "version 2.10.3.4", "in 2023"]
)
def test_no_date(text: str) -> None:
    assert date_pattern().search(text) is None
