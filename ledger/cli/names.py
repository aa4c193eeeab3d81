"""What the command is called, and the variable by which a shell asks it to complete a line."""

PROGRAM = "claims"
COMPLETION = "_CLAIMS_COMPLETE"
