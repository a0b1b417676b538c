"""A student, their person, their advisor and their standing are of one school: always."""

from django.db import migrations

TOGETHER = """
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
"""

APART = """
ALTER TABLE students_standing DROP CONSTRAINT standing_of_the_same_school;
ALTER TABLE students_student DROP CONSTRAINT advisor_of_the_same_school;
ALTER TABLE students_student DROP CONSTRAINT student_of_their_school;
ALTER TABLE students_student DROP CONSTRAINT student_and_school;
ALTER TABLE advising_user DROP CONSTRAINT user_and_school;
"""


class Migration(migrations.Migration):
    dependencies = [("students", "0002_record"), ("advising", "0001_initial")]

    operations = [migrations.RunSQL(TOGETHER, APART)]
