"""Turns leads.parquet and events.parquet of gen.py into raw column files that ripe_bench maps: NAME.TYPE.bin, little-endian, one
value a row; dictionaries as NAME.txt. Run with numpy and pyarrow: prepare.py FOLDER (where the Parquet files are)."""
import sys
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq


def write(name, array):
    array.tofile(f"{folder}/{name}.bin")


def leads():
    table = pq.read_table(f"{folder}/leads.parquet")
    for name in table.column_names:
        column = table[name].combine_chunks()
        kind = column.type
        if pa.types.is_string(kind):
            codes = column.dictionary_encode()
            values = codes.dictionary.to_pylist()
            index = codes.indices.fill_null(-1).to_numpy(zero_copy_only=False)
            write(f"{name}.code8", (index + 1).astype(np.uint8))
            with open(f"{folder}/{name}.txt", "w") as out:
                out.write("\n".join(values))
        elif pa.types.is_boolean(kind):
            write(f"{name}.yesno8", column.cast(pa.uint8()).fill_null(2).to_numpy(zero_copy_only=False).astype(np.uint8))
        elif pa.types.is_floating(kind):
            write(f"{name}.f64", column.fill_null(float("nan")).to_numpy(zero_copy_only=False).astype(np.float64))
        elif name != "id":
            write(f"{name}.i32", column.fill_null(0).to_numpy(zero_copy_only=False).astype(np.int32))
            if column.null_count:
                write(f"{name}.valid", column.is_valid().to_numpy(zero_copy_only=False).astype(np.uint8))


def events():
    table = pq.read_table(f"{folder}/events.parquet").unify_dictionaries()
    types = table["type"].chunk(0).dictionary.to_pylist()
    write("event_lead.i32", table["lead_id"].to_numpy().astype(np.int32))
    write("event_type.u16", np.concatenate([c.indices.to_numpy() for c in table["type"].chunks]).astype(np.uint16))
    write("event_time.i64", table["at"].cast(pa.timestamp("us")).cast(pa.int64()).to_numpy().astype(np.int64))
    with open(f"{folder}/event_type.txt", "w") as out:
        out.write("\n".join(types))


if __name__ == "__main__":
    folder = sys.argv[1]
    leads()
    events()
