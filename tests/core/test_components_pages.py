"""The frame around every page, the pages that refuse, and the files they need."""

import re
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.storage import FileSystemStorage
from django.test import RequestFactory, override_settings
from django.urls import include, path

from cin.core import fields
from cin.core.context import house
from cin.core.forms import Form
from tests.core.markup import Markup, page

# Every page asks when alerts were last raised.
pytestmark = pytest.mark.django_db


STATIC = Path(settings.STATICFILES_DIRS[0])
TEMPLATES = STATIC.parent / "templates"


class Person:
    """Somebody who is signed in."""

    is_authenticated = True
    may_record_referrals = True
    authority = "Rochdale"

    def __str__(self) -> str:
        return "Amira Khan"


class NameForm(Form):
    """A form with one field."""

    name = fields.TextField(label="Name", names="the name")


def nowhere(request: Any) -> None:
    """Stand in for a page: the navigation only needs its address."""


def names(*pairs: tuple[str, str]) -> ModuleType:
    """Make a URL configuration with these names, each `app:name` at its path."""
    apps: dict[str, list[Any]] = {}
    for name, address in pairs:
        app, _, view = name.partition(":")
        apps.setdefault(app, []).append(path(address, nowhere, name=view))
    module = ModuleType("house")
    module.urlpatterns = [path("", include((patterns, app))) for app, patterns in apps.items()]
    return module


HOUSE = names(
    ("desk:today", ""),
    ("desk:cases", "cases/"),
    ("cases:record_referral", "cases/new/"),
    ("cases:case", "cases/1/"),
    ("policy:procedure", "procedure/"),
    ("policy:setting", "procedure/visits/"),
    ("accounts:sign_out", "account/out/"),
    ("accounts:change_password", "account/password/"),
    ("alerts:alerts", "alerts/"),
)


def navigation(user: Any, view_name: str) -> list[tuple[str, bool]]:
    """Give the links a person sees on a page, and which is marked."""
    request = RequestFactory().get("/")
    request.user = user
    request.resolver_match = SimpleNamespace(view_name=view_name)
    with override_settings(ROOT_URLCONF=HOUSE):
        return [(item.text, item.is_current) for item in house(request)["navigation"]]


@pytest.mark.parametrize(
    ("view_name", "marked"),
    [
        ("desk:today", "Today"),
        ("desk:cases", "Cases"),
        ("cases:case", "Cases"),
        ("visits:record_visit", "Cases"),
        ("cases:record_referral", "Record a referral"),
        ("policy:setting", "Procedure"),
        ("accounts:change_password", None),
        ("", None),
    ],
)
def test_the_navigation_marks_where_one_is(view_name: str, marked: str | None) -> None:
    current = [text for text, is_current in navigation(Person(), view_name) if is_current]
    assert current == ([marked] if marked else [])


def test_nobody_sees_the_navigation_before_signing_in() -> None:
    assert navigation(SimpleNamespace(is_authenticated=False), "desk:today") == []
    assert house(RequestFactory().get("/"))["navigation"] == []


def test_only_those_who_record_referrals_are_offered_it() -> None:
    reader = Person()
    reader.may_record_referrals = False
    assert "Record a referral" not in [text for text, _ in navigation(reader, "desk:today")]


def test_a_page_that_does_not_exist_is_not_offered() -> None:
    request = RequestFactory().get("/")
    request.user = Person()
    with override_settings(ROOT_URLCONF=names(("desk:today", ""))):
        assert [item.text for item in house(request)["navigation"]] == ["Today"]


def framed(**values: Any) -> Markup:
    """Draw the frame for a signed-in person."""
    with override_settings(ROOT_URLCONF=HOUSE):
        return page("base.html", user=Person(), **values)


def test_a_page_begins_with_a_way_past_the_navigation() -> None:
    markup = framed()
    assert markup.all("a")[0].text == "Skip to main content"
    assert markup.all("a")[0]["href"] == "#" + markup.one("main")["id"]
    assert markup.one("html")["lang"] == "en-GB"


def test_a_page_says_who_is_signed_in_and_where() -> None:
    assert "Signed in as Amira Khan Rochdale" in framed().one("header").text


def test_signing_out_is_a_button_that_posts() -> None:
    form = framed().one("form")
    assert (form["method"], form["action"]) == ("post", "/account/out/")


def test_no_page_has_script_or_style_inside_it() -> None:
    markup = framed(form=NameForm({}))
    assert all(script["src"] for script in markup.all("script"))
    assert not any(script.text for script in markup.all("script"))
    assert not markup.all("style")
    assert not [
        e for e in markup.elements for name in e.attrs if name == "style" or name[:2] == "on"
    ]


def test_a_page_names_no_other_host_and_nothing_of_central_government() -> None:
    html = framed().html
    assert not re.search(r'(src|href|action)="(https?:)?//', html)
    assert "GOV.UK" not in html
    assert "crown" not in html.lower()


def test_an_error_is_summed_up_and_the_title_says_so() -> None:
    markup = framed(form=NameForm({}))
    assert markup.one("title").text.startswith("Error: ")
    assert (
        markup.one("div", class_="govuk-error-summary").text == "There is a problem Enter the name"
    )


def test_what_stands_in_the_way_counts_as_an_error_of_the_page() -> None:
    form = NameForm({"name": "Leo"})
    form.blockers = [SimpleNamespace(message="End the plan", cites=())]
    assert framed(form=form).one("title").text.startswith("Error: ")


def test_a_page_without_errors_has_no_summary() -> None:
    markup = framed(form=NameForm())
    assert not markup.all("div", class_="govuk-error-summary")
    assert not markup.one("title").text.startswith("Error")


def test_messages_say_that_it_is_done() -> None:
    markup = framed(messages=[Message(constants.SUCCESS, "Visit <saved>")])
    banner = markup.one("div", class_="govuk-notification-banner--success")
    assert banner["role"] == "alert"
    assert banner.text == "Done Visit <saved>"


@pytest.mark.parametrize("demonstration", [True, False])
def test_the_demonstration_says_that_nothing_in_it_is_real(demonstration: bool) -> None:
    with override_settings(CIN_DEMONSTRATION=demonstration):
        assert ("Everything here is made up" in framed().text) is demonstration


def test_the_page_for_what_is_not_permitted_says_why() -> None:
    markup = framed_template("403.html", reason="This case belongs to another team.")
    assert "This case belongs to another team." in markup.one("main").text


def framed_template(name: str, **values: Any) -> Markup:
    """Draw a page that refuses."""
    with override_settings(ROOT_URLCONF=HOUSE):
        return page(name, user=Person(), **values)


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404"])
@pytest.mark.parametrize("user", [Person(), None])
def test_every_refusal_is_calm_and_offers_a_way_on(name: str, user: Any) -> None:
    with override_settings(ROOT_URLCONF=HOUSE):
        markup = page(f"{name}.html", user=user, reason="Why")
    assert len(markup.all("h1")) == 1
    assert markup.one("a", role="button")["href"]


def test_the_page_for_a_refused_step_goes_back_to_the_record() -> None:
    markup = framed_template("409.html", reason="It is closed.", back="/cases/1/")
    assert "It is closed." in markup.one("main").text
    assert [a["href"] for a in markup.all("a") if a.text == "Go back"] == ["/cases/1/"]


def test_the_page_for_a_fault_needs_nothing_and_tells_nothing() -> None:
    text = (TEMPLATES / "500.html").read_text()
    assert "{%" not in text
    assert "{{" not in text
    linked = re.findall(r'"/static/([^"]+)"', text)
    assert linked
    assert all((STATIC / name).is_file() for name in linked)


@pytest.mark.parametrize("name", ["sign_in", "change_password"])
def test_pages_about_the_account_do_not_ask_before_leaving(name: str) -> None:
    markup = framed_template(f"accounts/{name}.html", form=NameForm({}))
    assert not [form for form in markup.all("form") if "data-cin-unsaved" in form.attrs]


def test_the_vendored_files_hold_no_font_crest_or_outside_address() -> None:
    texts = [file.read_text() for file in STATIC.rglob("*") if file.suffix in {".css", ".js"}]
    assert texts
    for text in texts:
        assert not re.search(r"GDS Transport|govuk-crest|sourceMappingURL|@font-face", text)
        assert not re.search(r"url\(['\"]?(/|https?:)", text)
    assert not [f for f in STATIC.rglob("*") if f.suffix in {".woff", ".woff2", ".ico", ".png"}]


def test_each_vendored_package_has_its_licence_and_its_version() -> None:
    versions = (STATIC / "vendor" / "VERSIONS.txt").read_text()
    script = (STATIC.parent / "scripts" / "vendor_frontend.sh").read_text()
    for name, number in re.findall(r"^(GOVUK|MOJ)_VERSION=(.+)$", script, re.M):
        assert number in versions
        licence = STATIC / "vendor" / name.lower() / "LICENCE.txt"
        assert "Permission is hereby granted, free of charge" in licence.read_text()


def test_every_file_named_by_a_stylesheet_is_found_by_manifest_storage(tmp_path: Path) -> None:
    storage = ManifestStaticFilesStorage(location=tmp_path)
    source = FileSystemStorage(location=STATIC)
    found = {
        str(f.relative_to(STATIC)): (source, str(f.relative_to(STATIC)))
        for f in STATIC.rglob("*")
        if f.is_file()
    }
    for name, (_, original) in found.items():
        with source.open(original) as file:
            storage.save(name, file)
    outcomes = list(storage.post_process(found))
    assert not [problem for _, _, problem in outcomes if isinstance(problem, Exception)]
    assert "moj/assets/images/icon-document" in storage.stored_name(
        "vendor/moj/assets/images/icon-document.svg"
    )
