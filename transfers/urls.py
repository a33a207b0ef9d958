"""Addresses of the pages about transfers."""

from django.urls import path

from transfers import views

app_name = "transfers"
urlpatterns = [
    path(
        "cases/<int:case_id>/transfer/",
        views.ProposeTransferView.as_view(),
        name="propose_transfer",
    ),
    path(
        "cases/<int:case_id>/transfer/tell/",
        views.TellInAdvanceView.as_view(),
        name="tell_in_advance",
    ),
    path(
        "transfers/<int:transfer_id>/record/",
        views.CheckRecordView.as_view(),
        name="check_record",
    ),
    path(
        "transfers/<int:transfer_id>/answer/",
        views.AnswerTransferView.as_view(),
        name="answer_transfer",
    ),
]
