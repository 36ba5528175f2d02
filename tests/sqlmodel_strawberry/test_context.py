"""What hand-written fields share of an operation."""

from sqlmodel_strawberry import Context, Database


async def test_what_is_made_once_is_made_anew_after_a_write(database: Database) -> None:
    context = Context(database.session(), None)
    first = context.once("loader", object)
    assert context.once("loader", object) is first
    assert context.once("other", object) is not first
    async with context.write():
        pass
    assert context.once("loader", object) is not first
    await context.session.close()


async def test_nobody_gets_what_was_made_for_another(database: Database) -> None:
    context = Context[str | None](database.session(), None)
    first = context.once("loader", object)
    context.sign_in("ada")
    assert context.once("loader", object) is not first
    await context.session.close()
