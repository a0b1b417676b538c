"""The score ledger's pages: logging practice exams and reading them."""
