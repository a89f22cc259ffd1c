"""Long work as rows: progress, cancel, retry, result file; Celery runs it, and running twice does no harm."""
