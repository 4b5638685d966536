"""The command: `score RULES LEADS [--events FILE]… --as-of T [--id COL]` and `test RULES…`.

`score` prints exactly the CSV of `ripe score`; `test` runs the tests inside rules files.
"""
import argparse
import datetime
import sys
from pathlib import Path

from .data import Event, Table, from_local, parse_as_of, read_events, read_leads
from .evaluate import Lead, World, judge_all, load_program
from .model import Name, Not, RipeError


def show_points(thousandths):
    sign = "-" if thousandths < 0 else ""
    whole, rest = divmod(abs(thousandths), 1000)
    return f"{sign}{whole}" + (f".{rest:03d}".rstrip("0") if rest else "")


def text_cell(s):
    if s and s[0] in "=+-@\t\r":
        s = "'" + s
    if any(c in s for c in ',"\r\n'):
        s = '"' + s.replace('"', '""') + '"'
    return s


def judged(rules, leads_path, event_paths, as_of, id_column=None):
    """(program, name of the id column, [(id, Lead)])"""
    program = load_program(rules)
    table, id_name, leads = read_leads(leads_path, id_column)
    events = {}
    for path in event_paths:
        _, by_lead = read_events(path, id_name, program.timezone)
        for k, v in by_lead.items():
            events.setdefault(k, []).extend(v)
    return program, id_name, judge_all(program, table, leads, events, parse_as_of(as_of, program.timezone))


def ledger(program, lead):
    """What `ripe explain` has to say: [(line of the rule, group, thousandths)], in the order of lines."""
    outside = [(r.line, "", lead.ledger[id(r)]) for r in program.rules]
    return sorted(outside + [(r.line, g.name, lead.ledger[id(r)]) for g in program.groups for r in g.rules])


def score(rules, leads_path, event_paths, as_of, id_column=None):
    """The whole CSV, as text."""
    return scores_text(*judged(rules, leads_path, event_paths, as_of, id_column))


def scores_text(program, id_name, results):
    groups = [g.name for g in program.groups]
    lines = [",".join(text_cell(c) for c in [id_name, "score"] + groups + ["stage"])]
    for i, lead in results:
        numbers = [show_points(lead.numbers[n]) for n in ["score"] + groups]
        lines.append(",".join([text_cell(i)] + numbers + [text_cell(lead.stage)]))
    return "\n".join(lines) + "\n"


# ---- tests inside rules files
def test_lead(program, t):
    """The one lead that a test describes, judged."""
    if t.at is None:
        as_of = from_local(datetime.datetime(2030, 1, 1), program.timezone)
    else:
        as_of = parse_as_of(str(t.at), program.timezone)
    columns = list(dict.fromkeys(
        [g.field.name for test in program.tests for g in test.givens if g.field]))
    row, events = {}, []
    for g in t.givens:
        if g.field:
            row[g.field.name] = g.value if not isinstance(g.value, datetime.date) else g.value.isoformat()
        else:
            props = {n.name: v.isoformat() if isinstance(v, datetime.date) else v for n, v in g.props}
            events += [Event(g.event.name, as_of - g.ago, Table(list(props), []), props)] * g.count
    types = {g.event.name for test in program.tests for g in test.givens if g.event}
    return Lead(World(program, Table(columns, []), types, as_of), row, events).judge()


def run_test(program, t):
    lead = test_lead(program, t)
    failures = []
    for e in t.expects:
        if not expected(lead, program, e):
            failures.append(f"expected {e}; got {lead.stage}, {lead.numbers}")
    return failures


def expected(lead, program, e):
    named = e.x if isinstance(e, Not) else e
    if isinstance(named, Name) and named.name in program.ladder + program.exits:
        return (lead.stage == named.name) != isinstance(e, Not)
    return lead.cond(e) is True


def run_tests(path):
    program = load_program(path)
    out = []
    for t in program.tests:
        out.append((t.name, run_test(program, t)))
    return out


def main(argv):
    a = argparse.ArgumentParser(prog="ripe_ref")
    sub = a.add_subparsers(dest="command", required=True)
    s = sub.add_parser("score")
    s.add_argument("rules")
    s.add_argument("leads")
    s.add_argument("--events", action="append", default=[])
    s.add_argument("--as-of", required=True)
    s.add_argument("--id")
    t = sub.add_parser("test")
    t.add_argument("rules", nargs="+")
    args = a.parse_args(argv)
    try:
        if args.command == "score":
            sys.stdout.buffer.write(score(args.rules, args.leads, args.events, args.as_of, args.id).encode())
            return 0
        passed = failed = 0
        for path in args.rules:
            for name, failures in run_tests(Path(path)):
                if failures:
                    failed += 1
                    print(f"{path}: {name}: " + "; ".join(failures))
                else:
                    passed += 1
        print(f"{passed} passed, {failed} failed")
        return 1 if failed else 0
    except RipeError as e:
        print(f"error: {e}", file=sys.stderr)
        return 1
