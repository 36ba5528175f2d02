"""The engine that peers in Python share."""

from __future__ import annotations

import os

from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession


def connect() -> AsyncEngine:
    """With as many connections as every system keeps."""
    url = make_url(os.environ["DSN"]).set(drivername="postgresql+asyncpg")
    return create_async_engine(url, pool_size=int(os.environ["POOL_SIZE"]), max_overflow=0)


def sessions(engine: AsyncEngine) -> async_sessionmaker[AsyncSession]:
    """What makes sessions."""
    return async_sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)
