"""Adding reports: what was dropped, pasted or named goes into the queue, and a page shows how far it is."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from dragoman.archive.corrections import put_right_since_read
from dragoman.desk.jobs import Job, Jobs
from dragoman.desk.replies import Page, Refusal, back_to, text_in
from dragoman.desk.shelf import shelf_of
from dragoman.desk.worker import Source
from dragoman.errors import NotFoundError

PASTED = "pasted text"


async def read(request: Request, form: FormData) -> Response:
    """Queues everything the form holds; a program gets the ids, a browser the page of the first."""
    jobs: Jobs = request.app.state.jobs
    added = [jobs.add(source) for source in await _sources(form, request.app.state.access.most_bytes)]
    if not added:
        raise Refusal("Nothing was sent: choose a file, name an address, or paste a text.")
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"jobs": [job.id for job in added]}, 202)
    return RedirectResponse(f"/jobs/{added[0].id}" if len(added) == 1 else "/jobs", 303)


async def _sources(form: FormData, most: int) -> list[Source]:
    found = []
    for value in form.getlist("file"):
        if isinstance(value, UploadFile) and value.filename:
            raw = await value.read(most + 1)
            # The name serves to tell the kind of file and to speak of it; nothing is ever stored under it.
            found.append(Source(value.filename[-120:], raw))
    text, url = text_in(form, "text", most), text_in(form, "url")
    if text:
        found.append(Source(PASTED, text.encode("utf-8", "replace")))
    if url:
        if not url.lower().startswith(("http://", "https://")):
            raise Refusal(f"{url[:200]} is no http or https address.")
        found.append(Source(url, url=url))
    return found


async def read_again(request: Request, form: FormData) -> Response:
    """Reads a report anew: from its address where it has one, else by the edition of the program that runs now."""
    id = text_in(form, "document", 64)
    shelf, jobs = shelf_of(request), request.app.state.jobs

    def wanted() -> Source:
        with shelf.reading() as archive:
            document = archive.dossier(id).document
            if put_right_since_read(archive, id):
                return Source(document.title or id, document=document)
            if document.url:
                return Source(document.url, url=document.url)
            if archive.has(id):
                raise Refusal(
                    "This very edition of the program has read the report already. A newer one will read it anew, or"
                    " this one after you put right the day it appeared."
                )
            return Source(document.title or id, document=document)

    job = jobs.add(await run_in_threadpool(wanted))
    return RedirectResponse(f"/jobs/{job.id}", 303)


async def give_up(request: Request, form: FormData) -> Response:
    """Ends one reading: a report that takes too long must not hold up all others."""
    jobs: Jobs = request.app.state.jobs
    await run_in_threadpool(jobs.give_up, text_in(form, "id", 64))
    return back_to(form)


def progress(request: Request) -> Page:
    """How far one source is."""
    jobs: Jobs = request.app.state.jobs
    job = jobs.get(request.path_params["id"])
    if job is None:
        raise NotFoundError("This reading is not known any more: the desk was started again since.")
    return Page("job.html", "Reading", _facts(job), {"job": job})


def queue(request: Request) -> Page:
    """Everything that waits, is being read, or was read since the desk was started."""
    jobs: Jobs = request.app.state.jobs
    found = jobs.all()[:200]
    return Page("jobs.html", "Reading", {"jobs": [_facts(job) for job in found]}, {"jobs": found})


def _facts(job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "name": job.name,
        "step": job.step,
        "is_done": job.is_done,
        "seconds": job.seconds,
        "documents": [{"id": id, "title": title} for id, title in job.documents],
        "failures": job.failures,
    }
