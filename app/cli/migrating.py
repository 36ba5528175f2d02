"""What commands do to a database: bring its tables up to date, and fill them."""

import asyncio

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from app import migrate
from app.cli.terminal import shown_url
from app.database import connect
from app.seed import NotEmpty, is_empty, seed
from app.settings import Settings
from sqlmodel_strawberry.cli.terminal import console, say


def migrated(settings: Settings, revision: str = "head") -> None:
    """Migrate the database up, and say where it is."""
    asyncio.run(migrate.upgrade(settings.database_url, revision))
    say(f"{shown_url(settings)} is at {migrate.current_head() if revision == 'head' else revision}.")


def seeded(settings: Settings, scale: int, *, where_empty: bool) -> None:
    """Fill the database.

    Raises:
        NotEmpty: there are rows in it, unless nothing is to be done but `where_empty`.
    """

    async def work() -> None:
        database = connect(settings)
        try:
            if not await is_empty(database):
                if where_empty:
                    return
                raise NotEmpty
            with Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                console=console,
            ) as progress:
                tasks: dict[str, TaskID] = {}

                def report(table: str, written: int, of: int) -> None:
                    if table not in tasks:
                        tasks[table] = progress.add_task(table)
                    progress.update(tasks[table], completed=written, total=of)

                await seed(database, scale=scale, report=report)
        finally:
            await database.dispose()

    asyncio.run(work())
