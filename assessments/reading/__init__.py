"""An assessment and what belongs to it, as rows of question and answer to be read."""
