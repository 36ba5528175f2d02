"""Values for the inputs of this application, such as their names and types ask for."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

import schemathesis
from graphql import IntValueNode, NameNode, ObjectFieldNode, ObjectValueNode, StringValueNode, ValueNode
from hypothesis import strategies as st
from schemathesis.graphql import nodes

from app.seed import DEMO_PASSWORD, DEMO_USERNAMES
from tests.fuzz.answers import CANARY
from tests.fuzz.live import LISTS, Live

# Fields whose names do not say of what they hold the id.
NAMED = {"authorId": "User", "parentId": "Category"}
# What a name is for, where its type does not say.
TEXTS: Mapping[str, Callable[[int], str]] = {
    "email": lambda n: f"fuzz{n}@example.com",
    "username": lambda n: f"fuzz-{n}",
    "slug": lambda n: f"fuzz-{n}",
    "sku": lambda n: f"FUZZ-{n}",
    "password": lambda n: f"{CANARY} {n}",
    "currentPassword": lambda n: f"{CANARY} {n}",
    "newPassword": lambda n: f"{CANARY} {n}",
    "secretName": lambda n: f"{CANARY} {n}",
    "website": lambda n: f"https://example.com/{n}",
}
LOGIN = {"username": DEMO_USERNAMES[0], "password": DEMO_PASSWORD}
TAG = "fuzz {}".format  # of lower-case letters
UNPRINTABLE = re.compile(r"[^ -~\u00a1-\ud7ff]")
MOST = 10**6
PAGE = ("first", "last")


@dataclass
class Values:
    """Values of one document."""

    live: Live
    rng: Random

    def text(self, value: str) -> StringValueNode:
        return StringValueNode(value=value)

    def fit(self, node: ValueNode, type_: str, path: tuple[str, ...]) -> ValueNode:
        """A value of a scalar. `path` has the names of the field and its input, then of those around them."""
        if type_ == "ID":
            return self.text(self._id(path))
        if type_ == "UUID":
            return self.text(self.rng.choice(self.live.uuids))
        if type_ == "Int":
            return IntValueNode(value=str(self._int(node, path[0])))
        if type_ == "String" and isinstance(node, StringValueNode):
            return self.text(self._string(node.value, path))
        if type_ == "JSON" and not path[1].endswith("Filter"):
            return ObjectValueNode(fields=(ObjectFieldNode(name=NameNode(value="key"), value=node),))
        return node

    def _id(self, path: tuple[str, ...]) -> str:
        for name in path:
            if found := NAMED.get(name) or _type_in(name):
                return self.rng.choice(self.live.ids[found])
        return self.rng.choice(self.live.ids[self.rng.choice(list(self.live.ids))])

    def _int(self, node: ValueNode, name: str) -> int:
        value = int(node.value) if isinstance(node, IntValueNode) else 0
        if name == "offset":
            return abs(value) % 100
        if name == "maxDepth":
            return abs(value) % 5
        return abs(value) % 6 if name in PAGE else 1 + abs(value) % 99

    def _string(self, value: str, path: tuple[str, ...]) -> str:
        name = path[0]
        if path[1].endswith("Filter") or name in ("search", "text", "path"):
            return UNPRINTABLE.sub("", value)[:20] or "a"
        if path[1] == "LogInInput" and name in LOGIN:
            return LOGIN[name]
        if name in TEXTS or path[1].startswith("Tag"):
            return TEXTS.get(name, TAG)(self.rng.randrange(MOST))
        return f"{UNPRINTABLE.sub('', value)[:20]}{self.rng.randrange(MOST)}"


def _type_in(name: str) -> str | None:
    """The longest name of a type in a field's or an input's."""
    return max(
        (type_ for type_ in LISTS if type_.removesuffix("y").casefold() in name.casefold()), key=len, default=None
    )


def register_scalars() -> None:
    """Tell schemathesis what it cannot know."""
    text = st.text(max_size=5)
    json = st.one_of(
        text.map(nodes.String),
        st.integers(-MOST, MOST).map(nodes.Int),
        st.booleans().map(nodes.Boolean),
        st.lists(text.map(nodes.String), max_size=2).map(lambda texts: nodes.List([*texts])),
    )
    for name, strategy in {
        "BigInt": st.integers(-(2**63), 2**63 - 1).map(str).map(nodes.String),
        "Date": st.dates().map(str).map(nodes.String),
        "DateTime": st.datetimes().map(lambda moment: nodes.String(f"{moment.isoformat()}Z")),
        "Decimal": st.integers(1, 99_999).map(lambda cents: nodes.String(f"{cents / 100:.2f}")),
        "JSON": json,
        "UUID": st.uuids().map(str).map(nodes.String),
    }.items():
        schemathesis.graphql.scalar(name, strategy)
