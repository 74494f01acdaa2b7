"""The tests, as a package of their own name: a peer of the benchmark installs a package called tests too."""
