"""W1 and W2 in DuckDB, as its users would write them, with ENUMs where the table is in memory.
    peer_duckdb.py file w1|w2 FOLDER csv|parquet OUTPUT THREADS     one whole run: file in, scored file out
    peer_duckdb.py aggregate w2 FOLDER parquet - THREADS            W2's aggregation alone: Parquet in, a checksum out
    peer_duckdb.py memory w1|w2 FOLDER parquet - THREADS ROUNDS     from a table in memory into another; JSON lines like ripe_bench's"""
import json
import sys
import time

import duckdb

MODE, WORK, FOLDER, FORMAT, OUTPUT, THREADS = sys.argv[1:7]
AS_OF = "TIMESTAMP '2026-11-20 00:00:00'"


def contains(words, titles):
    """`title contains any of`: over ENUMs a list of the values that do, else a test of each text."""
    if titles is None:
        return " or ".join(f"contains(title, '{word}')" for word in words)
    matching = [title for title in titles if any(word in title for word in words)]
    return "title in (" + ", ".join(f"'{title}'" for title in matching) + ")"


def w1(source, titles=None):
    def give(condition, points):
        return f"case when {condition} then {points} else 0 end"

    points = [
        give("webinar_attended", 20), give("email_opens_30d = 0", -10), give("demo_requested", 40), give("trial_started", 30),
        "least(10 * ebook_downloads, 30)", give("pricing_views_30d >= 3", 15), "least(page_views_30d, 20)", "least(3 * email_clicks_30d, 15)",
        give("industry in ('Software', 'Manufacturing', 'Finance', 'Healthcare', 'Telecom')", 10),
        give("country in ('KR', 'US', 'JP', 'SG', 'DE', 'GB')", 5), give("company_size between 200 and 1000", 10),
        give("company_size > 1000", 15), give("company_size < 10", -5), give(contains(["VP", "Chief", "Director", "Head"], titles), 15),
        give(contains(["Intern", "Student"], titles), -20), give("personal_email", -10), give("unsubscribed", -50), give("email_bounced", -30),
        give("is_competitor", -100), give("days_since_last_activity > 30", -15), give("days_since_last_activity > 90", -15),
        give("meetings_booked >= 1", 25), give("inquiries >= 1", 10), give("budget_usd >= 10000", 15), give("budget_usd >= 100000", 10),
        give("authority_confirmed", 10), give("need_confirmed", 10), give("timing_days <= 90", 10), give("nps >= 9", 5),
        give("invites >= 3 and messages >= 1000", 30)]
    bant = " + ".join(give(c, 1) for c in ("budget_usd >= 10000", "authority_confirmed", "need_confirmed", "timing_days <= 90"))
    return f"""select id, score, case when is_competitor or unsubscribed then 'Disqualified' when score >= 100 and bant >= 3 then 'SQL'
        when score >= 80 and (meetings_booked >= 1 or inquiries >= 1) then 'SAL' when score >= 60 then 'MQL' else 'Lead' end as stage
        from (select *, {" + ".join(points)} as score, {bant} as bant from {source})"""


def w2(source, leads):
    def count(kind, days=None):
        window = "" if days is None else f" and \"at\" > {AS_OF} - interval {days} day"
        return f"count(*) filter (where type = '{kind}'{window})"

    # A page view's worth: 2 points halving every 30 days, to a thousandth, half to even.
    fading = (f"sum(round_even(2000 * pow(2, -(date_diff('second', \"at\", {AS_OF}) // 86400) / 30), 0)::int) filter (where type = 'page_view')")
    parts = [f"20000 * ({count('webinar_attended', 90)} > 0)::int", f"-10000 * ({count('email_open', 30)} = 0)::int",
             f"1000 * least({count('page_view', 30)}, 20)", f"5000 * least({count('pricing_view', 14)}, 5)",
             f"10000 * least({count('ebook_download', 90)}, 3)", f"3000 * least({count('email_click', 30)}, 5)",
             f"40000 * ({count('demo_request', 60)} > 0)::int", f"30000 * ({count('trial_start', 60)} > 0)::int",
             f"10000 * ({count('form_submit', 30)} > 0)::int", f"10000 * ({count('session', 7)} >= 3)::int",
             f"-20000 * (count(*) filter (where \"at\" > {AS_OF} - interval 60 day) = 0)::int", f"-50000 * ({count('unsubscribe')} > 0)::int",
             f"30000 * ({count('invite')} >= 3 and {count('message')} >= 100)::int", f"least(coalesce({fading}, 0), 40000)",
             f"25000 * ({count('meeting_booked', 30)} > 0)::int"]
    # A lead without events gets the rules for silence.
    return f"""with scores as (select lead_id, {" + ".join(parts)} as score from {source} where "at" <= {AS_OF} group by lead_id)
        select l.lead_id as id, coalesce(score, -30000) / 1000 as score,
        case when coalesce(score, -30000) >= 60000 then 'MQL' else 'Lead' end as stage from {leads} l left join scores s using (lead_id)"""


def reader(name):
    if FORMAT == "parquet":
        return f"'{FOLDER}/{name}.parquet'"
    if name == "events":
        return f"read_csv('{FOLDER}/{name}.csv', header = true, columns = {{'lead_id': 'INTEGER', 'type': 'VARCHAR', 'at': 'TIMESTAMP'}})"
    return f"read_csv('{FOLDER}/{name}.csv', header = true)"


def memory(connection):
    if WORK == "w1":
        connection.execute(f"create table raw as select * from {reader('leads')}")
        for column in ("title", "industry", "country"):
            connection.execute(f"create type {column}_t as enum (select distinct {column} from raw where {column} is not null)")
        connection.execute("create table leads as select * replace (title::title_t as title, industry::industry_t as industry, "
                           "country::country_t as country) from raw")
        connection.execute("drop table raw")
        titles = [row[0] for row in connection.execute("select unnest(enum_range(null::title_t))::varchar").fetchall()]
        query = w1("leads", titles)
        items = 2_000_000
    else:
        connection.execute(f"create type kind as enum (select distinct type::varchar from {reader('events')})")
        connection.execute(f"create table events as select lead_id, type::varchar::kind as type, \"at\"::timestamp as \"at\" from {reader('events')}")
        connection.execute(f"create table leads2 as select * from {reader('leads2')}")
        query = w2("events", "leads2")
        items = 20_000_000
    seconds, cpu = [], []
    for _ in range(int(sys.argv[7]) + 1):
        begin, begin_cpu = time.perf_counter(), time.process_time()
        connection.execute(f"create or replace table result as {query}")
        seconds.append(time.perf_counter() - begin)
        cpu.append(time.process_time() - begin_cpu)
    total, high = connection.execute("select round(sum(score) * 1000)::bigint, count(*) filter (where stage = 'MQL') from result").fetchone()
    want = (53395468000, 236657) if WORK == "w1" else (-257988265, 12909)
    if (total, high) != want:
        sys.exit(f"WRONG {WORK} in DuckDB: {(total, high)} instead of {want}")
    name = f"w1.memory.{THREADS}" if WORK == "w1" else f"w2.memory.{THREADS}"
    print(json.dumps({"work": name, "engine": "duckdb", "items": items, "seconds": seconds[1:], "cpu": cpu[1:]}))


connection = duckdb.connect(config={"threads": int(THREADS), "preserve_insertion_order": True})
if MODE == "memory":
    memory(connection)
elif MODE == "aggregate":
    print(connection.execute(f"select sum(score) from ({w2(reader('events'), reader('leads2'))})").fetchone()[0])
else:
    query = w1(reader("leads")) if WORK == "w1" else w2(reader("events"), reader("leads2"))
    options = "format parquet, compression zstd" if OUTPUT.endswith(".parquet") else "format csv, header true"
    connection.execute(f"copy ({query}) to '{OUTPUT}' ({options})")
