"""From text cells to typed rows: what can be read is converted, what cannot is found and explained."""
