"""One frozen, canonical case: what is printed, attached as case.json and checked later."""
