"""What the package exports is what it says."""

from types import ModuleType

import sqlmodel_strawberry


def test_everything_public_is_exported_in_order() -> None:
    members = vars(sqlmodel_strawberry).items()
    public = [name for name, value in members if not name.startswith("_") and not isinstance(value, ModuleType)]
    exported = sqlmodel_strawberry.__all__
    assert exported == sorted(exported)
    assert sorted(public) == exported
