"""Apple's categories."""

import pytest

from presscast.text.categories import APPLE_CATEGORIES, is_apple_category


@pytest.mark.parametrize(
    ("category", "subcategory", "known"),
    [
        ("News", None, True),
        ("News", "Politics", True),
        ("Government", None, True),
        ("News", "Fitness", False),
        ("news", None, False),
        ("Press releases", None, False),
    ],
)
def test_categories_are_spelt_as_apple_spells_them(
    category: str, subcategory: str | None, known: bool
) -> None:
    assert is_apple_category(category, subcategory) is known


def test_there_are_nineteen_categories() -> None:
    assert len(APPLE_CATEGORIES) == 19
