"""M50: a reminder of integrity to leading officials before each statutory holiday."""
