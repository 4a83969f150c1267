"""Letters that are drafted from a case: the response to a regulator, and the early notice within the house."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from evidence.errors import WrongUse
from evidence.labels import Labelled
from exports.letters.draft import Letter
from exports.letters.notice import early_notice
from exports.letters.response import response
from exports.pdf.data import Json


class LetterKind(Labelled):
    """What is drafted."""

    RESPONSE = "response", "Response to the regulator", "对监管的答复"
    NOTICE = "notice", "Early internal notice", "内部先行报告"


ENDINGS = (".docx", ".pdf")
_MAKERS = {LetterKind.RESPONSE: response, LetterKind.NOTICE: early_notice}


def write_letter(kind: LetterKind, content: Json, digest: str, target: Path, language: str) -> Letter:
    """Draft a letter from the content of case.json (whose SHA-256 is `digest`) and write it as DOCX or PDF.

    Raises:
        WrongUse: the name of the target ends otherwise.
        DiskProblem: it could not be written; `target` is as before.
    """
    ending = target.suffix.lower()
    if ending not in ENDINGS:
        raise WrongUse(
            f"“{target.name}”: the name of a letter ends in .docx or .pdf.",
            f"“{target.name}”：信函文件名须以 .docx 或 .pdf 结尾。",
        )
    letter = _MAKERS[kind](content, language)
    if ending == ".pdf":
        from exports.letters.printed import write_print  # takes a while to load, as does the other

        write_print(letter, target, content, digest)
    else:
        from exports.letters.word import write_word

        write_word(letter, target, datetime.fromisoformat(content["version"]["as_of"]))
    return letter
