"""Makes the benchmark's data, always the same: generate.py FOLDER writes leads.parquet and leads.csv (2,000,000 leads, W1), events.parquet and
events.csv (20,000,000 events of 200,000 leads in order of time, W2), leads2.parquet and leads2.csv (W2's leads: their ids).

The draws come from numpy's PCG64 in one fixed order, so that the exact sums in tests/bench (w1.cc, w2_bench.cc, check.py) hold; numpy is pinned
by tests/bench/requirements.txt because its distributions may change between versions. What is in the data: counts as marketing systems have
them (Poisson, geometric, log-normal), texts of 12 to 240 distinct values, some of them missing, events whose leads follow a Pareto law."""
import sys

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

AS_OF = 1795132800  # 2026-11-20T00:00:00Z
LEVELS = ["VP of", "Chief", "Director of", "Head of", "Senior", "Junior", "Manager,", "Lead", "Intern,", "Student,", "Associate", "Principal"]
WORK = ["Marketing", "Sales", "Engineering", "Product", "Finance", "Operations", "HR", "IT", "Legal", "Data", "Design", "Support", "Procurement",
        "Strategy", "Security", "Growth", "Research", "Quality", "Logistics", "Customer Success"]
INDUSTRIES = ["Software", "Manufacturing", "Healthcare", "Finance", "Retail", "Education", "Logistics", "Media", "Energy", "Telecom", "Government",
              "Insurance", "Real Estate", "Travel", "Food", "Automotive", "Pharma", "Construction", "Legal", "Consulting", "Agriculture", "Mining",
              "Fashion", "Gaming", "Nonprofit"]
COUNTRIES = ["KR", "US", "JP", "DE", "FR", "GB", "SG", "CA", "AU", "IN", "BR", "MX", "CN", "VN", "TH", "ID", "MY", "PH", "IT", "ES", "NL", "SE", "NO",
             "DK", "FI", "PL", "CZ", "AT", "CH", "BE", "PT", "IE", "NZ", "ZA", "AE", "SA", "TR", "IL", "AR", "CL"]
# Event types with their shares; each 16th of the draw goes by these.
TYPES = {"email_open": .14, "email_click": .04, "page_view": .30, "pricing_view": .03, "ebook_download": .01, "webinar_registered": .006,
         "webinar_attended": .004, "demo_request": .002, "trial_start": .003, "form_submit": .006, "session": .12, "invite": .009, "message": .32,
         "meeting_booked": .004, "unsubscribe": .0005, "email_bounce": .0055}


def make_leads(rng, count):
    """The order of the draws is the order of the columns; a column's values come before its missing ones."""
    def missing(share):
        return rng.random(count) < share if share else None

    def text(values, share, weights=None):
        codes = rng.choice(len(values), count, p=weights).astype(np.int32)
        return pa.DictionaryArray.from_arrays(pa.array(codes, mask=missing(share)), pa.array(values)).cast(pa.string())

    def whole(values, share=0):
        return pa.array(values.astype(np.int32), mask=missing(share))

    def yesno(share_of_yes, share=0):
        return pa.array(rng.random(count) < share_of_yes, mask=missing(share))

    weights = 1 / (np.arange(len(COUNTRIES)) + 2)
    weights /= weights.sum()
    columns = {"id": pa.array(np.arange(count, dtype=np.int64))}
    columns["title"] = text([f"{level} {work}" for level in LEVELS for work in WORK], .02)
    columns["industry"] = text(INDUSTRIES, .01)
    columns["country"] = text(COUNTRIES, .01, weights)
    columns["company_size"] = whole(np.exp(rng.normal(4.5, 1.8, count)).clip(1, 500000), .05)
    columns["budget_usd"] = pa.array(np.round(np.exp(rng.normal(9.5, 1.5, count)), 2), mask=missing(.4))
    columns["email_opens_30d"] = whole(rng.poisson(1.5, count))
    columns["email_clicks_30d"] = whole(rng.poisson(.6, count))
    columns["page_views_30d"] = whole(rng.geometric(.12, count) - 1)
    columns["pricing_views_30d"] = whole(rng.poisson(.7, count))
    columns["ebook_downloads"] = whole(rng.poisson(.4, count))
    columns["meetings_booked"] = whole(rng.poisson(.08, count))
    columns["inquiries"] = whole(rng.poisson(.15, count))
    columns["days_since_last_activity"] = whole(rng.exponential(40, count))
    columns["timing_days"] = whole(rng.integers(0, 365, count), .5)
    columns["nps"] = whole(rng.integers(0, 11, count), .7)
    columns["invites"] = whole(rng.poisson(1.2, count))
    columns["messages"] = whole(np.exp(rng.normal(5, 2, count)).clip(0, 1e6))
    for name, share in {"webinar_attended": .15, "demo_requested": .05, "trial_started": .07, "email_bounced": .03, "unsubscribed": .04,
                        "is_competitor": .01, "personal_email": .25}.items():
        columns[name] = yesno(share)
    columns["authority_confirmed"] = yesno(.3, .5)
    columns["need_confirmed"] = yesno(.4, .5)
    return pa.table(columns)


def make_events(rng, leads, count):
    shares = np.array(list(TYPES.values()))
    shares /= shares.sum()
    lead = (rng.pareto(1.2, count) * leads / 40).astype(np.int64) % leads
    lead = rng.permutation(leads)[lead].astype(np.int32)
    # The last day lies after the as-of instant: such events must not count.
    at = np.sort(AS_OF + 86400 - rng.integers(0, 366 * 86400, count))
    kind = rng.choice(len(TYPES), count, p=shares).astype(np.int8)
    return pa.table({"lead_id": pa.array(lead), "type": pa.DictionaryArray.from_arrays(pa.array(kind), pa.array(list(TYPES))),
                     "at": pa.array(at, type=pa.timestamp("s"))})


def write_csv(table, path):
    options = pyarrow.csv.WriteOptions(quoting_style="needed")
    pyarrow.csv.write_csv(table, path, options)


def main(folder):
    rng = np.random.default_rng(20261121)
    leads = make_leads(rng, 2_000_000)
    pq.write_table(leads, f"{folder}/leads.parquet", compression="zstd")
    write_csv(leads, f"{folder}/leads.csv")
    events = make_events(rng, 200_000, 20_000_000)
    pq.write_table(events, f"{folder}/events.parquet", compression="zstd")
    text = events.set_column(2, "at", pc.strftime(events["at"], format="%Y-%m-%dT%H:%M:%SZ"))
    write_csv(text.set_column(1, "type", events["type"].cast(pa.string())), f"{folder}/events.csv")
    ids = pa.table({"lead_id": pa.array(np.arange(200_000, dtype=np.int64))})
    pq.write_table(ids, f"{folder}/leads2.parquet", compression="zstd")
    write_csv(ids, f"{folder}/leads2.csv")


if __name__ == "__main__":
    main(sys.argv[1])
