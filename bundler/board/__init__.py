"""The live board: jobs stacked together on the screen in the room."""
