"""Table of contents of this application's GraphQL API."""

from collections.abc import Sequence

from app.models import IdempotencyRecord
from app.services.identity import Identity, ephemeral_identity
from graphql_schema.category import CategoryType
from graphql_schema.hero import HeroMutations, HeroType
from graphql_schema.identity import IdentityMutations, IdentityQueries
from graphql_schema.item import ItemType
from graphql_schema.order import OrderItemType, OrderMutations, OrderType
from graphql_schema.post import PostMutations, PostType
from graphql_schema.product import ProductType
from graphql_schema.profile import ProfileType
from graphql_schema.rate_limits import RateLimitQueries
from graphql_schema.tag import TagType
from graphql_schema.team import TeamType
from graphql_schema.user import CreditMutations, UserType
from sqlmodel_strawberry import Budget, Limits, Observer, Schema, TrustedDocuments, build_schema
from sqlmodel_strawberry.schema import Introspection


def create_schema(
    limits: Limits | None = None,
    identity: Identity | None = None,
    *,
    introspection: Introspection = True,
    trusted_documents: TrustedDocuments | None = None,
    automatic_persisted_queries: bool = False,
    observers: Sequence[Observer] = (),
    budget: Budget | None = None,
) -> Schema:
    """Build the schema. Everything it is made of is listed here. Without `identity` its logins end with the process."""
    return build_schema(
        [
            TeamType,
            HeroType,
            UserType,
            ProfileType,
            CategoryType,
            ProductType,
            OrderType,
            OrderItemType,
            PostType,
            TagType,
            ItemType,
        ],
        query=[IdentityQueries, RateLimitQueries],
        mutation=[
            IdentityMutations(identity or ephemeral_identity()),
            HeroMutations,
            CreditMutations,
            OrderMutations,
            PostMutations,
        ],
        limits=limits,
        idempotency=IdempotencyRecord,
        introspection=introspection,
        trusted_documents=trusted_documents,
        automatic_persisted_queries=automatic_persisted_queries,
        observers=observers,
        budget=budget,
    )
