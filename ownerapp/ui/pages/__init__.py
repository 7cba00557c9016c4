"""The pages of the window: each draws a state and passes on what the person pressed."""
