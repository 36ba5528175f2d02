import gc

# Nothing of what is imported becomes garbage: to look for it takes a tenth of the time.
gc.disable()

from app.cli import app  # noqa: E402

gc.enable()
app()
