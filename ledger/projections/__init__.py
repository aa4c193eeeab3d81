"""LOG -> STATE: pure functions from what was recorded, and three clocks, to what holds."""
