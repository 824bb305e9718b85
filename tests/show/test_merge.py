"""``sayso merge``: several ledgers into one."""

from __future__ import annotations

import json
from pathlib import Path

from .support import codes, sayso


def test_shards_make_one_ledger(article: Path, ledger: Path, tmp_path: Path) -> None:
    """It holds what coding both in one would have given, and a second time nothing is new."""
    other, shard, whole, my = (tmp_path / name for name in ("other.txt", "b", "whole", "my"))
    other.write_text("Kenya accused Tanzania of smuggling. Tanzania denied it.\n")
    sayso("code", other, "-o", shard)
    sayso("code", article, other, "-o", whole)
    result = sayso("merge", my, ledger, shard)
    assert result.code == 0
    assert "2 of 2 shards" in result.err
    assert "2 articles" in result.err
    listed = [json.loads(sayso("show", path, "--json").out.splitlines()[-1])["id"] for path in (my, whole)]
    assert listed[0] == listed[1]
    assert sayso("show", my, "--json").out == sayso("show", whole, "--json").out
    assert "0 articles, 0 rows, 0 decisions new" in sayso("merge", my, ledger, shard).err
    assert sayso("verify", my).code == 0


def test_what_cannot_be_merged_is_told(ledger: Path, tmp_path: Path) -> None:
    """The others come in, and the exit code tells."""
    (tmp_path / "text").write_text("nothing\n")
    my = tmp_path / "my"
    result = sayso("merge", my, tmp_path / "missing", tmp_path / "text", ledger, my)
    assert result.code == 3
    assert codes(result.err) == ["S304", "S302", "S370"]
    assert "1 of 4 shards" in result.err
    assert sayso("merge", my).code == 2
