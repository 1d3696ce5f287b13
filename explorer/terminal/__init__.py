"""The terminal layer: driver, input parsing, detection of features, palettes, and lean output."""
