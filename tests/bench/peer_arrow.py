"""The floor under W1 from Parquet to Parquet: Arrow reads the columns that the rules look at and writes the columns of the result (ids, and made-up
scores and stages), with nothing in between.  peer_arrow.py FOLDER OUTPUT THREADS ROUNDS     JSON lines like ripe_bench's
The process is up and its libraries are loaded before the clock starts."""
import json
import sys
import time

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

folder, output, threads, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
pa.set_cpu_count(threads)
pa.set_io_thread_count(threads)
texts = ["title", "industry", "country"]
rows = 2_000_000
rng = np.random.default_rng(1)
score = pa.array(np.round(rng.normal(25, 40, rows)).astype(np.int32))
stage = pa.DictionaryArray.from_arrays(pa.array(rng.choice(5, rows, p=[.81, .12, .02, .002, .048]).astype(np.int8)),
                                       pa.array(["Lead", "MQL", "SAL", "SQL", "Disqualified"]))


def once():
    begin, begin_cpu = time.perf_counter(), time.process_time()
    leads = pq.read_table(f"{folder}/leads.parquet", use_threads=threads > 1, read_dictionary=texts)
    pq.write_table(pa.table({"id": leads["id"], "score": score, "stage": stage}), output, compression="zstd", use_dictionary=["score", "stage"],
                   column_encoding={"id": "DELTA_BINARY_PACKED"})
    return time.perf_counter() - begin, time.process_time() - begin_cpu


once()
seconds, cpu = zip(*(once() for _ in range(rounds)))
print(json.dumps({"work": f"floor.w1.parquet.{threads}", "engine": "arrow", "items": rows, "seconds": seconds, "cpu": cpu}))
