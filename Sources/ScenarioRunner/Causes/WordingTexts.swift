// swift-format-ignore-file

/// The texts whose cause is known: a line each of cause, source and text with tabs between them.
///
/// They stand in a literal, since the compiler takes minutes for an embedded file of this size.
enum WordingTexts {
    /// The lines; `\n` in a text is a line break.
    static let lines = #"""
# cause<tab>source<tab>text: what programs, administrators and users write, each in the form in which the source writes it.
# The diagnosis learns from these texts; its tests read each fifth of them by what the other four teach.
A13	mail of an administrator	We added your address to Network Settings in the cloud Control Center one hour ago and O&D is still refused. Does such a change take up to 4 hours?
A13	mail of an administrator	I allowed your IP in the cloud's network settings 20 minutes ago, and it is still blocked. When will it be active?
A13	mail of an administrator	I entered your addresses under Network in the cloud's Control Center this morning. It does not have any effect until now.
A13	mail of support	They changed the network settings of iManage Cloud an hour ago; such changes need up to four hours.
A13	mail of an administrator	How long does it take until an IP change in iManage cloud's network settings is live?
A13	mail of a user	We changed the allowed IPs in iManage Cloud at noon and nothing happened so far. Is there a delay?
A7	mail of a network engineer	Our allow-list passes the Entra application proxy but not you: the rule looks at the connector's address. The original address only stands in X-Forwarded-For. What should we filter on?
A7	mail of a network engineer	The firewall rule sees the address of the application proxy's connector and not yours. Should it look at X-Forwarded-For?
A7	mail of a network engineer	We filter on the source address and see only the proxy connector; the address of O&D is in the X-Forwarded-For header.
A7	mail of an administrator	Allow-listing lets the application proxy pass but your service is blocked, because the client's address is not the connection's.
A7	mail of a network engineer	Our allow list works on the peer address, which is always that of the proxy connector. We would have to evaluate X-Forwarded-For.
A7	mail of support	Rule of the allow-list must use X-Forwarded-For, not the connector's address.
B1	administrator	Registering the application in Control Center ends in an error, the client id is already in use
B1	Control Center	Client ID must be unique
B1	Control Center, mail of an administrator	On Review > Finish in Add Application Control Center complains that the client ID is in use by another application. An earlier colleague registered Office & Dragons with the same API Key in 2024.
B1	Control Center, screenshot's words	Add Application\nAPI Key: the value must be unique. An application with this key exists.
B1	Control Center	Error: Client ID already exists.
B1	mail of an administrator	Saving the new application fails, another app in Control Center already uses this API key.
B1	Control Center	An application with this client ID already exists on this server.
B1	mail of an administrator	Add Application > Finish: "API key is not unique".
B1	mail of support	They want to register O&D a second time with the same client ID for their test deployment and Control Center refuses.
B1	mail of an administrator	Registering fails: "client ID must be unique".
B1	mail of a user	I registered O&D twice with one API key; Control Center complains about uniqueness.
B10	Control Center, mail of an administrator	Upload Package of manifest.yaml.zip fails on our on-prem Control Center. It says that no WebDB (configuration library) is set up.
B10	mail of an administrator	Uploading the application package in on-prem Control Center ends with an error that WebDB is not configured.
B10	Control Center	Package upload failed: WebDB is not configured.
B10	mail of an administrator	I want to upload the manifest package into our on-prem Control Center and it asks for a web database.
B10	mail of an administrator	The zip with manifest.yaml cannot be uploaded, it says no WebDB available.
B10	mail of an administrator	Installing the application package on-prem fails because no configuration library was set up.
B10	mail of support	No WebDB on their on-prem server, so the package can't be uploaded to Control Center.
B11	administrator	I see no Add Application button in Control Center
B11	administrator	Settings > Applications in Control Center is there but the option to register an app is missing
B11	mail of an administrator	There is no Add Application button when I open Control Center > Settings > Applications, only a list. I am in Tier 2 but not in NRTADMIN.
B11	mail of an administrator	The plus sign to add an application is not displayed in Control Center for my account.
B11	mail of an administrator	I have the Tier 1 support role. In Control Center the Applications entry is missing under Settings.
B11	mail of an administrator	I do not see Add Application in Control Center. Which role do I need, NRTADMIN?
B11	mail of an administrator	The menu Applications does not exist in my Control Center, a colleague with more privileges has it.
B11	mail of an administrator	My admin account lacks the App Management privilege, so there is nothing to click for a new application.
B11	mail of an administrator	In Control Center there is only a list of applications for me and no button to add one.
B11	mail of support	Admin without NRTADMIN sees no way to add an application.
B2	administrator	I want to change the redirect URL of the application in Control Center, but it says the client secret has expired
B2	Control Center, mail of an administrator	I only wanted to change the description of Office & Dragons under Settings > Applications > Edit and it does not let me save: the client secret of this application has expired.
B2	Control Center	The client secret of this application has expired. Changes cannot be saved.
B2	mail of an administrator	I can't edit the app any more in Control Center since its secret is past its expiry date.
B2	mail of an administrator	Saving the changed redirect URL in Control Center is not possible: the application's secret has expired, please generate a new one.
B2	Control Center	Cannot update application. Secret expired on 30 Sep 2026.
B2	mail of an administrator	Edit > Save in the application shows an error about an expired secret.
B2	mail of an administrator	Before I can edit the application Control Center wants a new secret because the old one is expired.
B2	mail of support	They cannot edit the application as its client secret is expired; generate a new one first.
B4	administrator	Control Center will not delete the application because it still has settings
B4	administrator	Cannot delete application: remove the associated settings first
B4	Control Center, mail of an administrator	I try to delete the old Office & Dragons application in Control Center and it refuses, because there are settings associated with the application.
B4	Control Center	The application could not be deleted, because settings are associated with it.
B4	mail of an administrator	Deleting Office & Dragons under Applications gives an error about linked settings.
B4	Control Center	This application has associated settings and cannot be deleted.
B4	mail of an administrator	How do I delete an application in Control Center? It says I have to remove its settings before.
B4	mail of an administrator	Delete is not possible for our old test app, there are still settings attached to it.
B4	mail of an administrator	The old application can't be removed from Control Center as it has settings.
B4	mail of support	Application can't be deleted while it has settings of its own.
B9	administrator	Since we set up the server, Control Center shows Service Unavailable
B9	mail of an administrator	Since the vendor's server was configured, Control Center shows Service Unavailable on the application's page. We did generate a new client secret there but never updated client id and secret in Control Center.
B9	mail of an administrator	Control Center > Applications shows "Service Unavailable" for the vendor since last night's configuration.
B9	mail of an administrator	On the page of the application Control Center says that the service is unavailable after we entered the vendor's server.
B9	Control Center	Service Unavailable (Applications > Office & Dragons)
B9	mail of an administrator	We rotated the client ID and secret at the vendor, and Control Center now only shows Service Unavailable.
B9	mail of an administrator	Since we changed the client secret at the vendor the application's page in Control Center says Service Unavailable.
B9	mail of support	Service Unavailable in Control Center's page of the application, since secret and client id there are not the vendor's current ones.
C10	mail of a user	When I click Log in, nothing opens. At the right of Chrome's address bar is an icon saying "Pop-ups blocked on this page".
C10	mail of a user	The login window does not open, my browser shows a note about a blocked pop-up.
C10	mail of a user	Nothing happens when I press Log in to iManage. Popup blocker?
C10	mail of a user	Clicking Log in has no effect in Safari until I allow pop-up windows for the site.
C10	mail of support	The browser suppressed the pop-up with the iManage sign-in page.
C10	Chrome	Pop-up blocked: https://app.example wants to open https://work.zeal.example/auth/oauth2/authorize
C10	mail of a user	I click on Log in and see no window. Must I allow pop-ups?
C10	mail of an administrator	Our group policy blocks pop-ups, so the iManage log-in window of O&D does not appear.
C4	log	grant_type=password refused for a user of the external identity provider
C4	log	The resource owner password grant is not allowed for this user
C4	Python script, mail of an administrator	Our script uses grant_type=password. Since the users are synced with Entra ID the server refuses the password grant for them: {"error":"invalid_grant","error_description":"user is managed by an external identity provider"}
C4	Python	requests_oauthlib: grant_type=password -> 400 unsupported_grant_type
C4	API	{"error":"unauthorized_client","error_description":"password grant is not allowed"} grant_type=password
C4	mail of a developer	We tried the resource owner password flow with a service user and the token end point says no because the user comes from Entra.
C4	mail of a developer	Logging in by username and password with grant_type=password stopped working for SSO users.
C4	mail of a developer	password grant: the server says the user is managed by an external identity provider.
C4	mail of support	grant_type=password for an SSO user is refused, use the code flow.
C5	log	cloudimanage.com: log-in with user name and password is not supported, only OAuth
C5	user	Our script's legacy credentials fail since we moved to the cloud
C5	EzeScan, mail of an administrator	After our move to cloudimanage.com the scanner's old log in with user name and password (PUT /api/v1/session/login) is refused: legacy credentials are not supported on iManage Cloud.
C5	mail of an administrator	Our scanner logs in with user and password. Since the migration to iManage Cloud it does not work any longer.
C5	API	PUT https://cloudimanage.com/api/v1/session/login 401 legacy authentication is not available
C5	mail of an administrator	Can a script log in to iManage Cloud with user name and password? It is refused, on-prem it worked.
C5	mail of support	They try to use basic credentials against cloudimanage.com, where only OAuth is possible.
C5	mail of an administrator	The old import tool can't log in to cloudimanage.com by user name and password any more.
C5	mail of support	User name and password log-in is not offered on iManage Cloud, OAuth only.
D13	mail of a user	I am thrown out of iManage in O&D exactly after 8 hours although I work without a break. IT says an absolute session timeout is switched on for the server.
D13	mail of a user	Every day after exactly 8 hours I am thrown out of iManage even while I am working. IT says there is an absolute session limit.
D13	mail of a user	At 17:00 sharp every day, 8 hours after I log in, iManage drops me in the middle of the work.
D13	mail of an administrator	Our security policy has an absolute session timeout of 12 hours on the work server. Users complain that they are disconnected while working.
D13	mail of a user	iManage logs me out after exactly ten hours, in the middle of typing.
D13	mail of support	Absolute session time-out of 8 h is configured on the work server; users are cut off while working.
D6	mail of an administrator	Refresh token is allowed, but we entered 98765 days and 98765 minutes as expiries like for our migration tool. Users still get logged out after a while. Are these values beyond the server's limits?
D6	mail of an administrator	Refresh is allowed, with an expiry of 99999 minutes. Nevertheless people are logged out after a while.
D6	mail of an administrator	Allow Refresh Token is Yes and the expiry is 100000 days, but people are still signed out after some time. Too big a number?
D6	mail of support	Their token expiry values are larger than the server permits, so it falls back and people lose the session although refresh is on.
D6	mail of an administrator	We entered 500000 as refresh token expiry, and users get logged out early.
D6	mail of support	Refresh is on, but the expiry numbers exceed what the server allows, so sessions end early.
F13	mail of an administrator	A search in Control Center stops at 10,000 documents, although the matter has more. Is the list of results capped?
F13	mail of a user	My search in iManage shows 500 hits only, I know that there are more. Is the list cut off?
F13	mail of a user	The list of documents in O&D ends after 1000 although the workspace holds more.
F13	mail of a developer	A search returns 500 rows only and no error; is there a cap, and how do I get the next page?
F13	mail of a user	Not all documents of the workspace are shown, the list stops after a few hundred.
F13	mail of support	Search results are capped by iManage, the user sees only the first part of the hits.
F14	Ruby, mail of a developer	The upload is refused when the profile's extension is ".docx" and taken with "docx". So iManage does not like the leading dot?
F14	mail of a developer	Upload fails when I send "extension": ".docx" with the dot.
F14	mail of a developer	With extension ".pdf" the upload is rejected, with "pdf" it works.
F14	API	400 {"error":{"code":"NRC_INVALID_EXTENSION","code_message":"extension must not begin with a dot"}}
F14	mail of a developer	Is the extension sent without a dot? With the dot iManage rejects the file.
F14	mail of support	Their script sends ".docx" with a leading dot as type and the upload fails.
address-not-trusted	log	Sign-in denied: 198.51.100.7 is not a trusted address
address-not-trusted	user	It says that my IP address is not on the list of trusted addresses
address-not-trusted	log	sign-in refused: user BPRICE may not log on from 198.51.100.77, the address is outside of the trusted ranges
address-not-trusted	browser, mail of a user	From my hotel iManage says I may not sign in from this location, my IP address is not in the trusted range. In the office it is fine.
address-not-trusted	iManage cloud log	2026-04-25T19:44:00Z WARN [auth] sign-in denied user=ext.ramos (virtual) ip=203.0.113.99 outside of allowed ip_range 198.51.100.0/24
address-not-trusted	iManage page	Sign-in from your current network is not permitted. Contact your administrator.
address-not-trusted	mail of a user	In the office I can sign in to iManage, at the hotel it says that my location is not allowed.
address-not-trusted	mail of an administrator	The home office address of the user is not in the trusted IP ranges of Control Center.
address-not-trusted	iManage log	WARN auth user=KLEE ip=198.51.100.7 not in trusted ranges, sign-in denied
address-not-trusted	iManage page	Sign-in denied: your IP address is outside of the trusted address ranges.
address-not-trusted	mail of a user	I am abroad this week and iManage does not let me sign in from here, at home everything works.
address-not-trusted	mail of an administrator	External users may only sign in from the office range. Must I add the VPN's address to the trusted addresses?
address-not-trusted	iManage page	Access from this network is not allowed for your account.
address-not-trusted	O&D log	WARN imanage.callback error=access_denied error_description="address 198.51.100.9 is not trusted"
address-not-trusted	mail of support	One user is denied at sign-in from his home connection, others in the office are fine; trusted addresses are set up in their Control Center.
address-not-trusted	mail of a user	From my home iManage says that sign-in is not allowed from here.
address-not-trusted	mail of an administrator	We restrict sign-ins of external users by IP; this one comes from a new address.
address-not-trusted	iManage page	Your IP address is not allowed to access this service.
address-not-trusted	mail of support	Sign-in of an external user denied: IP not within the allowed ranges of their Control Center.
address-not-trusted	mail of a user	I can sign in to iManage with the office VPN on, but not without it: "network not trusted".
address-not-trusted	mail of an administrator	Our provider gave us new IP addresses, and now iManage denies people the sign-in from the office.
address-not-trusted	mail of support	IP address of the user is outside the trusted ranges.
address-not-trusted	mail of a user	iManage refuses me from the train's Wi-Fi, in the office it works.
address-not-trusted	O&D log	WARN imanage.callback access_denied ip address not allowed
application-disabled	RFC 6749	error=unauthorized_client&error_description=The+application+is+disabled
application-disabled	log	Sign-in refused: the application Office & Dragons is not enabled
application-disabled	RFC 6749	{"error":"unauthorized_client"}
application-disabled	mail of an administrator	The sign-in page says the application is disabled. In Control Center the switch Enable Application of Office & Dragons stands on No.
application-disabled	iManage page	Application "Office & Dragons" is not enabled.
application-disabled	browser, mail of a user	iManage said after my password: this application is disabled. Contact your administrator. (Office & Dragons)
application-disabled	mail of an administrator	In the list of applications Office & Dragons shows Status: Disabled, I must have left "Enable application?" on No at the end. Could that be why everybody is refused with unauthorized_client at sign in?
application-disabled	O&D log	2026-03-18T12:01:01Z WARN imanage.authorize server=Porto 403 error=unauthorized_client description="application is registered but not enabled"
application-disabled	iManage page	This application is not enabled. Contact your administrator.
application-disabled	O&D log	ERROR imanage.authorize error=unauthorized_client error_description=The application is disabled
application-disabled	mail of an administrator	Enable application was set to No in Control Center after the update.
application-disabled	mail of a user	iManage says that Office & Dragons has been deactivated by the administrator.
application-disabled	O&D screen	Office & Dragons is registered on the work server but not enabled.
application-disabled	iManage page	The application Office & Dragons is disabled.
application-disabled	mail of an administrator	I registered the app but left "Enable application" at No until our change meeting.
application-disabled	API	{"error":"unauthorized_client","error_description":"Application is not enabled"}
application-disabled	mail of a user	The log-in stops in iManage with: the application is currently switched off.
application-disabled	O&D log	ERROR imanage.authorize server=Leeds failure=application_disabled
application-disabled	mail of an administrator	Security turned all third-party apps off in Control Center last night.
application-disabled	mail of an administrator	The checkbox "Enable application" of Office & Dragons was not ticked.
application-disabled	mail of a user	The iManage page says the app has been disabled.
application-disabled	iManage page	This application is currently inactive.
application-disabled	mail of support	The app exists but its Enabled flag is No, so log-in stops.
application-disabled	mail of an administrator	Do I have to set "Enable application" to Yes before the users can log in?
application-disabled	API	403 {"error":"unauthorized_client","error_description":"application disabled by administrator"}
application-disabled	mail of support	Application registered but switched off in Control Center.
application-disabled	mail of an administrator	After registering, "Enable application" is No by default, I overlooked that.
application-disabled	mail of a user	When I log in, iManage tells me that O&D is not enabled there.
application-disabled	O&D log	ERROR imanage.authorize unauthorized_client (disabled)
application-unknown	RFC 6749	{"error":"invalid_client","error_description":"Unknown client"}
application-unknown	log	invalid_client: no such application is registered on this server
application-unknown	log	The client id 0ddd2a60-0000-4000-8000-000000000000 is not registered
application-unknown	RFC 6749	{"error":"invalid_client","error_description":"Client not found"}
application-unknown	JSON	{"error":"invalid_client","error_description":"Client 0ddd2a60-0000-4000-8000-000000000000 could not be found"}
application-unknown	JSON	{"error":"invalid_client","error_description":"The client identifier is not recognized"}
application-unknown	log	401 invalid_client: unrecognized client 'officeanddragons'
application-unknown	JSON	error=invalid_client&error_description=no such client
application-unknown	browser	https://work.hume.example/auth/oauth2/authorize?client_id=0c1f… shows: unauthorized_client. The client ID is not registered on this server.
application-unknown	log	{"error":"invalid_client","error_description":"client not found"} on GET /auth/oauth2/authorize
application-unknown	iManage page	The application that sent you here is not registered on this server.
application-unknown	browser, mail of a user	Clicking log in opens our iManage with a white page: {"error":"invalid_client","error_description":"No application is registered with client_id 0b6c1f7e-77aa-4c1c-9f1a-000000000000"}
application-unknown	O&D log	2026-03-17T08:09:10Z ERROR imanage.authorize server=Turin 400 error=invalid_client: unknown client id, the work server has no application with this API Key
application-unknown	mail of an administrator	We let Control Center make up a Client ID of its own instead of the one on your sheet. Now each log-in ends with "application not found for the given client id".
application-unknown	O&D log	ERROR imanage.authorize server=Bath answer: invalid_client, client id 7c1d is not known to this server
application-unknown	iManage page	The application with client ID 7c1d-88 could not be found.
application-unknown	O&D log	ERROR imanage.authorize invalid_client: unknown client 7c1d-88
application-unknown	mail of an administrator	I have not yet registered Office & Dragons in Control Center. Is that why the sign-in page says the client is unknown?
application-unknown	mail of a user	When I log in, iManage shows "no application is registered for this client".
application-unknown	O&D screen	The work server does not know an application with this API Key / Client ID.
application-unknown	iManage page	Unknown client_id. The requesting application is not registered on this server.
application-unknown	mail of an administrator	I registered Office & Dragons under a Client ID of my own invention instead of the one on the sheet.
application-unknown	mail of an administrator	We typed the client id by hand and mixed up O and 0; the server says there is no such client.
application-unknown	O&D log	ERROR imanage.authorize server=Leeds failure=application_unknown
application-unknown	mail of an administrator	After the change of the cluster the application is gone from the list in Control Center, and users get an error about an unknown client.
application-unknown	iManage page	{"error":"unauthorized_client","error_description":"No application with the given client_id"}
application-unknown	mail of an administrator	iManage says it has never heard of the client id in the request. Did you change it?
application-unknown	mail of a user	On logging in I get an iManage error page: unknown application.
application-unknown	iManage page	invalid_client: The client identifier provided is invalid.
application-unknown	mail of support	invalid_client at authorize: they deleted the application in Control Center last week.
application-unknown	mail of an administrator	We installed a fresh work server and forgot to register your application there. Now log-in shows an error page about the client.
application-unknown	mail of a user	The page says "client_id is not registered", is that my fault?
application-unknown	API	400 {"error":"invalid_request","error_description":"The client_id is not known to this server"}
application-unknown	mail of support	Client ID unknown at their server; they have registered nothing yet.
application-unknown	mail of an administrator	Do I have to register O&D in Control Center before? The sign-in page says unknown application.
application-unknown	mail of a user	"Application not found" appears on the iManage page at log-in.
application-unknown	O&D log	ERROR imanage.authorize 400 client id unknown
applications.expiry.out-of-range	administrator	Control Center does not take 20000 days as the refresh token expiry, it must be between 1 and 9999
applications.expiry.out-of-range	Control Center, screenshot's words	Edit Authentication\nRefresh Token Expiry: 99999 days is not allowed. The value was not saved by Control Center.
applications.expiry.out-of-range	Control Center	Access token expiry must be between 1 and 9999 minutes.
applications.expiry.out-of-range	mail of an administrator	I wanted 10 years (87600 hours) as refresh token lifetime, Control Center does not accept so much.
applications.expiry.out-of-range	Control Center	Refresh token expiry: enter a number of days from 1 to 9999.
applications.expiry.out-of-range	mail of an administrator	Control Center marks the token lifetime in red when I enter 0 minutes.
applications.expiry.out-of-range	mail of an administrator	The value 15000 for the access token's expiry is not accepted on the Authentication page of the application.
applications.expiry.out-of-range	mail of an administrator	I can't set the refresh token to 30 years, it says the maximum is 9999 days.
applications.expiry.out-of-range	mail of support	Expiry of 0 or above 9999 is not accepted in the application's token settings.
callback-incomplete	log	GET /callback: missing required parameter: code
callback-incomplete	user	The browser came back to O&D without a code
callback-incomplete	O&D log	2026-04-05T07:07:07Z WARN imanage.callback user=60 server=Graz GET /settings/profile/integrations?state=77c1 : neither code nor error in the query
callback-incomplete	mail of a user	After my iManage password I come back to O&D and it says the answer from iManage is incomplete: the code is missing. Address bar: https://app.officeanddragons.com/settings/profile/integrations?state=9fd0
callback-incomplete	O&D log	WARN imanage.callback query="" no code, no state
callback-incomplete	mail of a user	I opened the bookmark of the callback page and O&D said that the browser came back without the necessary data.
callback-incomplete	PHP	Undefined array key "code" in callback.php
callback-incomplete	mail of support	Their web filter strips the query string from the redirect, we get /imanage/callback without code.
callback-incomplete	O&D screen	The browser came back from iManage without what a log-in needs.
callback-incomplete	O&D log	WARN imanage.callback failure=callback_incomplete
callback-incomplete	mail of an administrator	Our gateway cuts long query strings, so the return address arrives in O&D with nothing behind the question mark.
callback-incomplete	Node.js	Error: Missing required parameter: code at OAuth2Strategy.callback
callback-incomplete	mail of a user	I typed the return address of O&D by hand and was shown that something was missing for the log-in.
callback-incomplete	access log	203.0.113.9 "GET /imanage/callback HTTP/1.1" 400
callback-incomplete	mail of a user	After the sign-in the browser went back to O&D, which said that the answer of iManage was incomplete.
callback-incomplete	O&D log	WARN imanage.callback GET /imanage/callback?state=x1 (code missing)
callback-incomplete	mail of support	Callback without code and state, a security product removes the parameters.
callback-incomplete	mail of a user	I reloaded the O&D address /imanage/callback and it said: the browser came back without what is needed.
callback-incomplete	Spring	[invalid_request] callback does not contain the code parameter
callback-incomplete	mail of support	Return from iManage lacks code and state.
callback-incomplete	mail of a user	The browser returned to O&D without the data for the log-in, the message says.
callback-incomplete	O&D log	WARN imanage.callback empty query string
called-from-browser	Chromium	Access to XMLHttpRequest at 'https://work.firm.example/work/api/v2/customers/1/libraries' from origin 'https://addin.example' has been blocked by CORS policy: Response to preflight request doesn't pass access control check
called-from-browser	Firefox	Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://work.firm.example/api. (Reason: CORS header 'Access-Control-Allow-Origin' missing).
called-from-browser	user	our add-in gets a CORS error from iManage
called-from-browser	Chrome console	Access to fetch at 'https://work.stead.example/api' from origin 'https://app.stead.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.
called-from-browser	Firefox console	Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://work.gorse.example/api. (Reason: CORS header missing).
called-from-browser	Firefox developer console	Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://work.halberd.example/work/api/v2/customers/1/libraries. (Reason: CORS header 'Access-Control-Allow-Origin' missing). Status code: 200.
called-from-browser	Safari developer console	[Error] Origin https://intranet.wychwood.example is not allowed by Access-Control-Allow-Origin. Status code: 401\n[Error] Fetch API cannot load https://imanage.wychwood.example/api due to access control checks.
called-from-browser	Edge developer console	Access to XMLHttpRequest at 'https://dms.orford.example/auth/oauth2/token' from origin 'https://legalportal.orford.example' has been blocked: Response to preflight request doesn't pass access control check: It does not have HTTP ok status.\nPOST https://dms.orford.example/auth/oauth2/token net::ERR_FAILED
called-from-browser	Chrome console	Access to XMLHttpRequest at 'https://work.ullman.example/api' from origin 'https://intranet.ullman.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.
called-from-browser	Firefox console	Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://work.ullman.example/api. (Reason: CORS header 'Access-Control-Allow-Origin' missing).
called-from-browser	mail of a developer	Our intranet page's JavaScript fetches /work/api/v2 directly and the preflight OPTIONS is refused.
called-from-browser	Safari console	Origin https://intranet.ullman.example is not allowed by Access-Control-Allow-Origin. Status code: 200
called-from-browser	Edge console	Access to fetch at 'https://work.verney.example/work/api/v2/customers/1' from origin 'https://portal.verney.example' has been blocked by CORS policy: Response to preflight request doesn't pass access control check
called-from-browser	mail of a developer	Our add-in runs in the browser and calls the iManage API by fetch; we get a CORS error.
called-from-browser	Chrome console	Failed to load https://work.verney.example/api: No 'Access-Control-Allow-Origin' header is present
called-from-browser	mail of a developer	Does the work server support cross-origin requests? The OPTIONS call is answered without Access-Control headers.
called-from-browser	Firefox console	Cross-Origin Request Blocked: CORS preflight response did not succeed. Status code: 405.
called-from-browser	mail of a developer	fetch() to the work server from our web page fails with "CORS error" in the network tab.
called-from-browser	Chrome console	Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header
called-from-browser	mail of support	A script on their intranet calls the work server from the browser and fails on cross-origin rules; not our product.
called-from-browser	Edge console	Access to resource at 'https://work.hazel.example/api' from origin 'null' has been blocked by CORS policy
called-from-browser	mail of a user	My browser's console shows a CORS message about the iManage address, from a plug-in.
called-from-browser	mail of support	CORS error on a page of theirs that calls iManage directly.
checked-out-by-other	iManage	The document is checked out by GRACE
checked-out-by-other	log	PUT /work/api/v2/customers/1/libraries/ACTIVE/documents/ACTIVE!12.1/lock 423 Locked
checked-out-by-other	log	Cannot save: document is locked by another user
checked-out-by-other	log	POST https://work.firm.example/work/api/v2/customers/1/libraries/ACTIVE/documents/ACTIVE!12.1/checkout 409 Conflict
checked-out-by-other	mail of a user	Saving from O&D stops with: the document is checked out by MGREEN. She is on holiday for two weeks.
checked-out-by-other	log	POST /work/api/v2/customers/1/documents/ACTIVE!12.1/lock -> 409 document is locked by another user (KSTONE)
checked-out-by-other	iManage log	PUT document ACTIVE!55.1 refused: checked out to HWARD on LAPTOP-33
checked-out-by-other	mail of a user	Saving back fails, it tells me the document is checked out by J. Albrecht (DeskSite on PC-2281). She is on leave until Monday.
checked-out-by-other	iManage API log	2026-05-03T10:10:00Z PUT /work/api/v2/customers/1/libraries/ACTIVE/documents/ACTIVE!556.2/file -> 409 Conflict {"error":{"code_message":"Document is locked by another user"}}
checked-out-by-other	Node.js	AxiosError: Request failed with status code 423\n  method: 'POST', url: '/work/api/v2/customers/1/documents/ACTIVE!8812.4/versions', data: 'Locked', user: 'OFISCHER'
checked-out-by-other	mail of a user	The brief is checked out by somebody in the Paris office, O&D lets me only read it.
checked-out-by-other	O&D screen	This document is checked out by Maria Lopez. You can read it or save a new document.
checked-out-by-other	mail of a user	I cannot save, because a colleague has the contract open for editing since this morning.
checked-out-by-other	API	409 {"error":{"code":"NRC_DOC_LOCKED","code_message":"Document is locked by MLOPEZ"}}
checked-out-by-other	mail of an administrator	A document stays checked out to a user who left the firm. How do we unlock it?
checked-out-by-other	O&D screen	The document is checked out or locked by somebody else.
checked-out-by-other	O&D log	WARN imanage.save failure=checked_out_by_other holder=MLOPEZ
checked-out-by-other	mail of a user	Since Maria has the agreement checked out I can't save my changes. She is on holiday!
checked-out-by-other	API	HTTP 423 Locked: document ACTIVE!71.3 in use by KWEISS on PC-114
checked-out-by-other	mail of a user	Save says another person is working on this document at the moment.
checked-out-by-other	mail of an administrator	Please how can the lock of a document be removed that a crashed computer has left behind?
checked-out-by-other	mail of a user	The document is locked since John has it open in Word.
checked-out-by-other	mail of a user	How do I save when the document is checked out to another person?
checked-out-by-other	API	403 {"error":{"code":"NRC_ALREADY_CHECKED_OUT","code_message":"Document is checked out to JSMITH"}}
checked-out-by-other	mail of support	Save refused, the document is checked out to another user since Monday.
checked-out-by-other	mail of a user	Somebody else is editing my document, so I can't save. How long does this last?
checked-out-by-other	O&D screen	Contract.docx is locked by Peter Hill. Save as a new document or wait.
checked-out-by-other	mail of support	Someone else has it checked out, so the save is refused.
checked-out-by-other	mail of a user	I can only read the letter as Tom has checked it out.
checked-out-by-other	mail of an administrator	How do I release a check-out of an absent colleague?
checked-out-by-other	O&D log	WARN imanage.save 409 checked out by TOM
checksum-mismatch	log	SHA256 mismatch after downloading ACTIVE!12.1: expected 9f8…, got 11c…
checksum-mismatch	Java	org.apache.http.ConnectionClosedException: Premature end of Content-Length delimited message body (expected: 88213; received: 40960)
checksum-mismatch	curl	curl: (18) transfer closed with 21442 bytes remaining to read
checksum-mismatch	Python	http.client.IncompleteRead: IncompleteRead(4096 bytes read, 8192 more expected)
checksum-mismatch	log	download of ACTIVE!31.2 discarded: SHA-256 of the received bytes differs from the expected checksum
checksum-mismatch	O&D log	GET /work/api/v2/customers/1/documents/ACTIVE!9.1/download: got 65536 of 912345 bytes, download is incomplete
checksum-mismatch	O&D log	2026-05-08T09:30:00Z ERROR imanage.download doc=ACTIVE!77 profile_sha256=9b1c… received_sha256=02fe… discarded: the checksum differs from the profile's
checksum-mismatch	Python, requests	urllib3.exceptions.IncompleteRead: IncompleteRead(40960 bytes read, 1179648 more expected)\nGET /work/api/v2/customers/1/documents/ACTIVE!77.1/download  Content-Length: 1220608
checksum-mismatch	O&D screen	The downloaded document is not the one that iManage holds: the SHA-256 differs.
checksum-mismatch	Python	requests.exceptions.ChunkedEncodingError: ('Connection broken: IncompleteRead(1024 bytes read, 5120 more expected)')
checksum-mismatch	curl	curl: (18) transfer closed with 40960 bytes remaining to read
checksum-mismatch	mail of a user	The PDF opens damaged, half of the pages are missing, although it is fine in iManage itself.
checksum-mismatch	O&D screen	What arrived is not what iManage holds.
checksum-mismatch	O&D log	WARN imanage.open failure=checksum_mismatch expected=1ab3 got=77fe
checksum-mismatch	Go	unexpected EOF: got 40960 of 1179648 bytes of the document
checksum-mismatch	Node.js	ERR_CONTENT_LENGTH_MISMATCH while downloading ACTIVE!77.1
checksum-mismatch	mail of a user	Word says that the file which O&D fetched from iManage is corrupt. In iManage it opens.
checksum-mismatch	mail of a user	The document arrived incomplete; when I open it again it is fine.
checksum-mismatch	O&D log	ERROR imanage.download ACTIVE!12.1 sha256 of the content differs from the profile's checksum
checksum-mismatch	mail of support	Hash of the downloaded file is not the one in the profile; a proxy seems to alter the content.
checksum-mismatch	mail of a user	The document from iManage could not be opened completely, something was lost on the way.
checksum-mismatch	mail of support	Bytes of the download do not match the checksum.
checksum-mismatch	mail of a user	The contract from iManage is damaged when O&D opens it.
checksum-mismatch	O&D log	WARN imanage.open got 5120 of 20480 bytes
code-refused	RFC 6749	{"error":"invalid_grant","error_description":"Authorization code has already been used"}
code-refused	RFC 7636	invalid_grant: code_verifier does not match code_challenge
code-refused	RFC 6749	invalid_grant: authorization code is invalid
code-refused	log	{"error":"invalid_grant","error_description":"The authorization code has already been used"} POST /auth/oauth2/token
code-refused	Python, Authlib	authlib.integrations.base_client.errors.OAuthError: invalid_grant: Code not valid
code-refused	O&D log	2026-04-06T13:00:02Z ERROR imanage.token server=Linz grant_type=authorization_code 400 error=invalid_grant error_description="The authorization code has already been used"
code-refused	Go, oauth2	oauth2: "invalid_grant" "authorization code is invalid or was issued to another client" (POST https://work.nyborg.example/auth/oauth2/token, two tabs open)
code-refused	PHP, league/oauth2-client	PHP Fatal error: Uncaught League OAuth2 Client Provider Exception IdentityProviderException: invalid_grant in /srv/oad/vendor/league/oauth2-client/src/Provider/GenericProvider.php:236, response: {"error":"invalid_grant","error_description":"code was redeemed before"}
code-refused	O&D log	ERROR imanage.token server=Bath invalid_grant: authorization code was already redeemed
code-refused	O&D log	ERROR imanage.token 400 {"error":"invalid_grant","error_description":"Authorization code was already used"}
code-refused	mail of a user	I pressed reload on the page after the log-in and got: the code was not accepted.
code-refused	O&D log	ERROR imanage.token invalid_grant: PKCE verification failed
code-refused	Node.js	OPError: invalid_grant (code not found or already consumed)
code-refused	O&D screen	The work server does not accept the log-in's code.
code-refused	Node.js	OPError: invalid_grant (authorization code is invalid)
code-refused	API	{"error":"invalid_grant","error_description":"Code has already been redeemed"}
code-refused	mail of a user	I refreshed the page while it logged in, then it said that the code is not valid.
code-refused	O&D log	ERROR imanage.token failure=code_refused 400 invalid_grant
code-refused	Java	OAuth2AuthorizationException: [invalid_grant] The provided authorization grant is invalid
code-refused	mail of a developer	The token end point says the code was issued to another client or redirect URL.
code-refused	mail of a user	Log-in said "the code is not accepted, log in again in one tab". I had double-clicked.
code-refused	O&D log	ERROR imanage.token 400 invalid_grant code_verifier does not match
code-refused	mail of support	Code redeemed twice, the user pressed F5 on the callback.
code-refused	mail of a user	Login failed: authorization code not accepted. In a second attempt it went through.
code-refused	Ruby	OAuth2::Error invalid_grant: The provided authorization code is invalid or was issued to another client
code-refused	mail of support	invalid_grant at the token end point: used code.
code-refused	mail of a user	"The log-in's code was not accepted." I had the page open in two tabs.
code-refused	O&D log	WARN imanage.token invalid_grant (code unknown)
connection-refused	curl	curl: (7) Failed to connect to work.firm.example port 443 after 12 ms: Connection refused
connection-refused	Node.js	AxiosError: connect ECONNREFUSED 203.0.113.7:443
connection-refused	.NET	System.Net.Sockets.SocketException (10061): No connection could be made because the target machine actively refused it. [::ffff:203.0.113.7]:443
connection-refused	Java	java.net.ConnectException: Connection refused: connect
connection-refused	Go	Post "https://work.firm.example/auth/oauth2/token": dial tcp 203.0.113.7:443: connect: connection refused
connection-refused	Chromium	work.firm.example refused to connect. ERR_CONNECTION_REFUSED
connection-refused	Linux	connect to 203.0.113.7 port 443 failed: No route to host
connection-refused	Java	java.net.NoRouteToHostException: No route to host (Host unreachable)
connection-refused	Python requests	NewConnectionError('<urllib3.connection.HTTPSConnection object at 0x7f>: Failed to establish a new connection: [Errno 111] Connection refused')
connection-refused	Node.js	connect EHOSTUNREACH 10.20.1.4:443 - Local (10.20.9.3:51112)
connection-refused	Firefox	Unable to connect. Firefox can't establish a connection to the server at dms.firm.example. The site could be temporarily unavailable or too busy.
connection-refused	nmap	PORT STATE SERVICE\n443/tcp closed https
connection-refused	nc	nc: connect to work.firm.example port 443 (tcp) failed: Connection refused
connection-refused	Java, Spring RestClient	org.springframework.web.client.ResourceAccessException: I/O error on GET request for "https://work.ivory.example/api": Connection refused
connection-refused	Rust, hyper	error trying to connect: tcp connect error: Connection refused (os error 111), url: https://work.lowell.example:8443/api
connection-refused	Firefox	Unable to connect. Firefox can't establish a connection to the server at dms.barlow.example. NS_ERROR_CONNECTION_REFUSED
connection-refused	PowerShell 7	Invoke-RestMethod: No connection could be made because the target machine actively refused it. (work.penrose.example:443)
connection-refused	Swift	Error Domain=NSURLErrorDomain Code=-1004 "Could not connect to the server." UserInfo={_kCFStreamErrorCodeKey=61, NSErrorFailingURLKey=https://work.linden.example/api}
connection-refused	Erlang, hackney	{:error, %HTTPoison.Error{reason: :econnrefused, id: nil}} GET https://work.eastgate.example/api
connection-refused	nmap	443/tcp closed https\nNmap done: 1 IP address (1 host up) for work.farnham.example
connection-refused	Java, Netty	io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: no further information: work.grafton.example/198.51.100.7:443
connection-refused	.NET 8	fail: Oad.Imanage.ReviewJob[17]\n      Review of server 'Madrid' failed\n      System.Net.Http.HttpRequestException: No connection could be made because the target machine actively refused it. (work.delarosa.example:443)\n       ---> System.Net.Sockets.SocketException (10061): No connection could be made because the target machine actively refused it.\n         at System.Net.Sockets.Socket.AwaitableSocketAsyncEventArgs.ThrowException(SocketError error, CancellationToken cancellationToken)
connection-refused	Firefox, screenshot	Unable to connect\nFirefox can't establish a connection to the server at imanage.thornbury.example.\nThe site could be temporarily unavailable or too busy. Try again in a few moments.\nIf you are unable to load any pages, check your computer's network connection.
connection-refused	curl -v, run by support	*   Trying 203.0.113.44:443...\n* connect to 203.0.113.44 port 443 from 198.51.100.9 port 53322 failed: Connection refused\n* Failed to connect to dms.ashgrove.example port 443 after 31 ms: Couldn't connect to server\n* Closing connection
connection-refused	Python httpx	Traceback (most recent call last):\n  File "/srv/oad/imanage/probe.py", line 41, in probe\n    r = client.get(f"{base}/api")\nhttpx.ConnectError: [Errno 111] Connection refused\nserver=work.pellegrin.example deployment=us attempt=1
connection-refused	Dart	SocketException: Connection refused (OS Error: Connection refused, errno = 111), address = work.dursley.example, port = 443
connection-refused	Power Automate Desktop	Unable to connect to the remote server: No connection could be made because the target machine actively refused it 203.0.113.8:443
connection-refused	Java	java.net.ConnectException: Connection refused (Connection refused)
connection-refused	Go	dial tcp 203.0.113.4:443: connect: connection refused
connection-refused	Firefox	Unable to connect. Firefox can't establish a connection to the server at work.norris.example.
connection-refused	mail of an administrator	IIS was not running on the work server, so port 443 was closed. telnet says: connect failed at once.
connection-refused	Python	ConnectionRefusedError: [Errno 111] Connection refused
connection-refused	Node.js	Error: connect ECONNREFUSED 203.0.113.4:443 at TCPConnectWrap.afterConnect
connection-refused	nmap	443/tcp closed https
connection-refused	Chrome	This site can't be reached. work.kelso.example refused to connect. ERR_CONNECTION_REFUSED
connection-refused	mail of an administrator	The web service on the iManage machine was stopped, no process listens on 443.
connection-refused	O&D screen	Nothing accepts connections at the work server's address.
connection-refused	mail of an administrator	telnet work.kelso.example 443 comes back immediately with "could not open connection to the host".
connection-refused	O&D log	ERROR imanage.connect server=Leeds failure=connection_refused
connection-refused	mail of an administrator	After the move to another machine the port forwarding on the router still points to the old one, which is switched off: connection is turned away at once.
connection-refused	mail of a user	The browser says at once that the server refused to connect, no waiting at all.
connection-refused	mail of an administrator	Port 443 is shut on that machine at the moment because the web server is stopped.
connection-refused	PHP	cURL error 7: Failed to connect to work.neath.example port 443: Connection refused
connection-refused	Windows	System.Net.Sockets.SocketException (10061): No connection could be made because the target machine actively refused it.
connection-refused	mail of a user	O&D answers in the same second: nothing accepts connections there.
connection-refused	mail of support	A port scan shows 443 closed at their address, host itself is alive.
connection-refused	Perl	Can't connect to work.cypress.example:443 (Connection refused)
connection-refused	Elixir	{:error, %Mint.TransportError{reason: :econnrefused}}
connection-refused	mail of an administrator	The NAT rule leads to a server where no service is installed on that port.
connection-refused	mail of support	Connection to 443 is refused immediately, nothing is listening.
connection-refused	mail of an administrator	We stopped IIS on the iManage machine for maintenance, so the port does not take connections.
connection-refused	mail of a user	This site refused to connect, says Chrome for our iManage address.
connection-refused	nc	nc: connect to work.durham.example port 443 (tcp) failed: Connection refused
connection-reset	curl	curl: (56) Recv failure: Connection reset by peer
connection-reset	Node.js	Error: read ECONNRESET at TLSWrap.onStreamRead
connection-reset	Node.js	Error: socket hang up code: 'ECONNRESET'
connection-reset	.NET	System.IO.IOException: Unable to read data from the transport connection: An existing connection was forcibly closed by the remote host.
connection-reset	Java	java.net.SocketException: Connection reset
connection-reset	Python	ConnectionResetError: [Errno 104] Connection reset by peer
connection-reset	Python requests	requests.exceptions.ConnectionError: ('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))
connection-reset	Go	Get "https://work.firm.example/api": read tcp 10.0.0.4:51234->203.0.113.7:443: read: connection reset by peer
connection-reset	Chromium	The connection was reset. ERR_CONNECTION_RESET
connection-reset	curl	curl: (52) Empty reply from server
connection-reset	OpenSSL	curl: (35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to work.firm.example:443
connection-reset	.NET	The response ended prematurely. (ResponseEnded)
connection-reset	Java	org.apache.http.NoHttpResponseException: work.firm.example:443 failed to respond
connection-reset	Node.js	Error: read ECONNRESET\n    at TLSWrap.onStreamRead (node:internal/stream_base_commons:217:20) { errno: -104, code: "ECONNRESET", syscall: "read" } while calling https://work.kendall.example/api
connection-reset	Python, requests	requests.exceptions.ConnectionError: ('Connection aborted.', ConnectionResetError(104, 'Connection reset by peer')) host=work.sable.example
connection-reset	.NET	System.Net.Http.HttpIOException: The response ended prematurely. (ResponseEnded) ---> System.IO.IOException: Unable to read data from the transport connection: An existing connection was forcibly closed by the remote host.
connection-reset	Chrome	This site can't be reached. The connection was reset. Try: Checking the connection, Checking the proxy and the firewall. ERR_CONNECTION_RESET work.garner.example
connection-reset	OpenSSL s_client	CONNECTED(00000003)\nwrite:errno=104\n---\nno peer certificate available\n---\nNo client certificate CA names sent
connection-reset	Python, aiohttp	aiohttp.client_exceptions.ServerDisconnectedError: Server disconnected while GET https://work.marlow.example/api
connection-reset	Go	Get "https://work.kirby.example/api": read tcp 10.0.4.2:55012->203.0.113.41:443: read: connection reset by peer
connection-reset	PHP	cURL error 56: OpenSSL SSL_read: Connection reset by peer, errno 104 (work.lambton.example)
connection-reset	Node.js, undici	[2026-05-06T13:20:11.004Z] imanage.token server=Oslo\nTypeError: fetch failed\n    at node:internal/deps/undici/undici:13185:13\n  [cause]: Error: read ECONNRESET\n      at TLSWrap.onStreamRead (node:internal/stream_base_commons:216:20) { errno: -104, code: 'ECONNRESET', syscall: 'read' }
connection-reset	curl 7.88	$ curl -sS https://work.fairbanks.example/api\ncurl: (35) Recv failure: Connection reset by peer\n$ curl -sS https://work.fairbanks.example/api   # from the office VPN\n{"data":{"auth_status":"not_authenticated"}}
connection-reset	Edge, screenshot	Hmmm… can't reach this page\nThe connection was reset.\nTry: Checking the connection. Checking the proxy and the firewall.\nERR_CONNECTION_RESET   https://imanage.sondergaard.example
connection-reset	.NET, IIS host	System.Net.Http.HttpRequestException: An error occurred while sending the request.\n ---> System.IO.IOException: Unable to read data from the transport connection: An existing connection was forcibly closed by the remote host..\n ---> System.Net.Sockets.SocketException (10054): An existing connection was forcibly closed by the remote host.\nserver: work.abbotsford.example, phase: connect
connection-reset	Rust, hyper	error sending request for url (https://work.goring.example/api): connection error: connection reset: Connection reset by peer (os error 104)
connection-reset	Power BI gateway	The underlying connection was closed: An unexpected error occurred on a receive. work.hinckley.example
connection-reset	Java	javax.net.ssl.SSLException: Connection reset
connection-reset	OpenSSL	write:errno=104\nno peer certificate available
connection-reset	mail of an administrator	Our firewall sends a TCP RST to every address that is not allowed, so O&D sees the connection cut at once.
connection-reset	O&D screen	The connection to the work server was reset.
connection-reset	mail of an administrator	Our IPS ends the sessions of foreign addresses with a reset packet.
connection-reset	curl	curl: (35) Recv failure: Connection reset by peer
connection-reset	mail of a network engineer	In the capture the firewall answers your SYN/ClientHello with RST, ACK.
connection-reset	Go	read tcp 10.0.0.4:51544->203.0.113.4:443: read: connection reset by peer
connection-reset	Ruby	Errno::ECONNRESET: Connection reset by peer - SSL_connect
connection-reset	mail of a network engineer	The firewall policy for unknown sources is "reject with reset".
connection-reset	mail of a user	"The connection was interrupted", says the browser when I open the iManage address.
connection-reset	PHP	cURL error 56: OpenSSL SSL_read: Connection reset by peer, errno 104
connection-reset	.NET	System.Net.Sockets.SocketException (10054): An existing connection was forcibly closed by the remote host
connection-reset	mail of a user	The connection breaks off the moment it is made, Chrome shows ERR_CONNECTION_RESET.
connection-reset	mail of support	TLS handshake with their server is torn down by an RST after our ClientHello.
connection-reset	mail of an administrator	The intrusion prevention system kills connections of clients that it does not know.
connection-reset	Elixir	** (Mint.TransportError) socket closed
connection-reset	Rust	Connection reset by peer (os error 104)
connection-reset	mail of support	Connection is cut by a reset packet right at the start, probably a firewall that rejects us.
connection-reset	mail of a user	The page shows "connection was reset" when I press Log in.
connection-reset	mail of an administrator	Our firewall rejects unknown addresses actively, with a TCP reset and not by dropping.
connection-reset	O&D log	ERROR imanage.connect failure: reset by peer during handshake
connection-timed-out	curl	curl: (28) Failed to connect to work.firm.example port 443 after 130214 ms: Connection timed out
connection-timed-out	Node.js	AxiosError: connect ETIMEDOUT 203.0.113.7:443
connection-timed-out	Node.js	Error: timeout of 30000ms exceeded (https://work.firm.example/work/api/v2/customers/1/libraries)
connection-timed-out	.NET	System.Threading.Tasks.TaskCanceledException: The request was canceled due to the configured HttpClient.Timeout of 100 seconds elapsing.
connection-timed-out	.NET	A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond 203.0.113.7:443
connection-timed-out	Java	java.net.SocketTimeoutException: connect timed out
connection-timed-out	Java	org.apache.http.conn.ConnectTimeoutException: Connect to work.firm.example:443 failed: connect timed out
connection-timed-out	Go	Get "https://work.firm.example/api": context deadline exceeded (Client.Timeout exceeded while awaiting headers)
connection-timed-out	Go	dial tcp 203.0.113.7:443: i/o timeout
connection-timed-out	Chromium	work.firm.example took too long to respond. ERR_CONNECTION_TIMED_OUT
connection-timed-out	Python requests	requests.exceptions.ConnectTimeout: HTTPSConnectionPool(host='work.firm.example', port=443): Max retries exceeded (Caused by ConnectTimeoutError(..., 'Connection to work.firm.example timed out. (connect timeout=10)'))
connection-timed-out	Python requests	requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='work.firm.example', port=443): Read timed out. (read timeout=30)
connection-timed-out	Node undici	TypeError: fetch failed, cause: ConnectTimeoutError: Connect Timeout Error UND_ERR_CONNECT_TIMEOUT
connection-timed-out	.NET	System.Net.WebException: The operation has timed out
connection-timed-out	Firefox	The connection has timed out. The server at dms.firm.example is taking too long to respond. The site could be temporarily unavailable or too busy.
connection-timed-out	nmap	PORT STATE SERVICE\n443/tcp filtered https
connection-timed-out	PowerShell	WARNING: TCP connect to (203.0.113.7 : 443) failed\nTcpTestSucceeded : False
connection-timed-out	Ncat	Ncat: TIMEOUT.
connection-timed-out	curl	curl: (28) Failed to connect to work.sutton.example port 443 after 130842 ms: Couldn't connect to server
connection-timed-out	Node.js, undici	TypeError: fetch failed\n    at node:internal/deps/undici/undici:13185:13\n  [cause]: ConnectTimeoutError: Connect Timeout Error (attempted address: work.dunmore.example:443, timeout: 10000ms)\n  code: "UND_ERR_CONNECT_TIMEOUT"
connection-timed-out	Java, Apache HttpClient 5	org.apache.hc.client5.http.ConnectTimeoutException: Connect to https://work.ashby.example:443 [work.ashby.example/198.51.100.44] failed: Connect timed out
connection-timed-out	Telnet	Trying 203.0.113.77...\ntelnet: Unable to connect to remote host: Connection timed out
connection-timed-out	PowerShell	PS> Test-NetConnection dms.corbin.example -Port 443\nWARNING: TCP connect to (203.0.113.9 : 443) failed\nPingSucceeded          : True\nTcpTestSucceeded       : False
connection-timed-out	mail of an administrator	From the office the work server opens at once. From your service it just hangs for a minute and then gives up, our firewall log has a line DROP src=203.0.113.10 dst=work dpt=443.
connection-timed-out	Scala, Akka HTTP	akka.stream.StreamTcpException: Tcp command [Connect(work.jarrow.example:443)] failed because of akka.io.TcpOutgoingConnection: Connect timeout of Some(10 seconds) expired
connection-timed-out	wget	Connecting to work.halden.example (work.halden.example)|203.0.113.40|:443... failed: Connection timed out.\nRetrying.
connection-timed-out	Edge	Hmmm… can't reach this page. work.ingram.example took too long to respond
connection-timed-out	Java, OkHttp	11:42:07.903 [imanage-io-1] WARN  OkHttpWorkTransport - token exchange not possible, request 88c1d0\njava.net.SocketTimeoutException: failed to connect to work.northgate.example/203.0.113.80 (port 443) from /10.4.2.19 (port 48812) after 10000ms\n at okhttp3.internal.connection.RealConnection.connectSocket(RealConnection.kt:297)
connection-timed-out	Chrome, mail of a consultant	From our office it opens, but the O&D people and I at home get: This site can't be reached. imanage.wexler-roth.example took too long to respond. ERR_CONNECTION_TIMED_OUT. Did someone close the firewall?
connection-timed-out	Go	2026/04/19 09:15:33 imanage: review server=sydney: Get https://dms.kingsford.example/api: context deadline exceeded (Client.Timeout exceeded while awaiting headers): dial tcp 198.51.100.70:443: i/o timeout
connection-timed-out	PowerShell 7	PS> Test-NetConnection work.loewenthal.example -Port 443\nWARNING: TCP connect to (203.0.113.12 : 443) failed\nWARNING: Ping to 203.0.113.12 failed with status: TimedOut\nComputerName     : work.loewenthal.example\nRemotePort       : 443\nTcpTestSucceeded : False
connection-timed-out	.NET Framework	System.Net.WebException: Unable to connect to the remote server ---> System.Net.Sockets.SocketException: A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond 203.0.113.201:443\n   at System.Net.Sockets.Socket.DoConnect(EndPoint endPointSnapshot, SocketAddress socketAddress)\n   at Oad.Imanage.Legacy.WorkProxy.GetApi()
connection-timed-out	Dart	SocketException: Connection timed out (OS Error: Connection timed out, errno = 110), address = work.elstow.example
connection-timed-out	MuleSoft	HTTP:CONNECTIVITY: HTTP GET on resource https://work.fulford.example:443/api failed: Connection timeout.
connection-timed-out	mail of an administrator	The review stops at the connection: no answer within 30 s. Our firewall rule for the address of O&D was ordered, but I do not know whether it is active.
connection-timed-out	Python, requests	requests.exceptions.ConnectTimeout: HTTPSConnectionPool(host='work.oakley.example', port=443): Max retries exceeded with url: /api (Caused by ConnectTimeoutError(... 'Connection to work.oakley.example timed out. (connect timeout=30)'))
connection-timed-out	Chrome	work.oakley.example took too long to respond. ERR_CONNECTION_TIMED_OUT
connection-timed-out	mail of an administrator	From outside the office the server never answers, from inside it works. I think your IP is not in our firewall.
connection-timed-out	Windows	System.Net.Http.HttpRequestException: A connection attempt failed because the connected party did not properly respond after a period of time (work.oakley.example:443)
connection-timed-out	Node.js	AxiosError: timeout of 30000ms exceeded
connection-timed-out	curl	curl: (28) Failed to connect to work.lynton.example port 443 after 130012 ms: Couldn't connect to server
connection-timed-out	Edge	Hmmm... can't reach this page. work.lynton.example took too long to respond
connection-timed-out	O&D screen	The work server's address stays silent.
connection-timed-out	mail of an administrator	We have a firewall with an allow list in front of iManage. Which addresses of Office & Dragons must be entered there? At present nothing gets through.
connection-timed-out	mail of a user	When I press Log in, the page loads and loads, then after a minute it says that there is no answer.
connection-timed-out	mail of a network engineer	I see your SYN packets in the capture, and they are dropped by rule 12.
connection-timed-out	O&D log	ERROR imanage.connect server=Leeds failure=connection_timed_out after=30s
connection-timed-out	mail of an administrator	The packets from your data center are silently discarded by our perimeter firewall.
connection-timed-out	mail of a user	It keeps spinning when I log in and ends in a timeout.
connection-timed-out	mail of an administrator	What IP do you come from? We have to allow it in the firewall, otherwise nothing arrives here and you only see a time-out.
connection-timed-out	O&D screen	No answer from work.neath.example within 30 s.
connection-timed-out	PHP	cURL error 28: Connection timed out after 30001 milliseconds
connection-timed-out	mail of an administrator	Is your IP 203.0.113.77? Our security team will open port 443 for it. Until then you get no reply from us.
connection-timed-out	mail of support	From our network no SYN-ACK comes back from the customer's address; a firewall swallows the packets.
connection-timed-out	mail of a user	Login spins for 30 seconds and then says that the server does not answer.
connection-timed-out	Elixir	** (Mint.TransportError) timeout
connection-timed-out	Perl	Can't connect to work.cypress.example:443 (Connection timed out)
connection-timed-out	mail of an administrator	Geo blocking in our firewall drops traffic from your country.
connection-timed-out	mail of an administrator	Works over our VPN only; the server is not reachable from outside.
connection-timed-out	mail of an administrator	Please send the IP addresses from which O&D connects, our firewall drops everything else.
connection-timed-out	mail of support	No reply from the customer's server: their firewall does not have our address on its list.
connection-timed-out	mail of a user	"The work server does not answer", after half a minute of waiting.
connection-timed-out	nc	nc: connect to work.durham.example port 443 (tcp) timed out: Operation now in progress
connection-timed-out	mail of an administrator	From the internet a telnet to port 443 of the work server hangs and then times out.
connection-timed-out	mail of an administrator	The work server is only accessible inside of our network; should it be reachable from outside for O&D?
customer-or-library-wrong	log	404 Not Found: the customer id 2 is unknown to this server
customer-or-library-wrong	log	GET /work/api/v2/customers/9/libraries 404 {"error":"customer 9 does not exist"}
customer-or-library-wrong	user	We always get 404, support says that our customer id is wrong
customer-or-library-wrong	log	iManage: 404, library not found: ACTIVE2
customer-or-library-wrong	log	GET /work/api/v2/customers/1/libraries/ARCHIV/folders -> 404 library ARCHIV does not exist on this server
customer-or-library-wrong	O&D log	2026-05-01T09:00:00Z WARN imanage.browse GET /work/api/v2/customers/1/libraries -> 404, session-info says customer_id=259: the customer id in the path is wrong
customer-or-library-wrong	mail of an administrator	All lists are empty in O&D, on the cloud. We took customer id 1 as on our old on-prem server, now it should be another number. The library name may be wrong too.
customer-or-library-wrong	O&D log	ERROR imanage.browse GET /work/api/v2/customers/2/libraries 404 customer 2 does not exist
customer-or-library-wrong	mail of an administrator	All searches are empty, we typed customer ID 1 but the cloud gave us 318.
customer-or-library-wrong	API	{"error":{"code":"NRC_LIBRARY_UNKNOWN","code_message":"Library ACTIV is not a library of this system"}}
customer-or-library-wrong	mail of a developer	Which number do I put in for customers/{customerId}? With 1 our cloud tenant does not find anything.
customer-or-library-wrong	O&D screen	The call names a customer id or a library that the user's server does not have.
customer-or-library-wrong	API	GET /work/api/v2/customers/9/libraries 404 NRC_INVALID_CUSTOMER
customer-or-library-wrong	mail of an administrator	On-prem our customer id is 1, since the move to the cloud this number is wrong and nothing is found.
customer-or-library-wrong	mail of a developer	The library is called ACTIVE_US, I used ACTIVE and get an error that the library is unknown.
customer-or-library-wrong	EzeScan	Failed to get the list of workspaces: database 'LEGAL' not found on the server
customer-or-library-wrong	mail of an administrator	The configured customer number belongs to another tenant, so no library is found.
customer-or-library-wrong	API	404 {"error":{"code":"NRC_NO_RECORD","code_message":"The customer id 7 is not known"}}
customer-or-library-wrong	mail of a developer	We hard-coded library ACTIVE, but at this firm it is called LEGAL_PROD.
customer-or-library-wrong	mail of support	Path has customers/1, their tenant is 2114, therefore 404 for all libraries.
customer-or-library-wrong	mail of an administrator	No library is listed in O&D. Is it possible that the wrong customer id is used?
customer-or-library-wrong	mail of a developer	What is the customer ID in the URL of the API? Ours seems to be wrong since the server finds no library.
customer-or-library-wrong	mail of support	Wrong customer id in the path, therefore nothing is found.
customer-or-library-wrong	mail of an administrator	The library name in our script is misspelled, iManage does not know it.
grant-expired	O&D	Login to iManage failed with 403
grant-expired	RFC 6749	{"error":"invalid_grant","error_description":"The authorization code has expired"}
grant-expired	log	POST https://work.firm.example/auth/oauth2/token 403 Forbidden
grant-expired	log	Work Token Grant Expiry exceeded, please try again
grant-expired	user	403 error when logging in to iManage, it takes long until the page comes back
grant-expired	O&D log	POST https://work.firm.example/auth/oauth2/token -> 403 {"error":"access_denied"}
grant-expired	access log	198.51.100.4 - - [03/Oct/2026:09:12:44 +0000] "POST /auth/oauth2/token HTTP/1.1" 403 112 "-" "OfficeAndDragons/4.1"
grant-expired	access log	10.1.1.7 - - [03/Oct/2026:09:12:44 +0000] "GET /auth/oauth2/authorize?client_id=abc&state=x HTTP/1.1" 403 311
grant-expired	user	My sign-in took almost two minutes because of the authenticator app, and then I only saw Forbidden.
grant-expired	user	When I log in to iManage slowly I get 403, when I am quick it works.
grant-expired	axios	AxiosError: Request failed with status code 403 { method: 'post', url: 'https://dms.firm.example/auth/oauth2/token' }
grant-expired	IIS	2026-10-03 09:12:44 10.0.0.5 POST /auth/oauth2/token - 443 - 198.51.100.4 OfficeAndDragons/4.1 - 403 0 0 31
grant-expired	requests	requests.exceptions.HTTPError: 403 Client Error: Forbidden for url: https://work.firm.example/auth/oauth2/token
grant-expired	log	POST /auth/oauth2/token grant_type=authorization_code -> 403 Forbidden 41 s after the authorization code was issued
grant-expired	mail of a user	When I take my time with the Authenticator app the log in ends in 403. When I am quick it works.
grant-expired	mail of a user	Since we use the second factor with phone call, log in to iManage from O&D fails with 403 each time.
grant-expired	mail of a user	Logging in from O&D needs my authenticator app, and by the time I have confirmed the number iManage gives up with error 403. When I am very quick, it works.
grant-expired	O&D log	2026-04-08T09:01:40Z ERROR imanage.token server=Bruges grant_type=authorization_code status=403 seconds_since_authorize=41
grant-expired	mail of an administrator	Everyone gets a 403 while authenticating with iManage from Office & Dragons. "Work Token Grant Expiry" on our server is at 10 seconds.
grant-expired	Chrome developer console	Failed to load resource: the server responded with a status of 403 ()   /auth/oauth2/authorize?response_type=code&client_id=0b6c1f7e&state=3a\n(user took a while at the sign-in page)
grant-expired	O&D log	ERROR imanage.token server=Bath POST /auth/oauth2/token 403 Forbidden, authorization code is 38 s old
grant-expired	mail of a user	When I take my time with the authenticator app, I get a 403 at the end of the iManage log-in. If I am quick, it works.
grant-expired	O&D screen	The authentication on the work server took too long. HTTP 403.
grant-expired	O&D log	ERROR imanage.token POST https://work.tully.example/auth/oauth2/token 403 after 47 s
grant-expired	mail of an administrator	Where do I find Work Token Grant Expiry? It is at 10 seconds, and users with MFA are thrown out.
grant-expired	O&D screen	The authentication on the work server most likely took longer than its Work Token Grant Expiry allows.
grant-expired	mail of a user	It took me a minute to find my phone for the second factor, then: HTTP 403 log-in failed.
grant-expired	O&D log	ERROR imanage.token server=Leeds failure=grant_expired 403
grant-expired	mail of an administrator	403 at the last step of the log-in for everybody; we have set the grant expiry of the work token to 5 seconds.
grant-expired	API	POST /auth/oauth2/token -> 403 {"error":"access_denied","error_description":"Authorization code has expired"}
grant-expired	mail of a user	Log in to iManage works in the office but at home with the slow VPN I get Forbidden.
grant-expired	mail of support	Their users get 403 when the authentication times out, typical for a too short grant expiry.
grant-expired	mail of an administrator	Users complain of "403" at log-in, always when they are slow with the password.
grant-expired	mail of a user	403 after the sign-in. Second try, faster: fine.
grant-expired	O&D log	ERROR imanage.token 403 Forbidden; authorize began 62 s ago
grant-expired	mail of support	Please raise Work Token Grant Expiry to 30 seconds or more, 403 comes from there.
grant-expired	mail of a user	I need long for my smart card PIN, then comes 403 and I have to begin the iManage log-in again.
grant-expired	mail of an administrator	We changed Work Token Grant Expiry to 3 seconds for security reasons. Could it be the reason for the failing log-ins?
grant-expired	mail of support	403 on the token request, the time between authorize and token was 44 s.
grant-expired	mail of a user	The iManage log-in times out with a 403 error when I wait for the text message with the code.
grant-expired	mail of support	403 at log-in, grant expiry too short for users with MFA.
grant-expired	mail of an administrator	How many seconds should Work Token Grant Expiry have? We see 403 errors at log-in.
grant-expired	mail of a user	If I am not fast enough at the sign-in, the log-in ends with error 403.
grant-expired	O&D log	WARN imanage.token 403, most likely Work Token Grant Expiry
grant-expired	mail of a user	login failed: 403
grant-expired	mail of a user	403 error, a timeout during the authentication process
grant-expired	mail of a user	403 Forbidden from the token end point at log-in
integration-not-enabled	O&D	The iManage integration is not enabled for your organization
integration-not-enabled	O&D	409 Conflict {"error":{"code":"integration-not-enabled"}}
integration-not-enabled	O&D	HTTP 409: the integration is turned off for this organization
integration-not-enabled	mail of a user	Under Profile it says that iManage is not enabled for our organization.
integration-not-enabled	mail of a user	I do not find any iManage tab under Settings > Profile. The help says log in there, but it only says iManage is not enabled for your organization.
integration-not-enabled	O&D API	POST /internal/imanage/login 409 {"failure":"integration_off","message":"The iManage integration is switched off for this organization. Ask an organization administrator to add iManage."}
integration-not-enabled	O&D screen	iManage is not turned on for your organization. Ask an organization administrator.
integration-not-enabled	mail of a user	I have no iManage tab under my profile, and a colleague says the integration was never switched on for our firm.
integration-not-enabled	O&D log	WARN imanage.login user=12 org=88 rejected: integration_off
integration-not-enabled	mail of support	The customer wants to log in, but nobody there has clicked "Add iManage for organization".
integration-not-enabled	mail of a user	When I go to Settings > Profile there is no iManage entry, only Google Drive. Has somebody to turn on iManage for our company first?
integration-not-enabled	O&D screen	Your organization has not enabled the iManage integration.
integration-not-enabled	O&D API	409 {"failure":"integration_not_enabled"}
integration-not-enabled	mail of an administrator	After our trial the iManage integration was deactivated for the whole organization, now users cannot log in.
integration-not-enabled	mail of support	iManage is still off under Settings > Organization of this customer.
integration-not-enabled	O&D log	WARN imanage.login user=12 organization=55 failure=integration_not_enabled
integration-not-enabled	mail of a user	The button Log in to iManage is missing in my profile.  My colleague in the other company has it. Is iManage activated for us?
integration-not-enabled	mail of an administrator	I disabled iManage for the organization by mistake, and now all users have lost the connection.
integration-not-enabled	O&D screen	iManage is off for your organization. An administrator can add it in Settings.
integration-not-enabled	mail of a user	"Ask your administrator to enable iManage", says O&D when I want to log in.
integration-not-enabled	mail of an administrator	Where do I switch on the iManage integration for our firm? Users see a note that it is off.
integration-not-enabled	mail of support	Integration flag false for this organization, user sees that iManage is not enabled.
integration-not-enabled	mail of a user	In the list of integrations iManage is shown as "not enabled".
integration-not-enabled	mail of a user	O&D tells me to ask an organization admin to turn iManage on.
integration-not-enabled	mail of support	Nobody switched on iManage for this organization.
integration-not-enabled	O&D log	WARN imanage.begin_login organization=7 imanage=off
name-unanswered	Node.js	Error: getaddrinfo EAI_AGAIN work.firm.example
name-unanswered	Python	urllib3.exceptions.NameResolutionError: Temporary failure in name resolution for work.firm.example
name-unanswered	Go	dial tcp: lookup dms.firm.example on 10.0.0.2:53: server misbehaving
name-unanswered	nslookup	DNS request timed out. timeout was 2 seconds. *** Request to dns1 timed-out for work.firm.example
name-unanswered	dig	;; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, work.firm.example
name-unanswered	Go	Get "https://dms.norden.example/api": dial tcp: lookup dms.norden.example on 10.96.0.10:53: read udp 10.244.1.7:41022->10.96.0.10:53: i/o timeout
name-unanswered	Ruby, Faraday	Faraday::ConnectionFailed: Failed to open TCP connection to work.maddox.example:443 (getaddrinfo: Temporary failure in name resolution)
name-unanswered	dig	; <<>> DiG 9.18.24 <<>> work.holt.example\n;; communications error to 192.0.2.53#53: timed out\n;; no servers could be reached
name-unanswered	systemd-resolved	resolve call failed: All attempts to contact name servers or networks failed (work.dacre.example)
name-unanswered	Python, requests in a scheduled job	2026-02-02T06:00:14Z INFO  job=imanage-health server=dms.calloway.example\nrequests.exceptions.ConnectionError: HTTPSConnectionPool(host='dms.calloway.example', port=443): Max retries exceeded with url: /api (Caused by NewConnectionError('<urllib3.connection.HTTPSConnection object at 0x7f2c>: Failed to establish a new connection: [Errno -3] Temporary failure in name resolution'))
name-unanswered	nslookup, mail of an administrator	We changed the DNS provider last night. Now:\nC:> nslookup work.ferrant.example\nDNS request timed out.\n    timeout was 2 seconds.\n*** Request to resolver.ferrant.example timed-out
name-unanswered	Node.js 20	[oad-worker 3f21] WARN imanage.discovery attempt 3/3\nError: getaddrinfo EAI_AGAIN work.ostrander.example\n    at GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:dns:118:26) {\n  errno: -3001, code: 'EAI_AGAIN', syscall: 'getaddrinfo' }
name-unanswered	.NET	System.Net.Sockets.SocketException (11002): This is usually a temporary error during hostname resolution and means that the local server did not receive a response from an authoritative server. (work.cromer.example:443)
name-unanswered	Node.js	Error: getaddrinfo EAI_AGAIN work.morley.example
name-unanswered	dig	;; communications error to 192.0.2.53#53: timed out\n;; no servers could be reached
name-unanswered	Go	dial tcp: lookup work.morley.example on 127.0.0.53:53: server misbehaving
name-unanswered	mail of an administrator	Both of our name servers were down this morning, so nobody outside could look up the address of work.morley.example.
name-unanswered	dig	;; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, id: 4711
name-unanswered	Python	socket.gaierror: [Errno -3] Temporary failure in name resolution
name-unanswered	Chrome	DNS_PROBE_FINISHED_BAD_CONFIG work.jarrow.example
name-unanswered	nslookup	*** Request to ns1.jarrow.example timed-out
name-unanswered	O&D screen	No name server says which address work.jarrow.example has.
name-unanswered	mail of an administrator	Our DNS provider has an outage today; lookups of our domain run into a timeout.
name-unanswered	Windows	WSATRY_AGAIN 11002: non-authoritative host not found
name-unanswered	mail of support	DNSSEC of their domain is broken, so resolvers answer SERVFAIL for the work server.
name-unanswered	mail of an administrator	Since the move of our domain to another registrar the DNS servers do not reply.
name-unanswered	host	;; connection timed out; no servers could be reached
name-unanswered	Java	java.net.UnknownHostException: work.marsh.example: Temporary failure in name resolution
name-unanswered	mail of support	Lookup of their name times out at all of our resolvers, their authoritative servers are dead.
name-unanswered	Perl	Can't connect to work.cedar.example:443 (Temporary failure in name resolution)
name-unanswered	mail of a user	O&D says that no name server gave an answer for our server's name.
name-unanswered	Docker log	Error: getaddrinfo EAI_AGAIN imanage.cedar.example imanage.cedar.example:443
name-unanswered	mail of an administrator	Our domain's name servers are unreachable because of an attack.
name-unanswered	mail of support	DNS of the customer fails with SERVFAIL or runs into time-outs.
name-unanswered	O&D log	ERROR imanage.connect no name server answers for work.dunbar.example
name-unknown	curl	curl: (6) Could not resolve host: work.hartwell-law.com
name-unknown	Chromium	This site can't be reached. Check if there is a typo in dms.lindner.example. DNS_PROBE_FINISHED_NXDOMAIN
name-unknown	Node.js	FetchError: request to https://imanage.mercer.example/api failed, reason: getaddrinfo ENOTFOUND imanage.mercer.example
name-unknown	Java	java.net.UnknownHostException: work.calder.example: Name or service not known
name-unknown	.NET	System.Net.Http.HttpRequestException: No such host is known. (work.firm.example:443) ---> System.Net.Sockets.SocketException (11001): No such host is known.
name-unknown	Go	Get "https://work.firm.example/api": dial tcp: lookup work.firm.example: no such host
name-unknown	Python requests	requests.exceptions.ConnectionError: HTTPSConnectionPool(host='work.firm.example', port=443): Max retries exceeded with url: /api (Caused by NameResolutionError("Failed to resolve 'work.firm.example' ([Errno -2] Name or service not known)"))
name-unknown	Firefox	Hmm. We're having trouble finding that site. We can't connect to the server at dms.firm.example.
name-unknown	nslookup	** server can't find work.firm.example: NXDOMAIN
name-unknown	PowerShell	Invoke-WebRequest : The remote name could not be resolved: 'imanage.firm.example'
name-unknown	Python	socket.gaierror: [Errno 11001] getaddrinfo failed
name-unknown	macOS	curl: (6) nodename nor servname provided, or not known
name-unknown	Java	java.nio.channels.UnresolvedAddressException: null
name-unknown	Chromium	DNS_PROBE_STARTED, then DNS_PROBE_FINISHED_NXDOMAIN for work.firm.example
name-unknown	Safari	Safari can't find the server "dms.firm.example"
name-unknown	user	The browser says: work.firm.example's server IP address could not be found.
name-unknown	Android	java.net.UnknownHostException: Unable to resolve host "dms.firm.example": No address associated with hostname
name-unknown	ping	Ping request could not find host work.firm.example. Please check the name and try again.
name-unknown	Rust, reqwest	Error: error sending request for url (https://dms.orchard-law.example/api): client error (Connect): dns error: failed to lookup address information: Name or service not known
name-unknown	Elixir, Finch	[error] Req.TransportError: {:error, %Mint.TransportError{reason: :nxdomain}} requesting https://imanage.kestrel.example/api
name-unknown	Swift, URLSession on a Mac	Error Domain=NSURLErrorDomain Code=-1003 "A server with the specified hostname could not be found." NSErrorFailingURLStringKey=https://work.tanner.example/api
name-unknown	Android, OkHttp	java.net.UnknownHostException: Unable to resolve host "work.pell-partners.example": No address associated with hostname
name-unknown	Windows, nslookup	C:\>nslookup dms.fairfax.example\nServer:  dc01.fairfax.local\nAddress:  10.20.0.10\n\n*** dc01.fairfax.local can\'t find dms.fairfax.example: Non-existent domain
name-unknown	PHP, Guzzle	GuzzleHttp\Exception\ConnectException: cURL error 6: Could not resolve: dms.oakley.example (Domain name not found) for https://dms.oakley.example/auth/oauth2/token
name-unknown	mail of an administrator	We entered https://work.chelmsford-legal.example and the review says that this name does not exist. Internally ping answers, since the record is only in our inside DNS zone.
name-unknown	Delphi, Indy	Socket Error # 11001 Host not found. (dms.ainsworth.example)
name-unknown	Perl, LWP	500 Can't connect to work.beaumont.example:443 (Name or service not known)
name-unknown	Java 17, HttpClient	2026-03-11 07:58:02,114 ERROR [pool-4-thread-2] c.o.imanage.WorkClient - discovery failed for server 'London DMS' corr=4b1f09c2\njava.net.ConnectException\n at java.net.http/jdk.internal.net.http.HttpClientImpl.send(HttpClientImpl.java:951)\n at com.oad.imanage.WorkClient.discover(WorkClient.java:88)\nCaused by: java.nio.channels.UnresolvedAddressException\n at java.base/sun.nio.ch.Net.checkAddress(Net.java:149)
name-unknown	Edge, screenshot of a user	Hmmm… can't reach this page\nCheck if there is a typo in imange.brookfieldlaw.example.\nIf spelling is correct, try running Windows Network Diagnostics.\nDNS_PROBE_POSSIBLE
name-unknown	dig, mail of a network engineer	From outside our office I get this, inside it works fine (split DNS?):\n; <<>> DiG 9.18.24 <<>> worksrv01.corp.brenner.internal\n;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 31894\n;; QUESTION SECTION:\n;worksrv01.corp.brenner.internal. IN A
name-unknown	Safari, mail of a user	Hi, I clicked Log in next to iManage and Safari just says: Safari can't find the server. Safari can't open the page "https://dms-ext.hollis-partners.example/auth/oauth2/authorize?..." because Safari can't find the server "dms-ext.hollis-partners.example". Colleagues see the same at home.
name-unknown	Go, zap log	{"level":"error","ts":1773215471.22,"caller":"imanage/discover.go:61","msg":"GET /api failed","server":"Zurich","err":"Get 'https://work.kantner.example/api': dial tcp: lookup work.kantner.example on 10.96.0.10:53: no such host"}
name-unknown	Kotlin, Ktor	java.nio.channels.UnresolvedAddressException: null at io.ktor.client.engine.cio, url=https://work.ambler.example/api
name-unknown	C++, libcurl	Couldn't resolve host name, CURLcode 6, work.bexley.example
name-unknown	Python, httpx	httpx.ConnectError: [Errno -2] Name or service not known
name-unknown	curl	* Could not resolve host: work.langley.example
name-unknown	Chrome	This site can't be reached. Check if there is a typo in work.langley.example. DNS_PROBE_FINISHED_NXDOMAIN
name-unknown	mail of an administrator	nslookup work.langley.example 8.8.8.8 says the domain does not exist, it is only in our internal DNS.
name-unknown	Java	java.net.UnknownHostException: work.ilford.example: Name or service not known
name-unknown	PowerShell	Resolve-DnsName : work.ilford.example : DNS name does not exist
name-unknown	Safari	Safari can't find the server. Safari can't open the page "https://work.ilford.example" because Safari can't find the server "work.ilford.example".
name-unknown	.NET	System.Net.Http.HttpRequestException: No such host is known. (work.ilford.example:443)
name-unknown	mail of an administrator	The name of our work server is only known inside of the firm's network; there is no public DNS entry.
name-unknown	mail of a user	O&D says the server's name does not exist. I checked: I had written imange instead of imanage.
name-unknown	ping	ping: work.ilford.example: Name or service not known
name-unknown	O&D log	ERROR imanage.connect server=Leeds failure=name_unknown host=work.ilford.example
name-unknown	Firefox	Hmm. We're having trouble finding that site. We can't connect to the server at work.ilford.example.
name-unknown	mail of a user	When I enter the server URL, O&D answers that there is no such name on the internet.
name-unknown	mail of an administrator	imanage.lan is our internal name; we have no public name for the work server.
name-unknown	Windows	Ping request could not find host work.marsh.example. Please check the name and try again.
name-unknown	Edge	We can't connect to the server work.marsh.example. DNS_PROBE_FINISHED_NXDOMAIN
name-unknown	mail of a user	Typing error in the server name, I think: O&D finds no such host.
name-unknown	mail of an administrator	The public DNS record of the work server was deleted during a clean-up.
name-unknown	Elixir	** (Mint.TransportError) non-existing domain
name-unknown	Perl	Can't connect to work.cedar.example:443 (Name or service not known)
name-unknown	Zscaler	DNS lookup failed: work.cedar.example NXDOMAIN
name-unknown	mail of an administrator	dig +short work.dunbar.example gives nothing, there's no A record yet.
name-unknown	mail of support	Their host name is internal (.local), it cannot be looked up from the internet.
name-unknown	mail of a user	I wrote imange.dunbar.example by mistake and O&D said the name is not known.
name-unknown	O&D screen	The work server's name does not exist on the internet: work.dunbar.example
newer-version	HTTP	412 Precondition Failed: If-Match does not match, document ACTIVE!12
newer-version	user	iManage holds a newer version of this document than the one you opened
newer-version	user	My colleague saved the contract in the meantime and now I cannot save to iManage
newer-version	mail of a user	O&D asks whether to save as a new version since somebody saved version 5 while I was editing version 4.
newer-version	O&D log	HTTP 412 Precondition Failed PUT /work/api/v2/customers/1/documents/ACTIVE!7.2, If-Match "3" but ETag is "4"
newer-version	mail of a user	When I save, O&D asks what to do since somebody saved version 5 in iManage while I was working on 4. Which of the two choices is safe?
newer-version	O&D log	2026-05-04T15:00:00Z INFO imanage.save doc=ACTIVE!881 opened_version=2 latest_version=3 by=CMEYER: the server holds a newer version, nothing was sent
newer-version	O&D screen	iManage holds a newer version (6) than the one you opened (5).
newer-version	mail of a user	While I was editing version 3, a colleague made version 4. What shall I do?
newer-version	O&D log	WARN imanage.save PUT /work/api/v2/customers/1/documents/ACTIVE!7.3/file 412 Precondition Failed
newer-version	mail of a user	O&D warns me that somebody changed the document since I opened it.
newer-version	mail of a user	There is a newer version in iManage than the one which I edited. May I overwrite it?
newer-version	O&D log	WARN imanage.save failure=newer_version opened=3 current=4
newer-version	API	HTTP/1.1 412 Precondition Failed {"error":{"code":"NRC_VERSION_CONFLICT"}}
newer-version	mail of a user	O&D says that version 7 exists now although I opened 6 this morning; I do not want to lose the changes of my colleague.
newer-version	mail of a user	Two of us edited the same contract. I saved second and got a warning about a conflict.
newer-version	mail of a user	Somebody saved in the meantime, O&D asks if I want to open the new one.
newer-version	mail of a user	My version is outdated, it says, since there is version 9 now.
newer-version	mail of support	Conflict: user opened v2, iManage has v3 by another author.
newer-version	mail of a user	O&D does not want to save over the version which my colleague stored an hour ago.
newer-version	O&D screen	Somebody saved version 4 after you had opened version 3.
newer-version	mail of support	The user's copy is based on version 2 while version 3 exists.
newer-version	mail of a user	Somebody was faster than me and saved another version. What do I do with mine?
newer-version	O&D log	WARN imanage.save 412 newer version exists
no-rights	Chromium	GET https://work.firm.example/work/api/v2/customers/1/libraries/ACTIVE/documents/ACTIVE!12.1/download 403 (Forbidden)
no-rights	NRC	{"error":{"code":"NRC_ACCESS_DENIED","code_message":"You do not have access"}}
no-rights	log	iManage API error: 403 Forbidden
no-rights	log	POST https://work.firm.example/work/api/v2/customers/1/libraries/ACTIVE/folders/ACTIVE!77/documents -> 403
no-rights	user	I have read only access to this document and cannot save to it
no-rights	log	User BEN does not have permission to edit document ACTIVE!12.3
no-rights	log	PUT https://work.vane.example/work/api/v2/customers/1/documents/ACTIVE!881.3 403 Forbidden {"error":{"code":"NRC_ACCESS_DENIED"}}
no-rights	mail of a user	I can see the matter in O&D but opening the engagement letter says access denied. In DeskSite I may only see its profile, too.
no-rights	mail of a user	In O&D I get "You do not have permission to open this document". Ethical wall on the matter?
no-rights	nginx access log	198.51.100.9 - - [26/Apr/2026:11:00:01 +0000] "POST /work/api/v2/customers/1/libraries/ACTIVE/folders/ACTIVE!901/documents HTTP/1.1" 403 142 "-" "OfficeAndDragons/5.2"
no-rights	mail of a user	I can see the contract in iManage but when I save it back from O&D I get "access denied, you have read-only access to this document".
no-rights	.NET	System.Net.Http.HttpRequestException: Response status code does not indicate success: 403 (Forbidden).\n   at Oad.Imanage.Documents.DownloadAsync(DocumentId id) GET /work/api/v2/customers/1/documents/LIT!40021.3/download
no-rights	iManage API body	{"error":{"code":"NRC_ACCESS_DENIED","code_message":"The user does not have sufficient rights on this object"}} <- PATCH /work/api/v2/customers/1/libraries/LIT/documents/LIT!77.1
no-rights	O&D log	WARN imanage.save user=31 POST /work/api/v2/customers/1/documents/ACTIVE!40.2/versions 403
no-rights	O&D log	WARN imanage.save PUT /work/api/v2/customers/1/documents/ACTIVE!7.1/file 403
no-rights	mail of a user	I can see the folder in iManage but when I save into it O&D says I lack the rights.
no-rights	API	{"error":{"code":"NRC_ACCESS_DENIED","code_message":"Access denied"}}
no-rights	mail of an administrator	An ethical wall was put on the matter, now the users of team B cannot save there.
no-rights	O&D screen	Your iManage user has no right to do this.
no-rights	mail of a user	Opening the document from O&D gives "access denied", in iManage I cannot see it either since the matter is confidential.
no-rights	mail of a user	I have only read access to this workspace. Can I save the compared version there?
no-rights	O&D log	WARN imanage.open failure=no_rights
no-rights	API	HTTP 403 {"error":{"code":"NRC_INSUFFICIENT_RIGHTS","code_message":"The user does not have the rights for this operation"}}
no-rights	mail of an administrator	The role of the trainees may not import documents, so uploads of theirs are refused.
no-rights	mail of a user	Yesterday I could save to the matter, today it says that I am not permitted to.
no-rights	mail of a user	Saving to this folder is refused, I think I have view rights only.
no-rights	mail of an administrator	The workspace's security was changed to private, so others get access errors.
no-rights	mail of a user	O&D: "Your iManage user has no right to do this". It is my colleague's matter.
no-rights	mail of support	403 on a document: the user sees it in no iManage client either.
no-rights	mail of a user	I may read the contract but not save a new version to iManage. Who can change this?
no-rights	mail of an administrator	Since the ethical wall went up, some lawyers get "no right to do this" in O&D.
no-rights	API	403 Forbidden {"error":{"code":"NRC_FORBIDDEN","code_message":"You do not have sufficient access rights"}}
no-rights	mail of support	User lacks the right to edit in that workspace: 403.
no-rights	mail of a user	iManage does not permit me to open the file from O&D.
no-rights	mail of an administrator	A read-only user wants to save from O&D and is refused.
no-rights	O&D log	WARN imanage.save 403 access denied folder=ACTIVE!12
not-a-work-server	Node.js	SyntaxError: Unexpected token '<', "<!DOCTYPE "... is not valid JSON
not-a-work-server	Python	requests.exceptions.JSONDecodeError: Expecting value: line 1 column 1 (char 0)
not-a-work-server	.NET Newtonsoft	Newtonsoft.Json.JsonReaderException: Unexpected character encountered while parsing value: <. Path '', line 0, position 0.
not-a-work-server	.NET	System.Text.Json.JsonException: '<' is an invalid start of a value. LineNumber: 0
not-a-work-server	Go	invalid character '<' looking for beginning of value
not-a-work-server	Java Jackson	com.fasterxml.jackson.core.JsonParseException: Unexpected character ('<' (code 60)): expected a valid value
not-a-work-server	requests	requests.exceptions.TooManyRedirects: Exceeded 30 redirects.
not-a-work-server	log	GET https://work.firm.example/api -> 200, content-type: text/html; charset=utf-8 (expected application/json)
not-a-work-server	log	GET https://www.firm.example/api 404 Not Found
not-a-work-server	.NET	System.Text.Json.JsonException: '<' is an invalid start of a value. Path: $ | LineNumber: 0 | BytePositionInLine: 0. while reading GET https://portal.gale.example/api
not-a-work-server	Python	json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0) body starts with <!doctype html><title>Citrix Gateway</title>
not-a-work-server	Node.js	SyntaxError: Unexpected token < in JSON at position 0 while parsing the answer of https://www.zeal.example/api
not-a-work-server	mail of an administrator	The URL we gave you leads to our web site, not to the document management. The review says that what answers there is not an iManage Work server.
not-a-work-server	Python	Traceback (most recent call last):\n  File "/srv/oad/imanage/api.py", line 60, in discover\n    data = resp.json()["data"]\njson.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)\nurl=https://dms.lindqvist.example/api status=200 content-type=text/html; charset=utf-8 title='Sign in to your account'
not-a-work-server	.NET, System.Text.Json	System.Text.Json.JsonException: '<' is an invalid start of a value. Path: $ | LineNumber: 0 | BytePositionInLine: 0.\n   at Oad.Imanage.Discovery.ReadAsync(HttpResponseMessage response)\nGET https://work.marchetti.example/api -> 200 text/html, redirected to login.microsoftonline.com (Entra application proxy, pre-authentication: Microsoft Entra ID)
not-a-work-server	Chrome, screenshot	This page isn't working\ndms.kilbride.example redirected you too many times.\nTry deleting your cookies.\nERR_TOO_MANY_REDIRECTS
not-a-work-server	curl, mail of support	GET /api at the address the client gave us:\nHTTP/2 200\nserver: Apache\ncontent-type: text/html\n<!doctype html><html><head><title>Welcome to the Fernworthy Intranet</title>\nThat is not the Work server, is it?
not-a-work-server	Go	discover server=Lyon: invalid character '<' looking for beginning of value (body starts with '<html><head><title>BIG-IP logout page</title>')
not-a-work-server	Rust, serde	error decoding response body: expected value at line 1 column 1, body begins <!DOCTYPE html> from https://portal.quainton.example/api
not-a-work-server	Python	json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)
not-a-work-server	mail of an administrator	The address we entered is the firm's home page, iManage runs on another host.
not-a-work-server	O&D log	ERROR imanage.discover GET https://portal.radley.example/api 200 content-type: text/html; charset=utf-8
not-a-work-server	Node.js	SyntaxError: Unexpected token < in JSON at position 0
not-a-work-server	O&D screen	What answers there is not an iManage Work Server.
not-a-work-server	mail of an administrator	Microsoft's application proxy asks for its own sign-in before it passes anything on, pre-authentication is Azure AD.
not-a-work-server	O&D log	ERROR imanage.discover GET https://work.selby.example/api 302 Location: https://login.microsoftonline.com/8f1/oauth2/authorize
not-a-work-server	mail of an administrator	The URL shows the welcome page of IIS, iManage is not there.
not-a-work-server	Swift	DecodingError.dataCorrupted: The given data was not valid JSON. body starts with <html>
not-a-work-server	mail of support	Their URL points to a captive portal, GET /api brings a web page with a log-in form.
not-a-work-server	O&D log	ERROR imanage.discover GET /api 200 but the JSON has no 'data' and no 'user', seems to be another product
not-a-work-server	mail of an administrator	Behind the URL is our Citrix gateway's log-on page and not iManage itself.
not-a-work-server	mail of a user	I entered the firm's web site by mistake; O&D says this is no iManage server.
not-a-work-server	PHP	json_decode: Syntax error; body: <!DOCTYPE html><html lang="en"><head><title>Sign in</title>
not-a-work-server	O&D screen	The answer of portal.pinner.example was a web page and not what an iManage Work Server sends.
not-a-work-server	mail of support	GET /api at their URL gives the HTML of a WordPress site.
not-a-work-server	mail of an administrator	The Entra application proxy has pre-authentication switched on, so API calls end at Microsoft's sign-in page.
not-a-work-server	mail of a user	I entered outlook's address in place of the iManage one by mistake, O&D noticed that it is no work server.
not-a-work-server	O&D log	ERROR review GET https://www.fir.example/api -> 404 text/html, not a work server
not-a-work-server	mail of support	The answer to /api is a log-in form (HTTP 200) of some SSO gateway.
not-a-work-server	mail of support	Behind the URL there is a marketing site, not iManage.
not-a-work-server	mail of an administrator	Our gateway demands its own log-in before it shows iManage. Do API calls have to get past it?
not-a-work-server	mail of a user	O&D says that at our address there is no iManage Work Server.
not-a-work-server	O&D log	ERROR review GET /api returned HTML with title "Log in - FortiGate"
not-a-work-server	mail of support	They entered the URL of the iManage Share site, /api is not there.
not-a-work-server	mail of an administrator	the API call was redirected to login.microsoftonline.com, sign in to your account
not-found	log	iManage API error: 404 Not Found
not-found	NRC	{"error":{"code":"NRC_NO_RECORD","code_message":"Record not found"}}
not-found	Chromium	GET https://work.firm.example/work/api/v2/customers/1/libraries/ACTIVE/documents/ACTIVE!99999.1 404 (Not Found)
not-found	log	Document not found: ACTIVE!5521.2
not-found	user	The document was deleted or moved to trash in iManage
not-found	log	Folder ACTIVE!881 does not exist in library ACTIVE (404)
not-found	log	GET https://work.hearst.example/work/api/v2/customers/1/documents/ACTIVE!90210.1 -> 404 {"error":{"code":"NRC_NO_RECORD"}}
not-found	mail of a user	A link in O&D to our precedent says document not found, somebody moved it to another library.
not-found	iManage API body	HTTP/1.1 404 Not Found\n{"error":{"code":"NRC_NO_RECORD","code_message":"No record was found"}}\nGET /work/api/v2/customers/1/libraries/ACTIVE/documents/ACTIVE!33410.1
not-found	mail of a user	The document I opened from iManage last month is gone in O&D, "not found". A colleague says the matter was moved to the archive library.
not-found	Java	org.springframework.web.client.HttpClientErrorException$NotFound: 404 Not Found on GET request for "https://work.tottenham.example/work/api/v2/customers/1/folders/ACTIVE!1200/children": "{"error":{"code":"NRC_NO_RECORD"}}"
not-found	Power Automate	Action Get_document failed: 404 NRC_NO_RECORD iManage Work
not-found	O&D log	WARN imanage.open GET /work/api/v2/customers/1/documents/ACTIVE!999.1 404
not-found	mail of a user	The document I opened last week from O&D is not there any more, somebody must have moved it.
not-found	API	{"error":{"code":"NRC_NO_RECORD","code_message":"No record found"}}
not-found	mail of a user	O&D says that the workspace has been deleted or lies in another library.
not-found	O&D screen	It is not there: it was moved or deleted, or lies in another library.
not-found	mail of a user	The link in O&D to my contract leads nowhere, the document seems to be deleted in iManage.
not-found	O&D log	WARN imanage.open failure=not_found ACTIVE!881.2
not-found	API	404 {"error":{"code":"NRC_NOT_FOUND","code_message":"The requested object does not exist"}}
not-found	mail of an administrator	We archived the workspace into another library, and O&D cannot find the documents any more.
not-found	mail of a user	I wanted to save into the folder "Drafts" but it isn't there any longer, says O&D.
not-found	mail of support	The document is in the trash of iManage, so the call gives 404.
not-found	mail of a user	The file is no longer where it was, O&D cannot find it in iManage.
not-found	mail of a user	O&D opens an error instead of my document: it does not exist or is in another library.
not-found	mail of an administrator	The matter was closed and its documents purged; opening them from O&D's list gives 404.
not-found	mail of support	404 for a document id that was moved to another database.
not-found	mail of a user	The folder where I always save has vanished, iManage does not find it.
not-found	API	404 GET /work/api/v2/customers/1/libraries/ACTIVE/folders/ACTIVE!901 NRC_NO_RECORD
not-found	mail of support	404: the document is no longer in that library.
not-found	mail of a user	The document cannot be found in iManage any more, it may have been deleted.
not-found	mail of an administrator	We moved the matter to the archive library, users get "not there" in O&D.
not-found	O&D log	WARN imanage.open 404 document ACTIVE!3123.1
not-organization-admin	O&D	PATCH /settings/imanage 403 {"error":"not-organization-admin"}
not-organization-admin	O&D	HTTP 403: only an organization administrator can change these settings
not-organization-admin	mail of a user	Our IT asked me to add the iManage server, but under Settings > Organization the buttons are grey: "only organization administrators can change this page".
not-organization-admin	O&D API	PUT /internal/organization/imanage 403 {"failure":"not_admin","message":"You are not an administrator of your organization, so you cannot change its iManage settings."}
not-organization-admin	O&D screen	You cannot change these settings. They are for administrators of your organization.
not-organization-admin	mail of a user	I wanted to add our iManage server in the organization settings, but only admins of the firm are allowed to.
not-organization-admin	O&D API	403 {"failure":"not_organization_admin"}
not-organization-admin	mail of an administrator	I am iManage admin, but in Office & Dragons I am a normal member. Must I be org admin to enable the integration?
not-organization-admin	O&D screen	Only an organization administrator can change the iManage settings.
not-organization-admin	mail of a user	The Organization tab in Settings is read-only for me. Our IT said I should add the server there.
not-organization-admin	mail of a user	I don't see Settings > Organization at all, only Profile. Who in our firm can do it?
not-organization-admin	O&D log	WARN settings.enable_imanage user=14 role=member failure=not_organization_admin
not-organization-admin	mail of support	The person who tries to add iManage has the role Member in their organization.
not-organization-admin	mail of an administrator	My account lacks the admin role of our organization in O&D, so the button Add iManage for organization is not active.
not-organization-admin	mail of a user	I am not an administrator in O&D, so the menu for the servers is hidden from me.
not-organization-admin	O&D screen	You need to be an organization administrator to add a server.
not-organization-admin	mail of support	The user asking for the iManage setup is no admin in his O&D organization.
not-organization-admin	mail of a user	I do not have the rights of an organization administrator in Office & Dragons. Who can give them to me?
not-organization-admin	mail of an administrator	The "Add iManage" button is greyed out for me, I am a plain user of O&D.
not-organization-admin	O&D API	403 {"failure":"not_admin","message":"Organization administrators only"}
not-organization-admin	mail of a user	I can't change the iManage servers, my role is user.
not-organization-admin	mail of support	He is iManage administrator in Control Center, not organization administrator in O&D, so he can't add the server.
not-organization-admin	O&D log	WARN settings.add_server user=9 refused: role user, needs organization admin
not-organization-admin	mail of an administrator	Who is admin of our organization in Office & Dragons? I am not allowed to open the iManage settings.
not-staff	O&D	POST /servers/3/confirm 403 {"code":"not_staff"}
not-staff	O&D	403 Forbidden: this review is restricted to staff of Office & Dragons
not-staff	O&D API	POST /internal/imanage/servers/12/confirm 403 {"message":"Servers are reviewed and confirmed by Office & Dragons staff only."}
not-staff	mail of an administrator	Can I confirm our own new work server? I see a Confirm button in the list, but pressing it says that only the staff of Office & Dragons may confirm or reject servers.
not-staff	O&D screen	This page is for Office & Dragons employees.
not-staff	mail of an administrator	I tried to confirm our server by the review link myself; it says only people of Office & Dragons may do that.
not-staff	O&D API	POST /internal/servers/31/confirm 403 {"failure":"not_staff"}
not-staff	mail of an administrator	Why can't I press Confirm on our own server? It says this is for O&D staff.
not-staff	O&D screen	Only Office & Dragons' staff can confirm a server.
not-staff	mail of a user	I clicked the link "review server" that was in a forwarded mail and got: you are not a staff member.
not-staff	O&D log	WARN review.confirm user=14 failure=not_staff
not-staff	mail of an administrator	We would like to validate the server ourselves, but the page is reserved to Office & Dragons' team.
not-staff	O&D API	403 {"failure":"not_staff","message":"Servers are reviewed by Office & Dragons."}
not-staff	mail of an administrator	I opened /staff/servers to approve our server and got a page saying that I am not from Office & Dragons.
not-staff	mail of a user	Only your employees can approve servers, right? The approve button does not work for me.
not-staff	mail of a user	I wanted to reject the wrong server myself, the app says that only staff of O&D can reject servers.
not-staff	O&D log	WARN review.list user=14 role=customer denied, staff only
not-staff	mail of an administrator	Confirming a server is not possible for customers, is it? I get "for O&D staff".
not-staff	mail of a user	The page "Review servers" says I am not staff.
not-staff	mail of support	A customer tried to call the staff page for confirming servers.
not-tls	OpenSSL	curl: (35) error:0A00010B:SSL routines::wrong version number
not-tls	Go	http: server gave HTTP response to HTTPS client
not-tls	Go	tls: first record does not look like a TLS handshake
not-tls	Java	javax.net.ssl.SSLException: Unsupported or unrecognized SSL message
not-tls	nginx	400 Bad Request: The plain HTTP request was sent to HTTPS port
not-tls	.NET	System.IO.IOException: The handshake failed due to an unexpected packet format. Cannot determine the frame size or a corrupted frame was received.
not-tls	Firefox	SSL received a record that exceeded the maximum permissible length. SSL_ERROR_RX_RECORD_TOO_LONG
not-tls	OpenSSL	140234:error:0A00010B:SSL routines:ssl3_get_record:wrong version number
not-tls	Java	javax.net.ssl.SSLException: Unsupported or unrecognized SSL message at sun.security.ssl.SSLSocketInputRecord.handleUnknownRecord
not-tls	Python	ssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1131) for https://work.yarrow.example:8080
not-tls	Node.js	write EPROTO 80F2:error:0A00010B:SSL routines:ssl3_get_record:wrong version number
not-tls	Go	2026/03/03 14:00:09 discover: Get https://work.penrose.example:80/api: http: server gave HTTP response to HTTPS client
not-tls	Chrome, screenshot	This site can't provide a secure connection\nimanage.larkspur.example sent an invalid response.\nERR_SSL_PROTOCOL_ERROR   (address bar: https://imanage.larkspur.example:8080)
not-tls	Java	javax.net.ssl.SSLException: Unsupported or unrecognized SSL message\n at java.base/sun.security.ssl.SSLSocketInputRecord.handleUnknownRecord(SSLSocketInputRecord.java:451)\n at com.oad.imanage.WorkClient.open(WorkClient.java:120)  url=https://dms.trevelyan.example:9090
not-tls	Firefox, mail of an administrator	We published the work server on port 8080 of the firewall. Firefox tells: SSL_ERROR_RX_RECORD_TOO_LONG, with plain http the same address opens the iManage sign-in.
not-tls	Rust, rustls	received corrupt message of type InvalidContentType while connecting to https://work.pickering.example:8080/api
not-tls	OpenSSL	error:1408F10B:SSL routines:ssl3_get_record:wrong version number
not-tls	Firefox	SSL_ERROR_RX_RECORD_TOO_LONG
not-tls	mail of an administrator	On port 8080 our server talks plain HTTP. We entered https://work.quinn.example:8080.
not-tls	Python	ssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1007)
not-tls	O&D screen	What answers at the work server's address does not speak TLS.
not-tls	nginx	400 Bad Request The plain HTTP request was sent to HTTPS port
not-tls	mail of an administrator	The publishing rule forwards 443 to port 80 of the inner machine without any certificate.
not-tls	Chrome	This site can't provide a secure connection. work.ripon.example sent an invalid response. ERR_SSL_PROTOCOL_ERROR
not-tls	Node.js	Error: write EPROTO error:1408F10B:SSL routines:ssl3_get_record:wrong version number
not-tls	mail of a network engineer	Something on port 8443 answers in clear text, HTTPS is not configured there.
not-tls	mail of an administrator	The site binding in IIS is http on 443, we forgot to choose https.
not-tls	mail of a user	With https the browser says the site sent an invalid response, with http it opens.
not-tls	PHP	cURL error 35: error:1408F10B:SSL routines:ssl3_get_record:wrong version number
not-tls	mail of support	The port answers "HTTP/1.1 400" to a ClientHello, so no TLS there.
not-tls	mail of an administrator	TLS terminates nowhere: the reverse proxy listens on 443 but in plain http.
not-tls	mail of a user	ERR_SSL_PROTOCOL_ERROR when I open the address with https.
not-tls	mail of support	Port 443 speaks http without TLS at this customer.
not-tls	mail of an administrator	We never set up HTTPS for the site, we only moved it to port 443.
not-tls	O&D log	ERROR imanage.connect first bytes are "HTTP/1.1", no TLS
oauth-not-offered	log	GET https://work.firm.example/auth/oauth2/authorize?client_id=… 404 Not Found
oauth-not-offered	log	POST /auth/oauth2/token HTTP/1.1" 404 0
oauth-not-offered	mail of an administrator	We are on Work Server 10.2.0 with database schema 10.2.0. In Control Center I find no OAuth part under Applications, and https://work.finsbury.example/auth/oauth2/authorize gives a plain 404 page. O&D's version check was fine.
oauth-not-offered	O&D log	2026-02-20T08:12:30Z ERROR imanage.review server=Cardiff version=10.2.1 GET /auth/oauth2/authorize -> 404 Not Found, POST /auth/oauth2/token -> 404 Not Found: OAuth end points are not there
oauth-not-offered	O&D log	ERROR imanage.token POST https://work.salter.example/auth/oauth2/token 404
oauth-not-offered	mail of an administrator	Our server is 10.2.0. It seems that it has no OAuth for third-party applications.
oauth-not-offered	browser	404 - File or directory not found. https://work.salter.example/auth/oauth2/authorize
oauth-not-offered	mail of support	The database schema is older than 10.2.1, so the work server does not support OAuth2 for external apps.
oauth-not-offered	O&D screen	The work server does not offer OAuth to applications.
oauth-not-offered	O&D API	409 {"failure":"oauth_not_offered"}
oauth-not-offered	mail of an administrator	In our Control Center 10.2.1 there is no place for third-party applications, and /auth/oauth2 does not exist on the server.
oauth-not-offered	IIS	GET /auth/oauth2/authorize response_type=code 443 - 404 0 2
oauth-not-offered	mail of a user	When I click Log in, an iManage page opens with "404 not found" in the path auth/oauth2/authorize.
oauth-not-offered	mail of support	10.2.1 passes the check for 10.2 but cannot do OAuth for external programs, they need 10.2.2.
oauth-not-offered	mail of an administrator	Has Work Server 10.2.1 an OAuth end point? /auth/oauth2/token gives 404 here.
oauth-not-offered	O&D log	ERROR imanage.authorize server=Oslo GET /auth/oauth2/authorize 404 the server offers no OAuth
oauth-not-offered	mail of support	OAuth for applications needs a newer schema of their database than they have.
oauth-not-offered	mail of an administrator	The authorize page does not exist on our server, we get a 404 from it. Is it too old for OAuth2?
oauth-not-offered	mail of support	OAuth2 not available on 10.2.0 of this customer, they must go to 10.2.2 or 10.4.
oauth-not-offered	O&D screen	This work server does not offer OAuth. Upgrade the server and its database schema.
oauth-not-offered	mail of support	/auth/oauth2/token is 404 on their 10.2.0, no OAuth for applications.
oauth-not-offered	mail of an administrator	There is no OAuth in our iManage release, is there another way to log in with O&D?
oauth-not-offered	mail of a user	iManage shows 404 when I log in. Admin says that our version has no such page.
outcome-unknown	user	The connection dropped while saving and I don't know whether it was saved
outcome-unknown	log	upload of version for ACTIVE!77.3: socket hang up after the request body was sent completely, no response was read; unclear whether the version exists
outcome-unknown	O&D log	2026-05-10T10:00:30Z ERROR imanage.save user=12 POST /work/api/v2/customers/1/folders/ACTIVE!90/documents connection lost after the whole body was sent, no response: it is not known whether the document was stored
outcome-unknown	mail of a user	The Wi-Fi dropped right while saving to iManage. O&D tells me that it does not know if the document arrived and that I should look before I save again.
outcome-unknown	O&D screen	The connection was lost before iManage confirmed the save. Check in iManage before you save again.
outcome-unknown	mail of a user	My train went into a tunnel while saving. Is the new version there or not?
outcome-unknown	O&D log	ERROR imanage.save POST .../documents connection reset after request body sent, outcome unknown
outcome-unknown	mail of a user	The save ran into an error in the middle, now I do not know if version 8 exists.
outcome-unknown	O&D log	ERROR imanage.save failure=outcome_unknown
outcome-unknown	mail of a user	When I saved, my internet broke down. O&D cannot say if the save was done.
outcome-unknown	O&D screen	The connection was lost before iManage said whether it was done. Look at the document in iManage before you repeat it.
outcome-unknown	mail of a user	I got a time-out at the very end of an upload. If I press Save again, will there be two documents?
outcome-unknown	mail of an administrator	The proxy was restarted during a save, the user asks whether his document is in iManage.
outcome-unknown	mail of a user	The connection broke just when I saved. Was the document stored in iManage?
outcome-unknown	mail of support	Their user saved twice since the first save got no reply; now there are two versions.
outcome-unknown	mail of support	Response to the upload never came, so it is open whether iManage stored it.
outcome-unknown	mail of a user	I closed my laptop in the middle of saving. Did iManage get my document?
outcome-unknown	O&D log	WARN imanage.save no response after the complete body was sent, state unknown
outcome-unknown	mail of support	Connection lost during the save, unclear whether it was stored.
outcome-unknown	mail of a user	The Wi-Fi failed when I was saving to iManage; is it saved or do I have to repeat it?
outcome-unknown	O&D log	WARN imanage.save connection lost after the body, outcome unknown
proxy-refused	curl	curl: (56) Received HTTP code 407 from proxy after CONNECT
proxy-refused	Node.js	Error: tunneling socket could not be established, statusCode=403
proxy-refused	Chromium	There is something wrong with the proxy server. ERR_PROXY_CONNECTION_FAILED
proxy-refused	Python requests	requests.exceptions.ProxyError: HTTPSConnectionPool(host='work.firm.example', port=443): Max retries exceeded (Caused by ProxyError('Cannot connect to proxy.'))
proxy-refused	Java	java.io.IOException: Unable to tunnel through proxy. Proxy returns "HTTP/1.1 407 Proxy Authentication Required"
proxy-refused	Squid	ERROR: The requested URL could not be retrieved. The following error was encountered while trying to retrieve the URL: https://work.arden.example/* Access Denied. Access control configuration prevents your request from being allowed at this time. Generated by proxy02 (squid/5.7)
proxy-refused	curl	curl: (56) CONNECT tunnel failed, response 407
proxy-refused	.NET	System.Net.Http.HttpRequestException: The proxy tunnel request to proxy 'http://proxy.quill.example:3128/' failed with status code '407'.
proxy-refused	Chrome	ERR_TUNNEL_CONNECTION_FAILED at https://work.sloane.example
proxy-refused	Zscaler	Sorry, your organization has blocked this site: work.cowley.example. Security policy: cloud storage. Zscaler
proxy-refused	Go	proxyconnect tcp: dial tcp 10.1.1.8:3128: connect: connection refused
proxy-refused	.NET	System.Net.Http.HttpRequestException: The proxy tunnel request to proxy 'http://proxy.hq.example:3128/' failed with status code '407'.\n   at System.Net.Http.HttpConnectionPool.EstablishProxyTunnelAsync(Boolean async, CancellationToken cancellationToken)\ntarget: work.harrow.example:443
proxy-refused	Java	java.io.IOException: Unable to tunnel through proxy. Proxy returns "HTTP/1.1 403 Forbidden"\n at java.base/sun.net.www.protocol.http.HttpURLConnection.doTunneling0(HttpURLConnection.java:2311)\n at com.oad.imanage.WorkClient.open(WorkClient.java:118) url=https://dms.severn.example/api
proxy-refused	curl	* Establish HTTP proxy tunnel to imanage.coldstream.example:443\n< HTTP/1.1 407 Proxy Authentication Required\n< Proxy-Authenticate: NTLM\n* CONNECT tunnel failed, response 407\ncurl: (56) CONNECT tunnel failed, response 407
proxy-refused	Fortinet	Web Page Blocked! The page you have requested has been blocked, because the URL work.thirsk.example is banned. FortiGuard Intrusion Prevention
proxy-refused	Node.js	tunneling socket could not be established, statusCode=403 for work.upton.example:443
proxy-refused	Squid	ERR_ACCESS_DENIED: Access control configuration prevents your request from being allowed at this time.
proxy-refused	mail of an administrator	The web proxy of our network wants a user name and password before it lets the connection to the work server through.
proxy-refused	Chrome	ERR_TUNNEL_CONNECTION_FAILED https://work.walton.example
proxy-refused	Python	requests.exceptions.ProxyError: HTTPSConnectionPool: Max retries exceeded (Caused by ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 403 Forbidden')))
proxy-refused	Zscaler	Sorry, you don't have permission to visit this site. Website blocked. Category: File sharing
proxy-refused	mail of an administrator	Outbound traffic of the connector goes through our proxy, and it asks for credentials (407).
proxy-refused	Java	java.io.IOException: Unable to tunnel through proxy. Proxy returns "HTTP/1.1 403 Forbidden"
proxy-refused	mail of a user	A page of our IT says "This web site is blocked by policy" when I open the iManage address.
proxy-refused	curl	curl: (97) cannot complete SOCKS5 connection to work.walton.example
proxy-refused	mail of an administrator	O&D is reached through our proxy; the proxy denies CONNECT to the work server's host.
proxy-refused	mail of a user	Our company's web filter shows a block page in place of the iManage sign-in.
proxy-refused	.NET	The proxy tunnel request to proxy 'http://proxy.quorn.example:8080/' failed with status code '407'.
proxy-refused	mail of support	407 from the customer's proxy on the way to the work server.
proxy-refused	mail of an administrator	The secure web gateway blocks the host of the work server as uncategorized.
proxy-refused	Node.js	Error: tunneling socket could not be established, statusCode=407
proxy-refused	Python	urllib3.exceptions.ProxyError: ('Unable to connect to proxy', OSError('Tunnel connection failed: 407 Proxy Authentication Required'))
proxy-refused	mail of support	Their proxy asks for a password (407).
proxy-refused	mail of a user	Our internet filter has blocked the iManage page.
proxy-refused	mail of an administrator	The outgoing proxy does not allow the host of the work server.
redirect-mismatch	log	Invalid redirect_uri: https://app.officeanddragons.example/callback is not registered for this client
redirect-mismatch	log	{"error":"invalid_request","error_description":"redirect_uri does not match the registered value"}
redirect-mismatch	RFC 6749	error: redirect_uri_mismatch
redirect-mismatch	user	iManage shows a page that says the redirect URL is invalid
redirect-mismatch	log	GET /auth/oauth2/authorize?client_id=abc&redirect_uri=https%3A%2F%2Fus.example%2Fcb HTTP/1.1 400 Bad Request
redirect-mismatch	browser	error: invalid_request, description: The redirect_uri in the request, https://us.officeanddragons.example/callback, is not one of those registered for the client.
redirect-mismatch	log	authorize refused: redirect URL mismatch, expected https://app.example.com/imanage/callback got https://app.example.com/imanage/callback/
redirect-mismatch	Keycloak-like page of the server	Invalid parameter: redirect_uri
redirect-mismatch	browser, screenshot's words	iManage\nInvalid redirect URI\nThe redirect_uri in the request, https://app.us.officeanddragons.com/settings/profile/integrations, is not registered for this application.
redirect-mismatch	mail of an administrator	We are a US customer. In Control Center > Authentication > Redirect URL I entered https://app.officeanddragons.com/settings/profile/integrations from the general article. On log in iManage shows that the redirect URL does not match.
redirect-mismatch	O&D log	2026-03-20T09:09:09Z ERROR imanage.token server=Lille 400 {"error":"invalid_grant","error_description":"redirect_uri does not match the one registered"}
redirect-mismatch	curl -v	> GET /auth/oauth2/authorize?response_type=code&client_id=0b6c1f7e&redirect_uri=https%3A%2F%2Fapp.officeanddragons.com%2Fsettings%2Fprofile%2Fintegrations%2F HTTP/2\n< HTTP/2 400\n{"error":"invalid_request","error_description":"Redirect URI mismatch"}
redirect-mismatch	iManage page	The redirect URL of the request does not match the registration of the application.
redirect-mismatch	iManage page	invalid redirect_uri
redirect-mismatch	O&D log	ERROR imanage.authorize 400 redirect_uri does not match any registered value
redirect-mismatch	mail of an administrator	I registered the US redirect URL in Control Center although we are on the EU deployment.
redirect-mismatch	mail of a user	After I click Log in, iManage shows an error page: Redirect URL mismatch.
redirect-mismatch	O&D screen	The Redirect URL registered on the work server is not the one of this Office & Dragons.
redirect-mismatch	API	{"error":"invalid_request","error_description":"redirect_uri does not match"}
redirect-mismatch	mail of an administrator	The redirect URL has a slash too many in the application's Authentication tab.
redirect-mismatch	mail of an administrator	We moved to the new O&D domain and the callback address in Control Center is still the old one.
redirect-mismatch	iManage page	Bad request: the value of redirect_uri is not one of the registered redirect URLs of this application.
redirect-mismatch	O&D log	ERROR imanage.authorize server=Leeds failure=redirect_mismatch
redirect-mismatch	mail of support	In their app the redirect URL was typed with http instead of https, so iManage refuses to send people back.
redirect-mismatch	mail of an administrator	Which Redirect URL do we have to enter for the UK deployment? With the present one iManage says that it does not match.
redirect-mismatch	mail of a user	The sign-in page shows nothing but "redirect_uri is invalid".
redirect-mismatch	mail of an administrator	A typing error in the Redirect URL of the application: .../calback instead of .../callback.
redirect-mismatch	mail of support	They registered the redirect URL of the old region, iManage shows "redirect uri mismatch".
redirect-mismatch	mail of an administrator	Must the Redirect URL be exactly the same, with upper and lower case? iManage refuses ours.
redirect-mismatch	API	400 {"error":"invalid_request","error_description":"Invalid redirect URI"}
redirect-mismatch	mail of a user	Error page of iManage after Log in: the return address is not allowed.
redirect-mismatch	mail of support	Redirect URL in their registration is that of another deployment.
redirect-mismatch	mail of an administrator	Sign-in page: "The redirect URL does not match". I typed it from the sheet by hand.
redirect-mismatch	mail of a user	iManage complains about a redirect address at log-in.
redirect-mismatch	O&D log	ERROR imanage.authorize 400 redirect url of the request is not the registered one
refresh-not-allowed	Centerbase	Error: couldn't get a refresh token
refresh-not-allowed	log	Token response has no refresh_token, user will be logged out in 30 minutes
refresh-not-allowed	JSON	{"access_token":"***","token_type":"Bearer","expires_in":1800,"refresh_token":null}
refresh-not-allowed	log	The authorization server did not return a refresh token
refresh-not-allowed	user	I have to sign in to iManage again every 30 minutes
refresh-not-allowed	mail of a user	I have to log in to iManage from O&D again every half hour. A colleague from IT says the application does not hand out refresh tokens.
refresh-not-allowed	log	no refresh_token in the answer of /auth/oauth2/token although offline access was asked for; Allow Refresh Token is off
refresh-not-allowed	Ruby, oauth2 gem	OAuth2::Error: A refresh_token is not available (token response had access_token, expires_in=1800 only)
refresh-not-allowed	O&D log	2026-04-10T08:00:00Z WARN imanage.token server=Kiel 200 {"access_token":"***","refresh_token":null,"expires_in":1800,"token_type":"Bearer"}: no refresh token
refresh-not-allowed	mail of a user	Every half hour O&D asks me to log in to iManage again, all day long. Our admin sees Allow Refresh Token: No on the application's page.
refresh-not-allowed	iManage Drive, screenshot's words	Your account cannot be added. Allow Refresh Token must be turned on in iManage Control Center. Contact your administrator.
refresh-not-allowed	Node.js, n8n	NodeApiError: The token answer did not contain refresh_token, the credential "iManage OAuth2" cannot be renewed\n    at Object.refreshOAuth2Token (/usr/lib/node_modules/n8n-core/src/utils.ts:1044:9)
refresh-not-allowed	mail of an administrator	Allow Refresh Token was switched off in Control Center by our security team, since then people have to log in all the time.
refresh-not-allowed	mail of a user	I have to log in to iManage again every half hour.
refresh-not-allowed	O&D log	WARN imanage.token response without refresh_token, expires_in=1800
refresh-not-allowed	mail of an administrator	Allow Refresh Token was No in the application's Authentication tab.
refresh-not-allowed	Python	KeyError: 'refresh_token'
refresh-not-allowed	O&D screen	Your iManage log-in has ended, and it cannot be renewed because Allow Refresh Token is off.
refresh-not-allowed	API	{"access_token":"...","token_type":"bearer","expires_in":1800,"refresh_token":""}
refresh-not-allowed	mail of a user	O&D throws me out of iManage 30 minutes after each log-in. Colleagues have the same.
refresh-not-allowed	mail of an administrator	Where is the setting Allow Refresh Token on 10.2? Users must sign in again several times a day.
refresh-not-allowed	O&D log	WARN imanage.refresh user=14 failure=refresh_not_allowed
refresh-not-allowed	Go	oauth2: token expired and refresh token is not set
refresh-not-allowed	iManage Drive	The account could not be added because the server did not return a refresh token.
refresh-not-allowed	mail of an administrator	Users are asked to log in to iManage every 30 minutes since we created the application with the default settings.
refresh-not-allowed	mail of a user	Why must I sign in to iManage so often? It holds for half an hour only.
refresh-not-allowed	O&D log	WARN imanage.token no refresh_token in the answer, log-in will end at 10:30
refresh-not-allowed	mail of support	Token answer lacks the refresh token, so they're logged out after the 30 minutes of the access token.
refresh-not-allowed	mail of an administrator	What does "Allow Refresh Token" do? It is off here and people complain about logging in all day long.
refresh-not-allowed	mail of a user	Several times per day I get "log in again" for iManage, always half an hour after the last time.
refresh-not-allowed	mail of support	No refresh token is issued, Allow Refresh Token must be Yes.
refresh-not-allowed	mail of an administrator	Users have to log in again each half hour, what is set wrongly in Control Center?
refresh-not-allowed	mail of a user	After 30 minutes O&D has lost the iManage log-in, every time.
refresh-not-allowed	O&D log	WARN imanage.token refresh_token missing in the token answer
refresh-not-allowed	mail of a user	users are logged out after 30 minutes
secret-refused	Chromium	POST https://work.firm.example/auth/oauth2/token 401 (Unauthorized)
secret-refused	RFC 6749	{"error":"invalid_client","error_description":"Client authentication failed"}
secret-refused	Python requests	requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: https://work.firm.example/auth/oauth2/token
secret-refused	curl -v	> POST /auth/oauth2/token HTTP/1.1\n> Host: work.firm.example\n< HTTP/1.1 401 Unauthorized
secret-refused	oauthlib	oauthlib.oauth2.rfc6749.errors.InvalidClientError: (invalid_client) The client secret is wrong
secret-refused	log	Token exchange failed: invalid_client (bad client_secret)
secret-refused	user	iManage says the client secret has expired
secret-refused	log of O&D	WARN imanage.token server=Leeds POST https://work.hale.example/auth/oauth2/token -> 401 {"error":"invalid_client","error_description":"Client authentication failed"}
secret-refused	Java, Spring Security	[invalid_token_response] An error occurred while attempting to retrieve the OAuth 2.0 Access Token Response: 401 Unauthorized: [no body] from https://work.drew.example/auth/oauth2/token
secret-refused	mail of an administrator	We rotated the client secret in Control Center yesterday evening. Since this morning nobody can log in to iManage from Office & Dragons.
secret-refused	mail of an administrator	The log in goes through up to the iManage page, then O&D says that the client secret is wrong. I copied it from the mail, maybe with a blank at its end.
secret-refused	Postman	POST https://work.dunster.example/auth/oauth2/token\nStatus: 401\n{"error":"invalid_client"}
secret-refused	O&D log, JSON	{"ts":"2026-03-21T10:00:00Z","evt":"imanage.token","server":"Bern","grant_type":"authorization_code","status":400,"body":{"error":"invalid_client","error_description":"Client authentication failed"}}
secret-refused	nginx access log	198.51.100.9 - - [22/Mar/2026:08:15:44 +0000] "POST /auth/oauth2/token HTTP/1.1" 401 87 "-" "OfficeAndDragons/5.2" rt=0.041
secret-refused	Java, Spring Security	org.springframework.security.oauth2.core.OAuth2AuthorizationException: [invalid_client] Client authentication failed: bad client secret\n at org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler.handleError(OAuth2ErrorResponseErrorHandler.java:63)\n at com.oad.imanage.TokenEndpoint.exchange(TokenEndpoint.java:70) host=work.locarno.example
secret-refused	mail of an administrator	Yesterday we generated a new API Secret for Office & Dragons in Control Center and did not tell you. Today all users get invalid_client when O&D tries to log in or refresh.
secret-refused	.NET, IdentityModel	warn: Oad.Imanage.Tokens[31] ProtocolResponse IsError=True Error=invalid_client HttpStatusCode=Unauthorized TokenEndpoint=https://dms.aarhus.example/auth/oauth2/token attempt=1
secret-refused	MuleSoft	OAuth2: Access token request to https://work.verwood.example/auth/oauth2/token failed with status code 401 - invalid_client
secret-refused	O&D log	ERROR imanage.token POST /auth/oauth2/token 401 {"error":"invalid_client"}
secret-refused	mail of an administrator	We generated a new client secret yesterday, and since then all logins fail with invalid_client.
secret-refused	Spring	[invalid_token_response] An error occurred while attempting to retrieve the OAuth 2.0 Access Token Response: 401 Unauthorized: [no body]
secret-refused	mail of an administrator	I think I copied the Client Secret with a blank at the end, the server refuses it.
secret-refused	O&D screen	The work server refuses the API Secret / Client Secret that was entered for it.
secret-refused	API	{"error":"invalid_client","error_description":"Bad client credentials"}
secret-refused	mail of an administrator	The client secret ran out last night; do I have to make a new one and where do I enter it?
secret-refused	Python	oauthlib.oauth2.rfc6749.errors.InvalidClientError: (invalid_client) Client authentication failed
secret-refused	mail of an administrator	I pasted the hash of the secret instead of the secret from Control Center into O&D.
secret-refused	Postman	401 Unauthorized POST https://work.thorne.example/auth/oauth2/token {"error":"invalid_client"}
secret-refused	O&D log	ERROR imanage.token server=Leeds failure=secret_refused
secret-refused	mail of an administrator	The application is registered as native and public, there is no secret at all; O&D sends one and is turned away.
secret-refused	mail of a user	All of us cannot log in since Monday, the admin says he renewed the key of the app in Control Center but did not change it in O&D.
secret-refused	mail of an administrator	Is it possible that the secret in O&D is an old one? I regenerated it in Control Center in spring.
secret-refused	mail of support	Token end point: 401, the customer pasted the Client ID into the secret field too.
secret-refused	Go	oauth2: cannot fetch token: 401 Unauthorized Response: {"error":"invalid_client"}
secret-refused	mail of an administrator	Our application's secret has an expiry of one year, which was last week. All log-ins fail since.
secret-refused	mail of support	invalid_client from the token end point since their admin made a new secret.
secret-refused	mail of an administrator	How do I enter the new Client Secret in O&D? The old one is not valid any more.
secret-refused	mail of a user	Nobody can log in to iManage from O&D. The error speaks of a client secret.
secret-refused	Ruby	OAuth2::Error invalid_client: Client authentication failed due to unknown client authentication
secret-refused	mail of support	401 invalid_client at the token end point, the secret in O&D is wrong or expired.
secret-refused	mail of an administrator	Log-in stops working each year when the client secret expires. Can it be longer?
secret-refused	mail of an administrator	I think I saved the wrong secret in O&D: log-ins end with "client authentication failed".
secret-refused	O&D screen	iManage does not accept the Client Secret. Generate a new one and enter it.
server-duplicate	O&D	This work server already exists for your organization
server-duplicate	user	We have added the same server twice
server-duplicate	O&D settings	A server with the URL https://work.reid.example was already added
server-duplicate	mail of an administrator	I wanted to add our London server again under another name, O&D says a server with the same URL https://work.oakeshott.example is already in the list.
server-duplicate	O&D log	2026-03-10T08:00:00Z INFO settings.add_server org=15 name="Main" rejected: this work server has been added before (server_id=4)
server-duplicate	O&D screen	A server with this URL is already listed for your organization.
server-duplicate	mail of a user	Adding the server fails: it is on the list already, says the message, though a colleague swears he removed it.
server-duplicate	O&D API	409 {"failure":"server_duplicate","url":"https://work.keats.example"}
server-duplicate	mail of an administrator	Can we have https://work.keats.example two times in Settings > Organization > iManage, once for London, once for Paris? The second one is refused as existing.
server-duplicate	O&D screen	You have added this work server before. Edit the existing one.
server-duplicate	mail of an administrator	I tried to add https://work.hexham.example once more with the new secret, but it says the server exists.
server-duplicate	O&D log	WARN settings.add_server url=https://work.hexham.example failure=server_duplicate
server-duplicate	mail of a user	Why am I not allowed to add the same iManage URL a second time with other credentials?
server-duplicate	mail of support	The admin of London and the admin of Paris both added the same server URL; the second got an error.
server-duplicate	O&D screen	This URL is in your list of servers already.
server-duplicate	mail of an administrator	It refuses our server because we have it in the list, under the name "Old test".
server-duplicate	mail of a user	"This server exists in your organization." What does it mean, can't I add it again?
server-duplicate	mail of a user	I clicked Add twice and the second time it said the server is there already.
server-duplicate	mail of support	Same work server URL as an existing entry, differing in upper case only.
server-duplicate	O&D log	WARN settings.add_server duplicate of server id=4
server-duplicate	mail of an administrator	I deleted nothing and only wanted to re-add the server; there can be only one entry for the URL, it says.
server-duplicate	O&D screen	There is an entry for this work server already. Change that one.
server-duplicate	mail of support	The server is listed twice in their request; the URL must be unique within an organization.
server-not-announced	mail of an administrator	I added the server in O&D last week and nothing happens, log in stays grey. Nobody at our firm wrote to Office & Dragons about it, was that needed? The page says O&D has not been told of this server yet.
server-not-announced	O&D log	2026-03-12T10:00:00Z INFO imanage.login user=301 server="Antwerp" refused state=not_announced
server-not-announced	mail of a user	Log in is grey, the server list shows "Added", and nobody has written to the O&D chat about it.
server-not-announced	O&D screen	London: added. Contact us in the chat so that we can review this server.
server-not-announced	mail of support	They registered the new server two weeks ago, but never contacted us, so no review was begun.
server-not-announced	mail of an administrator	We forgot to send the mail to Office & Dragons that the new server had been created.
server-not-announced	O&D screen	The server was added, but Office & Dragons does not know of it yet. Contact us in the help chat.
server-not-announced	mail of an administrator	We added the server last week. I read now that one has to inform Office & Dragons by chat or mail, which I did not do.
server-not-announced	O&D log	WARN imanage.login user=9 server=Leeds failure=server_not_announced
server-not-announced	mail of support	No message came from this customer after the server had been added, so it was never put into the review list.
server-not-announced	O&D API	409 {"failure":"server_not_announced","message":"Tell Office & Dragons that the server was added."}
server-not-announced	mail of a user	Next to our server it says "Let us know". Nobody here has done so, I think.
server-not-announced	mail of an administrator	Server is saved in the settings. Next step says "contact Office & Dragons". We did not do this step.
server-not-announced	mail of a user	Nobody told Office & Dragons about our new server yet, could that be why I cannot log in?
server-not-announced	O&D log	INFO imanage.login refused server=London state=added (not announced)
server-not-announced	O&D screen	One step is missing: tell Office & Dragons that you added this server.
server-not-announced	mail of an administrator	Do you see automatically that we added a server or must we write to you? We did not write, and log-in says something about contacting you.
server-not-announced	mail of support	Server added 3 March, no contact by chat or e-mail since. They ask why log-in is not offered.
server-not-announced	mail of an administrator	We set up the server on Thursday. I just see the hint that we have to let you know about it.
server-not-announced	mail of support	The customer forgot to contact us after adding the server.
server-not-announced	O&D screen	Oslo was added. Please let Office & Dragons know.
server-not-announced	mail of a user	Next step after adding a server: write to O&D. Did our admin do that? The server is still in state "added".
server-not-validated	O&D	Office & Dragons has not confirmed the server yet; it is pending validation
server-not-validated	O&D	server 3 status: pending
server-not-validated	user	Our server is still awaiting confirmation by O&D
server-not-validated	mail of an administrator	How long does it take until you confirm our server? It still stands as pending in the list.
server-not-validated	mail of a user	The Log in button says "This server is waiting for confirmation by Office & Dragons". Our admin told you on Monday that it was added.
server-not-validated	O&D log	2026-03-13T09:30:00Z INFO imanage.login user=17 server="Ghent" refused state=pending, review not finished
server-not-validated	O&D screen	This server is waiting for the confirmation by Office & Dragons. You can log in after that.
server-not-validated	mail of a user	Since Monday our server shows "in review". How long does the confirmation take until we can log in?
server-not-validated	O&D log	INFO imanage.login user=9 server=Leeds refused: server_not_validated
server-not-validated	mail of an administrator	We wrote to you in the help chat, but the server has not been approved so far and users cannot log in.
server-not-validated	O&D screen	Office & Dragons has not confirmed this server yet.
server-not-validated	mail of an administrator	I announced the new server to you on Friday. It is still unvalidated, when can our people start?
server-not-validated	O&D API	409 {"failure":"server_not_validated","server":"Leeds"}
server-not-validated	mail of support	Their server waits in our queue for the review, so log-in is not possible yet.
server-not-validated	mail of a user	The log-in button is disabled with the hint "awaiting validation by Office & Dragons".
server-not-validated	O&D log	WARN imanage.login server=Leeds state=announced confirmed=false
server-not-validated	mail of a user	We are waiting for your OK for our server since last week.
server-not-validated	mail of an administrator	I told you by chat about the server this morning. Log-in says that it has still to be confirmed.
server-not-validated	O&D screen	Confirmation by Office & Dragons is outstanding. You will get a message.
server-not-validated	mail of an administrator	We have informed you of the server. How long does it take until you have validated it?
server-not-validated	mail of support	Please confirm the server of Cedar LLP, it has been in the queue since Tuesday and their users wait.
server-not-validated	O&D log	INFO imanage.login refused, server 31 has not been confirmed
server-not-validated	mail of a user	"Not confirmed yet" is what I see beside the server, and no log-in.
server-not-validated	mail of an administrator	Is there anything left to do for us? The server has been announced but is not validated.
server-not-validated	mail of a user	When will O&D confirm our new server? I cannot log in to iManage until then.
server-not-validated	O&D screen	Under review by Office & Dragons.
server-not-validated	mail of support	Confirmation of the new server is still missing from our side.
server-rejected	mail of an administrator	We got the notice that O&D reviewed our new iManage server and rejected it, reason: the address cannot be reached from outside. What must we do so that it is confirmed?
server-rejected	O&D log	2026-03-14T16:45:00Z INFO imanage.login user=9 server="Basel" refused state=rejected reason="certificate of the test system"
server-rejected	O&D screen	Office & Dragons has reviewed this server and has declined it: the certificate is self-made.
server-rejected	mail of an administrator	Our server was turned down in your review. Which reason was given?
server-rejected	O&D log	INFO review server=Leeds result=rejected reviewer=mm reason="work server 9.5"
server-rejected	mail of a user	The server's state is Rejected in the list.
server-rejected	O&D screen	Office & Dragons did not confirm this server. Reason: the URL cannot be reached.
server-rejected	mail of an administrator	We got your mail that our server did not pass the review. I have corrected the firewall, please look again.
server-rejected	O&D API	409 {"failure":"server_rejected","reason":"certificate is not public"}
server-rejected	mail of support	We rejected the server since it was older than 10.2; the customer asks why he can't log in.
server-rejected	mail of a user	Log-in is blocked, the server list says "not confirmed: see reason".
server-rejected	O&D log	WARN imanage.login server=Leeds failure=server_rejected
server-rejected	mail of an administrator	You did not accept our server. The note says the version is too low; we have upgraded meanwhile, please review again.
server-rejected	mail of a user	Our server has the status "rejected" and I can't log in.
server-rejected	O&D log	INFO servers.review id=31 decision=reject by=staff.anna note="no public certificate"
server-rejected	mail of a user	It says: your server was not confirmed because the address cannot be reached from the internet.
server-rejected	mail of an administrator	What do we have to change, since the review of our server had a negative result?
server-rejected	O&D screen	Rejected: the work server's version is too old. Correct this and tell us again.
server-rejected	mail of an administrator	Office & Dragons refused our server: reason "self-signed certificate". What next?
server-rejected	mail of a user	Beside our server stands "rejected by Office & Dragons".
server-rejected	mail of support	I declined the server in the review because of its URL, customer asks again.
server-unavailable	nginx	<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>
server-unavailable	IIS	HTTP Error 503. The service is unavailable.
server-unavailable	Azure	504 Gateway Timeout from Microsoft-Azure-Application-Gateway/v2
server-unavailable	axios	Request failed with status code 503
server-unavailable	Python requests	requests.exceptions.HTTPError: 502 Server Error: Bad Gateway for url: https://work.firm.example/work/api/v2/customers/1/libraries
server-unavailable	envoy	upstream connect error or disconnect/reset before headers. reset reason: connection failure
server-unavailable	log	POST https://work.firm.example/auth/oauth2/token responded 503 Service Unavailable
server-unavailable	Entra application proxy	BadGateway: This corporate app can't be accessed.
server-unavailable	Entra application proxy	GatewayTimeout. This corporate app can't be accessed right now. Please try again later.
server-unavailable	nginx	2026/10/03 09:12:44 [error] 31#31: *7 connect() failed (111: Connection refused) while connecting to upstream, client: 198.51.100.4, request: "GET /work/api/v2/customers/1/libraries HTTP/1.1"
server-unavailable	nginx	[error] upstream timed out (110: Connection timed out) while reading response header from upstream, server: dms.firm.example
server-unavailable	Apache	AH01114: HTTP: failed to make connection to backend: 10.0.0.9
server-unavailable	HAProxy	503 Service Unavailable: No server is available to handle this request.
server-unavailable	Cloudflare	Error 521: Web server is down. Cloudflare Ray ID 7d1
server-unavailable	Cloudflare	dms.firm.example | 525: SSL handshake failed, error code: 525
server-unavailable	log	GET https://dms.firm.example/api 522
server-unavailable	HAProxy	<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>
server-unavailable	Cloudflare	Error 522: Connection timed out. The initial connection between Cloudflare's network and the origin web server timed out. work.jessop.example
server-unavailable	AWS ALB	HTTP/1.1 502 Bad Gateway\nServer: awselb/2.0\nContent-Type: text/html\n\n<center><h1>502 Bad Gateway</h1></center>
server-unavailable	Envoy	upstream connect error or disconnect/reset before headers. reset reason: connection failure, transport failure reason: delayed connect error: 111
server-unavailable	IIS	HTTP Error 503. The service is unavailable. The application pool of the work server is stopped.
server-unavailable	Traefik	502 Bad Gateway for https://work.abbott.example/api, backend not reachable
server-unavailable	Azure Front Door	Our services aren't available right now. We're working to restore all services as soon as possible. work.birch.example
server-unavailable	O&D log	2026-11-03T07:00:02Z ERROR imanage.browse server=Leeds GET /work/api/v2/customers/1/libraries -> 503 after 3 tries
server-unavailable	IIS with ARR	HTTP Error 502.3 - Bad Gateway\nThere was a connection error while trying to route the request.\nModule: ApplicationRequestRouting   Handler: ARR_RewriteProxy   Error Code: 0x80072efd\nRequested URL: https://work.danforth.example:443/work/api/v2/customers/1/libraries
server-unavailable	Microsoft Entra application proxy	This corporate app can't be accessed.\niManage Work (External) isn't available right now. Try again later.\nStatus code: GatewayTimeout\nTransaction ID: 71f0a0c8-2d5e-4f7e-9d43-0b1c8c2de311   Connector Group: Default
server-unavailable	nginx error log	2026/09/12 11:08:31 [error] 3121#3121: *88123 upstream prematurely closed connection while reading response header from upstream, client: 198.51.100.9, server: dms.wolverton.example, request: "GET /work/api/v2/customers/1/libraries HTTP/1.1", upstream: "https://10.20.0.15:443/work/api/v2/customers/1/libraries"
server-unavailable	AWS load balancer page	<html><head><title>503 Service Temporarily Unavailable</title></head><body><center><h1>503 Service Temporarily Unavailable</h1></center></body></html>\n-- pasted from O&D's console, GET https://imanage.tidewater.example/api, Retry 2 of 3
server-unavailable	Cloudflare page, mail of a user	All of us see "Error 522 Connection timed out. The web server is not returning a connection" with a cloud and a red cross at Host, when we open documents from imanage.arkwright.example. Ray ID: 8d21aa7fce1e3c90.
server-unavailable	Java, Apache HttpClient	14:11:50 ERROR WorkApi - GET /work/api/v2/customers/1/documents/ACTIVE!8841.2 -> HTTP/1.1 504 Gateway Time-out, body 160 bytes text/html, node lb-2, correlation 9a77
server-unavailable	Kong	{"message":"failure to get a peer from the ring-balancer"} 503 https://work.redcar.example/api
server-unavailable	Akamai	An error occurred while processing your request. Reference #30.1a2b 503 Service Unavailable - DNS failure of origin work.saltash.example
server-unavailable	nginx	502 Bad Gateway nginx/1.24.0
server-unavailable	HAProxy	503 Service Unavailable No server is available to handle this request.
server-unavailable	mail of a user	iManage is down for maintenance tonight and O&D cannot reach it, says the banner.
server-unavailable	Apache	Proxy Error: The proxy server received an invalid response from an upstream server.
server-unavailable	Cloudflare	Error 522 Connection timed out. The origin web server is not responding.
server-unavailable	O&D screen	The work server, or a proxy in front of it, cannot answer at the moment.
server-unavailable	mail of an administrator	The work server is restarted every night at 3, during this time O&D jobs fail.
server-unavailable	O&D log	WARN imanage.browse GET /work/api/v2/customers/1/libraries 503 Retry-After: 120
server-unavailable	Entra application proxy	Gateway Timeout: The connector could not reach the on-premises application in time.
server-unavailable	mail of a user	iManage itself shows "temporarily not available, please try again later" today, and O&D too.
server-unavailable	API	{"error":{"code":"NRC_SERVICE_UNAVAILABLE","code_message":"The service is temporarily unavailable"}}
server-unavailable	mail of an administrator	Application pool of the Work server in IIS has crashed, all requests end in 503.
server-unavailable	O&D log	ERROR imanage.token POST /auth/oauth2/token 500 Internal Server Error
server-unavailable	mail of a user	"iManage Work is undergoing maintenance." When will it be back?
server-unavailable	mail of an administrator	The load balancer has no healthy node of the Work Server, it sends 503 to everyone.
server-unavailable	AWS ALB	502 Bad Gateway awselb/2.0 https://work.pinner.example/work/api/v2
server-unavailable	O&D log	WARN imanage.open GET /work/api/v2/customers/1/documents/ACTIVE!4.1 504
server-unavailable	mail of a user	Everything that has to do with iManage gives an error since 9 o'clock; our IT says the server crashed.
server-unavailable	mail of an administrator	We reboot the work server for patches on Sunday night. Will O&D retry by itself?
server-unavailable	mail of support	503 with Retry-After from their gateway, the backend is stopped.
server-unavailable	IIS	HTTP Error 502.3 - Bad Gateway. There was a connection error while trying to route the request.
server-unavailable	mail of support	Gateway answers 502/503 for the customer's work server.
server-unavailable	mail of an administrator	The work server's database is down, so all calls fail with an internal error.
server-unavailable	mail of a user	iManage is not available right now, says O&D. In the morning it was.
server-unavailable	O&D log	WARN imanage.browse status=502 server=Oslo proxy=nginx
server-unavailable	mail of an administrator	We're migrating the work server this weekend and it will be offline; O&D shows errors.
session-expired	axios	Request failed with status code 401: GET https://work.firm.example/work/api/v2/customers/1/libraries/ACTIVE/documents/ACTIVE!453.1
session-expired	iManage	X-Auth-Token is invalid or missing
session-expired	RFC 6749	POST /auth/oauth2/token grant_type=refresh_token 400 {"error":"invalid_grant"}
session-expired	log	Refresh token has expired, please log in again
session-expired	RFC 6750	WWW-Authenticate: Bearer error="invalid_token", error_description="The access token expired"
session-expired	log	GET /work/api/v2/customers/1/recent-documents returned 401
session-expired	user	Your iManage session has expired
session-expired	oauthlib	oauthlib.oauth2.rfc6749.errors.TokenExpiredError: (token_expired) token expired
session-expired	IIS	#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken\n2026-10-03 09:12:44 10.0.0.5 GET /work/api/v2/customers/1/libraries - 443 - 198.51.100.4 OfficeAndDragons 401 0 0 12
session-expired	IIS	2026-10-03 09:12:44 10.0.0.5 GET /work/api/v2/customers/1/documents/ACTIVE!12.1 - 443 - 198.51.100.4 axios/1.6 - 401 1 2148074254 403
session-expired	access log	"GET /work/api/v2/customers/1/recent-documents HTTP/2.0" 401 404 "-" "node"
session-expired	IIS	#Fields: time cs-method cs-uri-stem sc-status sc-win32-status s-port\n09:12:44 GET /work/api/v2/customers/1/workspaces 401 503 443
session-expired	log	GET https://work.cobb.example/work/api/v2/customers/1/libraries -> 401 {"error":{"code":"NRC_SESSION_EXPIRED","message":"X-Auth-Token is invalid or missing"}}
session-expired	Java	feign.FeignException$Unauthorized: [401 Unauthorized] during [GET] to [https://work.rusk.example/work/api/v2/customers/1/documents/ACTIVE!44.1]
session-expired	mail of a user	I left O&D open over lunch and now every click in the iManage list says my session has ended and I should log in again.
session-expired	Postman	GET https://work.ewart.example/work/api/v2/customers/1/users/me\n401 Unauthorized
session-expired	O&D log	WARN imanage.refresh server=Leeds user=12 POST /auth/oauth2/token grant_type=refresh_token -> 400 {"error":"invalid_grant"}
session-expired	Ruby, Faraday	Faraday::UnauthorizedError: the server responded with status 401 -- get https://dms.ystad.example/api/v2/customers/1/libraries/ACTIVE/recent-documents\nbody: {"error":{"message":"X-Auth-Token is invalid or missing"}}
session-expired	IIS log	2026-04-12 10:30:05 10.1.1.4 GET /work/api/v2/customers/1/libraries/ACTIVE/workspaces limit=50 443 - 198.51.100.9 OfficeAndDragons/5.2 401 0 0 12
session-expired	O&D log	2026-04-13T06:00:00Z WARN imanage.refresh user=71 server=Vaasa grant_type=refresh_token 400 error=invalid_grant error_description="refresh token expired" last_login=2025-04-10
session-expired	mail of a user	O&D worked in the morning and after lunch it tells me that my iManage session has expired and I should log in again at Settings > Profile.
session-expired	Python, requests	requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: https://work.varberg.example/work/api/v2/customers/1/libraries/ACTIVE/folders/ACTIVE!55/children
session-expired	O&D log	WARN imanage.open user=31 GET /work/api/v2/customers/1/documents/ACTIVE!40.2 401, refresh refused: token revoked
session-expired	O&D screen	Your iManage log-in has ended. Log in again.
session-expired	O&D log	WARN imanage.open GET /work/api/v2/customers/1/documents/ACTIVE!7.1 401 X-Auth-Token is invalid or missing
session-expired	mail of a user	After a year it asks me to log in to iManage again. Why?
session-expired	O&D log	ERROR imanage.refresh invalid_grant refresh token expired or revoked
session-expired	O&D log	WARN imanage.open failure=session_expired
session-expired	API	{"error":{"code":"NRC_UNAUTHENTICATED","code_message":"X-Auth-Token is invalid or missing"}}
session-expired	mail of a user	After I logged out of iManage everywhere, O&D asks me to log in again.
session-expired	mail of a user	I had not used O&D for months, and today I must log in to iManage once more.
session-expired	API	HTTP/1.1 401 Unauthorized WWW-Authenticate: Bearer error="invalid_token", error_description="The access token expired"
session-expired	mail of an administrator	We restarted the work server's cache, and since then everybody had to log in again in O&D.
session-expired	O&D log	ERROR imanage.refresh 400 invalid_grant: refresh token has been revoked
session-expired	mail of a user	O&D says my iManage log-in has ended, although yesterday everything was fine.
session-expired	API	401 {"error":{"code":"NRC_SESSION_EXPIRED","code_message":"Your session has expired"}}
session-expired	mail of an administrator	An admin revoked all tokens in iManage; everybody had to log in anew.
session-expired	mail of a user	I was on leave for three weeks, and iManage wants a new log-in in O&D.
session-expired	mail of support	401 on every call and the refresh is refused: the refresh token was revoked.
session-expired	mail of a user	O&D shows "log in again" for iManage. What happened? I did not log out.
session-expired	Python	401 Client Error: Unauthorized for url: https://work.gorse.example/work/api/v2/customers/1/libraries
session-expired	mail of support	Refresh token has run out after its 365 days.
session-expired	mail of a user	iManage has ended my log-in, O&D asks me to do it again.
session-expired	O&D log	WARN imanage.api 401, refresh refused, user has to log in again
session-expired	mail of an administrator	All users must log in again since the iManage cluster failed over at night.
sign-in-cancelled	RFC 6749	error=access_denied&error_description=The user cancelled the request
sign-in-cancelled	log	OAuth popup_closed_by_user
sign-in-cancelled	RFC 6749	access_denied: the resource owner denied the request
sign-in-cancelled	log	callback received error=access_denied&error_description=The+user+denied+the+request
sign-in-cancelled	mail of a user	I pressed Cancel on the iManage page by mistake and now O&D shows an error.
sign-in-cancelled	O&D log	2026-04-01T08:20:00Z INFO imanage.callback user=44 server=Genoa query="error=access_denied&error_description=The+user+cancelled+the+request&state=k2"
sign-in-cancelled	mail of a user	I closed the iManage sign-in by pressing Cancel because my phone rang, and O&D now says the sign-in was cancelled. How do I start it again?
sign-in-cancelled	O&D log	WARN imanage.callback error=access_denied error_description=The user cancelled
sign-in-cancelled	mail of a user	I closed the iManage window before I had typed my password. Now O&D says it was cancelled.
sign-in-cancelled	O&D screen	The sign-in to iManage was cancelled. Log in again.
sign-in-cancelled	mail of a user	I clicked Back on the iManage sign-in page because I wanted another user.
sign-in-cancelled	mail of a user	The iManage window asked for consent and I clicked No.
sign-in-cancelled	O&D log	WARN imanage.callback failure=sign_in_cancelled
sign-in-cancelled	URL	https://app.example/imanage/callback?error=access_denied&error_description=Cancelled+by+user&state=x1
sign-in-cancelled	mail of a user	I closed the sign-in tab by mistake and now O&D shows that the log-in was broken off.
sign-in-cancelled	JavaScript	Error: popup_closed_by_user
sign-in-cancelled	mail of a user	I pressed Cancel in the iManage dialog since I did not know my password.
sign-in-cancelled	mail of a user	I broke off the sign-in because the phone rang, and then O&D showed an error about it.
sign-in-cancelled	mail of a user	On the page "Allow Office & Dragons to access your account?" I chose Deny.
sign-in-cancelled	mail of a user	I changed my mind and pressed Cancel during the iManage sign-in.
sign-in-cancelled	mail of support	access_denied, user clicked Cancel on the consent page.
sign-in-cancelled	O&D log	INFO imanage.callback user=14 the user cancelled the sign-in
sign-in-cancelled	mail of support	User cancelled at the iManage page.
sign-in-cancelled	mail of a user	I pressed "Cancel" by accident when iManage asked for my password.
sign-in-cancelled	O&D log	INFO imanage.callback error=access_denied (cancelled)
sign-in-refused	iManage	User ID or password is incorrect
sign-in-refused	log	PUT https://work.firm.example/api/v1/session/login 401 Unauthorized
sign-in-refused	log	Login failed: invalid username or password for user ADA
sign-in-refused	LDAP	Logon failure: unknown user name or bad password
sign-in-refused	iManage sign-in page	Invalid user name or password. Please try again.
sign-in-refused	mail of a user	The iManage sign-in page says that my user name or password is incorrect, but I can sign in to Windows with it.
sign-in-refused	browser, mail of a user	iManage keeps saying that the user name or password is incorrect when I sign in from O&D. I typed it three times, no single sign-on at our firm.
sign-in-refused	iManage Work Server log	2026-04-02 09:15:12,001 WARN [auth] login failed user=HDUPONT client=Office & Dragons reason=invalid credentials, returned 401 to /auth/login
sign-in-refused	iManage page	The user ID or password is incorrect.
sign-in-refused	iManage page	Invalid user ID or password. Try again.
sign-in-refused	mail of a user	iManage does not accept my password, although it works in Outlook... I have reset it yesterday.
sign-in-refused	iManage log	WARN auth login failed user=KLEE reason=bad_password ip=203.0.113.5
sign-in-refused	mail of a user	On the sign-in page of the work server it says that user name or password is wrong.
sign-in-refused	O&D screen	The work server refused the sign-in.
sign-in-refused	iManage page	Login failed. Please check your user name and password.
sign-in-refused	mail of a user	My password was changed by IT. Now iManage does not let me in when I log in from O&D.
sign-in-refused	O&D log	WARN imanage.callback failure=sign_in_refused
sign-in-refused	iManage log	INFO [auth] authentication failed for MLOPEZ: bad password
sign-in-refused	mail of a user	It keeps asking for user and password, whatever I type is wrong it says.
sign-in-refused	API	POST /api/v1/session/login 401 {"error":{"code":"NRC_LOGIN_FAILED","code_message":"Invalid user or password"}}
sign-in-refused	mail of a user	iManage's sign-in page: "The credentials you entered are not correct".
sign-in-refused	mail of a user	I have two accounts and do not know which password is for iManage. It refuses all that I tried.
sign-in-refused	mail of an administrator	The user mistypes his network password on the iManage page, the log shows bad password.
sign-in-refused	mail of a user	Which password does the iManage page want? Mine from Windows is not accepted.
sign-in-refused	mail of support	The user gets "invalid username or password" on iManage's page.
sign-in-refused	iManage page	User ID or password not valid.
sign-in-refused	mail of an administrator	A user cannot sign in at the work server; it says wrong password even after the reset.
sign-in-refused	mail of support	Wrong iManage password according to the user's screenshot.
sign-in-refused	mail of a user	My user name and password are refused by iManage.
sign-in-refused	mail of an administrator	The new user's password has not reached iManage yet, his sign-in is refused.
sign-in-refused	O&D log	WARN imanage.session login refused for user: bad credentials
single-sign-on-failed	Entra ID	AADSTS50011: The redirect URI 'https://work.firm.example/auth/oidc/callback/1' specified in the request does not match the redirect URIs configured for the application 'iManage Work'.
single-sign-on-failed	Entra ID	AADSTS7000222: The provided client secret keys for app '1234' are expired.
single-sign-on-failed	Entra ID	AADSTS50105: Your administrator has configured the application iManage Work to block users unless they are specifically granted access.
single-sign-on-failed	Entra ID	AADSTS700016: Application with identifier 'abc' was not found in the directory 'Firm LLP'.
single-sign-on-failed	Entra ID	AADSTS53003: Access has been blocked by Conditional Access policies.
single-sign-on-failed	Okta	User is not assigned to the client application.
single-sign-on-failed	Okta	okta: access_denied, Policy evaluation failed for this request, please check the policy configurations.
single-sign-on-failed	AD FS	MSIS7007: The requested relying party trust 'https://work.firm.example' is unspecified or unsupported.
single-sign-on-failed	AD FS	Encountered error during federation passive request. MSIS3127: The specified request failed.
single-sign-on-failed	SAML	SAML response validation failed: the signing certificate has expired
single-sign-on-failed	SAML	SAML assertion is not yet valid or has expired; check clock skew
single-sign-on-failed	SAML	urn:oasis:names:tc:SAML:2.0:status:Responder / AuthnFailed
single-sign-on-failed	log	Error: the identity provider returned an error: invalid audience
single-sign-on-failed	Entra ID	You can't get there from here. Your device must be managed by Firm LLP.
single-sign-on-failed	Entra ID	Your sign-in was successful but does not meet the criteria to access this resource. Error Code: 53000
single-sign-on-failed	user	Since our identity team rolled the token signing certificate nobody can sign in
single-sign-on-failed	Entra ID	AADSTS50105: Your administrator has configured the application iManage Work ('6b1e…') to block users unless they are specifically granted ('assigned') access to the application.
single-sign-on-failed	Entra ID	AADSTS700016: Application with identifier 'https://work.bower.example' was not found in the directory 'Bower LLP'.
single-sign-on-failed	AD FS	MSIS7012: An error occurred while processing the request. Contact your administrator for details. Event 364 Encountered error during federation passive request.
single-sign-on-failed	Okta	Okta: 403 App Access Denied. You are not allowed to access this app. iManage Work (SAML 2.0)
single-sign-on-failed	Keycloak, SAML	We are sorry... Invalid requester. SAML AuthnRequest for iManage: invalid_signature
single-sign-on-failed	Entra ID	AADSTS65001: The user or administrator has not consented to use the application with ID for iManage Cloud.
single-sign-on-failed	PingFederate	Unexpected System Error. Sorry for the inconvenience. PingFederate: SAML audience restriction for iManage not met, invalid response
single-sign-on-failed	Duo	Duo Single Sign-On: Invalid SAML request, this app is not configured. iManage
single-sign-on-failed	Microsoft Entra ID page	Sorry, but we're having trouble signing you in.\nAADSTS50105: Your administrator has configured the application iManage Work ('5f0c1e5a-7d38-4b0a-9a42-1c2d3e4f5a6b') to block users unless they are specifically granted ('assigned') access to the application. The signed in user 'a.novak@sterling.example' is blocked.\nRequest Id: 1d2c… Correlation Id: 88ab… Timestamp: 2026-04-20T07:12:31Z
single-sign-on-failed	Microsoft Entra ID page	AADSTS700016: Application with identifier 'https://work.millbank.example' was not found in the directory 'Millbank LLP'. This can happen if the application has not been installed by the administrator of the tenant.\nError Code: 700016
single-sign-on-failed	Microsoft Entra ID, device policy	You can't get there from here\nThis application contains sensitive information and can only be accessed from: devices or client applications that meet the management compliance policy.\nApp name: iManage Work   Error Code: 53000   Device state: Unregistered
single-sign-on-failed	Microsoft Entra ID, e-mail of a user	on the way back to imanage it says AADSTS75011: Authentication method 'X509, MultiFactor' by which the user authenticated with the service doesn't match requested authentication method 'Password, ProtectedTransport'.
single-sign-on-failed	AD FS page	An error occurred\nAn error occurred. Contact your administrator for more information.\nError details\nActivity ID: 00000000-0000-0000-6b11-0080000000c4\nRelying party: iManage Work\nError: MSIS7042: The same client browser session has made '6' requests in the last '11' seconds.
single-sign-on-failed	AD FS event log	Event 364, AD FS\nEncountered error during federation passive request.\nProtocol Name: Saml   Relying Party: https://work.aldgate.example\nException details: Microsoft.IdentityServer.Service.Policy.PolicyServer.Engine.RelyingPartyDisabled: MSIS3020: The relying party trust is disabled
single-sign-on-failed	AD FS event log	Microsoft.IdentityServer.Protocols.Saml.SamlProtocolSignatureVerificationException: MSIS0038: SAML Message has wrong signature. Issuer: 'https://dms.lombard.example/auth/api/v1/saml'.\n   at Microsoft.IdentityServer.Web.Protocols.Saml.SamlProtocolManager.VerifySignature
single-sign-on-failed	Okta page	403 App Not Assigned\nSorry, you cannot access iManage Work because you are not assigned this app in Okta. If you're wondering why this is happening, please contact your administrator.
single-sign-on-failed	Okta, callback in the browser	https://work.rosebery.example/auth/oidc/callback/1?state=Ht2&error=access_denied&error_description=Policy+evaluation+failed+for+this+request%2C+please+check+the+policy+configurations.
single-sign-on-failed	PingFederate page	Single Sign-On failed. Unknown or invalid partner: https://dms.cornhill.example/saml. Please contact your system administrator.\nReference ID: ping-4c1a  PF adapter: HtmlFormAdapter
single-sign-on-failed	iManage Work Server log	2026-04-24 08:00:01,120 ERROR [saml] Response from https://sso.eastcheap.example/idp rejected: the signing certificate of the identity provider expired on 2026-04-23, signature cannot be validated
single-sign-on-failed	mail of an administrator	From today no one can sign in with SSO, neither in the Work web client nor from O&D. The token-signing certificate of our ADFS rolled over at night. Does Control Center need the new metadata?
single-sign-on-failed	Entra ID	AADSTS750054: SAMLRequest or SAMLResponse must be present as query string parameters in HTTP request for SAML Redirect binding.
single-sign-on-failed	Okta	Error Code: GENERAL_NONSUCCESS Description: User is not assigned to the client application. iManage
single-sign-on-failed	Entra ID	AADSTS50105: Your administrator has configured the application iManage to block users unless they are specifically granted access.
single-sign-on-failed	Okta	You are not allowed to access this app. Access to this app is restricted by your Okta administrator's sign-on policy.
single-sign-on-failed	AD FS	An error occurred. Contact your administrator for more information. Activity ID: 00000000-0000-0000-4a00-0080000000e6 Relying party: iManage Work MSIS7065
single-sign-on-failed	mail of an administrator	Since the certificate of our IdP was rolled over on Sunday nobody can sign in at iManage by SSO.
single-sign-on-failed	Entra ID	AADSTS700016: Application with identifier 'https://work.upton.example/sso' was not found in the directory 'Upton LLP'.
single-sign-on-failed	Entra ID	Sorry, but we're having trouble signing you in. AADSTS75011: Authentication method by which the user authenticated with the service doesn't match requested authentication method.
single-sign-on-failed	Okta	400 Bad Request: the 'redirect_uri' parameter must be a Login redirect URI in the client app settings. okta
single-sign-on-failed	mail of an administrator	SSO at iManage is broken for all since our IdP's signing certificate was replaced; Control Center has the old one.
single-sign-on-failed	iManage page	SAML authentication failed. The response could not be validated.
single-sign-on-failed	AD FS	MSIS9224: Received invalid OAuth authorization request. The received 'redirect_uri' parameter is not a valid registered redirect URI for the client.
single-sign-on-failed	mail of a user	Microsoft's page says "Your administrator has blocked this sign-in" when I want to get into iManage.
single-sign-on-failed	Ping	Single sign-on error: The assertion's audience does not match. work.upton.example
single-sign-on-failed	mail of a user	Microsoft page: "You cannot access this right now. Your sign-in was successful but does not meet the criteria to access this resource."
single-sign-on-failed	mail of an administrator	After the switch from AD FS to Entra no one gets past the company sign-in when opening iManage.
single-sign-on-failed	Google	Error: app_not_configured_for_user. Service is not configured for this user. (SAML, iManage)
single-sign-on-failed	Okta	Sign in failed: Your Okta account is not permitted to access iManage.
single-sign-on-failed	mail of support	Users land on Okta's error page before they ever reach iManage.
single-sign-on-failed	mail of an administrator	We replaced the token-signing certificate in AD FS. Since then iManage says that the SAML response is not valid.
single-sign-on-failed	mail of a user	After my company password and MFA, a Microsoft page says that I am not assigned to a role for iManage.
single-sign-on-failed	Entra ID	AADSTS500113: No reply address is registered for the application.
single-sign-on-failed	Duo	Access denied. Your organization's Duo policy does not allow this device. iManage
single-sign-on-failed	mail of support	Their Okta does not let the user through to iManage.
single-sign-on-failed	mail of a user	I do not even get to iManage, our company's sign-in page reports an error before.
single-sign-on-failed	mail of an administrator	SAML at iManage fails since we renewed the certificate at the identity provider.
single-sign-on-failed	Entra ID	AADSTS65001: The user or administrator has not consented to use the application with ID '55' named 'iManage Work'.
state-mismatch	oauthlib	oauthlib.oauth2.rfc6749.errors.MismatchingStateError: (mismatching_state) CSRF Warning! State not equal in request and response.
state-mismatch	passport	Error: Invalid state: unable to verify authorization request state.
state-mismatch	log	OAuth callback rejected: state parameter does not match the one stored in the session (possible CSRF)
state-mismatch	Python, Authlib	authlib.integrations.base_client.errors.MismatchingStateError: mismatching_state: CSRF Warning! State not equal in request and response.
state-mismatch	O&D log	2026-04-04T11:11:11Z WARN imanage.callback user=52 server=Malmo rejected: state parameter is not the one of this user's log-in (already used)
state-mismatch	Python, oauthlib	oauthlib.oauth2.rfc6749.errors.MismatchingStateError: (mismatching_state) CSRF Warning! State not equal in request and response.\n  File "/srv/oad/imanage/callback.py", line 29, in finish_login
state-mismatch	O&D screen	This log-in was not begun here or was used already. Log in again.
state-mismatch	O&D log	WARN imanage.callback state=9f.. unknown for session 31
state-mismatch	Spring	OAuth2AuthorizationException: [authorization_request_not_found]
state-mismatch	mail of a user	I sent the link with ?code= and state= to a colleague, who got an error that the log-in belongs to another person.
state-mismatch	O&D log	WARN imanage.callback failure=state_mismatch
state-mismatch	mail of a user	I had two tabs open and logged in twice. In one of them it says that the log-in was used already.
state-mismatch	mail of a user	I started the log-in in Chrome, but the link opened in Edge and there O&D said it did not begin here.
state-mismatch	PHP	InvalidStateException in AbstractProvider.php: Invalid state
state-mismatch	mail of a user	I used the Back button after the log-in and got a message about a log-in that belongs to somebody else.
state-mismatch	O&D screen	The state of this answer is not known. It belongs to no log-in that was begun in this browser.
state-mismatch	mail of a user	After the sign-in I got "this log-in was not started here" since I opened the link from my mail on the other computer.
state-mismatch	O&D log	WARN imanage.callback user=7 state does not belong to this session
state-mismatch	mail of support	The user's cookies are deleted by a privacy tool between the start of the log-in and the callback, so the state is unknown.
state-mismatch	mail of support	State in the callback is not the one stored in the user's session, he had begun the log-in twice.
state-mismatch	mail of a user	"This log-in belongs to another person", says O&D. We share a computer.
state-mismatch	mail of a user	The log-in page stayed open over night. In the morning I finished it and O&D did not know about the log-in.
state-mismatch	mail of support	The state of the callback was used before.
state-mismatch	mail of a user	I finished the log-in in another browser than the one where I started it.
state-mismatch	O&D screen	This log-in is not yours or has been used already.
state-mismatch	mail of a user	I went back in the browser and logged in again with the old page, which did not work.
throttled	axios	Request failed with status code 429
throttled	log	HTTP/1.1 429 Too Many Requests, x-ratelimit-reset: 12, GET /work/api/v2/customers/1/documents
throttled	log	rate limit exceeded while listing folders, retry in 30 s
throttled	log	HTTP 429 from https://cloudimanage.example/work/api/v2/customers/259/search, Retry-After: 30, too many requests
throttled	mail of an administrator	During the import O&D was slow and the server log shows many 429 answers for its address.
throttled	Java, Resilience4j log	14:02:10 WARN WorkApi - HTTP/1.1 429, x-ratelimit-remaining: 0, x-ratelimit-reset: 17, GET /work/api/v2/customers/331/documents?limit=500, call 61 of this minute
throttled	mail of a user	Importing a whole matter from cloudimanage stops in the middle: "too many requests, slow down and retry after 30 seconds".
throttled	curl -i	HTTP/2 429\nretry-after: 12\ncontent-type: application/json\n{"error":{"code_message":"Rate limit exceeded"}}
throttled	O&D log	WARN imanage.search 429 Too Many Requests server=cloud, next try in 12 s
throttled	API	HTTP/1.1 429 Too Many Requests Retry-After: 30
throttled	mail of a developer	We call the search too often, the server asks us to wait 30 seconds before the next request.
throttled	.NET	Response status code does not indicate success: 429 (Too Many Requests).
throttled	mail of an administrator	The API rate limit of the cloud has been exceeded by the nightly job.
throttled	O&D screen	The work server asks for fewer calls.
throttled	O&D log	WARN imanage.search failure=throttled retry_after=60
throttled	API	{"error":{"code":"NRC_TOO_MANY_REQUESTS","code_message":"Rate limit exceeded"}}
throttled	mail of a user	When I open many documents one after the other O&D tells me to wait a minute as iManage limits the number of requests.
throttled	Python	HTTPError: 429 Client Error: Too Many Requests for url: https://work.york.example/work/api/v2/customers/1/documents/search
throttled	mail of a developer	Our batch job gets 429 from the iManage cloud after some hundred calls.
throttled	O&D screen	iManage asks for fewer calls. Next try in 30 s.
throttled	mail of support	429 with Retry-After from iManage cloud for this customer's bulk job.
throttled	mail of a user	"Too many requests, wait a minute", O&D said when I opened thirty documents.
throttled	mail of support	iManage limits the number of calls: 429.
throttled	mail of a user	I was asked to wait because there were too many requests to iManage.
throttled	O&D log	WARN imanage.search 429, waiting 30 s
tls-expired	curl	curl: (60) SSL certificate problem: certificate has expired
tls-expired	Chromium	NET::ERR_CERT_DATE_INVALID the security certificate expired 3 days ago
tls-expired	Node.js	Error: certificate has expired { code: 'CERT_HAS_EXPIRED' }
tls-expired	Go	x509: certificate has expired or is not yet valid: current time 2026-10-03T09:12:44Z is after 2026-10-01T00:00:00Z
tls-expired	Java	java.security.cert.CertificateExpiredException: NotAfter: Thu Oct 01 00:00:00 UTC 2026
tls-expired	.NET	The remote certificate is invalid because of errors in the certificate chain: NotTimeValid
tls-expired	Firefox	Websites prove their identity via certificates, which are valid for a set time period. SEC_ERROR_EXPIRED_CERTIFICATE
tls-expired	Rust, rustls	invalid peer certificate: certificate expired: verification time 1795000000 (UNIX), but certificate is not valid after 1794000000 (work.tulip.example)
tls-expired	Go	tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-29T09:00:00Z is after 2026-11-20T23:59:59Z
tls-expired	Safari	Safari can't open the page: the certificate for this server is invalid. It expired 9 days ago. dms.winslow.example
tls-expired	Java	javax.net.ssl.SSLHandshakeException: PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed: NotAfter: Fri Nov 20 00:00:00 UTC 2026
tls-expired	OpenSSL s_client	verify error:num=10:certificate has expired\nnotAfter=Nov  2 23:59:59 2026 GMT (work.norwood.example)
tls-expired	Edge	Your connection isn't private. NET::ERR_CERT_DATE_INVALID work.orford.example
tls-expired	Erlang	TLS client: In state certify received CLIENT ALERT: Fatal - Certificate Expired (work.pendle.example)
tls-expired	Go	2026/07/01 00:00:41 refresh user=88 server=Perth: Post https://work.ironbark.example/auth/oauth2/token: tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-07-01T00:00:41Z is after 2026-06-30T23:59:59Z
tls-expired	Chrome, mail of a user	It worked on Friday, and this morning everybody in the firm gets "Your clock is ahead"/"Your connection is not private" with NET::ERR_CERT_DATE_INVALID at https://imanage.harcourt-vane.example when O&D opens the sign in.
tls-expired	.NET	System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: NotTimeValid\n   at System.Net.Security.SslStream.ForceAuthenticationAsync[TIOAdapter](Boolean receiveFirst, Byte[] reAuthenticationData, CancellationToken cancellationToken)\nwarn: host=work.ellery.example port=443
tls-expired	Java	Caused by: java.security.cert.CertificateExpiredException: NotAfter: Sun Mar 01 12:59:59 CET 2026\n at sun.security.x509.CertificateValidity.valid(CertificateValidity.java:277)\n at sun.security.validator.PKIXValidator.doValidate\n ... while connecting to https://dms.vonlanthen.example/api
tls-expired	Firefox, screenshot	Firefox does not trust this site because the certificate for imanage.caldecott.example expired on 14 February 2026. The current time is 16 February 2026 08:44.\nError code: SEC_ERROR_EXPIRED_CERTIFICATE
tls-expired	Postman	Error: certificate has expired, work.ilkley.example
tls-expired	Windows, Schannel	SEC_E_CERT_EXPIRED: The received certificate has expired. (0x80090328) work.jesmond.example
tls-expired	Go	x509: certificate has expired or is not yet valid: current time 2026-10-03T09:00:00Z is after 2026-09-30T23:59:59Z
tls-expired	Java	java.security.cert.CertificateExpiredException: NotAfter: Wed Sep 30 23:59:59 UTC 2026
tls-expired	Chrome	NET::ERR_CERT_DATE_INVALID
tls-expired	mail of an administrator	We forgot to renew the SSL certificate of the work server, it ran out on Sunday.
tls-expired	Node.js	Error: certificate has expired code: CERT_HAS_EXPIRED
tls-expired	Python	ssl.SSLCertVerificationError: certificate verify failed: certificate is not yet valid
tls-expired	O&D screen	The work server's certificate is outside its dates.
tls-expired	mail of an administrator	The new certificate is only valid from tomorrow, I installed it too early.
tls-expired	mail of a user	Since this morning the browser warns when I open iManage: the certificate's validity ended yesterday.
tls-expired	openssl	notAfter=Sep 30 23:59:59 2026 GMT\nverify error:num=10:certificate has expired
tls-expired	Safari	"work.newark.example" certificate is expired
tls-expired	mail of an administrator	The renewal by our certificate tool failed last week, so the old one lapsed.
tls-expired	mail of an administrator	The certificate of the server ended on 30 September and the new one has not been installed.
tls-expired	mail of a user	Browser: "the certificate expired 2 days ago" on our iManage page.
tls-expired	Windows	CERT_E_EXPIRED: A required certificate is not within its validity period.
tls-expired	mail of support	notAfter of their certificate was yesterday.
tls-expired	mail of an administrator	The SSL certificate runs until tonight; will O&D stop working tomorrow? In fact it has stopped already.
tls-expired	Elixir	{:tls_alert, {:certificate_expired, 'certificate expired'}}
tls-expired	mail of a user	Certificate out of date: that is what O&D tells me about our work server.
tls-expired	mail of support	Their certificate expired on Saturday.
tls-expired	mail of an administrator	I missed the reminder for the certificate renewal of our work server.
tls-expired	mail of a user	iManage: certificate no longer valid since today. Please forward to the right person.
tls-expired	O&D log	ERROR imanage.connect certificate valid until 2026-09-30, now 2026-10-03
tls-incomplete-chain	curl	curl: (60) SSL certificate problem: unable to get local issuer certificate
tls-incomplete-chain	Node.js	Error: unable to verify the first certificate code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'
tls-incomplete-chain	Python	certificate verify failed: unable to get local issuer certificate (_ssl.c:997)
tls-incomplete-chain	.NET	The remote certificate is invalid because of errors in the certificate chain: PartialChain
tls-incomplete-chain	Java	javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target
tls-incomplete-chain	openssl s_client	verify error:num=20:unable to get local issuer certificate verify error:num=21:unable to verify the first certificate
tls-incomplete-chain	Node.js	code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' (perhaps a self-signed certificate)
tls-incomplete-chain	Postman	Error: unable to verify the first certificate. Postman console: Warning: Unable to verify the first certificate for https://work.pryor.example
tls-incomplete-chain	SSL Labs report	This server's certificate chain is incomplete. Grade capped to B. Chain issues: Incomplete. work.rowan.example
tls-incomplete-chain	OpenSSL s_client	verify error:num=21:unable to verify the first certificate\nCertificate chain\n 0 s:CN=work.verney.example
tls-incomplete-chain	Go, on a server without the intermediate	x509: certificate signed by unknown authority (the server work.wharton.example sends the leaf alone, its intermediate certificate is missing)
tls-incomplete-chain	Node.js, axios	AxiosError: unable to verify the first certificate\n    at AxiosError.from (/app/node_modules/axios/dist/node/axios.cjs:837:14)\n    at RedirectableRequest.handleRequestError\n  code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', config: { method: 'get', baseURL: 'https://dms.winthrop.example' }
tls-incomplete-chain	.NET 8, Linux container	[09:14:55 ERR] discovery of "Chicago" failed (RequestId 0HN2K:0004)\nSystem.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.\n ---> System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: PartialChain\n   at System.Net.Security.SslStream.CompleteHandshake(SslAuthenticationOptions sslAuthenticationOptions)
tls-incomplete-chain	openssl s_client, mail of an administrator	Browsers are fine, but your test says this for us. We bought it from DigiCert so it cannot be self-signed?\ndepth=0 C = GB, O = Mortlake LLP, CN = work.mortlake.example\nverify error:num=20:unable to get local issuer certificate\nverify error:num=21:unable to verify the first certificate\nCertificate chain\n 0 s:CN = work.mortlake.example i:C = US, O = DigiCert Inc, CN = DigiCert TLS RSA SHA256 2020 CA1\nVerify return code: 21 (unable to verify the first certificate)
tls-incomplete-chain	SSL Labs report, pasted	SSL Report: imanage.quillfeather.example (198.51.100.33)\nOverall rating: B\nThis server's certificate chain is incomplete. Grade capped to B.\nChain issues: Incomplete. Extra download: Sectigo RSA Organization Validation Secure Server CA
tls-incomplete-chain	Java	sun.security.validator.ValidatorException: PKIX path building failed: unable to find valid certification path to requested target, work.nailsea.example
tls-incomplete-chain	OpenSSL	verify error:num=21:unable to verify the first certificate
tls-incomplete-chain	SSL Labs	This server's certificate chain is incomplete. Grade capped to B.
tls-incomplete-chain	mail of an administrator	We installed only the server certificate, without the intermediate of the CA. Chrome is fine, your service is not.
tls-incomplete-chain	Python	requests.exceptions.SSLError: certificate verify failed: unable to get local issuer certificate
tls-incomplete-chain	openssl	Certificate chain\n 0 s:CN=work.otley.example i:CN=Public Issuing CA 4\nVerify return code: 21 (unable to verify the first certificate)
tls-incomplete-chain	O&D screen	The work server does not send the intermediate of its certificate.
tls-incomplete-chain	mail of an administrator	A checker on the web reports "chain issues: incomplete, extra download" for our work server.
tls-incomplete-chain	mail of an administrator	The PFX which we imported into IIS did not include the issuing CA's certificate.
tls-incomplete-chain	Java	sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target
tls-incomplete-chain	mail of support	In the browser it is fine since it fetches the missing CA certificate; our servers only get the leaf.
tls-incomplete-chain	mail of an administrator	Which file do I miss on the server? An online test says the intermediate is not sent.
tls-incomplete-chain	mail of support	openssl s_client shows only one certificate for their server, there should be the issuing CA as well.
tls-incomplete-chain	PHP	cURL error 60: SSL certificate problem: unable to get local issuer certificate
tls-incomplete-chain	mail of an administrator	Let's Encrypt: we configured cert.pem in place of fullchain.pem.
tls-incomplete-chain	mail of support	Server sends depth 0 only; the issuing certificate has to be installed next to it.
tls-incomplete-chain	mail of an administrator	The CA sent a bundle file, and we did not install the bundle, just the certificate.
tls-incomplete-chain	Go	x509: certificate signed by unknown authority (intermediate not sent)
tls-incomplete-chain	mail of support	The intermediate is not sent by their server; desktop browsers repair that silently.
tls-incomplete-chain	mail of an administrator	Chrome opens our server without a warning, your system says the chain is not complete.
tls-incomplete-chain	O&D log	ERROR imanage.connect chain: leaf only, issuer "Public TLS CA 2" not sent
tls-incomplete-chain	mail of an administrator	We need to append the CA's intermediate to the certificate file, don't we?
tls-name-mismatch	curl	curl: (60) SSL: no alternative certificate subject name matches target host name 'work.firm.example'
tls-name-mismatch	curl	curl: (51) SSL: certificate subject name 'dms.firm.local' does not match target host name 'work.firm.example'
tls-name-mismatch	Chromium	NET::ERR_CERT_COMMON_NAME_INVALID This server could not prove that it is work.firm.example
tls-name-mismatch	Node.js	Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: work.firm.example. is not in the cert's altnames: DNS:dms.firm.local
tls-name-mismatch	Go	x509: certificate is valid for dms.firm.local, not work.firm.example
tls-name-mismatch	Java	java.security.cert.CertificateException: No subject alternative DNS name matching work.firm.example found.
tls-name-mismatch	.NET	The remote certificate is invalid according to the validation procedure: RemoteCertificateNameMismatch
tls-name-mismatch	Python	ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'work.firm.example'.
tls-name-mismatch	Firefox	Unable to communicate securely with peer: requested domain name does not match the server's certificate. SSL_ERROR_BAD_CERT_DOMAIN
tls-name-mismatch	.NET	The SSL connection could not be established, see inner exception. The remote certificate is invalid according to the validation procedure: RemoteCertificateNameMismatch
tls-name-mismatch	Go	x509: certificate is valid for *.cluster.example, not work.munroe.example
tls-name-mismatch	Python	ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'work.delaney.example'.
tls-name-mismatch	Firefox	Websites prove their identity via certificates. Firefox does not trust this site because it uses a certificate that is not valid for dms.ellery.example. Error code: SSL_ERROR_BAD_CERT_DOMAIN
tls-name-mismatch	wget	ERROR: certificate common name 'www.ulverston.example' doesn't match requested host name 'work.ulverston.example'.
tls-name-mismatch	Java	javax.net.ssl.SSLPeerUnverifiedException: Certificate for <work.tarrant.example> doesn't match any of the subject alternative names: [*.hosting.example]
tls-name-mismatch	Java 11	javax.net.ssl.SSLHandshakeException: No subject alternative DNS name matching work.eastlake.example found.\n at java.base/sun.security.ssl.Alert.createSSLException(Alert.java:131)\n at com.oad.imanage.TokenEndpoint.exchange(TokenEndpoint.java:52)\nCaused by: java.security.cert.CertificateException: No subject alternative DNS name matching work.eastlake.example found.
tls-name-mismatch	curl	* SSL: no alternative certificate subject name matches target host name 'imanage-ext.dunmore.example'\n* Closing connection 0\ncurl: (60) SSL: no alternative certificate subject name matches target host name 'imanage-ext.dunmore.example'\nMore details here: https://curl.se/docs/sslcerts.html
tls-name-mismatch	Firefox, screenshot	Websites prove their identity via certificates. Firefox does not trust this site because it uses a certificate that is not valid for dms.stellenbosch.example. The certificate is only valid for the following names: *.msappproxy.net, msappproxy.net\nError code: SSL_ERROR_BAD_CERT_DOMAIN
tls-name-mismatch	Python, ssl	ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'work.bellweather.example'. (_ssl.c:1006)\nserver_id=7 org=412 phase=review
tls-name-mismatch	Go	time=2026-06-30T10:02:48Z level=ERROR msg="token request" server=geneva err="Post https://dms.rochat.example/auth/oauth2/token: tls: failed to verify certificate: x509: certificate is valid for www.rochat.example, rochat.example, not dms.rochat.example"
tls-name-mismatch	Node.js	ERR_TLS_CERT_ALTNAME_INVALID: Hostname/IP does not match certificate's altnames: Host: work.lytham.example. is not in the cert's altnames: DNS:lytham.example
tls-name-mismatch	Safari	This certificate is not valid (host name mismatch) work.malton.example
tls-name-mismatch	Python	ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'work.percy.example'.
tls-name-mismatch	curl	curl: (60) SSL: no alternative certificate subject name matches target host name 'work.percy.example'
tls-name-mismatch	Firefox	Websites prove their identity via certificates. Firefox does not trust this site because it uses a certificate that is not valid for work.percy.example. SSL_ERROR_BAD_CERT_DOMAIN
tls-name-mismatch	mail of an administrator	The certificate is for *.percy-lan.example, but outside we use work.percy.example.
tls-name-mismatch	Java	javax.net.ssl.SSLPeerUnverifiedException: Certificate for <work.maldon.example> doesn't match any of the subject alternative names: [maldon.example]
tls-name-mismatch	Go	x509: certificate is valid for imanage.maldon.example, not work.maldon.example
tls-name-mismatch	Chrome	NET::ERR_CERT_COMMON_NAME_INVALID This server could not prove that it is work.maldon.example; its security certificate is from *.azurewebsites.example
tls-name-mismatch	.NET	RemoteCertificateNameMismatch
tls-name-mismatch	O&D screen	The work server's certificate is for another name.
tls-name-mismatch	mail of an administrator	Behind the application proxy the wildcard certificate belongs to the tenant's domain and not to the name which we gave you.
tls-name-mismatch	mail of an administrator	We renamed the server from dms to work, but the SSL certificate still has the old host name.
tls-name-mismatch	openssl	Verification error: hostname mismatch
tls-name-mismatch	mail of support	They entered the IP address in the URL, and the certificate has only names in it.
tls-name-mismatch	mail of a user	The browser warns that the certificate belongs to a different site.
tls-name-mismatch	mail of an administrator	Our certificate lists imanage.oxley.example but you call us as dms.oxley.example.
tls-name-mismatch	Windows	CERT_E_CN_NO_MATCH: The certificate's CN name does not match the passed value.
tls-name-mismatch	mail of support	Certificate subject is portal.elm.example, they registered dms.elm.example.
tls-name-mismatch	mail of an administrator	We changed the public host name, and the certificate was not reissued for it.
tls-name-mismatch	Elixir	{:tls_alert, {:handshake_failure, hostname_check_failed}}
tls-name-mismatch	mail of a user	"The name on the certificate is not the name of the site", says the warning for our iManage.
tls-name-mismatch	mail of support	The name in the URL is not among the names in their certificate.
tls-name-mismatch	mail of an administrator	Wildcard *.dover.example does not cover work.eu.dover.example, right?
tls-name-mismatch	mail of a user	Certificate problem: issued to another host name, says my browser about iManage.
tls-name-mismatch	O&D log	ERROR imanage.connect certificate is for portal.dover.example
tls-protocol	.NET Framework	The request was aborted: Could not create SSL/TLS secure channel.
tls-protocol	Chromium	work.firm.example uses an unsupported protocol. ERR_SSL_VERSION_OR_CIPHER_MISMATCH
tls-protocol	Java	javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure
tls-protocol	Java	javax.net.ssl.SSLHandshakeException: No appropriate protocol (protocol is disabled or cipher suites are inappropriate)
tls-protocol	OpenSSL	error:0A00042E:SSL routines::tlsv1 alert protocol version
tls-protocol	.NET	System.ComponentModel.Win32Exception (0x80090331): The client and server cannot communicate, because they do not possess a common algorithm
tls-protocol	Go	remote error: tls: protocol version not supported
tls-protocol	Python	ssl.SSLError: [SSL: SSLV3_ALERT_HANDSHAKE_FAILURE] sslv3 alert handshake failure (_ssl.c:1129)
tls-protocol	Python	ssl.SSLError: [SSL: UNSAFE_LEGACY_RENEGOTIATION_DISABLED] unsafe legacy renegotiation disabled (_ssl.c:1000)
tls-protocol	Firefox	Cannot communicate securely with peer: no common encryption algorithm(s). SSL_ERROR_NO_CYPHER_OVERLAP
tls-protocol	Java	javax.net.ssl.SSLHandshakeException: The server selected protocol version TLS10 is not accepted by client preferences [TLS13, TLS12]
tls-protocol	curl	curl: (35) error:0A00042E:SSL routines::tlsv1 alert protocol version
tls-protocol	Chrome	work.calder.example uses an unsupported protocol. ERR_SSL_VERSION_OR_CIPHER_MISMATCH. The client and server don't support a common SSL protocol version or cipher suite.
tls-protocol	.NET Framework	The client and server cannot communicate, because they do not possess a common algorithm
tls-protocol	Python	ssl.SSLError: [SSL: UNSUPPORTED_PROTOCOL] unsupported protocol (_ssl.c:1007)
tls-protocol	Java 21	javax.net.ssl.SSLHandshakeException: The server selected protocol version TLS10 is not accepted by client preferences [TLS13, TLS12]\n at java.base/sun.security.ssl.ServerHello$ServerHelloConsumer.onServerHello(ServerHello.java:984)\n at com.oad.imanage.Discovery.get(Discovery.java:39) host=work.oldmill.example
tls-protocol	OpenSSL 3 through Python	urllib3.exceptions.MaxRetryError: HTTPSConnectionPool(host='dms.stanhope.example', port=443): Max retries exceeded with url: /api (Caused by SSLError(SSLError(1, '[SSL: UNSUPPORTED_PROTOCOL] unsupported protocol (_ssl.c:1006)')))
tls-protocol	Firefox, screenshot	Secure Connection Failed\nAn error occurred during a connection to imanage.birkdale.example. Peer using unsupported version of security protocol.\nError code: SSL_ERROR_UNSUPPORTED_VERSION
tls-protocol	Windows Schannel event	Event ID 36874, Schannel, WORKSRV02\nAn TLS 1.2 connection request was received from a remote client application, but none of the cipher suites supported by the client application are supported by the server. The TLS connection request has failed.\n(this is on our iManage Work server, each time O&D tests the connection)
tls-protocol	Go	{"time":"2026-08-09T16:21:00Z","msg":"review failed","server":"Bristol","error":"remote error: tls: protocol version not supported"}
tls-protocol	Windows, Schannel	A fatal alert was received from the remote endpoint. The TLS protocol defined fatal alert code is 70 (protocol version). work.olney.example
tls-protocol	Java	javax.net.ssl.SSLHandshakeException: Received fatal alert: protocol_version
tls-protocol	Go	remote error: tls: handshake failure
tls-protocol	mail of an administrator	The old Windows 2008 server offers TLS 1.0 at most. Is that the reason that you cannot connect?
tls-protocol	Chrome	work.penrith.example uses an unsupported protocol. ERR_SSL_VERSION_OR_CIPHER_MISMATCH
tls-protocol	Python	ssl.SSLError: [SSL: TLSV1_ALERT_PROTOCOL_VERSION] tlsv1 alert protocol version
tls-protocol	curl	curl: (35) error:0A000410:SSL routines::sslv3 alert handshake failure
tls-protocol	O&D screen	The work server and Office & Dragons have no TLS version or cipher in common.
tls-protocol	mail of an administrator	For old scanners we kept TLS 1.1 and switched 1.2 off on the IIS of the work server.
tls-protocol	Node.js	Error: write EPROTO 140:error:10000410:SSL routines:OPENSSL_internal:SSLV3_ALERT_HANDSHAKE_FAILURE
tls-protocol	Firefox	Secure Connection Failed. Peer using unsupported version of security protocol. SSL_ERROR_UNSUPPORTED_VERSION
tls-protocol	Schannel	An TLS 1.2 connection request was received from a remote client application, but none of the cipher suites supported by the client application are supported by the server.
tls-protocol	mail of a network engineer	Our scanner lists RC4 and 3DES as the only ciphers of that machine. Could this be why your side hangs up?
tls-protocol	mail of an administrator	We disabled TLS 1.2 by group policy by mistake; only 1.0 and 1.1 are left.
tls-protocol	mail of an administrator	Must our server speak TLS 1.2? It is an old one that only knows 1.0.
tls-protocol	PHP	cURL error 35: error:1409442E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version
tls-protocol	mail of support	Handshake fails: the customer's appliance has SSL 3 and TLS 1.0 enabled, nothing newer.
tls-protocol	mail of an administrator	Ciphers were restricted on our load balancer to two that your client does not have.
tls-protocol	Elixir	{:tls_alert, {:protocol_version, 'received SERVER ALERT: Fatal - Protocol Version'}}
tls-protocol	nginx	SSL_do_handshake() failed (SSL: error:0A000102:SSL routines::unsupported protocol) while SSL handshaking
tls-protocol	mail of support	No common TLS version: they offer 1.0, we need 1.2.
tls-protocol	mail of an administrator	Windows Server 2008 R2 with TLS 1.2 not enabled in the registry, is that a problem for O&D?
tls-protocol	mail of a user	"Handshake failed: no version or cipher in common" is shown for our server.
tls-protocol	O&D log	ERROR imanage.connect TLS alert: protocol version
tls-untrusted	curl	curl: (60) SSL certificate problem: self-signed certificate
tls-untrusted	curl	curl: (60) SSL certificate problem: self signed certificate in certificate chain
tls-untrusted	Chromium	Your connection is not private. NET::ERR_CERT_AUTHORITY_INVALID
tls-untrusted	Firefox	Peer's Certificate issuer is not recognized. Error code: SEC_ERROR_UNKNOWN_ISSUER
tls-untrusted	Go	tls: failed to verify certificate: x509: certificate signed by unknown authority
tls-untrusted	.NET	System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot
tls-untrusted	.NET Framework	The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.
tls-untrusted	Node.js	Error: self-signed certificate code: 'DEPTH_ZERO_SELF_SIGNED_CERT'
tls-untrusted	Python	ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain (_ssl.c:1006)
tls-untrusted	OpenSSL	tlsv1 alert unknown ca: SSL alert number 48
tls-untrusted	Android	java.security.cert.CertPathValidatorException: Trust anchor for certification path not found.
tls-untrusted	Node.js	Error: self-signed certificate; if the root CA is installed locally, check the intermediate certificate { code: 'SELF_SIGNED_CERT_IN_CHAIN' }
tls-untrusted	Chromium	NET::ERR_CERT_AUTHORITY_INVALID (the server may not send its intermediate certificate)
tls-untrusted	Rust, rustls	error trying to connect: invalid peer certificate: UnknownIssuer (https://dms.larch.example/api)
tls-untrusted	Node.js	Error: self-signed certificate in certificate chain\n    code: "SELF_SIGNED_CERT_IN_CHAIN" for https://work.dorset.example/api
tls-untrusted	Windows, Schannel	Schannel event 36882: The certificate received from the remote server was issued by an untrusted certificate authority. The TLS connection request has failed.
tls-untrusted	Firefox	Warning: Potential Security Risk Ahead. work.brandt.example uses an invalid security certificate. Error code: SEC_ERROR_UNKNOWN_ISSUER
tls-untrusted	Swift	Error Domain=NSURLErrorDomain Code=-1202 "The certificate for this server is invalid. You might be connecting to a server that is pretending to be work.ripley.example"
tls-untrusted	Ruby	OpenSSL::SSL::SSLError: SSL_connect returned=1 errno=0 state=error: certificate verify failed (self signed certificate) for work.quorn.example
tls-untrusted	Android	java.security.cert.CertPathValidatorException: Trust anchor for certification path not found. work.selby.example
tls-untrusted	Chrome, mail of a user	When I press log in at iManage I see a red page: Your connection is not private. Attackers might be trying to steal your information from dms.pemberton.local (for example, passwords, messages, or credit cards). NET::ERR_CERT_AUTHORITY_INVALID. Should I proceed?
tls-untrusted	Node.js	level=error component=imanage-review server="Houston" err="request to https://work.castellan.example/api failed, reason: self-signed certificate in certificate chain" code=SELF_SIGNED_CERT_IN_CHAIN type=system trace=0af76519
tls-untrusted	openssl s_client	$ openssl s_client -verify_return_error -connect work.grantham.example:443\nCONNECTED(00000003)\ndepth=0 CN = work.grantham.example, O = Grantham IT\nverify error:num=18:self-signed certificate\n4097B3F1:error:0A000086:SSL routines:tls_post_process_server_certificate:certificate verify failed:ssl/statem/statem_clnt.c:1889:
tls-untrusted	.NET 6	System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot\n   at System.Net.Security.SslStream.SendAuthResetSignal(ProtocolToken message, ExceptionDispatchInfo exception)\n   at Oad.Imanage.Transport.ConnectAsync() in /src/Transport.cs:line 77\nIssuer of the presented certificate: CN=HADLEY-ISSUING-CA-02, DC=hadley, DC=corp
tls-untrusted	Firefox, screenshot	Warning: Potential Security Risk Ahead\nSomeone could be trying to impersonate the site and you should not continue. Websites prove their identity via certificates. Firefox does not trust work.ravensworth.example because its certificate issuer is unknown, the certificate is self-signed, or the server is not sending the correct intermediate certificates.\nError code: MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT
tls-untrusted	Deno	error: client error (Connect): invalid peer certificate: UnknownIssuer https://work.keswick.example/api
tls-untrusted	PowerShell 5	Invoke-WebRequest : The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.
tls-untrusted	Node.js	Error: self-signed certificate in certificate chain
tls-untrusted	Edge	Your connection isn't private. NET::ERR_CERT_AUTHORITY_INVALID
tls-untrusted	mail of an administrator	The certificate of our work server is signed by the internal CA of the firm. Browsers on our PCs trust it, O&D does not.
tls-untrusted	O&D screen	The work server's certificate does not lead to a public authority.
tls-untrusted	mail of an administrator	We use a certificate from our Windows AD CS. Can you import our root certificate at your side?
tls-untrusted	Firefox	Warning: Potential Security Risk Ahead. SEC_ERROR_UNKNOWN_ISSUER
tls-untrusted	mail of a user	My browser says "Not secure" and that the issuer of the certificate is not known when I open our iManage.
tls-untrusted	mail of an administrator	On the test server there is only a certificate that we made ourselves with openssl.
tls-untrusted	Ruby	OpenSSL::SSL::SSLError: SSL_connect returned=1 errno=0 state=error: certificate verify failed (self signed certificate in certificate chain)
tls-untrusted	mail of an administrator	Our own CA issued the certificate. Is a public one mandatory?
tls-untrusted	mail of a user	The lock in the address bar is crossed out, certificate invalid: unknown issuer.
tls-untrusted	Windows	CERT_E_UNTRUSTEDROOT: A certificate chain processed, but terminated in a root certificate which is not trusted by the trust provider.
tls-untrusted	Swift	NIOSSL: handshake failed, CERTIFICATE_VERIFY_FAILED: self signed certificate
tls-untrusted	mail of an administrator	Can O&D ignore the certificate check? Ours is self-signed.
tls-untrusted	mail of support	Their certificate is issued by "Elm LLP Internal CA", no public authority.
tls-untrusted	mail of an administrator	Our proxy breaks up TLS and presents a certificate from its own authority which nobody outside trusts.
tls-untrusted	Elixir	{:tls_alert, {:unknown_ca, 'TLS client: In state certify Unknown CA'}}
tls-untrusted	mail of support	Their certificate comes from an internal Microsoft CA; a public CA is necessary.
tls-untrusted	mail of an administrator	We would like to use our company's own certificate authority. O&D refuses the connection.
tls-untrusted	mail of a user	"The certificate is not trusted" - I get this for our iManage server in O&D.
tls-untrusted	O&D log	ERROR imanage.connect certificate issuer "Dover Internal CA" is not trusted
upload-refused	NRC	{"error":{"code":"NRC_INVALID_PROFILE","code_message":"Document profile is invalid","messages":[{"field":"custom1","code":"required"}]}}
upload-refused	log	POST /work/api/v2/customers/1/libraries/ACTIVE/folders/ACTIVE!77/documents 413 Request Entity Too Large
upload-refused	user	Saving to iManage fails: a required field is missing (Matter)
upload-refused	log	upload rejected, the file is empty (0 bytes)
upload-refused	log	POST https://work.nash.example/work/api/v2/customers/1/folders/ACTIVE!5/documents -> 413 Request Entity Too Large
upload-refused	O&D log	POST /work/api/v2/customers/1/folders/ACTIVE!8/documents -> 400 {"error":{"code":"NRC_INVALID_PARAM","message":"class is a required field"}}
upload-refused	iManage API body	HTTP/1.1 400 Bad Request\n{"error":{"code":"NRC_INVALID_PROFILE","code_message":"Document profile is invalid","messages":[{"field":"custom2","code":"required"}]}}
upload-refused	mail of a user	I wanted to save into "All my e-mails of this week", a search folder in iManage. O&D does not take it: choose a real folder.
upload-refused	O&D log	2026-05-06T08:08:08Z INFO imanage.save user=31 file="Deed.docx" bytes=0 refused: an empty file cannot be saved
upload-refused	nginx error log	2026/05/06 12:30:00 [error] 911#911: *5512 client intended to send too large body: 314572800 bytes, client: 198.51.100.9, server: work.chiswick.example, request: "POST /work/api/v2/customers/1/libraries/ACTIVE/folders/ACTIVE!90/documents HTTP/1.1"
upload-refused	mail of a user	Save as new document in O&D is refused with: custom2 (matter) is a required field.
upload-refused	API	{"error":{"code":"NRC_INVALID_PROFILE","code_message":"custom2 is required"}}
upload-refused	mail of a user	I cannot save the new letter: the class field must be filled in.
upload-refused	O&D log	WARN imanage.save POST /work/api/v2/customers/1/folders/ACTIVE!12/documents 422
upload-refused	mail of a user	Saving into the search folder is not possible, the message says.
upload-refused	O&D screen	iManage does not take the document as it is.
upload-refused	mail of a user	iManage wants a document type before it accepts my new document. Where do I enter it?
upload-refused	O&D log	WARN imanage.save failure=upload_refused 400 custom1 is mandatory
upload-refused	API	400 {"error":{"code":"NRC_INVALID_PROFILE","profile_errors":[{"name":"custom1","error":"missing"}]}}
upload-refused	mail of a user	The file has zero bytes, so iManage does not store it.
upload-refused	mail of a user	My file has no ending like .docx and iManage refuses to take it.
upload-refused	API	413 Request Entity Too Large on POST /work/api/v2/customers/1/folders/ACTIVE!12/documents
upload-refused	mail of a user	iManage needs a client and a matter number before it takes my document.
upload-refused	mail of a user	An empty document can't be saved to iManage, says O&D.
upload-refused	API	400 {"error":{"code":"NRC_INVALID_PROFILE","code_message":"Field custom1 must have a value"}}
upload-refused	mail of support	400 on the upload, custom field 2 is required in that library.
upload-refused	mail of a user	I tried to save in a folder with a magnifying glass (search folder) and was refused.
upload-refused	mail of a user	It says that the document is missing profile values like client and matter.
upload-refused	mail of an administrator	Our class "Pleading" needs an author and a date; uploads from O&D without them fail.
upload-refused	mail of support	Required profile field missing at upload.
upload-refused	mail of a user	iManage refuses my new document, "practice area" is required.
upload-refused	mail of a user	Why can't I save a file of 0 bytes to iManage?
upload-refused	O&D log	WARN imanage.save 400 NRC_INVALID_PROFILE custom3
url-has-path	log	GET https://work.firm.example/login/auth/oauth2/authorize?client_id=x 404 Not Found
url-has-path	access log	198.51.100.4 - - [03/Oct/2026:09:12:44 +0000] "GET /work/web/auth/oauth2/authorize?client_id=x HTTP/1.1" 404 162
url-has-path	IIS	2026-10-03 09:12:44 10.0.0.5 GET /login/auth/oauth2/authorize client_id=x 443 - 198.51.100.4 Mozilla/5.0 - 404 0 2 15
url-has-path	nginx	"POST /imanage/auth/oauth2/token HTTP/1.1" 404 548
url-has-path	O&D	The work server URL is not a base URL.
url-has-path	O&D settings	The URL https://work.reid.example/work/web has a path, give scheme and host only
url-has-path	mail of an administrator	I pasted https://dms.frith.example/work/web/login from the browser into the URL field and it says the URL has a path.
url-has-path	mail of an administrator	As work server URL I entered what I use every day: https://imanage.gilchrist.example/work/web/login. The log-in then opens https://imanage.gilchrist.example/work/web/login/auth/oauth2/authorize and I get a 404.
url-has-path	IIS log	2026-03-06 09:00:12 10.1.1.4 GET /login/auth/oauth2/authorize response_type=code&client_id=0b6c1f 443 - 198.51.100.9 Mozilla/5.0 404 0 2 31
url-has-path	O&D screen, screenshot's words	Work server URL: https://dms.ludgate.example/work/cc#/settings\nThis must be the base URL only. Remove everything after the server's name.
url-has-path	mail of an administrator	I copied the address from the browser: https://work.hadley.example/work/web/r/libraries/ACTIVE. Add New Server says it wants the base address.
url-has-path	O&D screen	Enter the base URL of the work server: https:// and a name, with nothing behind. You entered https://imanage.ives.example/work
url-has-path	O&D log	ERROR imanage.connect GET https://work.jarvis.example/work/web/auth/oauth2/authorize?client_id=7c1d 404
url-has-path	mail of support	They pasted the whole deep link with /work/link/d/ACTIVE!12.1 as server URL, so of course the login opens a wrong page.
url-has-path	O&D screen	The work server URL must be a base URL: leave out everything after the host name.
url-has-path	mail of a user	I used the link that opens iManage for me, it is https://work.farnley.example/work/web/dialogs/quick-retrieve. The form says that it contains a path.
url-has-path	O&D API	422 {"failure":"url_has_path","field":"url","value":"https://work.farnley.example/login"}
url-has-path	mail of an administrator	Is https://cloudimanage.com/work/web the right server URL? It is refused because of the part behind the host.
url-has-path	mail of support	They entered https://admin@work.girton.example as base URL, with a user name before the host.
url-has-path	nginx	203.0.113.4 "GET /work/web/auth/oauth2/authorize?client_id=7c1d&response_type=code HTTP/1.1" 404 548
url-has-path	mail of a user	I pasted the address of my iManage home page with everything that is in the address bar. It says base URL only.
url-has-path	O&D screen	Remove /work/web from the work server URL.
url-has-path	mail of support	Their server is stored as https://imanage.lomax.example/work/api, with the API path in it.
url-has-path	mail of an administrator	Do you need the part /work in the URL? With it, O&D says that the URL is not a base URL.
url-has-path	mail of a user	I had copied https://work.birch.example/login. After cutting /login it was accepted.
url-has-path	O&D log	WARN settings.add_server rejected: path /work/web found behind the host
url-has-path	mail of support	URL contains a query: https://imanage.birch.example/?tenant=2, only scheme and host are allowed.
url-has-path	mail of a user	I copied the link to the document instead of the server's address.
url-has-path	mail of support	Everything behind the host name must go from their server URL: "/work/web/r/custom".
url-has-path	O&D screen	This URL has a path (/imanage). Enter the address of the server only.
url-has-path	mail of an administrator	Our iManage is reached under https://apps.dover.example/imanage, is a sub-path not supported?
url-not-https	Java	java.net.MalformedURLException: unknown protocol: htps
url-not-https	Node.js	TypeError [ERR_INVALID_PROTOCOL]: Protocol "http:" not supported. Expected "https:"
url-not-https	Go	Get "htps://work.firm.example/api": unsupported protocol scheme "htps"
url-not-https	requests	requests.exceptions.InvalidSchema: No connection adapters were found for 'htps://work.firm.example'
url-not-https	user	I typed http://work.firm.example as the server's address.
url-not-https	O&D settings	The URL of the work server http://work.reid.example begins with http. Only https is accepted.
url-not-https	mail of an administrator	In Add New Server I gave http://dms.frith.example since we have no certificate yet, and it does not accept that.
url-not-https	O&D screen, mail of an administrator	Add New Server does not accept http://work.cheviot.example. Internally we only have plain http, port 80. The message says the URL must use https.
url-not-https	O&D log	2026-03-02T10:10:10Z INFO settings.add_server org=77 url=http://dms.linacre.example rejected: scheme http is not https
url-not-https	O&D settings	The URL begins with http:// and must be https.
url-not-https	mail of an administrator	The form does not accept http://work.dalton.example:80 as server URL. Internally we have no TLS at all, is that a must?
url-not-https	O&D screen	Work server URL: only secure addresses (https) can be used; you entered http://imanage.eccles.example
url-not-https	Java	java.net.MalformedURLException: unknown protocol: htttps
url-not-https	O&D screen	The URL starts with http://. Office & Dragons connects by https:// only.
url-not-https	mail of a user	I get an error about the protocol since our iManage link in the intranet is http and not https.
url-not-https	Go	Get "htps://work.carlow.example/api": unsupported protocol scheme "htps"
url-not-https	.NET	System.NotSupportedException: The 'ftp' scheme is not supported. (work.carlow.example)
url-not-https	mail of an administrator	Encryption is done by the load balancer in our network, so I entered the plain http address of the work server. The form says no.
url-not-https	O&D log	WARN settings.add_server url=http://imanage.corby.example failure=url_not_https
url-not-https	curl	curl: (1) Protocol "httpss" not supported
url-not-https	mail of support	They mistyped the scheme: hhtps://imanage.corby.example, the form rejects it.
url-not-https	mail of a user	Our intranet address of iManage begins with http, and O&D says it must be the secure one.
url-not-https	O&D screen	Only https URLs are accepted as work server URL.
url-not-https	mail of a user	Is http not good enough for a server that is only used by our firm? The URL field wants the s.
url-not-https	mail of support	Customer wrote "http:" with one letter missing, the form demands https.
url-not-https	O&D API	422 {"failure":"url_not_https","value":"http://dms.birch.example"}
url-not-https	Java	IllegalArgumentException: Only HTTPS is allowed, got scheme http
url-not-https	mail of a user	Our address is http://... and it works in the browser. O&D does not want it without the s.
url-not-https	mail of an administrator	We have no certificate on the internal server so the URL is http. Will you accept that?
url-not-https	O&D log	WARN settings.add_server scheme=http refused, https needed
url-scheme-missing	Java	java.net.MalformedURLException: no protocol: work.firm.example
url-scheme-missing	.NET	System.UriFormatException: Invalid URI: The format of the URI could not be determined.
url-scheme-missing	.NET	System.InvalidOperationException: An invalid request URI was provided. Either the request URI must be an absolute URI or BaseAddress must be set.
url-scheme-missing	requests	requests.exceptions.MissingSchema: Invalid URL 'dms.firm.example': No scheme supplied. Perhaps you meant https://dms.firm.example?
url-scheme-missing	Node.js	TypeError [ERR_INVALID_URL]: Invalid URL, input: 'work.firm.example'
url-scheme-missing	user	We left out https:// in front of the server's name.
url-scheme-missing	O&D settings	work.reid.example: the URL lacks https:// at its beginning
url-scheme-missing	O&D screen, mail of an administrator	In Add New Server I typed work.kensal.example as the work server URL and the form stays red, it wants the address to begin with https://.
url-scheme-missing	.NET	System.InvalidOperationException: An invalid request URI was provided. Either the request URI must be an absolute URI or BaseAddress must be set.\n   at System.Net.Http.HttpClient.PrepareRequestMessage(HttpRequestMessage request)\nBaseUrl = 'dms.hargreave.example'
url-scheme-missing	Python requests	requests.exceptions.MissingSchema: Invalid URL 'imanage.tollgate.example/api': No scheme supplied. Perhaps you meant https://imanage.tollgate.example/api?
url-scheme-missing	mail of a user	In the field for the work server I put dms.harrow.example and now there is a red line under it: please begin the URL with https://
url-scheme-missing	.NET	System.InvalidOperationException: An invalid request URI was provided. Either the request URI must be an absolute URI or BaseAddress must be set. (work.abbott.example/api)
url-scheme-missing	Go	Get "work.abbott.example/api": unsupported protocol scheme ""
url-scheme-missing	mail of an administrator	Our admin just copied the host name imanage.crowe.example from the DNS list into Add New Server. It is rejected because the protocol in front is lacking.
url-scheme-missing	mail of a user	I typed dms.ashby.example in the server field and O&D does not let me press Add. Do I have to write https in front of it?
url-scheme-missing	O&D screen	The work server URL has to start with https://. You entered: imanage.ashby.example
url-scheme-missing	Python, requests	requests.exceptions.MissingSchema: Invalid URL 'work.ashby.example/api': No scheme supplied. Perhaps you meant https://work.ashby.example/api?
url-scheme-missing	Java	java.lang.IllegalArgumentException: URI with undefined scheme
url-scheme-missing	mail of support	The customer entered the bare host name work.bolton.example into Add New Server, the prefix is not there.
url-scheme-missing	Node.js	TypeError [ERR_INVALID_URL]: Invalid URL  input: 'work.bolton.example'
url-scheme-missing	Rust	builder error: relative URL without a base: work.bolton.example
url-scheme-missing	mail of an administrator	Your form only takes addresses that start with https and mine starts with www, so what shall I enter?
url-scheme-missing	mail of a user	What is wrong with imanage.lawton.example as work server URL? The box turns red and says something about https.
url-scheme-missing	mail of support	The value in the URL field has no protocol, just work.lawton.example.
url-scheme-missing	mail of a user	The form shows "Enter the address with https://" though I entered work.alder.example exactly as IT gave it to me.
url-scheme-missing	mail of an administrator	I entered only our DNS name without any prefix. Does O&D not add https by itself?
url-scheme-missing	O&D log	WARN settings.add_server url=work.alder.example rejected: scheme missing
url-scheme-missing	C#	UriFormatException: Invalid URI: The format of the URI could not be determined.
url-scheme-missing	mail of a user	I get "start with https" although I only want to enter dms.dover.example, as in the mail of our IT.
url-scheme-missing	mail of support	Host name alone was typed, the beginning https:// has to be added by the customer.
url-scheme-missing	O&D log	WARN settings.add_server url=imanage.dover.example failure: no scheme
url-scheme-missing	mail of an administrator	Add New Server rejects our address because it doesn't begin with the protocol.
url-trailing-slash	log	GET https://work.firm.example//auth/oauth2/authorize 404
url-trailing-slash	access log	198.51.100.4 - - [03/Oct/2026:09:12:44 +0000] "GET //auth/oauth2/authorize?client_id=x HTTP/1.1" 404 162
url-trailing-slash	IIS	2026-10-03 09:12:44 10.0.0.5 POST //auth/oauth2/token - 443 - 198.51.100.4 axios/1.6 - 404 0 2 15
url-trailing-slash	user	We had entered the address with a slash at the end.
url-trailing-slash	log	redirect to https://work.firm.example//auth/oauth2/authorize?client_id=1 gave 404
url-trailing-slash	O&D settings	https://work.reid.example/ ends in a slash, leave it out
url-trailing-slash	O&D settings	Please remove the slash at the end of https://dms.frith.example/
url-trailing-slash	nginx access log	198.51.100.9 - - [04/Mar/2026:15:32:10 +0000] "GET //auth/oauth2/authorize?response_type=code&client_id=0b6c HTTP/1.1" 404 153 "https://app.officeanddragons.com/settings/profile/integrations" "Mozilla/5.0"
url-trailing-slash	mail of an administrator	Our server was saved as https://imanage.brightwell.example/ (with slash at the end, copied from the browser). Log in goes to https://imanage.brightwell.example//auth/oauth2/authorize and stops there.
url-trailing-slash	Node.js log	{"t":"2026-03-05T07:01:00Z","lvl":"warn","msg":"unexpected status","req":{"m":"POST","u":"https://work.saltmarsh.example//auth/oauth2/token"},"res":{"s":404}}
url-trailing-slash	mail of an administrator	Red text under the URL field: no slash at the end, please. I had https://work.windlesham.example/ there.
url-trailing-slash	mail of a user	O&D complains about the last character of our server address https://work.fenwick.example/ - what is wrong with a slash?
url-trailing-slash	O&D log	WARN imanage.settings server=Leeds GET https://work.garside.example//auth/oauth2/authorize 404
url-trailing-slash	nginx	203.0.113.4 - - [03/Oct/2026:09:11:11 +0000] "GET //api HTTP/1.1" 404 153 "-" "OfficeAndDragons/4.2"
url-trailing-slash	mail of an administrator	After saving, the URL had a / too many behind .example. Deleting that one character solved the problem on the test server.
url-trailing-slash	mail of an administrator	The server was added as https://work.denby.example/ and the review shows requests to //auth/oauth2. Please tell me how to write it.
url-trailing-slash	O&D screen	Remove the / at the end of the work server URL.
url-trailing-slash	IIS	2026-10-03 08:00:01 10.0.0.5 GET //api/v2 - 443 - 198.51.100.4 OfficeAndDragons/4.2 - 404 0 2 15
url-trailing-slash	mail of a user	Must the server address end without the slash? With it the Add button shows an error.
url-trailing-slash	O&D API	422 {"failure":"url_trailing_slash","field":"url","value":"https://work.denby.example/"}
url-trailing-slash	mail of support	URL of the customer as stored: https://imanage.elgin.example/ . Note the last character, which must go.
url-trailing-slash	mail of an administrator	It took me half an hour to see that the URL which I pasted had a slash as last character, the form did not like it.
url-trailing-slash	Apache	[client 203.0.113.4] File does not exist: //auth/oauth2/token
url-trailing-slash	mail of a user	Do I have to remove the "/" behind .com? The error says that the URL ends with it.
url-trailing-slash	Work server log	WARN path begins with two slashes: //auth/oauth2/token, answering 404
url-trailing-slash	mail of support	Path //api in the log: their base URL ends in "/".
url-trailing-slash	mail of an administrator	I deleted the slash after the host and now the URL is accepted. Perhaps say so more clearly!
url-trailing-slash	mail of support	The base URL was stored with a closing "/", that gives double slashes in all paths.
user-locked	log	The account ADA is locked. Contact your administrator.
user-locked	log	Login failed: user is disabled
user-locked	user	iManage says that I am locked out
user-locked	iManage sign-in page	Your account has been locked after too many failed attempts. Contact your administrator.
user-locked	mail of a user	After my holiday the iManage page says that my account is disabled.
user-locked	browser, mail of a user	Too many attempts, it seems. iManage sign-in page: your account is locked, contact the administrator. O&D cannot log me in.
user-locked	iManage Work Server log	2026-04-03 10:00:41,330 WARN [auth] login refused user=PSINGH allow_logon=false: the user is not permitted to log on
user-locked	iManage page	Your account is locked. Please contact your administrator.
user-locked	iManage page	Your account has been locked after too many failed attempts.
user-locked	mail of an administrator	The user's "Allow logon" is No in Control Center since he was on leave.
user-locked	mail of a user	I typed a wrong password five times and now the account is locked.
user-locked	iManage log	WARN auth login refused user=KLEE reason=account_disabled
user-locked	iManage page	Your account is disabled. Contact your iManage administrator.
user-locked	mail of a user	Sign-in at iManage says that my user has been locked. Who can unlock it?
user-locked	mail of an administrator	The user was set to "logon not allowed" by the nightly directory sync.
user-locked	API	{"error":{"code":"NRC_USER_LOCKED","code_message":"The user account is locked"}}
user-locked	mail of support	After three failed attempts iManage locks the user for 30 minutes.
user-locked	iManage log	WARN login denied user=KLEE account status=inactive
user-locked	mail of a user	I have been locked out of iManage after some wrong passwords.
user-locked	mail of an administrator	The account of the trainee is disabled in Control Center, "Login allowed" is off.
user-locked	iManage page	The user is not allowed to log on. The account is inactive.
user-locked	mail of support	Control Center shows "Locked: yes" for that user.
user-locked	mail of a user	It says too many attempts and that I have to contact the iManage administrator.
user-locked	mail of an administrator	A returned employee: his iManage user is still deactivated and cannot log on.
user-locked	mail of support	The user is locked in iManage.
user-locked	mail of a user	iManage tells me that my account has been disabled.
user-locked	O&D log	WARN imanage.callback access_denied user is locked
user-not-granted	log	GET /auth/oauth2/authorize 403: the user has no access to this application
user-not-granted	log	ADA is not authorized to use this application
user-not-granted	RFC 6749	?error=access_denied&error_description=User+not+permitted
user-not-granted	mail of a user	After the iManage page took my password it said that I am not authorized to use this application, my colleague next to me has no such trouble.
user-not-granted	mail of an administrator	Only three of our lawyers can log in from O&D. The others read that they have no access to the application. Under Users of the application only three names stand.
user-not-granted	mail of an administrator	Two paralegals cannot log in from O&D to iManage, all partners can. Access of the application in Control Center is Custom and lists the group PARTNERS only.
user-not-granted	browser, mail of a user	access_denied: user MKOWALSKI has not been granted access to the application Office & Dragons
user-not-granted	O&D log	2026-03-19T14:40:00Z WARN imanage.callback server=Krakow error=access_denied error_description="You do not have access to this application. Ask your iManage administrator to add you under Access."
user-not-granted	iManage page	User KLEE is not allowed to use this application.
user-not-granted	iManage page	You do not have access to Office & Dragons. Ask your administrator to grant it.
user-not-granted	O&D log	ERROR imanage.callback error=access_denied error_description=User KLEE has no access to this application
user-not-granted	mail of an administrator	Access is Custom, and the new trainees are not in the group we selected.
user-not-granted	mail of a user	All colleagues of the litigation team can log in, but I get "application not available for you".
user-not-granted	O&D screen	Your user has no access to Office & Dragons on the work server.
user-not-granted	mail of an administrator	In Control Center > Applications > Access I chose selected groups. Which group does Ms Klee have to be in?
user-not-granted	API	{"error":"access_denied","error_description":"The user is not granted access to the application"}
user-not-granted	iManage page	You are not authorized to use this application. Contact your administrator for access.
user-not-granted	mail of a user	My colleague can log in to iManage from O&D, I can't: it says I have no access to this app.
user-not-granted	O&D log	ERROR imanage.callback user=14 failure=user_not_granted
user-not-granted	mail of an administrator	Only the pilot group was given access to the application, the rest of the firm gets a denial.
user-not-granted	mail of an administrator	I gave access to the group "Corporate" only, and now the Real Estate people are refused at log-in.
user-not-granted	mail of a user	iManage: "You have not been given access to Office & Dragons".
user-not-granted	mail of support	One user can't log in, all others can; the admin did not add him to the application's Access list.
user-not-granted	mail of an administrator	New employees cannot use O&D with iManage until they are added to the access group of the application.
user-not-granted	mail of support	access_denied for one user: he is not in the list of users and groups that may use the application.
user-not-granted	mail of a user	Only I of our team cannot log in, iManage writes that my user has no permission for this application.
user-not-granted	mail of support	The user isn't among those who may use the application (Access: Custom).
user-not-granted	mail of an administrator	Should Access be "All users"? A few people get an access message from iManage at log-in.
user-not-granted	mail of a user	I'm told at the iManage log-in that I'm not allowed to use this app, but my boss is.
user-not-granted	O&D log	WARN imanage.callback access_denied: user has no access to the application
value-missing	O&D	API Secret / Client Secret: please fill in this field
value-missing	O&D	Client ID is required
value-missing	O&D screen, mail of an administrator	The Save button of Add New Server complains. URL and API Key are in, but I left the API Secret empty since nobody gave us one - it says the client secret is required.
value-missing	O&D log	2026-03-09T11:22:33Z INFO settings.add_server org=91 rejected fields=[client_id] reason="API Key / Client ID is missing"
value-missing	O&D screen	Please fill in all fields. API Secret / Client Secret must not be blank.
value-missing	mail of a user	The Add button stays grey: I did not get a Client ID from our IT yet, so that box is empty.
value-missing	O&D API	422 {"failure":"value_missing","fields":["client_secret"]}
value-missing	mail of an administrator	I left the secret box empty because the registration sheet did not have one, now O&D asks for it.
value-missing	O&D screen	The API Key / Client ID is missing.
value-missing	mail of an administrator	Add New Server: what do I write in API Secret if our admin did not send me one? Without it the button does nothing.
value-missing	O&D API	400 {"failure":"value_missing","message":"work server URL is empty"}
value-missing	mail of a user	It says that one of the three values has not been filled in: URL, key or secret.
value-missing	O&D log	WARN settings.add_server failure=value_missing field=api_key
value-missing	mail of support	He saved the server without the client secret, the field was blank.
value-missing	mail of a user	Which value is mandatory when I add the server? It says something is empty but I filled in the URL.
value-missing	O&D screen	API Secret / Client Secret: this field is required.
value-missing	mail of an administrator	I can't click Add New Server's save button as long as the key is not filled in.
value-missing	mail of a user	I don't have the Client Secret at hand, can I leave it out for now? The form does not let me.
value-missing	O&D screen	Fill in URL, API Key / Client ID and API Secret / Client Secret.
value-missing	mail of support	API key was not entered when the server was added, so the form stopped.
value-missing	mail of an administrator	There is a red star at API Key. Where do I get this key from?
value-missing	mail of support	The customer left API Key / Client ID blank.
value-missing	O&D log	WARN settings.add_server missing: client_secret
value-missing	mail of a user	It does not let me save since the secret is not there yet.
version-too-old	O&D	The work server is too old: work server 10.1.4 was found, 10.2 or newer is needed
version-too-old	vendor	This integration requires iManage Work Server 10.2 or later. Your server version 10.1 is not supported.
version-too-old	log	dms_version 10.1.3 minimum 10.2
version-too-old	log	{"dms_version":"9.5.1"}
version-too-old	log	dms_version=10.2.3 required=10.4.0
version-too-old	mail of an administrator	Review of our server fails: it is iManage Work 10.1 and Office & Dragons needs at least 10.2.
version-too-old	O&D log	review server=Leeds dms_version=10.1.3 minimum=10.2 result=failed
version-too-old	mail of an administrator	Our Control Center's About box says iManage Work Server 9.5 Update 4. O&D's page refuses the server, "at least 10.2 is needed". Is there a way around an upgrade?
version-too-old	O&D log	2026-01-15T12:00:03Z WARN imanage.review server=Dublin GET /api dms_version=10.1.3.270 minimum=10.2 result=rejected
version-too-old	O&D log	review server=Bath: iManage Work Server 10.1.1 found, minimum 10.2
version-too-old	O&D screen	This work server is version 10.1. Office & Dragons needs version 10.2 or newer.
version-too-old	mail of an administrator	We are still on iManage 9.3. Your review says that this is not supported.
version-too-old	O&D log	WARN review dms_version=10.1.3.25 minimum=10.2
version-too-old	mail of support	GET /api of the customer shows "dms_version":"10.0.2", they have to upgrade first.
version-too-old	O&D screen	The work server is older than version 10.2.
version-too-old	O&D API	409 {"failure":"version_too_old","found":"10.1.4","minimum":"10.2"}
version-too-old	mail of an administrator	We run Work Server 10.1 Update 5 and plan the upgrade for spring. Can we use O&D before?
version-too-old	API	{"data":{"versions":[{"name":"v1"}],"dms_version":"9.5.0.12"}}
version-too-old	mail of support	Customer has FileSite 9 with a server from 2017, this is below what we support.
version-too-old	O&D log	ERROR review server=Leeds failure=version_too_old 10.0.1 < 10.2
version-too-old	mail of an administrator	How can we use O&D with iManage Work 9? It says 10.2 at least.
version-too-old	mail of a user	Our server was not accepted because it has version 10.0.
version-too-old	O&D log	INFO review server=Oslo found=10.1.2 required=10.2 verdict=too_old
version-too-old	mail of an administrator	Does O&D work with Work Server 10.1? Our update to 10.3 is in June.
version-too-old	mail of support	They have 9.4, minimum is 10.2.
version-too-old	mail of a user	O&D says that our iManage is too old to be used with it.
version-too-old	mail of support	10.1.1 found. They have to update to 10.2 or later.
version-too-old	mail of an administrator	Our Work server is from 2018. You say it's too old?
version-too-old	O&D log	WARN review version=10.1 below minimum
version-unknown	log	GET /api answered {"dms_version": null}
version-unknown	O&D	The version of the work server could not be determined
version-unknown	log	dms_version=unknown, cannot compare with 10.2
version-unknown	O&D log	2026-01-16T09:41:12Z WARN imanage.review server=Leeds GET /api 200, dms_version missing: the version of the work server cannot be read, ask the administrator
version-unknown	mail of O&D staff	The review of the client's server cannot tell which version it is: /api answers, but dms_version is an empty string. Do we know whether it is 10.2 or newer?
version-unknown	O&D screen	The version of the work server could not be read. Confirm with your administrator that it is 10.2 or newer.
version-unknown	O&D log	WARN review server=Leeds dms_version missing in the answer of /api
version-unknown	mail of support	I cannot see which version their server has, the API answers without one.
version-unknown	Python	ValueError: could not parse dms_version 'n/a'
version-unknown	O&D screen	The work server does not tell a version that can be read.
version-unknown	O&D API	409 {"failure":"version_unknown"}
version-unknown	mail of an administrator	How do I find out which version of Work Server we have? You write that it could not be determined.
version-unknown	API	{"data":{"versions":[{"name":"v2"}],"dms_version":""}}
version-unknown	O&D log	WARN review server=Leeds dms_version="ten point four" is not a version
version-unknown	Java	NumberFormatException: For input string: "unknown" at ServerVersion.parse(dms_version)
version-unknown	mail of an administrator	Your review could not read the version of our server. Where is it shown?
version-unknown	O&D log	WARN review server=Oslo GET /api has no dms_version
version-unknown	mail of support	Version field of their server is blank, please ask them for the number.
version-unknown	mail of an administrator	O&D wants us to confirm the version, since it could not find it out by itself.
version-unknown	O&D log	WARN review dms_version="10.x" cannot be read as a version
version-unknown	mail of support	dms_version of this customer is "Work Cloud", not a number.
version-unknown	mail of an administrator	You ask me which version our server is. Why can't you see it?
version-unknown	O&D screen	We could not find out the version of this work server.
none	other software	npm ERR! network request to https://registry.npmjs.org/left-pad failed, reason: getaddrinfo ENOTFOUND registry.npmjs.org
none	other software	pip._vendor.urllib3.exceptions.ReadTimeoutError: HTTPSConnectionPool(host='pypi.org', port=443): Read timed out.
none	other software	fatal: unable to access 'https://github.com/foo/bar.git/': Could not resolve host: github.com
none	other software	Error response from daemon: Get https://registry-1.docker.io/v2/: net/http: TLS handshake timeout
none	other software	ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/var/run/mysqld/mysqld.sock' (2)
none	other software	psql: error: connection to server at "db1" (10.0.0.9), port 5432 failed: Connection refused
none	other software	redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused.
none	other software	smtp; 550 5.7.1 Relaying denied for user@example.com
none	other software	Outlook cannot connect to the server. Your mailbox has been temporarily moved.
none	other software	The printer HP LaserJet is offline. Check the network cable.
none	other software	kernel: Out of memory: Killed process 4312 (java) total-vm:8123456kB
none	other software	Segmentation fault (core dumped)
none	other software	java.lang.NullPointerException at com.acme.billing.InvoiceService.total(InvoiceService.java:88)
none	other software	TypeError: undefined is not a function (evaluating 'foo.bar()')
none	other software	Microsoft Excel has stopped working
none	other software	Teams: We can't sign you in, your mic is muted
none	other software	The Wi-Fi password is wrong, try again
none	other software	ssh: connect to host build01 port 22: Connection timed out
none	other software	git push rejected: non-fast-forward
none	other software	ModuleNotFoundError: No module named 'numpy'
none	other software	error: linker command failed with exit code 1 (use -v to see invocation)
none	other software	E: Unable to locate package libfoo-dev (apt)
none	other software	Your PayPal payment was declined
none	other software	The elevator on floor 3 is out of service
none	other software	Please approve my vacation from Monday to Friday
none	other software	Meeting moved to 3 pm, calendar invite follows
none	other software	My keyboard types double letters
none	other software	The scanner makes a strange noise
none	other software	Laptop battery lasts only an hour
none	other software	kubectl: Error from server (Forbidden): pods is forbidden: User "dev" cannot list resource "pods"
none	other software	terraform: Error acquiring the state lock
none	other software	Kafka: Broker may not be available, connection to node -1 could not be established
none	other software	MongoServerError: bad auth : Authentication failed.
none	other software	ORA-12541: TNS:no listener
none	other software	ldap_bind: Invalid credentials (49) on the mail gateway of postfix
none	other software	Salesforce: INVALID_SESSION_ID: Session expired or invalid
none	other software	Jira returned 403 when creating an issue
none	other software	Confluence page not found
none	other software	ffmpeg: Invalid data found when processing input
none	other software	Disk quota exceeded on /home (backup exec)
none	other software	USB device not recognized
none	other software	Zoom meeting ended because the host has another meeting in progress
none	other software	The coffee machine in the kitchen is broken
none	other software	Lorem ipsum dolor sit amet, consectetur adipiscing elit
none	other software	How do I change the font in Word?
none	other software	What is the weather in London tomorrow?
none	other software	Dear all, please find attached the minutes of yesterday's meeting.
none	other software	Invoice 2231 is overdue, please pay within 14 days
none	other software	android.os.NetworkOnMainThreadException
none	other software	CUDA error: out of memory
none	SharePoint	The file report.docx is checked out by Anna Berg in SharePoint.
none	SVN	svn: E195022: File 'main.c' is locked in another working copy
none	Windows	The process cannot access the file 'C:\\Users\\anna\\report.docx' because it is being used by another process.
none	NetDocuments	NetDocuments: the document is checked out by another user
none	Autodesk Vault	Autodesk Vault: file is checked out to jsmith
none	Perforce	p4 submit: file is locked by ben@build01
none	AWS	An error occurred (ExpiredToken) when calling the ListBuckets operation: The provided token has expired. (botocore)
none	AWS	ExpiredTokenException: The security token included in the request is expired (STS)
none	Google	google.auth.exceptions.RefreshError: ('invalid_grant: Token has been expired or revoked.')
none	Azure CLI	az login: the refresh token has expired, see https://management.azure.com
none	Microsoft Graph	GET https://graph.microsoft.com/v1.0/me 401 InvalidAuthenticationToken: Access token has expired
none	shop	GET https://shop.example/cart/44 404 Not Found
none	web site	https://blog.example/posts/12: 404 page not found
none	weather	GET https://api.weather.example/v1/forecast 404 Not Found
none	wiki	404: https://en.wikipedia.org/wiki/Foo1 does not exist
none	Redis	connect ECONNREFUSED 10.0.0.3:6379
none	PostgreSQL	connect ECONNREFUSED 10.0.0.3:5432
none	development	Error: connect ECONNREFUSED 127.0.0.1:3000
none	Grafana	dial tcp 10.0.0.8:9090: connect: connection refused (prometheus)
none	SMTP	Could not connect to host mail.firm.example port 587: Connection refused
none	RabbitMQ	AMQP: connection refused by rabbitmq:5672
none	SmartScreen	SmartScreen: the code signing certificate of setup.exe was revoked
none	Adobe	Adobe Acrobat: the signature's certificate is revoked
none	Jenkins	Jenkins agent: certificate has been revoked, remoting closed
none	Wi-Fi	WLAN authentication failed, 802.1X supplicant timed out
none	Bluetooth	Bluetooth pairing: authentication error with headset
none	RADIUS	RADIUS server rejected the authentication of switch 4
none	camera	Camera authentication error, reset the device
none	O&D	INFO GET /work/api/v2/customers/1/libraries 200 OK in 31 ms
none	O&D	INFO user ADA logged in, token issued, refresh token saved
none	iManage	2026-10-03 09:12:44 10.0.0.5 GET /work/api/v2/customers/1/documents - 443 - 198.51.100.4 OfficeAndDragons - 200 0 0 93
none	access log	198.51.100.4 - - [03/Oct/2026:09:12:44 +0000] "POST /auth/oauth2/token HTTP/1.1" 200 401
none	iManage	Document ACTIVE!12.1 checked out successfully
none	O&D	certificate of work.firm.example verified, TLS connection established
none	O&D	Work server 10.4.1: version check passed
none	iManage	POST /work/api/v2/customers/1/libraries/ACTIVE/folders/ACTIVE!7/documents 201 Created
none	O&D	GET https://work.firm.example/auth/oauth2/authorize?client_id=1 302 Found
none	O&D	Access token renewed successfully for user BEN
none	Kubernetes	readiness probe failed: HTTP probe failed with statuscode: 503 (kubelet)
none	Salesforce	salesforce: invalid_grant, expired access/refresh token
none	Zoom	zoom.us sign-in: SSO failed for meeting client
none	Jenkins	jenkins: Permission denied (publickey) for git
none	GitHub	remote: Invalid username or password. fatal: Authentication failed for https://github.com/acme/app.git/
none	npm	npm ERR! code E401 npm ERR! Incorrect or missing password. registry=https://registry.npmjs.example
none	Docker	Error response from daemon: pull access denied for acme/web, repository does not exist or may require docker login
none	PostgreSQL	FATAL: password authentication failed for user "reporting" on database billing
none	Outlook	The connection to Microsoft Exchange is unavailable. Outlook must be online or connected to complete this action.
none	Gmail SMTP	535-5.7.8 Username and Password not accepted. For more information, go to https://support.google.com/mail
none	SAP	RFC_ERROR_LOGON_FAILURE: Name or password is incorrect (repeat logon) in system PRD
none	Windows	0x80070005 Access is denied while installing update KB5034441
none	Excel	Microsoft Excel has encountered a problem with the file Q3 budget.xlsx: We found a problem with some content.
none	Printer	Paper jam in tray 2. Open the rear door and remove the sheet.
none	Kubernetes	0/5 nodes are available: 5 Insufficient memory. preemption: not eligible
none	Teams	You have been signed out of Teams because of a policy of your organization. Error CAA20003
none	Java	java.lang.NullPointerException: Cannot invoke "String.length()" because "name" is null at com.acme.Invoice.total(Invoice.java:88)
none	Python	KeyError: 'matter_id' in report.py line 212
none	PDF	The file could not be opened because it is either not a supported file type or has been damaged. Adobe Acrobat Reader
none	Zoom	Your meeting has been ended by the host
none	MySQL	ERROR 1205 (HY000): Lock wait timeout exceeded; try restarting transaction
none	S3	An error occurred (SignatureDoesNotMatch) when calling the PutObject operation: The request signature we calculated does not match
none	Stripe	Your card was declined. code=card_declined decline_code=insufficient_funds
none	SSH	Permission denied (publickey,keyboard-interactive). Connection closed by 198.51.100.9 port 22
none	Disk	write /var/lib/app/index.tmp: no space left on device
none	Word	Word cannot start the converter mswrd632.wpc
none	SharePoint	Sorry, this document is checked out for editing by Ann Lee in SharePoint library Contracts
none	Salesforce	INVALID_SESSION_ID: Session expired or invalid from na139.salesforce.com
none	Jira	You do not have permission to view this issue ABC-411 in Jira
none	OneDrive	OneDrive: Your files cannot sync since the path is longer than 400 characters
none	Bluetooth	The headset was disconnected
none	mail of a user	How do I make a table of contents in the closing binder? The page numbers are wrong after page 12.
none	mail of a user	Please send the invoice for November to our new address in Bristol.
none	VPN	GlobalProtect: The network connection is unreachable or the portal is unresponsive
none	Redis	NOAUTH Authentication required.
none	MongoDB	MongoServerError: E11000 duplicate key error collection: crm.clients index: email_1
none	ordinary log	INFO worker-3 processed 1204 invoices in 8.3 s, 0 failed
none	ordinary log	GET /healthz 200 2ms; GET /metrics 200 5ms; GET /favicon.ico 404 1ms
none	JavaScript	Uncaught TypeError: Cannot read properties of undefined (reading 'map') at Chart.jsx:41
none	Git	error: failed to push some refs, Updates were rejected because the remote contains work that you do not have locally
none	NetDocuments	NetDocuments: ndOffice could not check in the document because ndSync is paused
none	LDAP	LDAP: error code 49 - 80090308: LdapErr: DSID-0C09042A, comment: AcceptSecurityContext error, data 52e
none	Slack	channel_not_found when posting to #legal-ops with chat.postMessage
none	Terraform	Error acquiring the state lock: ConditionalCheckFailedException
none	GitHub CLI	gh: HTTP 401: Bad credentials (https://api.github.com/user)\nTry authenticating with: gh auth login
none	GitHub Actions	remote: Permission to acme/contracts-app.git denied to github-actions[bot].\nfatal: unable to access 'https://github.com/acme/contracts-app/': The requested URL returned error: 403
none	mail server, Postfix	Nov 12 08:14:55 mx1 postfix/smtp[2211]: certificate verification failed for mail.partner-firm.example[203.0.113.7]:25: untrusted issuer /CN=Mail Root
none	Outlook	Outlook: The server you are connected to is using a security certificate that cannot be verified. The target principal name is incorrect. smtp.office-mail.example
none	Windows event log	Event 2013, srv: The C: disk is at or near capacity. You may need to delete some files.
none	Linux	write /var/lib/postgresql/16/main/base/16384/2619: No space left on device
none	JavaScript, browser console	Uncaught TypeError: Cannot read properties of undefined (reading 'map')\n    at InvoiceTable (main.4f2a.js:2:11873)\n    at renderWithHooks (vendor.91.js:1:55555)
none	JavaScript, React	Warning: Each child in a list should have a unique "key" prop. Check the render method of ClauseList.
none	Salesforce	[SALESFORCE] INVALID_SESSION_ID: Session expired or invalid, errorCode at /services/data/v59.0/query
none	NetDocuments	NetDocuments ndOffice 3.4: Document 4812-9921-0034 is checked out to K. Weiss; open read-only?
none	SharePoint	SharePoint: Sorry, you don't have access to this page. https://contoso.sharepoint.com/sites/hr/_layouts/15/AccessDenied.aspx
none	Microsoft Word	Word could not save the file because the file is locked for editing by 'another user' on the network drive S:/Templates/letter.dotx
none	Dropbox	Dropbox can't sync: your account is full. Upgrade for more space or remove files.
none	SQL Server	Login failed for user 'svc_billing'. Reason: Password did not match that for the login provided. [CLIENT: 10.2.0.14] Error: 18456, Severity: 14, State: 8.
none	Kubernetes	Warning  BackOff  2m (x14 over 5m)  kubelet  Back-off pulling image "registry.acme.example/billing:4.1": ErrImagePull: 401 Unauthorized
none	AWS CLI	An error occurred (ExpiredToken) when calling the ListBuckets operation: The provided token has expired.
none	Zoom	Zoom error code 5003: unable to connect to the Zoom service. Check your network connection.
none	VPN client	Cisco AnyConnect: The VPN client failed to establish a connection. Login failed, RADIUS server timeout.
none	ordinary log, nginx	198.51.100.4 - - [12/Nov/2026:09:00:01 +0000] "GET /static/app.css HTTP/1.1" 200 18233 "-" "Mozilla/5.0"\n198.51.100.4 - - [12/Nov/2026:09:00:02 +0000] "GET /favicon.ico HTTP/1.1" 404 153 "-" "Mozilla/5.0"
none	ordinary log, O&D	2026-11-12T09:00:00Z INFO documents.compare user=17 pages=42 duration_ms=811 result=ok
none	ordinary log, iManage success	2026-11-12T09:01:00Z INFO imanage.browse user=17 server=London GET /work/api/v2/customers/1/libraries 200 in 88 ms
none	Stripe	stripe.error.AuthenticationError: Invalid API Key provided: sk_test_****9XyZ (request req_8Jq)
none	npm	npm error code E403\nnpm error 403 Forbidden - PUT https://registry.npmjs.org/@acme%2fui - You do not have permission to publish
none	LDAP	javax.naming.AuthenticationException: [LDAP: error code 49 - 80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data 52e, v3839]
none	Adobe Acrobat	Adobe Acrobat: This document could not be signed. The certificate used for signing has been revoked.
none	feature request, mail of a user	Could you please let us sort the clause list in O&D by date? And the dark mode would be lovely.
none	Jenkins	java.net.ConnectException: Connection refused: connect to jenkins-agent-04:50000, marking node offline
none	Docker	docker: Error response from daemon: toomanyrequests: You have reached your pull rate limit. https://www.docker.com/increase-rate-limit
none	Elasticsearch	{"error":{"root_cause":[{"type":"index_not_found_exception","reason":"no such index [orders-2026]"}],"status":404}}
none	printer	HP LaserJet M507: 49.4C02 error, turn off then on. Scan to e-mail failed: authentication required.
none	SharePoint	The file is locked for exclusive use by jdoe@contoso.example (SharePoint library)
none	AWS	An error occurred (SignatureDoesNotMatch) when calling the GetObject operation
none	Git	error: RPC failed; HTTP 403 curl 22 The requested URL returned error: 403
none	mail of a user	Can you send me the invoice for March again, please?
none	Kubernetes	Readiness probe failed: HTTP probe failed with statuscode: 503
none	Exchange	550 5.7.1 Message rejected: sender address not allowed
none	Redis	Could not connect to Redis at 10.1.1.1:6379: Connection refused
none	VPN	The VPN connection between your computer and the VPN server could not be established.
none	mail of a user	Where can I change the font size in the comparison view?
none	Teams	We're sorry, we've run into an issue. Error code 80080300
none	Windows	The trust relationship between this workstation and the primary domain failed.
none	Wi-Fi	Can't connect to this network: the password is wrong
none	SSH	Permission denied (publickey).
none	CI	The job exceeded the maximum time limit of 60m and was cancelled by the user.
none	bank	Your online banking session has expired. Please sign in again.
none	Stripe	Your card was declined.
none	mail of a user	The coffee machine on floor 3 shows error 42.
none	MongoDB	MongoServerSelectionError: connect ECONNREFUSED 127.0.0.1:27017
none	ordinary log	INFO backup completed in 312 s, 18233 files
none	Slack	invalid_auth: token_revoked
none	DocuSign	The access token provided is expired, revoked or malformed. docusign.net
none	mail of a user	Please add my colleague to the mailing list, thank you.
none	Google	Error 400: redirect_uri_mismatch You can't sign in to this app because it doesn't comply with Google's OAuth 2.0 policy. accounts.google.com
none	Linux	bash: ./deploy.sh: Permission denied
none	Python	ModuleNotFoundError: No module named 'requests'
none	O&D log	INFO documents.compare user=3 pages=12 result=ok
none	printer	Scan to folder failed: wrong user name or password
none	LDAP	ldap_bind: Invalid credentials (49)
none	Excel	The file is locked for editing by Maria Lopez. Open read-only?
none	Jira	You do not have permission to edit this issue.
none	ordering	Your order 4711 has been shipped.
none	Sage	Sage 200: the document is locked by another user, try later.
none	Outlook	Outlook keeps asking for my password since this morning.
none	Outlook	Cannot connect to the Exchange server. The connection to Microsoft Exchange is unavailable.
none	Teams	You can't get into this meeting. Sign in with another account.
none	WordPress	Error establishing a database connection
none	PHP	Fatal error: Allowed memory size of 134217728 bytes exhausted
none	Java	java.lang.OutOfMemoryError: Java heap space
none	Java	java.lang.NullPointerException: Cannot invoke "String.length()" because "name" is null
none	Python	IndexError: list index out of range
none	Go	panic: runtime error: index out of range [3] with length 3
none	Node.js	npm ERR! code ETIMEDOUT npm ERR! network request to https://registry.npmjs.org/react failed
none	Docker	Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: TLS handshake timeout
none	Git	fatal: Authentication failed for 'https://git.acme.example/app.git/'
none	Git	SSL certificate problem: unable to get local issuer certificate (git clone)
none	SSH	ssh: connect to host build.acme.example port 22: Connection timed out
none	SSH	kex_exchange_identification: Connection closed by remote host
none	FTP	530 Login incorrect. ftp: Login failed
none	SFTP	sftp> put report.pdf: Permission denied
none	SMTP	454 4.7.0 Temporary authentication failure, mail not sent
none	IMAP	NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)
none	SMTP	certificate verify failed while STARTTLS with smtp.partner.example:587
none	MySQL	ERROR 1045 (28000): Access denied for user 'app'@'localhost' (using password: YES)
none	PostgreSQL	FATAL: password authentication failed for user "app"
none	PostgreSQL	could not connect to server: Connection refused. Is the server running on host "db1" and accepting TCP/IP connections on port 5432?
none	SQL Server	A network-related or instance-specific error occurred while establishing a connection to SQL Server.
none	Oracle	ORA-01017: invalid username/password; logon denied
none	Oracle	ORA-00054: resource busy and acquire with NOWAIT specified or timeout expired
none	MongoDB	Authentication failed. MongoServerError code 18
none	Kafka	Connection to node -1 (kafka/10.0.0.8:9092) could not be established. Broker may not be available.
none	RabbitMQ	ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN
none	Elasticsearch	org.elasticsearch.client.ResponseException: method [GET], host [http://es:9200], status line [HTTP/1.1 401 Unauthorized]
none	AWS	Unable to locate credentials. You can configure credentials by running "aws configure".
none	AWS	AccessDenied: User: arn:aws:iam::123:user/ci is not authorized to perform: s3:PutObject
none	Azure	AuthorizationFailed: The client does not have authorization to perform action 'Microsoft.Compute/virtualMachines/read'
none	Azure	az login: Please run 'az login' to setup account.
none	Google Cloud	PERMISSION_DENIED: The caller does not have permission bigquery.jobs.create
none	Kubernetes	Error from server (Forbidden): pods is forbidden: User "dev" cannot list resource "pods"
none	Kubernetes	Unable to connect to the server: x509: certificate has expired or is not yet valid (kubectl)
none	Helm	Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress
none	Terraform	Error: Error acquiring the state lock
none	Jenkins	hudson.AbortException: script returned exit code 1
none	GitLab	remote: HTTP Basic: Access denied. fatal: Authentication failed for GitLab
none	Jira	Login to Jira failed: CAPTCHA challenge required
none	Confluence	You don't have permission to view this page in Confluence. Request access.
none	Slack	Slack API error: not_in_channel
none	Salesforce	UNABLE_TO_LOCK_ROW: unable to obtain exclusive access to this record (Salesforce)
none	Salesforce	REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded. salesforce.com
none	SharePoint	Access Denied. You need permission to access this SharePoint item.
none	OneDrive	OneDrive: your file can't be synced because it is open in another program
none	Google Drive	Google Drive: You need access. Ask for access or switch to an account with access.
none	Dropbox	Dropbox: conflicting copy of contract.docx created
none	NetDocuments	NetDocuments: The document is checked out by another user (ND)
none	Box	box.com: 401 Unauthorized, please re-authorize the Box app
none	DocuSign	DocuSign: ENVELOPE_IS_INCOMPLETE. The Envelope is not Complete.
none	Adobe	Adobe Sign: consent has been revoked
none	Zoom	Your Zoom client version is too old. Please update to join.
none	Windows	The user profile service failed the sign-in. User profile cannot be loaded.
none	Windows	Your PC ran into a problem and needs to restart. IRQL_NOT_LESS_OR_EQUAL
none	Windows	We can't sign in to your account. This problem can often be fixed by signing out of Windows.
none	Windows	Windows cannot access \\fileserver\share. You do not have permission to access \\fileserver\share.
none	Windows	The network path was not found. 0x80070035
none	Windows	The referenced account is currently locked out and may not be logged on to. (workstation logon)
none	Windows	The file C:\Users\jd\letter.docx is being used by another process.
none	Windows update	Windows Update error 0x80072EE2
none	macOS	The disk "Time Machine" was not ejected properly.
none	printer	Printer offline. Check the network connection of the printer.
none	printer	Paper jam in tray 2
none	scanner	Scan to e-mail failed: SMTP authentication error
none	phone	My phone cannot join the guest Wi-Fi, the certificate is not trusted
none	VPN	AnyConnect was not able to establish a connection to the specified secure gateway.
none	VPN	FortiClient: Unable to establish the VPN connection. The VPN server may be unreachable (-14)
none	RDP	Remote Desktop can't connect to the remote computer because the authentication certificate has expired
none	Citrix	Citrix Workspace: Cannot start desktop. Unable to launch your application.
none	TV	The TV in the meeting room shows no signal
none	badge	My badge does not open the door to the garage
none	lunch	Who is in for lunch on Thursday?
none	holiday	I am out of office until 12 October. In urgent cases contact Maria Lopez.
none	newsletter	Your subscription will expire in 7 days. Renew now and save 20 %.
none	shop	Sorry, this product is no longer available.
none	shop	Your cart has expired, please start again.
none	bank	Transaction declined: insufficient funds
none	bank	Your card is locked after three wrong PIN entries.
none	airline	Booking not found. Check your reservation code.
none	parcel	Your parcel could not be delivered, we try again tomorrow.
none	insurance	The claim form is missing the required field "date of damage".
none	school	Moodle: Invalid login, please try again
none	game	Steam: Unable to connect to the Steam servers
none	game	Minecraft: Failed to verify username!
none	streaming	Netflix error NW-2-5
none	smart home	The thermostat lost its connection to the hub
none	car	Software update of the vehicle failed, version is too old
none	spam	Congratulations! You have been selected for an exclusive reward. Click here.
none	mail server	Undelivered Mail Returned to Sender: host mx.acme.example said: 550 5.1.1 user unknown
none	mail quota	Your mailbox is full. You can no longer send messages.
none	backup	Veeam: Job finished with error: unable to allocate processing resources
none	monitoring	PROBLEM: web01 CPU load is WARNING (load average 8.1)
none	monitoring	Disk usage on /var is above 90 percent
none	ordinary log	INFO user 14 opened the settings page
none	ordinary log	2026-10-03T09:00:00Z INFO compare.start left=a.docx right=b.docx
none	ordinary log	INFO imanage.login user=14 server=Leeds ok in 2.1 s
none	ordinary log	DEBUG cache hit ratio 0.93, 120 entries
none	ordinary log	10.0.0.9 - - [03/Oct/2026] "GET /index.html HTTP/1.1" 200 5120
none	ordinary log	GET /work/api/v2/customers/1/documents/ACTIVE!7.1/download 200 in 310 ms
none	feature request	It would be nice if O&D could export the comparison to Excel.
none	feature request	Could the clause library show the date of the last change?
none	question	How many users does our license include?
none	question	What are your prices for 50 seats?
none	question	How do I change my display name in Office & Dragons?
none	question	Where can I find the training videos for iManage?
none	question	Which browser do you recommend for O&D?
none	praise	The new comparison view is great, thank you!
none	JavaScript	Uncaught ReferenceError: jQuery is not defined
none	JavaScript	TypeError: Failed to fetch dynamically imported module: /assets/chart.js
none	CSS	Unknown property 'colr'. Declaration dropped.
none	compiler	error: cannot find 'foo' in scope
none	compiler	undefined reference to `main'
none	Rust	error[E0502]: cannot borrow `x` as mutable because it is also borrowed as immutable
none	SQL	ERROR: duplicate key value violates unique constraint "users_pkey"
none	SQL	deadlock detected while waiting for ShareLock
none	REST	404 Not Found: GET /products/123 (shop API)
none	GraphQL	Cannot query field "price" on type "Product".
none	Stripe	card_declined: Your card has insufficient funds.
none	PayPal	INVALID_CLIENT Client Authentication failed PayPal api-m.paypal.com
none	Twilio	Twilio error 20003: Authenticate
none	OpenAI	Rate limit reached for requests per min. Please try again in 20s. openai
none	LDAP	LDAP bind failed: 80090308 data 775 account locked
none	Kerberos	KRB_AP_ERR_SKEW: clock skew too great
none	RADIUS	Access-Reject received from RADIUS server
none	NTP	ntpd: no server suitable for synchronization found
none	DHCP	No DHCPOFFERS received.
none	DNS	named: zone acme.example/IN: loading from master file failed
none	QuickBooks	QuickBooks: error 6000, company file is in use by another user
none	Excel	Excel found unreadable content in report.xlsx. Do you want to recover?
none	Word	Word experienced an error trying to open the file.
none	PowerPoint	PowerPoint can't save while the file is being reviewed by another user on SharePoint
none	Acrobat	There was an error opening this document. The file is damaged and could not be repaired. Adobe Reader
none	AutoCAD	Drawing file is locked by user JD, open read-only? AutoCAD
none	Clio	Clio: The matter could not be saved, required field responsible attorney
none	SAP	SAP: user is locked, password logon no longer possible - too many failed attempts
none	Workday	Your Workday session has timed out.
none	HR portal	The HR portal says my leave request was rejected.
none	intranet	The intranet page is blank since the update of the wiki.
none	weather	Heavy rain expected, the trains may be delayed.
none	meeting	The meeting was moved to 3 pm, room 12.
none	contract	Please review clause 7.2, the notice period has expired.
none	contract	The licence agreement was terminated and access to the premises was refused.
none	legal	The court rejected the appeal as the deadline had expired.
none	legal	The certificate of incorporation is missing from the data room.
none	legal	The counterparty refused to sign the document without a new version of annex B.
none	random	asdf qwer zxcv
none	random	1234 5678 90
none	mail of a user	I can't find the button for the table of contents in O&D.
none	mail of a user	Please delete my Office & Dragons account.
none	mail of a user	The comparison shows too many changes in the footers.
none	mail of a user	How do I invite a colleague to Office & Dragons?
none	mail of an administrator	Can we get an invoice in euros?
none	mail of a user	Word crashes when I open the add-in's pane.
none	mail of a user	The PDF export has wrong fonts.
none	Zendesk	Your ticket has been received and is being reviewed.
none	Windows	The application was unable to start correctly (0xc000007b).
none	Windows	Low disk space on drive C
none	GitHub	Your account has been flagged. API rate limit exceeded for 203.0.113.9 (github)
none	Outlook	The operation timed out waiting for a response from the mail server.
none	router	WAN link down, PPPoE authentication failed
none	payroll	The payroll run for October was rejected by the bank.
none	Excel	#REF! in cell B12
none	news	The minister refused to comment on the report.
none	Visual Studio	MSB3027: Could not copy file. Exceeded retry count. The file is locked by another process.
none	Node.js	TypeError: Cannot read property 'length' of undefined
none	Ruby	NoMethodError: undefined method `name' for nil:NilClass
none	Tomcat	Servlet.service() for servlet threw exception java.lang.IllegalStateException
none	SQL	Timeout expired. The timeout period elapsed prior to obtaining a connection from the pool.
none	Spotify	Spotify can't play this right now.
none	browser	This page isn't working: news.example redirected you too many times. ERR_TOO_MANY_REDIRECTS
none	license server	FlexNet: license checkout failed, all licenses are in use
none	door	The garage door does not react to the remote control.
none	mail of a user	Is there a keyboard shortcut for the next change in O&D?
none	mail of a user	O&D highlights the wrong paragraph in the review pane.
none	mail of a user	The add-in is slow with large documents.
none	mail of a user	How can I print the list of definitions?
none	mail of a user	Why does O&D mark this cross-reference as broken? It is fine.
none	mail of a user	Could you extend our trial by two weeks?
none	mail of a user	My name is spelled wrongly in Office & Dragons.
none	mail of an administrator	How many seats do we have left in O&D?
none	mail of an administrator	Please send the data processing agreement of Office & Dragons.
none	mail of an administrator	Is O&D certified for ISO 27001?
none	mail of an administrator	When does the next release of Office & Dragons come out?
none	mail of a user	I want to change my e-mail address in O&D.
none	mail of a user	Where in iManage do I find the documents which I edited yesterday?
none	mail of a user	How do I create a new workspace in iManage?
none	mail of a user	The iManage icon disappeared from my Outlook ribbon.
none	mail of a user	Thanks, it works again now.
none	mail of a user	The dragons on your home page are funny.
none	mail of a user	I would like a training on iManage for our trainees.
none	O&D log	INFO documents.proofread user=8 issues=14 duration_ms=520
none	O&D log	INFO imanage.search user=8 server=London hits=31 in 210 ms
none	O&D log	DEBUG scheduler tick 4412
none	O&D log	WARN documents.compare user=8 document too long, falling back to paragraphs
none	O&D log	ERROR documents.convert user=8 cannot parse styles.xml
none	Visual Studio Code	Extension host terminated unexpectedly.
none	Linux	kernel: Out of memory: Killed process 4411 (java)
none	Linux	systemd: Failed to start nginx service
none	MySQL	Lost connection to MySQL server during query
none	Excel	Circular reference warning in workbook
none	phone system	SIP registration failed: 403 Forbidden
none	camera	The video doorbell has no connection to the cloud.
none	web shop	Coupon code is not valid or has already been used.
none	web shop	Payment timed out, your basket has been kept.
none	streaming	Too many devices are using your account right now.
none	university	Your library card has expired.
none	travel	Your visa application was rejected.
none	fitness	Your gym membership is locked until the fee is paid.
none	parking	Parking permit not found for this licence plate.
none	game	Disconnected: connection lost to game server
none	mail	Your password for the forum has been reset as you requested.
none	survey	The survey link is no longer valid.
none	mail of a user	How do I compare two documents in O&D?
none	mail of a user	Can I upload a Word template to Office & Dragons?
none	mail of a user	O&D does not find the definition "Closing Date" in my contract.
none	mail of a user	Is there a mobile app for O&D?
none	mail of a user	How long are my documents kept in Office & Dragons?
none	mail of a user	O&D suggests wrong translations.
none	mail of a user	I would like to receive fewer e-mails from O&D.
none	mail of a user	Where is the button to accept all changes in O&D?
none	mail of a user	Please change our company's logo in Office & Dragons.
none	mail of a user	The numbering in O&D's report is wrong on page 3.
none	mail of a user	O&D takes two minutes for a document of 300 pages.
none	mail of a user	What does the yellow triangle in O&D's list of issues mean?
none	mail of a user	Could iManage show the matter number in the title bar?
none	mail of a user	How can I file an e-mail into an iManage workspace?
none	mail of a user	How do I rename a folder in iManage?
none	mail of a user	How do I share an iManage link with a client?
none	mail of a user	Does iManage keep old versions forever?
none	mail of a user	I need a list of all documents that I edited in iManage last month.
none	mail of a user	Which iManage version do we have? Just out of curiosity.
none	mail of a user	My favourites in iManage are sorted differently since yesterday.
none	mail of a user	How do I attach an iManage document to an Outlook mail?
none	mail of an administrator	Do you offer a training for administrators of O&D?
none	mail of an administrator	Please send me the release notes of O&D 4.3.
none	mail of an administrator	Can we pay the O&D subscription by bank transfer?
none	mail of an administrator	How do we add users to our O&D organization by a CSV file?
none	mail of an administrator	What kinds of roles does Office & Dragons have?
none	mail of an administrator	Which data does O&D store about iManage documents?
none	mail of an administrator	Where are the servers of Office & Dragons located?
none	mail of an administrator	We would like an appointment with O&D for a demo.
none	mail of an administrator	Is the O&D add-in compatible with Office 2019?
none	mail of an administrator	How do I make a backup of the iManage library?
none	mail of an administrator	What is the recommended hardware for an iManage server?
none	mail of an administrator	How do I set up a new library in iManage?
none	mail of an administrator	How many documents does our iManage library hold?
none	O&D log	INFO imanage.save user=14 server=London POST /work/api/v2/customers/1/documents/ACTIVE!7.1/versions 201 in 820 ms
none	O&D log	INFO imanage.refresh user=14 server=London token renewed
none	O&D log	INFO settings.add_server organization=4 server=London added
none	O&D log	INFO review server=London confirmed by staff
none	O&D log	INFO imanage.login user=14 server=London begun
none	O&D log	INFO imanage.open user=14 ACTIVE!7.1 188416 bytes in 410 ms
none	O&D log	ERROR documents.render user=14 font "Garamond" is missing
none	O&D log	ERROR mail.send user=14 smtp server does not answer
none	O&D log	WARN billing.invoice organization=4 card expires soon
none	O&D log	ERROR users.invite e-mail address is already taken
none	O&D log	WARN users.login user=14 wrong password for Office & Dragons
none	mail of a user	I forgot my password for Office & Dragons. How can I reset it?
none	mail of a user	I cannot log in to Office & Dragons itself, the page says that my trial has ended.
none	mail of a user	The link in the invitation to Office & Dragons has expired.
none	mail of a user	O&D's comparison cannot read my scanned PDF.
none	mail of a user	An error occurred while rendering the preview in O&D.
none	Windows	The trust relationship failed. Rejoin the domain.
none	Windows	Your password must be changed before signing in for the first time.
none	Windows	Your PIN is no longer available due to a change to the security settings on this device.
none	Windows	Windows could not connect to the group policy client service.
none	Windows	This app can't run on your PC.
none	Windows	The remote procedure call failed.
none	Windows	Destination folder access denied: you need permission to perform this action.
none	Windows	File in use: the action can't be completed because the file is open in another program.
none	Windows	There is not enough space on drive D.
none	macOS	The application "Preview" is not open anymore.
none	macOS	Your disk is almost full.
none	Linux	cp: cannot create regular file: Permission denied
none	Linux	mount: wrong fs type, bad option, bad superblock
none	Linux	bash: htop: command not found
none	Linux	sudo: 3 incorrect password attempts
none	PostgreSQL	ERROR: relation "orders" does not exist
none	PostgreSQL	ERROR: canceling statement due to user request
none	MySQL	Lock wait timeout exceeded; try restarting transaction
none	SQL Server	Transaction was deadlocked on lock resources with another process
none	Oracle	ORA-28000: the account is locked
none	MongoDB	WriteConflict error: this operation conflicted with another operation
none	Redis	READONLY You can't write against a read only replica.
none	Kafka	Offset commit failed: the coordinator is not available
none	Elasticsearch	version_conflict_engine_exception: current version is different than the one provided
none	Java	java.util.ConcurrentModificationException
none	Java	java.lang.IllegalArgumentException: argument type mismatch
none	Python	KeyError: 'price'
none	Python	FileNotFoundError: [Errno 2] No such file or directory: 'data.csv'
none	Python	RecursionError: maximum recursion depth exceeded
none	Node.js	Error: Cannot find module 'express'
none	Node.js	RangeError: Maximum call stack size exceeded
none	Ruby	LoadError: cannot load such file -- nokogiri
none	PHP	Uncaught TypeError: Argument 1 passed must be of the type array, null given
none	Go	fatal error: all goroutines are asleep - deadlock!
none	Rust	thread 'main' panicked at 'called Option::unwrap() on a None value'
none	Swift	error: value of optional type 'Int?' must be unwrapped
none	TypeScript	Type 'string' is not assignable to type 'number'.
none	React	Warning: Can't perform a React state update on an unmounted component.
none	CSS	The stylesheet was not loaded because of its MIME type.
none	Chrome	Aw, Snap! Something went wrong while displaying this webpage.
none	Chrome	Download blocked: file may be dangerous
none	Firefox	Gah. Your tab just crashed.
none	GitHub	Merge conflict in README, automatic merge failed
none	Git	Your branch is behind 'origin/main' by 3 commits
none	Git	error: Your local changes would be overwritten by merge
none	npm	peer dependency conflict, unable to resolve dependency tree
none	pip	ERROR: Could not find a version that satisfies the requirement foo
none	Docker	Cannot connect to the daemon. Is it running?
none	Kubernetes	CrashLoopBackOff: back-off restarting failed container
none	Kubernetes	0/3 nodes are available: insufficient memory
none	Terraform	Error: Invalid provider configuration
none	CI	Pipeline failed: test stage timed out after 60 minutes
none	Grafana	Panel error: no data
none	Prometheus	ALERT HighLatency firing for 5m
none	Nagios	SOFT state CRITICAL: ping 100% loss to printer-03
none	mail	Your message could not be delivered: mailbox unavailable
none	mail	The attachment is too large, maximum is 25 MB
none	mail	Your e-mail was marked as spam.
none	mail	Sender rejected due to DMARC policy
none	Outlook	Rules could not be uploaded to the mailbox.
none	Outlook	Your archive file is damaged.
none	Teams	Your microphone is muted by the system.
none	Zoom	The meeting passcode is wrong.
none	Zoom	The host has another meeting in progress.
none	Webex	The meeting has been cancelled by the host.
none	phone	The voicemail box is full.
none	phone	SIM card not detected
none	phone	Your device is not compatible with this version of the app.
none	tablet	Update failed, not enough storage
none	printer	Toner low on the second floor
none	printer	Document waiting in the queue: printer is locked by another job
none	printer	Error: unable to print, user not authorized for color
none	scanner	The glass is dirty, scan again
none	badge	Access denied at door 4, badge expired
none	alarm	The alarm system lost contact with the central station
none	elevator	Lift B out of order until Friday
none	heating	Thermostat offline
none	projector	No signal from HDMI 2
none	coffee	Please refill the water tank
none	canteen	Your meal card has expired
none	parking	The barrier does not open for my plate.
none	bank	Wrong TAN. Try again.
none	bank	Your session was ended for your security.
none	bank	Online banking will be unavailable on Sunday night due to maintenance.
none	bank	This account is blocked.
none	credit card	Authorization declined by the issuer
none	insurance	Your policy has been cancelled.
none	tax	Your tax return was rejected: identification number not found
none	airline	Flight LX318 is cancelled
none	airline	Seat selection failed, session timed out
none	hotel	The reservation could not be found
none	rail	Your ticket is not valid on this train
none	parcel	Delivery attempt failed, recipient unknown
none	shop	Item out of stock
none	shop	The voucher has expired
none	shop	Your account has been locked. Contact customer service of the shop.
none	shop	An account with this e-mail address already exists
none	streaming	This title is not available in your region
none	streaming	Your subscription has ended, renew to continue
none	game	Login queue is full
none	game	Your account is banned
none	game	Version mismatch: update the game client
none	social media	This post was removed
none	social media	You have been logged out of Facebook on all devices
none	forum	You are not allowed to post new topics in this forum
none	forum	Too many posts, wait 30 seconds
none	school	The exam was not submitted before the deadline
none	library	The book is checked out by another reader until May
none	library	Overdue: your loan period has expired
none	university	The course is full, registration rejected
none	doctor	Your appointment has been moved to Tuesday
none	pharmacy	Prescription expired
none	gym	Membership access denied, payment missing
none	electricity	Meter reading rejected, value too low
none	internet provider	Your line will be disconnected for maintenance
none	router	Guest network disabled
none	router	Firmware version is outdated
none	smart home	Camera in the hall is offline
none	car	Key not recognized
none	car	Tire pressure sensor fault
none	navigation	Destination not found
none	weather	Storm warning revoked
none	news	The court refused the request for an injunction
none	news	Negotiations timed out without an agreement
none	legal	This Agreement may be terminated if the licence is revoked.
none	legal	The lessee has no right to sublet the premises.
none	legal	Access to the data room was granted to the bidder on 3 May.
none	legal	The secret information shall be returned upon expiry.
none	legal	The certificate of good standing has expired.
none	legal	The application for registration was refused by the trade mark office.
none	legal	The signatory was not authorized to sign on behalf of the company.
none	legal	The amendment conflicts with a newer version of the schedule.
none	legal	The arbitration clause does not match the governing law.
none	meeting	The meeting room has been double-booked.
none	meeting	Your invitation was declined by Anna.
none	meeting	Call cancelled by the organizer
none	HR	Your time sheet has been rejected, hours missing
none	HR	The sick note is missing
none	HR	Your contract expires on 31 December
none	expenses	Expense report refused: receipt missing
none	travel desk	Your request for travel was not approved
none	finance	Invoice 4711 is overdue
none	finance	The purchase order number is required on the invoice
none	finance	Duplicate payment detected
none	intranet	The wiki page was deleted by its author
none	intranet	You do not have permission to edit this wiki page
none	ticket system	Ticket 991 has been closed
none	ticket system	Your request is waiting for approval by your manager
none	CRM	The contact exists already
none	ERP	Posting period is locked
none	ERP	User is not authorized for transaction FB60
none	time clock	Clock-in failed, terminal offline
none	video	Recording stopped: disk full
none	backup	Backup of server FS02 failed: media full
none	backup	Snapshot could not be created, timeout
none	UPS	Battery must be replaced
none	certificate shop	Your code signing certificate will expire soon
none	domain registrar	Your domain will expire in 14 days, renew now
none	hosting	Database quota exceeded
none	hosting	Your site has been suspended
none	CDN	Cache purge completed
none	ordinary log	INFO health check passed
none	ordinary log	DEBUG gc pause 12 ms
none	ordinary log	INFO 42 mails sent
none	ordinary log	WARN disk 81 % full
none	ordinary log	INFO user logged out
none	ordinary log	INFO session started for user 9
none	ordinary log	INFO certificate renewed, valid until 2027-01-01
name-unknown	integration log (.NET)	2026-02-11 09:14:02.118 [ERR] ImanageConnector: probing https://dms.hartwellpryce.example/api failed after 41 ms\nSystem.Net.Http.HttpRequestException: No such host is known. (dms.hartwellpryce.example:443)\n ---> System.Net.Sockets.SocketException (11001): No such host is known.\n   at System.Net.Sockets.Socket.AwaitableSocketAsyncEventArgs.ThrowException(SocketError error, CancellationToken cancellationToken)\n   at System.Net.Http.HttpConnectionPool.ConnectToTcpHostAsync(String host, Int32 port, HttpRequestMessage initialRequest, Boolean async, CancellationToken cancellationToken)
name-unknown	integration log (Node)	FetchError: request to https://imanage.corp.bellweather.local/auth/oauth2/token failed, reason: getaddrinfo ENOTFOUND imanage.corp.bellweather.local\n    at ClientRequest.<anonymous> (/srv/app/node_modules/node-fetch/lib/index.js:1501:11)\n    at TLSSocket.socketErrorListener (node:_http_client:495:5) {\n  type: 'system',\n  errno: 'ENOTFOUND',\n  code: 'ENOTFOUND'\n}
name-unknown	ticket comment	checked with dig from outside the building, we get status: NXDOMAIN for work.lindqvist-moore.example. Inside the office it answers 10.20.4.17. So there is an A record in our AD zone only, nobody ever created the public one.
name-unknown	browser page, retyped	This site can't be reached\nCheck if there is a typo in dsm.ostrander-law.example.\nDNS_PROBE_FINISHED_NXDOMAIN
name-unknown	PowerShell	PS C:\Users\adm.kfell> Invoke-RestMethod https://worksrv01.fellgate.internal/api\nInvoke-RestMethod : The remote name could not be resolved: 'worksrv01.fellgate.internal'\nAt line:1 char:1\n+ CategoryInfo          : InvalidOperation: (System.Net.HttpWebRequest:HttpWebRequest) [Invoke-RestMethod], WebException
name-unknown	integration log (Go)	{"level":"error","ts":"2026-03-02T07:55:40Z","caller":"dms/probe.go:88","msg":"discover","server":"https://imanage-prod.tarrantvale.example","err":"Get \"https://imanage-prod.tarrantvale.example/api\": dial tcp: lookup imanage-prod.tarrantvale.example on 169.254.20.10:53: no such host"}
name-unanswered	integration log (Node)	[worker-3] 2026-01-19T22:03:17.902Z warn  retry 3/3 https://dms.calloway-reed.example\nError: getaddrinfo EAI_AGAIN dms.calloway-reed.example\n    at GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:dns:118:26) { errno: -3001, code: 'EAI_AGAIN', syscall: 'getaddrinfo' }
name-unanswered	dig output in a ticket	; <<>> DiG 9.18.24 <<>> work.pembrokehale.example @198.51.100.53\n;; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, id: 40211\n;; flags: qr rd ra; QUERY: 1, ANSWER: 0, AUTHORITY: 0, ADDITIONAL: 1\n; EDE: 22 (No Reachable Authority): (at delegation pembrokehale.example)\nSame from 3 other resolvers. Their two NS at the registrar don't reply at all since last night.
name-unanswered	integration log (Python)	urllib3.exceptions.NameResolutionError: <urllib3.connection.HTTPSConnection object at 0x7f1c2b0>: Failed to resolve 'imwork.dunmorrow.example' ([Errno -3] Temporary failure in name resolution)
name-unanswered	integration log (Go)	2026/04/08 11:20:51 oauth: exchange: Post "https://dms.kestrelquay.example/auth/oauth2/token": dial tcp: lookup dms.kestrelquay.example on 10.0.0.2:53: server misbehaving
name-unanswered	e-mail of a network engineer	We moved the zone of the firm to another provider on Friday and forgot to change the DS record. Since then every validating resolver says SERVFAIL (DNSSEC bogus) for imanage.fenwickstroud.example, and the integration cannot look the host up. The A record itself is right.
connection-timed-out	integration log (.NET)	2026-02-03 14:41:30.551 +00:00 [ERR] Connect to dms.marchbank.example:443 (203.0.113.40) gave up after 00:00:15\nSystem.Net.Http.HttpRequestException: A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond. (dms.marchbank.example:443)\n ---> System.Net.Sockets.SocketException (10060)
connection-timed-out	curl	$ curl -v --connect-timeout 20 https://work.ravenscroft-lowe.example/api\n* Host work.ravenscroft-lowe.example:443 was resolved.\n* IPv4: 203.0.113.77\n*   Trying 203.0.113.77:443...\n* Connection timed out after 20001 milliseconds\n* closing connection #0\ncurl: (28) Connection timed out after 20001 milliseconds
connection-timed-out	firewall log (Palo Alto)	2026-03-17 08:02:11 TRAFFIC drop src=198.51.100.24 dst=203.0.113.61 dport=443 app=not-applicable rule="interzone-default" action=drop session_end_reason=policy-deny\n2026-03-17 08:02:14 TRAFFIC drop src=198.51.100.24 dst=203.0.113.61 dport=443 rule="interzone-default" action=drop\n2026-03-17 08:02:20 TRAFFIC drop src=198.51.100.24 dst=203.0.113.61 dport=443 rule="interzone-default" action=drop\n(198.51.100.24 is the address O&D come from, .61 is our VIP for the Work server)
connection-timed-out	integration log (Java)	ERROR [imanage-pool-2] c.o.dms.OAuthClient - token endpoint unreachable\njava.net.http.HttpConnectTimeoutException: HTTP connect timed out\n    at java.net.http/jdk.internal.net.http.HttpClientImpl.send(HttpClientImpl.java:956)\nCaused by: java.net.ConnectException: HTTP connect timed out\n    at java.net.http/jdk.internal.net.http.MultiExchange.toTimeoutException(MultiExchange.java:601)
connection-timed-out	ticket comment	From the O&D side we send SYN to 203.0.113.118:443 and nothing ever comes back, no SYN-ACK and no RST, three retransmits and then we give up. Your users in the office open the same address without trouble, so I believe your perimeter quietly discards what comes from our IP.
connection-timed-out	e-mail of an administrator	Hi, adding the server just spins for about 20 seconds and then says it took too long to connect. DNS is fine and I can open the log-in page from home only when on VPN. We have a geo/IP allow list on the edge firewall and I don't think your IP was ever put in there?
connection-refused	integration log (Node)	AggregateError [ECONNREFUSED]:\n    at internalConnectMultiple (node:net:1122:18)\n    at afterConnectMultiple (node:net:1689:7) {\n  code: 'ECONNREFUSED',\n  [errors]: [ Error: connect ECONNREFUSED 203.0.113.9:443 ]\n} POST https://dms.thornbridge.example/auth/oauth2/token
connection-refused	integration log (.NET)	fail: Dms.Imanage.HealthProbe[17]\n      work server https://imanage.abbotsreach.example:8443 not usable\n      System.Net.Http.HttpRequestException: No connection could be made because the target machine actively refused it. (imanage.abbotsreach.example:8443)\n       ---> System.Net.Sockets.SocketException (10061)
connection-refused	ticket comment	netstat on WORKSRV02 shows nothing listening on 443, only 80 and 3389. telnet from outside to port 443 comes back at once with "Could not open connection to the host". Looks like after the reinstall nobody recreated the https binding in IIS.
connection-refused	browser page, retyped	Unable to connect\nFirefox can't establish a connection to the server at work.hollisgrange.example.\n(NS_ERROR_CONNECTION_REFUSED)
connection-refused	integration log (Go)	time=2026-05-06T05:11:09Z level=ERROR msg="GET /api" server=dms.sablewick.example attempt=1 elapsed=3ms error="dial tcp 198.51.100.200:443: connect: connection refused"
connection-reset	curl	* Connected to imanage.oakhurst-pine.example (203.0.113.15) port 443\n* ALPN: curl offers h2,http/1.1\n* TLSv1.3 (OUT), TLS handshake, Client hello (1):\n* Recv failure: Connection reset by peer\n* OpenSSL SSL_connect: Connection reset by peer in connection to imanage.oakhurst-pine.example:443\ncurl: (35) Recv failure: Connection reset by peer
connection-reset	firewall log (Fortigate)	date=2026-02-25 time=16:20:07 devname="fw-edge-1" type="traffic" srcip=198.51.100.24 dstip=203.0.113.88 dstport=443 action="deny" policyid=0 sentbyte=60 rcvdbyte=40 msg="denied, TCP RST sent to client"
connection-reset	integration log (Python)	  File "/usr/lib/python3.12/ssl.py", line 1042, in _create\n    self.do_handshake()\nConnectionResetError: [Errno 104] Connection reset by peer\n...\nrequests.exceptions.ConnectionError: ('Connection aborted.', ConnectionResetError(104, 'Connection reset by peer'))  url=https://dms.greyfriars-cole.example/api  duration=0.031s
connection-reset	integration log (Java)	2026-03-30 10:00:59,412 WARN  discovery of https://work.pellingham.example failed\njava.net.SocketException: Connection reset\n    at java.base/sun.nio.ch.NioSocketImpl.implRead(NioSocketImpl.java:328)\n    at java.base/sun.security.ssl.SSLSocketInputRecord.readHeader(SSLSocketInputRecord.java:484)\n    at java.base/sun.security.ssl.SSLSocketImpl.startHandshake(SSLSocketImpl.java:455)
connection-reset	e-mail of a network engineer	I took a capture. O&D (198.51.100.24) sends SYN, our IPS answers with RST,ACK in the name of the work server and logs "geo-block inbound, action reset-both". From an address in the UK the handshake goes through. Will ask security for an exception.
connection-reset	browser page, retyped	This site can't be reached\nThe connection was reset.\nTry: Checking the connection / Checking the proxy and the firewall\nERR_CONNECTION_RESET     (address bar: https://dms.wexcombe.example)
server-unavailable	nginx error log	2026/02/14 06:31:55 [error] 812#812: *90412 no live upstreams while connecting to upstream, client: 198.51.100.24, server: dms.brackenfold.example, request: "GET /work/api/v2/customers/1/libraries HTTP/1.1", upstream: "https://imanage_pool/work/api/v2/customers/1/libraries", host: "dms.brackenfold.example"
server-unavailable	IIS page	Service Unavailable\nHTTP Error 503. The service is unavailable.\n--\nEvent log WORKSRV01, source WAS, 5002: Application pool 'iManageWorkAPI' is being automatically disabled due to a series of failures in the process(es) serving that application pool.
server-unavailable	Cloudflare page	Error 521   Ray ID: 8c1f0d3e9a7b2c44 • 2026-04-02 18:44:10 UTC\nWeb server is down\nYou: Browser Working   Frankfurt: Cloudflare Working   dms.inglemere.example: Host Error
server-unavailable	e-mail of a user	Since this morning when I go to open something from iManage in O&D i get a page with "502 Bad Gateway" and under it the word nginx. colleagues have the same. Yesterday all fine.
server-unavailable	integration log (.NET)	[WRN] GET https://work.strathmoor.example/api -> 503 Service Unavailable, Retry-After: 3600, Content-Type: text/html\n<title>Scheduled maintenance</title> We are upgrading the document system this evening from 20:00 to 23:00. The DMS is offline during this time.
server-unavailable	integration log (Go)	level=warn msg="unexpected status" status=504 url=https://dms.aldersyke.example/work/api/v2/customers/1/recent-documents server=awselb/2.0 body="<html><head><title>504 Gateway Time-out</title></head>" note="third probe in a row"
tls-untrusted	integration log (.NET)	System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.\n ---> System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot\n   subject: CN=dms.corbettlyle.example   issuer: CN=CORBETTLYLE-DC01-CA, DC=corbettlyle, DC=local
tls-untrusted	integration log (Node)	Error: self-signed certificate\n    at TLSSocket.onConnectSecure (node:_tls_wrap:1674:34)\n    at TLSSocket.emit (node:events:519:28) {\n  code: 'DEPTH_ZERO_SELF_SIGNED_CERT'\n}  while: GET https://203-0-113-52.work.larkspur-dene.example/api
tls-untrusted	integration log (Java)	javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target\n-- peer chain (2) --\n[0] CN=imanage.vandermeer-holt.example, issuer CN=VanderMeerHolt Issuing CA 2, O=VanderMeer Holt LLP\n[1] CN=VanderMeerHolt Issuing CA 2, issuer CN=VanderMeerHolt Internal Root, O=VanderMeer Holt LLP
tls-untrusted	browser page, retyped	Your connection is not private\nAttackers might be trying to steal your information from dms.quillstone.example\nNET::ERR_CERT_AUTHORITY_INVALID\nIssuer: QUILLSTONE-ROOT-CA   Expires on: 4 Nov 2028
tls-untrusted	e-mail of an administrator	The work server uses a certificate we made with our own Active Directory Certificate Services. All the firm's laptops have the root by group policy so nobody here sees a warning, yet your side says it does not accept the certificate's issuer. Can you import our root?
tls-untrusted	curl	* TLSv1.3 (IN), TLS handshake, Certificate (11):\n* TLSv1.3 (OUT), TLS alert, unknown CA (560):\n* SSL certificate problem: self-signed certificate in certificate chain\ncurl: (60) SSL certificate problem: self-signed certificate in certificate chain\n(host: work.ebbsworth.example, root: O=Ebbsworth LLP, CN=Ebbsworth Root G1)
tls-incomplete-chain	openssl in a ticket	$ openssl s_client -connect dms.nettlebed-ross.example:443 -servername dms.nettlebed-ross.example\ndepth=0 CN = dms.nettlebed-ross.example\nverify error:num=20:unable to get local issuer certificate\nverify error:num=21:unable to verify the first certificate\nCertificate chain\n 0 s:CN = dms.nettlebed-ross.example\n   i:C = US, O = DigiCert Inc, CN = DigiCert Global G2 TLS RSA SHA256 2020 CA1\n---\nServer certificate
tls-incomplete-chain	integration log (Node)	{"t":"2026-02-20T12:12:44Z","op":"token","host":"work.tillotson-grey.example","err":{"message":"unable to verify the first certificate","code":"UNABLE_TO_VERIFY_LEAF_SIGNATURE"},"hint":"leaf issued by Sectigo RSA Domain Validation Secure Server CA"}
tls-incomplete-chain	SSL Labs result in a mail	Overall rating: B. "This server's certificate chain is incomplete. Grade capped to B." Chain issues: Incomplete. Additional certificates (if supplied): 1 (leaf). Extra download: GlobalSign RSA OV SSL CA 2018. I suppose that is why O&D cannot connect while Chrome opens imanage.dalwhinn.example happily.
tls-incomplete-chain	ticket comment	After renewing the GoDaddy certificate on the F5 we only uploaded the .crt and the key, not the gd_bundle. Edge and Chrome are fine as they fetch the missing one on their own, but the integration and my Linux box both complain that they cannot build a path.
tls-expired	integration log (Go)	Get "https://dms.amberleyfox.example/api": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-03-01T00:04:11Z is after 2026-02-28T23:59:59Z
tls-expired	integration log (.NET)	System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: NotTimeValid\n   at System.Net.Security.SslStream.SendAuthResetSignal(ReadOnlySpan`1 alert, ExceptionDispatchInfo exception)\n   peer: CN=work.castlereagh-dunn.example notBefore=2025-01-09 notAfter=2026-01-09
tls-expired	browser page, retyped	Your connection isn't private\nNET::ERR_CERT_DATE_INVALID\nThis server could not prove that it is dms.fairholme-tate.example; its security certificate ran out 3 days ago.
tls-expired	e-mail of an administrator	Sorry all, the yearly Sectigo renewal of the work server's SSL certificate was missed because Jonas left and the reminders went to his mailbox. It ran out on Sunday at midnight; O&D and the mobile app stopped at exactly that moment. New one is ordered.
tls-expired	integration log (Java)	Caused by: java.security.cert.CertificateExpiredException: NotAfter: Sat Jan 31 12:00:00 GMT 2026\n    at java.base/sun.security.x509.CertificateValidity.valid(CertificateValidity.java:277)\n    at java.base/sun.security.x509.X509CertImpl.checkValidity(X509CertImpl.java:620)\n  [host=imanage.oswestry-bell.example]
tls-name-mismatch	integration log (Python)	requests.exceptions.SSLError: HTTPSConnectionPool(host='work.harrowgate-stone.example', port=443): Max retries exceeded with url: /api (Caused by SSLError(SSLCertVerificationError(1, "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'work.harrowgate-stone.example'. (_ssl.c:1000)")))
tls-name-mismatch	integration log (Node)	Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: dms.pinkneyward.example. is not in the cert's altnames: DNS:*.msappproxy.example, DNS:msappproxy.example\n    at Object.checkServerIdentity (node:tls:340:12)
tls-name-mismatch	e-mail of an administrator	we gave you https://imanage.lowmoor.example but the cert on the load balancer was made for *.lowmoor-legal.example (our old brand). It is a proper DigiCert one and good until next year. Is that the reason for the SSL error on your end?
tls-name-mismatch	integration log (Java)	javax.net.ssl.SSLPeerUnverifiedException: Certificate for <203.0.113.140> doesn't match any of the subject alternative names: [work.sotherby-kane.example, www.sotherby-kane.example]\n    at org.apache.http.conn.ssl.SSLConnectionSocketFactory.verifyHostname(SSLConnectionSocketFactory.java:507)
tls-name-mismatch	browser page, retyped	Warning: Potential Security Risk Ahead\nWebsites prove their identity via certificates. Firefox does not trust this site because it uses a certificate that is not valid for dms2.bramwell-ives.example. The certificate is only valid for dms.bramwell-ives.example.\nError code: SSL_ERROR_BAD_CERT_DOMAIN
tls-protocol	integration log (.NET, Linux)	System.Security.Authentication.AuthenticationException: Authentication failed, see inner exception.\n ---> Interop+OpenSsl+SslException: SSL Handshake failed with OpenSSL error - SSL_ERROR_SSL.\n ---> Interop+Crypto+OpenSslCryptographicException: error:0A000102:SSL routines::unsupported protocol
tls-protocol	integration log (Java)	javax.net.ssl.SSLHandshakeException: The server selected protocol version TLS10 is not accepted by client preferences [TLS13, TLS12]\n    at java.base/sun.security.ssl.Alert.createSSLException(Alert.java:131)\n    at java.base/sun.security.ssl.ServerHello$ServerHelloConsumer.consume(ServerHello.java:952)\n  target = work.gilmour-astley.example:443
tls-protocol	Windows event log (Schannel)	Log Name: System  Source: Schannel  Event ID: 36874  Level: Error  Computer: WORKSRV01.yarrowby.example\nAn TLS 1.2 connection request was received from a remote client application, but none of the cipher suites supported by the client application are supported by the server. The TLS connection request has failed.
tls-protocol	nmap in a ticket	PORT    STATE SERVICE\n443/tcp open  https\n| ssl-enum-ciphers:\n|   SSLv3: TLS_RSA_WITH_RC4_128_SHA\n|   TLSv1.0: TLS_RSA_WITH_3DES_EDE_CBC_SHA, TLS_RSA_WITH_AES_128_CBC_SHA\n|_  least strength: C\nThe 2012 box behind dms.hexcroft.example has nothing newer switched on, O&D needs 1.2.
tls-protocol	browser page, retyped	This site can't provide a secure connection\nwork.milnthorpe.example uses an unsupported protocol.\nERR_SSL_VERSION_OR_CIPHER_MISMATCH
not-tls	integration log (Node)	Error: write EPROTO 40F7B1:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/openssl/ssl/record/ssl3_record.c:354:\n  server: https://dms.crowhurst-bly.example:80
not-tls	integration log (Go)	discover https://imanage.tolland-mears.example:8080/api: http: server gave HTTP response to HTTPS client
not-tls	ticket comment	Our vhost for dms.sefton-wray.example on 443 was created with "listen 443;" and without ssl. openssl s_client prints "no peer certificate available", and in the capture the server answers the client hello with clear text "HTTP/1.1 400 Bad Request".
not-tls	browser page, retyped	This site can't provide a secure connection\nwork.penhallow.example:8080 sent an invalid response.\nERR_SSL_PROTOCOL_ERROR\n(http://work.penhallow.example:8080 without the s opens fine)
not-tls	integration log (Java)	javax.net.ssl.SSLException: Unsupported or unrecognized SSL message\n    at java.base/sun.security.ssl.SSLSocketInputRecord.handleUnknownRecord(SSLSocketInputRecord.java:462)\n    at java.base/sun.security.ssl.SSLSocketInputRecord.decode(SSLSocketInputRecord.java:175)\n  peer 198.51.100.88:9080
proxy-refused	integration log (Python)	requests.exceptions.ProxyError: HTTPSConnectionPool(host='dms.leighton-farr.example', port=443): Max retries exceeded with url: /auth/oauth2/token (Caused by ProxyError('Unable to connect to proxy', OSError('Tunnel connection failed: 407 Proxy Authentication Required')))
proxy-refused	curl	* Establish HTTP proxy tunnel to work.ashdown-pell.example:443\n> CONNECT work.ashdown-pell.example:443 HTTP/1.1\n< HTTP/1.1 403 Forbidden\n< Server: Zscaler/6.2\n* CONNECT tunnel failed, response 403\ncurl: (56) CONNECT tunnel failed, response 403
proxy-refused	squid access log	1769070211.402      0 10.8.14.30 TCP_DENIED/403 3944 CONNECT dms.kinnaird-lowe.example:443 - HIER_NONE/- text/html\n1769070214.988      0 10.8.14.30 TCP_DENIED/403 3944 CONNECT dms.kinnaird-lowe.example:443 - HIER_NONE/- text/html
proxy-refused	browser page, retyped	Website blocked\nSorry, Novak, you don't have permission to visit this site.\nNot allowed to browse Uncategorized / Newly Registered category\nURL: app.officeanddragons.example/settings/profile  -> dms.wharfedale-kerr.example\nYour organization has selected Zscaler to protect you from internet threats.
proxy-refused	integration log (.NET)	System.Net.Http.HttpRequestException: The proxy tunnel request to proxy 'http://egress.proxy.internal:3128/' failed with status code '407'."\n   at System.Net.Http.HttpConnectionPool.EstablishProxyTunnelAsync(Boolean async, CancellationToken cancellationToken)
not-a-work-server	integration log (Node)	SyntaxError: Unexpected token '<', "<!DOCTYPE "... is not valid JSON\n    at JSON.parse (<anonymous>)\n    at probe (/srv/app/dist/imanage/discover.js:61:22)\nurl: https://www.marlowe-finch.example/api  status: 200  title: "Marlowe Finch Solicitors – Clear advice for complex matters"
not-a-work-server	integration log (.NET)	GET https://dms.coldbrook.example/api -> 302 Location: https://login.microsoftonline.example/7c1e.../oauth2/authorize?resource=AppProxy&...\nfollowed -> 200 text/html "Sign in to your account"\nSystem.Text.Json.JsonException: '<' is an invalid start of a value. LineNumber: 0 | BytePositionInLine: 0.\nremark: app proxy pre-authentication seems to be set to Entra ID instead of passthrough
not-a-work-server	curl	$ curl -si https://dms.fordham-vale.example/api | head\nHTTP/2 404\nserver: Microsoft-IIS/10.0\nx-powered-by: ASP.NET\nmicrosoftsharepointteamservices: 16.0.0.5413\nsprequestguid: 3b1f5aa1-9d0c-0f3a-b04e-8f2e6f9c1d1a
not-a-work-server	ticket comment	The URL that was typed in (https://portal.garrick-munro.example) is the Citrix gateway log-in, every path on it answers 200 with the NetScaler page. The document management has another host name.
not-a-work-server	integration log (Go)	level=error msg="discover: body is not what /api of iManage returns" ct="text/html" len=703 snippet="<title>IIS Windows Server</title> ... <img src=\"iisstart.png\"" url=https://app02.rookwood-dale.example/api
single-sign-on-failed	browser page, retyped	Sign in\nSorry, but we're having trouble signing you in.\nAADSTS50011: The reply URL 'https://dms.hartwellpryce.example/auth/saml/acs' specified in the request does not match the reply URLs configured for the application 'iManage Work Server PROD'.\nRequest Id: 5d0c1b3e-... Timestamp: 2026-02-12T08:20:19Z
single-sign-on-failed	ADFS event log	Event 364, AD FS: Encountered error during federation passive request.\nMicrosoft.IdentityServer.Web.InvalidRequestException: MSIS7042: The same client browser session has made '6' requests in the last '12' seconds. Contact your administrator for details.\nRelying party: https://work.bellweather.example/saml2
single-sign-on-failed	work server log	2026-03-09 09:01:44 ERROR SamlHandler - response of https://bramhall.okta.example rejected: signature of assertion cannot be verified with the IdP certificate stored in Control Center (stored thumbprint 9A:01.., response 3F:C7..). user redirected to /login?error=sso\nnote: Okta rolled its signing key on Saturday
single-sign-on-failed	e-mail of a user	When I press Log in for iManage it takes me to our Okta page, I approve on my phone, then Okta says "400 Bad request – your request resulted in an error" and it stops there. It never gets back to iManage or to Office & Dragons. Everybody on my floor has it today.
single-sign-on-failed	browser page, retyped	An error occurred\nAn error occurred. Contact your administrator for more information.\nError details: MSIS3200 – No AssertionConsumerService is configured on the relying party trust 'iManage Work' that is a prefix match of the AssertionConsumerService URL specified by the request.
single-sign-on-failed	work server log	[auth] SAML: Condition NotOnOrAfter=2026-04-15T10:00:05Z lies in the past (local clock 10:06:52Z); audience urn:imanage:tarrantvale OK; assertion from sts.tarrantvale.example discarded -> back to IdP (5th time for this browser), loop aborted
sign-in-refused	browser page, retyped	iManage Work\nSign in\nUser ID: MOKAFOR\nPassword: ********\n(!) The user name or password is incorrect. Please try again.
sign-in-refused	work server log	2026-02-18 08:57:12,004 INFO  AuthService login attempt user=JLINDH source=virtual app=Office&Dragons result=FAILED reason="bad credentials" attempt=2
sign-in-refused	e-mail of a user	on the imanage screen that o&d opens it doesnt take my password. i changed my windows password on monday, perhaps i type the old one? it says invalid user id or password, i did it 2 times and didnt dare a third
sign-in-refused	work server log (LDAP)	AuthProvider[LDAP] bind for "CN=Priya Venn,OU=Fee Earners,DC=stannard,DC=example" failed: LDAP: error code 49 - 80090308: LdapErr: DSID-0C09041C, comment: AcceptSecurityContext error, data 52e, v4563
user-locked	work server log (LDAP)	WARN LdapAuthenticator PVENN: [LDAP: error code 49 - AcceptSecurityContext error, data 775, v2580] -> sign-in to Work refused
user-locked	Control Center, retyped	Access > Users > Tom Ballard (TBALLARD)\nStatus: Locked – too many failed sign-in attempts (5) on 19 Jan 2026 10:22\n[Unlock]\nTBALLARD says: iManage will not let me in from O&D
user-locked	e-mail of an administrator	Ms Drummond is back from maternity leave, HR reactivated her in AD but in iManage her user still has "Allow logon: No". That will be why she gets turned away on the sign-in page whatever password she types.
user-locked	browser page, retyped	Sign in to iManage\nYour account has been deactivated. Please contact your administrator.
address-not-trusted	browser page, retyped	iManage\nYou can't sign in from this network.\nYour administrator allows sign-in for your user type from approved IP ranges only. Your current IP: 198.51.100.231
address-not-trusted	e-mail of a user	I'm a contractor with a virtual iManage user. In the office it works, from the hotel it tells me my IP address is not in the list of permitted ranges and throws me out at the sign in. Same laptop, same password.
address-not-trusted	work server log	2026-04-21T17:40:03Z auth deny user=EXT_SROMERO type=virtual client_ip=203.0.113.205 policy="Network Settings / IP restriction" allowed=[198.51.100.0/26] outcome=login_blocked
grant-expired	integration log (.NET)	10:02:11.020 [INF] redirect user 88121 to https://dms.hartwellpryce.example/auth/oauth2/authorize\n10:02:54.377 [INF] callback received, 43 s after the redirect (MFA prompt in between)\n10:02:54.611 [ERR] POST /auth/oauth2/token -> 403 Forbidden (empty body)\n10:03:30.002 [INF] second attempt, 6 s between redirect and callback -> 200
grant-expired	e-mail of a user	Logging in to iManage from my profile page gives "403". Funny thing is: if I am very quick with the authenticator app it works, if I have to look for my phone it fails with the 403 again.
grant-expired	e-mail of an administrator	Looked at the Work server settings as you asked: the Work Token Grant Expiry is at 5 seconds here. Users go through Okta with a push, of course nobody is done in five seconds. They all see 403 at the end of the log-in.
grant-expired	ticket comment	All staff with hardware key MFA get HTTP 403 at log-in, people on trusted devices without MFA prompt don't. Authentication takes these people 20-40 s. Smells like the lifetime of the grant on the iManage side is too short; raising it to 60 s on the test server fixed it there.
code-refused	integration log (Java)	WARN  TokenService - exchange failed: HTTP 400 {"error":"invalid_grant","error_description":"authorization code has already been redeemed"} correlation=0f1b (two POSTs with the same code within 180 ms: 0f1a -> 200, 0f1b -> 400)
code-refused	integration log (Node)	POST /auth/oauth2/token 400 31ms\n{ error: 'invalid_grant', error_description: 'PKCE verification failed: code_verifier does not match code_challenge' }
code-refused	e-mail of a user	I reloaded the page after it came back from iManage with the long ?code=... in the address, and now it says invalid_grant, the code was used before. What have I done?
code-refused	work server log	oauth2/token client=5b0f2f0e grant_type=authorization_code result=invalid_grant detail="code was issued to a different client" status=400
state-mismatch	integration log (.NET)	[WRN] callback for /settings/profile/integrations refused: state 'q8Zk...' unknown to session of user 4471 (session holds 'Pm2x...'). The code was not sent on.
state-mismatch	e-mail of a user	My colleague Ines sent me the link from her browser after she'd logged in to imanage so I could save time. I opened it and O&D says this log-in belongs to someone else / was not started here.
state-mismatch	integration log (Python)	oauthlib.oauth2.rfc6749.errors.MismatchingStateError: (mismatching_state) CSRF Warning! State not equal in request and response.\n  at callback view, host app.od-docs.example, server=dms.kestrelquay.example
callback-incomplete	integration log (Go)	callback: GET /settings/profile/integrations?state=7f3c9b  query has neither code nor error; nothing to exchange (referer https://dms.thornbridge.example/)
callback-incomplete	web server log	198.51.100.60 - - [03/Mar/2026:09:12:40 +0000] "GET /settings/profile/integrations HTTP/2" 400 88 "https://work.pellingham.example/login" "Mozilla/5.0" msg="missing required parameter: code, state"
callback-incomplete	ticket comment	Their WAF strips the query string off redirects. The browser arrives at our page from the iManage log-in with a bare URL, no ?code= and no ?state=, so we have nothing in hand to go on with.
sign-in-cancelled	web server log	"GET /settings/profile/integrations?error=access_denied&error_description=The+user+pressed+Cancel&state=Jk31 HTTP/1.1" 200
sign-in-cancelled	e-mail of a user	I clicked on "Cancel" in the iManage sign-in window because I wanted to finish a call first, now the profile page shows a red box that log-in was not completed. How do I start it again?
sign-in-cancelled	integration log (Node)	info: user 2093 came back from dms.sablewick.example with error=access_denied, description "resource owner declined consent (Deny button)". Nothing stored.
redirect-mismatch	browser page, retyped	iManage\nInvalid request\nredirect_uri does not match the one registered for this client.\n(address bar: https://dms.hollisgrange.example/auth/oauth2/authorize?response_type=code&client_id=2f1d...&redirect_uri=https%3A%2F%2Fapp.us.od-docs.example%2Fsettings%2Fprofile%2Fintegrations)
redirect-mismatch	work server log	2026-03-11 15:33:08 WARN OAuth2Authorize client="Office and Dragons" requested callback https://app.od-docs.example/settings/profile/integrations, registered https://app.od-docs.example/settings/profile/integration -> 400
redirect-mismatch	e-mail of an administrator	We are on the US instance of O&D but I copied the callback address from the European registration sheet into Control Center. Users are shown an iManage error page about an invalid redirect before they even see the sign-in form.
redirect-mismatch	integration log (Java)	authorize: the work server rendered its own page instead of a redirect: {"error":"invalid_request","error_description":"The 'redirect_uri' parameter is not in the list of allowed URLs of client 2f1d8c0e"}
application-unknown	browser page, retyped	iManage Work\n400 – unauthorized_client\nNo application registered for client_id 2f1d8c0e-77aa-4e0b-b1d4-1d5a0c9e8f21 on this system.
application-unknown	work server log	ERROR OAuth2 authorize: client lookup returned 0 rows, client_id=2f1d8c0e-77aa-4e0b-b1d4-1d5a0c9e8f2 (35 chars) remote=198.51.100.24
application-unknown	e-mail of an administrator	I went through Control Center > Settings > Applications and there is no entry for O&D at all on the new server. We migrated the libraries in January but it seems the list of apps did not come along. Users see "invalid client id".
application-unknown	integration log (Python)	authlib.integrations.base_client.errors.OAuthError: invalid_client: client identifier 2F1D8C0E-77AA not found\n(authorize step, before any secret was sent) host=imanage.dunmorrow.example
application-disabled	Control Center, retyped	Applications > Office & Dragons\nClient ID 2f1d8c0e-…   Publisher Office & Dragons Ltd.\nEnable application: No\n(users since this morning: "this application is currently turned off by your administrator")
application-disabled	work server log	oauth2/authorize client=2f1d8c0e name="Office & Dragons" status=inactive -> unauthorized_client "application exists but is switched off"
application-disabled	e-mail of an administrator	Found it. I finished the registration wizard but left the toggle "Enable" on the review page at No, so nobody could sign in through it. Flipped and works.
user-not-granted	browser page, retyped	iManage\nAccess denied\nYou have not been given access to the application Office & Dragons. Please ask your administrator to add you.\nSigned in as: HKOWALSKI
user-not-granted	work server log	2026-02-27 11:09:50 oauth2/authorize user=RBOATENG client=2f1d8c0e access=CUSTOM groups=[OD_PILOT] member=false -> access_denied
user-not-granted	e-mail of an administrator	The pilot group of twelve can log in to iManage from O&D. The new starters can't, they get refused after a correct sign-in. In Control Center on the O&D app the Access tab says Custom: OD-PILOT. I suppose I must put them in.
user-not-granted	ticket comment	Only Lena cannot connect, all others of her team can. She signs in well on iManage Work web. Application's Access list has the team's members one by one and she's missing from it.
secret-refused	integration log (.NET)	POST https://work.marchbank.example/auth/oauth2/token 401\n{"error":"invalid_client","error_description":"Client authentication failed: client_secret is incorrect"}
secret-refused	work server log	WARN OAuth2Token client=2f1d8c0e (found, enabled) presented secret hash a1f0.. expected 77bc.. -> invalid_client
secret-refused	e-mail of an administrator	I regenerated the client secret in Control Center last night because of the audit and did not think of putting the new one into O&D. From then on nobody can log in, it fails after the sign-in page with invalid_client.
secret-refused	integration log (Go)	oauth2: "invalid_client" "The client secret supplied for this client has passed its expiry date 2026-01-31" response status 401 Unauthorized, server=dms.aldersyke.example
secret-refused	ticket comment	Compared both sides letter by letter: the secret saved in Settings > Organization has a blank at the end (copied from Word) and 33 characters instead of 32. The token call answers 401 because of it. The ID is right.
session-expired	integration log (Ruby/older API)	GET /api/v1/documents/ACTIVE!20418.3 -> 401 {"error":{"message":"X-Auth-Token is invalid or missing"}}\ntoken obtained 2026-03-04T08:00Z, last used 08:11Z, now 11:52Z
session-expired	integration log (Node)	[imanage] access token rejected (401 invalid_token "The access token expired"), refreshing... refresh -> 400 invalid_grant "refresh token expired after 365 days". User 1830 must sign in anew.
session-expired	e-mail of a user	after lunch iManage inside O&D asked me to log in again, it said I'd been signed out because I wasn't active for 30 minutes. I log in and all is there again. just so you know
session-expired	browser page, retyped	You have been signed out\nYour iManage session has ended due to inactivity. Sign in again to continue.
session-expired	integration log (.NET)	[WRN] https://dms.greyfriars-cole.example: 401 for 214 users at once since 02:10; www-authenticate: Bearer error="invalid_token". Redis of the work server was flushed at 02:08 by the patch run, stored tokens are gone; users have to go through the log-in again.
refresh-not-allowed	integration log (Python)	token response: {"access_token":"eyJ…","token_type":"Bearer","expires_in":1800,"refresh_token":null,"scope":"user"}\nWARN no refresh token issued by https://work.stannard.example, user will be dropped at 10:31
refresh-not-allowed	Control Center, retyped	Office & Dragons > Authentication\nApplication type: Web   Client type: Confidential\nAllow Refresh Token: No\nAccess Token Expiry: 30 minutes\nProblem reported: people must log in every half hour
refresh-not-allowed	integration log (Java)	WARN  TokenService - POST grant_type=refresh_token -> 400 {"error":"unsupported_grant_type","error_description":"refresh tokens are disabled for client 2f1d8c0e"}; access token ran out at 10:30:00
refresh-not-allowed	e-mail of an administrator	Users get thrown out of the iManage connection after exactly 30 mins idle and your log says the server returns an access token only, never a refresh one. I left that switch at its default when I registered you.
oauth-not-offered	integration log (.NET)	GET /api -> 200 {"data":{"versions":[{"name":"v1"}],"work_server":"10.2.0"}}\nGET /auth/oauth2/authorize -> 404 Not Found\nPOST /auth/oauth2/token -> 404 Not Found\n(the server is alive and is new enough for our minimum, but has no such endpoints)
oauth-not-offered	e-mail of an administrator	Our vendor says our Work Server 10.2.1 can only do the old session login for third parties; the authorisation server for other people's apps came with 10.2.2 plus the schema update. So there's no Applications page with a Redirect URL here at all.
oauth-not-offered	ticket comment	10.2.2 binaries are on the box, but the DB schema was never raised to 10.2.1, and therefore third party applications cannot use the OAuth sign-in. /auth/oauth2/* is simply absent, everything else of the API answers.
version-too-old	integration log (Go)	level=error msg="server not supported" server=https://dms.wexcombe.example reported=10.1.3.22 minimum=10.2
version-too-old	e-mail of an administrator	We are still on iManage Work 9.3 with the FileSite clients. Your form says our server isn't supported. Is there any way round or do we have to wait for the upgrade in autumn?
version-too-old	integration log (.NET)	[ERR] VersionGate: 10.0.1 < 10.2 -> refusing https://work.tillotson-grey.example
version-unknown	integration log (Java)	WARN  VersionGate - GET /api answered 200 but field "version" is "" (empty); cannot compare with 10.2; server=https://imanage.vandermeer-holt.example
version-unknown	integration log (Node)	Error: cannot parse work server version 'build-main-SNAPSHOT' (expected digits.digits)\n    at parseVersion (/srv/app/dist/imanage/version.js:14:11)
version-unknown	ticket comment	Their reverse proxy seems to blank out the field: /api of the work server returns the customer and user as it should, but nothing about which release it is, so O&D can't tell if it's 10.2 or later.
called-from-browser	browser console	Access to fetch at 'https://dms.corbettlyle.example/work/api/v2/customers/1/libraries' from origin 'https://app.od-docs.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.\nGET https://dms.corbettlyle.example/work/api/v2/customers/1/libraries net::ERR_FAILED
called-from-browser	browser console (Firefox)	Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://work.ebbsworth.example/auth/oauth2/token. (Reason: CORS header 'Access-Control-Allow-Origin' missing). Status code: 200.
called-from-browser	browser console (Safari)	Origin https://app.od-docs.example is not allowed by Access-Control-Allow-Origin. Status code: 204\nFetch API cannot load https://imanage.quillstone.example/api due to access control checks. (preflight OPTIONS)
not-found	integration log (.NET)	GET /work/api/v2/customers/1/libraries/ACTIVE/documents/ACTIVE!88120.2 -> 404\n{"error":{"code":"DOCUMENT_NOT_FOUND","code_message":"The document does not exist."}}\nlibrary ACTIVE and customer 1 verified one second earlier
not-found	e-mail of a user	The template link in my O&D project doesn't open any more, it says the document isn't there. Margot tidied up that folder last week, could be she put it in the bin.
not-found	Control Center, retyped	Trash\nName: SPA – Lorimer draft v4.docx    Number: 771204    Deleted by: MARGOT    Date: 12 Feb 2026\n[Restore] [Purge]\n(O&D for the same number: 404)
not-found	integration log (Python)	folders/LEGAL!5520/children 404 Not Found {"error":{"code_message":"Container LEGAL!5520 was not found; it may have been removed"}}
no-rights	integration log (Node)	POST /work/api/v2/customers/1/libraries/ACTIVE/folders/ACTIVE!9912/documents -> 403 {"error":{"code":"ACCESS_DENIED","code_message":"The user does not have write access to this folder."}} user=AHOLM token ok (GETs pass)
no-rights	e-mail of a user	I can see and read the agreement from O&D but can't save back to it. It says access denied. In iManage itself it shows me as "read only" on that matter.
no-rights	work server log	permission check user=LFARR op=CREATE_DOCUMENT role=READERS role.import=false -> denied (403)
no-rights	e-mail of an administrator	Conflicts put an ethical wall on the Brightwater matter this morning, Mr Teague is on the wrong side of it now. So the 403 he gets on opening those documents through O&D is intended.
customer-or-library-wrong	integration log (Java)	GET /work/api/v2/customers/1/libraries -> 404 {"error":{"code":"CUSTOMER_NOT_FOUND","code_message":"customer 1 is not valid"}} (GET /api says user.customer_id = 259)
customer-or-library-wrong	integration log (.NET)	400 Bad Request: {"error":{"messages":[{"field":"libraryId","code":"INVALID_LIBRARY","code_message":"Library 'ACTIVE_US' is not available. Available: ACTIVE_EU, ARCHIVE"}]}}
customer-or-library-wrong	ticket comment	Config had customer id 1 hard-coded as with an on-prem system. The firm moved to the cloud where theirs is 412, hence each and every call comes back 404 or with zero hits although log-in is fine.
customer-or-library-wrong	integration log (Go)	msg="no such database" path=/work/api/v2/customers/1/libraries/LEGALDOCS/workspaces status=404 body="Database LEGALDOCS is not configured on this server" known="[LEGAL_DOCS]"
checked-out-by-other	integration log (.NET)	PUT /documents/ACTIVE!40177.1/file -> 409 {"error":{"code":"DOCUMENT_LOCKED","code_message":"Document is in use by GREIDY on PC-0921 since 2026-02-26T09:14Z"}}  caller=AHOLM
checked-out-by-other	e-mail of a user	It won't let me save the lease, says Guy Reidy has it open/checked out. Guy is on holiday since Thursday!! Who can release it?
checked-out-by-other	Control Center, retyped	Documents > 40177.1 "Lease – Unit 7.docx"\nChecked out: Yes   By: GREIDY   Location: C:\NRPortbl\ACTIVE\GREIDY   Due: —\n[Unlock]  – request by AHOLM whose save from O&D was turned down
checked-out-by-other	work server log	lock ACTIVE!5521.6 requested by NDESAI denied, holder=OPRICE client="Work Desktop for Windows" -> HTTP 423 Locked
newer-version	integration log (Node)	save aborted: opened ACTIVE!30012 at version 4, the server's latest is version 6 (edited 2026-03-19 by KMARSH)
newer-version	e-mail of a user	When saving back O&D warned me that Karen had saved version 6 in the meantime while I was working from version 4. What do I do, I don't want to wipe out her changes.
newer-version	integration log (.NET)	412 Precondition Failed on PUT documents/LEGAL!1189.2/file: If-Match etag "v2-77c1" but current is "v3-01ab"; somebody checked in a v3 after we fetched v2
upload-refused	integration log (Python)	POST folders/ACTIVE!771/documents 400 {"error":{"code":"VALIDATION","messages":[{"field":"custom2","code":"REQUIRED","code_message":"Matter is a required field"},{"field":"class","code":"INVALID_ALIAS","code_message":"'AGRMT' is not a valid class"}]}}
upload-refused	integration log (Java)	HTTP 400 on create: profile invalid, "author: value JDOE99 not found in lookup table; doc type: must not be empty"
upload-refused	e-mail of a user	Saving my new document to the workspace gives: "Practice area must be filled in." I've no field for a practice area in the save window.
upload-refused	work server log	import rejected file="notes" size=0 reason="empty file; file has no type" user=NDESAI folder=ACTIVE!1830
checksum-mismatch	integration log (.NET)	[ERR] download ACTIVE!61244.1: sha256 of 812,032 received bytes is 0f3c…9a, profile says 7be1…04 (size 812,032). discarded.
checksum-mismatch	integration log (Node)	integrity error: Content-Length 204800 from dms.nettlebed-ross.example, but profile.size=388112; hash differs from the server's as well. Is something rewriting downloads on the way?
checksum-mismatch	ticket comment	The DLP appliance in front of iManage stamps a watermark in each PDF it passes. So the file we get never has the SHA256 the document's profile in iManage names and we refuse to open it.
outcome-unknown	integration log (Java)	POST folders/ACTIVE!5510/documents: 4.1 MB sent completely at 14:02:08.310; java.io.EOFException: EOF reached while reading response headers at 14:02:09. No status. Not repeated: a document may or may not have been created.
outcome-unknown	e-mail of a user	I was saving a new version when the train went in a tunnel. O&D now says it can't tell if it has been saved or not. I don't want to have it in there twice.
outcome-unknown	integration log (.NET)	[WRN] POST documents/LEGAL!88.3/versions – request body fully written, then "The response ended prematurely." (HttpIOException ResponseEnded). It is not known if version 4 exists; user asked to look before trying again
throttled	integration log (Go)	GET /work/api/v2/customers/259/libraries/MAIN/documents/search -> 429 Too Many Requests; x-ratelimit-remaining: 0; x-ratelimit-reset: 27; retry-after: 27
throttled	integration log (Python)	{"error":{"code":"RATE_LIMIT","code_message":"API quota for this application was exceeded, slow down"}}  imanage import job, 4,000 documents, at item 612
throttled	e-mail of an administrator	During the bulk import of precedents last night iManage support noticed O&D sending some 300 requests a second and the system began to answer "too many requests, try later". Could you make it go slower?
url-trailing-slash	nginx access log	198.51.100.24 - - [05/Feb/2026:10:41:07 +0000] "GET //auth/oauth2/authorize?response_type=code&client_id=2f1d8c0e HTTP/1.1" 404 146\n198.51.100.24 - - [05/Feb/2026:10:41:19 +0000] "GET //api HTTP/1.1" 404 146
url-trailing-slash	screenshot retyped	Edit server\nWork server URL: https://dms.hartwellpryce.example/\n(log-in goes to https://dms.hartwellpryce.example//auth/oauth2/authorize and gives a 404)
url-trailing-slash	e-mail of an administrator	I copied the address straight out of the browser so there's a slash behind the .example – our proxy log shows all of your calls with two slashes after the host name. Do I have to take it away?
url-scheme-missing	integration log (Python)	requests.exceptions.MissingSchema: Invalid URL 'dms.pembrokehale.example/api': No scheme supplied. Perhaps you meant https://dms.pembrokehale.example/api?
url-scheme-missing	integration log (.NET)	System.InvalidOperationException: An invalid request URI was provided. Either the request URI must be an absolute URI or BaseAddress must be set.  [configured: "work.kestrelquay.example"]
url-scheme-missing	e-mail of an administrator	In the Add New Server window I entered imanage.lowmoor.example, just as we do for another vendor who wants the bare host, and the form turns red and won't let me save.
url-scheme-missing	integration log (Node)	TypeError: Invalid URL\n    at new URL (node:internal/url:797:36) {\n  code: 'ERR_INVALID_URL',\n  input: 'www.work.sotherby-kane.example'\n}
url-not-https	screenshot retyped	Add New Server\nWork server URL  http://dms.fairholme-tate.example\n! Plain http is not accepted for a work server
url-not-https	integration log (Go)	config error: server url "http://imanage.oswestry-bell.example": want scheme https, got http
url-not-https	integration log (Java)	java.lang.IllegalArgumentException: refusing base URL ftp://work.castlereagh-dunn.example, only secure web addresses may be given
url-has-path	nginx access log	"GET /work/web/login/auth/oauth2/authorize?response_type=code HTTP/2" 404 – remark: the server was entered as https://dms.harrowgate-stone.example/work/web/login
url-has-path	screenshot retyped	Work server URL\nhttps://imanage.gilmour-astley.example/work/#/my-matters\nOnly the host, please – remove what follows it.
url-has-path	e-mail of an administrator	I put https://dms.amberleyfox.example/login as address, as that's what's on our intranet. Then the log-in button leads to /login/auth/oauth2/... and the server doesn't have that page.
url-has-path	screenshot retyped	Add New Server – the URL https://svc_od:••••@work.yarrowby.example cannot be used: take out the user name and password before the host
value-missing	integration log (.NET)	400 POST /organization/imanage/servers {"errors":{"clientSecret":["The field must not be empty."]}}
value-missing	screenshot retyped	Add New Server\nWork server URL: https://dms.hexcroft.example\nAPI Key / Client ID: [            ]  ← Please enter it\nAPI Secret / Client Secret: ••••••••\n[Save] (greyed out)
server-duplicate	integration log (Python)	psycopg.errors.UniqueViolation: duplicate key value violates unique constraint "imanage_server_org_url_key" DETAIL: Key (org_id, base_url)=(771, https://work.milnthorpe.example) already exists.
server-duplicate	e-mail of an administrator	I wanted to add our server but O&D says there's one with that address in the list of our organization, and indeed my predecessor put it in two years ago. Should I edit his?
server-duplicate	screenshot retyped	Add New Server\nhttps://dms.crowhurst-bly.example\n! You have this one already ("London DMS", added 03/02/2026).
server-not-validated	screenshot retyped	Settings > Profile > iManage\nFrankfurt DMS   https://dms.thornbridge.example\nPending review by Office & Dragons. You can log in once it has been confirmed.
server-not-validated	e-mail of an administrator	We added our second work server on Tuesday and wrote to you the same day. It still shows "awaiting confirmation" and users can't press Log in for that one. Anything you need from us?
server-not-validated	integration log (Node)	login attempt refused: server 338 (work.abbotsreach.example) status=PENDING_STAFF_CHECK since 2026-02-16, user 5512
server-not-announced	e-mail of an administrator	I typed in the new iManage server two weeks ago and it just sits there. Oh – was I supposed to write to you in the chat when it's in? I have not told anyone at O&D.
server-not-announced	ticket comment (O&D support)	There is no chat or mail from the firm about server 402; it was created in their settings on 1 March and we were never informed, so no one here has looked at it. Customer to drop us a line as the article says.
server-rejected	screenshot retyped	Settings > Organization > iManage\ndms-test.sablewick.example   Declined by Office & Dragons on 14 Apr 2026\nReason: test system, publicly reachable without TLS 1.2
server-rejected	e-mail of an administrator	Your team looked at our server yesterday and turned it down, "hostname does not belong to your firm". It is run by our hosting partner, that's why. What must we send so you reconsider?
integration-not-enabled	e-mail of a user	On my profile page I have tabs for Password and Notifications but there isn't one for iManage. Our admin says nobody ever clicked on "Add iManage for organization".
integration-not-enabled	integration log (.NET)	[INF] org 1207 feature imanage=false -> GET /settings/profile/imanage 409 "Your organization has not switched iManage on"
integration-not-enabled	screenshot retyped	Settings > Organization > iManage\niManage is not in use in your organization.\n[+ Add iManage for organization]
not-organization-admin	screenshot retyped	Settings > Organization\nYou are a Member of Hexcroft LLP. Ask one of your administrators (D. Sato, M. Ruiz) to make changes to the iManage servers.
not-organization-admin	integration log (Go)	PUT /organization/imanage/servers/338 -> 403 role=member required=org_admin user=5512
not-organization-admin	e-mail of a user	I have got the client secret from IT and wanted to enter it in O&D under Organization, but the fields are grey for me. My boss who manages our O&D account can type in there. I am just a normal user in O&D.
not-staff	integration log (.NET)	POST /internal/servers/338/approve 403: caller d.sato@hexcroft.example is an administrator of a customer, only employees of Office & Dragons may approve or decline
not-staff	e-mail of an administrator	As an organization administrator at our firm I tried to set our new server to "confirmed" by myself with the API of O&D and was told that's reserved to your own people. Fair enough, but then please do it soon.
B1	Control Center, retyped	Add application > Configure manually\nName: Office & Dragons 2\nClient ID: 2f1d8c0e-77aa-4e0b-b1d4-1d5a0c9e8f21\nError: an application with this Client ID exists already. Enter another one.
B1	e-mail of an administrator	Registering O&D in Control Center fails at Finish with an error. I have since seen there's an old entry "OandD test" from 2024 with the very same client id. Can I delete that one?
B2	e-mail of an administrator	I wanted to change only the description of the O&D application in Control Center and on Save I get an error. The secret there was set to be valid until 31 December and we have January – could that be what it's about?
B2	Control Center, retyped	Edit application – Office & Dragons\nSomething went wrong. The application could not be updated.\nClient Secret Expires: 15/01/2026 (passed)  [Generate]
B4	Control Center, retyped	Delete "Office & Dragons (old)"?\nThe application can't be deleted as there are settings associated with it.\n[OK]
B4	e-mail of an administrator	Trying to get rid of the duplicate O&D entry under Applications, Control Center refuses to remove it – something about settings still attached on its Settings tab.
B9	e-mail of an administrator	After we pointed the vendor's server at iManage (new id and secret generated on their side) our Control Center shows just "Service Unavailable" for that application. The id and secret in Control Center are still the ones of before.
B10	Control Center, retyped	Add application > Upload package (officeanddragons.zip)\nUpload failed. A WebDB has not been set up for this environment.
B10	e-mail of an administrator	on-prem 10.4, uploading the manifest zip as an app package always errors out. iManage support asked if we have a configuration library (web database), and no we don't.
B11	e-mail of an administrator	I am to register O&D but in my Control Center, under Settings > Applications, I see the list and no "+ Add application" button anywhere. My colleague in NRTADMIN has the button.
B11	ticket comment	Her Control Center role is Tier 2 w/o the App Management privilege. That's why the button for adding an app is missing in her view.
C4	integration log (Python)	POST /auth/oauth2/token grant_type=password username=PVENN -> 400 invalid_grant "direct password login isn't possible for users synchronised from an external identity provider (Azure AD)"
C4	ticket comment	The firm's own script uses the resource owner password grant with a normal lawyer's account. Works for virtual users, is refused for everyone who comes via Okta. Told them to go with the browser flow.
C5	integration log (.NET)	PUT https://cloudimanage.example/api/v1/session/login {"user_id":"svc_od","password":"***"} -> 403 "Login with user ID and password through the legacy endpoint is not supported in iManage Cloud. Use OAuth 2.0."
C5	e-mail of an administrator	Before the move to iManage Cloud our old scanning script used user id + password in the session login call. Now on the cloud that call is turned down, whichever user. On-prem it was OK until last Friday.
C10	e-mail of a user	I press Log in beside iManage and nothing happens at all, no window. There's a small icon in the address bar of Chrome with a red cross on it.. "Pop-up blocked"
C10	browser page, retyped	Firefox prevented this site from opening a pop-up window.  [Preferences]\napp.od-docs.example – Settings > Profile > iManage > Log in
D6	e-mail of an administrator	Refresh token is allowed (Yes) and still the users are signed out of iManage after some hours. When I registered you I put 99999 days and 99999 minutes in the two expiry fields to be safe. A consultant says iManage quietly doesn't honour values that big.
D6	ticket comment	Switch for refresh is on, refresh_token is issued, renewals stop working after a while. Expiries are 9999999 / 9999999, far beyond what the server permits; with 365 days and 30 min on the test app people stay logged in.
D13	work server log	session 8fa1 user=NDESAI terminated: absolute timeout of 28800 s reached (last activity 4 s ago)
D13	e-mail of a user	Exactly eight hours after I log in to imanage in the morning I am kicked out, in the middle of typing, although I've been busy in it the whole time. Our IT say it's the fixed maximum session length they've set.
F13	e-mail of a user	My search for "lease" shows exactly 10,000 hits and then it ends. I know for certain we have many more, the older ones aren't in the list.
F13	ticket comment	Client reads only the first page (500 rows, a cursor is in the answer) and ignores the rest. So workspaces after the letter M don't show up in O&D's picker.
F14	integration log (Ruby)	POST documents: 400 {"error":{"messages":[{"field":"extension","code":"INVALID","code_message":"'.docx' is not a valid extension"}]}} – the same with "docx" goes through
F14	ticket comment	Reproduced: our client sends "extension": ".pdf" in the profile. iManage wants it without the full stop at the front, with it the create call is refused.
A7	ticket comment	Access rule on the web server admits the app proxy connector's IP, so the connection test is OK, but the O&D address we whitelisted never matches: the rule compares the socket's peer and that is always the connector. The real caller is only to be seen in X-Forwarded-For.
A7	IIS log with a remark	2026-03-05 09:40:11 10.9.0.12 GET /api - 443 - 10.9.0.31 403 6 0 X-Forwarded-For=198.51.100.24\nIP restriction in IIS has 198.51.100.24 = allow. But 10.9.0.31 (our proxy connector) is what it checks; "Enable proxy mode" isn't ticked, so the forwarded header is ignored.
A13	e-mail of an administrator	I added your IP in Network Settings of the iManage Cloud Control Center half an hour ago and still get blocked. The page says that changes may need as much as four hours. Just wait?
A13	Control Center, retyped	Network Settings\nTrusted range 198.51.100.0/28 saved 11:05.\nNote: Modifications may take up to 4 hours to become effective.\n(11:40 – sign-in from that range still denied)
applications.expiry.out-of-range	Control Center, retyped	Authentication\nRefresh Token Expiry: 98765 days  ! Enter a value within the permitted range\nAccess Token Expiry: 30 minutes\n[Save] not possible
applications.expiry.out-of-range	e-mail of an administrator	Control Center does not take 0 for Access Token Expiry when I register you, the field goes red and says the number's too low. And 5000 days for the other one is too high for it.
B9	Control Center, retyped	Settings > Litigation Assembler (vendor add-on)\nService Unavailable\nremark: came up the moment the vendor's server had been set up with its new client id and secret; we did not enter these two in Control Center yet
name-unknown	e-mail of a user	hi, our IT put the adress "imanage-london.tillotson-gray.example" in O&D. when I press log in chrome tells me the site's server IP address could not be found. i think the firm is spelled with an e (grey) not an a?
connection-timed-out	PowerShell	PS> Test-NetConnection dms.inglemere.example -Port 443\nWARNING: TCP connect to (203.0.113.97 : 443) failed\nWARNING: Ping to 203.0.113.97 failed with status: TimedOut\nComputerName : dms.inglemere.example   TcpTestSucceeded : False\n(took 21 s till it gave up; packet trace: 3 x SYN out, nothing in)
connection-refused	e-mail of an administrator	We moved the work server behind port 8443 at the weekend and closed 443 on that host. O&D still tries 443 and gets an immediate RST to its SYN since no service is bound there any more ("connection refused" in your message).
server-unavailable	F5 log	Apr 19 07:12:30 ltm1 err tmm[18822]: 01010028:3: No members available for pool /Common/pool_imanage_443\nApr 19 07:12:30 ltm1 notice mcpd[6611]: 01070640:5: Node /Common/WORKSRV01 monitor status down.\n(clients get a 503 from the virtual server)
session-expired	e-mail of a user	Monday morning, it wants me to login to iManage again. On friday evening it was still connected. All my projects are there, just the imanage part says I'm logged out.
secret-refused	integration log (Python)	oauthlib.oauth2.rfc6749.errors.InvalidClientError: (invalid_client) bad client credentials: secret rejected for 2f1d8c0e   [code exchange at https://imanage.oakhurst-pine.example, authorize step passed]
not-found	work server log	GET documents/LEGAL!30417.1 user=GFENN -> 404 "document number 30417 was purged on 2026-04-02"
no-rights	browser page, retyped	You do not have sufficient permissions to modify "Shareholders' Agreement v3". Your access level: View.\n(O&D > Save to iManage)
proxy-refused	e-mail of a network engineer	Your client goes out by our forward proxy (Blue Coat) and that one answers CONNECT dms.brackenfold.example:443 with 403 policy_denied, as the host isn't on the service zone's permit list. Nothing of it reaches the DMZ.
single-sign-on-failed	work server log	2026-05-11 08:00:31 OIDC callback error: unauthorized_client "AADSTS7000222: The provided client secret keys for app 'iManage Work SSO' are expired." tenant=brackenfold.example -> every federated user sees the error page of the sign-in; local virtual users get in
redirect-mismatch	ticket comment	Client firm has a single tenant O&D under its own host name, but in the app's Authentication tab in Control Center stands the callback of the shared instance. authorize answers with "redirect URI not registered".
none	log (PostgreSQL)	2026-02-01 03:00:12 UTC [211] FATAL:  password authentication failed for user "reporting"\n2026-02-01 03:00:12 UTC [211] DETAIL:  Connection matched pg_hba.conf line 95: "host all all 10.0.0.0/8 scram-sha-256"
none	e-mail of a user	The printer on the 4th floor says "toner low, replace drum" and prints everything with grey stripes. Can somebody have a look?
none	Outlook, retyped	Your message to finance@oldacre.example couldn't be delivered. 550 5.1.1 The email address you entered couldn't be found. Remote Server returned '550 5.1.1 RESOLVER.ADR.RecipNotFound'
none	log (integration, success)	2026-02-11 09:20:00 [INF] GET https://dms.hartwellpryce.example/api -> 200 in 112 ms\n2026-02-11 09:20:01 [INF] 14 libraries listed, user 88121
none	log (AWS CLI)	An error occurred (ExpiredToken) when calling the ListBuckets operation: The provided token has expired. Run aws sso login --profile prod.
none	log (Kubernetes)	Warning  FailedScheduling  2m  default-scheduler  0/6 nodes are available: 3 Insufficient memory, 3 node(s) had untolerated taint {dedicated: gpu}.
none	e-mail (small talk)	Hi all, cake in the kitchen at 3, Beatrice turns forty. Bring a fork. Regards, Tobias
none	log (Docker)	Error response from daemon: pull access denied for oldacre/billing, repository does not exist or may require 'docker login': denied: requested access to the resource is denied
none	log (Git)	remote: Support for password authentication was removed on August 13, 2021.\nfatal: Authentication failed for 'https://github.example/oldacre/site.git/'
none	Teams, retyped	We can't sign you in to Microsoft Teams. Error code: CAA50021. Number of retry attempts exceeds expectation.
none	log (Salesforce)	{"error":"invalid_grant","error_description":"expired access/refresh token"} POST https://login.salesforce.example/services/oauth2/token  job=crm-sync
none	log (nginx start)	2026/02/20 00:00:01 [notice] 1#1: using the "epoll" event method\n2026/02/20 00:00:01 [notice] 1#1: start worker processes
none	log (MySQL)	ERROR 1213 (40001): Deadlock found when trying to get lock; try restarting transaction
none	log (SMTP)	postfix/smtp[2231]: 4F1A2: to=<a@oldacre.example>, relay=mx.oldacre.example[203.0.113.25]:25, delay=0.8, status=deferred (host said: 451 4.7.1 Greylisting in action, please come back later)
none	Word, retyped	Word found unreadable content in Bill of costs.docx. Do you want to recover the contents of this document?
none	e-mail of a user	could you please reset my phone extension, the voicemail has the greeting of the person before me
none	log (Let's Encrypt for the intranet wiki)	certbot: Cert not yet due for renewal. The following certificates are not due: /etc/letsencrypt/live/wiki.oldacre.example/fullchain.pem expires on 2026-06-01 (skipped)
none	log (Slack)	slack_sdk.errors.SlackApiError: The server responded with: {'ok': False, 'error': 'token_revoked'} chat.postMessage #alerts
none	log (Redis of a web shop)	MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk. Commands that may modify the data set are disabled.
none	VPN, retyped	Cisco Secure Client: The VPN connection failed due to unsuccessful domain name resolution of vpn.oldacre.example.
none	e-mail of an administrator	We plan to bring forty more seats of O&D from 1 May. Whom do I ask for a quote and is there a discount for a year in advance?
none	log (Windows update)	Installation Failure: Windows failed to install the following update with error 0x80070643: 2026-01 Security Update for Windows Recovery Environment (KB5034441).
none	log (S3)	<Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match the signature you provided.</Message></Error> bucket=oldacre-backups
none	log (DocuSign)	{"errorCode":"USER_AUTHENTICATION_FAILED","message":"One or both of Username and Password are invalid."} POST https://demo.docusign.example/restapi/v2.1/login_information
none	Java build	[ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.11.0:compile: Compilation failure: OrderService.java:[41,17] cannot find symbol
none	log (Python)	Traceback (most recent call last):\n  File "report.py", line 12, in <module>\n    total = sum(r["amount"] for r in rows)\nKeyError: 'amount'
none	log (RDP)	Remote Desktop can't connect to the remote computer FIN-TS02 for one of these reasons: Remote access to the server is not enabled; the remote computer is turned off.
none	log (backup)	Veeam: Job "VMs nightly" finished with Warning. Backup repository D:\ has only 9% of free space left.
none	e-mail of a user	In O&D the numbering of clause 7 jumps from 7.2 to 7.4 after I merged the two drafts, and the table of contents has the old headings.
none	e-mail of an administrator	Just to confirm: log-in to iManage works now for everyone, thank you for your quick help. You can close the ticket.
none	log (Stripe)	stripe.error.CardError: Request req_8Yx: Your card has insufficient funds. code=card_declined
none	log (Kafka)	[Consumer clientId=bill-1, groupId=billing] Offset commit failed on partition invoices-3 at offset 8812: The coordinator is not aware of this member.
none	Zoom, retyped	Unable to connect. Please check your network connection and try again. Error code: 5003
none	log (Jira)	com.atlassian.jira.rest: 401 Unauthorized – Basic auth with password is not allowed on this instance. Use an API token. (project sync Oldacre board)
none	log (SQL Server)	Login failed for user 'OLDACRE\svc_pms'. Reason: Could not find a login matching the name provided. [CLIENT: 10.3.0.18] Error: 18456, Severity: 14, State: 5.
none	log (npm)	npm ERR! code ERESOLVE\nnpm ERR! ERESOLVE unable to resolve dependency tree: peer react@"^17" from old-datepicker@2.1.0
none	log (accounting SaaS)	Xero API: 403 {"Title":"Forbidden","Detail":"AuthenticationUnsuccessful","Instance":"b4c1"} tenant Oldacre Ltd – reconnect the organisation in Xero
none	e-mail (spam quarantine)	3 messages for you are held in quarantine. Release or block: "Your parcel is waiting", "RE: invoice 2231", "Win a new phone".
none	log (Wi-Fi)	wpa_supplicant[701]: wlan0: CTRL-EVENT-EAP-FAILURE EAP authentication failed; CTRL-EVENT-SSID-TEMP-DISABLED ssid="Oldacre-Guest" reason=AUTH_FAILED
none	log (GitHub Actions)	Run actions/checkout@v4 ... Post job cleanup. 214 passed, 0 failed in 71.20s. Complete job name: test
none	log (Terraform)	Error: Error acquiring the state lock: ConditionalCheckFailedException. Lock Info: Who: ci@runner-4  Operation: OperationTypeApply
none	e-mail of a user	Question on training: is there a recording of last week's webinar about templates and the new compare view? I had a hearing and missed it.
none	log (LDAP of a time recording product)	TimeKeep sync finished: 412 users read, 3 changed, 0 errors. Next run 02:00.
none	access log, ordinary	203.0.113.7 - - [02/Mar/2026:10:00:00 +0000] "GET /favicon.ico HTTP/1.1" 200 5430 "-" "Mozilla/5.0"\n203.0.113.7 - - [02/Mar/2026:10:00:01 +0000] "GET /robots.txt HTTP/1.1" 200 61
none	macOS, retyped	"Scanner Helper" can't be opened because Apple cannot check it for malicious software.
none	e-mail (cloud vendor)	Dear customer, on 12 May we will retire Azure Basic SKU public IP addresses in your subscription "oldacre-dev". Please upgrade to Standard.
none	question of a user	iManage does not show up in O&D
none	question of a user	I do not see iManage in O&D
none	question of a user	Where is iManage in Office & Dragons? I cannot find it
none	question of a user	iManage is missing in O&D for me, what should I do
none	question of a user	O&D does not show iManage
none	question of a user	How do I open iManage in O&D?
"""#
}
