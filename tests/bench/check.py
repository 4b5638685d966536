"""Whether a scored file is right: check.py w1|w2 FILE compares the sum of its scores and the counts of its stages with the exact ones."""
import sys

import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

WANT = {"w1": (53_395_468_000, {"Lead": 1_622_350, "MQL": 236_657, "SAL": 38_441, "SQL": 2_817, "Disqualified": 99_735}),
        "w2": (-257_988_265, {"Lead": 187_091, "MQL": 12_909})}


def check(work, path):
    table = pq.read_table(path, columns=["score", "stage"]) if path.endswith(".parquet") else pyarrow.csv.read_csv(path)
    thousandths = pc.round(pc.multiply(pc.cast(table["score"], "float64"), 1000.0))
    got = (int(pc.sum(pc.cast(thousandths, "int64")).as_py()),
           {row["values"]: row["counts"] for row in pc.value_counts(pc.cast(table["stage"], "string")).to_pylist()})
    if got != WANT[work]:
        sys.exit(f"WRONG {work} in {path}: {got} instead of {WANT[work]}")


if __name__ == "__main__":
    check(sys.argv[1], sys.argv[2])
