"""Hubs and persons."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from zwerm.people.terms import ACCOUNT, AFFILIATION, CONTROLLER, Role
from zwerm.personal import NOTHING, holds

K_DEFAULT = 5


class Hub(models.Model):
    """A regional network of partners (werkplaats): the tenant that hosts practices."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = holds(models.CharField(max_length=120, unique=True), NOTHING)
    controller = holds(models.CharField(max_length=200, blank=True), CONTROLLER)
    joint_controllers = holds(models.CharField(max_length=300, blank=True), CONTROLLER)
    privacy_contact = holds(models.CharField(max_length=200, blank=True), CONTROLLER)
    k = models.PositiveSmallIntegerField(default=K_DEFAULT)
    welcomes_newcomers = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(k__gte=3), name="p4_k_never_under_three"),
        ]


class People(BaseUserManager["Person"]):
    """Makes persons; e-mail addresses are compared without regard to case."""

    def create_user(self, email: str, name: str = "", *, demo: bool = False) -> "Person":
        """A person with an address and no password: signing in goes by a code in the mail."""
        person = self.model(email=email.strip().lower(), name=name, demo=demo)
        person.set_unusable_password()
        person.save(force_insert=True)
        self._know_address(person)
        return person

    def _know_address(self, person: "Person") -> None:
        """So that the first code from the mail is enough, and no second one is asked for."""
        from allauth.account.models import EmailAddress  # its tables point to this one

        EmailAddress.objects.create(user=person, email=person.email, primary=True)


class Person(AbstractBaseUser):
    """Someone with an account: who prepares or leads dialogues, or keeps own work over time."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = holds(models.EmailField(unique=True), ACCOUNT)
    name = holds(models.CharField(max_length=80), ACCOUNT)
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False)
    password = holds(models.CharField(max_length=128), ACCOUNT)
    last_login = holds(models.DateTimeField(blank=True, null=True), ACCOUNT)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = People()


class Affiliation(models.Model):
    """A person in a hub."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    hub = models.ForeignKey(Hub, on_delete=models.CASCADE, related_name="+")
    person = holds(
        models.ForeignKey(Person, on_delete=models.CASCADE, related_name="affiliations"),
        AFFILIATION,
    )
    role = holds(models.CharField(max_length=20, default=Role.MEMBER), AFFILIATION)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hub", "person"], name="one_affiliation_per_hub"),
        ]
