"""How the window looks: the colours in use, fonts, palette; light or dark, changed while the window is open.

`theme.PAPER`, `theme.INK` and the other names of `Colours` are the colours in use at this moment: read them when
drawing and keep none. What must be made anew when they change (an icon, a style sheet, a kept picture) hears of it by
`dress.changed`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from evidence.labels import Labelled
from widgets.colours import DARK, LIGHT, Colours
from widgets.style import style_sheet


class Appearance(Labelled):
    """What a person chooses."""

    LIGHT = "light", "Light", "浅色"
    DARK = "dark", "Dark", "深色"
    DESKTOP = "desktop", "As the desktop", "跟随系统"


class Dress(QObject):
    """The colours of the window.

    Signals:
        changed(): other colours are in use now.
    """

    changed = Signal()

    def __init__(self) -> None:
        """Start light, until the desktop or a person says otherwise."""
        super().__init__()
        self.colours, self.appearance = LIGHT, Appearance.DESKTOP
        self.hears_desktop = False


dress = Dress()


def __getattr__(name: str) -> str:
    """A colour in use: `theme.INK`. Anything else that is not in this module is nowhere."""
    if name in Colours.__slots__:
        return named(name)
    raise AttributeError(f"the theme has no {name!r}")


def named(name: str) -> str:
    """The colour in use that is called so, as "#RRGGBB"."""
    return str(getattr(dress.colours, name))


SANS = ["IBM Plex Sans", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", "Segoe UI", "sans-serif"]
MONO = ["IBM Plex Mono", "Noto Sans SC", "Noto Sans CJK SC", "Consolas", "monospace"]
MONO_CSS = ", ".join(f'"{family}"' for family in MONO)
POINT_SIZE = 10.0
OUTLINE = 127
"""Percent by which a colour must be lighter for Fusion to draw it, as the edge of a box, as it was meant."""


def register_fonts(paths: Iterable[Path]) -> list[str]:
    """Make the font files known to Qt; gives the families found. Unreadable files are passed over."""
    families: list[str] = []
    for path in paths:
        number = QFontDatabase.addApplicationFont(str(path))
        if number >= 0:
            families += [name for name in QFontDatabase.applicationFontFamilies(number) if name not in families]
    return families


def sans(points: float = POINT_SIZE, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The reading font."""
    font = QFont()
    font.setFamilies(SANS)
    font.setPointSizeF(points)
    font.setWeight(weight)
    return font


def mono(points: float = POINT_SIZE, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The font of times, codes and digests: every digit equally wide."""
    font = QFont()
    font.setFamilies(MONO)
    font.setPointSizeF(points)
    font.setWeight(weight)
    font.setStyleHint(QFont.StyleHint.Monospace)
    return font


def colour(name: str, alpha: int = 255) -> QColor:
    """A colour ("#RRGGBB") with an opacity of 0 to 255."""
    value = QColor(name)
    value.setAlpha(alpha)
    return value


def palette(c: Colours) -> QPalette:
    """The palette of the window in these colours, the same on every desktop."""
    made = QPalette(QColor(c.PAPER), QColor(c.PANEL))  # every role, so that none comes from the desktop
    role = QPalette.ColorRole
    for where, name in (
        (role.Window, c.PANEL),
        (role.WindowText, c.INK),
        (role.Base, c.PAPER),
        (role.AlternateBase, c.PANEL),
        (role.Text, c.INK),
        (role.Button, c.PAPER),
        (role.ButtonText, c.INK),
        (role.PlaceholderText, c.INK_SOFT),
        (role.Highlight, c.ACCENT),
        (role.HighlightedText, c.PAPER),
        (role.ToolTipBase, c.PAPER),
        (role.ToolTipText, c.INK),
        (role.Link, c.ACCENT),
        (role.LinkVisited, c.ACCENT),
        (role.Mid, c.RULE),
        (role.Dark, c.RULE_STRONG),
    ):
        made.setColor(where, QColor(name))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(c.RULE_STRONG))
    return made


def outlined(before: QPalette) -> QPalette:
    """The palette of what is ticked: Fusion draws the edge of its box in the window's colour made darker."""
    made = QPalette(before)
    made.setColor(QPalette.ColorRole.Window, QColor(named("RULE_STRONG")).lighter(OUTLINE))
    return made


def apply_theme(app: QApplication, font_files: Iterable[Path] = ()) -> list[str]:
    """Dress the whole program: fonts, and the colours chosen. Gives the families of `font_files`."""
    families = register_fonts(font_files)
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(sans())
    if not dress.hears_desktop:
        app.styleHints().colorSchemeChanged.connect(_desktop_changed)
        dress.hears_desktop = True
    _put_on(app, dress.colours)
    use(dress.appearance)
    return families


def use(appearance: Appearance) -> None:
    """Look so from now on, in every widget that is open."""
    dress.appearance = appearance
    app = QGuiApplication.instance()
    if not isinstance(app, QApplication):
        return
    schemes = {Appearance.LIGHT: Qt.ColorScheme.Light, Appearance.DARK: Qt.ColorScheme.Dark}
    # Unknown gives the choice back to the desktop; only then does Qt tell what the desktop wishes.
    app.styleHints().setColorScheme(schemes.get(appearance, Qt.ColorScheme.Unknown))
    dark = appearance is Appearance.DARK or (appearance is Appearance.DESKTOP and desktop_is_dark())
    colours = DARK if dark else LIGHT
    if colours is not dress.colours:
        _put_on(app, colours)


def desktop_is_dark() -> bool:
    """Whether the desktop wishes dark windows; one that says nothing does not."""
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def _desktop_changed() -> None:
    """Go along with the desktop, where that was chosen."""
    if dress.appearance is Appearance.DESKTOP:
        use(Appearance.DESKTOP)


@contextmanager
def undressed() -> Iterator[None]:
    """While a whole window is put together, or its colours change: without the style sheet, which comes back after.

    Qt applies the sheet of the program again to a whole branch of widgets each time that it gets another parent, so
    that one which is built from within is dressed as often as it is deep. So each widget is dressed once.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication) or not app.styleSheet():
        yield
        return
    app.setStyleSheet("")
    try:
        yield
    finally:
        app.setStyleSheet(style_sheet(dress.colours))


def _put_on(app: QApplication, colours: Colours) -> None:
    dress.colours = colours
    made = palette(colours)
    app.setOverrideCursor(Qt.CursorShape.WaitCursor)  # hundreds of widgets are dressed anew
    try:
        with undressed():
            app.setPalette(made)
            for kind in ("QCheckBox", "QRadioButton"):
                # WORKAROUND: PySide's stub says bytes, its code takes only str.
                app.setPalette(outlined(made), kind)  # type: ignore[arg-type]  # the stub, as said above
            dress.changed.emit()
        if not app.styleSheet():
            app.setStyleSheet(style_sheet(colours))
    finally:
        app.restoreOverrideCursor()
