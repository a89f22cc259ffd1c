"""The pages of meetings beside those of the frame: the sheet, first agenda items."""
