"""The papers of a complaint in the window: what each kind asks, and how it becomes a record of the store."""
