"""The form of every mutation: one `input`, and a payload that says what was written or why nothing was."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.context import ResolveInfo
from sqlmodel_strawberry.cost.amounts import Share
from sqlmodel_strawberry.cost.prices import FREE, PART, Arguments, Plan, Price
from sqlmodel_strawberry.cost.pricing import PricedField
from sqlmodel_strawberry.exceptions import UserErrors
from sqlmodel_strawberry.fields.forms import Written
from sqlmodel_strawberry.fields.generated import argument, define, define_input, input_field, new_class, output_field
from sqlmodel_strawberry.fields.selections import Selected, subfields
from sqlmodel_strawberry.mutations.user_errors import UserError
from sqlmodel_strawberry.statements.visibility import Access

RECORD_STATEMENTS = 3
"""Those of a record under an idempotency key: to claim it, to purge others or read it, and to keep it."""
CLIENT_MUTATION_ID = "Anything; comes back in the payload."
COMMON_FIELDS = {"userErrors", "clientMutationId", "query"}
"""The fields of every payload."""


@dataclass
class Payload:
    """A mutation's answer: the row or rows, or why there are none."""

    row: Any = None
    user_errors: Sequence[UserError] = ()
    client_mutation_id: str | None = None
    was_created: bool | None = None


def define_payload(name: str, fields: Sequence[StrawberryField], description: str, query: type) -> Any:
    """`CreateHeroPayload`: its own fields, `userErrors`, and the way on to the rest of the graph."""
    return define(
        new_class(f"{name}Payload"),
        f"{name}Payload",
        [
            *fields,
            output_field(
                "userErrors",
                list[UserError],
                lambda source, _info: source.user_errors,
                "Why nothing was written; empty on success.",
                price=FREE,
            ),
            output_field(
                "clientMutationId", str | None, lambda source, _info: source.client_mutation_id, "From the input."
            ),
            output_field(
                "query",
                query,
                lambda _source, _info: (),
                "All of the API, read after this write.",
                price=PART,
                form=Written.QUERY,
            ),
        ],
        description,
    )


def row_field(name: str, row_type: Any) -> StrawberryField:
    """The row or rows that a mutation wrote."""
    price = Price(_rows_share, statements=0)
    return output_field(name, row_type | None, _shown_rows, "Null if refused.", (), price, Written.ROWS)


def payload_row(source: Payload, _info: ResolveInfo) -> Any:
    """What was written."""
    return source.row


def _shown_rows(source: Payload, info: ResolveInfo) -> Any:
    row = source.row
    if row is not None:
        info.context.session.tally.rows += len(row) if isinstance(row, list) else 1
    return row


class WriteCost(NamedTuple):
    """What a write costs, its payload aside."""

    returned: int
    """Rows in the payload."""
    written: int
    """Rows written, as many as the input names."""
    statements: int
    """That run at most, where no other writes are in the way and no constraint is broken."""


def _rows_share(asked: PricedField) -> Share:
    cost = asked.parent.weight if asked.parent else None
    return (Share(rows=1) + asked.below()).times(cost.returned if isinstance(cost, WriteCost) else 1)


def define_mutation_input(name: str, fields: Sequence[StrawberryField], description: str) -> Any:
    """`CreateHeroInput`: the mutation's own fields and `clientMutationId`."""
    common = input_field("clientMutationId", str | None, CLIENT_MUTATION_ID)
    return define_input(new_class(f"{name}Input"), f"{name}Input", [*fields, common], description)


def mutation_field(
    name: str,
    input_type: Any,
    payload_type: Any,
    description: str,
    write: Callable[..., Awaitable[Any]],
    cost: Callable[[Mapping[str, Any], Access], WriteCost],
    statements: int = 1,
    *,
    by_input: bool = True,
) -> StrawberryField:
    """A root mutation field.

    `write(info, input)` returns what was written, or a whole Payload; the user errors it raises become the payload's.
    `cost(input, access)` is what it costs, and refuses an input that is too large; the schema tells `statements`.
    Without `by_input` every input costs the same.
    """

    def plan(arguments: Arguments, _selected: Selected, access: Access) -> WriteCost:
        return cost(arguments["input"], access)

    def share(asked: PricedField) -> Share:
        found: WriteCost = asked.weight
        statements = found.statements + (RECORD_STATEMENTS if asked.context.keyed else 0)
        return Share(found.written, statements) + asked.below()

    async def resolve(_source: Any, info: ResolveInfo, input: Mapping[str, Any]) -> Payload:
        context, client_mutation_id = info.context, input.get("clientMutationId")
        context.begin(str(info.path.key))
        try:
            answer = await write(info, input)
        except UserErrors as refusal:
            return Payload(None, refusal.errors, client_mutation_id)
        context.session.tally.rows += context.plan(info).written
        if isinstance(answer, Payload):
            return replace(answer, client_mutation_id=client_mutation_id)
        return Payload(answer, client_mutation_id=client_mutation_id)

    what = [argument("input", input_type, "What to do.")]
    price = Price(share, statements, plan=Plan(plan, lambda cost: cost, by_input))
    return output_field(name, payload_type, resolve, description, what, price, Written.MUTATION)


def selected_rows(info: ResolveInfo, field_name: str) -> Any:
    """The nodes that select the payload's row or rows."""
    payload_name = f"{info.field_name[0].upper()}{info.field_name[1:]}Payload"
    return subfields(info, info.field_nodes, payload_name).get(field_name, ())
