"""Who employs, under which CAO, whose social return: for every job, with the norm behind each line."""
