"""The dispatch corpus: composed reports with everything an analyst would note marked in them, and its tools."""
