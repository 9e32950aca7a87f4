"""What we know about youth-care contracts, and how it is found."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""Read by numpy when it loads: products of this size gain nothing from threads, and those wait for work by spinning.
On two cores that halved the questions answered a second, of 8 callers at once. A setting of the user's own stays."""
