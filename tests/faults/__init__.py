"""A short run of the faults that quality/faults brings about by the hundred."""
