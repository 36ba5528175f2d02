"""One operation: made ready, run within its time, its errors masked."""
