"""The calls of public programs and scripts that use iManage's API, as their sources have them."""

from calls import DISCOVERY, DOCUMENT, L, SHORT, SHORT_L, V2, WEB, WEB_L, Call, Program, get, patch, post, upload

PROGRAMS = [
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
    Program("imanage_custom_upload_bulk.py", "https://github.com/mbharatk1/Azure_ADO_Infra_Windows", [
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
        post(L + "/documents/parents", {"document_numbers": [3], "limit": 50}, "data.0.parents:list"),
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
]
