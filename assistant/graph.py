"""The line from question to answer, as a LangGraph graph. Reading this file tells the architecture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from langgraph.graph import END, START, StateGraph

from assistant.state import State

if TYPE_CHECKING:
    from assistant.steps import Steps


def _na_interpretatie(state: State) -> str:
    soort = state["interpretatie"].soort
    if soort not in {"vraag", "aanval", "buiten", "groet"}:
        raise ValueError(f"onbekende soort {soort!r}")
    return "scope" if soort == "vraag" else "write"


def bouw_graph(steps: Steps) -> Any:
    """Compile the line: guard, interpret, scope, tools, retrieve, write, verify."""
    graph = StateGraph(State)
    for naam in ("guard", "interpret", "scope", "tools", "retrieve", "write", "verify"):
        graph.add_node(naam, getattr(steps, naam))
    graph.add_edge(START, "guard")
    graph.add_edge("guard", "interpret")
    graph.add_conditional_edges("interpret", _na_interpretatie, ["scope", "write"])
    graph.add_edge("scope", "tools")
    graph.add_edge("tools", "retrieve")
    graph.add_edge("retrieve", "write")
    graph.add_edge("write", "verify")
    graph.add_edge("verify", END)
    return graph.compile()
