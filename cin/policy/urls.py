"""The address of the authority's procedure."""

from django.urls import path

from cin.policy import views

app_name = "policy"

urlpatterns = [path("", views.procedure, name="procedure")]
