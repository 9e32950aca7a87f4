"""What example questions teach, and weights fitted on questions: which tool, which passage, or not answered at all."""
