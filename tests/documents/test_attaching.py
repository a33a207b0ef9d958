"""Files lie under names that say nothing, belong to a row, and go when they are withdrawn."""

import hashlib
import io
import os
import time

import pytest
from django.db import transaction

from cin.audit.models import AuditEvent
from cin.core.errors import BadInput
from cin.documents import storage
from cin.documents.checking import CheckedFile
from cin.documents.models import Attachment
from cin.documents.selectors import attached_to, attachments_of
from cin.documents.services import (
    ORPHAN_AFTER,
    Belonging,
    attach_file,
    sweep_files,
    withdraw_file,
)
from cin.documents.tasks import sweep_files as sweep_task
from tests.stories import referred

pytestmark = pytest.mark.django_db
LETTER = b"Dear colleague"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "documents")
    return tmp_path / "documents"


def attach(house, *cases, of_id=7):
    file = CheckedFile(contents=io.BytesIO(LETTER), name="Amina O’Brien.txt", kind="txt")
    to = Belonging(kind="note", of_id=of_id, title=" Letter ")
    return attach_file(cases=cases, actor=house.sw, file=file, to=to)


def stored(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def age(path, seconds=ORPHAN_AFTER + 60):
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_a_file_lies_under_a_random_name_for_this_user_alone(rochdale, folder):
    case = referred(rochdale)
    (row,) = attach(rochdale, case)
    (path,) = stored(folder)
    assert path == storage.path_of(row.stored_as)
    assert path.read_bytes() == LETTER
    assert path.stat().st_mode & 0o777 == 0o600
    assert "Amina" not in str(path)
    assert not path.suffix
    assert (row.name, row.title, row.size) == ("Amina O’Brien.txt", "Letter", len(LETTER))
    assert row.sha256 == hashlib.sha256(LETTER).hexdigest()


def test_a_file_for_two_children_is_stored_once_and_stands_in_both_files(rochdale, folder):
    cases = [referred(rochdale), referred(rochdale)]
    rows = attach(rochdale, *cases)
    assert len(stored(folder)) == 1
    for case, row in zip(cases, rows, strict=True):
        assert list(attachments_of(case.pk)) == [row]
        assert list(attached_to(case.pk, "note", [7])) == [row]
        assert not attached_to(case.pk, "note", [8])
        done = AuditEvent.objects.get(action="documents.attach_file", case_id=case.pk)
        assert "Amina" not in str(done.details)


def test_withdrawing_removes_the_contents_when_no_other_child_has_them(
    rochdale, folder, django_capture_on_commit_callbacks
):
    first, second = referred(rochdale), referred(rochdale)
    one, other = attach(rochdale, first, second)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_file(attachment=one, case=first, actor=rochdale.tm, reason="Wrong child")
    assert len(stored(folder)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_file(attachment=other, case=second, actor=rochdale.tm, reason="Wrong child")
        withdraw_file(attachment=other, case=second, actor=rochdale.sm, reason="Again")
    assert stored(folder) == []
    kept = Attachment.objects.get(pk=other.pk)
    assert kept.is_withdrawn
    assert (kept.withdrawn_by, kept.withdrawn_reason) == (rochdale.tm, "Wrong child")


def test_withdrawing_wants_a_reason(rochdale):
    case = referred(rochdale)
    (row,) = attach(rochdale, case)
    with pytest.raises(BadInput) as refused:
        withdraw_file(attachment=row, case=case, actor=rochdale.tm, reason=" ")
    assert refused.value.field == "reason"


def test_the_sweep_removes_what_a_failed_saving_left_and_nothing_else(rochdale, folder):
    case = referred(rochdale)
    (kept,) = attach(rochdale, case)
    with transaction.atomic():
        attach(rochdale, case)
        transaction.set_rollback(True)
    for path in stored(folder):
        age(path)
    young = storage.keep(io.BytesIO(b"being saved now"))
    assert sweep_task() == 1
    assert {path.name for path in stored(folder)} == {kept.stored_as, young.stored_as}
    assert sweep_files() == 0
