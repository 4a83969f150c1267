"""The papers of a complaint: requests, statements, findings and the like, each as rows and a sheet to fill in."""
