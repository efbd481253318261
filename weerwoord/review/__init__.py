"""Reading conversations afterwards: find, correct, sample, agree. What is learned goes to the editors."""
