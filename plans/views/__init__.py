"""The student's plan, page by page."""
