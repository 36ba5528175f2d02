"""What a database says of its own schema, so that two can be compared: also what `alembic check` cannot see."""

import re

from sqlalchemy import Connection, text

from sqlmodel_strawberry.database.engine import Database

_POSTGRES = {
    "column": """
        SELECT c.relname || '.' || a.attname,
               concat_ws(' ', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'NOT NULL' END,
                         'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated)
        FROM pg_attribute a
        JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attnum > 0 AND NOT a.attisdropped""",
    "constraint": """
        SELECT conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'""",
    "index": "SELECT tablename || '.' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "sequence": "SELECT sequencename, data_type::text FROM pg_sequences WHERE schemaname = 'public'",
}
_SQLITE = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"


async def schema_facts(database: Database) -> dict[str, str]:
    """Every column, constraint and index by name, in the database's own words; Alembic's table aside."""
    async with database.engine.connect() as connection:
        read = _sqlite_facts if database.dialect == "sqlite" else _postgres_facts
        facts = await connection.run_sync(read)
    return {name: fact for name, fact in facts.items() if "alembic_version" not in name}


def _postgres_facts(connection: Connection) -> dict[str, str]:
    facts = {}
    for kind, query in _POSTGRES.items():
        for name, definition in connection.execute(text(query)):
            facts[f"{kind} {name}"] = definition
    return facts


def _sqlite_facts(connection: Connection) -> dict[str, str]:
    facts = {}
    for kind, name, sql in connection.execute(text(_SQLITE)):
        if kind == "table":
            # The order of columns and constraints is no fact: a rebuilt table may differ in it.
            for clause in _clauses(sql):
                facts[f"{kind} {name}: {clause}"] = ""
        else:
            facts[f"{kind} {name}"] = _normal(sql)
    return facts


def _clauses(create_table: str) -> list[str]:
    """The comma-separated parts between the outer parentheses, and what follows them."""
    body, tail = create_table.split("(", 1)[1].rsplit(")", 1)
    parts = [""]
    depth = 0
    for token in re.split(r"('(?:[^']|'')*'|[(),])", body):
        depth += (token == "(") - (token == ")")
        if token == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += token
    return [_normal(part) for part in [*parts, tail] if part.strip()]


def _normal(sql: str) -> str:
    return " ".join(sql.replace('"', "").split())
