"""Addresses of the pages that span stages."""

from django.urls import path

from desk import chronology, contributions, pack, panel, preview, summary, views

app_name = "desk"

urlpatterns = [
    path("", views.today, name="today"),
    path("cases/", views.cases, name="cases"),
    path("cases/<int:case_id>/", views.case, name="case"),
    path("cases/<int:case_id>/records/<str:kind>/", views.records, name="records"),
    path("cases/<int:case_id>/history/", views.history, name="history"),
    path("cases/<int:case_id>/summary/", summary.case_summary, name="case_summary"),
    path("cases/<int:case_id>/summary/print/", summary.print_summary, name="print_summary"),
    path(
        "cases/<int:case_id>/summary/write/",
        summary.WriteSummaryView.as_view(),
        name="write_summary",
    ),
    path("cases/<int:case_id>/contributions/", contributions.contributions, name="contributions"),
    path("cases/<int:case_id>/pack/", pack.pack, name="pack"),
    path("cases/<int:case_id>/pack/print/", pack.print_pack, name="print_pack"),
    path("cases/<int:case_id>/panel/", panel.panel_report, name="panel_report"),
    path("cases/<int:case_id>/panel/print/", panel.print_panel_report, name="print_panel_report"),
    path("cases/<int:case_id>/chronology/", chronology.chronology, name="chronology"),
    path(
        "cases/<int:case_id>/chronology/print/",
        chronology.print_chronology,
        name="print_chronology",
    ),
    path(
        "cases/<int:case_id>/chronology/lines/<slug:line>/",
        chronology.MarkLineView.as_view(),
        name="mark_chronology_line",
    ),
    path("cases/<int:case_id>/dates/<int:deadline_id>/", views.deadline, name="deadline"),
    path("visits/times/", views.visit_times, name="visit_times"),
    path("in-time/", views.in_time, name="in_time"),
    path("cases/<int:case_id>/papers/", views.first_papers, name="first_papers"),
    path("procedure/rules/", views.rules, name="rules"),
    path("procedure/draft/preview/", preview.preview, name="preview"),
    path("procedure/draft/publish/", preview.PublishDraftView.as_view(), name="publish_draft"),
]
