"""The bombs: for each production of grammar/Ripe.g4 a way to nest, repeat and chain it without end, and the same for the shapes of CSV and
JSONL. A shape makes an input whose size grows linearly with n. bombs.py runs them, and holds that no production is left out."""
import gzip
import json


class Shape:
    """`make(n)` gives the text of the main file, or a dict of files ("rules.ripe", "leads.csv", ...). `covers`: productions.
    `words`: the command line, where it does not follow from the files."""

    def __init__(self, name, covers, make, most=None, words=None):
        self.name, self.covers, self.make, self.most, self.words = name, covers.split(), make, most, words

    def files(self, n):
        made = self.make(n)
        return made if isinstance(made, dict) else {"rules.ripe": made}

    def command(self, files):
        if self.words:
            return list(self.words)
        if "leads.csv" in files or "leads.jsonl" in files or "leads.csv.gz" in files:
            leads = next(name for name in files if name.startswith("leads"))
            words = ["score", "rules.ripe", leads, "--as-of", "2026-11-20"]
            if "explain" in files:  # no file, a wish
                words = ["explain", *words[1:], "--id", "1"]
            for name in files:
                words += ["--events", name] if name.startswith("events") else []
            return words
        return ["test" if "test" in files else "check", "rules.ripe"]


def each(form, n, join="\n"):
    """form with {i} from 0 to n - 1, {j} the next one."""
    return join.join(form.replace("{i}", str(i)).replace("{j}", str(i + 1)) for i in range(n))


def scored(rules, leads="id,vip,size,title\n1,yes,5,CEO\n2,no,,x\n", events=None):
    files = {"rules.ripe": rules, "leads.csv": leads}
    if events is not None:
        files["events.csv"] = events
    return files


EVENTS = "lead_id,type,time,url,amount\n1,view,2026-11-01,/a,3\n2,buy,2026-11-02,/b,4\n"

RULES = [
    # The file, its layout and its words.
    Shape("statements", "file statement scoring reward condition atom", lambda n: "vip +1\n" * n),
    Shape("statements on one line", "file", lambda n: "vip +1; " * n),
    Shape("separators", "file", lambda n: ";,\n" * n),
    Shape("blank lines with CR", "file", lambda n: "\r" * n),
    Shape("comments", "file", lambda n: "# a comment\n" * n),
    Shape("comments in a statement", "file", lambda n: "vip and ( # c\n" + "# d\n" * n + "vip) +1\n"),
    Shape("spaces", "file", lambda n: "vip" + " " * n + "+1\n"),
    Shape("letters of Hangul", "file", lambda n: "한" * n + " +1\n"),
    Shape("jamo to compose", "file", lambda n: "\u1112\u1161\u11ab" * n + " +1\n"),
    Shape("marks on one letter", "file", lambda n: "a" + "\u0301\u0323" * n + " +1\n"),
    Shape("signs that mean nothing", "file", lambda n: "@$ " * n + "\n"),
    Shape("marks that hide text", "file", lambda n: "\u202e\u200b" * n + "\n"),
    Shape("quotes that stay open", "literal", lambda n: "\"a\n" * n),
    Shape("typographic quotes", "literal", lambda n: "title = “a” +1\n" * n),
    Shape("closing brackets", "atom", lambda n: ")}" * n),
    # Rules.
    Shape("points", "reward", lambda n: "vip" + " +1" * n + "\n"),
    Shape("modifiers", "modifier", lambda n: "page_view in 3d +1" + " each up to 5" * n + "\n"),
    Shape("halvings", "modifier", lambda n: "page_view +1" + " halving every 3d" * n + "\n"),
    Shape("labels", "reward", lambda n: "vip +1" + ' "a"' * n + "\n"),
    Shape("goals", "goal", lambda n: "score >= 5 => MQL\n" * n),
    Shape("goals in one rule", "goal", lambda n: "vip" + " => MQL" * n + "\n"),
    Shape("groups", "group pointsRule", lambda n: each("group g{i} up to 9 { vip +1 }", n)),
    Shape("groups in groups", "group", lambda n: "group a {\n" * n),
    Shape("rules of a group", "group pointsRule", lambda n: "group a {\n" + "vip +1\n" * n + "}\n"),
    Shape("caps", "cap", lambda n: "group a" + " up to 5 down to -5" * n + " { vip +1 }\n"),
    # Stages.
    Shape("stages", "stages", lambda n: "stages " + each("S{i}", n, " > ") + "\n"),
    Shape("the same stage", "stages", lambda n: "stages " + "A > " * n + "B\n"),
    Shape("statements of stages", "stages", lambda n: "stages A > B exits C\n" * n),
    Shape("exits", "exits", lambda n: "stages A > B exits " + each("X{i}", n, ", ") + "\n"),
    Shape("stages with rules", "stages goal", lambda n: "stages " + each("S{i}", n, " > ") + "\n" + each("score >= {i} => S{i}", n)),
    Shape("stages in conditions", "goal", lambda n: "stages A > B > C\nvip => B\n" + "B and not C +1\n" * n),
    Shape("requirements", "require need", lambda n: "require " + each("f{i}", n, ", ") + " for MQL\n"),
    Shape("alternatives of a requirement", "need", lambda n: "require " + each("f{i}", n, " or ") + " for MQL\n"),
    Shape("statements of requirements", "require", lambda n: each("require f{i} for MQL", n)),
    # Names for things.
    Shape("items of a checklist", "checklist item", lambda n: "checklist c {\n" + each("i{i} = size > {i}", n) + "\n}\nc >= 2 +1\n"),
    Shape("checklists", "checklist", lambda n: each("checklist c{i} { a = vip, b = size > 3 }", n)),
    Shape("checklists in checklists", "checklist", lambda n: "checklist a {\n" * n),
    Shape("defines", "define", lambda n: each("define d{i} = size > {i}", n) + "\n"),
    Shape("defines in a chain", "define", lambda n: "define d0 = vip\n" + each("define d{j} = d{i} or size > {i}", n) + f"\nd{n} +1\n"),
    Shape("defines in a chain, last first", "define",
          lambda n: "\n".join(f"define d{i + 1} = not d{i}" for i in reversed(range(n))) + f"\ndefine d0 = vip\nd{n} +1\n"),
    Shape("numbers in a chain", "define sum", lambda n: "define d0 = size\n" + each("define d{j} = d{i} + 1", n) + f"\nd{n} > 5 +1\n"),
    Shape("a define used often", "define", lambda n: "define a = vip and size > 3\n" + "a and vip +1\n" * n),
    Shape("the same define", "define", lambda n: "define a = vip\n" * n),
    Shape("values of a list", "list literals listItem literal", lambda n: "list l = (" + each('"v{i}"', n, ", ") + ")\ntitle in l +1\n"),
    Shape("numbers of a list", "list literals", lambda n: "list l = (" + each("{i}", n, ", ") + ")\nsize in l +1\n"),
    Shape("lists", "list", lambda n: each('list l{i} = ("a", "b")', n)),
    Shape("lists of lists", "list listItem", lambda n: 'list l0 = ("a")\n' + each('list l{j} = (l{i}, "b{i}")', n) + "\n"),
    Shape("lists from a file", "list", lambda n: {"rules.ripe": 'list l from "l.txt"\ntitle in l +1\n', "l.txt": each("v{i}", n) + "\n"}),
    Shape("lists from one file", "list", lambda n: {"rules.ripe": each('list l{i} from "l.txt"', n) + "\n", "l.txt": "a\n"}),
    Shape("fields", "field", lambda n: each("field f{i}: number", n) + "\n"),
    Shape("names of a field", "field", lambda n: "field " + each("f{i}", n, ", ") + ": number\n"),
    Shape("missing values", "field fieldOption", lambda n: "field f: text missing " + each('"v{i}"', n, ", ") + "\n"),
    Shape("options of a field", "fieldOption", lambda n: "field f: text" + ' else "x"' * n + "\n"),
    Shape("events", "events eventType", lambda n: "event " + each("e{i}", n, ", ") + "\n"),
    Shape("properties", "property eventType", lambda n: "event e { " + each("p{i}: text", n, ", ") + " }\n"),
    Shape("events in events", "eventType", lambda n: "event e {" * n + "\n"),
    Shape("statements of events", "events", lambda n: each("event e{i} { url: text }", n) + "\n"),
    Shape("uses", "use", lambda n: "use titles\n" * n),
    Shape("uses of files", "use", lambda n: {"rules.ripe": 'use "m.ripe"\n' * n, "m.ripe": "define m = vip\n"}),
    Shape("modules in a chain", "use", lambda n: {"rules.ripe": 'use "m0.ripe"\n', **{
        f"m{i}.ripe": f'use "m{i + 1}.ripe"\n' for i in range(min(n, 400))}}, most=400),
    Shape("time zones", "timezone", lambda n: 'timezone "Asia/Seoul"\n' * n),
    # Tests.
    Shape("tests", "test", lambda n: each('test "t{i}" at 2026-01-01 { given vip = yes; expect score = 0 }', n) + "\n"),
    Shape("tests that run", "test", lambda n: {"rules.ripe": "size > 3 +1\n" + each('test "t{i}" { given size = {i}; expect score < {j} }', n) + "\n", "test": ""}),
    Shape("tests in tests", "test", lambda n: 'test "a" {\n' * n),
    Shape("times of a test", "instant", lambda n: 'test "a"' + " at 2026-01-01" * n + " { expect score = 0 }\n"),
    Shape("given", "given fact testLine", lambda n: 'test "a" {\n' + "given vip = yes\n" * n + "expect score = 0\n}\n"),
    Shape("facts", "fact", lambda n: 'test "a" {\ngiven ' + each("f{i} = {i}", n, ", ") + "\nexpect score = 0\n}\n"),
    Shape("facts of events", "occurrence fact", lambda n: 'test "a" {\ngiven ' + "3 page_view 2d ago, " * n + "vip = yes\nexpect score = 0\n}\n"),
    Shape("settings", "setting occurrence", lambda n: 'test "a" {\ngiven page_view { ' + each("p{i} = {i}", n, ", ") + " } 2d ago\n}\n"),
    Shape("tags that are given", "fact literals", lambda n: "field t: tags\ntest \"a\" {\ngiven t = (" + each('"v{i}"', n, ", ") + ")\nexpect score = 0\n}\n"),
    Shape("expect", "expect", lambda n: 'test "a" {\n' + "expect score = 0\n" * n + "}\n"),
    Shape("expect in one line", "expect", lambda n: 'test "a" {\nexpect ' + "score = 0, " * n + "vip\n}\n"),
    # Conditions.
    Shape("or", "condition", lambda n: "vip" + " or vip" * n + " +1\n"),
    Shape("or of different things", "condition", lambda n: "vip" + each(" or size > {i}", n, "") + " +1\n"),
    Shape("and", "conjunction", lambda n: "vip" + " and vip" * n + " +1\n"),
    Shape("and of different things", "conjunction", lambda n: "vip" + each(" and size != {i}", n, "") + " +1\n"),
    Shape("and and or", "condition conjunction", lambda n: "vip" + " and vip or vip" * n + " +1\n"),
    Shape("guards by commas", "conjunction", lambda n: "vip" + each(", size > {i}", n, "") + " +1\n"),
    Shape("not", "negation", lambda n: "not " * n + "vip +1\n"),
    Shape("parentheses", "atom", lambda n: "(" * n + "vip" + ")" * n + " +1\n"),
    Shape("parentheses that stay open", "atom", lambda n: "(" * n + "\n"),
    Shape("not and parentheses", "negation atom", lambda n: "not (" * n + "vip" + ")" * n + " +1\n"),
    Shape("parentheses to the left", "atom sum", lambda n: "(" * n + "1" + " + 1)" * n + " > 2 +1\n"),
    Shape("no", "quantified", lambda n: "no " * n + "page_view +1\n"),
    Shape("at least", "quantified", lambda n: "at least 3 " * n + "page_view +1\n"),
    Shape("quantified rules", "quantified eventTerm eventRef", lambda n: each("at least {j} page_view in 3d +1", n)),
    Shape("comparisons", "predicate tail", lambda n: "size" + " > 3" * n + " +1\n"),
    Shape("is known", "tail", lambda n: "size" + " is known" * n + " +1\n"),
    Shape("members", "membership literals", lambda n: "size in (" + each("{i}", n, ", ") + ") +1\n"),
    Shape("ranges", "membership", lambda n: "size in 1" + " to 2" * n + " +1\n"),
    Shape("in in in", "membership", lambda n: "size" + " in (1, 2)" * n + " +1\n"),
    Shape("texts of any of", "textTest literals", lambda n: "title contains any of (" + each('"t{i}"', n, ", ") + ") +1\n"),
    Shape("text tests", "textTest", lambda n: each('title contains "t{i}" +1', n)),
    Shape("a regular expression", "tail", lambda n: "title matches /" + "(a|b)" * n + "/ +1\n"),
    Shape("nesting in a regular expression", "tail", lambda n: "title matches /" + "(" * n + "a" + ")" * n + "/ +1\n"),
    Shape("regular expressions", "tail", lambda n: each("title matches /a{i}+/ +1", n)),
    Shape("members of a set of events", "eventSet member", lambda n: "any of (" + each("e{i}", n, ", ") + ") in 3d +1\n"),
    Shape("sets in sets", "eventSet", lambda n: "any of (" * n + "a" + ")" * n + " +1\n"),
    Shape("members with where", "member where", lambda n: "any of (" + each('e{i} where url = "{i}"', n, ", ") + ") +1\n"),
    Shape("where", "where", lambda n: "page_view" + ' where url = "a"' * n + " +1\n"),
    Shape("where and not", "where", lambda n: "page_view where " + "not " * n + "url = \"a\" +1\n"),
    Shape("where in parentheses", "where whereAtom", lambda n: "page_view where " + "(" * n + 'url = "a"' + ")" * n + " +1\n"),
    Shape("a long where", "where whereTail", lambda n: "page_view where (" + each("seconds > {i}", n, " or ") + ") +1\n"),
    Shape("where with members", "whereMembership", lambda n: "page_view where seconds in (" + each("{i}", n, ", ") + ") +1\n"),
    Shape("where of texts", "whereTail", lambda n: "page_view where url contains any of (" + each('"{i}"', n, ", ") + ") +1\n"),
    Shape("wheres", "where eventTerm", lambda n: each('page_view where url = "{i}" in 3d +1', n)),
    Shape("windows", "window", lambda n: "page_view" + " in 3d" * n + " +1\n"),
    Shape("after", "window", lambda n: "page_view" + " after email_open" * n + " +1\n"),
    Shape("rules with windows", "window", lambda n: "\n".join(f"page_view in {i % 36000 + 1}d +1" for i in range(n)) + "\n"),
    Shape("rules with ranges of windows", "window", lambda n: "\n".join(f"view in {i % 100 + 1}d to {i % 300 + 101}d +1" for i in range(n)) + "\n"),
    # Values.
    Shape("sums", "sum", lambda n: "size" + " + 1" * n + " > 3 +1\n"),
    Shape("products", "product", lambda n: "size" + " * 2" * n + " > 3 +1\n"),
    Shape("minus", "sum", lambda n: "size > " + "-" * n + "1 +1\n"),
    Shape("minus and spaces", "sum", lambda n: "size > " + "- " * n + "1 +1\n"),
    Shape("dots", "atom", lambda n: "a" + ".b" * n + " > 3 +1\n"),
    Shape("builtins", "atom", lambda n: "count of " * n + "page_view > 3 +1\n"),
    Shape("sums of builtins", "atom", lambda n: "count of a in 3d" + " + count of b in 3d" * n + " > 3 +1\n"),
    Shape("sums of builtins with where", "where whereTail", lambda n: "count of a where u = 1" + " + count of b where u = 1" * n + " > 3 +1\n"),
    Shape("a comparison too many behind where", "where whereTail", lambda n: "any of (" + each('e{i} where url = "{i}"', n, ", ") + " = 3) +1\n"),
    Shape("rules with builtins", "atom", lambda n: each("sum of buy.amount in 9d > {i} +1", n)),
    Shape("digits", "literal", lambda n: "size > " + "9" * n + " +1\n"),
    Shape("decimals", "literal", lambda n: "size > 0." + "1" * n + " +1\n"),
    Shape("digits and underscores", "literal", lambda n: "size > 1" + "_1" * n + " +1\n"),
    Shape("points of many digits", "reward", lambda n: "vip +" + "0" * n + "1\n"),
    Shape("text", "literal", lambda n: 'title = "' + "x" * n + '" +1\n'),
    Shape("escapes", "literal", lambda n: 'title = "' + "\\u{AC00}" * n + '" +1\n'),
    Shape("a name in backticks", "atom", lambda n: "`" + "x y" * n + "` +1\n"),
    Shape("dates", "literal", lambda n: "field d: date\nd in (" + "2026-11-20, " * n + ") +1\n"),
    # What looks at each against each.
    Shape("comparisons of one field", "tail", lambda n: each("size > {i} +1", n)),
    Shape("equalities of one field", "tail", lambda n: each("size = {i} +1", n)),
    Shape("ranges of one field", "membership", lambda n: each("size in {i} to {j} +1", n)),
    Shape("names that nothing has", "field", lambda n: each("field f{i}: number", n) + "\n" + each("g{i}x > 1 +1", n)),
    Shape("names alike", "atom", lambda n: each("lead_source_{i} > 1 +1", n)),
    Shape("names that differ by case", "atom", lambda n: "field size: number\n" + "Size > 1 +1\nSIZE > 2 +1\nsiez > 3 +1\n" * n),
    Shape("conditions alike", "condition", lambda n: 'vip and size > 3 +1 "a"\n' * n),
    # Mistakes: guesses look around the place where the parser stopped, and must not read on to the end for each word.
    Shape("words side by side", "scoring", lambda n: "webinar attended" + " today" * n + " +1\n"),
    Shape("words side by side, on lines", "scoring", lambda n: each("event a_b{i}", n) + "\n" + each("b{i} a +1", min(n, 900))),
    Shape("words after in", "membership", lambda n: "country in KR" + ", JP" * n + " +1\n"),
    Shape("words after or", "condition", lambda n: "industry = IT" + " or IT or industry = SaaS" * n + " +1\n"),
    Shape("a function of many", "atom", lambda n: "AND(vip" + ", vip" * n + ") +1\n"),
    Shape("a sentence", "scoring", lambda n: "if title is CEO" + " or title is CEO" * n + " then add 10 points\n"),
    Shape("groups with stages", "group goal", lambda n: each("group g{i} { size > {i} +1 }\ng{i} > 3 => MQL", n)),
]

SCORING = [
    Shape("scoring rules", "", lambda n: scored(each("size > {i} +1", n))),
    Shape("scoring or", "", lambda n: scored("vip" + each(" or size > {i}", n, "") + " +1\n"), most=6_000),
    Shape("scoring groups", "", lambda n: scored(each("group g{i} up to 9 { size > {i} +1 }", n)), most=20_000),
    Shape("scoring a chain of defines", "", lambda n: scored("define d0 = size > 3\n" + each("define d{j} = d{i} or size > {i}", n) + f"\nd{n} +1\n")),
    Shape("scoring texts", "", lambda n: scored(each('title contains "t{i}" +1', n))),
    Shape("scoring windows", "", lambda n: scored("\n".join(f"view in {i % 36000 + 1}d +1" for i in range(n)), events=EVENTS)),
    Shape("scoring wheres", "", lambda n: scored(each('view where url = "{i}" in 9d +1', n), events=EVENTS)),
    Shape("scoring sums", "", lambda n: scored(each("sum of buy.amount in {j}d > 3 +1", min(n, 36_000)), events=EVENTS), most=36_000),
    Shape("scoring defines, last first", "",
          lambda n: scored("\n".join(f"define d{i + 1} = not d{i}" for i in reversed(range(n))) + f"\ndefine d0 = vip\nd{n} +1\n")),
    Shape("scoring a chain of numbers", "", lambda n: scored("define d0 = size\n" + each("define d{j} = d{i} + 1", n) + f"\nd{n} > 5 +1\n")),
    Shape("scoring fadings", "", lambda n: scored("\n".join(f"view +{i // 7 + 1} halving every {i % 7 + 1}d" for i in range(n)), events=EVENTS)),
    Shape("fadings without end", "", lambda n: each("view +{j} halving every 36500d", n)),
    Shape("scoring what comes after", "", lambda n: scored(each('view where url = "{i}" after buy +1', n), events=EVENTS)),
    Shape("explaining a chain of defines", "", lambda n: {**scored("define d0 = size > 3\n" + each("define d{j} = d{i} or size > {i}", n) + f"\nd{n} +1\n"), "explain": ""}),
    Shape("explaining rules", "", lambda n: {**scored(each("size > {i} +1", n)), "explain": ""}),
    Shape("testing a chain of defines", "", lambda n: {"rules.ripe": "define d0 = size > 3\n" + each("define d{j} = d{i} or size > {i}", n) +
                                                       f'\nd{n} +1\ntest "a" {{ given size = 4; expect score = 1 }}\n', "test": ""}),
    Shape("scoring stages", "", lambda n: scored("stages " + each("S{i}", n, " > ") + "\n" + each("size > {i} => S{j}", n - 1) + "\n"), most=20_000),
]

DATA_RULES = "event view { url: text }\nfield title: text\nfield size: number\ntitle contains \"a\" +1\nsize > 3 +2\nview in 9d +1 each\n"


def leads(text):
    return {"rules.ripe": DATA_RULES, "leads.csv": text}


def jsonl(text):
    return {"rules.ripe": DATA_RULES, "leads.jsonl": text}


def events(text):
    return {"rules.ripe": DATA_RULES, "leads.csv": "id,title\n1,a\n2,b\n", "events.csv": "lead_id,type,time,url\n" + text}


DATA = [
    Shape("rows", "", lambda n: leads("id,title,size\n" + each("{i},a,{i}", n) + "\n")),
    Shape("rows with CR", "", lambda n: leads("id,title,size\r" + each("{i},a,{i}", n, "\r") + "\r")),
    Shape("blank rows", "", lambda n: leads("id,title,size\n1,a,2\n" + "\n" * n)),
    Shape("columns", "", lambda n: leads("id," + each("c{i}", n, ",") + "\n1" + ",x" * n + "\n")),
    Shape("columns of one name", "", lambda n: leads("id" + ",c" * n + "\n1" + ",x" * n + "\n")),
    Shape("columns alike", "", lambda n: leads("id," + each("Title{i}", n, ",") + ",title\n1" + ",x" * (n + 1) + "\n")),
    Shape("quoted quotes", "", lambda n: leads('id,title\n1,"' + '""' * n + '"\n')),
    Shape("an open quote", "", lambda n: leads('id,title\n1,"a\n' + "2,b\n" * n)),
    Shape("open quotes", "", lambda n: leads("id,title,size\n" + each('{i},"a', n) + "\n")),
    Shape("quotes where none may be", "", lambda n: leads("id,title,size\n" + each('{i},5" disk,1', n) + "\n")),
    Shape("text after quotes", "", lambda n: leads("id,title,size\n" + each('{i},"a"b,1', n) + "\n")),
    Shape("ragged rows", "", lambda n: leads("id,title,size\n" + each("{i},a", n) + "\n")),
    Shape("one id", "", lambda n: leads("id,title,size\n" + "7,a,1\n" * n)),
    Shape("ids missing", "", lambda n: leads("id,title,size\n" + ",a,1\n" * n)),
    Shape("different texts", "", lambda n: leads("id,title,size\n" + each("{i},a text {i},1", n) + "\n")),
    Shape("numbers that are none", "", lambda n: leads("id,title,size\n" + each("{i},a,x{i}", n) + "\n")),
    Shape("a long cell", "", lambda n: leads("id,title,size\n1," + "a" * n + ",1\n")),
    Shape("a long number", "", lambda n: leads("id,title,size\n1,a," + "1" * n + "\n")),
    Shape("a number with separators", "", lambda n: leads('id,title,size\n1,a,"1' + ",000" * n + '"\n')),
    Shape("tags", "", lambda n: {"rules.ripe": 'field t: tags\nt contains any of ("a", "b") +1\n', "leads.csv": "id,t\n1," + each("t{i}", n, ";") + "\n"}),
    Shape("different tags", "", lambda n: {"rules.ripe": 'field t: tags\nt contains "a" +1\n', "leads.csv": "id,t\n" + each("{i},a{i};b", n) + "\n"}),
    Shape("bytes of nothing", "", lambda n: leads("id,title\n1," + "\0" * n + "\n")),
    Shape("packed leads", "", lambda n: {"rules.ripe": DATA_RULES, "leads.csv.gz": gzip.compress(("id,title\n1," + "a" * n * 4 + "\n").encode(), 1)}),
    Shape("texts to compose", "", lambda n: leads("id,title\n1,a" + "\u0323\u0301" * n + "\n")),
    Shape("JSON rows", "", lambda n: jsonl(each('{"id":{i},"title":"a","size":{i}}', n) + "\n")),
    Shape("JSON keys", "", lambda n: jsonl('{"id":1,' + each('"k{i}":1', n, ",") + "}\n")),
    Shape("a JSON key again", "", lambda n: jsonl('{"id":1' + ',"k":1' * n + "}\n")),
    Shape("new JSON keys in each row", "", lambda n: jsonl(each('{"id":{i},"k{i}":1}', n) + "\n")),
    Shape("JSON arrays in arrays", "", lambda n: jsonl('{"id":1,"title":' + "[" * n + "]" * n + "}\n")),
    Shape("JSON objects in objects", "", lambda n: jsonl('{"id":1,"title":' + '{"a":' * n + "1" + "}" * n + "}\n")),
    Shape("JSON that stays open", "", lambda n: jsonl('{"a":' * n + "\n")),
    Shape("JSON escapes", "", lambda n: jsonl('{"id":1,"title":"' + "\\u00e9" * n + '"}\n')),
    Shape("JSON tags", "", lambda n: {"rules.ripe": 'field t: tags\nt contains any of ("a", "b") +1\n',
                                      "leads.jsonl": '{"id":1,"t":' + json.dumps([f"t{i}" for i in range(n)]) + "}\n"}),
    Shape("JSON digits", "", lambda n: jsonl('{"id":1,"size":' + "1" * n + "}\n")),
    Shape("no JSON", "", lambda n: jsonl("x\n" * n)),
    Shape("one row of JSON", "", lambda n: jsonl('{"id":1,"title":"' + "a" * n + '"}\n')),
    Shape("event rows", "", lambda n: events("1,view,2026-11-01,/a\n" * n)),
    Shape("events of nobody", "", lambda n: events(each("x{i},view,2026-11-01,/a", n) + "\n")),
    Shape("types of events", "", lambda n: events(each("1,t{i},2026-11-01,/a", n) + "\n"), most=60_000),
    Shape("times that are none", "", lambda n: events(each("1,view,x{i},/a", n) + "\n")),
    Shape("URLs", "", lambda n: {**events(each("1,view,2026-11-01,/{i}", n) + "\n"), "rules.ripe": 'event view { url: text }\nview where url contains "/7" +1 each\n'}),
]

FORMAT = ["fmt", "--check", "rules.ripe"]
SCORE = ["score", "rules.ripe", "leads.csv", "--as-of", "2026-11-20"]

# The other commands and options, and what refers to one another not in a chain only.
COMMANDS = [
    Shape("formatting comments behind rules", "", lambda n: each("size > {i}   +1   # comment {i}", n) + "\n", words=FORMAT),
    Shape("formatting parentheses", "", lambda n: "(" * n + "vip" + ")" * n + "   +1\n", words=FORMAT),
    Shape("formatting or", "", lambda n: "vip" + each("  or size > {i}", n, "") + "   +1\n", words=FORMAT),
    Shape("formatting a list with comments", "", lambda n: "list l = (\n" + each('"v{i}", # c{i}', n) + "\n)\ntitle in l +1\n", words=FORMAT, most=60_000),
    Shape("errors as JSON", "", lambda n: "vip >\n" * n, words=["check", "rules.ripe", "--format", "json"]),
    Shape("errors on one line as SARIF", "", lambda n: "vip > ; " * n, words=["check", "rules.ripe", "--format", "sarif"]),
    Shape("a plan that is shown", "", lambda n: each("size > {i} +1", n), words=["check", "rules.ripe", "--dump", "plan"]),
    Shape("types of events alike in rules and data", "",
          lambda n: {**scored(each("view_{i}x in 3d +1", n)), "events.csv": "lead_id,type,time\n" + each("1,view_{i}y,2026-11-01", n) + "\n"},
          words=["check", "rules.ripe", "--leads", "leads.csv", "--events", "events.csv"], most=16_000),
    Shape("scoring defines in a diamond", "",
          lambda n: scored("define a0 = vip\ndefine b0 = size > 3\n" + each("define a{j} = a{i} and b{i}\ndefine b{j} = a{i} or b{i}", n) + f"\na{n} +1\nb{n} +1\n")),
    Shape("scoring checklists of checklists", "",
          lambda n: scored("checklist c0 { a = vip, b = size > 3 }\n" + each("checklist c{j} { a = c{i} >= 1, b = c{i} >= 2 }", n) + f"\nc{n} >= 1 +1\n")),
    Shape("modules in a diamond", "", lambda n: {"rules.ripe": 'use "a0.ripe"\nuse "b0.ripe"\n', **{
        f"{x}{i}.ripe": f'use "a{i + 1}.ripe"\nuse "b{i + 1}.ripe"\n' if i + 1 < min(n, 400) else f"define m{x} = vip\n"
        for i in range(min(n, 400)) for x in "ab"}}, most=400),
    Shape("stages that ask for the one before", "", lambda n: "stages " + each("S{i}", n, " > ") + "\n" + each("S{i} and size > {i} => S{j}", n - 1) + "\n"),
    Shape("a needle nearly in a text", "", lambda n: scored('title contains "' + "a" * (n // 2) + 'b" +1\n', "id,title\n1," + "a" * n + "\n")),
    Shape("a long word nearly often", "", lambda n: scored('title has word "' + "a " * (n // 2) + 'b" +1\n', "id,title\n1," + "a " * n + "\n")),
    Shape("a long word within words", "", lambda n: scored('title has word "' + "a" * (n // 2) + '" +1\n', "id,title\n1,b" + "a" * n + "\n")),
    Shape("regular expressions that would go back", "",
          lambda n: scored("title matches /(a*)*b/ +1\ntitle matches /(a|aa)+c/ +1\ntitle matches /(.*)(.*)(.*)d/ +1\n", "id,title\n1," + "a" * n + "\n")),
    Shape("exponents", "", lambda n: leads("id,title,size\n1,a,1e" + "9" * n + "\n")),
    Shape("rejects", "", lambda n: leads("id,title,size\n" + "7,a,1\n" * n), words=SCORE + ["--rejects", "rejects"]),
    Shape("scores as JSONL", "", lambda n: leads("id,title,size\n" + each("l{i},a,{i}", n) + "\n"), words=SCORE + ["--format", "json"]),
]

def values(n, form="v{i}"):
    """A list of n texts."""
    return "list l = (" + each(f'"{form}"', n, ", ") + ")\n"


def ladder(n):
    return "stages " + each("S{i}", n, " > ")


def chain(n):
    return "define d0 = size > 3\n" + each("define d{j} = d{i} or size > {i}", n) + "\n"


def wide(rules, names, cell):
    """One row of n columns."""
    return scored(rules, f"id,{names}\n1,{cell}\n")


def explained(files):
    return {**files, "explain": ""}


def tested(rules):
    return {"rules.ripe": rules, "test": ""}


DAYS = "lead_id,type,time,url,amount\n"
NAME = "abcdefghijklmnopqrst"


def spelt(i):
    """NAME, its capitals by the bits of i: all of one key."""
    return "".join(c.upper() if i >> k & 1 else c for k, c in enumerate(NAME))


def days(n, kind="view"):
    return DAYS + "\n".join(f"1,{kind.replace('{i}', str(i))},{2000 + i % 20}-{i // 20 % 12 + 1:02}-{i // 240 % 28 + 1:02},/a,3" for i in range(n)) + "\n"


# Two things of one input against each other. Some of the sizes end below what a statement may have (100,000 words and signs).
AGAINST = [
    Shape("uses of a list", "", lambda n: scored(values(n) + each("title in l and size > {i} +1\ntitle has word all of l and size < {i} +1", n))),
    Shape("uses of a list by many fields", "", lambda n: wide(values(n) + each("t{i} in l +1", n), each("t{i}", n, ","), each("x", n, ","))),
    Shape("uses of numbers by many fields", "",
          lambda n: wide("list l = (" + each("{i}", n, ", ") + ")\n" + each("f{i} in l +1", n), each("f{i}", n, ","), each("{i}", n, ",")), most=32_768),
    Shape("uses of a list beside a text", "", lambda n: scored(values(n) + each('title contains any of (l, "x{i}") +1', n))),
    Shape("uses of a list in where", "", lambda n: scored(values(n) + each("view where url in l in {j}d +1", min(n, 36_000)), events=EVENTS), most=36_000),
    Shape("uses of a list explained", "",
          lambda n: explained(scored(values(n) + each("title contains any of l and size > {i} +1\ntitle contains all of l and size > {i} => MQL", n)))),
    Shape("words in words", "", lambda n: wide("title has word any of (" + each('"x{i}"', n, ", ") + ") +1\n" "title has word all of (" + each('"w{i}"', n, ", ") + ") +1\n", "title",
                                               each("w{i}", n, " ")), most=32_768),
    Shape("conditions on tags over tags", "", lambda n: wide("field t: tags\n" + each('t contains "x{i}" +1', n), "t", each("v{i}", n, ";"))),
    Shape("texts of many columns", "", lambda n: wide(each('t{i} contains "x" +1', n), each("t{i}", n, ","), each("x", n, ","))),
    Shape("stages over a chain of defines", "", lambda n: scored(ladder(n) + "\n" + chain(n) + each(f"d{n} and size > {{i}} => S{{j}}", n - 1)), most=20_000),
    Shape("exits that ask each stage", "", lambda n: scored(ladder(n) + " exits X\n" + each("size > {i} => S{j}", n - 1) + "\n" + each("S{i} and size = {i} => X", n)), most=20_000),
    Shape("requirements of stages", "", lambda n: scored(ladder(n) + "\n" + "\n".join(f"require f{i} for S{i}\nsize > {i} => S{i}" for i in range(1, n)) + "\n"), most=20_000),
    Shape("explaining stages", "", lambda n: explained(scored(ladder(n) + "\n" + each("S{i} and size > {i} => S{j}", n - 1) + "\n")), most=20_000),
    Shape("explaining groups", "", lambda n: explained(scored(each("group g{i} up to 9 { size > {i} +1 }", n))), most=20_000),
    Shape("explaining windows", "",
          lambda n: explained(scored("\n".join(f"view in {i % 36_000 + 1}d +1" for i in range(n)), events=days(300))), most=36_000),
    Shape("types of events after each other", "", lambda n: scored(each("e{i} after e{j} +1", n), events=days(n, "e{i}")), most=30_000),
    Shape("tests of a field each", "", lambda n: tested(each("field f{i}: number", n) + "\nf0 > 300_000 +1\n" + each('test "t{i}" { given f{i} = {i}; expect score = 0 }', n) + "\n")),
    Shape("tests of a property each", "",
          lambda n: tested("event e { " + each("p{i}: number", n, ", ") + " }\ne where p0 > 5 +1\n" + each('test "t{i}" { given e { p{i} = 3 } 1d ago; expect score = 0 }', n) + "\n"), most=20_000),
    Shape("tests that expect a chain", "", lambda n: tested(chain(n) + each(f'test "t{{i}}" {{ given size = 4; expect d{n} }}', n) + "\n")),
    Shape("lists misspelt", "", lambda n: "field title: text\n" + each('list list_number_{i} = ("a")', n) + "\n" + each("title in list_nomber_{i} +1", n)),
    Shape("items misspelt", "", lambda n: "field size: number\nchecklist c {\n" + each("i{i} = size > {i}", n) + "\n}\n" + each("c.j{i} +1", n)),
    Shape("properties misspelt", "", lambda n: "event e { " + each("prop_{i}: text", n, ", ") + " }\n" + each('e where prap_{i} = "x" +1', n), most=20_000),
    Shape("stages misspelt", "", lambda n: ladder(n) + "\n" + each("vip => T{i}", n)),
    Shape("columns and fields of one key", "", lambda n: {"rules.ripe": "\n".join(f"{spelt(i)} > 1 +1" for i in range(n)), "leads.csv": "id," + ",".join(spelt(i) for i in range(n)) +
                                                          "\n1" + ",2" * n + "\n"}, words=["check", "rules.ripe", "--leads", "leads.csv"]),
]

ALL = RULES + SCORING + DATA + COMMANDS + AGAINST
