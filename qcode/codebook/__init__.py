"""The coding guide: YAML files → `Codebook`. Standard library, the YAML library and the types only."""

from qcode.codebook.load import load, loads

__all__ = ["load", "loads"]
