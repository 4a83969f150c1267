"""What decides how a complaint is handled: how complex, how risky, whether somebody needs particular care."""

from __future__ import annotations

from evidence.labels import Labelled


class Complexity(Labelled):
    """How complex a complaint is; it decides which clock of the rule pack runs."""

    SIMPLE = "simple", "Simple", "简单"
    COMPLEX = "complex", "Complex", "复杂"
    SPECIAL = "special", "Specially complex", "特别复杂"


class Risk(Labelled):
    """What may come of a complaint."""

    NOT_STATED = "not_stated", "Not stated", "未填写"
    LOW = "low", "Low", "低"
    MEDIUM = "medium", "Medium", "中"
    HIGH = "high", "High", "高"
    MEDIA = "media", "In the media", "涉媒体"


class Vulnerability(Labelled):
    """What the complainant needs particular care for."""

    AGE_65_PLUS = "age_65_plus", "65 or older", "65周岁及以上"
    LANGUAGE = "language", "Language", "语言"
    HEARING = "hearing", "Hearing", "听力"
    VISION = "vision", "Sight", "视力"
    LITERACY = "literacy", "Reading and writing", "读写"
    BEREAVEMENT = "bereavement", "Bereavement", "丧亲"
    OTHER = "other", "Other", "其他"
