"""Ticket lists as other systems write them, and files that only look like one."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from evidence.errors import Refused
from evidence.progress import Cancelled
from evidence.tables import csv_bytes, xlsx_bytes
from evidence.tickets import fields
from evidence.tickets.sheets import Table, read_table
from evidence.tickets.workbooks import refuse_unsafe

CHINESE = "工单号,受理日期,投诉类型,投诉内容\r\nGD1,2026-03-10,收费,没有人告诉我要收取这笔费用\r\n"
WESTERN = "Ticket,Date,Type,Words\r\n1,2026-03-10,fee,caf\xe9 \x96 na\xefve, d\xe9j\xe0\r\n"


def written(folder: Path, data: bytes, name: str = "list.csv") -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def workbook(folder: Path, *sheets: tuple[str, list[list[object]]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(folder / "list.xlsx")
    return folder / "list.xlsx"


@pytest.mark.parametrize(
    ("encoding", "name", "sure"),
    [("utf-8", "utf-8", True), ("utf-8-sig", "utf-8", True), ("utf-16", "utf-16", True), ("gb18030", "gb18030", False)],
)
def test_a_chinese_list_is_read_in_the_encoding_it_has(tmp_path: Path, encoding: str, name: str, sure: bool) -> None:
    table = read_table(written(tmp_path, CHINESE.encode(encoding)))
    assert (table.encoding, table.doubt is None) == (name, sure)
    assert table.headings == ("工单号", "受理日期", "投诉类型", "投诉内容")
    assert (
        table.rows[0].cells == ("GD1", "2026-03-10", "收费", "没有人告诉我要收取这笔费用") and table.rows[0].number == 2
    )


def test_big5_and_windows_1252_are_guessed_and_that_is_told(tmp_path: Path) -> None:
    big5 = "編號,日期,內容\n1,2026-03-10,沒有人告訴我這個產品會虧損\n".encode("big5")
    assert read_table(written(tmp_path, big5), "big5").rows[0].cells[2] == "沒有人告訴我這個產品會虧損"
    western = read_table(written(tmp_path, WESTERN.encode("latin-1")))
    assert western.encoding == "windows-1252" and western.doubt is not None
    assert western.rows[0].cells[3] == "café – naïve"


def test_h26b_a_broken_byte_stays_in_its_row(tmp_path: Path) -> None:
    data = CHINESE.encode() + b"GD2,2026-03-11,\xff,x\r\n"
    table = read_table(written(tmp_path, data))
    assert table.rows[1].cells[2] == "\udcff" and table.rows[0].cells[0] == "GD1"


def test_separators_titles_above_and_empty_rows(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, b"List of March\n\nTicket;Date\n7;10.3.2026\n;\n8;11.3.2026\n"))
    assert table.headings == ("Ticket", "Date") and [row.number for row in table.rows] == [4, 6] and table.empty == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no row with headings"),
        (b"only one\nword\n", "no row with headings"),
        (",".join(map(str, range(501))).encode(), "501 columns"),
        (b'a,b\n"' + b"x" * 1_000_001 + b",1\n", "row 2 is broken"),
        (b"\xd0\xcf\x11\xe0 old", "old .xls"),
        (b"PK\x03\x04 no archive", "workbook is broken"),
        (b"a,b\n\x81\x8d\x8f,\x90\n", "encoding"),
    ],
)
def test_what_is_no_list_is_refused_in_one_sentence(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        read_table(written(tmp_path, data))
    assert "Nothing was imported" in refused.value.sentence.en and "未导入" in refused.value.sentence.zh


def test_a_workbook_gives_days_numbers_and_formulas_as_they_are(tmp_path: Path) -> None:
    heading: list[object] = ["Ticket", "Date", "Amount", "Words"]
    path = workbook(
        tmp_path,
        ("March", [heading, [17, datetime(2026, 3, 10, 9), 12.5, '=HYPERLINK("http://x")'], [None] * 4, [18]]),
        ("April", [heading, ["=1+1", date(2026, 4, 1), 3.0, "x"]]),
        ("Notes", [["Who", "What"], ["a", "b"]]),
    )
    table = read_table(path)
    assert [(row.sheet, row.number) for row in table.rows] == [("March", 2), ("March", 4), ("April", 2)]
    assert table.rows[0].cells == ("17", "2026-03-10", "12.5", '=HYPERLINK("http://x")')
    assert table.rows[2].cells == ("=1+1", "2026-04-01", "3", "x")
    assert table.left_out == ("Notes",) and table.encoding == "xlsx"


def packed(folder: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(folder / "list.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return folder / "list.xlsx"


def test_a_zip_bomb_is_refused_by_what_it_declares_and_by_what_comes_out(tmp_path: Path) -> None:
    path = packed(tmp_path, {"xl/worksheets/sheet1.xml": b" " * 3_000_000})
    with pytest.raises(Refused, match="larger than 1 MB"):
        refuse_unsafe(path, most=1_000_000)
    lying = bytearray(path.read_bytes())
    place = lying.rindex(b"PK\x01\x02") + 24
    assert int.from_bytes(lying[place : place + 4], "little") == 3_000_000
    lying[place : place + 4] = (1000).to_bytes(4, "little")
    path.write_bytes(lying)
    with pytest.raises(Refused, match=r"broken|larger"):
        refuse_unsafe(path, most=1_000_000)


@pytest.mark.parametrize("codec", ["ascii", "utf-16"])
def test_entities_in_a_workbook_are_refused(tmp_path: Path, codec: str) -> None:
    text = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'
    with pytest.raises(Refused, match="entities"):
        read_table(packed(tmp_path, {"xl/workbook.xml": text.encode(codec)}))


def test_reading_is_cancelled_between_rows(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_table(written(tmp_path, b"a,b\n" + b"1,2\n" * 3000), progress=stop)


FORMULAS = ("=HYPERLINK(1)", "+1", "-2+3", "@x", "\tx", "\rx", "＝1")


def test_h27_no_cell_that_is_written_is_a_formula() -> None:
    text = csv_bytes([["a"], *([cell] for cell in FORMULAS)]).decode("utf-8-sig")
    assert csv_bytes([["-2", "-0.50"]]) == b"\xef\xbb\xbf-2,-0.50\r\n"  # plain numbers stay numbers
    assert [line for line in text.splitlines() if line[:1] in "=+-@\t"] == []
    assert text.count("'") == len(FORMULAS)
    sheet = load_workbook(io.BytesIO(xlsx_bytes(["a"], [[cell] for cell in (*FORMULAS, "\x07bell")]))).worksheets[0]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cells[0].value, cells[1].value, cells[-1].value] == ["=HYPERLINK(1)", "+1", "\\u0007bell"]


def test_real_lists_of_complaints_are_read_and_their_columns_guessed(shared_media: Path) -> None:
    found: list[Table] = [read_table(path) for path in sorted((shared_media / "tables").glob("*.csv"))]
    assert [len(table.rows) for table in found] == [280, 30]
    assert (
        fields.guess(found[1].headings).text_form() == "ticket=18,received=1,kind=2,title=4,branch=9,channel=13,words=6"
    )
