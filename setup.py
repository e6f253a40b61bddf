"""The compiled parts of the package; all else about it is in pyproject.toml.

They make reading faster and change nothing of what is read (docs/decisions.md, "Speed"). Where there is no compiler,
the package is built without them.
"""

from setuptools import Extension, setup

# No path of the folder that it was built in, so that each build gives the same bytes; and no product is added before it
# is rounded, so that each machine gives the same scores.
FLAGS = ["-g0", "-ffp-contract=off"]

setup(
    ext_modules=[
        Extension("qamill.text._digest", ["pipeline/text/_digest.c"], extra_compile_args=FLAGS, optional=True),
        Extension("qamill.text._words", ["pipeline/text/_words.c"], extra_compile_args=FLAGS, optional=True),
        Extension(
            "qamill.dedup.near._numbered",
            ["pipeline/dedup/near/_numbered.c"],
            extra_compile_args=FLAGS,
            optional=True,
        ),
        Extension(
            "qamill.parse.formats.attribution._ordinary",
            ["pipeline/parse/formats/attribution/_ordinary.c"],
            extra_compile_args=FLAGS,
            optional=True,
        ),
        Extension(
            "qamill.parse.visible._walk", ["pipeline/parse/visible/_walk.c"], extra_compile_args=FLAGS, optional=True
        ),
        Extension("qamill.validate._look", ["pipeline/validate/_look.c"], extra_compile_args=FLAGS, optional=True),
        Extension(
            "qamill.validate._model",
            ["pipeline/validate/_model.c"],
            extra_compile_args=FLAGS,
            libraries=["m"],
            optional=True,
        ),
    ]
)
