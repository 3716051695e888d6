"""Label Studio (labelstud.io): tasks and a labelling configuration out, annotations back in.

One task is one segment. The codes are a taxonomy; below each of them stand the stances, so that a
code with its stance is one choice. What Label Studio gives back is told in its own guide
(https://labelstud.io/guide/task_format, https://labelstud.io/guide/export).
"""
