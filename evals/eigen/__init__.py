"""Documents that people bring themselves, and how well the assistant answers from them (`python -m evals.eigen`)."""
