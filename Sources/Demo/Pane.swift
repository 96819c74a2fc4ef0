import Foundation
import HTTPTypes
import Hummingbird
import IntegrationClient
import Markup
import NIOCore
import OfficeApp
import Rules
import ScenarioRunner
import Secrets
import Stage
import StageHTTP

/// One request of a pane: to the product, or by the person's browser to a work server.
struct Pane {
    let director: Director
    let path: PanePath
    /// Whether the page is only loaded, and nobody did anything for it.
    let isLook: Bool

    func answer(isPost: Bool, contentType: String?, body: [UInt8]) async -> Response {
        let stage = await director.stage
        guard stage.cast.contains(where: { $0.name == path.person }) else {
            return words(404, "Nobody of this story is called \(path.person).")
        }
        if path.host == stage.officeHost { return await office(isPost: isPost, body: body) }
        return await server(isPost: isPost, contentType: contentType, body: body)
    }

    // MARK: The product

    private func office(isPost: Bool, body: [UInt8]) async -> Response {
        let key = director.formKey
        let (path, director) = (path, director)
        let reply = await director.byHand(isLook: isLook) { stage -> (OfficeReply?, [Deed], Outcome) in
            let person = Person(
                name: path.person, role: stage.cast.first { $0.name == path.person }?.office ?? .user)
            let target = path.rest.split(separator: "?", maxSplits: 1).map(String.init)
            let request = OfficeRequest(
                person: person, isPost: isPost, path: target.first?.removingPercentEncoding ?? "/",
                url: "https://\(path.host)\(path.rest)", query: FormBody.fields(in: target.count > 1 ? target[1] : ""),
                form: isPost ? FormBody.fields(in: String(decoding: body, as: UTF8.self)) : [:])
            let visit = await stage.visitOffice("a page of the product") { integration in
                let sites = stage.sites
                let app = OfficeApp(integration, formKey: key) { url in
                    sites.first { $0.url == url || $0.url + "/" == url }?.name
                }
                return await app.answer(request)
            }
            let reply = try? visit.result.get()
            let deed = reply?.deed.flatMap { Self.deed($0, visit.outcome, stage) }
            return (reply, deed.map { [$0] } ?? [], visit.outcome)
        }
        guard let reply else { return words(500, "The product did not answer.") }
        switch reply.content {
        case .page(let html):
            let refusal = isLook ? await director.refusal(shownTo: path.person) : nil
            let note = refusal.map { HTML.message(.bad, "\($0)") }
            // The page may show it by itself.
            let isShown = note.map {
                html.text.contains($0.text) || html.text.contains("<p>\(HTML.escaped(refusal ?? ""))</p>")
            }
            return page(html.text, status: reply.status, adding: isShown == false ? note : nil, atTop: true)
        case .redirect(let target): return redirect(target, status: reply.status)
        case .json(let text):
            return Response(
                status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        case .file(let name, let bytes):
            let plain = name.filter { $0.isLetter || $0.isNumber || ". -_".contains($0) }
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/octet-stream", .cacheControl: "no-store",
                    .contentDisposition: "attachment; filename=\"\(plain)\"",
                ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        }
    }

    /// What was done in the product as a step of the stage; looking at documents is none until one is opened or saved.
    private static func deed(_ deed: OfficeDeed, _ outcome: Outcome, _ stage: Stage) -> Deed? {
        var arguments = deed.arguments.mapValues { JSON.text($0) }
        if let secret = deed.secret {
            let server = deed.arguments["server"] ?? stage.sites.first?.name ?? ""
            // A typed secret is never written down: the right one is known to whoever plays it again.
            if stage.secret(for: "\(server).client_secret") != secret.reveal() {
                arguments["client_secret"] = .text(Deed.typedSecret)
            } else if deed.step == "office.edit_server" {
                arguments["client_secret"] = .text("$\(server).client_secret")
            }
        }
        let rule = deed.failure.map { $0.rule ?? outcome.decidingRule ?? $0.id.rawValue }
        return Deed(
            action: Action(deed.step, arguments), refusedBy: rule, failure: deed.failure?.id,
            message: deed.failure?.message)
    }

    // MARK: Work servers

    private func server(isPost: Bool, contentType: String?, body: [UInt8]) async -> Response {
        let (path, director, isLook) = (path, director, isLook)
        let cookie = await director.cookies(of: path.person, for: path.host)
        let (result, rule) = await director.byHand(isLook: isLook) {
            stage -> ((Result<PartyResponse, any Error>, String?), [Deed], Outcome) in
            var headers = [("Accept", "text/html")]
            if let cookie { headers.append(("Cookie", cookie)) }
            if isPost { headers.append(("Content-Type", contentType ?? "application/x-www-form-urlencoded")) }
            let base = stage.sites.first { $0.host == path.host }?.url ?? "https://\(path.host)"
            let request = PartyRequest(
                kind: Self.kind(of: path.rest), method: isPost ? "POST" : "GET", url: base + path.rest,
                headers: headers,
                body: body)
            let visit = await stage.browse(as: path.person, request, isLook: isLook)
            return ((visit.result, visit.outcome.decidingRule), visit.deeds, visit.outcome)
        }
        guard case .success(let response) = result else {
            return page(Self.unreachable(path.host, rule).text, status: 502)
        }
        await director.keep(response.headers(named: "Set-Cookie"), of: path.person, for: path.host)
        if (301...308).contains(response.status), let location = response.header("Location") {
            if isPost, Self.kind(of: path.rest) == "sign_in" { await director.waitBeforeCallback() }
            return redirect(location, status: 303)
        }
        guard response.header("Content-Type")?.hasPrefix("text/html") ?? false else {
            return words(response.status, response.text)
        }
        let way = await wayBack(from: response)
        return page(response.text, status: response.status, adding: way)
    }

    /// What the demo adds to a page that ends a log-in: its status, and the way back to the product.
    private func wayBack(from response: PartyResponse) async -> HTML? {
        guard Self.kind(of: path.rest) != "control_center", response.status >= 400, HTMLForm(in: response.text) == nil
        else { return nil }
        let product = PanePath(
            person: path.person, host: await director.stage.officeHost, rest: "/settings/profile/imanage")
        return """
            <aside class="message note"><p>Status \(response.status). The story names the rule and the remedy.</p>\
            <p><a href="\(product.looking.path)">Back to Office &amp; Dragons</a></p></aside>
            """
    }

    private static func kind(of path: String) -> String {
        path.hasPrefix("/auth/oauth2/authorize")
            ? "authorize" : path.hasPrefix("/auth/oauth2/") ? "sign_in" : "control_center"
    }

    private static func unreachable(_ host: String, _ rule: String?) -> HTML {
        let known = rule.flatMap { RuleLedger.all.rule($0) }
        let cause: HTML =
            known.map { "<p>\($0.decides)</p><p><code>\($0.id)</code></p>" }
                ?? """
                <p>The name is unknown here, the certificate is not accepted, nothing listens, or a firewall refuses. The wire shows which.</p>
                """
        return Page(
            title: "This page cannot be reached", look: .demo, layout: "narrow",
            body: """
                <main class="card"><h1>This page cannot be reached</h1>
                <p><b>\(host)</b> did not answer this browser.</p>\(cause)</main>
                """
        ).html
    }

    // MARK: Answers

    /// A page whose links, forms and files point at the front door.
    private func page(_ text: String, status: Int, adding note: HTML? = nil, atTop: Bool = false) -> Response {
        let prefix = PanePath(person: path.person, host: path.host, rest: "").path
        let rewritten = text.replacing(/(href|action|src|formaction|data-check)="\/(?!\/|assets\/)/) { match in
            "\(match.output.1)=\"\(prefix)/"
        }
        let top = atTop ? rewritten.range(of: "</h1>")?.upperBound : nil
        let end = top ?? rewritten.range(of: "</main>")?.lowerBound ?? rewritten.endIndex
        let shown = rewritten[..<end] + (note?.text ?? "") + rewritten[end...]
        return Response(
            status: .init(code: status), headers: DemoAsset.pageHeaders,
            body: ResponseBody(byteBuffer: ByteBuffer(string: String(shown))))
    }

    private func redirect(_ target: String, status: Int) -> Response {
        Response(status: .seeOther, headers: [.location: path.resolving(target), .cacheControl: "no-store"])
    }

    private func words(_ status: Int, _ text: String) -> Response {
        Response(
            status: .init(code: status),
            headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
