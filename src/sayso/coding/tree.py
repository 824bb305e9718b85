"""Temporary: the tree lives in sayso.tree; import it from there."""

from sayso.tree import Tree as Tree
