"""What a student submitted stays as it was submitted, whatever the program does."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION students_intake_version_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A submitted intake is never edited: an amendment is the next version.'
        USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER intake_version_is_never_edited
    BEFORE UPDATE ON students_intakeversion
    FOR EACH ROW EXECUTE FUNCTION students_intake_version_is_frozen();

-- Only with the whole record: at commit nobody is left whose version it was.
CREATE FUNCTION students_intake_version_goes_with_its_student() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM students_student WHERE id = OLD.student_id) THEN
        RAISE EXCEPTION 'A submitted intake is only deleted with the whole record.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER intake_version_goes_with_its_student
    AFTER DELETE ON students_intakeversion
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION students_intake_version_goes_with_its_student();
"""

THAW = """
DROP TRIGGER intake_version_goes_with_its_student ON students_intakeversion;
DROP TRIGGER intake_version_is_never_edited ON students_intakeversion;
DROP FUNCTION students_intake_version_goes_with_its_student();
DROP FUNCTION students_intake_version_is_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("students", "0003_same_school")]

    operations = [migrations.RunSQL(FREEZE, THAW)]
