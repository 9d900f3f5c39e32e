"""One file a sheet; each writes its page from the plan."""
