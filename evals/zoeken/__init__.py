"""How well passages are found: question sets with judged files, metrics, peers in the same run, a report."""
