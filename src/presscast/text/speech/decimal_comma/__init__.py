"""What the languages with a decimal comma share: figures, amounts, dates, capitals, abbreviations.

A language hands its words over as a `Tongue` and takes the rules that suit it.
"""
