"""Units of measure and currencies: how English says each, one and many."""

from __future__ import annotations

import re
from typing import NamedTuple


class Currency(NamedTuple):
    """The words for one and for many of a currency, and of its hundredth."""

    one: str
    many: str
    cent: str = ""
    cents: str = ""


class Unit(NamedTuple):
    """The words for one and many of a unit, and how its symbol is told from a word."""

    one: str
    many: str
    stop: bool = False
    """True where the symbol may be written with a full stop: `lbs.`"""
    word_like: str = ""
    """Not empty where the symbol is also a word or a letter."""
    needs_space: bool = False


_DOLLAR = Currency("dollar", "dollars", "cent", "cents")
CURRENCY_SIGNS = {
    "$": _DOLLAR,
    "US$": Currency("U.S. dollar", "U.S. dollars", "cent", "cents"),
    "C$": Currency("Canadian dollar", "Canadian dollars", "cent", "cents"),
    "A$": Currency("Australian dollar", "Australian dollars", "cent", "cents"),
    "NZ$": Currency("New Zealand dollar", "New Zealand dollars", "cent", "cents"),
    "HK$": Currency("Hong Kong dollar", "Hong Kong dollars", "cent", "cents"),
    "MX$": Currency("Mexican peso", "Mexican pesos", "centavo", "centavos"),
    "S$": Currency("Singapore dollar", "Singapore dollars", "cent", "cents"),
    "R$": Currency("real", "reais", "centavo", "centavos"),
    "NT$": Currency("Taiwan dollar", "Taiwan dollars", "cent", "cents"),
    "€": Currency("euro", "euros", "cent", "cents"),
    "£": Currency("pound", "pounds", "penny", "pence"),
    "¥": Currency("yen", "yen"),
    "₹": Currency("rupee", "rupees", "paisa", "paise"),
    "₩": Currency("won", "won"),
    "₽": Currency("ruble", "rubles", "kopeck", "kopecks"),
    "₪": Currency("shekel", "shekels", "agora", "agorot"),
    "₺": Currency("lira", "lira", "kurush", "kurush"),
    "₦": Currency("naira", "naira", "kobo", "kobo"),
    "₱": Currency("peso", "pesos", "centavo", "centavos"),
    "฿": Currency("baht", "baht", "satang", "satang"),
}
CURRENCY_CODES = {
    "USD": CURRENCY_SIGNS["US$"],
    "EUR": CURRENCY_SIGNS["€"],
    "GBP": CURRENCY_SIGNS["£"],
    "JPY": CURRENCY_SIGNS["¥"],
    "CAD": CURRENCY_SIGNS["C$"],
    "AUD": CURRENCY_SIGNS["A$"],
    "NZD": CURRENCY_SIGNS["NZ$"],
    "MXN": CURRENCY_SIGNS["MX$"],
    "BRL": CURRENCY_SIGNS["R$"],
    "CHF": Currency("Swiss franc", "Swiss francs", "centime", "centimes"),
    "CNY": Currency("yuan", "yuan"),
    "RMB": Currency("renminbi", "renminbi"),
    "INR": CURRENCY_SIGNS["₹"],
    "Rs": CURRENCY_SIGNS["₹"],
    "SEK": Currency("Swedish krona", "Swedish kronor"),
    "NOK": Currency("Norwegian krone", "Norwegian kroner"),
    "DKK": Currency("Danish krone", "Danish kroner"),
    "PLN": Currency("zloty", "zlotys"),
    "ZAR": Currency("rand", "rand"),
}


def _units() -> dict[str, Unit]:
    metre = {
        "m": "meter",
        "cm": "centimeter",
        "mm": "millimeter",
        "km": "kilometer",
        "nm": "nanometer",
        "µm": "micrometer",
        "μm": "micrometer",
    }
    units: dict[str, Unit] = {}

    def add(
        symbols: str,
        one: str,
        many: str | None = None,
        *,
        stop: bool = False,
        word: str = "",
        space: bool = False,
    ) -> None:
        for symbol in symbols.split():
            units[symbol] = Unit(one, one + "s" if many is None else many, stop, word, space)

    for symbol, name in metre.items():
        add(symbol, name, word="letter" if symbol == "m" else "")
        for mark, power in (("²", "square"), ("2", "square"), ("³", "cubic"), ("3", "cubic")):
            add(symbol + mark, f"{power} {name}")
    add("sqm", "square meter")
    add("sqkm", "square kilometer")
    add("ha", "hectare")
    add("ac", "acre", stop=True, space=True)
    add("g", "gram", word="letter")
    add("kg kgs Kg KG", "kilogram")
    add("mg", "milligram")
    add("µg μg mcg", "microgram")
    add("lb lbs", "pound", stop=True)
    add("oz", "ounce", stop=True)
    add("mi", "mile", stop=True, word="letter", space=True)
    add("ft", "foot", "feet", stop=True)
    add("yd yds", "yard", stop=True)
    add("in", "inch", "inches", stop=True, word="in", space=True)
    add("L l", "liter", word="letter")
    add("mL ml", "milliliter")
    add("gal", "gallon", stop=True)
    add("mph MPH", "mile per hour", "miles per hour")
    add("kph km/h kmh", "kilometer per hour", "kilometers per hour")
    add("mpg", "mile per gallon", "miles per gallon")
    add("m/s", "meter per second", "meters per second")
    add("psi", "pound per square inch", "pounds per square inch")
    add("rpm", "revolution per minute", "revolutions per minute")
    add("ppm", "part per million", "parts per million")
    add("ppb", "part per billion", "parts per billion")
    add("bps", "basis point")
    for prefix, name in (("", ""), ("k", "kilo"), ("M", "mega"), ("G", "giga"), ("T", "tera")):
        add(prefix + "W", name + "watt", word="letter" if not prefix else "")
        add(prefix + "Wh", name + "watt-hour")
        add(prefix + "Hz", name + "hertz", name + "hertz")
        if prefix:
            add(prefix + "V", name + "volt")
            add(prefix.upper() + "B", name + "byte")
            add(prefix + "bps", name + "bit per second", name + "bits per second")
            add(prefix + "b/s", name + "bit per second", name + "bits per second")
    add("kbps", "kilobit per second", "kilobits per second")
    add("mbps", "megabit per second", "megabits per second")
    add("gbps", "gigabit per second", "gigabits per second")
    add("kw", "kilowatt")
    add("kwh", "kilowatt-hour")
    add("Mb", "megabit")
    add("Gb", "gigabit")
    add("V", "volt", word="letter", space=True)
    add("dB dBA", "decibel")
    add("s sec secs", "second", stop=True, word="letter", space=True)
    add("ms", "millisecond")
    add("min mins", "minute", stop=True)
    add("hr hrs", "hour", stop=True)
    add("yr yrs", "year", stop=True)
    add("Mt", "megaton", word="letter", space=True)
    add("kt", "kiloton")
    add("t", "ton", word="letter", space=True)
    add("tCO2", "ton of carbon dioxide", "tons of carbon dioxide")
    add("pts", "point", stop=True, word="letter", space=True)
    add("MP", "megapixel", word="letter")
    for prefix, name in (("G", "giga"), ("T", "tera"), ("P", "peta")):
        add(f"{prefix}FLOPS {prefix}FLOP {prefix}flops", f"{name}flops", f"{name}flops")
    add("TOPS", "tera-operation per second", "tera-operations per second")
    add("kms", "kilometer")
    add("pt", "point", word="letter")
    add("hp", "horsepower", "horsepower")
    add("bhp", "brake horsepower", "brake horsepower")
    add("lb-ft lb.-ft. lbs-ft", "pound-foot", "pound-feet")
    add("ft-lb ft-lbs", "foot-pound")
    add("Nm N·m N-m", "newton-meter")
    add("mAh", "milliamp-hour")
    add("Ah", "amp-hour", word="letter")
    add("fps", "frame per second", "frames per second")
    add("dpi", "dot per inch", "dots per inch")
    add("kVA", "kilovolt-ampere")
    add("MVA", "megavolt-ampere")
    add("cc", "cubic centimeter")
    add("bbl bbls", "barrel")
    add("boe", "barrel of oil equivalent", "barrels of oil equivalent")
    add("bpd", "barrel per day", "barrels per day")
    add("Mcf", "thousand cubic feet", "thousand cubic feet")
    add("Bcf bcf", "billion cubic feet", "billion cubic feet")
    add("Tcf tcf", "trillion cubic feet", "trillion cubic feet")
    add("MMBtu", "million B.T.U.", "million B.T.U.")
    add("Btu BTU BTUs", "B.T.U.", "B.T.U.")
    add("kcal", "kilocalorie")
    add("cal", "calorie")
    add("kPa", "kilopascal")
    add("hPa", "hectopascal")
    add("°F ºF ℉", "degree Fahrenheit", "degrees Fahrenheit")
    add("°C ºC ℃", "degree Celsius", "degrees Celsius")
    add("°K", "kelvin", "kelvins")
    add("° º", "degree")
    for written, said in (
        ("°\u00a0F", "Fahrenheit"),
        ("°\u00a0C", "Celsius"),
        ("° F", "Fahrenheit"),
        ("° C", "Celsius"),
    ):
        units[written] = Unit(f"degree {said}", f"degrees {said}")
    units["sq. ft."] = units["sq ft"] = units["sq. ft"] = units["sqft"] = units["sq.-ft."] = units[
        "sq-ft"
    ] = units["square-ft"] = units["ft²"] = units["ft2"] = Unit("square foot", "square feet")
    units["sq. mi."] = units["sq mi"] = units["sq. mi"] = units["mi²"] = Unit(
        "square mile", "square miles"
    )
    units["sq. m"] = units["sq m"] = Unit("square meter", "square meters")
    units["sq km"] = units["sq. km"] = Unit("square kilometer", "square kilometers")
    units["cu. ft."] = units["cu ft"] = units["ft³"] = Unit("cubic foot", "cubic feet")
    units["fl. oz."] = units["fl oz"] = Unit("fluid ounce", "fluid ounces")
    return units


UNITS = _units()
UNIT_SYMBOL = (
    "(?:"
    + "|".join(re.escape(symbol) for symbol in sorted(UNITS, key=len, reverse=True))
    + r")(?![A-Za-z0-9²³])"
)
