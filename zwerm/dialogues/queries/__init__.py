"""One file per job: take_part, results, prepare, lead, material."""
