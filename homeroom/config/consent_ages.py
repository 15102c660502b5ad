"""From which age a child decides alone about an online service, by the law of each country; facts as of 2026, raised only (AGE-18)."""

from collections.abc import Collection

#: The least that any service of ours may use: United States, COPPA.
LEAST = 13
#: Countries, by their ISO 3166 letters, whose law asks for more: article 8 of the GDPR as each made it its own, and laws elsewhere.
HIGHER = {
    "AT": 14, "BG": 14, "CN": 14, "CY": 14, "CZ": 15, "DE": 16, "DK": 15, "ES": 14, "FR": 15, "GR": 15, "HR": 16, "HU": 16, "IE": 16,
    "IN": 18, "IT": 14, "KR": 14, "LI": 16, "LT": 14, "LU": 16, "NL": 16, "PL": 16, "RO": 16, "SI": 15, "SK": 16, "ZA": 18,
}  # fmt: skip
#: What a law asks for where the country is not told: the highest that it lets a country choose.
STRICTEST = {"gdpr": 16, "in-dpdp": HIGHER["IN"], "za-popia": HIGHER["ZA"], "kr-pipa": HIGHER["KR"]}


def consent_age(country: str, laws: Collection[str]) -> int:
    """In years, from a country's two letters ("" where it is not told) and the laws that the operator named."""
    if country:
        return max(LEAST, HIGHER.get(country, LEAST))
    return max((LEAST, *(STRICTEST.get(law, LEAST) for law in laws)))
