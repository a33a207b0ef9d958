"""What was entered in error stays and counts no more: notes, and rows about people."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from cin.core.altering import Alteration, AlterTables

STANDS = Q(withdrawn_at=None, withdrawn_by=None, withdrawal_reason="")
WITHDRAWN = Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawal_reason="")
HELD_BY_HAND = {"db_constraint": False, "on_delete": django.db.models.deletion.DO_NOTHING}


def columns(**kept):
    """Say when a row was withdrawn, why, and by whom."""
    by = {"on_delete": django.db.models.deletion.PROTECT, **kept}
    return [
        ("withdrawal_reason", models.TextField(blank=True)),
        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
        (
            "withdrawn_by",
            models.ForeignKey(
                blank=True, null=True, related_name="+", to=settings.AUTH_USER_MODEL, **by
            ),
        ),
    ]


def withdrawable(name, *once):
    """Let the rows of a table be withdrawn, and what stands there once stand there once."""
    reason = models.CheckConstraint(
        condition=STANDS | WITHDRAWN, name=f"{name}_withdrawn_with_reason"
    )
    return Alteration(
        gone=[each.name for each in once], columns=columns(), constraints=[reason, *once]
    )


def once(name, fields, condition):
    """Let rows stand there once among those that were not withdrawn."""
    return models.UniqueConstraint(fields=fields, condition=condition, name=name)


class Migration(migrations.Migration):
    """Every table, and the tables of their history."""

    dependencies = [
        ("cases", "0013_add_consents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AlterTables(
            {
                "address": withdrawable(
                    "address",
                    once(
                        "one_home_at_a_time",
                        ("person",),
                        Q(kind="home") & Q(ended_on=None, withdrawn_at=None),
                    ),
                ),
                "casenote": withdrawable("case_note"),
                "contactdetail": withdrawable(
                    "contact_detail",
                    once(
                        "one_preferred_contact",
                        ("person",),
                        Q(is_preferred=True) & Q(ended_on=None, withdrawn_at=None),
                    ),
                ),
                "disability": withdrawable(
                    "disability",
                    once("disability_once", ("person", "kind"), Q(withdrawn_at=None)),
                ),
                "legalorder": withdrawable("legal_order"),
                "networkmember": withdrawable(
                    "network_member",
                    once(
                        "in_the_network_once",
                        ("child", "person"),
                        Q(ended_on=None, withdrawn_at=None),
                    ),
                    once(
                        "one_lead_professional",
                        ("child",),
                        Q(ended_on=None, is_lead=True, withdrawn_at=None),
                    ),
                ),
                "othername": withdrawable("other_name"),
                "safetyflag": withdrawable("safety_flag"),
                "sharinglimit": withdrawable("sharing_limit"),
                **{
                    f"historical{name}": Alteration(columns=columns(**HELD_BY_HAND))
                    for name in (
                        *("address", "casenote", "contactdetail", "disability", "legalorder"),
                        *("networkmember", "othername", "safetyflag", "sharinglimit"),
                    )
                },
            }
        ),
    ]
