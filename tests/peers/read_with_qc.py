"""What qualitative-coding finds in a project, as one line of JSON. Runs in `.venv-peers` only.

It codes lines, and makes a corpus in the folder that it runs in.
"""

import json
import sys
from pathlib import Path

from qualitative_coding.refi_qda.reader import REFIQDAReader

reader = REFIQDAReader(Path(sys.argv[1]).resolve())
reader.unpack_project(Path.cwd())
corpus = reader.corpus
with corpus.session():
    documents = [document.file_path for document in corpus.get_documents()]
    codings = [[path, line, code, coder] for code, coder, line, path in corpus.get_coded_lines()]
    coders = [coder.name for coder in corpus.get_all_coders()]
    codes = [node.expanded_name() for node in corpus.get_codebook().flatten()]
texts = {path: (corpus.corpus_dir / path).read_bytes().decode("utf-8") for path in documents}
print(
    json.dumps({"texts": texts, "codings": codings, "coders": coders, "codes": codes}, default=str)
)
