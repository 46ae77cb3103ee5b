"""What turns `docs/` into the site: examples, terms, citations, formulas and figures."""
