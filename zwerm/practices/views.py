"""Beginning a practice."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zwerm.people import access as people
from zwerm.people.viewer import Request
from zwerm.practices import actions
from zwerm.practices.forms import BeginForm
from zwerm.web.http import status_of


@require_http_methods(["GET", "POST"])
def begin(request: Request) -> HttpResponse:
    """A new practice, in one form; who begins it prepares its dialogues."""
    founder = people.person(request.viewer)
    hubs = [(hub.pk, hub.name) for hub in people.hubs_for(request.viewer)]
    if not hubs:
        return render(request, "practices/no_hub.html")
    form = BeginForm.among(request, hubs)
    if form.is_valid():
        practice = actions.begin_practice(
            founder,
            people.hub_for(request.viewer, form.hub_id(hubs)),
            name=form.cleaned_data["name"],
            about=form.cleaned_data["about"],
            where=form.cleaned_data["where"],
            perspective=form.cleaned_data["perspective"],
        )
        return redirect("home:practice", practice.pk)
    return render(request, "practices/begin.html", {"form": form}, status=status_of(form))
