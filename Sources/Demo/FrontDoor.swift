import HTTPTypes
import Hummingbird
import Logging
import Markup
import NIOCore
import OfficeApp
import Secrets

/// The one address that a browser opens: plain HTTP on loopback, behind which everything has its real name and TLS.
///
/// It shows the director's page and plays the browsers of the people: what a pane asks for goes out from the person's own
/// address with the person's own cookies, and comes back with its links pointing here.
public struct FrontDoor: Sendable {
    private let director: Director
    private let port: Int
    private let formToken = SystemIdentifiers().token("form of the director")
    private let visitorKey = SystemIdentifiers().token("visitor of the demo")

    /// A front door for a director, at a port of loopback; 0 takes a free one.
    public init(_ director: Director, port: Int) {
        self.director = director
        self.port = port
    }

    /// Listens until the task is cancelled; `ready` gets the port as soon as connections are accepted.
    public func run(ready: @escaping @Sendable (Int) async -> Void) async throws {
        let router = Router(context: BasicRequestContext.self)
        for method in [HTTPRequest.Method.get, .post] {
            router.on("**", method: method) { request, _ in await answer(request) }
        }
        router.get("/") { request, _ in await answer(request) }
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: nil),
            onServerRunning: { channel in await ready(channel.localAddress?.port ?? 0) },
            logger: Logger(label: "front-door") { _ in SwiftLogNoOpLogHandler() })
        try await application.run()
    }

    // MARK: Who may come in

    private func answer(_ request: Request) async -> Response {
        let authority = request.head.authority ?? ""
        let host = authority.prefix { $0 != ":" }
        // Another name that leads to loopback is somebody else's page.
        guard ["127.0.0.1", "localhost"].contains(host) else {
            return plain(421, "This is the demo of another address.")
        }
        if let origin = request.headers[.origin], request.method == .post, origin != "http://" + authority {
            return plain(403, "This form was sent by another site.")
        }
        let path = String((request.head.path ?? "/").prefix { $0 != "?" })
        if path == "/" { return await stagePage(authority) }
        if let asset = DemoAsset.answer(to: path, brand: director.brand) { return asset }
        guard cookie(of: request) == visitorKey else { return redirect("/") }
        if path.hasPrefix("/director/") { return await direct(String(path.dropFirst("/director/".count)), request) }
        guard let pane = PanePath(request.head.path ?? "") else { return plain(404, "There is nothing here.") }
        let body = try? await request.body.collect(upTo: 1 << 20)
        let isPost = request.method == .post
        return await Pane(
            director: director, path: isPost ? pane.acting : pane, isLook: !isPost && (pane.isLook || isReturn(request))
        ).answer(
            isPost: isPost, contentType: request.headers[.contentType],
            body: body.map { Array($0.readableBytesView) } ?? [])
    }

    /// Whether a browser comes back to a page by itself, as when its window is restored: it says who asks for a page.
    private func isReturn(_ request: Request) -> Bool {
        func says(_ name: String) -> String? { HTTPField.Name(name).flatMap { request.headers[$0] } }
        return says("Sec-Fetch-Mode") == "navigate" && says("Sec-Fetch-User") == nil
    }

    private func cookie(of request: Request) -> String? {
        let pairs = (request.headers[.cookie] ?? "").split(separator: ";").map { $0.drop { $0 == " " } }
        return pairs.first { $0.hasPrefix("worksim_demo=") }.map { String($0.dropFirst("worksim_demo=".count)) }
    }

    private func stagePage(_ authority: String) async -> Response {
        let html = await director.page(token: formToken)
        var response = page(html)
        response.headers[.setCookie] = "worksim_demo=\(visitorKey); Path=/; HttpOnly; SameSite=Strict"
        return response
    }

    // MARK: Directing

    private func direct(_ command: String, _ request: Request) async -> Response {
        guard request.method == .post else {
            switch command {
            case "parts": return page(await director.parts(token: formToken))
            case "changes": return await changes()
            case "presenter": return page(await director.presenter(token: formToken))
            case "slides": return page(await director.slides(token: formToken))
            case "message": return await message(request)
            case "story.yaml":
                return download(Array(await director.recording.yaml.utf8), "application/yaml", as: "recorded.yaml")
            case "report.html":
                guard let report = try? await director.report() else {
                    return plain(409, "What was done so far cannot be played anew.")
                }
                return download(report, "text/html; charset=utf-8", as: "report.html")
            default: return plain(404, "There is nothing here.")
            }
        }
        let body = try? await request.body.collect(upTo: 1 << 16)
        let fields = FormBody.fields(in: body.map { String(buffer: $0) } ?? "")
        guard fields["form"] == formToken else { return plain(403, "Load the page again and retry.") }
        switch command {
        case "next": await director.next(at: fields["revision"].flatMap { Int($0) })
        case "skip": await director.skip()
        case "reset": await director.reset()
        case "undo": await director.undo()
        case "redo": await director.redo()
        case "go": await director.go(to: fields["step"].flatMap { Int($0) } ?? -1, of: fields["story"] ?? "")
        case "back": await director.back(to: fields["count"].flatMap { Int($0) } ?? -1)
        case "jump": await director.jump(by: fields["by"] ?? "")
        case "tell": await director.tell(fields["story"] ?? "")
        case "break": await director.breakSomething(fields["story"] ?? "")
        case "come-back": await director.comeBack()
        case "fill": return json(await director.fillings(for: fields["pane"] ?? ""))
        default: return plain(404, "There is nothing here.")
        }
        return redirect("/")
    }

    /// Sends an event for each change as it happens.
    private func changes() async -> Response {
        let stream = await director.changes()
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                for await revision in stream {
                    try await writer.write(ByteBuffer(string: "event: changed\ndata: \(revision)\n\n"))
                }
                try await writer.finish(nil)
            })
    }

    /// One message of the wire in full.
    private func message(_ request: Request) async -> Response {
        let query = (request.head.path ?? "").drop { $0 != "?" }.dropFirst()
        let fields = FormBody.fields(in: String(query))
        guard
            let html = await director.message(
                moment: fields["moment"] ?? "", line: fields["line"].flatMap { Int($0) } ?? -1, token: formToken)
        else { return plain(404, "This message is no longer there: the story was played anew.") }
        return page(html)
    }

    // MARK: Answers

    private func page(_ html: HTML) -> Response {
        Response(
            status: .ok, headers: DemoAsset.pageHeaders, body: ResponseBody(byteBuffer: ByteBuffer(string: html.text)))
    }

    private func download(_ bytes: [UInt8], _ type: String, as name: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: type, .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private func json(_ text: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    private func plain(_ status: Int, _ words: String) -> Response {
        Response(
            status: .init(code: status), headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: words + "\n")))
    }

    private func redirect(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path, .cacheControl: "no-store"])
    }
}
