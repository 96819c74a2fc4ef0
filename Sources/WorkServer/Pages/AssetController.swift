import HTTPTypes
import Markup
import Rules

/// Serves the files that all pages share.
struct AssetController {
    var endpoints: [Endpoint] {
        Asset.allCases.map { asset in
            Endpoint(name: "asset", method: .get, paths: [asset.path], shape: .page) { _ in
                var answer = Answer(
                    rule: PageRules.asset, refused: false, detail: "\(asset.rawValue) is served.", status: 200,
                    body: "", as: .html)
                answer.headers[.contentType] = asset.mediaType
                answer.headers[.cacheControl] = "max-age=3600"
                answer.file = Answer.Part(blob: Blob(asset.bytes))
                answer.summary = asset.rawValue
                return answer
            }
        }
    }
}
