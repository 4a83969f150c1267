"""The forms of the command line. Help, README and contract are held together by a test."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from app.cli.output import Output
from app.cli.signing import add_signing
from evidence.errors import WrongUse
from evidence.model.kinds import ClockMethod, DisputeKind, How, RecordingKind, Verdict
from evidence.version import software_version

LIBRARY_VARIABLE = "REPLAYDESK_LIBRARY"
LANGUAGES = ("en", "zh")
MOST = 1_000_000
"""Complaints of a sample register at most."""

Verb = Callable[[argparse.Namespace, Output], int]


@dataclass(frozen=True, slots=True)
class Call:
    """A command line that was understood."""

    options: argparse.Namespace
    verb: Verb

    @property
    def as_json(self) -> bool:
        """Whether one JSON document is wanted."""
        return bool(getattr(self.options, "json", False))

    @property
    def language(self) -> str:
        """The language of sentences."""
        return str(self.options.lang)

    def run(self, output: Output) -> int:
        """Do it; the exit code."""
        return self.verb(self.options, output)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        first = message[:1].upper() + message[1:]
        raise WrongUse(
            f"{first}. See: {self.prog} --help.",
            f"命令行有误（{message}）。请查看：{self.prog} --help。",
        )


def parse(words: Sequence[str]) -> Call:
    """Understand a command line.

    Raises:
        WrongUse: an option or verb is wrong.
        SystemExit: help or the version was asked for and printed.
    """
    options = build_parser().parse_args(list(words))
    return Call(options, _verb(options.verb or "window"))


def _verb(name: str) -> Verb:
    """The function of a verb; imported only when it is needed, so that `--help` starts at once."""
    from app.cli import verbs

    return verbs.find_verb(name)


def build_parser() -> argparse.ArgumentParser:
    """The whole command line; made once for each language, since hundreds of options take their time."""
    return _built(system_language())


@cache
def _built(language: str) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="replaydesk",
        description="Settle what was really said and done in a disputed complaint. Without a verb: open the window.",
        allow_abbrev=False,
    )
    parser.add_argument("--library", metavar="DIR", type=_path, help=f"the library's folder (or {LIBRARY_VARIABLE})")
    parser.add_argument("--lang", choices=LANGUAGES, default=language,
                        help="language of sentences and the window")  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--version", action="version", version=_version())
    parser.set_defaults(verb=None)
    verbs = parser.add_subparsers(metavar="VERB", dest="verb", parser_class=_Parser)

    demo = _add(verbs, "demo", "build a sample library, export its case file and verify it")
    demo.add_argument("dir", metavar="DIR", nargs="?", type=_path, help="folder for the sample library")
    demo.add_argument("--no-window", action="store_true", help="do not open the window afterwards")
    demo.add_argument(
        "--complaints", metavar="N", type=_some, help=f"instead a register of N complaints, 1 to {MOST:,}"
    )

    new = _add(verbs, "new", "make a library or a case")
    things = new.add_subparsers(metavar="library|case", dest="thing", required=True, parser_class=_Parser)
    library = _common(things.add_parser("library", help="make a library", allow_abbrev=False))
    library.add_argument("dir", metavar="DIR", type=_path)
    library.add_argument("--zone", default=None, help="time zone of the branch, for example Asia/Shanghai")
    library.add_argument("--shared", action="store_true", help="for a group of people on this workstation")
    case = _common(things.add_parser("case", help="register a complaint", allow_abbrev=False))
    case.add_argument("--kind", choices=[kind.value for kind in DisputeKind], default="BA", help="kind of dispute")
    case.add_argument("--title", default="", help="a short title")

    add = _add(verbs, "add", "link files and folders to a case")
    add.add_argument("case", metavar="CASE")
    add.add_argument("paths", metavar="PATH", nargs="+", type=_path)
    add.add_argument("--as", dest="kind", metavar="KIND", choices=[kind.value for kind in RecordingKind],
                     help="what the files are: " + ", ".join(kind.value for kind in RecordingKind))  # fmt: skip
    add.add_argument("--start", metavar="WALLTIME", help="wall-clock time of the first frame, ISO 8601")
    add.add_argument("--raw", metavar="CODEC:RATE:CHANNELS",
                     help="read sound without a header so, for example mulaw:8000:1")  # fmt: skip

    media = _add(verbs, "media", "say what is in a media file")
    media.add_argument("path", metavar="PATH", type=_path)
    media.add_argument("--raw", metavar="CODEC:RATE:CHANNELS",
                       help="read sound without a header so, for example mulaw:8000:1")  # fmt: skip

    still = _add(verbs, "still", "write one exact frame as a picture")
    still.add_argument("where", metavar="(PATH | CASE EX)", nargs="+", help="a file, or a case and an exhibit")
    which = still.add_mutually_exclusive_group(required=True)
    which.add_argument("--frame", metavar="N", type=int, help="frame number, from 0")
    which.add_argument("--at", metavar="TIME", help="the frame on screen at this recording time")
    still.add_argument("-o", "--output", metavar="PNG", type=_path, required=True)
    still.add_argument("--caption", action="store_true", help="write below the picture what it is")

    clip = _add(verbs, "clip", "write a stretch as a file of its own, exact to the frame")
    clip.add_argument("where", metavar="(PATH | CASE EX | CASE MARK)", nargs="+",
                      help="a file, a case and an exhibit, or a case and a mark, which says where")  # fmt: skip
    clip.add_argument("--in", dest="in_time", metavar="TIME", help="begin with the frame on screen at this time")
    clip.add_argument("--out", dest="out_time", metavar="TIME", help="end with the frame on screen at this time")
    clip.add_argument("-o", "--output", metavar="FILE", type=_path, required=True,
                      help=".mp4, .mov or .mkv; .wav or .flac for the sound alone")  # fmt: skip
    how = clip.add_mutually_exclusive_group()
    how.add_argument("--copy", action="store_true", help="take the packets as they are, or refuse")
    how.add_argument("--encode", action="store_true", help="encode in any case")

    mark = _add(verbs, "mark", "mark a passage or a place on a page")
    mark.add_argument("case", metavar="CASE")
    mark.add_argument("exhibit", metavar="EX")
    mark.add_argument("--in", dest="in_time", metavar="TIME", help="first moment, recording time")
    mark.add_argument("--out", dest="out_time", metavar="TIME", help="last moment, recording time")
    mark.add_argument("--page", metavar="N", type=int, help="page of a document")
    mark.add_argument("--box", metavar="X,Y,W,H", help="box on the page, in ten-thousandths of it")
    mark.add_argument("--point", metavar="BA10", required=True, help="checklist point")
    mark.add_argument("--verdict", required=True, choices=[verdict.value for verdict in Verdict])
    mark.add_argument("--how", required=True, choices=[how.value for how in How])
    mark.add_argument("--quote", default="", metavar="T", help="the words, verbatim")
    mark.add_argument("--note", default="", metavar="T", help="the reviewer's note")
    mark.add_argument("--remarks", metavar="FILE.json", type=_path,
                      help="as an auditor: write it into a file of your own, nothing into the case")  # fmt: skip

    marks = _add(verbs, "marks", "list the marks of a case")
    marks.add_argument("case", metavar="CASE")
    marks.add_argument("--remarks", metavar="FILE.json", type=_path, help="those of an auditor's own file instead")
    marks.add_argument("-o", "--output", metavar="FILE", type=_path,
                       help="write them for another program: .csv .json .vtt .txt (Audacity) .boris")  # fmt: skip
    marks.add_argument("--exhibit", metavar="EX", help="only those in one exhibit; with --from the one they lie in")
    marks.add_argument("--from", dest="source", metavar="FILE", type=_path,
                       help="make marks from a file: .vtt .srt .txt (Audacity) .boris .eaf (ELAN)")  # fmt: skip
    marks.add_argument("--observation", metavar="NAME", help="which observation of a BORIS project")
    marks.add_argument("--point", metavar="BA10", help="point of those that name none")
    marks.add_argument("--verdict", choices=[verdict.value for verdict in Verdict], help="verdict of those")
    marks.add_argument("--how", choices=[how.value for how in How], help="how known of those")
    marks.add_argument("--dry-run", action="store_true", help="only say what would be marked")

    transcript = _add(verbs, "transcript", "bring in a transcript of a recording, or list its transcripts")
    transcript.add_argument("case", metavar="CASE")
    transcript.add_argument("exhibit", metavar="EX")
    transcript.add_argument("file", metavar="FILE", nargs="?", type=_path, help="SRT, WebVTT, CSV or Whisper JSON")
    transcript.add_argument("--language", metavar="TAG", help="language of the words, such as zh or en")
    transcript.add_argument("--offset", metavar="SECONDS", help="recording time at the file's zero; may be negative")
    transcript.add_argument("--encoding", metavar="NAME", help="utf-8, utf-16, gb18030, big5 or windows-1252")
    transcript.add_argument(
        "--columns", metavar="start=1,end=2,text=3", help="columns of a table; unit=ms where needed"
    )
    transcript.add_argument("--withdraw", metavar="T-01", help="take a transcript back")

    bring = _add(verbs, "import", "register the complaints of a ticket list, CSV or XLSX")
    bring.add_argument("file", metavar="FILE", type=_path)
    bring.add_argument("--map", metavar="ticket=1,received=Date", default="",
                       help="columns by heading or number, - for none; dates=ymd|dmy|mdy; default=FE")  # fmt: skip
    bring.add_argument("--encoding", metavar="NAME", help="utf-8, utf-16, gb18030, big5 or windows-1252")
    bring.add_argument("--dry-run", action="store_true", help="only say what would become of the rows")
    bring.add_argument("--keep-good", action="store_true", help="register the good rows although others are refused")
    bring.add_argument("--report", metavar="FILE.csv", type=_path, help="write the problems as a table")

    register = _add(verbs, "register", "write the register as a table")
    register.add_argument("-o", "--output", metavar="FILE.csv|.xlsx", type=_path, required=True)

    lists = _add(verbs, "checklists", "list the versions of the checklists, write or bring in a file of them")
    ids = [*(kind.value for kind in DisputeKind), "CH"]
    lists.add_argument("--list", metavar="BA", choices=ids, help="only this list: " + ", ".join(ids))
    lists.add_argument("--version", metavar="own-1", help="only this version of it; otherwise the newest")
    lists.add_argument("-o", "--output", metavar="FILE.json", type=_path, help="write the newest, or the one named")
    lists.add_argument("--from", dest="source", metavar="FILE.json", type=_path,
                       help="keep the lists of a file as their next versions")  # fmt: skip
    lists.add_argument("--case", metavar="CASE", help="judge this case by the version named from now on")
    lists.add_argument("--reason", metavar="T", help="why; it stands in the journal")

    find = _add(verbs, "find", "find words in complaints, marks and transcripts")
    find.add_argument("text", metavar="TEXT")

    export = _add(verbs, "export", "write the case file", speaks=False)
    export.add_argument("case", metavar="CASE")
    export.add_argument("-o", "--output", metavar="FILE.pdf", type=_path, required=True)
    export.add_argument(
        "--lang", dest="edition", choices=("en", "zh", "both"), default="en", help="language of the print"
    )
    export.add_argument("--copy", choices=("internal", "regulator", "customer"), default="internal")
    add_signing(export)

    bundle = _add(verbs, "bundle", "write the case file with everything that is needed to check it", speaks=False)
    bundle.add_argument("case", metavar="CASE")
    bundle.add_argument("-o", "--output", metavar="FILE.zip", type=_path, required=True)
    bundle.add_argument("--lang", dest="edition", choices=("en", "zh", "both"), default="en",
                        help="language of the print")  # fmt: skip
    bundle.add_argument("--copy", choices=("internal", "regulator", "customer"), default="internal")
    bundle.add_argument("--originals", metavar="all|none|EX-01,EX-02", default="",
                        help="which originals travel with it; all of them in the internal copy")  # fmt: skip
    add_signing(bundle)

    letter = _add(verbs, "letter", "draft the response to a regulator, or the early notice", speaks=False)
    letter.add_argument("case", metavar="CASE")
    letter.add_argument("-o", "--output", metavar="FILE.docx|.pdf", type=_path, required=True)
    letter.add_argument("--kind", choices=("response", "notice"), default="response")
    letter.add_argument("--lang", dest="edition", choices=LANGUAGES, default="en", help="language of the letter")

    verify = _add(verbs, "verify", "check a case file or a bundle")
    verify.add_argument("path", metavar="PATH", type=_path)
    verify.add_argument("--trust", metavar="CERT.pem", type=_path, action="append", default=[],
                        help="trusted certificates of signers or authorities, and lists of revoked ones")  # fmt: skip
    verify.add_argument("--against", metavar="BUNDLE", type=_path,
                        help="another bundle of the case: which of them goes on from the other")  # fmt: skip

    opening = _add(verbs, "open", "take the case of a bundle into the library, once it is verified")
    opening.add_argument("bundle", metavar="BUNDLE", type=_path)
    opening.add_argument("--trust", metavar="CERT.pem", type=_path, action="append", default=[],
                         help="certificates that are trusted")  # fmt: skip

    locate = _add(verbs, "locate", "follow a printed reference back to its frame")
    locate.add_argument("reference", metavar="REFERENCE")
    locate.add_argument("file", metavar="FILE", nargs="?", type=_path,
                        help="the recording itself, where there is no library")  # fmt: skip
    after = locate.add_mutually_exclusive_group()
    after.add_argument("--still", metavar="PNG", type=_path, help="write the frame as a picture")
    after.add_argument("--open", action="store_true", help="show the frame in the window")

    clock = _add(verbs, "clock", "show or set a recording's place on the wall clock")
    clock.add_argument("case", metavar="CASE")
    clock.add_argument("exhibit", metavar="EX")
    clock.add_argument("--start", metavar="WALLTIME", help="wall-clock time of the first frame; begins a new clock")
    clock.add_argument("--offset", metavar="SECONDS", help="true time minus device time")
    clock.add_argument("--drift", metavar="PPM", help="parts per million, positive where the device runs too slow")
    clock.add_argument(
        "--uncertainty", metavar="SECONDS", help="the doubt that remains; without it the clock is unchecked"
    )
    clock.add_argument("--method", choices=[method.value for method in ClockMethod], help="how this is known")
    clock.add_argument("--propose", choices=("filename", "container"), help="take the start that it proposes")
    clock.add_argument("--event", metavar="AT", action="append", default=[],
                       help="recording time of a known event; twice for the drift as well")  # fmt: skip
    clock.add_argument("--like", metavar=("EX2", "AT2"), nargs=2, action="append", default=[],
                       help="where another exhibit shows the event")  # fmt: skip
    clock.add_argument("--is", dest="wall", metavar="WALLTIME", help="the true time of the event")
    clock.add_argument("--clear", action="store_true", help="take the place on the wall clock away")
    clock.add_argument("--dry-run", action="store_true", help="only say what would be set")

    series = _add(verbs, "series", "list files shown as one recording, join files, or take a recording apart")
    series.add_argument("case", metavar="CASE")
    which = series.add_mutually_exclusive_group()
    which.add_argument("--join", metavar="EX", nargs="+", help="show these files as one recording")
    which.add_argument("--apart", metavar="EX", help="show the files of the recording that EX is part of on their own")
    series.add_argument("--reason", metavar="T", help="why; it stands in the journal")
    series.add_argument("--start", metavar=("EX", "WALLTIME"), nargs=2, action="append", default=[],
                        help="when a file begins, for joining only; otherwise its clock says it")  # fmt: skip

    check = _add(verbs, "check", "check originals and journal of the library")
    check.add_argument("case", metavar="CASE", nargs="?")

    audit = _add(verbs, "audit", "ask the auditor's questions about a case")
    audit.add_argument("case", metavar="CASE")
    audit.add_argument("file", metavar="FILE.pdf", nargs="?", type=_path, help="a case file of it that you hold")
    audit.add_argument("--remarks", metavar="FILE.json", type=_path,
                       help="an auditor's own marks, to be compared with those of the case")  # fmt: skip

    backup = _add(verbs, "backup", "copy the database of the library, or list the copies")
    backup.add_argument("--list", dest="lists", action="store_true", help="list the copies there are, newest first")

    restore = _add(verbs, "restore", "go back to a copy of the database; what stands now is kept as a copy too")
    restore.add_argument(
        "backup", metavar="BACKUP", help="`newest`, a name from `backup --list`, or the path of a copy"
    )
    restore.add_argument("--reason", metavar="T", default="", help="why; it stands in the journal")

    erase = _add(verbs, "erase", "erase what a case says about a person; its journal still verifies")
    erase.add_argument("case", metavar="CASE")
    erase.add_argument("person", metavar="PERSON", help="the name or the pseudonym, as it stands in the form")
    erase.add_argument("--reason", metavar="T", required=True, help="why; it stands in the journal")
    return parser


def _add(verbs: Any, name: str, text: str, *, speaks: bool = True) -> argparse.ArgumentParser:
    summary = text[:1].upper() + text[1:] + "."
    return _common(verbs.add_parser(name, help=text, description=summary, allow_abbrev=False), speaks=speaks)


def _common(parser: argparse.ArgumentParser, *, speaks: bool = True) -> argparse.ArgumentParser:
    """Options that may stand behind the verb as well as before it. speaks: the verb has no --lang of its own."""
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print one JSON document")
    parser.add_argument("--library", metavar="DIR", type=_path, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    if speaks:
        parser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return parser


def _path(text: str) -> Path:
    """A path; an empty one (a variable that was not set) would be taken for the folder one is in."""
    if not text:
        raise argparse.ArgumentTypeError("an empty name is no path")
    return Path(text)


def _some(text: str) -> int:
    """A number of complaints."""
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= MOST and len(text) < 9):
        raise argparse.ArgumentTypeError(f"a whole number from 1 to {MOST:,} belongs here")
    return int(text)


def system_language() -> str:
    """The language of this machine's account, as far as we speak it."""
    return "zh" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("zh") else "en"


def library_folder(options: argparse.Namespace) -> Path | None:
    """The library that was named by option or environment; None if none was."""
    if options.library is not None:
        return Path(options.library)
    named = os.environ.get(LIBRARY_VARIABLE)
    return Path(named) if named else None


def _version() -> str:
    return f"replaydesk {software_version()}"
