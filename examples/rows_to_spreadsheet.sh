#!/usr/bin/env bash
# Code a folder of articles and write its rows as a table: examples/rows_to_spreadsheet.sh FOLDER
set -euo pipefail
sayso code "$1" -o rows.ledger || [ $? -eq 3 ] # 3: some inputs failed, the others are done
sayso show rows.ledger > rows.tsv
echo "rows.tsv has $(($(wc -l < rows.tsv) - 1)) rows"
