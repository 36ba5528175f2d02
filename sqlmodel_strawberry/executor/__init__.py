"""Operations compiled to plans: see docs/decisions/0014-compiled-operations.md."""
