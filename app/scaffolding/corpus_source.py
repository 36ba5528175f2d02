"""`tests/queries/NAME.graphql`: a document that uses every field and argument of a resource."""

from collections.abc import Sequence

from graphql import parse, print_ast

from app.scaffolding.fields import Field, Relation, ScalarField
from app.scaffolding.names import Name, camel
from app.scaffolding.operations import lookup_id, plural, singular, values

FAILURES = "userErrors { __typename code message path }"


def corpus_source(name: Name, fields: Sequence[Field]) -> str:
    """The text of the document. The rows it writes have the keys 1, 2, and so on."""
    one, many, cls = singular(name), plural(name), name.cls
    classes = many[0].upper() + many[1:]
    first, patch = fields[0], f"{{{fields[0].graphql}: {fields[0].literal(9)}}}"
    ids = [lookup_id(name, number) for number in range(1, 4)]
    unique = next((field for field in fields if field.unique), None)
    lines = [
        f"create{cls}(input: {{{one}: {values(fields, 1)}}}) {{ {one} {{ {_row(fields)} }} {FAILURES} }}",
        f"create{classes}(input: {{{many}: [{values(fields, 2)}, {values(fields, 3)}]}}) "
        f"{{ {many} {{ id }} {FAILURES} }}",
        f"update{cls}(input: {{id: {ids[0]}, patch: {patch}}}) {{ {one} {{ {first.graphql} }} {FAILURES} }}",
        f"update{classes}(input: {{patches: [{{id: {ids[1]}, patch: {patch}}}]}}) {{ {many} {{ id }} {FAILURES} }}",
        f"delete{cls}(input: {{id: {ids[1]}}}) {{ {one} {{ id }} {FAILURES} }}",
        f"delete{classes}(input: {{ids: [{ids[2]}]}}) "
        f"{{ {many} {{ id }} {FAILURES} query {{ {_reading(name, fields)} }} }}",
    ]
    if unique is not None:
        key = camel(unique.column if isinstance(unique, Relation) else unique.name)
        on = "".join(f"_{letter}" if letter.isupper() else letter for letter in key).upper()
        upsert = (
            f"upsert{cls}(input: {{{one}: {values(fields, 2)}, on: {on}}}) {{ {one} {{ id }} wasCreated {FAILURES} }}"
        )
        lines.insert(4, upsert)
    document = print_ast(parse(f"mutation {{ {' '.join(lines)} }}"))
    return f"# {name.phrase}: written, refused, and read with every argument.\n{document}\n"


def _row(fields: Sequence[Field]) -> str:
    shown = [field.graphql for field in fields]
    edges = [f"{camel(field.name)} {{ {field.target.field} }}" for field in fields if isinstance(field, Relation)]
    return " ".join(["id", "databaseId", *shown, *edges])


def _reading(name: Name, fields: Sequence[Field]) -> str:
    many, group = plural(name), fields[0]
    by = _screaming(group)
    listed = [
        f"first: 2, offset: 0, after: null, orderBy: [{{{group.graphql}: DESC}}]",
        f"last: 1, before: null, filter: {{{group.graphql}: {{isNull: false}}}}",
    ]
    parts = [
        f"start: {many}({listed[0]}) {{ totalCount edges {{ cursor node {{ {_row(fields)} }} }} }}",
        f"back: {many}({listed[1]}) {{ nodes {{ id }} pageInfo {{ hasPreviousPage }} }}",
        f"figures: {many} {{ aggregate {{ count }} groups(by: [{by}], first: 2) {{ aggregate {{ count }} }} }}",
        f"{singular(name)}(by: {{id: {lookup_id(name, 1)}}}) {{ databaseId }}",
    ]
    return " ".join(parts)


def _screaming(field: Field) -> str:
    if isinstance(field, Relation):
        return field.column.upper()
    return f"{field.name}_month".upper() if _is_instant(field) else field.name.upper()


def _is_instant(field: ScalarField) -> bool:
    return field.type_ == "datetime"
