"""The shapes of a parsed rules file: plain records without behaviour.

Conditions and values share one family of nodes ("expressions"); what a name means (field, event, stage,
define, …) is decided when the program meets its data, in evaluate.py. Points are whole thousandths.
Durations and windows are whole microseconds.
"""
from dataclasses import dataclass, field as default
from typing import Any, Optional


class RipeError(Exception):
    """Whatever is wrong with a rules file or its data."""


# ---- expressions
@dataclass
class Lit:
    """A literal: float, str, bool, datetime.date or Instant."""
    value: Any


@dataclass
class Name:
    name: str
    exact: bool = False  # in backticks


@dataclass
class Item:
    """checklist.item"""
    checklist: str
    item: str


@dataclass
class Window:
    """(as-of - far, as-of - near], or later than the newest `after`."""
    far: Optional[int] = None
    near: int = 0
    after: Any = None


@dataclass
class Term:
    """An event term, or a date/time field with a window: told apart by what the name means."""
    ref: Any  # Name or EventSet
    where: Any = None
    window: Optional[Window] = None


@dataclass
class EventSet:
    members: list  # of Term without window


@dataclass
class AnyEvent:
    """The `event` of `no event in 30d`."""


@dataclass
class No:
    term: Term


@dataclass
class AtLeast:
    n: int
    term: Term


@dataclass
class AtMost:
    n: int
    term: Term


@dataclass
class CountOf:
    term: Term


@dataclass
class SumOf:
    term: Term
    prop: Name


@dataclass
class DaysSince:
    term: Term


@dataclass
class DaysUntil:
    x: Any


@dataclass
class InNext:
    x: Any
    span: int


@dataclass
class Cmp:
    op: str
    a: Any
    b: Any


@dataclass
class Range:
    x: Any
    lo: Any
    hi: Any


@dataclass
class InList:
    x: Any
    items: Any  # list of Lit, or Name


@dataclass
class TextOp:
    op: str  # contains, starts, ends, word
    x: Any
    needles: Any  # list of Lit, or Name
    mode: str = "any"


@dataclass
class Matches:
    x: Any
    pattern: str


@dataclass
class IsMissing:
    x: Any
    known: bool


@dataclass
class And:
    terms: list


@dataclass
class Or:
    terms: list


@dataclass
class Not:
    x: Any


@dataclass
class Arith:
    op: str
    a: Any
    b: Any


# ---- statements
@dataclass
class Rule:
    cond: Any
    points: int
    each: bool = False
    up_to: Optional[int] = None
    halving: Optional[int] = None  # whole days
    label: Optional[str] = None
    line: int = 0


@dataclass
class FieldDecl:
    name: Name
    type: str
    missing: list
    otherwise: Any  # Lit or None


@dataclass
class EventDecl:
    name: Name
    props: dict  # name -> type


@dataclass
class Group:
    name: str
    up: Optional[int]
    down: Optional[int]
    rules: list


@dataclass
class Checklist:
    name: str
    items: dict  # name -> expression


@dataclass
class Given:
    field: Optional[Name] = None
    value: Any = None
    event: Optional[Name] = None
    count: int = 1
    props: list = default(default_factory=list)
    ago: int = 0


@dataclass
class Test:
    name: str
    at: Any
    givens: list
    expects: list


@dataclass
class Program:
    uses: list = default(default_factory=list)  # (name, is_file)
    fields: dict = default(default_factory=dict)
    events: dict = default(default_factory=dict)
    lists: dict = default(default_factory=dict)  # name -> list of values, or ("from", path)
    defines: dict = default(default_factory=dict)
    checklists: dict = default(default_factory=dict)
    groups: list = default(default_factory=list)
    rules: list = default(default_factory=list)
    stage_rules: list = default(default_factory=list)  # (condition, stage)
    requires: list = default(default_factory=list)  # (list of alternatives, stage)
    ladder: list = default(default_factory=lambda: ["Lead", "MQL", "PQL", "SAL", "SQL", "Customer"])
    exits: list = default(default_factory=lambda: ["Disqualified", "Recycled"])
    timezone: str = "UTC"
    tests: list = default(default_factory=list)
    slas: list = default(default_factory=list)
    strict: bool = False
