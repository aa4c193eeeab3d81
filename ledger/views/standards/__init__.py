"""CLAIMS in the formats of others: W3C Web Annotations, and nanopublications with PROV.

Takes ``SourcedClaim`` values and an imprint; gives text. Absent: a vocabulary where a public one
has the word, the names of analysts, and a library: both formats are written here, and read by
others' programs in the tests.
"""
