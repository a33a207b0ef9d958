"""People who write and publish a procedure, and a draft in one line."""

from datetime import date, timedelta

from cin.accounts.models import Role, User
from cin.core import clock
from cin.policy.models import ProcedureDraft
from cin.policy.services import begin_draft, change_setting, describe_draft
from tests.stories import House

FOUR_WEEKS = {"amount": 4, "unit": "weeks"}


def second_admin(house: House) -> User:
    """Give the authority a second procedure administrator."""
    return User.objects.create_user(
        username=f"{house.slug}.admin2",
        password="a long enough password",
        name="Second administrator",
        authority=house.authority,
        role=Role.PROCEDURE_ADMIN,
    )


def drafted(
    house: House, *, on: date | None = None, to_open: bool = False, **settings: object
) -> ProcedureDraft:
    """Have the administrator write a whole draft, in force from tomorrow unless said otherwise."""
    draft = begin_draft(actor=house.admin)
    for name, value in settings.items():
        draft = change_setting(
            actor=house.admin, name=name, value=value, seen_version=draft.version
        )
    return describe_draft(
        actor=house.admin,
        effective_from=on or clock.today() + timedelta(days=1),
        applies_to_open_events=to_open,
        reason="Agreed by the board",
        seen_version=draft.version,
    )
