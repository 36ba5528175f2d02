from datetime import UTC, datetime, timedelta

import strawberry

from sqlmodel_strawberry import Info


@strawberry.type
class RateLimit:
    """What the client may still ask for: see the cost of operations."""

    limit: int = strawberry.field(description="Cost that can be saved up.")
    remaining: int = strawberry.field(description="What is left of that, this operation paid.")
    cost: int = strawberry.field(description="What this operation may cost. What it does not come to is given back.")
    reset_at: datetime = strawberry.field(description="When all of `limit` is there again, if nothing is asked for.")


class RateLimitQueries:
    @strawberry.field
    @staticmethod
    def rate_limit(info: Info) -> RateLimit | None:
        """What the client may still ask for; null where nothing limits it."""
        context = info.context
        left = context.allowance
        if left is None:
            return None
        return RateLimit(
            limit=left.limit,
            remaining=left.remaining,
            cost=context.charged,
            reset_at=datetime.now(UTC) + timedelta(seconds=left.reset),
        )
