"""Shards in parts: folders of Parquet files, each with the codings of some articles, whole or not there."""
