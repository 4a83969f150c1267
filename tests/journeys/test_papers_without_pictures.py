"""Papers of which no picture can be made are evidence all the same; and evidence is never written over."""

from pathlib import Path

from tests.command import here


def test_a_marked_web_page_does_not_keep_its_case_from_being_exported(tmp_path: Path) -> None:
    library, page = tmp_path / "library", tmp_path / "page.html"
    page.write_text("<html><body>Notice of charges</body></html>")
    assert here("new", "library", str(library)).code == 0
    case = here("new", "case", library=library).out.strip()
    assert here("add", case, str(page), library=library).code == 0
    mark = ("mark", case, "EX-01", "--page", "1", "--point", "CH01", "--verdict", "unclear", "--how", "read")
    assert here(*mark, library=library).code == 0
    target = tmp_path / "case.pdf"
    assert here("export", case, "-o", str(target), library=library).code == 0
    assert here("verify", str(target), library=library).code == 0
    before = page.read_bytes()
    refused = here("export", case, "-o", str(page), library=library)
    assert refused.code == 1 and "linked as evidence" in refused.err
    assert page.read_bytes() == before
