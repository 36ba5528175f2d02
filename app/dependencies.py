"""What requests need and tests override, as FastAPI dependencies."""

from fastapi import Request

from sqlmodel_strawberry.database import Database


def get_database(request: Request) -> Database:
    """The database of this process, made when the application started."""
    database: Database = request.app.state.database
    return database


def get_viewer(request: Request) -> None:
    """Who asks: nobody is known yet."""
    return None
