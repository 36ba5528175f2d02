"""Comparisons: fields of one name must agree before they are merged, and comparing all with all is quadratic."""

from __future__ import annotations

from typing import Any

from graphql import SelectionSetNode
from graphql.validation import OverlappingFieldsCanBeMergedRule, ValidationContext
from graphql.validation.validate import ValidationAbortedError

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.limits import Limits


def merging_rule(limits: Limits) -> type[OverlappingFieldsCanBeMergedRule]:
    """graphql-core's rule (GraphQL specification, Field Selection Merging), with a budget of this schema's own."""

    class MergingRule(OverlappingFieldsCanBeMergedRule):
        def __init__(self, context: ValidationContext) -> None:
            super().__init__(context)
            self.rule_context.remaining_complexity_budget = limits.comparisons

        def enter_selection_set(self, selection_set: SelectionSetNode, *where: Any) -> None:
            try:
                super().enter_selection_set(selection_set, *where)
            except ValidationAbortedError:
                if self.rule_context.remaining_complexity_budget >= 0:
                    raise
                message = (
                    f"This document asks for the same fields so often that more than {limits.comparisons} comparisons "
                    "were needed to merge them, which is what is allowed: select each once, in fewer fragments."
                )
                raise RequestError(ErrorCode.DOCUMENT_LIMIT_EXCEEDED, message, selection_set) from None

    return MergingRule
