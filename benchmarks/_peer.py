"""One other library as a process of its own: reads queries from stdin, answers each with its time and what it found.

`python benchmarks/_peer.py txtai|chromadb MODEL_FOLDER PASSAGES.json`; it may run in another environment.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

Search = Callable[[str], list[int]]


def txtai(model: str, passages: list[str]) -> Search:
    """As its documentation begins: an index of texts by a sentence-transformers model."""
    from txtai import Embeddings

    index = Embeddings(path=model, method="sentence-transformers", backend="faiss")
    index.index(enumerate(passages))
    return lambda text: [int(uid) for uid, _ in index.search(text, 10)]


def chromadb(model: str, passages: list[str]) -> Search:
    """A persistent collection with its sentence-transformers function, cosine space."""
    import chromadb as library
    from chromadb.config import Settings
    from chromadb.utils.embedding_functions import SentenceTransformerEmbeddingFunction

    client = library.PersistentClient(tempfile.mkdtemp(prefix="peer-"), Settings(anonymized_telemetry=False))
    embed = SentenceTransformerEmbeddingFunction(model_name=model, device="cpu", normalize_embeddings=True)
    collection = client.create_collection("passages", embedding_function=embed, metadata={"hnsw:space": "cosine"})
    for start in range(0, len(passages), 500):
        part = passages[start : start + 500]
        collection.add(ids=[str(i) for i in range(start, start + len(part))], documents=part)
    return lambda text: [int(i) for i in collection.query(query_texts=[text], n_results=10)["ids"][0]]


def main() -> int:
    """Index, say so, then answer until stdin ends."""
    name, model, file = sys.argv[1:]
    passages = json.loads(Path(file).read_text(encoding="utf-8"))
    try:
        search = {"txtai": txtai, "chromadb": chromadb}[name](model, passages)
    except ImportError as error:
        print(json.dumps({"absent": str(error)}), flush=True)
        return 0
    search("warm up")
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        text = json.loads(line)
        started = perf_counter()
        found = search(text)
        print(json.dumps({"ms": (perf_counter() - started) * 1000, "found": found}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
