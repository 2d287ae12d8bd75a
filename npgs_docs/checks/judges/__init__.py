"""Judges: small functions for what a word list cannot see. Each takes a reading, the circumstances and its own words."""

from __future__ import annotations

from collections.abc import Mapping

from npgs_docs.checks.judges import (
    coverage,
    dates,
    forms,
    lacks,
    packs,
    page,
    pay,
    people,
    profile,
    titles,
    values,
    wording,
)
from npgs_docs.checks.judges.judge import Judge

JUDGES: Mapping[str, Judge] = {
    judge.__name__: judge
    for judge in (
        coverage.uncarried_values,
        dates.closing, dates.next_review, dates.order, dates.stale_description,
        forms.anchors, forms.language, forms.large_print, forms.pages, forms.prompts, forms.small_boxes, forms.unnamed_fields, forms.word_controls,
        lacks.blank_cells, lacks.blank_labels, lacks.lacks,
        packs.frequency, packs.ratio, packs.span, packs.stale_facts,
        page.employment_type, page.markup, page.page_data, page.raw_text,
        pay.data_pay, pay.exempt_pay, pay.other_pay, pay.pay_missing, pay.pay_range, pay.pay_unit,
        people.persons,
        profile.below_pack, profile.changed_since_approval, profile.coarse_logo, profile.no_revision, profile.several_states,
        titles.functions, titles.title_and_duties, titles.title_noise,
        values.altered_values, values.missing_values,
        wording.acronyms, wording.dead_forms, wording.mixed_duties, wording.old_translation, wording.placeholders, wording.reading_level, wording.terms,
    )
}  # fmt: skip
"""Every judge by the name that rules call it."""
