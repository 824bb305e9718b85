"""Whether a deed happened, and how surely, as the text puts it."""

from sayso.coding.grades.grade import Grade as Grade
from sayso.coding.grades.grade import grade as grade
