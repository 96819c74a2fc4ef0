"""The calls that public programs make to real servers, replayed with the parameters and bodies that they send.

Each program of the table was read as it is published; its calls stand in its order, with what it reads from the answers.
What a server passes over it names in `X-WorkSim-Ignored`: a call of the table says which names those are, and no others may be.

Program: calls of public clients | Operations: token, discovery, search, profile, path, upload, new version, download, lock, workspaces, folders, custom fields, groups, security, change events, older session
"""

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

import requests

from openapi import ANSWERS, World, check

V2 = "/work/api/v2/customers/{customer}"
SHORT = "/api/v2/customers/{customer}"
WEB = "/work/web/api/v2/customers/{customer}"
L = V2 + "/libraries/ACTIVE"
SHORT_L = SHORT + "/libraries/ACTIVE"
WEB_L = WEB + "/libraries/ACTIVE"


@dataclass
class Call:
    """One call: `reads` names places in the answer as `place:type` or `place=value`; `gives` keeps values for later calls."""

    method: str
    path: str
    reads: list = field(default_factory=list)
    query: dict | None = None
    json: dict | None = None
    form: dict | None = None
    files: list | None = None
    status: int = 200
    gives: dict = field(default_factory=dict)
    ignored: set = field(default_factory=set)
    headers: dict = field(default_factory=dict)
    body: str | None = None


@dataclass
class Program:
    """A program: its name, where it is published (None where the text was found without its place), and its calls."""

    name: str
    address: str | None
    calls: list
    scope: str = "user"
    signs_in: bool = True
    header: str = "X-Auth-Token"


def get(path, *reads, **more):
    return Call("GET", path, list(reads), **more)


def post(path, body, *reads, **more):
    return Call("POST", path, list(reads), json=body, **more)


def patch(path, body, *reads, **more):
    return Call("PATCH", path, list(reads), json=body, **more)


def upload(path, name, profile, *reads, method="POST", profile_part=None, **more):
    part = profile_part or ("profile", (None, json.dumps(profile), "application/json"))
    return Call(method, path, list(reads), files=[part, ("file", (name, b"Some text", "application/octet-stream"))], **more)


DISCOVERY = get("/api", "data.user.customer_id:int", "data.work.preferred_library:str", "data.versions.0.url:str",
                "data.work.libraries.0.alias:str", gives={"customer": "data.user.customer_id"})
DOCUMENT = [
    "data.id:str", "data.name:str", "data.extension:str", "data.size:int", "data.class:str", "data.type:str", "data.author:str",
    "data.operator:str", "data.create_date:str", "data.edit_date:str", "data.version:int", "data.workspace_id:str",
    "data.workspace_name:str", "data.document_number:int",
]

PROGRAMS = [
    Program("n8n-iManage-Connector", "https://github.com/mbrichman/n8n-iManage-Connector", [
        DISCOVERY,
        get(L + "/documents/{document}", *DOCUMENT, "data.operations.lock:bool", "data.operations.delete:bool",
            query={"include_operations": "true", "is_latest": "true"}),
        get(L + "/documents/{document}/download", query={"activity": "export", "latest": "true"}),
        get(L + "/documents", "data.results.0.id:str", query={"limit": 25, "offset": 0, "anywhere": "complaint"}),
        get(L + "/documents", "data.results:list", query={"limit": 25, "offset": 0, "extension": "docx"}, ignored={"extension"}),
        get(V2 + "/recent-documents", "data.results.0.name:str", query={"limit": 25}),
        get(L + "/workspaces/{workspace}", "data.id:str", "data.owner:str", "data.create_date:str", "data.edit_date:str"),
        get(L + "/workspaces", "data.results.0.id:str", query={"limit": 25, "offset": 0, "name": "acme"}),
        get(V2 + "/workspaces", "data.results.0.name:str", query={"limit": 25, "offset": 0, "anywhere": "acme"}),
        get(L + "/workspaces/{workspace}/children", "data.0.folder_type:str", "data.0.parent_id:str",
            query={"children_type": "all", "limit": 100}, ignored={"children_type"}),
        get(V2 + "/recent-workspaces", "data.results:list"),
        get(L + "/folders/{folder}", "data.folder_type:str", "data.workspace_name:str"),
        get(L + "/folders/{folder}/children", "data.0.wstype:str", "data.0.document_number:int",
            query={"limit": 100, "offset": 0, "exclude_folders": "true"}),
    ]),
    Program("MCP-ChatGPT-iManage", "https://github.com/satriotsubasa/MCP-ChatGPT-iManage", [
        post(SHORT_L + "/documents/search", {
            "limit": 20, "filters": {"name": "Complaint"},
            "profile_fields": {"document": ["id", "name", "document_number", "version", "author", "edit_date", "create_date",
                                            "size", "type"]}},
             "data.0.id:str", "data.0.name:str", "data.0.author:str", "data.0.type:str", "data.0.size:int", "data.0.version:int"),
        post(SHORT_L + "/documents/search", {"limit": 20, "filters": {"anywhere": "draft"}}, "data.0.id:str"),
        post(SHORT_L + "/documents/search", {"limit": 20, "filters": {"body": "draft"}}, "data.0.id:str"),
        get(SHORT_L + "/documents", query={"title": "Complaint", "limit": 20}, ignored={"title"}),
        get(SHORT_L + "/documents", query={"q": "Complaint", "limit": 20}, ignored={"q"}),
        get(WEB_L + "/documents/{document}", *DOCUMENT),
        get(WEB_L + "/documents/{document}/download", "header content-disposition:filename=\"Complaint.docx\""),
    ]),
    Program("MCP server in TypeScript", None, [
        DISCOVERY,
        post(L + "/documents/search", {
            "profile_fields": {"document": ["id", "name", "file_edit_date", "iwl"]}, "filters": {"body": "draft", "type": "WORDX"},
            "limit": 20}, "data.0.id:str", "data.0.name:str", "data.0.iwl:str"),
        Call("HEAD", L + "/documents/{document}/download", ["header content-length:11"]),
        get(L + "/documents/{document}/download"),
    ]),
    Program("iManageWorkApiNetCoreWrapper", "https://github.com/stuart-bailey-uk/iManageWorkApiNetCoreWrapper", [
        DISCOVERY,
        upload(SHORT_L + "/folders/{folder}/documents", "Wrapped.txt", None, "data.id:str", "data.version:int",
               profile_part=("profile", ("blob", json.dumps({
                   "doc_profile": {"name": "Wrapped", "extension": "txt", "size": 9},
                   "warnings_for_required_and_disabled_fields": True}), "application/json; charset=utf-8")), status=201),
        get(SHORT_L + "/documents/{document}", *DOCUMENT, "data.operations.archive:bool", "data.operations.wopi_lock:bool",
            query={"include_operations": "true"}),
        get(SHORT_L + "/documents", "data.results:list", query={"name": "Complaint", "create_date": "-7d"}),
        get(SHORT_L + "/documents/reserve", "data.document_number:int", "data.version:int"),
        patch(SHORT_L + "/documents/{document}/name-value-pairs", {"Reviewed": "yes"}),
        get(SHORT_L + "/documents/{document}/name-value-pairs", "data.Reviewed=yes"),
    ]),
    Program("prime-imanage-integration", "https://github.com/practiceevolve/prime-imanage-integration", [
        upload(L + "/folders/{folder}/documents", "Prime.txt", {"doc_profile": {"name": "Prime", "extension": "txt"}},
               "data.id:str", status=201, gives={"prime": "data.id"}),
        get(L + "/documents/{prime}", *DOCUMENT),
        get(L + "/folders/{folder}/documents", "total_count:int", query={"offset": 0, "limit": 25, "total": "true"}),
        get(V2 + "/documents", "data.results:list", "total_count:int", query={"offset": 0, "limit": 25, "total": "true"}),
        post(L + "/documents/{prime}/lock", {"comments": "Reading", "location": "here", "path": "C:\\x", "due_date": "2030-01-01T00:00:00Z"}),
        get(L + "/documents/checked-out", "data.0.id:str", "total_count:int", query={"offset": 0, "limit": 25, "total": "true"}),
        Call("DELETE", L + "/documents/{prime}/lock"),
        post(L + "/documents/{prime}/checkout", {"appname": "Prime", "comments": "", "due_date": None, "location": "", "path": ""}),
        upload(L + "/documents/{prime}/file", "Prime.txt", {"keep_locked": False}, "data.id:str", method="PUT"),
        upload(L + "/documents/{prime}/versions", "Prime.txt", {"doc_profile": {"comment": "Second"}}, "data.version=2", status=201),
        get(L + "/documents/{prime}/versions", "data.0.id:str", "data.1.id:str"),
        get(L + "/documents/{prime}/history", "data.0.activity:str", "data.0.activity_code:int", "data.0.activity_date:str",
            "data.0.user:str", "data.0.user_fullname:str", "data.0.application_name:str", "total_count:int",
            query={"offset": 0, "limit": 25, "total": "true"}),
        get(L + "/documents/{prime}/history/activities", "data.0.alias:str", "data.0.count:int", "data.0.description:str"),
        get(L + "/documents/{prime}/history/users", "data.0.activity_count:int", "data.0.full_name:str", "data.0.login:bool"),
        post(L + "/documents/search", {"filters": {"name": "Prime"}, "profile_fields": {"document": ["name"]}},
             "data.0.name:str", "overflow:bool"),
        post(L + "/folders/{folder}/documents/{prime}/move", {
            "destination_folder_id": "{other}", "update_profile": True, "update_security": True, "audit": {"comments": "moved"}}),
        get(L + "/documents/{prime}/operations", "data.move:bool"),
        get(L + "/classes", "data.0.id:str", "data.0.description:str"),
        get(L + "/classes/DOC/subclasses", "data:list"),
        Call("DELETE", L + "/documents/{prime}"),
        get(L + "/trash-bin/documents", "data.0.id:str", query={"document_number": "{prime_number}"}),
        post(L + "/trash-bin/documents/{prime}/restore", {"folder_ids": ["{folder}"]}, status=200),
        get(L + "/templates", "data:list", query={"limit": 25, "offset": 0, "total": "true"}),
        get(L + "/users", "data.0.id:str", "total_count:int", query={"limit": 25, "offset": 0, "total": "true"}),
        get(L + "/captions", "data.0.id:str", "data.0.label:str"),
        get(L + "/forms", "data:list"),
        post(L + "/workspaces/{workspace}/folders", {"name": "Prime", "default_security": "inherit", "description": "x"},
             "data.id:str", status=201, gives={"prime_folder": "data.id"}),
        post(L + "/folders/{prime_folder}/subfolders", {"name": "Below"}, "data.parent_id:str", status=201,
             gives={"below": "data.id"}),
        post(L + "/folders/{below}/move", {"destination_folder_id": "{folder}"}),
        get(L + "/folders/{prime_folder}/operations", "data.add_folders:bool", "data.default_security_values:list"),
        get(L + "/folders/{prime_folder}/name-value-pairs", "data:dict"),
        Call("DELETE", L + "/folders/{prime_folder}"),
        get(L + "/folders", "data.0.id:str", "total_count:int", query={"offset": 0, "limit": 25, "total": "true"}),
        get(L + "/workspaces/{workspace}/operations", "data.add_folders:bool"),
    ]),
    Program("iManCloudCore", "https://github.com/integrica-io/iManCloudCore", [
        get(V2 + "/ping"), get(V2 + "/features", "data.rate_limiting:bool"),
        get(V2 + "/libraries", "data.0.id:str", "data.0.type:str", "data.0.is_hidden:bool"),
        get(V2 + "/groups", "total_count:int", query={"enabled": "true", "limit": 10, "total": "true"}),
        get(V2 + "/groups/{group}", "data.full_name:str", "data.group_nos:int"),
        get(V2 + "/groups/{group}/non-members", "data.0.user_id_ex:str", "total_count:int",
            query={"allow_logon": "true", "total": "true"}),
        get(V2 + "/users/ADA", "data.full_name:str", "data.allow_logon:bool", "data.ssid:str", "data.user_nos:int"),
        get(V2 + "/users/ADA/groups", "data.0.id:str", query={"enabled": "true", "total": "true"}),
        get(V2 + "/users/ADA/groups/out-of", "data:list", query={"total": "true"}),
        get(V2 + "/users/ADA/libraries", "data.0.library_id:int", "data.0.preferred:bool"),
        get(V2 + "/users/ADA/apps", "data.0.id:str"),
        get(V2 + "/users", "data.0.id:str", query={"query": "ada", "include_libraries": "true", "is_external": "false"}),
        get(V2 + "/roles", "data.0.id:str"), get(V2 + "/roles/NRTADMIN/members", "data:list"),
        get(V2 + "/security-templates", "data.0.id:str"),
        get(L + "/operations", "data.m1_bits.import:bool", "data.m3_bits.author_workspace:bool", "data.m4_bits.tier:int"),
        get(L + "/documents", "data.results.0.iwl:str", "total_count:int",
            query={"paging_mode": "standard", "latest": "true", "total": "true", "container_id": "{folder}", "include_subtree": "true",
                   "email_only": "false", "timezone_offset": 0}, ignored={"timezone_offset"}),
        get(L + "/documents/{document}", *DOCUMENT, "data.is_latest:bool", "data.latest:str", "data.latest_version:int",
            query={"is_latest": "true", "include_operations": "true"}),
        get(L + "/documents/{document}/download", query={"activity": "view"}),
        get(L + "/documents/{document}/history", "data.0.num1:str", "data.0.application_id:str",
            query={"activity": "view", "all_versions": "true", "limit": 10}),
        get(L + "/documents/{document}/path", "data.0.0.wstype=workspace", "data.0.1.folder_type:str"),
        get(L + "/documents/{document}/users/ADA/security", "data.access:str"),
        get(L + "/folders", "data:list", query={"container_id": "{workspace}", "name": "*"}),
        get(L + "/folders/{folder}", "data.inherited_default_security:str", "data.operations.add_content:bool",
            "data.operations.update_content_shortcut:bool", query={"include_operations": "true"}),
        get(L + "/folders/{folder}/children", "data.0.database:str", query={"author": "NRTADMIN", "exclude_emails": "true", "name": "complaint"}),
        get(L + "/folders/{folder}/path", "data.0.wstype=workspace"),
        get(L + "/folders/{folder}/security", "data:list", "default_security:str"),
        get(L + "/folders/{folder}/users/ADA/security", "data.access:str"),
        get(L + "/workspaces", "data.results.0.id:str", query={"owner": "NRT*", "sort_order": "asc", "limit": 5, "total": "true"}),
        get(L + "/workspaces/{workspace}", "data.effective_security:str", "data.iwl:str", "data.subtype:str"),
        get(L + "/workspaces/{workspace}/security", "data:list", "default_security:str"),
        get(L + "/workspaces/{workspace}/security-policy", "data.allow_list:list", "data.deny_list:list", "data.security_policy:str"),
        get(L + "/workspaces/{workspace}/users/ADA/security", "data.access:str"),
        get(L + "/workspaces/{workspace}/operations", "data.add_content:bool"),
        get(L + "/users/ADA/groups", "data.0.full_name:str", query={"alias": "*", "nos": "2,6", "total": "true"}),
        get(L + "/groups/{group}", "data.id:str"), get(L + "/groups", "data.0.enabled:bool", query={"alias": "PLAYED"}),
        get(V2 + "/folders", "data.results:list", query={"limit": 5}),
        get(V2 + "/workspaces", "data.results:list", query={"libraries": "ACTIVE", "facets": "custom1"}),
        get(V2 + "/documents/checked-out", "data:list", query={"total": "true"}),
        Call("POST", "/auth/oauth2/revoke-token", form={"access_token": "{token}"}),
    ], scope="admin"),
    Program("iManagePoc", "https://github.com/subbu-definely/iManagePoc", [
        DISCOVERY, get(V2 + "/features", "data.rate_limiting:bool"),
        # A crawl is for system users alone and is not served; the program ends with the status.
        post(L + "/sync/documents/crawl", {"limit": 1000}, "error.code=NRC_NO_RECORD", status=404),
    ], scope="admin"),
    Program("clio-imanage-v2", "https://github.com/Mukhami/clio-imanage-v2", [
        get(V2 + "/libraries", "data.0.id:str"),
        get(L + "/users", "data.0.id:str", "data.0.full_name:str", query={"limit": 100, "skip": 0}, ignored={"skip"}),
        get(L + "/groups", "data.0.id:str", query={"limit": 100, "skip": 0}, ignored={"skip"}),
        post(L + "/customs/custom1", {"id": "CLIO", "description": "Clio client", "enabled": True, "hipaa": False}, "data.id=CLIO", status=201),
        post(L + "/customs/custom2", {"id": "M1", "description": "A matter", "enabled": True, "parent": {"id": "CLIO"}}, "data.id=M1", status=201),
        get(L + "/customs/custom2/M1", "data.description=A matter", query={"parent_alias": "CLIO"}),
        get(L + "/customs/custom2/M2", "error.code=NRC_NO_RECORD", query={"parent_alias": "CLIO"}, status=404),
        post(L + "/workspaces", {"name": "Clio matter", "custom1": "CLIO", "custom2": "M1", "default_security": "public"},
             "data.id:str", "data.workspace_id:str", "data.custom1_description=Clio client", status=201, gives={"clio": "data.id"}),
        patch(L + "/workspaces/{clio}", {"description": "Changed"}, "data.description=Changed"),
        post(L + "/workspaces/{clio}/folders", {"name": "Letters"}, "data.id:str", status=201, gives={"letters": "data.id"}),
        get(L + "/workspaces/{clio}/children", "data.0.name=Letters"),
        get(L + "/workspaces/{clio}/security-policy", "data:dict"),
        post(L + "/workspaces/{clio}/security", {"default_security": "public", "members": {"include": []}}, ignored={"members"}),
        get(L + "/folders/{letters}/security", "default_security:str"),
        get(L + "/folders/{letters}/name-value-pairs", "data:dict"),
    ], scope="admin"),
    Program("iManage-Workspace-Processor", "https://github.com/eLegalTechnologySolutions/iManage-Workspace-Processor", [
        Call("PUT", "/api/v1/session/login", ["X-Auth-Token:str", "customer_id:int"],
             json={"user_id": "NORA", "password": "{password}", "persona": "admin", "application_name": "Processor"},
             gives={"token": "X-Auth-Token"}),
        post(L + "/workspaces/search", {"profile_fields": {"workspace": ["id", "name"]}, "filters": {"name": "Client"}}, "data:list"),
        post(L + "/workspaces", {
            "author": "nora", "class": "WEBDOC", "default_security": "public", "description": "A client", "name": "Client", "owner": "nora"},
             "data.workspace_id:str", status=201, gives={"client": "data.workspace_id"}),
        patch(L + "/workspaces/{client}", {
            "custom1": "CLIENT1", "custom25": "true", "project_custom1": "CLIENT1", "project_custom2": "T1", "project_custom3": "Worksite"},
              "data.custom25=True", "data.project_custom3=Worksite"),
        post(L + "/workspaces/{client}/security", {
            "default_security": "private", "include": [{"id": "NORA", "access_level": "full_access", "type": "user"},
                                                       {"id": "{group}", "access_level": "full_access", "type": "group"}]}),
        post(L + "/workspaces/{client}/folders", {
            "name": "Correspondence", "description": "Correspondence", "default_security": "inherit", "view_type": "email",
            "email": "WS1", "profile": {"custom1": "CLIENT1"}}, "data.view_type=email", "data.email=WS1", status=201),
    ], signs_in=False),
    Program("iManage-Security-Processor", "https://github.com/eLegalTechnologySolutions/iManage-Security-Processor", [
        Call("PUT", "/api/v1/session/login", ["X-Auth-Token:str"],
             json={"user_id": "NORA", "password": "{password}", "persona": "admin"}, gives={"token": "X-Auth-Token"}),
        get(L + "/groups", "data:list", query={"alias": "SECURED"}),
        post(L + "/groups", {"enabled": True, "full_name": "Secured", "group_nos": 2, "id": "SECURED", "is_external": False},
             "data.id=SECURED", status=201),
        Call("PUT", L + "/groups/SECURED/members", ["data.0.id=ADA"],
             json={"database": "ACTIVE", "data_type": "users", "data": ["ADA"], "action": "add"}),
        get(L + "/groups/SECURED/members", "data.0.id=ADA"),
        Call("PUT", L + "/groups/SECURED/members", ["data:list"],
             json={"database": "ACTIVE", "data_type": "users", "data": ["ADA"], "action": "delete"}),
        Call("PUT", L + "/groups/SECURED", json={"enabled": False}, status=405),
    ], signs_in=False),
    Program("vendor script: update document metadata", "https://github.com/mbharatk1/Azure_ADO_Infra_Windows", [
        DISCOVERY,
        patch(SHORT_L + "/documents/{document}", {"author": "ADA", "comment": "Changed by a script"}, "data.author=ADA"),
        get("/login/terminate", headers={"Content-Type": "application/json"}),
    ], scope="admin"),
    Program("PowerShell: update workspace author", "https://github.com/mbharatk1/Azure_ADO_Infra_Windows", [
        get(L + "/workspaces/{workspace}", "data:dict"),
        patch(L + "/workspaces/{workspace}", {"profile": {"author": "ADA"}}, "data.author=ADA"),
        get(L + "/workspaces/{workspace}/operations", "data.add_folders:bool"),
    ], scope="admin"),
    Program("imanage_custom_upload.py", "https://github.com/mbharatk1/Azure_ADO_Infra_Windows", [
        Call("POST", "/auth/oauth2/token", ["access_token:str"], form={
            "grant_type": "password", "username": "NORA", "password": "{password}", "client_id": "{client_id}",
            "client_secret": "{client_secret}", "scope": "openid profile email"},
             ignored={"scope.openid", "scope.profile", "scope.email"}),
        post(L + "/customs/custom1", {"description": "Document Management System", "enabled": "true", "hipaa": "false", "id": "DMS001"},
             "data.id=DMS001", status=201),
    ], scope="admin", header="Authorization"),
    Program("iManageConsoleUpstreamApp", "https://github.com/alec-host/iManageConsoleUpstreamApp", [
        DISCOVERY,
        post(SHORT_L + "/folders/{folder}/subfolders", {
            "name": "Created", "description": "Created using a c# solution.", "location": "Created",
            "profile": {"class": "DOC", "custom1": "CLIENT1", "custom2": None, "custom29": None}},
             "data.id:str", status=201, ignored={"location", "profile.class"}),
    ]),
    Program("Zurich.Connector", "https://github.com/RosaVazquezTR/Zurich.Connector", [
        get("/work/api", "data.user.customer_id:int", "data.user.user_type:str", "data.work.preferred_library:str"),
        get(V2 + "/documents", "data.results.0.iwl:str", "data.results.0.database:str", "data.results.0.last_user:str",
            query={"anywhere": "complaint", "libraries": "ACTIVE", "limit": 25, "offset": 0, "total": "true"}),
        get(L + "/documents/{document}/download"),
        get(WEB_L + "/documents/{document}/download/Complaint.docx", query={"activity": "export"}),
        get("/work/link/d/{document}", status=302),
    ]),
    Program("MatterSphere", "https://github.com/MatterSphere/MatterSphere", [
        get(WEB_L + "/users/me", "data.id:str", "data.email:str", "data.full_name:str", "data.preferred_library:str"),
        get(L + "/documents/{document}/checkout", status=404),
    ]),
    Program("service of a product for intellectual property, C#", None, [
        DISCOVERY,
        post(L + "/documents/search", {
            "profile_fields": {"document": ["id", "author", "name", "extension", "type", "size", "is_checked_out", "is_in_use", "in_use_by",
                                            "create_date", "edit_date", "last_user", "version", "workspace_id"]},
            "filters": {"container_id": "{workspace}", "include_subtree": True}}, "data.0.is_checked_out:bool", "data.0.workspace_id:str"),
        get(L + "/documents", "data.results.0.id:str", "total_count:int",
            query={"container_id": "{folder}", "paging_mode": "standard", "total": "true", "offset": 0, "limit": 1000,
                   "type": "WORDX,ANSI", "edit_date_from": "2020-02-21T00:00:00Z", "include_subtree": "false"}),
        post(L + "/documents/parents", {"document_numbers": [3], "limit": 50}, "data:list", ignored={"limit"}),
        get(L + "/documents/{document}/path", "data.0.0.id:str", "data.0.0.name:str"),
        get(L + "/containers/{folder}", "data.id:str", "data.name:str"),
        get(L + "/folders", "data.0.parent_id:str", "data.0.has_subfolders:bool", query={"container_id": "{workspace}", "limit": 50}),
        upload(L + "/folders/{folder}/documents", "IP.txt",
               {"warnings_for_required_and_disabled_fields": True, "doc_profile": {"name": "IP", "extension": "txt", "size": 9}},
               "data.id:str", "warnings:list", status=201),
        post(L + "/workspaces", {"name": "IP", "default_security": "public"}, "data.id:str", status=201, gives={"ip": "data.id"}),
        patch(L + "/workspaces/{ip}", {"name": "IP renamed"}, "data.name=IP renamed"),
        get(L + "/workspaces/{workspace}/name-value-pairs", "data:dict"),
        patch(L + "/workspaces/{ip}/name-value-pairs", {"TemplateId": "{workspace}"}),
        get(L + "/recent-workspaces", "data.results:list"),
    ], scope="admin"),
    Program("browser extension", None, [
        get(WEB + "/libraries", "data.0.id:str"),
        get(WEB_L + "/documents/{document}", "data.name:str", "data.extension:str", "data.version:int", "data.id:str"),
        get(WEB_L + "/documents/{document}/download"),
        post(WEB_L + "/documents/{document}/versions/promote", {"version": 1, "doc_profile": {"comment": "Uploaded"}},
             "data.comment=Uploaded", status=201),
    ]),
    Program("e-mail updater with a window, Python", None, [
        DISCOVERY,
        patch(SHORT_L + "/users/ADA", {"email": "ada@example.org"}, "data.email=ada@example.org"),
        patch(SHORT + "/users/ADA", {"email": "ada@example.com", "id": "ADA"}, "data.email=ada@example.com"),
        Call("POST", "/auth/oauth2/revoke-token", form={"access_token": "{token}"}),
    ], scope="admin"),
    Program("change events by the connector's object model", "https://github.com/mbrichman/n8n-iManage-Connector", [
        post(L + "/change-events/queues", {"queue_id": "n8n-trigger-workspace-1"}, "data.queue_id:str", "data.event_id:str", "data.event_date:str",
             status=201, gives={"event": "data.event_id"}),
        patch(L + "/documents/{document}", {"comment": "Something happens"}),
        get(L + "/change-events", "data.0.id:str", "data.0.action_type=profile_update", "data.0.item_type=document", "data.0.object_id:str",
            "data.0.root_id:str", "data.0.event_date:str", "overflow:bool",
            query={"cursor": "{event}", "item_types": "document", "actions": "insert,update,profile_update"}, gives={"event": "cursor"}),
        Call("PUT", L + "/change-events/queues/n8n-trigger-workspace-1", ["data.event_id:str"], json={"event_id": "{event}"}),
        get(L + "/change-events/queues/n8n-trigger-workspace-1", "data.event_id:str"),
        Call("DELETE", L + "/change-events/queues/n8n-trigger-workspace-1"),
    ], scope="admin"),
]


class Replay:
    """Makes the calls, checks what is read, and keeps the exchanges as HAR entries."""

    def __init__(self, world):
        self.world, self.entries, self.count = world, [], 0

    def play(self, program, values):
        """Plays one program, with the names of the world for its parameters."""
        values = dict(values)
        if program.signs_in:
            values["token"] = self.world.token("NORA" if program.scope == "admin" else "ADA", program.scope)
        for call in program.calls:
            self.send(program, call, values)

    def send(self, program, call, values):
        def filled(value):
            if isinstance(value, str):
                return value.format_map(values) if "{" in value else value
            if isinstance(value, dict):
                return {name: filled(one) for name, one in value.items()}
            return [filled(one) for one in value] if isinstance(value, list) else value

        headers = dict(call.headers)
        if "token" in values and not call.path.startswith("/auth/oauth2/token"):
            headers[program.header] = ("Bearer " if program.header == "Authorization" else "") + values["token"]
        answer = requests.request(
            call.method, self.world.url + filled(call.path), params=filled(call.query), json=filled(call.json),
            data=filled(call.form) if call.form else call.body, files=call.files, headers=headers, timeout=600,
            allow_redirects=False)
        self.count += 1
        self.keep(answer)
        place = f"{program.name}: {call.method} {filled(call.path)} {call.query or ''}"
        check(answer.status_code == call.status, f"{place} is answered with {answer.status_code}: {answer.text[:500]}")
        named = answer.headers.get("X-WorkSim-Ignored")
        ignored = set(named.split(", ")) if named else set()
        check(ignored == call.ignored, f"{place} passes over {sorted(ignored)}, not {sorted(call.ignored)}")
        for read in call.reads:
            self.read(answer, read, place)
        for name, where in call.gives.items():
            values[name] = str(at(answer.json(), where))
            if "!" in values[name]:
                values[f"{name}_number"] = values[name].split("!")[1].split(".")[0]

    def read(self, answer, read, place):
        """Holds one value that the program reads against what it needs."""
        if read.startswith("header "):
            name, _, wanted = read.removeprefix("header ").partition(":")
            value = answer.headers.get(name, "")
            check(wanted in value, f"{place} has the header {name} with {value!r}")
            return
        where, mark, kind = read.partition("=") if "=" in read else read.partition(":")
        value = at(answer.json(), where)
        if mark == "=":
            check(str(value) == kind, f"{place} has {value!r} at {where}, not {kind}")
        else:
            types = {"str": str, "int": int, "bool": bool, "list": list, "dict": dict}
            is_one = isinstance(value, types[kind]) and not (kind == "int" and isinstance(value, bool))
            check(is_one, f"{place} has {value!r} at {where}: no {kind}")

    def keep(self, answer):
        request = answer.request
        is_json = request.headers.get("Content-Type", "").startswith("application/json")
        kind = answer.headers.get("Content-Type", "")
        self.entries.append({
            "request": {"method": request.method, "url": request.url,
                        "postData": {"text": (request.body or b"").decode() if is_json and isinstance(request.body, bytes) else ""}},
            "response": {
                "status": answer.status_code,
                "content": {"text": answer.text if "json" in kind or kind.startswith("text/") else ""},
                "headers": [{"name": name, "value": value} for name, value in answer.headers.items()],
            },
        })


def at(value, place):
    """The value at a place such as `data.0.name`; None where there is nothing."""
    for part in place.split("."):
        if isinstance(value, list):
            value = value[int(part)] if part.isdigit() and int(part) < len(value) else None
        else:
            value = value.get(part) if isinstance(value, dict) else None
    return value


def furnish(world):
    """What the programs need beside the preset: aliases, a group, a second folder."""
    token = world.token("NORA", "admin")
    library = "/libraries/ACTIVE"
    world.send(token, "POST", f"{library}/customs/custom1", json={"id": "CLIENT1", "description": "A client"})
    world.send(token, "POST", f"{library}/groups", json={"id": "PLAYED", "full_name": "Played"})
    world.send(token, "PUT", f"{library}/groups/PLAYED/members", json={"data_type": "users", "data": ["ADA"], "action": "add"})
    other = world.send(token, "POST", f"{library}/workspaces/ACTIVE!1/folders", json={"name": "Other"})["id"]
    password = next(row["password"] for row in world.users if row["id"] == "NORA")
    return {
        "customer": "1", "document": "ACTIVE!3.1", "folder": "ACTIVE!2", "workspace": "ACTIVE!1", "group": "PLAYED", "other": other,
        "password": password, "client_id": world.application["client_id"], "client_secret": world.application["client_secret"],
    }


def main(command):
    calls = 0
    for program in PROGRAMS:
        # A world for each, so that none meets what another left.
        world = World(command)
        replay = Replay(world)
        try:
            replay.play(program, furnish(world))
        finally:
            world.end()
        calls += replay.count
        if ANSWERS:
            name = "".join(one if one.isalnum() else "-" for one in program.name)
            (Path(ANSWERS) / f"foreign-{name}.har").write_text(json.dumps({"log": {"entries": replay.entries}}), encoding="utf-8")
    print(f"foreign calls: {calls} calls of {len(PROGRAMS)} public programs are answered with what they read")


if __name__ == "__main__":
    main(*sys.argv[1:])
