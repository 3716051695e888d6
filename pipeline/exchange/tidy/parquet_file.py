"""A table as Parquet, with the type of every column and its meaning inside."""

from __future__ import annotations

from io import BytesIO

from pipeline.exchange.tidy.table import DataTable, Kind


def parquet_bytes(table: DataTable) -> bytes:
    """The table; the same rows give the same bytes.

    Text stands there as it was said: nothing calculates in a Parquet file. What the table and its
    columns are, and how sensitive, stands in the metadata (`oza.sensitivity`, `nl`, `en`).
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {
        Kind.INTEGER: pa.int64(),
        Kind.NUMBER: pa.float64(),
        Kind.YES_NO: pa.bool_(),
    }
    fields, arrays = [], []
    for at, column in enumerate(table.columns):
        kind = kinds.get(column.kind, pa.string())
        fields.append(pa.field(column.name, kind, metadata={"nl": column.nl, "en": column.en}))
        arrays.append(pa.array(list(table.column(at)), type=kind, from_pandas=False))
    about = {"oza.table": table.name, "oza.sensitivity": table.sensitivity, "nl": table.nl}
    schema = pa.schema(fields, metadata={**about, "en": table.en})
    stream = BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), stream, compression="zstd")
    return stream.getvalue()
