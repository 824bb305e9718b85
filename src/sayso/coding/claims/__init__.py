"""Claims: every attribution in an article, as source, cue and content."""

from sayso.coding.claims.assemble import claim_at as claim_at
from sayso.coding.claims.assemble import code_claims as code_claims
