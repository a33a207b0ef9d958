"""The members of families of long ago are related to the children, and that can be undone."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from cases.models import Relationship
from cin.core import clock
from tests.stories import moment, referred

pytestmark = pytest.mark.django_db

migration = import_module("cases.migrations.0010_relate_family_members")


def test_members_are_related_once_and_the_migration_can_be_undone(house):
    with clock.at(moment("2026-03-18")):
        case = referred(house, given_names="Amina", born_on=date(2017, 5, 4))
        Relationship.objects.all().delete()
        Relationship.history.all().delete()
        member = case.family.members.get(role="mother")
        member.has_parental_responsibility = True
        member.save()
        for _time in range(2):
            migration.relate(apps, None)
            row = Relationship.objects.get()
            assert (row.first, row.second, row.kind) == (member.person, case.child, "mother")
            assert row.has_parental_responsibility is True
            assert row.history_rows.count() == 1
        own = Relationship.objects.create(
            first=case.child, second=member.person, kind="other", recorded_by=house.sw
        )
        migration.part(apps, None)
    assert list(Relationship.objects.all()) == [own]
    assert Relationship.history.filter(history_type="+").count() == 1
