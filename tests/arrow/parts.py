"""Leads in parts on disk, out of Arrow's formats: a check of check_arrow.py, whose `good` runs the command and whose `same` compares bytes."""
import random


def of(good, same):
    def in_parts(folder):
        """Leads in parts on disk, and read twice: events and ids of every type of number, as without a limit."""
        import tables as t
        pa = t.pa
        names = {"i8": pa.int8(), "i16": pa.int16(), "i32": pa.int32(), "i64": pa.int64(), "f32": pa.float32(), "f64": pa.float64(), "none": pa.null()}
        event = ", ".join(f"{n}: number" for n in names)
        (folder / "r.ripe").write_text(f"field size: number\nevent buy {{ {event}, note: text }}\nfield vip: yesno\nsize > 3 +1\nvip +0.25\n" + "".join(
            f"sum of buy.{n} in 60d >= {40 + 9 * i} +{1 << i}\n" for i, n in enumerate(names)) + 'buy where note = "x" in 60d +0.5 each up to 7\n')
        r = random.Random(3)
        for ids in (pa.int64(), pa.string()):
            made = pa.array([i * 3 % 400 for i in range(390)] + [3, 9]).cast(ids)
            t.write_parquet(pa.table({"id": made, "size": pa.array([None if i % 7 == 0 else i % 9 for i in range(392)], pa.int32()),
                                      "vip": pa.array([None if i % 5 == 0 else i % 2 == 0 for i in range(392)])}), folder / "l.parquet", row_group_size=101)
            count = 3000
            columns = {n: pa.array([None if kind == pa.null() or r.random() < 0.1 else r.randrange(100) for _ in range(count)]).cast(kind)
                       for n, kind in names.items()}
            t.write_parquet(pa.table({"lead_id": pa.array([r.randrange(500) for _ in range(count)]).cast(ids), "type": ["buy"] * count,
                                      "at": [f"2026-{r.randrange(8, 12):02}-10T00:00:00Z" for _ in range(count)],
                                      "note": [r.choice("xyz") for _ in range(count)], **columns}), folder / "e.parquet", row_group_size=700)
            arguments = (folder / "r.ripe", folder / "l.parquet", "--events", folder / "e.parquet")
            expected, said = good(*arguments)
            assert len(set(expected.split(b"\n"))) > 100, expected[:300]
            for room in ("1000000", "90000000"):
                for threads in ("1", "3"):
                    out, err = good(*arguments, "--memory-limit", "900MB", "--threads", threads, env={"RIPE_MEMORY_ROOM": room})
                    same(expected, out, f"ids {ids}, room {room}, {threads} threads")
                    assert err == said, err
            why, _ = good(*arguments, "--id", "9", command="explain")
            assert b"9  score " in why and b"sum of buy.i64" in why, why
            _, err = good(*arguments, "--memory-limit", "900MB", "--profile", env={"RIPE_MEMORY_ROOM": "1000000"})
            assert "part leads" in err, err
    return in_parts
