"""A page asks the same thing once; whatever acts asks anew each time."""

from datetime import date

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from cin.core.once import AskOnceAPage, once_a_page


@pytest.mark.parametrize(("method", "times"), [("get", 1), ("head", 1), ("post", 2)])
def test_what_acts_asks_anew(method, times):
    asked = []

    @once_a_page
    def answer(authority_id, *, on=None):
        asked.append(authority_id)
        return on

    def page(_request):
        assert answer(7, on=date(2026, 3, 1)) == answer(7, on=date(2026, 3, 1)) == date(2026, 3, 1)
        return HttpResponse()

    AskOnceAPage(page)(getattr(RequestFactory(), method)("/"))
    assert asked == [7] * times


def test_the_next_page_asks_anew_even_after_one_that_failed():
    asked = []
    answer = once_a_page(lambda: asked.append(1))

    def page(_request):
        answer()
        raise ValueError("no page")

    for _time in range(2):
        with pytest.raises(ValueError, match="no page"):
            AskOnceAPage(page)(RequestFactory().get("/"))
    answer()
    answer()
    assert len(asked) == 4
