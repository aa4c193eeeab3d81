"""One web page -> the words of its article, and what the page declares about itself.

Takes the bytes or the markup of a page. Gives text with a line for each block, and suggestions of
title, publisher and day. Absent: any word that a reader of the page does not see.
"""
