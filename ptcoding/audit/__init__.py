"""A table of visits turned into a table of claims and findings, on one machine and whole tables at a time.

It needs the extra ``audit``, which brings Polars.
"""
