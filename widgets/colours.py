"""The two sets of colours, light and dark: the same names in both, so that whoever draws need not know which is on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """One set. A name says what a colour is for; `_SOFT` lies behind spans, pills and chosen rows."""

    INK: str
    INK_SOFT: str
    PAPER: str
    """Behind what is read and written into."""
    PANEL: str
    """Behind the papers."""
    RULE: str
    RULE_STRONG: str
    """The edge of what can be pressed or written into."""
    HANDLE: str
    """What a page is scrolled by."""
    ACCENT: str
    ACCENT_SOFT: str
    ACCENT_HOVER: str
    ACCENT_PRESSED: str
    WAVE: str
    GAP: str
    """Behind the hatching of a stretch in which nothing was recorded."""
    PAGE_GROUND: str
    """Behind documents, which are white."""
    GOOD: str
    GOOD_SOFT: str
    PARTLY: str
    PARTLY_SOFT: str
    LATE: str
    LATE_SOFT: str
    DOUBT: str
    DOUBT_SOFT: str
    BAD: str
    BAD_SOFT: str
    AGAINST: str
    AGAINST_SOFT: str
    GREY_SOFT: str
    STAGE: str = "#1B2127"
    """Behind pictures: dark and neutral, and the same in both sets, so that the eye judges the picture and not its
    frame."""
    STAGE_INK: str = "#D5DCE2"
    STAGE_INK_SOFT: str = "#AEB9C3"
    STAGE_FOCUS: str = "#6FB3D6"


LIGHT = Colours(
    INK="#18212B",
    INK_SOFT="#52606D",
    PAPER="#FFFFFF",
    PANEL="#F3F5F7",
    RULE="#CBD2D9",
    RULE_STRONG="#7B8794",
    HANDLE="#A9B3BD",
    ACCENT="#0F4C6B",
    ACCENT_SOFT="#E3EDF2",
    ACCENT_HOVER="#16618A",
    ACCENT_PRESSED="#C9DCE6",
    WAVE="#6F8494",
    GAP="#E6EAED",
    PAGE_GROUND="#D9DEE3",
    GOOD="#1B6E46",
    GOOD_SOFT="#E6F2EB",
    PARTLY="#3F6B1C",
    PARTLY_SOFT="#EDF3E4",
    LATE="#6A4B9A",
    LATE_SOFT="#EFEAF6",
    DOUBT="#8A5A00",
    DOUBT_SOFT="#FBF1DC",
    BAD="#A8261C",
    BAD_SOFT="#FAE9E7",
    AGAINST="#8A1550",
    AGAINST_SOFT="#F8E6EF",
    GREY_SOFT="#E8ECEF",
)

DARK = Colours(
    INK="#DFE5EA",
    INK_SOFT="#A4B0BB",
    PAPER="#20272E",
    PANEL="#161B20",
    RULE="#3A454F",
    RULE_STRONG="#788692",
    HANDLE="#56636F",
    ACCENT="#86C3E3",
    ACCENT_SOFT="#26404E",
    ACCENT_HOVER="#A3D3EC",
    ACCENT_PRESSED="#335567",
    WAVE="#7E95A6",
    GAP="#2A323A",
    PAGE_GROUND="#2A323A",
    GOOD="#74C69A",
    GOOD_SOFT="#1F3A2D",
    PARTLY="#A5C878",
    PARTLY_SOFT="#2D3A20",
    LATE="#BBA3E6",
    LATE_SOFT="#352D48",
    DOUBT="#E2B259",
    DOUBT_SOFT="#40331A",
    BAD="#F0968D",
    BAD_SOFT="#4A2725",
    AGAINST="#EE95BF",
    AGAINST_SOFT="#472536",
    GREY_SOFT="#313B44",
)
