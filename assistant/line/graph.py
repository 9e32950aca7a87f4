"""The line from question to answer, as a LangGraph graph. Reading this file tells the architecture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from langgraph.graph import END, START, StateGraph

from assistant.line.state import State

if TYPE_CHECKING:
    from assistant.line.steps import Steps
    from assistant.line.tracing import Spoor


def _na_interpretatie(state: State) -> str:
    soort = state["interpretatie"].soort
    if soort not in {"vraag", "aanval", "buiten", "groet", "dank"}:
        raise ValueError(f"onbekende soort {soort!r}")
    return "scope" if soort == "vraag" else "write"


def _na_splitsen(state: State) -> str:
    return "whom" if state.get("voor_wie") else "interpret"


def _meer(state: State) -> str:
    return "next" if len(state["klaar"]) + 1 < len(state["vragen"]) else "join"


def _na_verificatie(state: State) -> str:
    onduidelijk = state["answer"].status != "answered" and state["interpretatie"].soort == "vraag"
    return "reread" if onduidelijk and state.get("eerste") is None else "phrase"


def _na_herlezen(state: State) -> str:
    return "interpret" if state.get("lezing") else "phrase"


def bouw_graph(steps: Steps, spoor: Spoor | None = None) -> Any:
    """Compile the line: guard, split, then for every question interpret to verify, and join.

    With a language model an unclear question is read again, once, and what was verified is put into its words.
    """
    graph = StateGraph(State)

    def voeg_toe(naam: str) -> None:
        stap: Any = getattr(steps, naam)
        if spoor is not None:
            stap = spoor.stap(naam, stap)
        graph.add_node(naam, stap)

    for naam in (
        "guard",
        "split",
        "whom",
        "interpret",
        "scope",
        "tools",
        "retrieve",
        "write",
        "verify",
        "next",
        "join",
    ):
        voeg_toe(naam)
    graph.add_edge(START, "guard")
    graph.add_edge("guard", "split")
    graph.add_conditional_edges("split", _na_splitsen, ["whom", "interpret"])
    graph.add_edge("whom", END)
    graph.add_conditional_edges("interpret", _na_interpretatie, ["scope", "write"])
    graph.add_edge("scope", "tools")
    graph.add_edge("tools", "retrieve")
    graph.add_edge("retrieve", "write")
    graph.add_edge("write", "verify")
    if steps.met_model:
        voeg_toe("reread")
        voeg_toe("phrase")
        graph.add_conditional_edges("verify", _na_verificatie, ["reread", "phrase"])
        graph.add_conditional_edges("reread", _na_herlezen, ["interpret", "phrase"])
        graph.add_conditional_edges("phrase", _meer, ["next", "join"])
    else:
        graph.add_conditional_edges("verify", _meer, ["next", "join"])
    graph.add_edge("next", "interpret")
    graph.add_edge("join", END)
    return graph.compile()
