"""Mistakes of a known code, planted into valid programs: `plant(case, r)` gives (what, rules text, code, line).

A mistake is a statement put before or behind the program, or one name misspelt where it is used. The engine has to find exactly that
mistake, at that line, and score nothing: no error more (a mistake must not bring others with it), and none less.
"""
import re

from generate import EVENTS

KEYWORDS = set("and or not no in is where any event contains matches to up down each halving every else missing known starts ends with has word "
               "at least most count sum of days since until next after from date test field list define group stages exits require for "
               "checklist use timezone given expect ago yes score".split())
UNKNOWN = "qqxzzy"


def statements(case):
    """[(what, statement, code)] for what this program has declared."""
    g, out = case.gen, []

    def add(what, text, code):
        out.append((what, text, code))

    def one(type_):
        return next((n for n in g.fields[type_] if n[0] != "`" and n not in KEYWORDS), None)
    number, text, yesno, day, time, tags = (one(t) for t in ("number", "text", "yesno", "date", "time", "tags"))
    event = next((e for e in g.events if e[0] != "`" and not e.startswith("no_")), None)
    if not g.open:
        add("an unknown name", f"{UNKNOWN} > 3 +1", "R100")
        add("an unknown event", f"no {UNKNOWN} in 30d +1", "R100")
        add("an unknown event of a set", f"define q_set = any of ({UNKNOWN})", "R100")
        add("an unknown field of require", f"require {UNKNOWN} for {g.ladder[-1]}", "R100" if len(g.ladder) > 1 else "R226")
        if len(g.ladder) < 2:
            out.pop()
        for name in (number, text, yesno, day, event):
            if name:
                add(f"{name} declared again", f"define {name} = 1 > 0", "R103")
        if number:
            add("a number compared with a text", f'{number} = "x" +1', "R149")
            add("a number as a condition", f"{number} +1", "R140")
            add("contains of a number", f'{number} contains "x" +1', "R154")
            add("a window of a number", f"{number} in 30d +1", "R161")
            add("fading of a number", f"{number} +1 each halving every 30d", "R203")
            add("count of a number", f"count of {number} > 1 +1", "R170")
            add("each of a comparison", f"{number} > 3 +1 each", "R200")
            add("a chain of comparisons", f"1 < {number} < 3 +1", "R061")
            if yesno:
                add("a number compared with yes or no", f"{number} = {yesno} +1", "R147")
        if text:
            add("a text compared with a number", f"{text} = 5 +1", "R148")
            add("a text as a condition", f"{text} +1", "R141")
            add("order of texts", f'{text} > "a" +1', "R150")
            add("an empty text", f'{text} = "" +1', "R136")
            add("a pattern that is none", f"{text} matches /(/ +1", "R159")
            add("two values beside an or", f'{text} = "a" or "b" +1', "R062")
        if yesno:
            add("order of yes and no", f"{yesno} > no +1", "R151")
            add("each of yes and no", f"{yesno} +1 each", "R201")
            add("AND in capitals", f"{yesno} AND {yesno} +1", "R049")
        if day:
            add("hours of a date", f"{day} in 36h +1", "R162")
            add("arithmetic of a date", f"{day} + 1 > 3 +1", "R156")
        if tags:
            add("equality of tags", f'{tags} = "x" +1', "R152")
        if event:
            plain = next((e for e in g.events if not EVENTS[e] and e[0] != "`" and not e.startswith("no_")), None)
            add("an event as a value", f"{event} > 3 +1", "R145")
            add("an event in the future", f"{event} in next 30d +1", "R172")
            add("a window turned round", f"{event} in 7d to 30d +1", "R173")
            add("an empty window", f"{event} in 0d +1", "R174")
            add("points with four decimals", f"{event} +0.1234", "R015")
            add("points beyond the limit", f"{event} +1000000001", "R016")
            add("points with a suffix", f"{event} +5k", "R011")
            add("a negative up to", f"{event} +5 each up to -3", "R205")
            add("fading by hours", f"{event} +5 halving every 36h", "R204")
            add("until an event", f"days until {event} > 3 +1", "R186")
            add("is known of an event", f"{event} is known +1", "R157")
            add("an event required", f"require {event} for {g.ladder[-1]}", "R226")
            if plain:
                add("a property that is not there", f"{plain} where {UNKNOWN} > 3 +1", "R181")
            other = next((e for e in g.events if e != event), None)
            if other:
                add("two counted events", f"{event} and {other} +1 each", "R202")
    add("score in a rule for points", "score > 3 +1", "R207")
    add("an unknown stage", f"score > 3 => {UNKNOWN}", "R220")
    add("bounds turned round", "group q_group up to 3 down to 4 { }", "R206")
    add("values of two types", 'list q_list = ("a", 5)', "R130")
    add("an unknown item", f"define q_item = {next(iter(g.checklists))}.{UNKNOWN}" if g.checklists else "", "R110")
    add("a day that is not there", "define q_day = 2026-02-30", "R028")
    add("two equals signs", "score == 3 => " + g.ladder[-1], "R044")
    add("an exit asked for", f"{g.exits[0]} => {g.ladder[-1]}" if g.exits else "", "R224")
    add("a stage that asks for itself", f"{g.ladder[-1]} => {g.ladder[-1]}" if len(g.ladder) > 1 else "", "R223")
    add("a circle of defines", "define q_circle = not q_circle", "R109")
    add("a module that is not there", 'use "nowhere.ripe"', "R122")
    add("a list's file that is not there", 'list q_list from "nowhere.txt"', "R122")
    add("a zone that is not there", 'timezone "Mars/Olympus"' if "timezone" not in case.files[case.rules] else "", "R228")
    return [x for x in out if x[1]]


def misspell(case, r):
    """One use of a field's name becomes a name that nothing has."""
    g, text = case.gen, case.files[case.rules]
    if g.open:
        return None
    names = [n for ns in g.fields.values() for n in ns if n[0] != "`" and n not in KEYWORDS]
    places = []
    for n in names:
        for m in re.finditer(rf"(?<![\w`\"./-]){re.escape(n)}(?![\w`\"./:])", text):
            line = text[text.rfind("\n", 0, m.start()) + 1:]
            line = line[:line.find("\n")] if "\n" in line else line
            # Not where it is declared or given, nor within a text or a comment, nor an item's own name.
            if re.match(r"\s*(field|event|given|test|expect|checklist)\b", line) or '"' in line or "#" in line or "`" in line or re.match(
                    r"\s*[\w]+ = ", line) or ": " in line:
                continue
            places.append((m.start(), m.end(), n))
    if not places or "\r" in text:
        return None
    start, end, n = r.choice(places)
    # What a text is compared with and nobody knows is taken for a text without its quotes.
    before = text[text.rfind("\n", 0, start) + 1:start]
    compared = re.search(r"=\s*$", before) and not re.fullmatch(r"\s*define[^=]*=\s*", before)
    code = "R102" if compared and n in g.fields["text"] else "R100"
    return f"{n} misspelt", text[:start] + UNKNOWN + text[end:], code, text[:start].count("\n") + 1


def plant(case, r):
    if r.random() < 0.3:
        found = misspell(case, r)
        if found:
            return found
    text = case.files[case.rules]
    what, statement, code = r.choice(statements(case))
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text[len(mark):]
    # What is declared twice is the second, and the first may mean the other thing to everything that uses it.
    if r.random() < 0.5 and code != "R103" and not re.match(r"\s*[+=-]", text):
        return what, f"{mark}{statement}\n{text}", code, 1
    text = text.rstrip(" \t\r\n,;")
    return what, f"{mark}{text}\n{statement}\n", code, len(re.findall(r"\r\n|\n", text)) + 2
