"""The page's table of cue kinds is the server's."""

from __future__ import annotations

import re
from pathlib import Path

from rearguard.session.cue import CUE_TRAITS, URGENT_WEIGHT, CueKind

PAGE_TABLE = Path(__file__).parents[2] / "frontend" / "src" / "sound" / "cue_kinds.ts"


def test_every_kind_has_traits_and_a_rank_of_its_own() -> None:
    assert set(CUE_TRAITS) == set(CueKind)
    assert sorted(traits.rank for traits in CUE_TRAITS.values()) == list(range(len(CueKind)))


def test_the_page_has_the_same_weights_and_changes() -> None:
    source = PAGE_TABLE.read_text(encoding="utf-8")
    rows = re.findall(
        r"^  (\w+): \{ weight: (\d), isChange: (true|false), hasHint: (?:true|false) \},$", source, re.MULTILINE
    )
    page = {CueKind(kind): (int(weight), is_change == "true") for kind, weight, is_change in rows}
    assert page == {kind: (traits.weight, traits.is_change) for kind, traits in CUE_TRAITS.items()}
    assert f"URGENT_WEIGHT = {URGENT_WEIGHT};" in source
