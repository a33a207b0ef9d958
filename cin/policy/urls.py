"""The addresses of the authority's procedure."""

from django.urls import path

from cin.policy.views import calendar, drafting, reading

app_name = "policy"

urlpatterns = [
    path("", reading.procedure, name="procedure"),
    path("obligations/", reading.obligations, name="obligations"),
    path("versions/", reading.versions, name="versions"),
    path("versions/<int:number>/export/", reading.export_version, name="export_version"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/new/", calendar.AddDayOffView.as_view(), name="add_day_off"),
    path(
        "calendar/<int:day_off_id>/remove/",
        calendar.RemoveDayOffView.as_view(),
        name="remove_day_off",
    ),
    path("draft/", drafting.draft, name="draft"),
    path("draft/new/", drafting.BeginDraftView.as_view(), name="begin_draft"),
    path("draft/about/", drafting.DescribeDraftView.as_view(), name="describe_draft"),
    path("draft/import/", drafting.ImportDraftView.as_view(), name="import_draft"),
    path("draft/discard/", drafting.DiscardDraftView.as_view(), name="discard_draft"),
    path("draft/settings/<slug:name>/", drafting.EditSettingView.as_view(), name="edit_setting"),
    path(
        "draft/settings/<slug:name>/put-back/",
        drafting.PutBackSettingView.as_view(),
        name="put_back_setting",
    ),
]
