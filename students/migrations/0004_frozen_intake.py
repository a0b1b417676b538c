"""A submitted intake is a snapshot: an amendment is the next version, never an edit."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION refuse_edited_intake() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A submitted intake is never edited: submit a new version.'
        USING ERRCODE = '23514';
END $$;
CREATE TRIGGER intake_version_never_edited
    BEFORE UPDATE ON students_intakeversion
    FOR EACH ROW EXECUTE FUNCTION refuse_edited_intake();
"""

THAW = """
DROP TRIGGER intake_version_never_edited ON students_intakeversion;
DROP FUNCTION refuse_edited_intake();
"""


class Migration(migrations.Migration):
    dependencies = [("students", "0003_same_school")]

    operations = [migrations.RunSQL(FREEZE, THAW)]
