"""What moves a due day: suspensions (counting stops) and extensions, asked for by one person, decided by another."""
