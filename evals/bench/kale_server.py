"""A server of the parts that ours is made of, with nothing of ours in it but the model's loading: the floor of a start.

python -m evals.bench.kale_server

It imports FastAPI, LangGraph and SQLAlchemy, loads the embedding model and embeds one text; only then it says that it
is ready. Chroma, tantivy, the knowledge base and the index are not in it, so that no server of these parts is faster.
"""

from __future__ import annotations

import socket


def main() -> None:
    """Serve `/readyz` on a free port of this machine, whose address is printed, until it is stopped."""
    import langgraph.graph
    import sqlalchemy.orm
    import uvicorn
    from fastapi import FastAPI

    from knowledge.embedding import get_embeddings

    app = FastAPI(title=f"{langgraph.graph.StateGraph.__name__} en {sqlalchemy.orm.Session.__name__}")

    @app.get("/readyz")
    def readyz() -> str:
        return "klaar"

    get_embeddings().embed_query("Welke procedure geldt voor mijn cliënt?")
    poort = socket.create_server(("127.0.0.1", 0))
    print(f"http://127.0.0.1:{poort.getsockname()[1]}", flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[poort])


if __name__ == "__main__":
    main()
