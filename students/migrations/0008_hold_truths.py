"""What must always hold of holds and their history, whatever the program does."""

from django.db import migrations

KEEP = """
-- A hold is of its student's own fail; dates are of the student's own school.
ALTER TABLE students_attempt ADD CONSTRAINT attempt_and_student UNIQUE (id, student_id);
ALTER TABLE students_hold ADD CONSTRAINT hold_of_the_students_own_attempt
    FOREIGN KEY (attempt_id, student_id) REFERENCES students_attempt (id, student_id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE students_standingdate ADD CONSTRAINT standing_date_of_the_same_school
    FOREIGN KEY (student_id, school_id) REFERENCES students_student (id, school_id)
    ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION students_history_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The history is never edited: what happens next is its next line.'
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER record_change_is_never_edited
    BEFORE UPDATE ON students_recordchange
    FOR EACH ROW EXECUTE FUNCTION students_history_is_kept();

-- Only with the whole record: at commit nobody is left whose history it was.
CREATE FUNCTION students_history_goes_with_its_student() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM students_student WHERE id = OLD.student_id) THEN
        RAISE EXCEPTION 'The history is only deleted with the whole record.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER record_change_goes_with_its_student
    AFTER DELETE ON students_recordchange
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION students_history_goes_with_its_student();

CREATE FUNCTION students_grant_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was granted is never edited: take it back, then grant anew.'
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER extension_is_never_edited
    BEFORE UPDATE OF hold_id, clause, kind, extends_on, due_on, reason, approver,
        granted_on, granted_by_id ON students_extension
    FOR EACH ROW EXECUTE FUNCTION students_grant_is_kept();
CREATE TRIGGER override_is_never_edited
    BEFORE UPDATE OF hold_id, kind, reason, approver, granted_on, granted_by_id
    ON students_override FOR EACH ROW EXECUTE FUNCTION students_grant_is_kept();
"""

LET_GO = """
DROP TRIGGER override_is_never_edited ON students_override;
DROP TRIGGER extension_is_never_edited ON students_extension;
DROP FUNCTION students_grant_is_kept();
DROP TRIGGER record_change_goes_with_its_student ON students_recordchange;
DROP TRIGGER record_change_is_never_edited ON students_recordchange;
DROP FUNCTION students_history_goes_with_its_student();
DROP FUNCTION students_history_is_kept();
ALTER TABLE students_standingdate DROP CONSTRAINT standing_date_of_the_same_school;
ALTER TABLE students_hold DROP CONSTRAINT hold_of_the_students_own_attempt;
ALTER TABLE students_attempt DROP CONSTRAINT attempt_and_student;
"""


class Migration(migrations.Migration):
    dependencies = [("students", "0007_holds")]

    operations = [migrations.RunSQL(KEEP, LET_GO)]
