"""What must always hold of the record and its reference data, whatever the program does."""

from django.db import migrations

# A student, their person, their advisor, their standing and their dates are of one school.
ONE_SCHOOL = """
ALTER TABLE advising_user ADD CONSTRAINT user_and_school UNIQUE (id, school_id);
ALTER TABLE students_student ADD CONSTRAINT student_and_school UNIQUE (id, school_id);
ALTER TABLE students_student ADD CONSTRAINT student_of_their_school
    FOREIGN KEY (user_id, school_id) REFERENCES advising_user (id, school_id)
    ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE students_student ADD CONSTRAINT advisor_of_the_same_school
    FOREIGN KEY (advisor_id, school_id) REFERENCES advising_user (id, school_id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE students_standing ADD CONSTRAINT standing_of_the_same_school
    FOREIGN KEY (student_id, school_id) REFERENCES students_student (id, school_id)
    ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE students_standingdate ADD CONSTRAINT standing_date_of_the_same_school
    FOREIGN KEY (student_id, school_id) REFERENCES students_student (id, school_id)
    ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
"""
ANY_SCHOOL = """
ALTER TABLE students_standingdate DROP CONSTRAINT standing_date_of_the_same_school;
ALTER TABLE students_standing DROP CONSTRAINT standing_of_the_same_school;
ALTER TABLE students_student DROP CONSTRAINT advisor_of_the_same_school;
ALTER TABLE students_student DROP CONSTRAINT student_of_their_school;
ALTER TABLE students_student DROP CONSTRAINT student_and_school;
ALTER TABLE advising_user DROP CONSTRAINT user_and_school;
"""

# A hold is of its student's own fail; a deadline of a fail has a clause of that fail in its policy.
TOGETHER = """
ALTER TABLE students_attempt ADD CONSTRAINT attempt_and_student UNIQUE (id, student_id);
ALTER TABLE students_hold ADD CONSTRAINT hold_of_the_students_own_attempt
    FOREIGN KEY (attempt_id, student_id) REFERENCES students_attempt (id, student_id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE students_policydeadline ADD CONSTRAINT deadline_of_a_clause
    FOREIGN KEY (policy_id, fail_number) REFERENCES students_failclause (policy_id, number)
    DEFERRABLE INITIALLY DEFERRED;
"""
APART = """
ALTER TABLE students_policydeadline DROP CONSTRAINT deadline_of_a_clause;
ALTER TABLE students_hold DROP CONSTRAINT hold_of_the_students_own_attempt;
ALTER TABLE students_attempt DROP CONSTRAINT attempt_and_student;
"""

# What a student submitted stays as it was submitted.
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

# History is written once, and what was granted stays as it was granted.
KEEP = """
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
"""

# One row says which state of the dated facts and which of the policies the tables hold. Every
# change renews it, once a statement, not once a row: a load of many rows stays a load.
FACTS = """
    areashare attemptrule calendardate contentarea crisisline defaultgate defaultgate_instruments
    discipline disciplineshare exam examform examformat fact fee flaglimit forecastcurve
    improvement instrument learningmodel leaverule levelprior passingstandard passrate
    programdirectoranswer programdirectorfactor quietholiday readinessband readinesspoint
    readinessscenario readinesssettings reflectionquestion reflectionquestion_raises resource
    resource_disciplines resourcelimit rootcause scale scorerelease screeningtool smallgrouprule
    sourcedocument stateboardlimit studenteventkind studyduration topicrule
""".split()
POLICIES = ["policy", "failclause", "policydeadline", "policygate", "policynote"]

VERSION = """
INSERT INTO students_referenceversion (id, facts, policies)
    VALUES (1, gen_random_uuid(), gen_random_uuid());

CREATE FUNCTION students_renew_reference_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The row itself may have been emptied with the rest.
    INSERT INTO students_referenceversion (id, facts, policies)
        VALUES (1, gen_random_uuid(), gen_random_uuid())
        ON CONFLICT (id) DO UPDATE SET facts = EXCLUDED.facts;
    RETURN NULL;
END
$$;

CREATE FUNCTION students_renew_policy_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO students_referenceversion (id, facts, policies)
        VALUES (1, gen_random_uuid(), gen_random_uuid())
        ON CONFLICT (id) DO UPDATE SET policies = EXCLUDED.policies;
    RETURN NULL;
END
$$;
"""
ON_CHANGE = """
CREATE TRIGGER reference_changed
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON students_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION students_renew_{what}_version();
"""
NO_VERSION = """
DROP FUNCTION students_renew_policy_version() CASCADE;
DROP FUNCTION students_renew_reference_version() CASCADE;
DELETE FROM students_referenceversion;
"""


def renewed(tables, what):
    return "".join(ON_CHANGE.format(table=table, what=what) for table in tables)


class Migration(migrations.Migration):

    replaces = [
        ("students", "0003_same_school"),
        ("students", "0004_frozen_intake"),
        ("students", "0005_reference_version"),
        ("students", "0008_hold_truths"),
        ("students", "0015_version_of_policies"),
        ("students", "0019_latest_safe_day_of_a_plan"),
    ]

    dependencies = [("students", "0001_tables"), ("advising", "0001_initial")]

    operations = [
        migrations.RunSQL(ONE_SCHOOL, ANY_SCHOOL),
        migrations.RunSQL(TOGETHER, APART),
        migrations.RunSQL(FREEZE, THAW),
        migrations.RunSQL(KEEP, LET_GO),
        migrations.RunSQL(
            VERSION + renewed(FACTS, "reference") + renewed(POLICIES, "policy"), NO_VERSION
        ),
    ]
