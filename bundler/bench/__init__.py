"""Measuring: named suites of instances, solved by bundler and by other ways side by side."""
