"""The style sheet, written over the tokens. Sizes of type are set on the widgets, never here."""

from __future__ import annotations

from collections.abc import Mapping

from agent_assist.ui.theme import DARK_HIGH, LIGHT_HIGH, Look


def stylesheet(look: Look, marks: Mapping[str, str]) -> str:
    """The application's style sheet for one look.  marks: pictures of `down`, `up` and `tick`, as paths."""
    t = look.tokens
    dot, mark = look.px(12), look.px(8)
    # Where words are never pale, what cannot be pressed has another edge.
    off = "dashed" if t in (LIGHT_HIGH, DARK_HIGH) else "solid"
    return f"""
QToolTip {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.line}; padding: 4px 8px; }}
QLabel {{ background: transparent; }}
QLabel[tone="dim"] {{ color: {t.dim}; }}
QLabel[tone="accent"] {{ color: {t.accent}; }}
QLabel[tone="owed"] {{ color: {t.owed}; }}
QLabel[tone="violated"] {{ color: {t.violated}; }}
QLabel[tone="met"] {{ color: {t.met}; }}

QWidget#tabRow, QWidget#footer {{ background: {t.background}; }}
QFrame#rule {{ background: {t.line}; border: none; }}
QTabBar {{ background: transparent; border: none; }}
QTabBar::tab {{
  background: transparent; color: {t.dim}; border: 1px solid transparent; border-bottom: none;
  border-top-left-radius: 8px; border-top-right-radius: 8px; padding: 8px 12px 8px 8px;
  margin-top: 6px; min-height: 18px;
}}
QTabBar::tab:selected {{ background: {t.card}; color: {t.ink}; border-color: {t.line}; }}
QTabBar::tab:hover:!selected {{ color: {t.ink}; }}
QTabBar::tab:focus {{ color: {t.accent}; }}
QTabBar QToolButton {{ background: {t.background}; border: none; color: {t.dim}; width: 18px; }}
QTabBar QLabel {{ padding-left: 6px; padding-top: 6px; }}

QPushButton {{
  background: {t.button}; color: {t.ink}; border: 1px solid {t.line}; border-radius: 6px; padding: 5px 10px;
}}
QPushButton:hover {{ border-color: {t.faint}; }}
QPushButton:pressed {{ background: {t.line}; }}
QPushButton:focus {{ border: 1px solid {t.accent}; outline: none; }}
QPushButton:disabled {{ color: {t.faint}; border-style: {off}; }}
QPushButton:checked {{ color: {t.met}; border-color: {t.met}; }}
QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent}; }}
QPushButton[kind="primary"]:hover {{ border-color: {t.ink}; }}
QPushButton[kind="primary"]:focus {{ border: 1px solid {t.ink}; }}
QPushButton[kind="link"] {{
  background: transparent; border: 1px solid transparent; border-radius: 4px; color: {t.dim}; padding: 1px 2px;
  text-decoration: underline;
}}
QPushButton[kind="link"]:hover {{ color: {t.ink}; }}
QPushButton[kind="link"]:focus {{ border-color: {t.accent}; }}
QPushButton[kind="check"] {{
  background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 1px 4px 1px 2px; color: {t.dim};
}}
QPushButton[kind="check"]:hover, QPushButton[kind="check"]:focus {{ border-color: {t.line}; }}
QPushButton[kind="check"][state="met"] {{ color: {t.met}; }}
QPushButton[kind="check"][state="owed"] {{ color: {t.owed}; }}
QPushButton[kind="check"][state="violated"] {{ color: {t.violated}; }}
QPushButton[kind="hearing"] {{ border-radius: 12px; padding: 0 10px 0 8px; }}
QPushButton[kind="hearing"][state="listening"] {{ border-color: {t.violated}; color: {t.ink}; }}
QPushButton[kind="hearing"][state="paused"] {{ color: {t.dim}; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 6px; color: {t.dim}; }}
QToolButton:hover {{ background: {t.button}; color: {t.ink}; }}
QToolButton:focus {{ border-color: {t.accent}; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}

QFrame#card, QFrame#folded {{ background: {t.card}; border: 1px solid {t.line}; border-radius: 10px; }}
QFrame#card {{ border-color: {t.accent}; }}
QFrame#folded, QPushButton#folded {{ border-radius: 8px; }}
QPushButton#folded {{ background: {t.card}; padding: 0; }}
QFrame#folded:hover {{ border-color: {t.faint}; }}
QFrame#folded:focus {{ border-color: {t.accent}; }}
QLabel#key {{
  background: {t.button}; color: {t.dim}; border: 1px solid {t.line}; border-bottom-width: 2px; border-radius: 4px;
  padding: 0 5px;
}}
QLabel#chip {{ background: {t.accent_tint}; color: {t.accent}; border-radius: 4px; padding: 1px 6px; }}
QPushButton#ask {{
  background: {t.accent_tint}; border: 1px solid {t.accent_tint}; border-radius: 8px; padding: 0;
}}
QPushButton#ask:focus, QPushButton#ask:hover {{ border-color: {t.accent}; }}
QFrame#notice {{ background: {t.button}; border: none; border-bottom: 1px solid {t.line}; }}
QFrame#notice[tone="violated"] {{ background: {t.violated_tint}; }}
QFrame#notice[tone="owed"] {{ background: {t.owed_tint}; }}

QListView {{ background: transparent; border: none; outline: none; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget#cardsBody {{ background: transparent; }}
QFrame#results {{ background: {t.card}; border: 1px solid {t.faint}; border-radius: 10px; }}
QFrame#searchBox {{ background: {t.card}; border: 1px solid {t.faint}; border-radius: 8px; }}
QFrame#searchBox[focused="true"] {{ border-color: {t.accent}; }}
QFrame#searchBox QLineEdit {{ background: transparent; border: none; color: {t.ink}; padding: 0; }}
QLineEdit, QPlainTextEdit, QComboBox {{
  background: {t.card}; color: {t.ink}; border: 1px solid {t.faint}; border-radius: 6px; padding: 5px 8px;
  selection-background-color: {t.accent}; selection-color: {t.on_accent};
}}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border-color: {t.accent}; }}
QComboBox:disabled {{ color: {t.faint}; }}
QComboBox::drop-down {{ border: none; width: {look.px(24)}px; }}
QComboBox::down-arrow, QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {{ image: url("{marks["down"]}"); }}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {{ image: url("{marks["up"]}"); }}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {{
  border: none; width: {look.px(24)}px; subcontrol-origin: border;
}}
QSpinBox::up-button, QDoubleSpinBox::up-button {{ subcontrol-position: top right; }}
QSpinBox::down-button, QDoubleSpinBox::down-button {{ subcontrol-position: bottom right; }}
QAbstractSpinBox QLineEdit {{ background: transparent; border: none; padding: 0; }}
QComboBox QAbstractItemView {{ background: {t.card}; border: 1px solid {t.line}; }}
QRadioButton {{ spacing: 8px; }}
QRadioButton::indicator {{
  width: {dot}px; height: {dot}px; border-radius: {dot // 2 + 2}px; border: 2px solid {t.faint}; background: {t.card};
}}
QRadioButton::indicator:checked {{
  width: {mark}px; height: {mark}px; border-radius: {mark // 2 + 4}px;
  border: {(dot - mark) // 2 + 2}px solid {t.accent}; background: {t.card};
}}
QRadioButton:focus {{ color: {t.accent}; }}
QCheckBox {{ spacing: 8px; }}
QCheckBox::indicator {{
  width: {dot}px; height: {dot}px; border-radius: 4px; border: 2px solid {t.faint}; background: {t.card};
}}
QCheckBox::indicator:checked {{ border-color: {t.accent}; background: {t.accent}; image: url("{marks["tick"]}"); }}
QCheckBox:focus {{ color: {t.accent}; }}
QCheckBox:disabled {{ color: {t.dim}; }}
QSpinBox, QDoubleSpinBox {{
  background: {t.card}; color: {t.ink}; border: 1px solid {t.faint}; border-radius: 6px;
  padding: 5px {look.px(24)}px 5px 4px;
  selection-background-color: {t.accent}; selection-color: {t.on_accent};
}}
QSpinBox:focus, QDoubleSpinBox:focus {{ border-color: {t.accent}; }}
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled {{ color: {t.dim}; background: {t.background}; }}
QLineEdit[wrong="true"] {{ border-color: {t.violated}; }}
QListWidget#groups {{ background: transparent; border: none; }}
QListWidget#groups::item {{ padding: 8px 10px; border-radius: 6px; color: {t.ink}; }}
QListWidget#groups::item:selected {{ background: {t.accent_tint}; color: {t.accent}; }}
QListWidget#groups:focus {{ border: 1px solid {t.accent}; border-radius: 6px; }}
QFrame#block {{ background: {t.card}; border: 1px solid {t.line}; border-radius: 10px; }}
QTreeWidget {{
  background: {t.card}; color: {t.ink}; border: 1px solid {t.line}; border-radius: 6px; outline: none;
  alternate-background-color: {t.background};
}}
QTreeWidget:focus {{ border-color: {t.accent}; }}
QTreeWidget::item {{ padding: 4px 2px; }}
QTreeWidget::item:selected {{ background: {t.accent_tint}; color: {t.ink}; }}
QHeaderView::section {{
  background: {t.background}; color: {t.dim}; border: none; border-bottom: 1px solid {t.line}; padding: 4px 6px;
}}

QMenu {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.line}; border-radius: 8px; padding: 6px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {t.accent_tint}; color: {t.ink}; }}
QMenu::item:disabled {{ color: {t.faint}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 6px 4px; }}
QScrollBar:vertical {{ background: transparent; width: 8px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {t.line}; border-radius: 4px; min-height: 32px; }}
QScrollBar::handle:vertical:hover {{ background: {t.faint}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
  background: none; border: none; height: 0;
}}
"""
