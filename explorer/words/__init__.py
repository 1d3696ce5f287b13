"""The words of the interface: their model, texts in all languages, and the translator that says them."""
