"""The structure tree: what a screen reader is told of each mark on the page.

reportlab has no tagging of its own; these nodes are collected while the pages are drawn and written at the end.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from exports.pdf.objects import Document, pdf_string

_CELLS = frozenset({"TH", "TD"})
"""They stay even if they are empty: every row has a cell for each column."""


@dataclass(slots=True, eq=False)
class Node:
    """One element of the structure: `kind` is its PDF type (`P`, `H1`, `Figure`, `TD` …).

    `parts` holds the nodes below it and the marked pieces of pages: (page from 1, number on that page).
    """

    kind: str
    alt: str = ""
    language: str = ""
    column: bool = False
    parts: list[Node | tuple[int, int]] = field(default_factory=list)
    parent: Node | None = None
    link: tuple[str, int] | None = None
    """For a link: internal name of the annotation, and its page."""

    def add(self, node: Node) -> Node:
        """Hang a node below this one, if it hangs nowhere yet."""
        if node.parent is None:
            node.parent = self
            self.parts.append(node)
        return node

    def new(self, kind: str, alt: str = "", language: str = "") -> Node:
        """A new node below this one."""
        return self.add(Node(kind, alt, language))


@dataclass(slots=True)
class Tree:
    """All nodes, and for each page and link the nodes that its marked pieces belong to."""

    root: Node = field(default_factory=lambda: Node("Document"))
    owners: list[Node | list[Node]] = field(default_factory=list)

    def reserve(self, owner: Node | list[Node]) -> int:
        """A number under which a page or an annotation finds its nodes again."""
        self.owners.append(owner)
        return len(self.owners) - 1

    def write(self, document: Document) -> None:
        """Add the tree to the document and name it in the catalogue."""
        _prune(self.root)
        numbers: dict[int, str] = {}
        nodes = _in_order(self.root)
        for count, node in enumerate(nodes):
            numbers[id(node)] = f"Tag{count}"
        for node in nodes:
            name = numbers[id(node)]
            parent = numbers[id(node.parent)] if node.parent is not None else "TagRoot"
            document.add(name, _Element(node, parent, numbers).pdf)
        entries: list[str] = []
        for count, owner in enumerate(self.owners):
            if isinstance(owner, Node):
                entries.append(f"{count} {{{numbers[id(owner)]}}}")
            else:
                entries.append(f"{count} [{' '.join(f'{{{numbers[id(node)]}}}' for node in owner)}]")
        root = (
            f"<< /Type /StructTreeRoot /K [{{{numbers[id(self.root)]}}}] /ParentTreeNextKey {len(self.owners)}"
            f" /ParentTree << /Nums [{' '.join(entries)}] >> >>"
        )
        document.add_text("TagRoot", root)
        document.catalogue("StructTreeRoot", "TagRoot")


def _prune(root: Node) -> None:
    """Take out the nodes that nothing was drawn for, bottom up."""
    for node in reversed(_in_order(root)):
        node.parts = [
            part for part in node.parts if not isinstance(part, Node) or part.parts or part.link or part.kind in _CELLS
        ]


def _in_order(root: Node) -> list[Node]:
    found, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting.extend(part for part in reversed(node.parts) if isinstance(part, Node))
    return found


@dataclass(frozen=True, slots=True)
class _Element:
    """A node on its way into the file."""

    node: Node
    parent: str
    names: dict[int, str]

    def pdf(self, document: Document) -> bytes:
        """The dictionary of the node."""
        node = self.node
        kids: list[str] = []
        for part in node.parts:
            if isinstance(part, Node):
                kids.append(document.reference(self.names[id(part)]))
            else:
                page, number = part
                kids.append(f"<< /Type /MCR /Pg {document.reference(f'Page{page}')} /MCID {number} >>")
        if node.link is not None:
            annotation, page = node.link
            kids.append(
                f"<< /Type /OBJR /Obj {document.reference(annotation)} /Pg {document.reference(f'Page{page}')} >>"
            )
        entries = [f"<< /Type /StructElem /S /{node.kind} /P {document.reference(self.parent)} /K [{' '.join(kids)}]"]
        if node.alt:
            entries.append(f"/Alt {pdf_string(node.alt)}")
        if node.language:
            entries.append(f"/Lang {pdf_string(node.language)}")
        if node.column:
            entries.append("/A << /O /Table /Scope /Column >>")
        return (" ".join(entries) + " >>").encode("ascii")
