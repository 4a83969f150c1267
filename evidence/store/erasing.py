"""Erasing what a case says about a person, while its journal still verifies and its case file still explains.

Every text of the case loses the name; journal entries that hold it lose their bodies, of which the salted commitments
stay, and an entry for each says that and why. Evidence is not rewritten: originals, and lines of transcripts, whose
digests are what they are trusted by. What the program cannot reach is told: copies of the database, and case files.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from evidence.canonical import clean_text
from evidence.errors import NotFound, Refused, WrongUse
from evidence.model.case import Case, Person
from evidence.store import connection
from evidence.store.backups import Backup, list_backups
from evidence.store.cases import case_as_body, get_case
from evidence.store.exhibits import list_exhibits
from evidence.store.gate import approved_version
from evidence.store.library import Change, Library
from evidence.store.passages import change_text
from evidence.store.records import erase_body, exports
from evidence.timecode import zone_of

ERASED = "—"
"""What stands where a name was erased and the person has no pseudonym."""
_SHORTEST = 2
_COMPUTED = ("journal", "journal_body", "passage", "register", "cue")
"""Tables that are seen to apart, and lines of transcripts, which are evidence."""
_FIXED = ("id", "label", "by", "at", "sha256", "case_id")


@dataclass(frozen=True, slots=True)
class Erasure:
    """What became of it, and what is left for people to do."""

    person: str
    """How the person is called from now on."""
    entries: tuple[int, ...]
    """Numbers of the entries of the case's journal whose contents are gone."""
    texts: int
    """Texts from which the name was taken."""
    lines: tuple[str, ...]
    """Transcripts in which the name stands; they are evidence and unchanged."""
    copies: tuple[Backup, ...]
    """Copies of the database made before."""
    case_files: tuple[str, ...]
    """Names of case files written before."""


def erase_person(library: Library, case_id: UUID, who: str, reason: str) -> Erasure:
    """Erase a person's name, organisation, year of birth and number from a case; `who`: name or pseudonym.

    Raises:
        NotFound: the case names nobody so.
        WrongUse: no reason is given, or the name is too short to be looked for.
        Refused: a recording of the case is on legal hold or still has to be kept.
    """
    if not reason.strip():
        raise WrongUse(
            "Say why the data are erased: the reason stands in the journal.", "请说明删除原因：原因将记入日志。"
        )
    case = get_case(library, str(case_id))
    people = _people(case, clean_text(who).strip())
    _refuse_kept(library, case_id)
    said = dict.fromkeys(term for one in people for term in (one.name, one.registration))
    terms = tuple(term for term in said if len(term) >= _SHORTEST)
    if people[0].name not in terms:
        raise WrongUse(
            "The name is too short to be looked for in texts. Write it out in the form first.",
            "姓名过短，无法在文本中查找。请先在表单中写出全名。",
        )
    called = next((one.pseudonym for one in people if one.pseudonym), ERASED)
    library.db.execute("PRAGMA secure_delete = ON")
    with library.change() as change:
        seqs = _bodies(library, str(case_id), people, terms)
        texts = _texts(change, str(case_id), people, terms, called)
        for seq in seqs:
            erase_body(library, str(case_id), seq, reason)
        if approved_version(library, str(case_id)) is None:
            change.record(str(case_id), "case_described", case_as_body(get_case(library, str(case_id))))
    with connection.explained(library.layout.database):  # what was forgotten may still lie on pages that are free now
        library.db.execute("INSERT INTO words (words) VALUES ('optimize')")
        library.db.execute("VACUUM")
    return Erasure(
        called,
        seqs,
        texts,
        _lines(library, str(case_id), terms),
        list_backups(library.layout),
        tuple(one.file_name for one in exports(library, case_id=str(case_id))),
    )


def _people(case: Case, who: str) -> tuple[Person, ...]:
    """Whoever is called so, in every part that they have in the case."""
    names = {one.name for one in case.people if one.name and who in (one.name, one.pseudonym)}
    if not who or len(names) != 1:
        label = case.complaint.label
        raise NotFound(
            f"{label} names nobody so, or several. Give the name or the pseudonym as it stands in the form.",
            f"{label} 中没有此人，或有多人使用同一化名。请按表单所列给出姓名或化名。",
        )
    return tuple(one for one in case.people if one.name in names)


def _refuse_kept(library: Library, case_id: UUID) -> None:
    today = library.moment().at.astimezone(zone_of(library.zone)).date()
    for exhibit in list_exhibits(library, case_id):
        recording = exhibit.recording
        if recording.hold:
            raise Refused(
                f"{exhibit.label} is on legal hold, so nothing of this case is erased. Nothing was changed.",
                f"{exhibit.label} 处于诉讼保全状态，本案内容不得删除。未作任何更改。",
            )
        if recording.retention_until is not None and recording.retention_until >= today:
            raise Refused(
                f"{exhibit.label} has to be kept until {recording.retention_until}, so nothing of this case is erased "
                "before. Nothing was changed.",
                f"{exhibit.label} 须保存至 {recording.retention_until}，此前本案内容不得删除。未作任何更改。",
            )


def _bodies(library: Library, case_id: str, people: tuple[Person, ...], terms: tuple[str, ...]) -> tuple[int, ...]:
    """Entries of the case that hold any of it."""
    wanted = [*terms, *(str(one.id) for one in people)]
    told = " OR ".join(["instr(body, ?) > 0"] * len(wanted))
    rows = library.rows(f"SELECT seq FROM journal_body WHERE chain = ? AND ({told}) ORDER BY seq", [case_id, *wanted])
    return tuple(row["seq"] for row in rows)


def _texts(change: Change, case_id: str, people: tuple[Person, ...], terms: tuple[str, ...], called: str) -> int:
    """Take the name out of every text of the case; the guards are lifted for it and put back in the same change."""
    library, count = change.library, 0
    for name in change.db.triggers_dict:
        change.db.execute(f'DROP TRIGGER "{name}"')
    for one in people:
        change.db.execute(
            "UPDATE person SET organisation = '', birth_year = NULL, registration = '' WHERE id = ?", [str(one.id)]
        )
    for table, column in _columns(library):
        key = "id" if table == "complaint" else "case_id"
        for term in terms:
            changed = change.db.execute(
                f'UPDATE "{table}" SET "{column}" = replace("{column}", ?, ?) '
                f'WHERE "{key}" = ? AND instr("{column}", ?) > 0',
                [term, called, case_id, term],
            )
            count += changed.rowcount
    sql = "SELECT id, subject_id, part, text FROM passage WHERE case_id = ? AND subject <> 'transcript'"
    for row in library.rows(sql, [case_id]):
        text = row["text"]
        for term in terms:
            text = text.replace(term, called)
        gone = row["part"] == "organisation" and row["subject_id"] in {str(one.id) for one in people}
        change_text(change, row["id"], row["text"], "" if gone else text)
    connection.install_guards(change.db)
    return count


def _columns(library: Library) -> list[tuple[str, str]]:
    """Every column of texts that belongs to a case."""
    rows = library.rows(
        "SELECT m.name AS tab, c.name AS col FROM sqlite_schema m, pragma_table_info(m.name) c "
        "WHERE m.type = 'table' AND c.type = 'TEXT' AND (m.name = 'complaint' OR EXISTS "
        "(SELECT 1 FROM pragma_table_info(m.name) k WHERE k.name = 'case_id'))"
    )
    return [
        (row["tab"], row["col"])
        for row in rows
        if row["tab"] not in _COMPUTED and row["col"] not in _FIXED and not row["col"].endswith("_id")
    ]


def _lines(library: Library, case_id: str, terms: tuple[str, ...]) -> tuple[str, ...]:
    told = " OR ".join(["instr(c.text, ?) > 0 OR instr(c.speaker, ?) > 0"] * len(terms))
    rows = library.rows(
        "SELECT DISTINCT t.label FROM transcript t JOIN cue c ON c.transcript_id = t.id "
        f"WHERE t.case_id = ? AND ({told}) ORDER BY t.label",
        [case_id, *(term for one in terms for term in (one, one))],
    )
    return tuple(row["label"] for row in rows)
