"""What may identify a person in a report: found, shown to a person, replaced by a label.

Rooms below `stages` never import each other; this one needs only the domain and simplemma.
"""
