"""Addresses of the pages about alerts."""

from django.urls import path

from alerts import views

app_name = "alerts"

urlpatterns = [
    path("", views.alerts, name="alerts"),
    path("<int:alert_id>/answer/", views.AnswerAlertView.as_view(), name="answer_alert"),
]
