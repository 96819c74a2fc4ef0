import HTTPTypes
import Markup
import Rules

/// Serves the root: a page with links for browsers; for programs there is nothing, as on a real server.
struct IndexController {
    let core: ServerCore

    var endpoints: [Endpoint] {
        [
            Endpoint(name: "index", method: .get, paths: ["/"], shape: .api) { incoming in
                let wantsPage = incoming.headers[.accept]?.lowercased().contains("text/html") ?? false
                guard wantsPage else {
                    return Refuser(core: core).refuse(
                        HTTPRules.pathUnknown, status: 404, "There is nothing at this path.", shape: .api,
                        by: incoming.party, endpoint: "index")
                }
                return page(core.maker.snapshot)
            }
        ]
    }

    private func page(_ state: WorkState) -> Answer {
        var answer = Answer(
            rule: PageRules.index, refused: false, detail: "The page with links is served.", status: 200,
            body: Pages.index(of: state), as: .html)
        answer.summary = "page: index"
        Pages.addHeaders(to: &answer)
        return answer
    }
}
