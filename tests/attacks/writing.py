"""Writing what is another's, by every mutation that takes an id, and more than one may of one's own."""

from __future__ import annotations

from typing import Any

from tests.attacks.attack import FORBIDDEN, INPUT, INVALID, LOG_IN, Attack, Table, ran, refused
from tests.attacks.world import ADMIN, MINE_POST, THEIR_DRAFT, THEIR_POST, node_id
from tests.graphql_schema.permission_world import AUTHOR, ME, QUIET
from tests.graphql_schema.worlds import order_key

USER, MYSELF = node_id("User", AUTHOR), node_id("User", ME)
POST, DRAFT, MINE = node_id("Post", THEIR_POST), node_id("Post", THEIR_DRAFT), node_id("Post", MINE_POST)
PROFILE = node_id("Profile", AUTHOR)
ORDER = node_id("Order", str(order_key(AUTHOR)))
NOT_FOUND, MISSING = "NOT_FOUND", "REFERENCE_MISSING"


def mutation(field: str, input_: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """A document with its variables."""
    type_ = field[0].upper() + field[1:] + "Input"
    return f"mutation($input: {type_}!) {{{field}(input: $input) {{userErrors {{code path}}}}}}", {"input": input_}


def written(field: str, code: str, who: str = "customer", *, statements: int = 3, **input_: Any) -> Attack:
    """A mutation that runs, and changes nothing."""
    query, variables = mutation(field, input_)
    return ran(query, code, who, variables=variables, statements=statements)


def refused_write(field: str, code: str, who: str = "customer", **input_: Any) -> Attack:
    """A mutation that does not run."""
    query, variables = mutation(field, input_)
    return refused(query, code, who, variables=variables)


def new_post(**values: str) -> dict[str, str]:
    """A post's values, but for those given."""
    return {"title": "New", "slug": "new", "body": "New", "authorId": USER, **values}


def transfer(code: str, amount: str, to: str = USER, who: str = MYSELF, **more: Any) -> Attack:
    """Credits, from one to another."""
    return written("transferCredits", code, fromUserId=who, toUserId=to, amount=amount, **more)


def order(code: str, quantity: int = 1, product: int = 1, **more: Any) -> Attack:
    """An order of one's own."""
    line = {"productId": node_id("Product", product), "quantity": quantity}
    return written("placeOrder", code, userId=MYSELF, items=[line], **more)


OTHERS: Table = {
    "another's post, by `updatePost`": written("updatePost", FORBIDDEN, id=POST, patch={"title": "Mine"}),
    "another's draft, by `updatePost`": written("updatePost", NOT_FOUND, id=DRAFT, patch={"title": "Mine"}),
    "another's post among one's own, by `updatePosts`": written(
        "updatePosts",
        FORBIDDEN,
        patches=[{"id": MINE, "patch": {"title": "Mine"}}, {"id": POST, "patch": {"title": "Mine"}}],
    ),
    "another's post, by its slug, by `upsertPost`": written(
        "upsertPost", FORBIDDEN, on="SLUG", post=new_post(slug=f"post-{THEIR_POST}", authorId=MYSELF), statements=8
    ),
    "another's draft, by its slug, by `upsertPost`": written(
        "upsertPost", "CONFLICT", on="SLUG", post=new_post(slug=f"post-{THEIR_DRAFT}", authorId=MYSELF), statements=8
    ),
    "another's post, by `deletePost`": written("deletePost", FORBIDDEN, id=POST),
    "another's draft, by `deletePosts`": written("deletePosts", NOT_FOUND, ids=[MINE, DRAFT]),
    "another's draft, by `publishPost`": written("publishPost", NOT_FOUND, postId=DRAFT),
    "a post in another's name": written("createPost", FORBIDDEN, post=new_post()),
    "a post in the name of nobody": written("createPost", MISSING, post=new_post(authorId=node_id("User", 999))),
    "another's profile, by `updateProfile`": written("updateProfile", NOT_FOUND, id=PROFILE, patch={"bio": "Mine"}),
    "another's profile, by `upsertProfile`": written(
        "upsertProfile", MISSING, on="USER_ID", profile={"userId": node_id("User", QUIET), "bio": "Mine"}
    ),
    "another's profile, by `deleteProfile`": written("deleteProfile", NOT_FOUND, id=PROFILE),
    "a profile for another": written("createProfile", MISSING, profile={"userId": node_id("User", QUIET)}),
    "another's account, by `updateUser`": written("updateUser", FORBIDDEN, id=USER, patch={"email": "eve@example.com"}),
    "another's account, by `updateUsers`": written(
        "updateUsers", FORBIDDEN, patches=[{"id": USER, "patch": {"fullName": "Eve"}}]
    ),
    "an admin's account, by its email, by `upsertUser`": written(
        "upsertUser",
        FORBIDDEN,
        on="EMAIL",
        user={"email": f"canary{ADMIN}@example.com", "username": "eve", "password": "long enough"},
    ),
    "another's account, by `deleteUser`": written("deleteUser", FORBIDDEN, id=USER),
    "another's order, by `cancelOrder`": written("cancelOrder", NOT_FOUND, orderId=ORDER),
    "an order on another's account": written(
        "placeOrder", FORBIDDEN, userId=USER, items=[{"productId": node_id("Product", 1), "quantity": 1}]
    ),
    "another's credits": transfer(FORBIDDEN, "0.01", MYSELF, USER),
    "credits of whom one does not see": transfer(NOT_FOUND, "0.01", MYSELF, node_id("User", QUIET)),
    "a hero, by a customer": written("updateHero", FORBIDDEN, id=node_id("Hero", 1), patch={"name": "Mine"}),
    "a hero, by a stranger": written("deleteHero", LOG_IN, "stranger", id=node_id("Hero", 1)),
    "what is deleted, by a customer": written("restoreHero", FORBIDDEN, id=node_id("Hero", 2)),
    "a user, by staff": written("updateUser", NOT_FOUND, "staff", id=node_id("User", QUIET), patch={"fullName": "Eve"}),
    "another's post, by staff": written("updatePost", FORBIDDEN, "staff", id=POST, patch={"title": "Mine"}),
    "a draft with tags of its own, in another's name": written(
        "createPost", FORBIDDEN, post=new_post(), tags={"create": [{"name": "forged"}]}
    ),
}

ONESELF: Table = {
    "a role for oneself": refused_write("updateUser", INPUT, id=MYSELF, patch={"role": "ADMIN"}),
    "credits for oneself": refused_write("updateUser", INPUT, id=MYSELF, patch={"credits": "1000000.00"}),
    "a hash for oneself": refused_write("updateUser", INPUT, id=MYSELF, patch={"hashedPassword": "x"}),
    "another key for oneself": refused_write("updateUser", INPUT, id=MYSELF, patch={"id": node_id("User", 1)}),
    "an active account for oneself": written("updateUser", FORBIDDEN, id=MYSELF, patch={"isActive": True}),
    "a password without the old one": written("updateUser", FORBIDDEN, id=MYSELF, patch={"password": "long enough"}),
    "another's email for oneself": written(
        "updateUser", "CONFLICT", id=MYSELF, patch={"email": f"CANARY{AUTHOR}@example.com"}
    ),
    "another author for one's post": refused_write("updatePost", INPUT, id=MINE, patch={"authorId": USER}),
    "a published post": refused_write(
        "createPost", INPUT, post=new_post(authorId=MYSELF, publishedAt="2026-01-01T00:00:00Z")
    ),
    "a state for an order": refused("mutation {updateOrder(input: {}) {userErrors {code}}}", INVALID, "customer"),
    "a price for an order": refused_write(
        "placeOrder",
        INPUT,
        userId=MYSELF,
        items=[{"productId": node_id("Product", 1), "quantity": 1, "price": "0.01"}],
    ),
    "an order of -1": order("INVALID", -1, statements=0),
    "an order of 2^31 - 1": order("INVALID", 2**31 - 1, statements=0),
    "an order of what is not there": order("PRODUCT_NOT_FOUND", product=999),
    "a product twice": written(
        "placeOrder",
        "DUPLICATE_PRODUCT",
        userId=MYSELF,
        items=[{"productId": node_id("Product", 1), "quantity": 1}] * 2,
    ),
    "negative credits": transfer("AMOUNT_NOT_POSITIVE", "-5.00"),
    "no credits": transfer("AMOUNT_NOT_POSITIVE", "0"),
    "a thousandth": transfer("INVALID", "0.001", statements=0),
    "more credits than one has": transfer("INSUFFICIENT_CREDITS", "1000000.00"),
    "credits to oneself": transfer("TRANSFER_TO_SELF", "1.00", MYSELF),
    "NaN credits": refused_write("transferCredits", INPUT, fromUserId=MYSELF, toUserId=USER, amount="NaN"),
    "101 rows at once": refused_write("createItems", INPUT, "stranger", items=[{"name": "a"}] * 101),
    "a program for a website": written(
        "updateProfile", "INVALID", id=node_id("Profile", ME), patch={"website": "javascript:alert(1)"}
    ),
}
