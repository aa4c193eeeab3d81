"""What a run of specs gave, as values, as a page, as JUnit XML and as three lines for a failure.

Takes the outcomes of scenarios. Gives reports. Absent: an outcome that is left out.
"""
