import Crypto
import Foundation
public import IntegrationClient
import Markup
import Rules
public import Secrets

/// The pages of the product that have to do with iManage: settings, validation, profile, documents.
///
/// They are over the client alone, ask it for everything, and show its failures in its own words.
public struct OfficeApp: Sendable {
    let integration: Integration
    private let formKey: SymmetricKey
    /// What a server is called where nobody names it.
    let name: @Sendable (_ url: String) -> String?

    /// Puts the pages over a client.
    ///
    /// - Parameters:
    ///   - integration: the client.
    ///   - formKey: what the tokens of forms derive from; nobody else knows it.
    ///   - name: what a server with this URL is called where nobody names it; nil takes the host.
    public init(
        _ integration: Integration, formKey: Secret, name: @escaping @Sendable (_ url: String) -> String? = { _ in nil }
    ) {
        self.integration = integration
        self.formKey = SymmetricKey(data: Array(formKey.reveal().utf8))
        self.name = name
    }

    /// Where each page is.
    enum Place: String {
        case organization = "/settings/organization/imanage"
        case check = "/settings/organization/imanage/check"
        case profile = "/settings/profile/imanage"
        case validation = "/staff/validation"
        case documents = "/documents"
        case document = "/documents/open"
        case download = "/documents/download"
    }

    /// Answers a request of somebody who is signed in to the product.
    public func answer(_ request: OfficeRequest) async -> OfficeReply {
        guard !request.isPost || request.form["form"] == formToken(of: request.person) else {
            let words: HTML = "This form does not come from a page of yours. Go back, load the page again, and retry."
            return OfficeReply(.page(frame(request.person, nil, "Not done", .message(.bad, words))), status: 403)
        }
        if request.path == Self.path(of: integration.registrationSheet.redirectURL), !request.isPost {
            return await finishLogIn(request)
        }
        switch Place(rawValue: request.path) {
        case .organization:
            return request.isPost ? await changeOrganization(request) : page(organization(request.person))
        case .check: return check(request)
        case .profile: return request.isPost ? await changeProfile(request) : page(profile(request.person))
        case .validation: return request.isPost ? await judge(request) : page(validation(request.person))
        case .documents: return request.isPost ? await save(request) : await browse(request)
        case .document: return await open(request)
        case .download: return await download(request)
        case nil:
            guard request.path == "/" else {
                let words: HTML = "There is no such page. Choose one from the menu."
                return OfficeReply(
                    .page(frame(request.person, nil, "Not found", .message(.bad, words))), status: 404)
            }
            return OfficeReply(.redirect(Self.home(of: request.person).rawValue), status: 303)
        }
    }

    /// The page that a person is here for.
    static func home(of person: Person) -> Place {
        switch person.role {
        case .user: .profile
        case .organizationAdmin: .organization
        case .staff: .validation
        }
    }

    func page(_ html: HTML) -> OfficeReply { OfficeReply(.page(html)) }

    static func path(of url: String) -> String {
        let rest = url.range(of: "://").map { url[$0.upperBound...] } ?? Substring(url)
        return String(rest.drop { $0 != "/" }.prefix { !"?#".contains($0) })
    }

    // MARK: Pieces

    /// What each form carries, so that no other site can send it in the person's name.
    func formToken(of person: Person) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array("form of \(person.name)".utf8), using: formKey)
        return base64URL(Array(code))
    }

    func token(_ person: Person) -> HTML { .hidden("form", formToken(of: person)) }

    /// A page of the product for a person: head, sections, contents.
    func frame(
        _ person: Person, _ here: Place?, _ title: String, above: HTML? = nil, _ content: HTML
    ) -> HTML {
        let sections: [(String, Place)] =
            switch person.role {
            case .user: [("Documents", .documents), ("Profile", .profile)]
            case .organizationAdmin: [("Organization", .organization)]
            case .staff: [("Validation", .validation)]
            }
        let links = sections.map { label, place -> HTML in
            let mark: HTML = place == here ? " aria-current=\"page\"" : ""
            return "<li><a href=\"\(place.rawValue)\"\(mark)>\(label)</a></li>"
        }
        return Page(
            title: "\(title) - Office & Dragons", look: .office, layout: "app",
            body: """
                <a class="skip" href="#main">Skip to the contents</a>
                <header class="bar"><p class="brand"><span class="logo" aria-hidden="true">O</span>Office &amp; Dragons</p>
                <p class="who"><span>\(person.name)</span><small>\(Self.words(for: person.role))</small></p></header>
                <div class="frame"><nav aria-label="Office &amp; Dragons"><ul>\(links)</ul></nav>
                <main id="main">\(above)<h1>\(title)</h1>\(content)</main></div>
                <footer>A stand-in for the product's pages. The client behind them is WorkSim's own, written from the help article.</footer>
                """
        ).html
    }

    private static func words(for role: Person.Role) -> String {
        switch role {
        case .user: "User"
        case .organizationAdmin: "Organization administrator"
        case .staff: "Office & Dragons staff"
        }
    }

    /// A failure as the client words it, with what a support colleague needs.
    func trouble(_ failure: IntegrationFailure, _ person: Person) -> HTML {
        let code = [failure.status.map { "status \($0)" }, failure.error].compactMap { $0 }.joined(separator: ", ")
        return .message(
            .bad,
            """
            <p>\(failure.message)</p>
            <p class="code">\(failure.id.rawValue)\(code.isEmpty ? "" : " (\(code))"), at \(failure.at.rawValue)</p>
            \(failure.server.flatMap { report(person, $0, id: "trouble-report") })
            """)
    }

    /// The report for support with its button.
    func report(_ person: Person, _ server: String, id: String) -> HTML? {
        guard let report = try? integration.report(as: person.name, server: server) else { return nil }
        return """
            <details class="report"><summary>Report for support</summary>
            <textarea id="\(id)" rows="10" readonly aria-label="Report for support">\(report.text())</textarea>
            <p class="actions"><button type="button" data-copy="\(id)">Copy report</button></p></details>
            """
    }

    /// Runs something of the client's; a failure of its catalogue is handed back, anything else as a failure without name.
    func attempt<Value>(_ body: () async throws -> Value) async -> Result<Value, IntegrationFailure> {
        do {
            return .success(try await body())
        } catch let failure as IntegrationFailure {
            return .failure(failure)
        } catch {
            return .failure(IntegrationFailure(.outcomeUnknown, at: .office, cause: "It was interrupted. Try again."))
        }
    }
}
