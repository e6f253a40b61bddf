"""Records of a release in the shapes that other programs read; `shapes` lists them, `run` writes one."""
