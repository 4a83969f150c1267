"""The sheet on which a ticket list is looked at before anything of it is registered."""
