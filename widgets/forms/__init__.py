"""The form in which a complaint is registered and corrected."""
