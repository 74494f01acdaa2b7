"""The reference work by others: what a good modeller would write with each tool, in its own idiom."""
