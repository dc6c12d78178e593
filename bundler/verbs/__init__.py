"""What the commands and the Python API both do: read plans, solve until stopped, tell and write results."""
