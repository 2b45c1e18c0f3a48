"""Everything that finds: bundle, encoder, dense and lexical search, ranking, calibration, suggestions."""
