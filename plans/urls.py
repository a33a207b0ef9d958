"""Addresses of the pages about plans."""

from django.urls import path

from plans import views

app_name = "plans"
urlpatterns = [
    path("cases/<int:case_id>/plan/new/", views.DraftPlanView.as_view(), name="draft_plan"),
    path("cases/<int:case_id>/plan/begin/", views.BeginPlanView.as_view(), name="begin_plan"),
    path("cases/<int:case_id>/plan/amend/", views.AmendPlanView.as_view(), name="amend_plan"),
    path("cases/<int:case_id>/family-plans/", views.family_plans, name="family_plans"),
    path(
        "cases/<int:case_id>/family-plans/plans.pdf",
        views.print_family_plans,
        name="print_family_plans",
    ),
    path(
        "cases/<int:case_id>/family-plans/begin/",
        views.BeginPlansView.as_view(),
        name="begin_plans",
    ),
    path(
        "cases/<int:case_id>/family-plans/submit/",
        views.SubmitPlansView.as_view(),
        name="submit_plans",
    ),
    path(
        "cases/<int:case_id>/family-plans/decide/",
        views.DecidePlansView.as_view(),
        name="decide_plans",
    ),
    path("plans/<int:version_id>/", views.plan, name="plan"),
    path("plans/<int:version_id>/plan.pdf", views.print_plan, name="print_plan"),
    path(
        "plans/<int:version_id>/actions/<int:number>/",
        views.FollowActionView.as_view(),
        name="follow_action",
    ),
    path("plans/<int:version_id>/earlier/", views.earlier, name="earlier"),
    path(
        "plans/<int:version_id>/earlier/<slug:key>/",
        views.TakeIntoPlanView.as_view(),
        name="take_into_plan",
    ),
    path("plans/<int:version_id>/write/", views.WritePlanView.as_view(), name="write_plan"),
    path(
        "plans/<int:version_id>/take-back/", views.TakeBackPlanView.as_view(), name="take_back_plan"
    ),
    path(
        "plans/<int:version_id>/how-often/",
        views.AgreeIntervalsView.as_view(),
        name="agree_intervals",
    ),
    path("plans/<int:version_id>/decide/", views.DecidePlanView.as_view(), name="decide_plan"),
    path(
        "plans/<int:version_id>/circulate/",
        views.CirculatePlanView.as_view(),
        name="circulate_plan",
    ),
]
