"""Linking: every byte as it came, stored once, read-only; run again it repeats nothing and mends what is broken."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from pathlib import Path

import pytest

from evidence.canonical import sha256_hex
from evidence.check import check_library
from evidence.errors import DiskProblem
from evidence.intake import adding, copying
from evidence.intake.adding import Added, Declined, Linked, Wish, add
from evidence.intake.copying import Copied, hash_file
from evidence.model.case import Complaint
from evidence.model.kinds import Answer, AudioUsable, RecordingKind
from evidence.progress import Cancelled, Progress
from evidence.store import records
from evidence.store.exhibits import list_exhibits
from evidence.store.layout import Layout
from evidence.store.library import Library
from tests.evidence.intake.conftest import another_case

posix = pytest.mark.skipif(os.name != "posix", reason="permissions and special files of this kind are POSIX's")


def names(done: Added) -> list[str]:
    return [one.path.name for one in done.linked]


def reasons(done: Added) -> list[str]:
    for one in done.declined:
        for text in (one.reason.en, one.reason.zh):
            assert text and "\n" not in text.strip() and text.rstrip().endswith((".", "。")), text
        assert one.reason.en != one.reason.zh
    return [one.reason.en for one in done.declined]


def originals(library: Library) -> list[Path]:
    return sorted(library.layout.originals.iterdir())


def sound(library: Library) -> bool:
    """Every original is whole and named by its digest, nothing is half there, check passes."""
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() == path.name for path in originals(library))
    assert list(library.layout.incoming.iterdir()) == []
    return check_library(library).verdict is Answer.PASSED


def test_originals_are_kept_byte_for_byte_read_only_and_named_by_their_digest(
    library: Library, complaint: Complaint, material: Path
) -> None:
    done = add(library, complaint.id, [material])
    assert names(done) == ["call.wav", "clip.mp4", "form.png", "note.txt", "receipt.pdf"] and not done.declined
    for one in done.linked:
        kept = library.layout.original(one.exhibit.recording.sha256)
        assert kept.read_bytes() == one.path.read_bytes()
        assert one.exhibit.recording.size == one.path.stat().st_size
        if os.name == "posix":
            assert stat.S_IMODE(kept.stat().st_mode) == 0o400
    assert sound(library)


@posix
def test_a_shared_library_lets_its_group_read_originals(tmp_path: Path, material: Path) -> None:
    with Library.create(tmp_path / "shared", shared=True) as library:
        (one,) = add(library, another_case(library).id, [material / "note.txt"]).linked
        kept = library.layout.original(one.exhibit.recording.sha256)
        assert stat.S_IMODE(kept.stat().st_mode) == 0o440


def test_what_is_in_a_file_decides_its_first_kind_and_its_sound(
    library: Library, complaint: Complaint, material: Path
) -> None:
    found = {
        one.path.name: (one.exhibit.recording.kind, one.exhibit.recording.audio_usable)
        for one in add(library, complaint.id, [material]).linked
    }
    assert found == {
        "call.wav": (RecordingKind.SERVICE_CALL, AudioUsable.UNKNOWN),
        "clip.mp4": (RecordingKind.CCTV, AudioUsable.UNKNOWN),
        "form.png": (RecordingKind.PHOTO, AudioUsable.NO),
        "note.txt": (RecordingKind.DOCUMENT, AudioUsable.NO),
        "receipt.pdf": (RecordingKind.DOCUMENT, AudioUsable.NO),
    }


def test_adding_again_repeats_nothing_under_any_name(
    library: Library, complaint: Complaint, material: Path, tmp_path: Path
) -> None:
    add(library, complaint.id, [material])
    before = library.head(str(complaint.id)), [path.stat().st_ino for path in originals(library)]
    renamed = tmp_path / "the same under another name.bin"
    shutil.copyfile(material / "call.wav", renamed)
    again = add(library, complaint.id, [renamed, material, material / "note.txt"])
    assert all(one.already_linked for one in again.linked) and len(again.linked) == 7
    assert again.linked[0].exhibit.source_name == "call.wav"
    assert (library.head(str(complaint.id)), [path.stat().st_ino for path in originals(library)]) == before
    assert len(list_exhibits(library, complaint.id)) == 5


def test_two_complaints_share_one_stored_file(library: Library, complaint: Complaint, material: Path) -> None:
    other = another_case(library)
    (first,) = add(library, complaint.id, [material / "call.wav"]).linked
    (second,) = add(library, other.id, [material / "call.wav"]).linked
    assert not second.already_linked and second.exhibit.id != first.exhibit.id
    assert second.exhibit.recording == first.exhibit.recording
    assert len(originals(library)) == 1 and sound(library)


def test_a_folder_is_walked_in_natural_order_without_junk_and_hidden_folders(
    library: Library, complaint: Complaint, tmp_path: Path
) -> None:
    folder = tmp_path / "cam"
    for name in ("cam10.txt", "cam2.txt", "cam1.txt", ".DS_Store", "Thumbs.db", "._cam1.txt", "sub/cam3.txt", ".git/x"):
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"this is {name}")
    (folder / "clip.mp4").mkdir()
    (folder / "clip.mp4" / "inside.txt").write_text("inside of a folder that is named like a clip")
    done = add(library, complaint.id, [folder])
    assert names(done) == ["cam1.txt", "cam2.txt", "cam10.txt", "inside.txt", "cam3.txt"]
    assert reasons(done) == []


def test_the_library_itself_is_nobodys_evidence(library: Library, complaint: Complaint, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("beside the library")
    done = add(library, complaint.id, [tmp_path, library.layout.root, library.layout.originals])
    assert names(done) == ["note.txt"]
    assert [("belongs to the library" in reason) for reason in reasons(done)] == [True, True]


@posix
def test_what_is_no_file_is_declined_with_a_sentence_and_the_rest_is_linked(
    library: Library, complaint: Complaint, material: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    os.mkfifo(folder / "pipe.mp4")
    (folder / "link.wav").symlink_to(material / "call.wav")
    (folder / "link to a folder").symlink_to(material)
    (folder / "broken.mp4").symlink_to(folder / "nowhere")
    (folder / "z-good.txt").write_text("good")
    missing = [folder / "none.mp4", folder / "z-good.txt" / "below-a-file", folder / ("x" * 300), Path("x/" * 3000)]
    done = add(library, complaint.id, [folder, Path("/dev/null"), *missing, Path("https://example.org/clip.mp4")])
    assert names(done) == ["z-good.txt"] and sound(library)
    assert len(done.declined) == 10 == len(reasons(done))
    told = {one.path.name: one.reason.en for one in done.declined}
    assert "is a link" in told["link.wav"] and "is a link" in told["link to a folder"]
    assert "not a regular file" in told["pipe.mp4"] and "not a regular file" in told["null"]
    assert "There is no file" in told["none.mp4"] and "There is no file" in told["below-a-file"]
    assert "address" in told["clip.mp4"] and "too long" in told["x" * 300]


@posix
def test_what_may_not_be_read_is_declined(library: Library, complaint: Complaint, tmp_path: Path) -> None:
    locked, folder = tmp_path / "locked.txt", tmp_path / "folder"
    locked.write_text("secret")
    locked.chmod(0)
    folder.mkdir()
    (folder / "inside.txt").write_text("inside")
    folder.chmod(0)
    if os.access(locked, os.R_OK):
        pytest.skip("this account may read everything")
    try:
        done = add(library, complaint.id, [locked, folder])
    finally:
        folder.chmod(0o700)
    assert names(done) == []
    assert "may not be read by you" in reasons(done)[1] and "cannot be looked into" in reasons(done)[0]


def test_h07_an_empty_file_is_linked_as_unplayable(library: Library, complaint: Complaint, tmp_path: Path) -> None:
    empty = tmp_path / "empty.mp4"
    empty.touch()
    (one,) = add(library, complaint.id, [empty]).linked
    assert one.exhibit.recording.sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert one.exhibit.recording.facts.playable.value == "no" and one.exhibit.recording.facts.reason
    assert sound(library)


def test_h13_an_original_is_not_touched_by_what_becomes_of_its_source(
    library: Library, complaint: Complaint, tmp_path: Path
) -> None:
    source = tmp_path / "note.txt"
    source.write_text("as it was")
    (one,) = add(library, complaint.id, [source]).linked
    source.write_text("as it is now")
    assert library.layout.original(one.exhibit.recording.sha256).read_text() == "as it was"
    source.unlink()
    assert sound(library)


@pytest.mark.parametrize("how", ["grows", "shrinks", "is rewritten"])
def test_a_source_that_changes_while_it_is_copied_is_declined(
    library: Library, complaint: Complaint, tmp_path: Path, how: str
) -> None:
    source = tmp_path / "growing.txt"
    source.write_bytes(b"text\n" * 500_000)
    changed: list[int] = []

    def meddle(done: int, total: int) -> None:
        if not changed:
            changed.append(done)
            with source.open("r+b") as file:
                if how == "grows":
                    file.seek(0, os.SEEK_END)
                    file.write(b"more")
                elif how == "shrinks":
                    file.truncate(1000)
                else:
                    file.write(b"TEXT")
            os.utime(source, ns=(1, 1))

    done = add(library, complaint.id, [source], progress=meddle)
    assert changed and "changed while it was copied" in reasons(done)[0]
    assert originals(library) == [] and sound(library)
    assert names(add(library, complaint.id, [source])) == ["growing.txt"]


@posix
@pytest.mark.parametrize("become", ["symlink", "fifo", "folder", "nothing"])
def test_h14_a_file_that_becomes_something_else_before_it_is_opened_is_declined(
    library: Library, complaint: Complaint, material: Path, tmp_path: Path, become: str
) -> None:
    first, second = tmp_path / "1.txt", tmp_path / "2.txt"
    first.write_text("first")
    second.write_text("second")

    def swap(one: Linked | Declined) -> None:
        if one.path == first:
            second.unlink()
            if become == "symlink":
                second.symlink_to(material / "call.wav")
            elif become == "fifo":
                os.mkfifo(second)
            elif become == "folder":
                second.mkdir()

    done = add(library, complaint.id, [first, second], report=swap)
    assert names(done) == ["1.txt"] and len(reasons(done)) == 1 and sound(library)


def test_a_refusal_is_noted_in_the_librarys_journal_with_its_digest(
    library: Library, complaint: Complaint, tmp_path: Path
) -> None:
    playlist = tmp_path / "clip.mp4"
    playlist.write_text("#EXTM3U\n#EXTINF:2,\nclip.ts\n")
    add(library, complaint.id, [playlist])
    last = list(records.entries(library, library.id))[-1]
    assert last.action == "file_refused" and last.body is not None
    assert last.body["name"] == "clip.mp4" and last.body["sha256"] == sha256_hex(playlist.read_bytes())
    assert originals(library) == [] and sound(library)


@pytest.mark.parametrize("at", [0.0, 0.3, 0.6, 0.99])
def test_stopped_at_any_point_it_leaves_whole_files_or_none(
    library: Library, complaint: Complaint, tmp_path: Path, at: float
) -> None:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_bytes(b"%d\n" % number * 700_000)
    paths = [tmp_path / f"{number}.txt" for number in range(4)]
    reported: list[Linked | Declined] = []

    def stop(done: int, total: int) -> None:
        assert 0 <= done <= total
        if done >= at * total:
            raise Cancelled

    with pytest.raises(Cancelled):
        add(library, complaint.id, paths, progress=stop, report=reported.append)
    assert [one.path for one in reported] == paths[: len(reported)]
    assert len(originals(library)) == len(list_exhibits(library, complaint.id)) == len(reported)
    assert sound(library)
    again = add(library, complaint.id, paths)
    assert [one.already_linked for one in again.linked] == [place < len(reported) for place in range(4)]
    assert [one.exhibit.label for one in again.linked] == ["EX-01", "EX-02", "EX-03", "EX-04"]


def test_an_interrupt_right_behind_the_copy_leaves_no_copy(
    library: Library, complaint: Complaint, material: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C may come between any two steps, so whoever named the copy lets go of it."""
    whole = copying.copy_in

    def interrupted(part: Path, source: Path, progress: Progress) -> Copied:
        whole(part, source, progress)
        raise KeyboardInterrupt

    monkeypatch.setattr(adding, "copy_in", interrupted)
    with pytest.raises(KeyboardInterrupt):
        add(library, complaint.id, [material / "clip.mp4"])
    assert list(library.layout.incoming.iterdir()) == [] and list_exhibits(library, complaint.id) == ()


def test_progress_counts_up_to_the_whole(library: Library, complaint: Complaint, material: Path) -> None:
    seen: list[tuple[int, int]] = []
    add(library, complaint.id, [material], progress=lambda done, total: seen.append((done, total)))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen), "progress never runs backwards"
    assert seen[-1][0] == seen[-1][1] == 2 * sum(path.stat().st_size for path in material.iterdir())


@pytest.mark.parametrize("harm", ["missing", "one byte", "shorter", "empty"])
def test_adding_a_file_again_mends_its_original(
    library: Library, complaint: Complaint, material: Path, harm: str
) -> None:
    (one,) = add(library, complaint.id, [material / "call.wav"]).linked
    kept = library.layout.original(one.exhibit.recording.sha256)
    data = bytearray(kept.read_bytes())
    data[len(data) // 2] ^= 1
    kept.unlink()
    if harm != "missing":
        kept.write_bytes({"one byte": bytes(data), "shorter": bytes(data[:-1]), "empty": b""}[harm])
    assert check_library(library).verdict is (Answer.CANNOT_TELL if harm == "missing" else Answer.FAILED)
    (again,) = add(library, complaint.id, [material / "call.wav"]).linked
    assert again.already_linked and again.exhibit == one.exhibit
    assert kept.read_bytes() == (material / "call.wav").read_bytes() and sound(library)
    assert os.name != "posix" or stat.S_IMODE(kept.stat().st_mode) == 0o400


def test_what_a_dead_run_left_is_put_aside_and_what_a_living_one_writes_stays(
    library: Library, complaint: Complaint, material: Path
) -> None:
    dead = library.layout.incoming / "999999999-left.part"
    living = library.layout.incoming / f"{os.getppid()}-busy.part"
    for part in (dead, living):
        part.write_bytes(b"half a recording")
    add(library, complaint.id, [material / "note.txt"])
    assert list(library.layout.incoming.iterdir()) == [living]
    assert [path.name for path in library.layout.quarantine.iterdir()] == [dead.name]


def test_a_library_folder_that_is_gone_is_a_sentence(library: Library, complaint: Complaint, material: Path) -> None:
    library.layout.incoming.rmdir()
    with pytest.raises(DiskProblem) as told:
        add(library, complaint.id, [material / "note.txt"])
    assert told.value.sentence.en.endswith(".")


def test_wishes_are_kept(library: Library, complaint: Complaint, material: Path) -> None:
    wish = Wish(
        kind=RecordingKind.CALLBACK_AUDIO,
        title="回访 call-back",
        received_from="insurer",
        legal_basis="consent",
        audio_usable=AudioUsable.PARTIAL,
    )
    (one,) = add(library, complaint.id, [material / "call.wav"], wish).linked
    exhibit = one.exhibit
    assert (exhibit.title, exhibit.received_from, exhibit.legal_basis) == ("回访 call-back", "insurer", "consent")
    assert (exhibit.recording.kind, exhibit.recording.audio_usable) == (wish.kind, AudioUsable.PARTIAL)


@posix
def test_hashing_never_waits_for_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path / "pipe", tmp_path):
        with pytest.raises(OSError):
            hash_file(place, lambda *_: None)


@posix
def test_an_original_that_became_a_pipe_or_a_folder_is_named(
    library: Library, complaint: Complaint, material: Path
) -> None:
    (one,) = add(library, complaint.id, [material / "note.txt"]).linked
    kept = Layout(library.layout.root).original(one.exhibit.recording.sha256)
    kept.unlink()
    os.mkfifo(kept)
    report = check_library(library)
    assert report.verdict is Answer.CANNOT_TELL
    assert [check.files for check in report.checks if check.name == "original"] == [
        (f"{complaint.label}/EX-01 note.txt",)
    ]
