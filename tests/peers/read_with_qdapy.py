"""What qdaPy finds in a project, as one line of JSON. Runs in `.venv-peers` only."""

import json
import sys

from qdapy import read_qdpx

found = read_qdpx(sys.argv[1], warn=False)
rows = found.fragments.fillna("").to_dict("records")
print(
    json.dumps(
        {
            "codes": found.codebook[["code", "color", "memo"]].fillna("").values.tolist(),
            "coders": found.coders,
            "sources": found.sources,
            "codings": [
                [
                    row["title"], int(row["positionStart"]), int(row["positionEnd"]), row["text"],
                    row["codeId"], row["codedBy"], row["codedAt"],
                ]
                for row in rows
            ],
        }
    )
)  # fmt: skip
