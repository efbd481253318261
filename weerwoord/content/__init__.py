"""What the assistant says and whom it names: FAQ, first aid, directory, routing."""
