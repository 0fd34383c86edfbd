"""Pages with labelled lines, made by grammars and composable designs. See README.md; run as `python -m extraction_pages`."""
