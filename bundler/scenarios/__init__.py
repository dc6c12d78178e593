"""Many ways to look at the same tasks: solved together, compared, and swept over a grid."""
