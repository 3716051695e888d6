"""A report that authors keep writing in: their Word document, with what must stay current filled
in at the places they marked."""
