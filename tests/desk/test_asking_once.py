"""The page of a case reads the procedure once, however many of its parts ask for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cin.policy.models import ProcedureVersion
from cin.policy.selectors import procedure_in_force
from tests.cases.browsing import open_page
from tests.stories import supported


@pytest.mark.django_db
def test_a_page_reads_the_procedure_once_and_a_service_each_time(house):
    case = supported(house)
    with CaptureQueriesContext(connection) as page:
        open_page(house.sw, reverse("desk:case", args=[case.pk]))
    assert asks_for_the_procedure(page) == 1
    with CaptureQueriesContext(connection) as service:
        procedure_in_force(case.authority_id)
        procedure_in_force(case.authority_id)
    assert asks_for_the_procedure(service) == 2


def asks_for_the_procedure(queries):
    table = f'FROM "{ProcedureVersion._meta.db_table}"'
    return sum(table in query["sql"] for query in queries)
