"""Changes of a small schema, one at a time, and what each is."""

from dataclasses import dataclass

OLD = """
directive @cost(weight: String!) on FIELD_DEFINITION

directive @tag(name: String!, note: String = "none") repeatable on FIELD_DEFINITION | OBJECT

interface Node {
  id: ID!
}

type Query {
  hero(id: ID!, short: Boolean): Hero @cost(weight: "10")
  heroes(first: Int = 10, filter: HeroFilter, page: Page): [Hero!]!
  search: [Result!]!
}

type Hero implements Node {
  id: ID!
  name: String
  side: Side!
  rank: Int! @deprecated(reason: "Use side.")
}

type Team implements Node @tag(name: "team") {
  id: ID!
  title: String!
}

union Result = Hero | Team

enum Side {
  GOOD
  BAD
}

input HeroFilter {
  name: String
  sides: [Side!]
}

input Page {
  limit: Int = 5
}

scalar Moment @specifiedBy(url: "https://example.com/one")
"""


@dataclass(frozen=True)
class Case:
    """One replacement in the old schema."""

    old: str
    new: str
    coordinate: str
    kind: str
    level: str
    inspector: str | None = None
    """The worst that graphql-inspector 8 says of it, where that is something else."""

    def __str__(self) -> str:
        return f"{self.kind}-{self.coordinate}"

    @property
    def text(self) -> str:
        """The new schema."""
        assert OLD.count(self.old) == 1, self.old
        return OLD.replace(self.old, self.new)


CASES = [
    Case("  title: String!\n", "", "Team.title", "FIELD_REMOVED", "breaking"),
    Case("  title: String!", "  title: String", "Team.title", "FIELD_CHANGED_KIND", "breaking"),
    Case("  name: String\n  side: S", "  name: String!\n  side: S", "Hero.name", "FIELD_CHANGED_KIND_SAFE", "safe"),
    Case("  title: String!", "  title: String!\n  motto: String", "Team.motto", "FIELD_ADDED", "safe"),
    Case(", short: Boolean", "", "Query.hero(short:)", "ARG_REMOVED", "breaking"),
    Case("short: Boolean", "short: Int", "Query.hero(short:)", "ARG_CHANGED_KIND", "breaking"),
    Case("hero(id: ID!", "hero(id: ID", "Query.hero(id:)", "ARG_CHANGED_KIND_SAFE", "safe"),
    Case("short: Boolean", "short: Boolean, a: Int!", "Query.hero(a:)", "REQUIRED_ARG_ADDED", "breaking"),
    Case("short: Boolean", "short: Boolean, a: Int", "Query.hero(a:)", "OPTIONAL_ARG_ADDED", "dangerous"),
    Case("first: Int = 10", "first: Int = 20", "Query.heroes(first:)", "ARG_DEFAULT_VALUE_CHANGE", "dangerous"),
    Case("first: Int = 10", "first: Int", "Query.heroes(first:)", "ARG_DEFAULT_VALUE_CHANGE", "dangerous"),
    Case("Boolean)", "Boolean = true)", "Query.hero(short:)", "ARG_DEFAULT_VALUE_ADDED", "safe", "dangerous"),
    Case("  BAD\n", "", "Side.BAD", "VALUE_REMOVED_FROM_ENUM", "breaking"),
    Case("  BAD\n", "  BAD\n  UGLY\n", "Side.UGLY", "VALUE_ADDED_TO_ENUM", "dangerous"),
    Case("  sides: [Side!]\n", "", "HeroFilter.sides", "FIELD_REMOVED", "breaking"),
    Case("sides: [Side!]", "sides: [Side!]!", "HeroFilter.sides", "FIELD_CHANGED_KIND", "breaking"),
    Case("[Side!]\n", "[Side!]\n  x: Int!\n", "HeroFilter.x", "REQUIRED_INPUT_FIELD_ADDED", "breaking"),
    Case("[Side!]\n", "[Side!]\n  x: Int\n", "HeroFilter.x", "OPTIONAL_INPUT_FIELD_ADDED", "dangerous", "safe"),
    Case("Int = 5", "Int = 6", "Page.limit", "INPUT_FIELD_DEFAULT_VALUE_CHANGE", "dangerous"),
    Case("= Hero | Team", "= Hero", "Result", "TYPE_REMOVED_FROM_UNION", "breaking"),
    Case("type Team implements Node", "type Team", "Team", "IMPLEMENTED_INTERFACE_REMOVED", "breaking"),
    Case("scalar Moment", "enum Moment {\n  NOW\n}\n\nscalar Other", "Moment", "TYPE_CHANGED_KIND", "breaking"),
    Case("scalar Moment", "scalar Instant", "Moment", "TYPE_REMOVED", "breaking"),
    Case("enum Side {", '"Whose."\nenum Side {', "Side", "DESCRIPTION_CHANGED", "safe"),
    Case("  BAD\n", '  "Not good."\n  BAD\n', "Side.BAD", "DESCRIPTION_CHANGED", "safe"),
    Case("  title:", '  "On the door."\n  title:', "Team.title", "DESCRIPTION_CHANGED", "safe"),
    Case("hero(id:", 'hero("Which."\n  id:', "Query.hero(id:)", "DESCRIPTION_CHANGED", "safe"),
    Case("  limit:", '  "At most."\n  limit:', "Page.limit", "DESCRIPTION_CHANGED", "safe"),
    Case("String!\n}\n\nunion", "String! @deprecated\n}\n\nunion", "Team.title", "DEPRECATION_ADDED", "safe"),
    Case(' @deprecated(reason: "Use side.")', "", "Hero.rank", "DEPRECATION_REMOVED", "safe"),
    Case("Use side.", "Use it not.", "Hero.rank", "DEPRECATION_REASON_CHANGED", "safe", "dangerous"),
    Case("input HeroFilter {", "input HeroFilter @oneOf {", "HeroFilter", "ONE_OF_ADDED", "breaking"),
    Case("com/one", "com/two", "Moment", "SPECIFIED_BY_CHANGED", "dangerous"),
    Case('"10")', '"20")', "Query.hero", "APPLIED_DIRECTIVE_CHANGED", "dangerous"),
    Case('"10")', '"5")', "Query.hero", "APPLIED_DIRECTIVE_CHANGED", "safe", "dangerous"),
    Case(' @cost(weight: "10")', "", "Query.hero", "APPLIED_DIRECTIVE_CHANGED", "safe", "dangerous"),
    Case('@tag(name: "team")', '@tag(name: "x")', "Team", "APPLIED_DIRECTIVE_CHANGED", "dangerous"),
    Case(', note: String = "none"', "", "@tag(note:)", "DIRECTIVE_ARG_REMOVED", "breaking"),
    Case("(weight: String!)", "(weight: String!, more: Int)", "@cost(more:)", "OPTIONAL_DIRECTIVE_ARG_ADDED", "safe"),
    Case(" repeatable", "", "@tag", "DIRECTIVE_REPEATABLE_REMOVED", "breaking", "dangerous"),
    Case("DEFINITION | OBJECT", "DEFINITION | OBJECT | UNION", "@tag", "DIRECTIVE_LOCATION_ADDED", "safe"),
    Case("type Query {", "schema {\n  query: Root\n}\n\ntype Root {", "Query", "ROOT_TYPE_CHANGED", "breaking"),
]
