"""Colours, fonts and the style sheet: calm, light, high contrast, one accent."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

ACCENT = "#0F4C6B"
ACCENT_SOFT = "#E3EDF2"
INK = "#18212B"
INK_SOFT = "#52606D"
PAPER = "#FFFFFF"
PANEL = "#F3F5F7"
RULE = "#CBD2D9"
RULE_STRONG = "#7B8794"
WAVE = "#6F8494"
GOOD = "#1B6E46"
GOOD_SOFT = "#E6F2EB"
DOUBT = "#8A5A00"
DOUBT_SOFT = "#FBF1DC"
BAD = "#A8261C"
BAD_SOFT = "#FAE9E7"
STAGE = "#1B2127"
"""Behind pictures: dark and neutral, so that the eye judges the picture and not its frame."""

SANS = ["IBM Plex Sans", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", "Segoe UI", "sans-serif"]
MONO = ["IBM Plex Mono", "Noto Sans SC", "Noto Sans CJK SC", "Consolas", "monospace"]
MONO_CSS = ", ".join(f'"{family}"' for family in MONO)
POINT_SIZE = 10.0


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
    """A colour of the theme with an opacity of 0 to 255."""
    value = QColor(name)
    value.setAlpha(alpha)
    return value


def palette() -> QPalette:
    """The palette of the window, the same on every desktop."""
    made = QPalette(QColor(PAPER), QColor(PANEL))  # every role, so that none comes from a dark desktop
    role = QPalette.ColorRole
    for where, name in (
        (role.Window, PANEL),
        (role.WindowText, INK),
        (role.Base, PAPER),
        (role.AlternateBase, PANEL),
        (role.Text, INK),
        (role.Button, PAPER),
        (role.ButtonText, INK),
        (role.PlaceholderText, INK_SOFT),
        (role.Highlight, ACCENT),
        (role.HighlightedText, PAPER),
        (role.ToolTipBase, PAPER),
        (role.ToolTipText, INK),
        (role.Link, ACCENT),
        (role.Mid, RULE),
        (role.Dark, RULE_STRONG),
    ):
        made.setColor(where, QColor(name))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(RULE_STRONG))
    return made


def apply_theme(app: QApplication, font_files: Iterable[Path] = ()) -> list[str]:
    """Dress the whole program: fonts, palette, style sheet. Gives the families of `font_files`."""
    families = register_fonts(font_files)
    app.styleHints().setColorScheme(Qt.ColorScheme.Light)
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(palette())
    app.setFont(sans())
    app.setStyleSheet(STYLE)
    return families


STYLE = f"""
QWidget {{ color: {INK}; }}
QMainWindow, QDialog {{ background: {PANEL}; }}
QToolTip {{ background: {PAPER}; color: {INK}; border: 1px solid {RULE_STRONG}; padding: 4px 6px; }}
QFrame[role="card"] {{ background: {PAPER}; border: 1px solid {RULE}; border-radius: 4px; }}
QFrame[role="rule"] {{ background: {RULE}; border: none; max-height: 1px; min-height: 1px; }}

QPushButton, QToolButton {{
    background: {PAPER}; border: 1px solid {RULE_STRONG}; border-radius: 3px; padding: 4px 10px; min-height: 18px;
}}
QToolButton {{ padding: 4px; }}
QPushButton:hover, QToolButton:hover {{ background: {ACCENT_SOFT}; border-color: {ACCENT}; }}
QPushButton:pressed, QToolButton:pressed {{ background: #C9DCE6; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {ACCENT}; padding: 3px 9px; }}
QToolButton:focus {{ padding: 3px; }}
QPushButton:checked, QToolButton:checked {{ background: {ACCENT_SOFT}; border: 2px solid {ACCENT}; padding: 3px 9px; }}
QToolButton:checked {{ padding: 3px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {RULE_STRONG}; border-color: {RULE}; background: {PANEL}; }}
QPushButton[role="primary"] {{ background: {ACCENT}; color: {PAPER}; border-color: {ACCENT}; font-weight: 600; }}
QPushButton[role="primary"]:hover {{ background: #16618A; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {INK}; }}
QPushButton[role="primary"]:disabled {{ background: {RULE}; color: {INK_SOFT}; border-color: {RULE}; }}
QPushButton[role="quiet"], QToolButton[role="quiet"] {{ border-color: transparent; background: transparent; }}
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover {{ background: {ACCENT_SOFT}; }}
QPushButton[role="quiet"]:checked, QToolButton[role="quiet"]:checked {{
    background: {ACCENT_SOFT}; border: 1px solid {ACCENT}; padding: 4px 10px;
}}
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus {{ border: 2px solid {ACCENT}; }}

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateEdit {{
    background: {PAPER}; border: 1px solid {RULE_STRONG}; border-radius: 3px; padding: 3px 6px;
    selection-background-color: {ACCENT}; selection-color: {PAPER};
}}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus {{
    border: 2px solid {ACCENT}; padding: 2px 5px;
}}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {{
    border: 2px solid {BAD}; padding: 2px 5px;
}}
ArrowBox {{ padding-right: 20px; }}
ArrowBox::drop-down {{ border: none; width: 20px; }}
QComboBox QAbstractItemView {{ background: {PAPER}; selection-background-color: {ACCENT}; }}

QAbstractItemView {{
    background: {PAPER}; border: 1px solid {RULE}; border-radius: 3px; gridline-color: {PANEL};
    selection-background-color: {ACCENT_SOFT}; selection-color: {INK}; outline: none;
}}
QAbstractItemView:focus {{ border: 2px solid {ACCENT}; }}
QListWidget[role="pages"]::item {{ padding: 2px 10px; }}
QTableView::item {{ padding: 2px 4px; border-bottom: 1px solid {PANEL}; }}
QTableView::item:selected {{ background: {ACCENT_SOFT}; color: {INK}; }}
QHeaderView::section {{
    background: {PAPER}; color: {INK_SOFT}; border: none; border-bottom: 1px solid {INK}; padding: 4px 6px;
    font-weight: 600;
}}
QHeaderView {{ background: {PAPER}; }}
QProgressBar {{ background: {RULE}; border: none; border-radius: 3px; max-height: 8px; min-height: 8px; }}
QProgressBar::chunk {{ background: {ACCENT}; border-radius: 3px; }}
QScrollBar:vertical {{ background: {PANEL}; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: {PANEL}; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: #A9B3BD; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }}
QScrollBar::handle:hover {{ background: {RULE_STRONG}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollArea[role="reading"] {{ border: 2px solid transparent; }}
QScrollArea[role="reading"]:focus {{ border-color: {ACCENT}; }}
QSplitter::handle {{ background: {PANEL}; }}
QSplitter::handle:hover {{ background: {ACCENT_SOFT}; }}
QGroupBox {{ border: none; margin-top: 22px; font-weight: 600; color: {ACCENT}; }}
QGroupBox::title {{ subcontrol-origin: margin; left: 0; color: {ACCENT}; }}
QCheckBox, QRadioButton {{ spacing: 6px; border: 1px solid transparent; border-radius: 3px; padding: 1px 3px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {ACCENT}; background: {ACCENT_SOFT}; }}
QSlider {{ border: 1px solid transparent; border-radius: 3px; }}
QSlider:focus {{ border-color: {ACCENT}; background: {ACCENT_SOFT}; }}
QMenu {{ background: {PAPER}; border: 1px solid {RULE_STRONG}; }}
QMenu::item:selected {{ background: {ACCENT_SOFT}; color: {INK}; }}
QMenuBar {{ background: {PAPER}; border-bottom: 1px solid {RULE}; }}
QMenuBar::item:selected {{ background: {ACCENT_SOFT}; }}
QTabBar::tab {{ padding: 6px 12px; border: none; border-bottom: 2px solid transparent; background: transparent; }}
QTabBar::tab:selected {{ border-bottom: 2px solid {ACCENT}; color: {ACCENT}; font-weight: 600; }}
QTabBar::tab:focus {{ background: {ACCENT_SOFT}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {RULE}; }}
QStatusBar {{ background: {PAPER}; border-top: 1px solid {RULE}; }}
"""
