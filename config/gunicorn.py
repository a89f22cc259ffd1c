"""How gunicorn serves the product in production; docker-compose.yml and docs/operations.md start it with this file."""

import multiprocessing
import os

bind = os.environ.get("WEB_BIND", "0.0.0.0:8000")
workers = int(os.environ.get("WEB_CONCURRENCY") or min(multiprocessing.cpu_count() * 2, 8))
threads = 4
# A filing of 200 MB over a slow line takes minutes; a worker that answers nothing for longer is stuck.
timeout = 300
graceful_timeout = 30
# Fresh processes now and then, not all at once, give memory back that large reports took.
max_requests = 2000
max_requests_jitter = 200
# Heartbeats in memory: on a busy disk a file's time stamp may come late and cost a healthy worker its life.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - memory, where gunicorn makes a file of its own
accesslog = "-"
# Nobody steers it from outside; the socket would lie in a folder that may not be written.
control_socket_disable = True
