"""What leaves the study: the workbook, and passages for machines. Content only; the study puts files in place."""
