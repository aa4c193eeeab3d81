"""What a person gives, on its way to commands: files, fields, names, answers to questions.

Takes text as someone wrote it; gives entries, documents and every mistake at its place. Absent:
the terminal. A face reads and prints.
"""
