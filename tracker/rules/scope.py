"""Who is asking: the roles and agencies a person holds on a day. The one input of every visibility rule."""

from dataclasses import dataclass, field

from .statuses import AGENCY_ROLES, OFFICE, SEES_ALL, Role


@dataclass(frozen=True, slots=True)
class Scope:
    """A person's rights on a given day; the empty scope sees nothing."""

    user_id: int | None = None
    roles: frozenset[Role] = frozenset()
    agency_roles: dict[int, frozenset[Role]] = field(default_factory=dict)

    @property
    def sees_all(self) -> bool:
        return bool(self.roles & SEES_ALL)

    @property
    def is_office(self) -> bool:
        return bool(self.roles & OFFICE)

    @property
    def agency_ids(self) -> list[int]:
        return sorted(self.agency_roles)

    @property
    def is_empty(self) -> bool:
        return not self.sees_all and not self.agency_roles

    def roles_for(self, agency_id: int) -> frozenset[Role]:
        """Office-wide roles plus those held in this agency."""
        return (self.roles - AGENCY_ROLES) | self.agency_roles.get(agency_id, frozenset())


NOBODY = Scope()
