"""What becomes of a pack when something goes wrong: notebooks, writes, kills, runs at once."""
