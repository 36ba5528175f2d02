"""What generated fields are made of: their types and forms, what is selected below them, and how they name a row."""
