import gc

# Before the imports, which make hundreds of thousands of objects that stay: looking among them for garbage after every
# few hundred new ones takes a fifth of the start and a twentieth of a page.
gc.set_threshold(50_000, 20, 50)

from config.celery import app as celery_app  # noqa: E402 - see above

__all__ = ["celery_app"]
