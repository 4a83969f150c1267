"""Words for Qt Linguist and back: the file that it reads, what is corrected in it, what is wrong in it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.translating import read_corrections, use_words
from docs.make_words import words_file, words_on_screen
from evidence.errors import WrongUse
from evidence.labels import Label, correct
from widgets.settings.words import P
from widgets.words import W

FEW = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context><name>widgets.settings.words</name>
<message><source>Settings</source><comment>设置</comment><translation>偏好设置</translation></message>
<message><source>Close</source><comment>关闭</comment><translation type="unfinished"></translation></message>
<message><source>{seconds} s</source><comment>{seconds} 秒</comment><translation>{seconds} 秒钟</translation></message>
</context>
</TS>
"""


@pytest.fixture(autouse=True)
def _own_words() -> Iterator[None]:
    yield
    correct({})


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of all words."""
    file = tmp_path_factory.mktemp("words") / "words.ts"
    file.write_text(words_file(), encoding="utf-8")
    return file


def test_every_word_is_in_the_file_and_finished_for_qt(whole: Path, tmp_path: Path) -> None:
    found = {(one.english, one.chinese) for one in words_on_screen()}
    catalogue = {(one.en, one.chinese) for kind in (W, P) for one in vars(kind).values() if isinstance(one, Label)}
    assert len(catalogue) > 200 and catalogue <= found
    tool = shutil.which("pyside6-lrelease", path=str(Path(sys.executable).parent))
    if tool is None:
        pytest.skip("Qt's lrelease is not here")
    told = subprocess.run([tool, str(whole), "-qm", str(tmp_path / "words.qm")], capture_output=True, text=True)
    assert told.returncode == 0 and f"({len(found)} finished and 0 unfinished)" in told.stdout, told
    assert "Ignored" not in told.stdout + told.stderr and "warning" not in told.stderr.lower(), told


def test_what_is_left_as_it_is_corrects_nothing(whole: Path) -> None:
    assert read_corrections(whole) == {}


def test_a_corrected_word_is_shown_and_what_is_stored_stays(tmp_path: Path) -> None:
    file = tmp_path / "words.ts"
    file.write_text(FEW, encoding="utf-8")
    assert use_words(file) is None
    assert (P.SETTINGS.zh, P.SETTINGS.text("zh"), P.SETTINGS.chinese) == ("偏好设置", "偏好设置", "设置")
    assert P.SECONDS.filled(seconds=3).zh == "3 秒钟" and W.CLOSE.zh == "关闭" and P.SETTINGS.en == "Settings"
    assert use_words(None) is None and P.SETTINGS.zh == "设置"


@pytest.mark.parametrize(
    ("spoil", "line", "told"),
    [
        (lambda text: text[:300], 6, "not XML"),
        (lambda text: "", 1, "not XML"),
        (lambda text: text.replace("TS>", "TX>").replace("<TS", "<TX"), 3, "no file of Qt Linguist"),
        (lambda text: text.replace("zh_CN", "de_DE"), 3, "language is not Chinese"),
        (lambda text: text.replace("<comment>设置</comment>", ""), 5, "no comment"),
        (lambda text: text.replace("{seconds} 秒钟", "{second} 秒钟"), 7, "other places in braces than seconds"),
        (lambda text: text.replace("{seconds} 秒钟", "{seconds 秒钟"), 7, "other places in braces"),
        (lambda text: text.replace("偏好设置", "偏好{0.__class__}"), 5, "other places in braces"),
        (lambda text: text.replace("偏好设置", "偏" * 5000), 5, "too long"),
        (lambda text: text.replace("<!DOCTYPE TS>", '<!DOCTYPE TS [<!ENTITY a "b">]>'), 2, "declares entities"),
        (
            lambda text: text.replace("Close", "Settings").replace("关闭", "设置").replace("></tr", ">设定</tr"),
            6,
            "two ways",
        ),
    ],
)
def test_a_malformed_file_is_named_with_line_and_reason_and_nothing_of_it_is_used(
    spoil: Callable[[str], str], line: int, told: str, tmp_path: Path
) -> None:
    file = tmp_path / "words.ts"
    file.write_text(spoil(FEW), encoding="utf-8")
    with pytest.raises(WrongUse) as refused:
        read_corrections(file)
    assert f"line {line}, " in refused.value.sentence.en and told in refused.value.sentence.en
    assert f"第 {line} 行" in refused.value.sentence.zh
    assert use_words(file) is not None and P.SETTINGS.zh == "设置"


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert "cannot be opened" in (use_words(tmp_path / "gone.ts") or P.SETTINGS).en
