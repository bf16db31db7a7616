"""CSL elements -> Python closures, each element once; a macro is one shared closure, never copied into its callers.

Every rendering element has a module of its own here that binds `compile_element(compiler, element) -> Render`.
"""

from __future__ import annotations

from biblio.styles.csl.compile.compiler import Compiler
from biblio.styles.csl.scope import Render, Scope

__all__ = ["Compiler", "Render", "Scope"]
