"""Everything a knowledge-base maintainer runs: read a KB folder, check it, build a bundle, measure it, publish it."""
