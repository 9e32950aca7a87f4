"""The web application: HTTP interface and pages around the assistant; this machine only."""
