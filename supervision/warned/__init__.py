"""Warning notices seen from supervision: an open one is an open problem of its unit."""
