"""What a document may ask for. Each limit is one small rule in a file of its own, checked before any SQL."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Ceilings of a schema. The defaults are safe for strangers."""

    document_bytes: int = 16 * 1024
    """Bytes of UTF-8 in one document."""
    tokens: int = 1000
    """Lexical tokens in one document, and as many comments; commas and white space are none."""
    operations: int = 20
    """Operations in one document."""
    fragments: int = 50
    """Fragments in one document."""
    variables: int = 50
    """Variables of one operation."""
    root_fields: int = 20
    """Fields of Query or Mutation themselves in one operation."""
    fields: int = 1000
    """Fields of one operation, those of a fragment as often as it is spread."""
    aliases: int = 30
    """Aliases in one operation, counted likewise."""
    directives: int = 50
    """Directives in one operation, counted likewise."""
    depth: int = 6
    """Relations followed one inside the other."""
    nesting: int = 50
    """Braces and brackets one inside the other, in selections, literals and variables."""
    name_characters: int = 100
    """Characters of one name, such as an alias."""
    comparisons: int = 5000
    """Comparisons of fields of one name, which must agree to be merged."""
    introspection_lists: int = 12
    """Lists of types, fields, arguments and so on that one operation asks of the schema itself."""
    rows: int = 20_000
    """Rows that one operation may show, each as often as it is shown, and write."""
    statements: int = 50
    """SQL statements that one operation may run."""
    page_size: int = 100
    """Rows of one page, and ids of one `nodes`."""
    default_page_size: int = 20
    """Rows of a page that asks for no size; never more than `page_size`."""
    offset: int = 10_000
    """Rows skipped by `offset`."""
    filter_depth: int = 6
    """Levels of nesting in one filter."""
    filter_clauses: int = 100
    """Tests in one filter."""
    all_filter_clauses: int = 300
    """Tests in all filters of one operation."""
    list_inputs: int = 1000
    """Values in one list, as literals or in a variable."""
    input_values: int = 10_000
    """Values in all variables of one request."""
    bulk_rows: int = 100
    """Rows of one list in a mutation's input."""
    tree_depth: int = 20
    """Steps of one walk along a tree."""
    search_words: int = 8
    """Words of one search."""
    search_characters: int = 200
    """Characters of one search."""
    order_terms: int = 8
    """Terms of one ordering."""
    seconds: float = 10
    """Seconds that one operation may take."""
    errors: int = 20
    """Errors listed in one answer to an invalid document."""
    idempotency_hours: int = 24
    """Hours for which a mutation is remembered by its Idempotency-Key."""
    cached_plans: int = 1000
    """Prices that are kept: of each operation, by the sizes that its variables ask for."""
    cached_documents: int = 1000
    """Distinct valid documents kept parsed."""
    cached_bytes: int = 32 * 1024 * 1024
    """Bytes of memory that these may take, estimated from their tokens."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "default_page_size", min(self.default_page_size, self.page_size))
