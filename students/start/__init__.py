"""The student's first page: what happens next, in what order, and who helps."""
