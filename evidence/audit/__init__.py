"""The auditor's checks of one case: sixteen questions, each passed, failed, or cannot tell with the reason."""
