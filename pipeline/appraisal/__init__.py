"""Weighing options on criteria, and the decision graphs that help to choose one."""
