"""W1 and W2 in Polars, as its users would write them; in memory with Categorical and Enum columns.
    peer_polars.py file w1|w2 FOLDER csv|parquet OUTPUT THREADS
    peer_polars.py memory w1|w2 FOLDER parquet - THREADS ROUNDS      JSON lines like ripe_bench's"""
import json
import os
import sys
import time

MODE, WORK, FOLDER, FORMAT, OUTPUT, THREADS = sys.argv[1:7]
os.environ["POLARS_MAX_THREADS"] = THREADS
import polars as pl  # noqa: E402  (it reads the number of threads when it is loaded)
from datetime import datetime, timedelta  # noqa: E402

AS_OF = datetime(2026, 11, 20)


def w1(leads):
    c = pl.col

    def give(condition, points):
        return pl.when(condition).then(pl.lit(points, pl.Int32)).otherwise(pl.lit(0, pl.Int32))

    def any_word(*words):
        condition = c("title").cast(pl.String).str.contains_any(list(words)) if FORMAT == "csv" or MODE == "file" else None
        if condition is None:  # categories: test each distinct title once
            titles = [t for t in TITLES if any(word in t for word in words)]
            condition = c("title").is_in(pl.Series(titles, dtype=TITLE_TYPE).implode())
        return condition

    def among(column, *values):
        return c(column).is_in(list(values)) if MODE == "file" else c(column).is_in(pl.Series(values, dtype=TYPES[column]).implode())

    budget, timing = c("budget_usd") >= 10000, c("timing_days") <= 90
    points = [
        give(c("webinar_attended"), 20), give(c("email_opens_30d") == 0, -10), give(c("demo_requested"), 40), give(c("trial_started"), 30),
        (10 * c("ebook_downloads")).clip(upper_bound=30), give(c("pricing_views_30d") >= 3, 15), c("page_views_30d").clip(upper_bound=20),
        (3 * c("email_clicks_30d")).clip(upper_bound=15),
        give(among("industry", "Software", "Manufacturing", "Finance", "Healthcare", "Telecom"), 10),
        give(among("country", "KR", "US", "JP", "SG", "DE", "GB"), 5), give(c("company_size").is_between(200, 1000), 10),
        give(c("company_size") > 1000, 15), give(c("company_size") < 10, -5), give(any_word("VP", "Chief", "Director", "Head"), 15),
        give(any_word("Intern", "Student"), -20), give(c("personal_email"), -10), give(c("unsubscribed"), -50), give(c("email_bounced"), -30),
        give(c("is_competitor"), -100), give(c("days_since_last_activity") > 30, -15), give(c("days_since_last_activity") > 90, -15),
        give(c("meetings_booked") >= 1, 25), give(c("inquiries") >= 1, 10), give(budget, 15), give(c("budget_usd") >= 100000, 10),
        give(c("authority_confirmed"), 10), give(c("need_confirmed"), 10), give(timing, 10), give(c("nps") >= 9, 5),
        give((c("invites") >= 3) & (c("messages") >= 1000), 30)]
    bant = give(budget, 1) + give(c("authority_confirmed"), 1) + give(c("need_confirmed"), 1) + give(timing, 1)
    score = points[0]
    for part in points[1:]:
        score = score + part
    stage = (pl.when(c("is_competitor") | c("unsubscribed")).then(pl.lit("Disqualified"))
             .when((c("score") >= 100) & (c("bant") >= 3)).then(pl.lit("SQL"))
             .when((c("score") >= 80) & ((c("meetings_booked") >= 1) | (c("inquiries") >= 1))).then(pl.lit("SAL"))
             .when(c("score") >= 60).then(pl.lit("MQL")).otherwise(pl.lit("Lead")))
    return leads.with_columns(score=score.cast(pl.Int32), bant=bant).with_columns(stage=stage).select("id", "score", "stage")


def w2(events, leads):
    c = pl.col

    def recent(kind, days=None):
        condition = c("type") == kind
        return condition if days is None else condition & (c("at") > AS_OF - timedelta(days=days))

    counts = {"webinar_attended": 90, "email_open": 30, "page_view": 30, "pricing_view": 14, "ebook_download": 90, "email_click": 30,
              "demo_request": 60, "trial_start": 60, "form_submit": 30, "session": 7, "unsubscribe": None, "invite": None, "message": None,
              "meeting_booked": 30}
    whole_days = (pl.lit(AS_OF) - c("at")).dt.total_days()
    # A page view's worth by its age, from a table: quicker than powers.
    table = pl.Series([round(2000 * 2 ** (-age / 30)) for age in range(4000)], dtype=pl.Int64)
    worth = pl.lit(table).gather(whole_days.clip(0, 3999))
    # Columns first, then sums of columns: the form that its grouping runs fastest.
    flags = events.filter(c("at") <= AS_OF).select(
        "lead_id", *(recent(kind, days).alias(kind) for kind, days in counts.items()),
        any=c("at") > AS_OF - timedelta(days=60), worth=pl.when(c("type") == "page_view").then(worth).otherwise(0))
    n = flags.group_by("lead_id").agg(pl.all().exclude("lead_id").sum()).with_columns(pl.all().exclude("lead_id").cast(pl.Int64))

    def units(kind, most, points):
        return c(kind).clip(upper_bound=most) * points

    scored = n.select("lead_id", thousandths=(
        units("webinar_attended", 1, 20000) - (c("email_open") == 0).cast(pl.Int64) * 10000 + units("page_view", 20, 1000)
        + units("pricing_view", 5, 5000) + units("ebook_download", 3, 10000) + units("email_click", 5, 3000) + units("demo_request", 1, 40000)
        + units("trial_start", 1, 30000) + units("form_submit", 1, 10000) + (c("session") >= 3).cast(pl.Int64) * 10000
        - (c("any") == 0).cast(pl.Int64) * 20000 - units("unsubscribe", 1, 50000)
        + ((c("invite") >= 3) & (c("message") >= 100)).cast(pl.Int64) * 30000 + c("worth").clip(upper_bound=40000)
        + units("meeting_booked", 1, 25000)))
    joined = leads.join(scored, on="lead_id", how="left", maintain_order="left").with_columns(c("thousandths").fill_null(-30000))
    return joined.select(id="lead_id", score=c("thousandths") / 1000,
                         stage=pl.when(c("thousandths") >= 60000).then(pl.lit("MQL")).otherwise(pl.lit("Lead")))


def scan(name):
    if FORMAT == "parquet":
        frame = pl.scan_parquet(f"{FOLDER}/{name}.parquet")
    else:
        frame = pl.scan_csv(f"{FOLDER}/{name}.csv", schema_overrides={"lead_id": pl.Int32} if name == "events" else None)
    if name == "events":
        frame = frame.with_columns(pl.col("lead_id").cast(pl.Int64))
        at = pl.col("at").str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_unit="ms") if FORMAT == "csv" else pl.col("at").cast(pl.Datetime("ms"))
        frame = frame.with_columns(at)
    return frame


if MODE == "file":
    result = w1(scan("leads")) if WORK == "w1" else w2(scan("events"), scan("leads2"))
    if OUTPUT.endswith(".parquet"):
        result.sink_parquet(OUTPUT, compression="zstd")
    else:
        result.sink_csv(OUTPUT)
    sys.exit()

if WORK == "w1":
    frame = scan("leads").collect()
    TYPES = {name: pl.Enum(frame[name].drop_nulls().unique(maintain_order=True)) for name in ("title", "industry", "country")}
    frame = frame.with_columns(pl.col(name).cast(kind) for name, kind in TYPES.items())
    TITLE_TYPE, TITLES = TYPES["title"], list(TYPES["title"].categories)
    plan, items, want = w1(frame.lazy()), 2_000_000, (53395468000, 236657)
else:
    frame = scan("events").collect()
    frame = frame.with_columns(pl.col("type").cast(pl.String).cast(pl.Enum(frame["type"].cast(pl.String).unique(maintain_order=True))))
    plan, items, want = w2(frame.lazy(), scan("leads2").collect().lazy()), 20_000_000, (-257988265, 12909)
seconds, cpu = [], []
for _ in range(int(sys.argv[7]) + 1):
    begin, begin_cpu = time.perf_counter(), time.process_time()
    result = plan.collect()
    seconds.append(time.perf_counter() - begin)
    cpu.append(time.process_time() - begin_cpu)
got = (round(float(result["score"].cast(pl.Float64).sum()) * 1000), result.filter(pl.col("stage") == "MQL").height)
if got != want:
    sys.exit(f"WRONG {WORK} in Polars: {got} instead of {want}")
print(json.dumps({"work": f"{WORK}.memory.{THREADS}", "engine": "polars", "items": items, "seconds": seconds[1:], "cpu": cpu[1:]}))
