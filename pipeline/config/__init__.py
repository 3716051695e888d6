"""The study as data: study.toml, wording.toml, codes.yaml and chapters.toml as frozen values.

Everything is parsed and checked once, here; the rest of the program gets plain values and never
meets a dictionary of anything. Every refusal names the file and the line.
"""
