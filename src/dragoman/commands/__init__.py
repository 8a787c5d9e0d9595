"""The commands of the program, one file each: parse, call, show."""
