"""Integers that no double holds, out of Arrow's formats: a check of check_arrow.py, whose `good` runs the command and whose `same` compares bytes."""


def of(good, same):
    def beyond_doubles(folder):
        """Beyond 2^53 a number is the nearest double, whether it came as an integer or as text."""
        import tables as t
        pa = t.pa
        rules = folder / "r.ripe"
        rules.write_text("".join(f"x {op} {2**k} {'+' if j % 2 else '-'}{2**j}\n" for j, (op, k) in enumerate(
            (op, k) for k in (53, 54) for op in ("=", "<", ">"))) + "x = 9007199254740991 +64\nx <= -9007199254740993 +128\n")
        whole = sorted({s * (2**k + d) for k in (53, 54) for d in range(-3, 4) for s in (1, -1)})
        for values in [whole] + [[v] for v in whole]:  # one of them makes all doubles
            (folder / "w.csv").write_bytes(t.to_csv([("id", "int", list(range(len(values)))), ("x", "int", values)]))
            expected, _ = good(rules, folder / "w.csv")
            for kind in (pa.int64(), pa.string()):
                wide = pa.table({"id": range(len(values)), "x": pa.array(values, pa.int64()).cast(kind)})
                t.write_file(wide.to_batches(), folder / "w.arrow", wide.schema)
                t.write_parquet(wide, folder / "w.parquet")
                for name in ("w.arrow", "w.parquet"):
                    same(expected, good(rules, folder / name)[0], f"{name}, {kind}, {values}")
    return beyond_doubles
