"""Benchmarks of the index: every figure beside a floor of the same run, since machines are shared and noisy."""
