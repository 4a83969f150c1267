"""The style sheet of the whole window, written from one set of colours."""

from __future__ import annotations

from widgets.colours import Colours


def style_sheet(c: Colours) -> str:
    """How everything looks that Qt draws, in the colours of `c`."""
    return f"""
QWidget {{ color: {c.INK}; }}
QMainWindow, QDialog {{ background: {c.PANEL}; }}
QToolTip {{ background: {c.PAPER}; color: {c.INK}; border: 1px solid {c.RULE_STRONG}; padding: 4px 6px; }}
QFrame[role="card"] {{ background: {c.PAPER}; border: 1px solid {c.RULE}; border-radius: 4px; }}
QWidget[role="paper"] {{ background: {c.PAPER}; }}
QFrame[role="comes"] {{ background: {c.GOOD_SOFT}; border: none; border-radius: 3px; }}
QFrame[role="goes"] {{ background: {c.BAD_SOFT}; border: none; border-radius: 3px; }}
QWidget[role="stage"] {{ background: {c.STAGE}; border: 2px solid {c.STAGE}; }}
QWidget[role="shown"] {{ background: {c.STAGE}; }}
QWidget[role="stage"]:focus {{ border-color: {c.STAGE_FOCUS}; }}
QFrame[role="rule"] {{ background: {c.RULE}; border: none; max-height: 1px; min-height: 1px; }}

QPushButton, QToolButton {{
    background: {c.PAPER}; border: 1px solid {c.RULE_STRONG}; border-radius: 3px; padding: 4px 10px; min-height: 18px;
}}
QToolButton {{ padding: 4px; }}
QPushButton:hover, QToolButton:hover {{ background: {c.ACCENT_SOFT}; border-color: {c.ACCENT}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {c.ACCENT_PRESSED}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {c.ACCENT}; padding: 3px 9px; }}
QToolButton:focus {{ padding: 3px; }}
QPushButton:checked, QToolButton:checked {{
    background: {c.ACCENT_SOFT}; border: 2px solid {c.ACCENT}; padding: 3px 9px;
}}
QToolButton:checked {{ padding: 3px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {c.RULE_STRONG}; border-color: {c.RULE}; background: {c.PANEL}; }}
QPushButton[role="primary"] {{ background: {c.ACCENT}; color: {c.PAPER}; border-color: {c.ACCENT}; font-weight: 600; }}
QPushButton[role="primary"]:hover {{ background: {c.ACCENT_HOVER}; }}
QPushButton[role="primary"]:focus {{ border: 4px double {c.PAPER}; padding: 1px 7px; }}
QPushButton[role="primary"]:disabled {{ background: {c.RULE}; color: {c.INK_SOFT}; border-color: {c.RULE}; }}
QPushButton[role="quiet"], QToolButton[role="quiet"] {{ border-color: transparent; background: transparent; }}
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover {{ background: {c.ACCENT_SOFT}; }}
QPushButton[role="quiet"]:checked, QToolButton[role="quiet"]:checked {{
    background: {c.ACCENT_SOFT}; border: 1px solid {c.ACCENT}; padding: 4px 10px;
}}
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus {{ border: 2px solid {c.ACCENT}; }}

QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QDateEdit {{
    background: {c.PAPER}; border: 1px solid {c.RULE_STRONG}; border-radius: 3px; padding: 3px 6px;
    selection-background-color: {c.ACCENT}; selection-color: {c.PAPER}; placeholder-text-color: {c.INK_SOFT};
}}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
    border: 2px solid {c.ACCENT}; padding: 2px 5px;
}}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {{
    border: 2px solid {c.BAD}; padding: 2px 5px;
}}
ArrowBox {{ padding-right: 20px; }}
ArrowBox::drop-down {{ border: none; width: 20px; }}
QComboBox QAbstractItemView {{ background: {c.PAPER}; selection-background-color: {c.ACCENT}; }}

QAbstractItemView {{
    background: {c.PAPER}; border: 1px solid {c.RULE}; border-radius: 3px; gridline-color: {c.PANEL};
    selection-background-color: {c.ACCENT_SOFT}; selection-color: {c.INK}; outline: none;
}}
QAbstractItemView:focus {{ border: 2px solid {c.ACCENT}; }}
QListWidget[role="pages"]::item {{ padding: 2px 10px; }}
QTableView::item {{ padding: 2px 4px; border-bottom: 1px solid {c.PANEL}; }}
QTableView::item:selected {{ background: {c.ACCENT_SOFT}; color: {c.INK}; }}
QHeaderView::section {{
    background: {c.PAPER}; color: {c.INK_SOFT}; border: none; border-bottom: 1px solid {c.INK_SOFT}; padding: 4px 6px;
    font-weight: 600;
}}
QHeaderView {{ background: {c.PAPER}; }}
QProgressBar {{ background: {c.RULE}; border: none; border-radius: 3px; max-height: 8px; min-height: 8px; }}
QProgressBar::chunk {{ background: {c.ACCENT}; border-radius: 3px; }}
QScrollBar:vertical {{ background: {c.PANEL}; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: {c.PANEL}; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {c.HANDLE}; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }}
QScrollBar::handle:hover {{ background: {c.RULE_STRONG}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollArea[role="reading"] {{ border: 2px solid transparent; }}
QScrollArea[role="reading"]:focus {{ border-color: {c.ACCENT}; }}
QSplitter::handle {{ background: {c.PANEL}; }}
QSplitter::handle:hover {{ background: {c.ACCENT_SOFT}; }}
QGroupBox {{ border: none; margin-top: 22px; font-weight: 600; color: {c.ACCENT}; }}
QGroupBox::title {{ subcontrol-origin: margin; left: 0; color: {c.ACCENT}; }}
QCheckBox, QRadioButton {{ spacing: 6px; border: 1px solid transparent; border-radius: 3px; padding: 1px 3px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {c.ACCENT}; background: {c.ACCENT_SOFT}; }}
QSlider {{ border: 1px solid transparent; border-radius: 3px; }}
QSlider:focus {{ border-color: {c.ACCENT}; background: {c.ACCENT_SOFT}; }}
QSlider::groove:horizontal {{ background: {c.RULE}; height: 4px; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {c.ACCENT}; height: 4px; border-radius: 2px; }}
QSlider::sub-page:horizontal:disabled {{ background: {c.RULE}; }}
QSlider::handle:horizontal {{
    background: {c.PAPER}; border: 2px solid {c.ACCENT}; width: 10px; margin: -5px 0; border-radius: 7px;
}}
QSlider::handle:horizontal:disabled {{ border-color: {c.RULE_STRONG}; }}
QMenu {{ background: {c.PAPER}; border: 1px solid {c.RULE_STRONG}; }}
QMenu::item:selected {{ background: {c.ACCENT_SOFT}; color: {c.INK}; }}
QMenu::item:disabled {{ color: {c.RULE_STRONG}; }}
QMenuBar {{ background: {c.PAPER}; border-bottom: 1px solid {c.RULE}; }}
QMenuBar::item:selected {{ background: {c.ACCENT_SOFT}; }}
QTabBar::tab {{ padding: 6px 12px; border: none; border-bottom: 2px solid transparent; background: transparent; }}
QTabBar::tab:selected {{ border-bottom: 2px solid {c.ACCENT}; color: {c.ACCENT}; font-weight: 600; }}
QTabBar::tab:focus {{ background: {c.ACCENT_SOFT}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {c.RULE}; }}
QStatusBar {{ background: {c.PAPER}; border-top: 1px solid {c.RULE}; }}
"""
