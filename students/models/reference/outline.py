"""The exam's content outline: what its questions are about, and in what shares."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from students.models.reference.base import Confidence, Edition, Term
from students.models.reference.constraints import in_order, one_in_force, within
from students.models.reference.exams import Exam

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]
PERCENT_MESSAGE = "A percent is between 0 and 100."


class Subject(Term):
    """Something questions are about. Its share of an exam is a row of its own, and dated."""

    is_big_ticket = models.BooleanField(
        "big ticket", default=False, help_text="An adviser's list says to study it first."
    )
    big_ticket_source = models.CharField(max_length=200, blank=True)
    big_ticket_confidence = models.CharField(max_length=1, choices=Confidence, blank=True)

    class Meta(Term.Meta):
        abstract = True
        constraints = [
            *Term.Meta.constraints,
            models.CheckConstraint(
                condition=Q(is_big_ticket=False)
                | (~Q(big_ticket_source="") & Q(big_ticket_confidence__in=Confidence.values)),
                name="%(class)s_big_ticket_has_source",
                violation_error_message="Say who calls it big ticket, and how sure that is.",
            ),
        ]


class ContentArea(Subject):
    """A system of the outline, such as cardiovascular. Every question belongs to one."""


class Discipline(Subject):
    """A discipline of the outline, such as pathology. A question belongs to several."""


class Share(Edition):
    """The percent range of an exam's questions on one subject, between two days."""

    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="%(class)ss")
    low = models.DecimalField("lowest percent", max_digits=4, decimal_places=1, validators=PERCENT)
    high = models.DecimalField(
        "highest percent", max_digits=4, decimal_places=1, validators=PERCENT
    )

    class Meta(Edition.Meta):
        abstract = True
        constraints = [
            *Edition.Meta.constraints,
            within("low", 0, 100, PERCENT_MESSAGE),
            within("high", 0, 100, PERCENT_MESSAGE),
            in_order("low", "high", "The highest percent is below the lowest."),
        ]


OVERLAP = "Another share of this subject holds on some of these days. End it first."


class AreaShare(Share):
    """A content area's share. The shares of an exam's areas together make the whole exam."""

    area = models.ForeignKey(ContentArea, on_delete=models.PROTECT, related_name="shares")

    class Meta(Share.Meta):
        verbose_name = "share of a content area"
        verbose_name_plural = "shares of content areas"
        ordering = ["exam__code", "area__code", "key"]
        constraints = [*Share.Meta.constraints, one_in_force("exam", "area", message=OVERLAP)]

    def __str__(self) -> str:
        return f"{self.exam_id and self.exam.name}: {self.area_id and self.area.name}"


class DisciplineShare(Share):
    """A discipline's share. A question has several disciplines, so these sum past 100."""

    discipline = models.ForeignKey(Discipline, on_delete=models.PROTECT, related_name="shares")

    class Meta(Share.Meta):
        verbose_name = "share of a discipline"
        verbose_name_plural = "shares of disciplines"
        ordering = ["exam__code", "discipline__code", "key"]
        constraints = [
            *Share.Meta.constraints,
            one_in_force("exam", "discipline", message=OVERLAP),
        ]

    def __str__(self) -> str:
        return f"{self.exam_id and self.exam.name}: {self.discipline_id and self.discipline.name}"


class Resource(Term):
    """Something to study from."""

    class Kind(models.TextChoices):
        QBANK = "qbank", "question bank"
        VIDEO = "video", "video course"
        BOOK = "book"
        FLASHCARDS = "flashcards", "flash cards"

    kind = models.CharField(max_length=20, choices=Kind)
    is_core = models.BooleanField(
        "core", default=False, help_text="Kept when a plan must set resources aside."
    )
    disciplines = models.ManyToManyField(
        Discipline,
        blank=True,
        related_name="resources",
        help_text="The disciplines it covers. None: all of them.",
    )

    class Meta(Term.Meta):
        verbose_name = "study resource"
        constraints = [
            *Term.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["qbank", "video", "book", "flashcards"]),
                name="%(class)s_kind_known",
                violation_error_message="Choose one of the kinds.",
            ),
        ]


class ResourceLimit(Edition):
    """How many primary resources a plan may have before it warns of overload."""

    max_primary = models.PositiveSmallIntegerField(
        "primary resources at most", validators=[MinValueValidator(1)]
    )

    class Meta(Edition.Meta):
        verbose_name = "limit of resources"
        verbose_name_plural = "limits of resources"
        constraints = [
            *Edition.Meta.constraints,
            within("max_primary", 1, 50, "A plan needs at least one resource."),
            one_in_force(message="Another limit holds on some of these days. End it first."),
        ]

    def __str__(self) -> str:
        return f"at most {self.max_primary} primary resources"


class TopicRule(Edition):
    """How often a topic is missed before a plan gives it an hour of its own."""

    misses = models.PositiveSmallIntegerField(
        "misses that earn an hour",
        help_text="Questions missed on one topic. A topic missed less often gets no hour.",
    )

    class Meta(Edition.Meta):
        constraints = [
            *Edition.Meta.constraints,
            within("misses", 1, 1000, "Between 1 and 1000 questions."),
            one_in_force(message="Another rule holds on some of these days. End it first."),
        ]

    def __str__(self) -> str:
        return f"an hour from {self.misses} misses on"
