"""Policies have a token of their own: a school that edits one leaves the facts as they were read."""

import uuid

from django.db import migrations, models

TABLES = ["policy", "failclause", "policydeadline", "policygate", "policynote"]

RENEW_FACTS = """
CREATE OR REPLACE FUNCTION students_renew_reference_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The row itself may have been emptied with the rest.
    INSERT INTO students_referenceversion (id, facts, policies)
        VALUES (1, gen_random_uuid(), gen_random_uuid())
        ON CONFLICT (id) DO UPDATE SET facts = EXCLUDED.facts;
    RETURN NULL;
END
$$;
"""
RENEW_POLICIES = """
CREATE FUNCTION students_renew_policy_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO students_referenceversion (id, facts, policies)
        VALUES (1, gen_random_uuid(), gen_random_uuid())
        ON CONFLICT (id) DO UPDATE SET policies = EXCLUDED.policies;
    RETURN NULL;
END
$$;
"""
# Backwards: one token for all.
RENEW_BOTH = """
CREATE OR REPLACE FUNCTION students_renew_reference_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO students_referenceversion (id, token) VALUES (1, gen_random_uuid())
        ON CONFLICT (id) DO UPDATE SET token = EXCLUDED.token;
    RETURN NULL;
END
$$;
"""
ON_CHANGE = """
CREATE OR REPLACE TRIGGER reference_changed
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON students_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION students_renew_{what}_version();
"""


def _renewed_by(what: str) -> str:
    return "".join(ON_CHANGE.format(table=table, what=what) for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("students", "0014_crisis_line_numbers")]

    operations = [
        migrations.RunSQL(migrations.RunSQL.noop, RENEW_BOTH),
        migrations.RenameField("referenceversion", "token", "facts"),
        migrations.AddField(
            "referenceversion",
            "policies",
            models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.RunSQL(RENEW_FACTS, migrations.RunSQL.noop),
        migrations.RunSQL(RENEW_POLICIES, "DROP FUNCTION students_renew_policy_version();"),
        migrations.RunSQL(_renewed_by("policy"), _renewed_by("reference")),
    ]
