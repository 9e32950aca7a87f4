"""Question sets, scores and benchmarks."""
