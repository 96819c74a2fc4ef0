"""A client that a generator writes from the OpenAPI document searches, uploads, downloads, fills a group and reads changes.

The generator (openapi-python-client) and its client know nothing of WorkSim but the document: what the document does not
name, the client cannot send or read.

Program: client by openapi-python-client | Operations: search by query and by body, upload, download, profile refused, security, group made and filled, change events, queue
"""

import importlib
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from openapi import ANSWERS, World, check

NAME = "worksim_client"


def generate(command, folder):
    """Writes the client of the document into a folder and makes it importable."""
    document, config = folder / "openapi.json", folder / "config.yaml"
    document.write_text(subprocess.run([command, "openapi"], check=True, capture_output=True, text=True).stdout)
    config.write_text(json.dumps({"post_hooks": []}))
    answer = subprocess.run(
        [Path(sys.executable).parent / "openapi-python-client", "generate", "--path", document, "--meta", "none",
         "--config", config, "--output-path", folder / NAME],
        cwd=folder, capture_output=True, text=True)
    check(answer.returncode == 0, f"the client could not be generated:\n{answer.stdout}\n{answer.stderr}")
    left_out = [line for line in (answer.stdout + answer.stderr).splitlines() if "WARNING" in line or "Cannot" in line]
    check(not left_out, f"the generator left something out: {left_out[:5]}")
    sys.path.insert(0, str(folder))


def call(tag, operation, /, **arguments):
    module = importlib.import_module(f"{NAME}.api.{tag}.{operation}")
    return module.sync_detailed(customer="1", **arguments)


class Recorder:
    """Keeps the answers that the client gets, as HAR entries."""

    def __init__(self):
        self.entries = []

    def __call__(self, response):
        response.read()
        request = response.request
        is_json = request.headers.get("content-type", "").startswith("application/json")
        self.entries.append({
            "request": {"method": request.method, "url": str(request.url),
                        "postData": {"text": request.content.decode() if is_json else ""}},
            "response": {
                "status": response.status_code, "content": {"text": response.text},
                "headers": [{"name": name, "value": value} for name, value in response.headers.items()],
            },
        })

    def write(self, folder):
        har = {"log": {"entries": self.entries}}
        (Path(folder) / f"{NAME}.har").write_text(json.dumps(har), encoding="utf-8")


def play(world, recorder):
    models, types = importlib.import_module(f"{NAME}.models"), importlib.import_module(f"{NAME}.types")
    client = importlib.import_module(NAME).AuthenticatedClient(
        base_url=world.url, token=world.token("NORA", "admin"), prefix="", auth_header_name="X-Auth-Token",
        httpx_args={"event_hooks": {"response": [recorder]}})
    common = {"client": client, "library": "ACTIVE"}

    found = call("search", "get_libraries_documents", name="complaint", latest=True, total=True, **common)
    check(found.status_code == 200 and found.parsed.total_count == 1, f"the search found {found.parsed}")
    check(found.parsed.data.results[0].id == "ACTIVE!3.1", f"the search found {found.parsed.data.results}")
    none = call("search", "get_libraries_documents", sender="nobody@example.com", email_only=True, **common)
    check(none.parsed.data.results == [], "a filter that the client sends made no difference")

    filters = models.DocumentSearchFilters(name="complaint")
    fields = models.DocumentSearchProfileFields(document=[models.DocumentSearchProfileFieldsDocumentItem("name")])
    search = models.DocumentSearch(filters=filters, limit=1, profile_fields=fields)
    posted = call("search", "post_libraries_documents_search", body=search, **common)
    check(posted.parsed.data[0].name == "Complaint" and posted.parsed.overflow is False, f"{posted.parsed}")

    text = "Sent by a client that a generator wrote."
    upload = models.PostLibrariesFoldersByIdDocumentsBody(
        file=types.File(payload=io.BytesIO(text.encode()), file_name="Note.txt", mime_type="text/plain"),
        profile=models.Upload(
            doc_profile=models.UploadDocProfile(name="Note", extension="txt", comment="New"),
            warnings_for_required_and_disabled_fields=True))
    stored = call("upload_document", "post_libraries_folders_by_id_documents", id="ACTIVE!2", body=upload, **common)
    check(stored.status_code == 201, f"the upload was answered with {stored.status_code}: {stored.content}")
    document = stored.parsed.data
    check((document.name, document.comment, document.version) == ("Note", "New", 1), f"stored as {document}")
    check(stored.parsed.warnings == [], "the warnings that were asked for are missing")

    loaded = call("download", "get_libraries_documents_by_id_download", id=document.id, **common)
    check(loaded.parsed.payload.read().decode() == text, "the download is not what was sent")
    check(loaded.headers["content-type"] == "text/plain", f"a text came as {loaded.headers['content-type']}")
    check('filename="Note.txt"' in loaded.headers["content-disposition"], loaded.headers["content-disposition"])

    refused = call("profile", "get_libraries_documents_by_id", id="ACTIVE!999", **common)
    check(refused.status_code == 404, f"a document that is not there was answered with {refused.status_code}")
    check(refused.parsed.error.code == "NRC_NO_RECORD", f"the error was read as {refused.parsed}")
    rights = call("security", "get_libraries_documents_by_id_security", id=document.id, **common)
    check(rights.status_code == 200 and rights.parsed.default_security == "inherit", f"{rights.parsed}")

    made = call("groups", "post_libraries_groups", body=models.NewGroup(id="WALL", full_name="The wall"), **common)
    check(made.status_code == 201 and made.parsed.data.full_name == "The wall", f"{made.parsed}")
    change = models.MembersChange(
        action=models.MembersChangeAction.ADD, data=["ADA"], data_type=models.MembersChangeDataType.USERS)
    filled = call("groups", "put_libraries_groups_by_id_members", id="WALL", body=change, **common)
    check([one.id for one in filled.parsed.data] == ["ADA"], f"{filled.parsed}")
    members = call("groups", "get_libraries_groups_by_id_members", id="WALL", total=True, **common)
    check(members.parsed.total_count == 1, f"{members.parsed}")
    events = call("changes", "get_libraries_change_events", item_types="group", **common)
    check([one.action_type.value for one in events.parsed.data] == ["insert", "update"], f"{events.parsed}")
    queue = call("changes", "post_libraries_change_events_queues", body=models.NewChangeQueue(queue_id="generated"), **common)
    check(queue.status_code == 201 and int(queue.parsed.data.event_id) >= int(events.parsed.cursor), f"{queue.parsed}")


def main(command):
    with tempfile.TemporaryDirectory() as name:
        generate(command, Path(name))
        world, recorder = World(command), Recorder()
        try:
            play(world, recorder)
        finally:
            world.end()
        if ANSWERS:
            recorder.write(ANSWERS)
    print("generated client: searched, uploaded, downloaded, read a refusal, filled a group and read changes")


if __name__ == "__main__":
    main(*sys.argv[1:])
