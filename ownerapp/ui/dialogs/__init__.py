"""What is asked over a page: a question on a sheet, the notice, what to export."""
