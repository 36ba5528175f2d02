"""`app/models/NAME.py`: Base, the table, Public, Create and Update."""

from collections.abc import Iterator, Sequence

from app.scaffolding.fields import Field, Relation, ScalarField
from app.scaffolding.names import Name


def model_source(name: Name, fields: Sequence[Field]) -> str:
    """The text of the module, not yet formatted."""
    return "\n\n\n".join(
        [
            "\n".join(sorted(_imports(name, fields))),
            *(_enum(name, field) for field in _enums(fields)),
            _base(name, fields),
            _table(name, fields),
            f'class {name.cls}Public({name.cls}Base):\n    """{name.phrase}."""\n\n'
            f'    id: int = Field(description="The {name.words}\'s key.")',
            f'class {name.cls}Create({name.cls}Base):\n    """A new {name.words}."""',
            _update(name, fields),
        ]
    )


def enum_name(name: Name, field: ScalarField) -> str:
    """`GadgetStatus`."""
    return name.cls + "".join(part.capitalize() for part in field.name.split("_"))


def _enums(fields: Sequence[Field]) -> Iterator[ScalarField]:
    return (field for field in fields if isinstance(field, ScalarField) and field.type_ == "enum")


def _imports(name: Name, fields: Sequence[Field]) -> Iterator[str]:
    yield "from sqlmodel import Field, SQLModel"
    yield "from app.models.patch import optional"
    for field in fields:
        if isinstance(field, Relation):
            yield "from sqlmodel import Relationship"
            yield f"from {field.target.module} import {field.target.name}"
            if field.target.key_type == "UUID":
                yield "from uuid import UUID"
        else:
            yield from field.kind.imports
    if any(_indexed(fields)):
        yield "from sqlalchemy import Index"


def _enum(name: Name, field: ScalarField) -> str:
    members = "\n".join(f'    {value.upper()} = "{value}"' for value in field.values)
    words = field.name.replace("_", " ")
    return f'class {enum_name(name, field)}(StrEnum):\n    """The {words} of a {name.words}."""\n\n{members}'


def _base(name: Name, fields: Sequence[Field]) -> str:
    lines = "\n".join(f"    {_declared(name, field)}" for field in fields)
    return f'class {name.cls}Base(SQLModel):\n    """{name.phrase}."""\n\n{lines}'


def _declared(name: Name, field: Field) -> str:
    annotation = _annotation(name, field)
    column = field.column if isinstance(field, Relation) else field.name
    options = ["default=None"] if field.optional else []
    options += _rules(name, field)
    if field.unique:
        options.append("unique=True")
    options.append(f'description="The {name.words}\'s {field.name.replace("_", " ")}."')
    return f"{column}: {annotation} = Field({', '.join(options)})"


def _annotation(name: Name, field: Field) -> str:
    if isinstance(field, Relation):
        annotation = field.target.key_type
    else:
        annotation = enum_name(name, field) if field.type_ == "enum" else field.kind.annotation
    return f"{annotation} | None" if field.optional else annotation


def _rules(name: Name, field: Field) -> list[str]:
    if isinstance(field, Relation):
        return [f'foreign_key="{field.target.table}.id"']
    if field.length is not None:
        return ["min_length=1", f"max_length={field.length}"]
    if field.digits is not None:
        digits, places = field.digits
        return [f"max_digits={digits}", f"decimal_places={places}", f"sa_type=ExactDecimal({digits}, {places})"]
    if field.type_ == "enum":
        return [f'sa_type=text_enum({enum_name(name, field)}, "{field.name}")']
    return [f"sa_type={field.kind.column}"] if field.kind.column else []


def _table(name: Name, fields: Sequence[Field]) -> str:
    relations = [field for field in fields if isinstance(field, Relation)]
    indexes = "".join(f'Index(None, "{column}", "id"), ' for column in _indexed(fields))
    options = '{"sqlite_autoincrement": True}'
    body = [f'__tablename__ = "{name.snake}"'] if "_" in name.snake else []
    body += [f"__table_args__ = ({indexes}{options})" if indexes else f"__table_args__ = {options}", ""]
    body += ["id: int = Field(default=None, primary_key=True)", ""]
    body += [_relationship(name, each, relations) for each in relations]
    lines = "\n".join(f"    {line}" if line else "" for line in body)
    return f'class {name.cls}({name.cls}Base, table=True):\n    """{name.phrase}."""\n\n{lines}'.rstrip()


def is_long_text(field: Field) -> bool:
    """Whether clients may filter and order by it although no index begins with it."""
    return isinstance(field, ScalarField) and field.type_ == "text" and not field.unique


def _indexed(fields: Sequence[Field]) -> Iterator[str]:
    """What clients filter and order by, but for long texts: each has an index, which the key makes an order of."""
    for field in fields:
        if not field.unique and not is_long_text(field):
            yield field.column if isinstance(field, Relation) else field.name


def _relationship(name: Name, relation: Relation, relations: Sequence[Relation]) -> str:
    annotation = f"{relation.target.name} | None" if relation.optional else relation.target.name
    options = '"lazy": "raise"'
    if sum(other.target == relation.target for other in relations) > 1:
        options += f', "foreign_keys": "{name.cls}.{relation.column}"'
    return f"{relation.name}: {annotation} = Relationship(sa_relationship_kwargs={{{options}}})"


def _update(name: Name, fields: Sequence[Field]) -> str:
    lines = []
    for field in fields:
        column = field.column if isinstance(field, Relation) else field.name
        annotation = _annotation(name, field).removesuffix(" | None")
        lines.append(f'    {column}: {annotation} | None = optional({name.cls}Base, "{column}")')
    return f'class {name.cls}Update(SQLModel):\n    """What to change in a {name.words}."""\n\n' + "\n".join(lines)
